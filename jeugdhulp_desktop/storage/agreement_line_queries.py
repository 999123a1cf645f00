"""What is asked about many agreements at once: lists, hours of other schools, what a new one starts from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from jeugdhulp_desktop.domain.agreement_sections import Deployment, SchoolFacts
from jeugdhulp_desktop.domain.agreements import (
    AgreementLine,
    AgreementStatus,
)
from jeugdhulp_desktop.domain.documents import PaperKind
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment
from jeugdhulp_desktop.domain.relations import PartyKind, WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.agreement_queries import local_iso
from jeugdhulp_desktop.storage.tables.agreement_sections import TermRow
from jeugdhulp_desktop.storage.tables.agreements import (
    AgreementRow,
    DeploymentRow,
    SignatoryRow,
    ThemeRow,
)
from jeugdhulp_desktop.storage.tables.cases import ActionRow
from jeugdhulp_desktop.storage.tables.checklists import RunRow
from jeugdhulp_desktop.storage.tables.documents import KeptPrintRow
from jeugdhulp_desktop.storage.tables.evaluations import EvaluationRow
from jeugdhulp_desktop.storage.tables.relations import PartyRow, PersonRow, SchoolContactRow, SchoolRow

_OPEN = (AgreementStatus.CONCEPT, AgreementStatus.DISCUSSION)


@dataclass(frozen=True)
class Professional:
    """Who can stand in a new agreement: a worker, or the one who speaks for a party or a school."""

    id: int
    name: str
    role: str
    email: str
    phone: str
    worker_type: WorkerType | None
    organisation: str
    party_id: int | None
    school_id: int | None


@dataclass(frozen=True)
class KnownParty:
    """An organisation that can be a party to an agreement."""

    id: int
    name: str
    kind: PartyKind
    phone: str
    email: str


def load_agreement_lines(connection: Connection, year: SchoolYear) -> list[AgreementLine]:
    """The newest version of every school, in Dutch order; a school without one stands in it with id None."""
    newest = {line.school_id: line for line in _lines(connection, year)}  # ordered by number: the last stays
    rows = connection.execute(select(SchoolRow.id, SchoolRow.name).order_by(SchoolRow.sort_key, SchoolRow.id))
    return [
        newest.get(school_id) or AgreementLine(None, school_id, name, year, 1, None, Decimal(0), 0, (), "")
        for school_id, name in rows
    ]


def load_version_lines(connection: Connection, school_id: int, year: SchoolYear) -> list[AgreementLine]:
    """Every version of one school and year, newest first."""
    return _lines(connection, year, school_id)[::-1]


def find_newest_agreements(connection: Connection, year: SchoolYear) -> dict[int, int]:
    """The id of the newest version of a year, by school."""
    query = select(AgreementRow.school_id, AgreementRow.id).where(AgreementRow.school_year == year.first)
    rows = connection.execute(query.order_by(AgreementRow.number))
    return {school_id: agreement_id for school_id, agreement_id in rows}  # noqa: C416 - rows are no pairs


def find_version(
    connection: Connection, school_id: int, year: SchoolYear, *statuses: AgreementStatus
) -> int | None:
    """The newest version of a school and year in one of these statuses; in any status without them."""
    query = select(AgreementRow.id).where(
        AgreementRow.school_id == school_id, AgreementRow.school_year == year.first
    )
    if statuses:
        query = query.where(AgreementRow.status.in_(statuses))
    return connection.scalar(query.order_by(AgreementRow.number.desc()).limit(1))


def find_replaced_by(connection: Connection, school_id: int, year: SchoolYear, number: int) -> int | None:
    """The version that lapsed when version ``number`` was signed."""
    return connection.scalar(
        select(AgreementRow.id)
        .where(
            AgreementRow.school_id == school_id,
            AgreementRow.school_year == year.first,
            AgreementRow.number < number,
            AgreementRow.status == AgreementStatus.REPLACED,
        )
        .order_by(AgreementRow.number.desc())
        .limit(1)
    )


def last_number(connection: Connection, school_id: int, year: SchoolYear) -> int:
    """The highest version number given; 0 when there is none yet."""
    query = select(func.max(AgreementRow.number)).where(
        AgreementRow.school_id == school_id, AgreementRow.school_year == year.first
    )
    return connection.scalar(query) or 0


def find_years(connection: Connection) -> list[SchoolYear]:
    """The school years that have an agreement."""
    return [SchoolYear(first) for first in connection.scalars(select(AgreementRow.school_year).distinct())]


def find_open_agreements(
    connection: Connection, school_id: int | None = None, year: SchoolYear | None = None
) -> list[int]:
    """The agreements whose content can still change: all, or of one school or year."""
    query = select(AgreementRow.id).where(AgreementRow.status.in_(_OPEN))
    if school_id is not None:
        query = query.where(AgreementRow.school_id == school_id)
    if year is not None:
        query = query.where(AgreementRow.school_year == year.first)
    return list(connection.scalars(query.order_by(AgreementRow.id)))


def load_terms(connection: Connection, school_id: int) -> dict[SchoolYear, tuple[date, date]]:
    """The first and last day of a school's newest agreement of every year."""
    query = (
        select(AgreementRow.school_year, TermRow.starts_on, TermRow.ends_on)
        .outerjoin(TermRow, TermRow.agreement_id == AgreementRow.id)
        .where(AgreementRow.school_id == school_id)
        .order_by(AgreementRow.number)  # the newest stays
    )
    years = {SchoolYear(row[0]): (row[1], row[2]) for row in connection.execute(query)}
    return {year: (first or year.start, last or year.end) for year, (first, last) in years.items()}


