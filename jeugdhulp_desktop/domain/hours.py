"""Hours: agreed, planned and realised per worker, kind and week (domain.md 6.1 Urenregistratie, I18, V19).

Decimal throughout: 0,1 x 3 is 0,3 on the screen, in the PDF and in the workbook (F36).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear


class HourKind(StrEnum):
    """What the hours were for (6.1)."""

    INDIVIDUAL = "individueel"
    GROUP = "groep"
    CONSULTATION = "overleg"
    TEACHER = "leerkracht"
    OTHER = "overig"


class HourState(StrEnum):
    """Planned ahead, or realised."""

    PLANNED = "gepland"
    REALISED = "gerealiseerd"


# Which row of the grid: the worker, as what he or she is deployed, basic or additional.
RowKey = tuple[int | None, WorkerType, DeploymentKind]


@dataclass(frozen=True)
class HoursEntry:
    """Hours of one worker at one school in one week, of one kind. ``monday`` is the first day of the week.

    ``worker_type`` is as what the worker came that week; it stays when the person gets another function.
    """

    school_id: int
    person_id: int
    monday: date
    worker_type: WorkerType
    deployment: DeploymentKind
    kind: HourKind
    state: HourState
    hours: Decimal


@dataclass(frozen=True)
class WeekRow:
    """One worker in the week grid; ``agreed`` are the hours a week of the agreement, None without one.

    ``person_id`` is None while the agreement names nobody yet: such a row is shown, and takes no hours.
    """

    person_id: int | None
    name: str
    worker_type: WorkerType
    deployment: DeploymentKind
    agreed: Decimal | None = None
    planned: Mapping[HourKind, Decimal] = field(default_factory=dict)
    realised: Mapping[HourKind, Decimal] = field(default_factory=dict)

    @property
    def key(self) -> RowKey:
        """What tells this row from the others."""
        return (self.person_id, self.worker_type, self.deployment)

    def hours(self, state: HourState) -> Mapping[HourKind, Decimal]:
        """The hours by kind, planned or realised."""
        return self.planned if state is HourState.PLANNED else self.realised

    def total(self, state: HourState) -> Decimal:
        """The sum over all kinds."""
        return add_up(self.hours(state).values())

    def with_hours(self, state: HourState, hours: Mapping[HourKind, Decimal]) -> "WeekRow":
        """The row with other hours of one state; zeros are left out, in the order of the kinds."""
        kept = {kind: hours[kind] for kind in HourKind if hours.get(kind)}
        return replace(self, planned=kept) if state is HourState.PLANNED else replace(self, realised=kept)


@dataclass(frozen=True)
class WeekSheet:
    """The hours of one school in one week. ``version`` tells whether another window wrote since.

    ``holiday`` names the school holiday or the days off of this week, empty when there is none.
    """

    school_id: int
    monday: date
    rows: tuple[WeekRow, ...] = ()
    version: int = 0
    holiday: str = ""

    @property
    def friday(self) -> date:
        """The last working day of the week."""
        return self.monday + timedelta(days=4)

    @property
    def year(self) -> SchoolYear:
        """The school year this week counts in."""
        return year_of_week(self.monday)

    def column(self, state: HourState, kind: HourKind) -> Decimal:
        """All hours of one kind this week."""
        return add_up(row.hours(state).get(kind, Decimal(0)) for row in self.rows)

    def total(self, state: HourState) -> Decimal:
        """All hours of this week."""
        return add_up(row.total(state) for row in self.rows)

    @property
    def agreed(self) -> Decimal:
        """The hours a week that were agreed."""
        return add_up(row.agreed for row in self.rows if row.agreed is not None)

    def with_row(self, row: WeekRow) -> "WeekSheet":
        """The week with this row in the place of the one with the same key, or behind the others."""
        if row.key not in {each.key for each in self.rows}:
            return replace(self, rows=(*self.rows, row))
        return replace(self, rows=tuple(row if each.key == row.key else each for each in self.rows))


@dataclass(frozen=True)
class HoursTotal:
    """One line of the year: hours of one worker type at one school, basic or additional (I18)."""

    worker_type: WorkerType
    deployment: DeploymentKind
    agreed: Decimal = Decimal(0)
    planned: Decimal = Decimal(0)
    realised: Decimal = Decimal(0)
    by_kind: Mapping[HourKind, Decimal] = field(default_factory=dict)  # realised
    by_kind_planned: Mapping[HourKind, Decimal] = field(default_factory=dict)

    @property
    def difference(self) -> Decimal:
        """Realised minus agreed."""
        return self.realised - self.agreed

    @property
    def percentage(self) -> Decimal | None:
        """Realised as a whole percentage of agreed (I18), rounded half up; None when nothing was agreed."""
        return percentage_of(self.realised, self.agreed)


@dataclass(frozen=True)
class WeekSum:
    """One week in the overview of a school year."""

    monday: date
    planned: Decimal = Decimal(0)
    realised: Decimal = Decimal(0)
    holiday: str = ""


@dataclass(frozen=True)
class Budget:
    """What is available for one worker type this year, and what the agreements use of it (V19)."""

    worker_type: WorkerType
    available: Decimal | None  # None: no budget is set
    agreed: Decimal

    @property
    def left(self) -> Decimal | None:
        """What is still free; negative when more was agreed than there is."""
        return None if self.available is None else self.available - self.agreed


@dataclass(frozen=True)
class SchoolHours:
    """One school beside the others (002:33): its totals, and hours per 100 pupils without a norm."""

    school_id: int
    school_name: str
    pupil_count: int | None
    totals: tuple[HoursTotal, ...]

    @property
    def agreed(self) -> Decimal:
        """Agreed hours of the year, of all workers."""
        return add_up(each.agreed for each in self.totals)

    @property
    def planned(self) -> Decimal:
        """Planned hours of the year, of all workers."""
        return add_up(each.planned for each in self.totals)

    @property
    def realised(self) -> Decimal:
        """Realised hours of the year, of all workers."""
        return add_up(each.realised for each in self.totals)

    @property
    def per_hundred(self) -> Decimal | None:
        """Agreed hours a year per 100 pupils, to one decimal; None without a number of pupils."""
        if not self.pupil_count:
            return None
        return (self.agreed * 100 / self.pupil_count).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def agreed_of(self, worker_type: WorkerType) -> Decimal:
        """Agreed hours of one worker type, basic and additional."""
        return add_up(each.agreed for each in self.totals if each.worker_type is worker_type)


@dataclass(frozen=True)
class YearHours:
    """All hours of a school year: per school, and against the budget."""

    school_year: SchoolYear
    schools: tuple[SchoolHours, ...]
    budgets: tuple[Budget, ...]

    def school(self, school_id: int) -> SchoolHours | None:
        """One school of them."""
        return next((each for each in self.schools if each.school_id == school_id), None)

    @property
    def totals(self) -> tuple[HoursTotal, ...]:
        """All schools together, by worker type and deployment."""
        return merge_totals(each for school in self.schools for each in school.totals)


def add_up(hours: Iterable[Decimal]) -> Decimal:
    """An exact sum."""
    return sum(hours, Decimal(0))


def percentage_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """A whole percentage, rounded half up; None of nothing."""
    return (part * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP) if whole else None


def add_kinds(hours: Iterable[Mapping[HourKind, Decimal]]) -> dict[HourKind, Decimal]:
    """The sum by kind, in the order of the kinds; a kind without hours is left out."""
    listed = list(hours)
    sums = {kind: add_up(each.get(kind, Decimal(0)) for each in listed) for kind in HourKind}
    return {kind: total for kind, total in sums.items() if total}


def merge_totals(totals: Iterable[HoursTotal]) -> tuple[HoursTotal, ...]:
    """Lines of the same worker type and deployment as one; JMW, JW, JP, basic before additional."""
    grouped: dict[tuple[WorkerType, DeploymentKind], list[HoursTotal]] = {}
    for each in totals:
        grouped.setdefault((each.worker_type, each.deployment), []).append(each)
    return tuple(
        HoursTotal(
            worker,
            deployment,
            agreed=add_up(each.agreed for each in found),
            planned=add_up(each.planned for each in found),
            realised=add_up(each.realised for each in found),
            by_kind=add_kinds(each.by_kind for each in found),
            by_kind_planned=add_kinds(each.by_kind_planned for each in found),
        )
        for worker in WorkerType
        for deployment in DeploymentKind
        if (found := grouped.get((worker, deployment)))
    )


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def year_of_week(monday: date) -> SchoolYear:
    """The school year a week counts in: that of its Thursday."""
    return SchoolYear.of(monday + timedelta(days=3))


def weeks_of(year: SchoolYear) -> list[date]:
    """The Mondays of a school year: the week of 1 August up to that of 31 July.

    A week over the border belongs to the year of its Thursday, as ISO weeks do, so each week is in one year.
    """
    first = monday_of(year.start)
    mondays = [first + timedelta(weeks=number) for number in range(54)]
    return [each for each in mondays if each + timedelta(days=3) in year]
