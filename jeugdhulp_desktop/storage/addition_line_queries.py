"""What is asked about many requests for additional deployment at once: lists, hours, their share."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select

from jeugdhulp_desktop.domain.additions import Addition, AdditionLine, AdditionShare, AdditionStatus
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.tables.additions import AdditionRow
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow, DeploymentRow
from jeugdhulp_desktop.storage.tables.relations import SchoolRow

_IN_FORCE = [status for status in AdditionStatus if status.in_force]
_AGREED = (AgreementStatus.SIGNED, AgreementStatus.CLOSED)


@dataclass(frozen=True)
class AdditionFacts:
    """One request as a paper; ``control`` is empty until it is granted."""

    id: int
    school_name: str
    school_year: SchoolYear
    number: int
    status: AdditionStatus
    control: str


HoursOf = dict[tuple[int, WorkerType], Decimal]  # by school id and worker type


def load_addition_lines(
    connection: Connection, year: SchoolYear, today: date, school_id: int | None = None
) -> list[AdditionLine]:
    """The requests of a year, of one school or of all in Dutch order, by number."""
    row = AdditionRow
    query = (
        select(
            row.id, row.school_id, SchoolRow.name, row.number, row.worker_type, row.status,
            row.hours_per_week, row.starts_on, row.ends_on,
        )
        .join(SchoolRow, SchoolRow.id == row.school_id)
        .where(row.school_year == year.first)
        .order_by(SchoolRow.sort_key, SchoolRow.id, row.number)
    )  # fmt: skip
    if school_id is not None:
        query = query.where(row.school_id == school_id)
    lines = []
    for each in connection.execute(query):
        bare = Addition(
            each.school_id, year, status=each.status, starts_on=each.starts_on, ends_on=each.ends_on
        )
        lines.append(
            AdditionLine(
                each.id, each.school_id, each.name, year, each.number, each.worker_type, each.status,
                each.hours_per_week, each.starts_on, each.ends_on,
                running=bare.runs_on(today), due=bare.is_due(today),
            )
        )  # fmt: skip
    return lines


def load_addition_facts(
    connection: Connection, *, ids: Collection[int] | None = None, year: SchoolYear | None = None
) -> list[AdditionFacts]:
    """The requests asked for, in Dutch order of their schools."""
    row = AdditionRow
    query = (
        select(row.id, SchoolRow.name, row.school_year, row.number, row.status, row.frozen_control)
        .join(SchoolRow, SchoolRow.id == row.school_id)
        .order_by(SchoolRow.sort_key, row.school_year, row.number, row.id)
    )
    if ids is not None:
        query = query.where(row.id.in_(ids))
    if year is not None:
        query = query.where(row.school_year == year.first)
    return [
        AdditionFacts(each.id, each.name, SchoolYear(each.school_year), each.number, each.status, each[5])
        for each in connection.execute(query)
    ]


def find_addition_years(connection: Connection) -> list[SchoolYear]:
    """The school years that have a request."""
    return [SchoolYear(first) for first in connection.scalars(select(AdditionRow.school_year).distinct())]


def granted_hours(connection: Connection, year: SchoolYear, school_id: int | None = None) -> HoursOf:
    """Hours of the whole period of all requests that were granted, whatever became of them since."""
    row = AdditionRow
    query = select(row.school_id, row.worker_type, row.hours_per_week, row.weeks).where(
        row.school_year == year.first, row.status.in_(_IN_FORCE)
    )
    if school_id is not None:
        query = query.where(row.school_id == school_id)
    totals: HoursOf = defaultdict(Decimal)
    for school, worker, hours, weeks in connection.execute(query):
        one = Addition(school, year, hours_per_week=hours, weeks=weeks)
        totals[school, worker] += one.hours or Decimal(0)
    return dict(totals)


def addition_share(connection: Connection, year: SchoolYear, also: Addition | None = None) -> AdditionShare:
    """How exceptional additional deployment is this year (002:35, requirement 34); ``also``: granted now.

    Counted are schools with an agreement or a granted request, so the share never passes the whole. A row of
    an older agreement that says "aanvullend" counts where nothing was granted for that worker type.
    """
    agreed = _agreed_hours(connection, year)
    granted = granted_hours(connection, year)
    if also is not None:
        kind = (also.school_id, also.worker_type)
        granted[kind] = granted.get(kind, Decimal(0)) + (also.hours or Decimal(0))
    additional = _of_kind(agreed, DeploymentKind.ADDITIONAL) | granted
    basic = _of_kind(agreed, DeploymentKind.BASIC)
    hours = sum(additional.values(), Decimal(0))
    schools = {*agreed, *(school for school, _ in granted)}
    return AdditionShare(
        with_addition=len({school for school, _ in additional}),
        agreements=len(schools),
        hours_additional=hours,
        hours_all=hours + sum(basic.values(), Decimal(0)),
    )


def _agreed_hours(connection: Connection, year: SchoolYear) -> dict[int, list[Deployment]]:
    """The deployment rows by school: of the agreement in force, else of the newest version."""
    query = select(AgreementRow.school_id, AgreementRow.id, AgreementRow.status)
    wanted: dict[int, tuple[int, AgreementStatus]] = {}
    for school, agreement_id, status in connection.execute(
        query.where(AgreementRow.school_year == year.first).order_by(AgreementRow.number)
    ):
        if school not in wanted or wanted[school][1] not in _AGREED:
            wanted[school] = (agreement_id, status)
    school_of = {agreement_id: school for school, (agreement_id, _) in wanted.items()}
    found: dict[int, list[Deployment]] = {school: [] for school in wanted}
    row = DeploymentRow
    columns = (row.agreement_id, row.worker_type, row.kind, row.hours_per_week, row.weeks)
    for agreement_id, worker, kind, hours, weeks in connection.execute(
        select(*columns).where(row.agreement_id.in_(school_of))
    ):
        deployment = Deployment(worker, kind, hours_per_week=hours, weeks=weeks)
        found[school_of[agreement_id]].append(deployment)
    return found


def _of_kind(agreed: Mapping[int, list[Deployment]], kind: DeploymentKind) -> HoursOf:
    totals: HoursOf = defaultdict(Decimal)
    for school, rows in agreed.items():
        for row in rows:
            if row.kind is kind:
                totals[school, row.worker_type] += row.hours_per_year or Decimal(0)
    return dict(totals)