def hours_of_others(connection: Connection, year: SchoolYear, school_id: int) -> dict[WorkerType, Decimal]:
    """Hours a year agreed with the other schools, per worker type, in their newest version (V19)."""
    ids = [found for school, found in find_newest_agreements(connection, year).items() if school != school_id]
    totals: dict[WorkerType, Decimal] = defaultdict(Decimal)
    columns = (DeploymentRow.worker_type, DeploymentRow.hours_per_week, DeploymentRow.weeks)
    for worker, hours, weeks in connection.execute(
        select(*columns).where(DeploymentRow.agreement_id.in_(ids))
    ):
        totals[worker] += Deployment(hours_per_week=hours, weeks=weeks).hours_per_year or Decimal(0)
    return dict(totals)


def agreed_hours(connection: Connection, agreement_id: int) -> Decimal:
    """Hours a year of one agreement, without reading the rest of it."""
    query = select(DeploymentRow.hours_per_week, DeploymentRow.weeks).where(
        DeploymentRow.agreement_id == agreement_id
    )
    rows = (Deployment(hours_per_week=hours, weeks=weeks) for hours, weeks in connection.execute(query))
    return sum((row.hours_per_year or Decimal(0) for row in rows), Decimal(0))


def has_jmw_elsewhere(connection: Connection, year: SchoolYear, school_id: int, brin: str) -> bool:
    """Whether another department under the same BRIN has a JMW in its agreement (V04).

    One institution is often two schools here, so and vso, that share a JMW. An older version of the same
    school does not count: it lapses when the new one is signed.
    """
    if not brin:
        return False
    query = (
        select(AgreementRow.id)
        .join(DeploymentRow, DeploymentRow.agreement_id == AgreementRow.id)
        .join(SchoolRow, SchoolRow.id == AgreementRow.school_id)
        .where(
            AgreementRow.school_year == year.first,
            AgreementRow.school_id != school_id,
            AgreementRow.status != AgreementStatus.REPLACED,
            DeploymentRow.worker_type == WorkerType.JMW,
            func.substr(SchoolRow.brin, 1, 4) == brin[:4],
        )
    )
    return connection.scalar(query.limit(1)) is not None


def find_departments(connection: Connection, school_id: int) -> list[int]:
    """The other schools under the same BRIN: departments of one institution."""
    mine = select(SchoolRow.brin).where(SchoolRow.id == school_id).scalar_subquery()
    same = (SchoolRow.brin != "") & (func.substr(SchoolRow.brin, 1, 4) == func.substr(mine, 1, 4))
    return list(connection.scalars(select(SchoolRow.id).where(same, SchoolRow.id != school_id)))


def load_school_facts(connection: Connection, school_id: int) -> SchoolFacts:
    """What an agreement says of a school, as it is now; NotFound when the school is gone."""
    school = connection.execute(select(SchoolRow.__table__).where(SchoolRow.id == school_id)).one_or_none()
    if school is None:
        raise NotFound("school", school_id)
    contact = connection.execute(
        select(PersonRow.name, PersonRow.worker_type)
        .join(SchoolContactRow, SchoolContactRow.person_id == PersonRow.id)
        .where(SchoolContactRow.school_id == school_id, SchoolContactRow.part == "contact")
    ).one_or_none()
    worker = f" ({contact.worker_type.value})" if contact and contact.worker_type else ""
    return SchoolFacts(
        name=school.name,
        school_type=school.school_type,
        brin=school.brin,
        board=school.board,
        swv=school.swv,
        municipality=school.municipality,
        area=school.area,
        contact_person=f"{contact.name}{worker}" if contact else "",
        pupil_count=school.pupil_count,
        counted_on=school.counted_on,
    )


