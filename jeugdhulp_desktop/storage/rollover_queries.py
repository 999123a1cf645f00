"""What going over to a new school year asks of many records at once, and what it changes in them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.rollovers import OpenCase, RosterSeen
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow
from jeugdhulp_desktop.storage.tables.cases import ActionRow, CaseRow
from jeugdhulp_desktop.storage.tables.pupils import ImportRow, PupilRow


def load_last_roster(connection: Connection, school_id: int) -> RosterSeen | None:
    """The newest list of pupils of a school that was not taken back; None when none ever came in.

    A table says nothing of its school year: then it is of the year in which it came in.
    """
    row = connection.execute(
        select(ImportRow.school_year, ImportRow.imported_at)
        .where(ImportRow.school_id == school_id, ImportRow.undone_at.is_(None))
        .order_by(ImportRow.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    at: datetime = row.imported_at
    try:
        return RosterSeen(SchoolYear.parse(row.school_year), at)
    except ValueError:
        return RosterSeen(SchoolYear.of(at.astimezone().date()), at)


def load_group_counts(connection: Connection, school_id: int) -> dict[str, int]:
    """How many pupils who are at school each group has, by the name of the group."""
    rows = connection.execute(
        select(PupilRow.group, func.count())
        .where(PupilRow.school_id == school_id, PupilRow.left_on.is_(None))
        .group_by(PupilRow.group)
    )
    return {group: count for group, count in rows}  # noqa: C416 - rows are no pairs


def load_open_cases(connection: Connection, school_id: int) -> list[OpenCase]:
    """The open cases of pupils who are at school, by group and then in the Dutch order."""
    rows = connection.execute(
        select(
            CaseRow.id, CaseRow.number, PupilRow.id, PupilRow.first, PupilRow.prefix, PupilRow.last,
            PupilRow.group,
        )
        .join(PupilRow, PupilRow.id == CaseRow.pupil_id)
        .where(
            PupilRow.school_id == school_id,
            PupilRow.left_on.is_(None),
            CaseRow.status != CaseStatus.CLOSED,
        )
        .order_by(PupilRow.group, PupilRow.sort_key, CaseRow.id)
    )  # fmt: skip
    return [
        OpenCase(case_id, number, pupil_id, PupilName(first, prefix, last).display, group)
        for case_id, number, pupil_id, first, prefix, last, group in rows
    ]


def count_open_cases(connection: Connection) -> dict[int, int]:
    """Open cases by school, those without a pupil included."""
    rows = connection.execute(
        select(CaseRow.school_id, func.count())
        .where(CaseRow.status != CaseStatus.CLOSED)
        .group_by(CaseRow.school_id)
    )
    return {school_id: count for school_id, count in rows}  # noqa: C416 - rows are no pairs


def find_unfinished_actions(connection: Connection, school_id: int, year: SchoolYear) -> list[int]:
    """Actions of any version of a school's agreement of a year that are still open."""
    return list(
        connection.scalars(
            select(ActionRow.id)
            .join(AgreementRow, AgreementRow.id == ActionRow.agreement_id)
            .where(
                AgreementRow.school_id == school_id,
                AgreementRow.school_year == year.first,
                ActionRow.done_on.is_(None),
            )
            .order_by(ActionRow.id)
        )
    )


def move_actions(connection: Connection, ids: Sequence[int], agreement_id: int) -> None:
    """Hang actions on another agreement."""
    connection.execute(
        update(ActionRow)
        .where(ActionRow.id.in_(ids))
        .values(agreement_id=agreement_id, version=ActionRow.version + 1)
    )
