"""An import of pupils as one act that can be undone until the next one.

What is needed to undo it is kept inside the vault and goes with the next import of that school: an erased
child's name must not stay behind for years.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, literal, select, update

from jeugdhulp_desktop.domain.canonical import canonical_bytes, from_canonical
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.pupils import Pupil
from jeugdhulp_desktop.domain.rosters import ImportPlan, PlanCounts
from jeugdhulp_desktop.storage.audit import name_record
from jeugdhulp_desktop.storage.pupil_queries import (
    PUPIL,
    erase_pupils,
    find_pupils_with_case,
    insert_pupils,
    load_pupils,
    overwrite_pupils,
    put_back_pupils,
)
from jeugdhulp_desktop.storage.tables.pupils import ImportChangeRow, ImportRow, PupilRow

IMPORT = "import"
_NEW, _CHANGED, _ERASED = "new", "changed", "erased"


def apply_import(connection: Connection, plan: ImportPlan, school_id: int, at: datetime) -> int:
    """Carry out a plan and keep what is needed to undo it; the id of the import.

    Raises ChangedElsewhere when a pupil of the plan was saved, removed or got a case since it was made.
    """
    changes = (*plan.changed, *plan.left)
    kept = {pupil.id: pupil.version for pupil in load_pupils(connection, school_id)}
    for before in (*(change.before for change in changes), *plan.erased):
        if kept.get(before.id) != before.version:
            raise ChangedElsewhere(PUPIL, before.id)
    erased = [pupil.id for pupil in plan.erased]
    for pupil_id in sorted(find_pupils_with_case(connection, school_id).intersection(erased)):
        raise ChangedElsewhere(PUPIL, pupil_id)

    import_id = _start(connection, plan, school_id, at)
    last_id = connection.scalar(select(func.coalesce(func.max(PupilRow.id), 0))) or 0
    erase_pupils(connection, erased)  # first: a new pupil may carry the key of one that goes
    overwrite_pupils(connection, [change.after for change in changes])
    insert_pupils(connection, [row.draft(school_id) for row in plan.new])
    connection.execute(
        insert(ImportChangeRow).from_select(
            ["import_id", "pupil_id", "kind", "before", "version_after"],
            select(literal(import_id), PupilRow.id, literal(_NEW), literal(None), PupilRow.version).where(
                PupilRow.school_id == school_id, PupilRow.id > last_id
            ),
        )
    )
    rows = [_change(import_id, change.before, _CHANGED, change.before.version + 1) for change in changes]
    rows += [_change(import_id, pupil, _ERASED, 0) for pupil in plan.erased]
    if rows:
        connection.execute(insert(ImportChangeRow), rows)
    return import_id


def undo_import(connection: Connection, import_id: int, at: datetime) -> tuple[int, list[Pupil]]:
    """Put back what an import changed: how many pupils were, and who were left alone.

    Left alone are pupils that were saved since, new ones that got a case, and erased ones whose key another
    pupil has now (domain.md 6.6 no. 3). Raises NotFound when it cannot be undone any more.
    """
    school_id = connection.scalar(
        select(ImportRow.school_id).where(ImportRow.id == import_id, ImportRow.undone_at.is_(None))
    )
    if school_id is None or import_id != _newest(connection, school_id):
        raise NotFound(IMPORT, import_id)
    now = {pupil.id: pupil for pupil in load_pupils(connection, school_id)}
    with_case = find_pupils_with_case(connection, school_id)
    to_erase: list[int] = []
    to_restore: list[Pupil] = []
    to_put_back: list[Pupil] = []
    left_alone: list[Pupil] = []
    rows = connection.execute(
        select(
            ImportChangeRow.pupil_id, ImportChangeRow.kind, ImportChangeRow.before,
            ImportChangeRow.version_after,
        ).where(ImportChangeRow.import_id == import_id).order_by(ImportChangeRow.pupil_id)
    )  # fmt: skip
    for pupil_id, kind, kept_before, version_after in rows:
        present = now.get(pupil_id)
        untouched = present is not None and present.version == version_after
        if kind == _ERASED and present is None and kept_before:
            to_put_back.append(_before(kept_before))
        elif kind == _NEW and untouched and pupil_id not in with_case:
            to_erase.append(pupil_id)
        elif kind == _CHANGED and untouched and kept_before:
            to_restore.append(_before(kept_before, version_after))
        elif present is not None:
            left_alone.append(present)
    erase_pupils(connection, to_erase)
    going = {*to_erase, *(pupil.id for pupil in to_restore)}
    taken = {pupil.key for pupil in now.values() if pupil.key and pupil.id not in going}
    blocked = [pupil for pupil in (*to_restore, *to_put_back) if pupil.key in taken]
    overwrite_pupils(connection, [pupil for pupil in to_restore if pupil.key not in taken])
    put_back_pupils(connection, [pupil for pupil in to_put_back if pupil.key not in taken])
    connection.execute(update(ImportRow).where(ImportRow.id == import_id).values(undone_at=at))
    connection.execute(delete(ImportChangeRow).where(ImportChangeRow.import_id == import_id))
    undone = len(to_erase) + len(to_restore) + len(to_put_back) - len(blocked)
    return undone, [*left_alone, *blocked]


def erase_roster(connection: Connection, at: datetime) -> int:
    """Erase every pupil without a case, and what imports kept to bring them back; how many pupils went.

    For a vault in which the list is only picked from (domain.md 6.1, Leerling). Pupils with a case stay.
    """
    held = find_pupils_with_case(connection)
    going = [pupil_id for pupil_id in connection.scalars(select(PupilRow.id)) if pupil_id not in held]
    erase_pupils(connection, going)
    connection.execute(delete(ImportChangeRow))
    connection.execute(update(ImportRow).where(ImportRow.undone_at.is_(None)).values(undone_at=at))
    return len(going)


def find_undoable_import(connection: Connection) -> int | None:
    """The last import of all, when it can still be undone."""
    row = connection.execute(
        select(ImportRow.id, ImportRow.undone_at).order_by(ImportRow.id.desc()).limit(1)
    ).first()
    return row.id if row is not None and row.undone_at is None else None


def load_import(connection: Connection, import_id: int) -> tuple[int, datetime, PlanCounts]:
    """School, moment and numbers of an import; NotFound when there is none."""
    row = connection.execute(
        select(
            ImportRow.school_id, ImportRow.imported_at, ImportRow.new, ImportRow.changed,
            ImportRow.unchanged, ImportRow.gone,
        ).where(ImportRow.id == import_id)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(IMPORT, import_id)
    return row[0], row[1], PlanCounts(*row[2:])


def load_imported_files(connection: Connection, school_id: int) -> dict[str, date]:
    """The SHA-256 of every file imported for a school and not undone, with its last day (F45)."""
    rows = connection.execute(
        select(ImportRow.sha256, func.max(ImportRow.imported_at))
        .where(ImportRow.school_id == school_id, ImportRow.undone_at.is_(None), ImportRow.sha256 != "")
        .group_by(ImportRow.sha256)
    )
    return {sha256: at.date() for sha256, at in rows}


def _start(connection: Connection, plan: ImportPlan, school_id: int, at: datetime) -> int:
    """The row of this import; what earlier ones kept for undoing is removed."""
    earlier = select(ImportRow.id).where(ImportRow.school_id == school_id)
    connection.execute(delete(ImportChangeRow).where(ImportChangeRow.import_id.in_(earlier)))
    counts = plan.counts
    import_id = connection.scalar(
        insert(ImportRow)
        .values(
            school_id=school_id,
            imported_at=at,
            kind=plan.file.kind,
            sha256=plan.file.sha256,
            school_year=plan.file.school.school_year,
            new=counts.new,
            changed=counts.changed,
            unchanged=counts.unchanged,
            gone=counts.gone,
            undone_at=None,
        )
        .returning(ImportRow.id)
    )
    name_record(connection, int(import_id or 0))
    return int(import_id or 0)


def _newest(connection: Connection, school_id: int) -> int | None:
    return connection.scalar(select(func.max(ImportRow.id)).where(ImportRow.school_id == school_id))


def _change(import_id: int, before: Pupil, kind: str, version_after: int) -> dict[str, Any]:
    kept = canonical_bytes(before).decode()
    return {
        "import_id": import_id,
        "pupil_id": before.id,
        "kind": kind,
        "before": kept,
        "version_after": version_after,
    }


def _before(kept: str, version: int | None = None) -> Pupil:
    """The pupil as it was; with the version it has now, so that it can be overwritten."""
    pupil = from_canonical(Pupil, kept.encode())
    return pupil if version is None else replace(pupil, version=version)
