"""Indicators over cases: I01, I02, I03 and I06, with small cells hidden (domain.md 4.4; V26, F55).

Pure functions over light facts of cases: no name, no text, no number of a case comes in here. What comes out
may stand on paper for school, welfare organisation and municipality.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from jeugdhulp_desktop.domain.cases import CBS_REASON, Outcome
from jeugdhulp_desktop.domain.evaluations import Count
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.small_cells import Shown, Sum, protect

NO_WORKER = "geen"  # the column of cases on which no JMW, JW or JP works (yet)
TOTAL = ""
REASONS: Mapping[str, str] = {
    "01": "volgens plan",
    "02": "voortijdig, in overleg",
    "03": "eenzijdig door jongere of ouders",
    "04": "eenzijdig door aanbieder",
    "05": "externe omstandigheden",
    "": "ingetrokken of niet ingevuld",
}  # reden beëindiging of the CBS (domain.md 4.2)


@dataclass(frozen=True)
class CaseFact:
    """What an indicator needs of one case; it counts once, under the type of its first worker."""

    worker_type: WorkerType | None = None
    referred_on: date | None = None
    first_talk_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    outcome: Outcome | None = None

    @property
    def entered_on(self) -> date | None:
        """The day of aanmelding, or the earliest day that shows there was one; None for a mere signal.

        A day of aanmelding that was typed after the end would count a case that was never open.
        """
        later = [day for day in (self.first_talk_on, self.started_on, self.ended_on) if day is not None]
        if self.referred_on is None:
            return min(later, default=None)
        return min(self.referred_on, self.ended_on) if self.ended_on is not None else self.referred_on


@dataclass(frozen=True)
class CaseFigures:
    """I01, I02, I03 and I06 of a school and a period, as they may be shown to everyone."""

    new: Mapping[str, Count]
    caseload: Mapping[str, Count]
    closed: Mapping[str, Count]
    reasons: Mapping[str, Count]
    open_at_end: Count
    waited: Count
    waiting_median: Decimal | None
    within_norm: Decimal | None


@dataclass(frozen=True)
class _Flows:
    """The plain numbers of one column: open at the start, new, closed, open at the end."""

    start: int
    new: int
    closed: int
    end: int


def count_cases(
    facts: Iterable[CaseFact],
    year: SchoolYear,
    until: date,
    *,
    norm: int,
    holidays: Collection[date] = (),
    open_at_start: Count | None = None,
) -> CaseFigures:
    """The figures of a school year up to and including a day.

    ``norm`` in working days; ``holidays`` are days that are none. ``open_at_start`` is what last year's
    paper told of the cases that were open at its end: what stands there can be subtracted here.
    """
    until = min(until, year.end)
    counted = [fact for fact in facts if _is_in(fact, year, until)]
    columns = [each.value for each in WorkerType] + [NO_WORKER]
    flows = {name: _flows([f for f in counted if _column(f) == name], year, until) for name in columns}
    flows = {name: each for name, each in flows.items() if each.start + each.new or name != NO_WORKER}
    waits = waiting_days([fact for fact in counted if _is_new(fact, year)], until, holidays)
    numbers, sums, untold = _table(flows, _reasons(counted, until), waits, norm)
    told = open_at_start is not None and not open_at_start.hidden and open_at_start.value == numbers["start."]
    shown = protect(numbers, sums, untold, ["start."] if told else [])

    def count(name: str) -> Count:
        how = shown[name]
        return Count(numbers[name], hidden=how is not Shown.EXACT, few=how is Shown.FEW)

    def row(name: str) -> dict[str, Count]:
        return {column: count(f"{name}.{column}") for column in (*flows, TOTAL)}

    waited = count("waited")
    enough = not waited.hidden and waited.value > 0
    return CaseFigures(
        new=row("new"),
        caseload=row("caseload"),
        closed=row("closed"),
        reasons={code: count(f"reason.{code}") for code in REASONS},
        open_at_end=count("end."),
        waited=waited,
        waiting_median=median_of(waits) if enough else None,
        within_norm=_share(count("within"), waited.value) if enough else None,
    )


def _is_in(fact: CaseFact, year: SchoolYear, until: date) -> bool:
    """Whether a case was open at some time in the period."""
    entered = fact.entered_on
    if entered is None or entered > until:
        return False
    return fact.ended_on is None or fact.ended_on >= year.start


def _is_new(fact: CaseFact, year: SchoolYear) -> bool:
    return fact.entered_on is not None and fact.entered_on >= year.start


def _is_closed(fact: CaseFact, until: date) -> bool:
    return fact.ended_on is not None and fact.ended_on <= until


def _column(fact: CaseFact) -> str:
    return fact.worker_type.value if fact.worker_type is not None else NO_WORKER


def _flows(facts: Sequence[CaseFact], year: SchoolYear, until: date) -> _Flows:
    new = sum(_is_new(fact, year) for fact in facts)
    closed = sum(_is_closed(fact, until) for fact in facts)
    return _Flows(len(facts) - new, new, closed, len(facts) - closed)


def _reasons(facts: Iterable[CaseFact], until: date) -> dict[str, int]:
    found = dict.fromkeys(REASONS, 0)
    for fact in facts:
        if _is_closed(fact, until):
            found[(CBS_REASON[fact.outcome] or "") if fact.outcome is not None else ""] += 1
    return found


def _table(
    flows: Mapping[str, _Flows], reasons: Mapping[str, int], waits: Sequence[int], norm: int
) -> tuple[dict[str, int], list[Sum], list[str]]:
    """All numbers by name, what holds between them, and which of them are shown nowhere."""
    numbers: dict[str, int] = {}
    columns = {name: (each.start, each.new, each.closed, each.end) for name, each in flows.items()}
    columns[TOTAL] = tuple(map(sum, zip(*columns.values(), strict=True)))  # type: ignore[assignment]
    sums = []
    for name, (start, new, closed, end) in columns.items():
        numbers |= {f"new.{name}": new, f"caseload.{name}": start + new, f"closed.{name}": closed}
        numbers |= {f"start.{name}": start, f"end.{name}": end}
        sums.append(Sum(f"caseload.{name}", (f"start.{name}", f"new.{name}")))
        sums.append(Sum(f"caseload.{name}", (f"closed.{name}", f"end.{name}")))
    for row in ("start", "new", "caseload", "closed", "end"):
        sums.append(Sum(f"{row}.", tuple(f"{row}.{name}" for name in flows)))
    numbers |= {f"reason.{code}": number for code, number in reasons.items()}
    sums.append(Sum("closed.", tuple(f"reason.{code}" for code in reasons)))
    within = sum(days <= norm for days in waits)
    numbers |= {"waited": len(waits), "within": within, "late": len(waits) - within}
    numbers |= {"unspoken": numbers["new."] - len(waits)}
    sums += [Sum("waited", ("within", "late")), Sum("new.", ("waited", "unspoken"))]
    untold = [f"{row}.{name}" for row in ("start", "end") for name in flows]
    return numbers, sums, [*untold, "start.", "late", "unspoken"]


def waiting_days(facts: Iterable[CaseFact], until: date, holidays: Collection[date] = ()) -> list[int]:
    """I06: working days from aanmelding to the first talk, of every case in which there was one by then."""
    return [
        working_days(fact.referred_on, fact.first_talk_on, holidays)
        for fact in facts
        if fact.referred_on is not None
        and fact.first_talk_on is not None
        and fact.referred_on <= fact.first_talk_on <= until
    ]


def working_days(first: date, last: date, holidays: Collection[date] = ()) -> int:
    """Mondays to Fridays after ``first`` up to and including ``last``, without days off."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in holidays for day in days)


def median_of(numbers: Sequence[int]) -> Decimal:
    """The middle one, or halfway between the two in the middle; exact."""
    doubled = median(number * 2 for number in numbers)
    return Decimal(round(doubled)) / 2


def _share(part: Count, whole: int) -> Decimal | None:
    """A whole percentage; None when the part, or what is left of the whole, is too small to tell."""
    if part.hidden:
        return None
    return (Decimal(part.value) * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP)