def load_professionals(connection: Connection, day: date) -> list[Professional]:
    """Everyone who is active on a day, in Dutch order."""
    columns = (PersonRow.id, PersonRow.name, PersonRow.role, PersonRow.email, PersonRow.phone)
    query = (
        select(*columns, PersonRow.worker_type, PartyRow.name, PersonRow.party_id, PersonRow.school_id)
        .outerjoin(PartyRow, PartyRow.id == PersonRow.party_id)
        .where(func.coalesce(PersonRow.active_from, day) <= day)
        .where(func.coalesce(PersonRow.active_until, day) >= day)
        .order_by(PersonRow.sort_key, PersonRow.id)
    )
    return [Professional(*row[:6], row[6] or "", *row[7:]) for row in connection.execute(query)]


def load_known_parties(connection: Connection) -> list[KnownParty]:
    """Every organisation, in Dutch order."""
    columns = (PartyRow.id, PartyRow.name, PartyRow.kind, PartyRow.phone, PartyRow.email)
    return [KnownParty(*row) for row in connection.execute(select(*columns).order_by(PartyRow.sort_key))]


def has_followers(connection: Connection, agreement_id: int) -> bool:
    """Whether actions or filled-in checklists belong to an agreement; deleting it would take them along."""
    followers = (
        select(ActionRow.id).where(ActionRow.agreement_id == agreement_id),
        select(RunRow.id).where(RunRow.agreement_id == agreement_id),
    )
    return any(connection.scalar(query.limit(1)) is not None for query in followers)


def _lines(connection: Connection, year: SchoolYear, school_id: int | None = None) -> list[AgreementLine]:
    """The versions of a year, by number."""
    columns = (AgreementRow.id, AgreementRow.school_id, SchoolRow.name, AgreementRow.number)
    term = (TermRow.starts_on, TermRow.ends_on)
    query = (
        select(*columns, AgreementRow.status, AgreementRow.changed_at, KeptPrintRow.made_at, *term)
        .join(SchoolRow, SchoolRow.id == AgreementRow.school_id)
        .outerjoin(TermRow, TermRow.agreement_id == AgreementRow.id)
        .outerjoin(
            KeptPrintRow,
            (KeptPrintRow.kind == PaperKind.AGREEMENT) & (KeptPrintRow.subject_id == AgreementRow.id),
        )
        .where(AgreementRow.school_year == year.first)
    )
    if school_id is not None:
        query = query.where(AgreementRow.school_id == school_id)
    rows = connection.execute(query.order_by(AgreementRow.number)).all()
    ids = [row[0] for row in rows]
    hours = _per_agreement(connection, DeploymentRow, func.sum(DeploymentRow.hours_per_week), ids)
    themes = _per_agreement(connection, ThemeRow, func.count(), ids)
    unsigned = _unsigned(connection, ids)
    evaluated = _evaluated(connection, year)
    return [
        AgreementLine(
            id=row[0],
            school_id=row[1],
            school_name=row[2],
            school_year=year,
            number=row[3],
            status=row[4],
            hours_per_week=hours.get(row[0]) or Decimal(0),
            themes=themes.get(row[0], 0),
            unsigned=tuple(unsigned[row[0]]),
            changed_at=local_iso(row[5]),
            offered_at=local_iso(row[6]) if row[6] is not None else "",
            starts_on=row[7],
            ends_on=row[8],
            evaluated=tuple(evaluated[row[1]]),
        )
        for row in rows
    ]


def _evaluated(connection: Connection, year: SchoolYear) -> dict[int, list[EvaluationMoment]]:
    """The evaluations of a year that are finished, by school."""
    row = EvaluationRow
    query = select(row.school_id, row.moment).where(
        row.school_year == year.first, row.finished_on.is_not(None)
    )
    found: dict[int, list[EvaluationMoment]] = defaultdict(list)
    for school_id, moment in connection.execute(query.order_by(row.id)):
        found[school_id].append(moment)
    return found


def _per_agreement(connection: Connection, row: Any, value: Any, ids: Sequence[int]) -> dict[int, Any]:
    query = select(row.agreement_id, value).where(row.agreement_id.in_(ids)).group_by(row.agreement_id)
    rows = connection.execute(query)
    return {agreement_id: found for agreement_id, found in rows}  # noqa: C416 - rows are no pairs


def _unsigned(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """The organisations that have not signed; their role where the organisation has no name yet."""
    row = SignatoryRow
    query = select(row.agreement_id, row.organisation, row.role).where(
        row.agreement_id.in_(ids), row.signed_on.is_(None)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for agreement_id, organisation, role in connection.execute(query.order_by(row.position)):
        found[agreement_id].append(organisation or role.value)
    return found
