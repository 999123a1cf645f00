"""Hours: agreed, planned and realised per worker, kind and week (domain.md 6.1 Urenregistratie, I18, V19).

Decimal throughout: 0,1 x 3 is 0,3 on the screen, in the PDF and in the workbook (F36).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from jeugdhulp_desktop.domain.agreement_sections import DeploymentKind
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear

MAX_HOURS_IN_WEEK = Decimal(60)  # of one kind by one worker; more is a typing error


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


@dataclass(frozen=True)
class HoursEntry:
    """Hours of one worker at one school in one week, of one kind. ``monday`` is the first day of the week."""

    school_id: int
    person_id: int
    monday: date
    deployment: DeploymentKind
    kind: HourKind
    state: HourState
    hours: Decimal


@dataclass(frozen=True)
class WeekRow:
    """One worker in the week grid; ``agreed`` are the hours a week of the agreement, None without one."""

    person_id: int
    name: str
    worker_type: WorkerType
    deployment: DeploymentKind
    agreed: Decimal | None = None
    planned: Mapping[HourKind, Decimal] = field(default_factory=dict)
    realised: Mapping[HourKind, Decimal] = field(default_factory=dict)

    def total(self, state: HourState) -> Decimal:
        """The sum over all kinds."""
        return add_up((self.planned if state is HourState.PLANNED else self.realised).values())


@dataclass(frozen=True)
class WeekSheet:
    """The hours of one school in one week. ``version`` tells whether another window wrote since."""

    school_id: int
    monday: date
    rows: tuple[WeekRow, ...] = ()
    version: int = 0

    @property
    def friday(self) -> date:
        """The last working day of the week."""
        return self.monday + timedelta(days=4)


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
    def per_hundred(self) -> Decimal | None:
        """Agreed hours a year per 100 pupils, to one decimal; None without a number of pupils."""
        if not self.pupil_count:
            return None
        agreed = add_up(each.agreed for each in self.totals)
        return (agreed * 100 / self.pupil_count).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class YearHours:
    """All hours of a school year: per school, and against the budget."""

    school_year: SchoolYear
    schools: tuple[SchoolHours, ...]
    budgets: tuple[Budget, ...]


def add_up(hours: Iterable[Decimal]) -> Decimal:
    """An exact sum."""
    return sum(hours, Decimal(0))


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def weeks_of(year: SchoolYear) -> list[date]:
    """The Mondays of a school year: the week of 1 August up to that of 31 July.

    A week over the border belongs to the year of its Thursday, as ISO weeks do, so each week is in one year.
    """
    first = monday_of(year.start)
    mondays = [first + timedelta(weeks=number) for number in range(54)]
    return [each for each in mondays if each + timedelta(days=3) in year]
