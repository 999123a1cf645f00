"""The tables of a school year: the same lines and the same figures on the screen, on paper and in a workbook.

Figures of a year always have two decimals, so that columns stand under each other and every place tells
exactly the same text (F36).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.hours import (
    Budget,
    HourKind,
    HoursTotal,
    SchoolHours,
    add_kinds,
    add_up,
    percentage_of,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import format_decimal

TOGETHER = "Samen"
PER_HUNDRED = "Uur per 100 leerlingen"


@dataclass(frozen=True)
class HoursLine:
    """One line of a year: a worker type basic or additional, a sum of those, or a school."""

    name: str
    agreed: Decimal = Decimal(0)
    planned: Decimal = Decimal(0)
    realised: Decimal = Decimal(0)
    by_kind: Mapping[HourKind, Decimal] = field(default_factory=dict)  # realised
    is_sum: bool = False

    @property
    def difference(self) -> Decimal:
        """Realised minus agreed."""
        return self.realised - self.agreed

    @property
    def percentage(self) -> Decimal | None:
        """Realised as a whole percentage of agreed (I18), rounded half up; None when nothing was agreed."""
        return percentage_of(self.realised, self.agreed)


@dataclass(frozen=True)
class SchoolLine:
    """One school beside the others, or all of them together."""

    name: str
    pupil_count: int | None
    agreed_of: Mapping[WorkerType, Decimal]
    hours: HoursLine
    per_hundred: Decimal | None = None
    is_sum: bool = False
    school_id: int | None = None  # None for all together


@dataclass(frozen=True)
class BudgetLine:
    """The formatie of one kind of worker, or of all together (002:73); None while it is not filled in."""

    name: str
    available: Decimal | None
    agreed: Decimal
    left: Decimal | None
    is_sum: bool = False


def year_lines(totals: Sequence[HoursTotal]) -> tuple[HoursLine, ...]:
    """The lines of a school: each worker type basic and additional, then the sums."""
    lines = [_sum(f"{each.worker_type}, {each.deployment}", [each]) for each in totals]
    kinds = {each.deployment for each in totals}
    sums = []
    if len(kinds) > 1:  # I18: basic against additional
        for kind in DeploymentKind:
            chosen = [each for each in totals if each.deployment is kind]
            sums.append(_sum(f"{TOGETHER} {kind}", chosen, is_sum=True))
    sums.append(_sum(TOGETHER, totals, is_sum=True))
    return (*lines, *sums)


def school_lines(schools: Sequence[SchoolHours]) -> tuple[SchoolLine, ...]:
    """The schools side by side, and all of them together; hours per 100 pupils carry no norm (002:33)."""
    lines = [
        SchoolLine(
            each.school_name,
            each.pupil_count,
            {worker: each.agreed_of(worker) for worker in WorkerType},
            _sum(each.school_name, each.totals),
            each.per_hundred,
            school_id=each.school_id,
        )
        for each in schools
    ]
    counted = [each for each in schools if each.pupil_count]
    pupils = sum(each.pupil_count or 0 for each in counted)
    everything = SchoolHours(0, TOGETHER, pupils, tuple(total for each in counted for total in each.totals))
    together = SchoolLine(
        TOGETHER,
        pupils or None,
        {worker: add_up(line.agreed_of[worker] for line in lines) for worker in WorkerType},
        _sum(TOGETHER, [total for each in schools for total in each.totals], is_sum=True),
        everything.per_hundred,  # over the schools whose pupils are known: hours without pupils say nothing
        is_sum=True,
    )
    return (*lines, together)


def budget_lines(budgets: Sequence[Budget]) -> tuple[BudgetLine, ...]:
    """What there is, what is divided and what is left, with the sum when there is more than one kind.

    The sum of what there is stays open while it is not known for every kind: half a total misleads.
    """
    lines = [BudgetLine(str(each.worker_type), each.available, each.agreed, each.left) for each in budgets]
    if len(lines) < 2:
        return tuple(lines)
    known = [each.available for each in lines if each.available is not None]
    available = add_up(known) if len(known) == len(lines) else None
    agreed = add_up(each.agreed for each in lines)
    left = None if available is None else available - agreed
    return (*lines, BudgetLine(TOGETHER, available, agreed, left, is_sum=True))


def show_hours(hours: Decimal | None) -> str:
    """Hours of a year as they stand everywhere: "1.280,00", "−4,25", a dash when there are none to tell."""
    return "–" if hours is None else format_decimal(hours, 2)


def show_percentage(percentage: Decimal | None) -> str:
    """ "96%", or a dash."""
    return "–" if percentage is None else f"{format_decimal(percentage, 0)}%"


def _sum(name: str, totals: Iterable[HoursTotal], *, is_sum: bool = False) -> HoursLine:
    listed = list(totals)
    return HoursLine(
        name,
        add_up(each.agreed for each in listed),
        add_up(each.planned for each in listed),
        add_up(each.realised for each in listed),
        add_kinds(each.by_kind for each in listed),
        is_sum,
    )
