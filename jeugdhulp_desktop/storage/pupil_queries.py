"""Pupils as a picking list, and as an import compares them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.pupils import Pupil, PupilDraft, PupilLine, PupilName
from jeugdhulp_desktop.storage.case_keys import refresh_cases_of_pupils
from jeugdhulp_desktop.storage.search import matches, search_key
from jeugdhulp_desktop.storage.tables.bin import BinRow
from jeugdhulp_desktop.storage.tables.cases import CaseRow
from jeugdhulp_desktop.storage.tables.pupils import PupilRow
from jeugdhulp_desktop.storage.versions import delete_record, store_record

PUPIL = "pupil"
_AT_ONCE = 500  # ids in one statement

_PUPIL = select(
    PupilRow.id, PupilRow.school_id, PupilRow.key, PupilRow.first, PupilRow.prefix, PupilRow.last,
    PupilRow.birth_date, PupilRow.birth_date_unknown, PupilRow.group, PupilRow.year_group, PupilRow.left_on,
    PupilRow.version,
)  # fmt: skip


def search_pupils(
    connection: Connection, words: str, *, school_id: int | None = None, limit: int = 50
) -> list[PupilLine]:
    """Pupils to pick from, in the Dutch order; found by name and group, with their open case if any."""
    open_case = (
        select(func.min(CaseRow.id))
        .where(CaseRow.pupil_id == PupilRow.id, CaseRow.status != CaseStatus.CLOSED)
        .scalar_subquery()
    )
    query = select(
        PupilRow.id, PupilRow.school_id, PupilRow.first, PupilRow.prefix, PupilRow.last, PupilRow.birth_date,
        PupilRow.group, PupilRow.left_on, open_case,
    ).where(*matches(PupilRow.search_key, words))  # fmt: skip
    if school_id is not None:
        query = query.where(PupilRow.school_id == school_id)
    rows = connection.execute(query.order_by(PupilRow.sort_key, PupilRow.id).limit(limit))
    return [
        PupilLine(pupil_id, school, PupilName(first, prefix, last), born, group, left_on, case_id)
        for pupil_id, school, first, prefix, last, born, group, left_on, case_id in rows
    ]


def load_pupil(connection: Connection, pupil_id: int) -> Pupil:
    """One pupil; NotFound when gone."""
    row = connection.execute(_PUPIL.where(PupilRow.id == pupil_id)).first()
    if row is None:
        raise NotFound(PUPIL, pupil_id)
    return _pupil(row)


def load_pupils(connection: Connection, school_id: int) -> list[Pupil]:
    """All pupils of a school, to compare a file with."""
    rows = connection.execute(_PUPIL.where(PupilRow.school_id == school_id).order_by(PupilRow.id))
    return [_pupil(row) for row in rows]


def find_pupils_with_case(connection: Connection, school_id: int | None = None) -> set[int]:
    """Ids of the pupils that a case holds, open or closed or in the bin; no import ever erases them."""
    query = select(CaseRow.pupil_id).where(CaseRow.pupil_id.is_not(None))
    if school_id is not None:
        query = query.join(PupilRow, PupilRow.id == CaseRow.pupil_id).where(PupilRow.school_id == school_id)
    binned = select(BinRow.pupil_id)
    return {each for which in (query, binned) for each in connection.scalars(which) if each is not None}


def count_pupils(connection: Connection, school_id: int | None = None) -> int:
    """How many pupils the picking list holds, of one school or of all."""
    query = select(func.count()).select_from(PupilRow)
    if school_id is not None:
        query = query.where(PupilRow.school_id == school_id)
    return connection.scalar(query) or 0


def store_pupil(connection: Connection, draft: PupilDraft) -> int:
    """Keep a pupil; the id. The keys of the pupil's cases follow. Raises ChangedElsewhere or NotFound."""
    pupil_id = store_record(connection, PupilRow, PUPIL, draft, pupil_values(draft))
    refresh_cases_of_pupils(connection, [pupil_id])
    return pupil_id


def delete_pupil(connection: Connection, pupil_id: int) -> None:
    """Remove a pupil no case holds; NotFound when gone already."""
    delete_record(connection, PupilRow, PUPIL, pupil_id)


def insert_pupils(connection: Connection, drafts: Iterable[PupilDraft]) -> None:
    """Many new pupils at once.

    By one statement on the driver: for two thousand pupils SQLAlchemy's own work takes as long as SQLite's.
    """
    rows = [_bound(pupil_values(draft)) for draft in drafts]
    if rows:
        connection.exec_driver_sql(_INSERT, rows)


def put_back_pupils(connection: Connection, pupils: Iterable[Pupil]) -> None:
    """Pupils that were erased, under the ids they had: an import is undone."""
    rows = [{**pupil_values(pupil.draft()), "id": pupil.id, "version": pupil.version + 1} for pupil in pupils]
    if rows:
        connection.execute(insert(PupilRow), rows)


def overwrite_pupils(connection: Connection, pupils: Sequence[Pupil]) -> None:
    """Many kept pupils at once, each one version further than ``pupil.version``; their cases follow.

    The caller has seen that nobody saved them since.
    """
    if not pupils:
        return
    table: Any = PupilRow.__table__
    rows = [
        {**pupil_values(pupil.draft()), "version": pupil.version + 1, "pupil": pupil.id} for pupil in pupils
    ]
    names = [name for name in rows[0] if name != "pupil"]
    columns = {name: getattr(PupilRow, name).expression.key for name in names}
    connection.execute(
        update(table)
        .where(table.c.id == bindparam("pupil"))
        .values({columns[name]: bindparam(f"to_{name}") for name in names}),
        [{"pupil": row["pupil"], **{f"to_{name}": row[name] for name in names}} for row in rows],
    )
    refresh_cases_of_pupils(connection, [pupil.id for pupil in pupils])


def erase_pupils(connection: Connection, ids: Sequence[int]) -> None:
    """Many pupils at once; none of them may be held by a case."""
    for start in range(0, len(ids), _AT_ONCE):
        connection.execute(delete(PupilRow).where(PupilRow.id.in_(ids[start : start + _AT_ONCE])))


def pupil_values(draft: PupilDraft) -> dict[str, Any]:
    """The columns of a pupil, with the keys for the Dutch order and for the search."""
    name = draft.name
    return {
        "school_id": draft.school_id,
        "key": draft.key,
        "first": name.first,
        "prefix": name.prefix,
        "last": name.last,
        "sort_key": name.sort_key,
        "search_key": search_key(name.display, draft.group),
        "birth_date": draft.birth_date,
        "birth_date_unknown": draft.birth_date_unknown,
        "group": draft.group,
        "year_group": draft.year_group,
        "left_on": draft.left_on,
    }


_COLUMNS = (
    "school_id", "key", "first", "prefix", "last", "sort_key", "search_key", "birth_date",
    "birth_date_unknown", "group_name", "year_group", "left_on",
)  # fmt: skip
_INSERT = f"INSERT INTO pupils (version, {', '.join(_COLUMNS)}) VALUES (1{', ?' * len(_COLUMNS)})"  # noqa: S608


def _bound(values: dict[str, Any]) -> tuple[Any, ...]:
    """The values of ``pupil_values`` as the driver takes them, in the order of ``_COLUMNS``."""
    for name in ("birth_date", "left_on"):
        day: date | None = values[name]
        values[name] = day.isoformat() if day else None
    return tuple(values.values())


def _pupil(row: Any) -> Pupil:
    return Pupil(row[0], row[1], row[2], PupilName(row[3], row[4], row[5]), *row[6:])
