"""What erasing removes, and the journal of it.

What hangs on a case is found along the foreign keys that delete it along (ON DELETE CASCADE), so a new table
is counted and erased at once; what only points at it (SET NULL) stays. An id is never given again: those in
the journal are kept out of use too, since a backup of before may not know them.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, func, insert, literal, select, text, union_all

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.drafts import PLACE
from jeugdhulp_desktop.domain.erasures import ErasableCase, ErasedRecord, ErasureKind
from jeugdhulp_desktop.storage.bin_queries import find_entries_of, forget_entries, records_in
from jeugdhulp_desktop.storage.tables import Base
from jeugdhulp_desktop.storage.tables.audit import AuditRow
from jeugdhulp_desktop.storage.tables.bin import BinRow
from jeugdhulp_desktop.storage.tables.cases import CaseRow
from jeugdhulp_desktop.storage.tables.erasures import ErasureRow
from jeugdhulp_desktop.storage.tables.pupils import ImportChangeRow, PupilRow
from jeugdhulp_desktop.storage.tables.vault import DraftRow

Going = Mapping[str, Collection[tuple[Any, ...]]]  # by table, the keys of the rows that go

_AT_ONCE = 500  # keys in one statement
_TABLE_OF: dict[ErasureKind, Any] = {ErasureKind.CASE: CaseRow, ErasureKind.PUPIL: PupilRow}
# What a draft says of the record it belongs to, by the name of the field, and the forms of such records.
_POINTS_AT = {
    "case_id": "cases", "previous_case_id": "cases", "pupil_id": "pupils", "run_id": "checklist_runs",
    "contact_id": "contact_moments", "evidence_contact_id": "contact_moments",
}  # fmt: skip
_FORMS = {
    "case": "cases", "contact": "contact_moments", "action": "actions", "checklist": "checklist_runs",
    "pupil": "cases",  # a pupil who is typed for a case
}  # fmt: skip
_FORM_ENDS = re.compile(r"[-/~]")  # "case-action" is of a case, "case~" a draft that was offered


def load_erasable(
    connection: Connection, *, case_id: int | None = None, pupil_id: int | None = None
) -> list[ErasableCase]:
    """One case, or all those of a pupil, the oldest first; those in the bin too."""
    which = CaseRow.id == case_id if case_id is not None else CaseRow.pupil_id == pupil_id
    rows = connection.execute(
        select(CaseRow.id, CaseRow.number, CaseRow.status, CaseRow.ended_on, PupilRow.left_on)
        .outerjoin(PupilRow, PupilRow.id == CaseRow.pupil_id)
        .where(which)
        .order_by(CaseRow.id)
    )
    here = [
        ErasableCase(found, number, status is not CaseStatus.CLOSED, ended, left)
        for found, number, status, ended, left in rows
    ]
    of = BinRow.record_id == case_id if case_id is not None else BinRow.pupil_id == pupil_id
    binned = connection.execute(
        select(BinRow.record_id, BinRow.facts, BinRow.content, PupilRow.left_on)
        .outerjoin(PupilRow, PupilRow.id == BinRow.pupil_id)
        .where(BinRow.kind == BinKind.CASE, of)
        .order_by(BinRow.record_id)
    )
    return here + [
        ErasableCase(
            found, _number(facts), open=False, ended_on=_ended_on(content, found), left_on=left, binned=True
        )
        for found, facts, content, left in binned
    ]


def find_pupil_of(connection: Connection, case_id: int) -> int | None:
    """The pupil of a case, in its table or in the bin."""
    query = union_all(
        select(CaseRow.pupil_id).where(CaseRow.id == case_id),
        select(BinRow.pupil_id).where(BinRow.kind == BinKind.CASE, BinRow.record_id == case_id),
    )
    return connection.scalar(query)


def rows_going(
    connection: Connection, case_ids: Collection[int], pupil_id: int | None = None
) -> dict[str, set[tuple[Any, ...]]]:
    """Every row that goes with these cases and this pupil, by table."""
    going: dict[str, set[tuple[Any, ...]]] = {}
    if pupil_id is not None:
        going["pupils"] = {(pupil_id,)}
        kept = select(ImportChangeRow.import_id).where(ImportChangeRow.pupil_id == pupil_id)
        going["import_changes"] = {(import_id, pupil_id) for import_id in connection.scalars(kept)}
    waiting = [("cases", {(case_id,) for case_id in case_ids})]
    while waiting:
        name, keys = waiting.pop()
        new = keys - going.setdefault(name, set())
        going[name] |= new
        if new:
            waiting += [
                (child.name, set(_pointing(connection, child, column, new)))
                for child, column, rule in _children(name)
                if rule == "CASCADE"
            ]
    going["bin_entries"] = {(entry,) for entry in find_entries_of(connection, case_ids, pupil_id)}
    return {name: keys for name, keys in going.items() if keys}


def count_loosened(connection: Connection, going: Going) -> dict[str, int]:
    """Rows that stay and lose a reference to what goes, by table."""
    loosened: Counter[str] = Counter()
    for name, keys in going.items():
        for child, column, rule in _children(name):
            if rule == "SET NULL":
                staying = set(_pointing(connection, child, column, keys)) - set(going.get(child.name, ()))
                loosened[child.name] += len(staying)
    return {name: count for name, count in loosened.items() if count}


def find_drafts_going(connection: Connection, going: Going) -> list[tuple[str, int]]:
    """The drafts and place of what goes, also of what lies in the bin and of a new record that belongs to it;
    form, record (0: new)."""
    binned = records_in(connection, [key[0] for key in going.get("bin_entries", ())])
    found = []
    for form, record_id, content in connection.execute(
        select(DraftRow.form, DraftRow.record_id, DraftRow.content)
    ):
        named = [(_table_of(form), record_id)]
        named += [(_POINTS_AT[name], value) for name, value in _ids_in(json.loads(content))]
        if any((key,) in going.get(table, ()) or key in binned.get(table, ()) for table, key in named):
            found.append((form, record_id))
    return found


def erase_rows(connection: Connection, going: Going) -> int:
    """Remove these cases and pupils with all of theirs, drafts and place too; how many drafts went."""
    drafts = forget_drafts(connection, going)
    for row in (CaseRow, PupilRow):  # the rest goes along with them
        ids = [key[0] for key in going.get(row.__tablename__, ())]
        for some in _parts(ids):
            connection.execute(delete(row).where(row.id.in_(some)))
    forget_entries(connection, [key[0] for key in going.get("bin_entries", ())])
    for import_id, pupil_id in going.get("import_changes", ()):
        connection.execute(
            delete(ImportChangeRow).where(
                ImportChangeRow.import_id == import_id, ImportChangeRow.pupil_id == pupil_id
            )
        )
    return drafts


def forget_drafts(connection: Connection, going: Going) -> int:
    """Remove the drafts and place of what goes; how many drafts went."""
    drafts = find_drafts_going(connection, going)
    for form, record_id in drafts:
        connection.execute(delete(DraftRow).where(DraftRow.form == form, DraftRow.record_id == record_id))
    return sum(form != PLACE for form, _record in drafts)


def find_created(connection: Connection, kind: ErasureKind, record_id: int) -> datetime | None:
    """When a record was first kept, by the audit trail; None for one that came in a list."""
    return connection.scalar(
        select(func.min(AuditRow.at)).where(AuditRow.subject == kind.value, AuditRow.record_id == record_id)
    )


def count_namesakes(connection: Connection, pupil_id: int) -> int:
    """Other pupils whose name sorts at the same place, so is spelled the same."""
    mine = select(PupilRow.sort_key).where(PupilRow.id == pupil_id).scalar_subquery()
    others = select(func.count()).where(PupilRow.sort_key == mine, PupilRow.id != pupil_id)
    return connection.scalar(others) or 0


def load_journal(connection: Connection) -> list[ErasedRecord]:
    """The lines of the journal, the oldest first."""
    if not connection.dialect.has_table(connection, ErasureRow.__tablename__):
        return []  # a vault of an older version, which is looked at before it is brought up to date
    columns = (
        ErasureRow.kind, ErasureRow.record_id, ErasureRow.number, ErasureRow.created_at, ErasureRow.erased_at,
        ErasureRow.reason, ErasureRow.masked,
    )  # fmt: skip
    rows = connection.execute(select(*columns).order_by(ErasureRow.erased_at, ErasureRow.id))
    return [ErasedRecord(*row) for row in rows]


def store_journal(connection: Connection, lines: Iterable[ErasedRecord]) -> None:
    """Add the lines that are not there yet; no new record gets an id that stands in one."""
    known = {_line_key(line) for line in load_journal(connection)}
    for line in lines:
        if _line_key(line) not in known:
            connection.execute(insert(ErasureRow).values(asdict(line)))
        table = _TABLE_OF[line.kind].__tablename__
        highest = {"name": table, "seq": line.record_id}
        if not connection.execute(
            text("UPDATE sqlite_sequence SET seq = max(seq, :seq) WHERE name = :name"), highest
        ).rowcount:
            connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :seq)"), highest)


def find_returned(connection: Connection, lines: Iterable[ErasedRecord]) -> list[ErasedRecord]:
    """Lines whose record stands in this vault: it is older than they are, or came from elsewhere.

    A pupil whom another case holds is never among them: an id alone does not take a whole file.
    """
    lines = list(lines)
    cases = [line for line in lines if line.kind is ErasureKind.CASE and _is_same(connection, line)]
    going = {line.record_id for line in cases}
    pupils = []
    for line in lines:
        if line.kind is ErasureKind.PUPIL and _is_same(connection, line):
            query = select(CaseRow.id).where(CaseRow.pupil_id == line.record_id)
            if set(connection.scalars(query)) <= going:
                pupils.append(line)
    return [*cases, *pupils]


def is_of_erased(connection: Connection, form: str, record_id: int, content: Mapping[str, Any]) -> bool:
    """Whether a draft is of something that was erased: an editor that still stands open goes on keeping."""
    named = [(_POINTS_AT[name], value) for name, value in _ids_in(content)]
    named.append((_table_of(form), record_id))
    for kind, row in _TABLE_OF.items():
        for table, value in named:
            if table == row.__tablename__:
                query = select(ErasureRow.id).where(
                    ErasureRow.kind == kind,
                    ErasureRow.record_id == value,
                    ~exists().where(row.id == value),  # else an older file was put back and is worked in
                )
                if connection.execute(query.limit(1)).first() is not None:
                    return True
    return _went_along(connection, _table_of(form), record_id)


def _went_along(connection: Connection, name: str, record_id: int) -> bool:
    """Whether a record that hangs on a case is neither there nor in the bin: it went with its case."""
    if not record_id or name in ("", *(row.__tablename__ for row in _TABLE_OF.values())):
        return False
    table = Base.metadata.tables[name]
    if connection.execute(select(table.c.id).where(table.c.id == record_id)).first() is not None:
        return False
    return record_id not in records_in(connection).get(name, ())


def _table_of(form: str) -> str:
    """The table of the records that a form is of; empty for one of nothing that is erased."""
    return _FORMS.get(_FORM_ENDS.split(form)[0], "")


def _line_key(line: ErasedRecord) -> tuple[ErasureKind, int, datetime]:
    return line.kind, line.record_id, line.erased_at


def _is_same(connection: Connection, line: ErasedRecord) -> bool:
    """Whether the record with this id is the one that was erased, and not another of a copy of the vault.

    The first audit line of a record stays its first; an older backup may just not have it yet.
    """
    table = _TABLE_OF[line.kind]
    number = CaseRow.number if line.kind is ErasureKind.CASE else literal("")
    found = connection.scalar(select(number).where(table.id == line.record_id))
    if found is None and line.kind is ErasureKind.CASE:
        of = (BinRow.kind == BinKind.CASE, BinRow.record_id == line.record_id)
        facts = connection.scalar(select(BinRow.facts).where(*of))
        found = _number(facts) if facts is not None else None
    created = find_created(connection, line.kind, line.record_id)
    return found == line.number and (None in (created, line.created_at) or created == line.created_at)


def _number(facts: str) -> str:
    """The number of a case in the bin."""
    return str(json.loads(facts)["number"])


def _ended_on(content: str, case_id: int) -> date | None:
    """When a case in the bin was closed; None when it never was."""
    images = (each["before"] for each in json.loads(content) if each["table"] == "cases" and each["before"])
    day = next((image["ended_on"] for image in images if image["id"] == case_id), None)
    return date.fromisoformat(day) if day else None


def _children(name: str) -> Iterator[tuple[Table, str, str | None]]:
    """Tables with a column that points at this one, and what becomes of their rows when it goes."""
    for table in Base.metadata.sorted_tables:
        for link in table.foreign_key_constraints:
            if link.referred_table.name == name and len(link.columns) == 1:
                yield table, link.column_keys[0], link.ondelete


def _pointing(
    connection: Connection, table: Table, column: str, keys: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    for some in _parts([key[0] for key in keys]):
        query = select(*table.primary_key).where(table.c[column].in_(some))
        yield from (tuple(row) for row in connection.execute(query))


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _ids_in(tree: Any) -> Iterator[tuple[str, int]]:
    """Every field of a draft that names another record, at any depth."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name in _POINTS_AT and isinstance(value, int):
                yield name, value
            else:
                yield from _ids_in(value)
    elif isinstance(tree, list):
        for each in tree:
            yield from _ids_in(each)
