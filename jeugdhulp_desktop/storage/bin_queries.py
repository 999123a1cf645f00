"""Things in and out of the bin, in the transaction that throws them away or puts them back.

What is kept is what the transaction itself did to the rows (``row_images``): the record with everything that
went along, and every reference to it that was emptied.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from jeugdhulp_desktop.domain.bins import BinEntry, BinKind, days_counted, is_over
from jeugdhulp_desktop.domain.erasures import ErasedRecord, ErasureKind
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.storage.row_images import RowChange, changes_so_far, watched
from jeugdhulp_desktop.storage.tables.bin import BinRow
from jeugdhulp_desktop.storage.tables.cases import CaseRow
from jeugdhulp_desktop.storage.tables.pupils import PupilRow
from jeugdhulp_desktop.storage.tables.relations import SchoolRow

ENTRY = "bin"
TABLES = {
    BinKind.CASE: "cases",
    BinKind.CONTACT: "contact_moments",
    BinKind.ACTION: "actions",
    BinKind.AGREEMENT: "agreements",
    BinKind.ADDITION: "additions",
    BinKind.EVALUATION: "evaluations",
    BinKind.CHECKLIST: "checklist_runs",
}
# Columns that tell one record from another in a list: codes, days and numbers, and what an action is.
_FACTS = (
    "number", "question", "happened_on", "kind", "what", "school_year", "worker_type", "moment",
    "template_id", "started_on",
)  # fmt: skip

Rows = list[dict[str, Any]]


def throw_away(
    connection: Connection,
    kind: BinKind,
    record_id: int,
    *,
    at: datetime,
    today: date,
    who: str,
    changes: Sequence[RowChange] | None = None,
) -> None:
    """Keep what this transaction removed as one thing in the bin; in an undoable write, after removing.

    ``changes``: what was removed, by whoever watched that already.
    """
    if changes is None:
        changes = changes_so_far(connection)
    record = next(
        _values(change, change.before)
        for change in changes
        if change.table == TABLES[kind]
        and change.after is None
        and _values(change, change.before)["id"] == record_id
    )
    case_id = record_id if kind is BinKind.CASE else record.get("case_id")
    pupil_id, pupil = _pupil(connection, record, case_id)
    facts = {name: str(record[name]) for name in _FACTS if record.get(name) is not None}
    if case_id is not None and kind is not BinKind.CASE:
        facts["case"] = connection.scalar(select(CaseRow.number).where(CaseRow.id == case_id)) or ""
    if "school_id" in record:
        facts["school"] = (
            connection.scalar(select(SchoolRow.name).where(SchoolRow.id == record["school_id"])) or ""
        )
    values = {
        "kind": kind, "record_id": record_id, "case_id": case_id, "pupil_id": pupil_id, "pupil": pupil,
        "facts": _json(facts), "deleted_at": at, "who": who, "counted_on": today, "days": 0,
        "revision": connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one(),
        "content": _json([_kept(change) for change in changes]),
    }  # fmt: skip
    connection.execute(BinRow.__table__.insert().values(values))  # type: ignore[attr-defined]


def load_entries(connection: Connection) -> list[BinEntry]:
    """Everything in the bin, what was thrown away last first."""
    columns = (
        BinRow.id, BinRow.kind, BinRow.record_id, BinRow.case_id, BinRow.pupil, BinRow.facts,
        BinRow.deleted_at, BinRow.who, BinRow.days, BinRow.counted_on, BinRow.content,
    )  # fmt: skip
    rows = connection.execute(select(*columns).order_by(BinRow.deleted_at.desc(), BinRow.id.desc()))
    return [
        BinEntry(
            *row[:5],
            json.loads(row[5]),
            *row[6:10],
            sum(each["after"] is None for each in json.loads(row[10])),
        )
        for row in rows
    ]


def load_content(connection: Connection, entry_id: int) -> tuple[BinKind, int, int | None, Rows]:
    """What is in an entry: its kind, record, case and rows; NotFound when it is gone."""
    query = select(BinRow.kind, BinRow.record_id, BinRow.case_id, BinRow.content).where(BinRow.id == entry_id)
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(ENTRY, entry_id)
    rows = json.loads(row[3], object_hook=_bytes_back)
    return row[0], row[1], row[2], rows


def remove_entry(connection: Connection, entry_id: int) -> None:
    """The entry is out of the bin; NotFound when it is gone already."""
    if connection.execute(delete(BinRow).where(BinRow.id == entry_id)).rowcount == 0:
        raise NotFound(ENTRY, entry_id)


def find_hanging(connection: Connection, case_id: int) -> list[int]:
    """Entries of contact moments, actions and lists of one case: without the case they cannot come back."""
    query = select(BinRow.id).where(BinRow.case_id == case_id, BinRow.kind != BinKind.CASE)
    return list(connection.scalars(query))


def records_in(connection: Connection, entry_ids: Collection[int] | None = None) -> dict[str, set[int]]:
    """The ids of all that lies in these entries, or in the whole bin, by table."""
    query = select(BinRow.content)
    if entry_ids is not None:
        query = query.where(BinRow.id.in_(list(entry_ids)))
    found: dict[str, set[int]] = {}
    for content in connection.scalars(query):
        for row in json.loads(content):
            if row["after"] is None and "id" in row["before"]:
                found.setdefault(row["table"], set()).add(row["before"]["id"])
    return found


def is_binned(connection: Connection, kind: BinKind, record_id: int) -> bool:
    """Whether this record lies in the bin."""
    query = select(BinRow.id).where(BinRow.kind == kind, BinRow.record_id == record_id)
    return connection.execute(query.limit(1)).first() is not None


def count_days(connection: Connection, today: date) -> None:
    """Another day on which the vault is open; a clock that went back counts nothing."""
    for entry_id, days, counted_on in connection.execute(
        select(BinRow.id, BinRow.days, BinRow.counted_on).where(BinRow.counted_on != today)
    ).all():
        values = {"days": days_counted(days, counted_on, today), "counted_on": today}
        connection.execute(update(BinRow).where(BinRow.id == entry_id).values(values))


def needs_counting(connection: Connection, today: date) -> bool:
    """Whether a day has to be counted."""
    return (
        connection.execute(select(BinRow.id).where(BinRow.counted_on != today).limit(1)).first() is not None
    )


def find_over(connection: Connection, now: datetime) -> list[tuple[int, BinKind, int]]:
    """Entries whose thirty days are over: id, kind and record."""
    rows = connection.execute(
        select(BinRow.id, BinRow.kind, BinRow.record_id, BinRow.deleted_at, BinRow.days)
    )
    return [(row[0], row[1], row[2]) for row in rows if is_over(row[3], row[4], now)]


def find_entries_of(
    connection: Connection, case_ids: Collection[int], pupil_id: int | None = None
) -> list[int]:
    """Entries that hold something of these cases or this pupil: erasing takes them along (F56)."""
    of = or_(BinRow.case_id.in_(list(case_ids)), BinRow.pupil_id == pupil_id)
    return list(connection.scalars(select(BinRow.id).where(of)))


def forget_erased(connection: Connection, lines: Iterable[ErasedRecord]) -> None:
    """What was erased after it was thrown away: an older file brings it back in its bin."""
    for line in lines:
        of = BinRow.case_id if line.kind is ErasureKind.CASE else BinRow.pupil_id
        connection.execute(delete(BinRow).where(of == line.record_id, BinRow.deleted_at <= line.erased_at))


def forget_entries(connection: Connection, entry_ids: Collection[int]) -> None:
    """These entries go for good."""
    connection.execute(delete(BinRow).where(BinRow.id.in_(list(entry_ids))))


def find_binned_numbers(connection: Connection) -> list[str]:
    """The numbers of cases in the bin: they are not given to another case."""
    rows = connection.scalars(select(BinRow.facts).where(BinRow.kind == BinKind.CASE))
    return [json.loads(facts)["number"] for facts in rows]


def _pupil(connection: Connection, record: Mapping[str, Any], case_id: int | None) -> tuple[int | None, str]:
    """The pupil it is about, and the name."""
    pupil_id = record.get("pupil_id")
    if pupil_id is None and case_id is not None:
        pupil_id = connection.scalar(select(CaseRow.pupil_id).where(CaseRow.id == case_id))
    row = connection.execute(
        select(PupilRow.first, PupilRow.prefix, PupilRow.last).where(PupilRow.id == pupil_id)
    ).first()
    return pupil_id, PupilName(*row).display if row is not None else ""


def _values(change: RowChange, image: tuple[Any, ...] | None) -> dict[str, Any]:
    return dict(zip(watched(change.table).columns, image or (), strict=False))


def _kept(change: RowChange) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    return {"table": change.table} | {
        side: _values(change, image) if image is not None else None for side, image in sides.items()
    }


def _json(value: object) -> str:
    """As text in which a name can be found (F56)."""
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), default=lambda each: {"hex": each.hex()}
    )


def _bytes_back(found: dict[str, Any]) -> Any:
    return bytes.fromhex(found["hex"]) if found.keys() == {"hex"} else found
