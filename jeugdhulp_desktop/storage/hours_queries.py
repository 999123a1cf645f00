"""Hours in and out of the database: a week as one sheet, a year as totals.

What was agreed comes from the agreement in force (or the newest while none is) and from granted additional
deployment; what was planned and realised from the weeks. Sums are of whole hundredths, so exact (F36).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.errors import ChangedElsewhere
from jeugdhulp_desktop.domain.hours import (
    HourKind,
    HoursEntry,
    HourState,
    HoursTotal,
    WeekSheet,
    WeekSum,
    merge_totals,
    weeks_of,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.addition_line_queries import granted_hours
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow, DeploymentRow
from jeugdhulp_desktop.storage.tables.hours import HourEntryRow, HourWeekRow

HOUR_WEEK = "hour week"
_IN_FORCE = (AgreementStatus.SIGNED, AgreementStatus.CLOSED)


def year_totals(
    connection: Connection, year: SchoolYear, school_id: int | None = None, until: date | None = None
) -> dict[int, tuple[HoursTotal, ...]]:
    """Agreed, planned and realised by school, worker type and deployment, of one school or of all (I18).

    With ``until`` only weeks that begin on or before that day are planned or realised; agreed is always that
    of the whole year. A school without anything is left out.
    """
    found: dict[int, list[HoursTotal]] = defaultdict(list)
    for school, total in _agreed(connection, year, school_id):
        found[school].append(total)
    for school, total in _registered(connection, year, school_id, until):
        found[school].append(total)
    return {school: merge_totals(totals) for school, totals in found.items()}


def week_sums(connection: Connection, school_id: int, year: SchoolYear) -> list[WeekSum]:
    """Every week of a school year with its sums; weeks without hours too."""
    query = (
        select(HourEntryRow.monday, HourEntryRow.state, func.sum(HourEntryRow.hours))
        .where(HourEntryRow.school_id == school_id, _in_year(year))
        .group_by(HourEntryRow.monday, HourEntryRow.state)
    )
    sums = {(monday, state): hours for monday, state, hours in connection.execute(query)}
    nothing = Decimal(0)
    return [
        WeekSum(
            monday,
            sums.get((monday, HourState.PLANNED), nothing),
            sums.get((monday, HourState.REALISED), nothing),
        )
        for monday in weeks_of(year)
    ]


def load_week_entries(connection: Connection, school_id: int, monday: date) -> list[HoursEntry]:
    """The hours of one school in one week."""
    row = HourEntryRow
    columns = (row.school_id, row.person_id, row.monday, row.worker_type, row.deployment, row.kind, row.state)
    query = select(*columns, row.hours).where(row.school_id == school_id, row.monday == monday)
    return [HoursEntry(*found) for found in connection.execute(query)]


def load_week_version(connection: Connection, school_id: int, monday: date) -> int:
    """How often this week was written; 0 when never."""
    query = select(HourWeekRow.version).where(
        HourWeekRow.school_id == school_id, HourWeekRow.monday == monday
    )
    return connection.scalar(query) or 0


def load_year_entries(connection: Connection, year: SchoolYear) -> list[HoursEntry]:
    """All hours of a year, by school, week and worker."""
    row = HourEntryRow
    columns = (row.school_id, row.person_id, row.monday, row.worker_type, row.deployment, row.kind, row.state)
    query = select(*columns, row.hours).where(_in_year(year))
    return [HoursEntry(*found) for found in connection.execute(query.order_by(*columns[:3]))]


def find_hour_keys(
    connection: Connection, school_id: int, year: SchoolYear
) -> list[tuple[int, WorkerType, DeploymentKind]]:
    """Who has hours at a school in a year, and as what: person, worker type, deployment."""
    row = HourEntryRow
    query = (
        select(row.person_id, row.worker_type, row.deployment)
        .where(row.school_id == school_id, _in_year(year))
        .distinct()
    )
    return [(person, worker, kind) for person, worker, kind in connection.execute(query)]


def load_deployments(connection: Connection, school_id: int, year: SchoolYear) -> list[Deployment]:
    """The deployment of the agreement in force, or of the newest while none is; none without an agreement."""
    agreement_id = find_counting_agreements(connection, year, school_id).get(school_id)
    row = DeploymentRow
    columns = (row.worker_type, row.kind, row.worker_id, row.worker_name, row.hours_per_week, row.weeks)
    query = select(*columns).where(row.agreement_id == agreement_id).order_by(row.position)
    return [
        Deployment(worker, kind, person, name, hours_per_week=hours, weeks=weeks)
        for worker, kind, person, name, hours, weeks in connection.execute(query)
    ]


def find_counting_agreements(
    connection: Connection, year: SchoolYear, school_id: int | None = None
) -> dict[int, int]:
    """The agreement whose hours count, by school: the one in force, or the newest while none is."""
    row = AgreementRow
    query = select(row.school_id, row.id).where(row.school_year == year.first)
    if school_id is not None:
        query = query.where(row.school_id == school_id)
    # Ordered so that the last one stays: the newest, and after all of those the one in force.
    rows = connection.execute(query.order_by(row.status.in_(_IN_FORCE), row.number))
    return {school: agreement_id for school, agreement_id in rows}  # noqa: C416 - rows are no pairs


def store_week(connection: Connection, sheet: WeekSheet) -> int:
    """Keep all hours of a school in a week; the new version. A worker without hours leaves no entry.

    Raises ChangedElsewhere when another window wrote this week since it was read.
    """
    which = (HourWeekRow.school_id == sheet.school_id, HourWeekRow.monday == sheet.monday)
    if load_week_version(connection, sheet.school_id, sheet.monday) != sheet.version:
        raise ChangedElsewhere(HOUR_WEEK, sheet.school_id)
    version = sheet.version + 1
    if sheet.version:
        connection.execute(update(HourWeekRow).where(*which).values(version=version))
    else:
        connection.execute(
            insert(HourWeekRow).values(school_id=sheet.school_id, monday=sheet.monday, version=version)
        )
    connection.execute(
        delete(HourEntryRow).where(
            HourEntryRow.school_id == sheet.school_id, HourEntryRow.monday == sheet.monday
        )
    )
    if values := list(_entry_values(sheet)):
        connection.execute(insert(HourEntryRow), values)
    return version


def _entry_values(sheet: WeekSheet) -> Iterable[dict[str, object]]:
    for row in sheet.rows:
        for state in HourState:
            for kind, hours in row.hours(state).items():
                if row.person_id is not None and hours:
                    yield {
                        "school_id": sheet.school_id,
                        "monday": sheet.monday,
                        "person_id": row.person_id,
                        "worker_type": row.worker_type,
                        "deployment": row.deployment,
                        "kind": kind,
                        "state": state,
                        "hours": hours,
                    }


def _agreed(
    connection: Connection, year: SchoolYear, school_id: int | None
) -> Iterable[tuple[int, HoursTotal]]:
    """What was agreed, as lines to add up. A granted request stands over a row of the agreement: older
    agreements wrote additional hours in their own table too, and they are the same hours."""
    granted = granted_hours(connection, year, school_id)
    for (school, worker), extra in granted.items():
        yield school, HoursTotal(worker, DeploymentKind.ADDITIONAL, agreed=extra)
    counting = find_counting_agreements(connection, year, school_id)
    schools = {agreement: school for school, agreement in counting.items()}
    row = DeploymentRow
    columns = (row.agreement_id, row.worker_type, row.kind, row.hours_per_week, row.weeks)
    query = select(*columns).where(row.agreement_id.in_(schools))
    for agreement, worker, kind, hours, weeks in connection.execute(query):
        school = schools[agreement]
        if kind is DeploymentKind.ADDITIONAL and (school, worker) in granted:
            continue
        one = Deployment(hours_per_week=hours, weeks=weeks)
        yield school, HoursTotal(worker, kind, agreed=one.hours_per_year or Decimal(0))


def _registered(
    connection: Connection, year: SchoolYear, school_id: int | None, until: date | None
) -> Iterable[tuple[int, HoursTotal]]:
    row = HourEntryRow
    group = (row.school_id, row.worker_type, row.deployment, row.kind, row.state)
    query = select(*group, func.sum(row.hours)).where(_in_year(year)).group_by(*group)
    if school_id is not None:
        query = query.where(row.school_id == school_id)
    if until is not None:
        query = query.where(row.monday <= until)
    for school, worker, deployment, kind, state, hours in connection.execute(query):
        yield school, _total_of(worker, deployment, kind, state, hours)


def _total_of(
    worker: WorkerType, deployment: DeploymentKind, kind: HourKind, state: HourState, hours: Decimal
) -> HoursTotal:
    if state is HourState.PLANNED:
        return HoursTotal(worker, deployment, planned=hours, by_kind_planned={kind: hours})
    return HoursTotal(worker, deployment, realised=hours, by_kind={kind: hours})


def _in_year(year: SchoolYear) -> ColumnElement[bool]:
    mondays = weeks_of(year)
    return HourEntryRow.monday.between(mondays[0], mondays[-1])
