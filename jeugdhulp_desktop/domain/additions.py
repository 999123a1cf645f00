"""Additional deployment: the exception flow (002:35; requirements 33-38; V11-V13).

The nature is that of the basic deployment, only the size differs. School and welfare organisation ask it of
the municipality, with why the basis falls short; it is granted with goals, period, (co)financing and
accountability, and three parties agree. An extension is a new request with its own motivation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from jeugdhulp_desktop.domain.agreement_kinds import RiskKind, Role
from jeugdhulp_desktop.domain.agreement_terms import Contribution, Deviation
from jeugdhulp_desktop.domain.quantities import is_countable, to_cents, to_quarters
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import LESSON_WEEKS, SchoolYear

REMIND_BEFORE = timedelta(weeks=6)  # before its end: stop or extend (requirement 38)
_SATURDAY = 5
LEAST_MOTIVATION = 80  # characters; fewer say nothing about why the basis falls short (V11)


class AdditionStatus(StrEnum):
    """The stored life (6.2); "lopend" is derived: granted, and today within its period."""

    DRAFT = "concept"
    REQUESTED = "aangevraagd"
    GRANTED = "toegekend"
    REJECTED = "afgewezen"
    EVALUATED = "geëvalueerd"
    STOPPED = "gestopt"
    EXTENDED = "verlengd"

    @property
    def in_force(self) -> bool:
        """Whether it was granted, whatever became of it since: its hours count as agreed."""
        return self in (
            AdditionStatus.GRANTED,
            AdditionStatus.EVALUATED,
            AdditionStatus.STOPPED,
            AdditionStatus.EXTENDED,
        )


class AdditionStep(StrEnum):
    """What one wants to do with it."""

    SAVE = "save"
    REQUEST = "request"
    WITHDRAW = "withdraw"  # back to concept
    GRANT = "grant"
    REJECT = "reject"
    REOPEN = "reopen"  # undoes a mistaken decision, with a reason
    EVALUATE = "evaluate"
    STOP = "stop"
    EXTEND = "extend"  # makes a new request


NEXT_ADDITION: Mapping[tuple[AdditionStatus, AdditionStep], AdditionStatus] = {
    (AdditionStatus.DRAFT, AdditionStep.REQUEST): AdditionStatus.REQUESTED,
    (AdditionStatus.REQUESTED, AdditionStep.WITHDRAW): AdditionStatus.DRAFT,
    (AdditionStatus.REQUESTED, AdditionStep.GRANT): AdditionStatus.GRANTED,
    (AdditionStatus.REQUESTED, AdditionStep.REJECT): AdditionStatus.REJECTED,
    (AdditionStatus.GRANTED, AdditionStep.REOPEN): AdditionStatus.REQUESTED,
    (AdditionStatus.REJECTED, AdditionStep.REOPEN): AdditionStatus.REQUESTED,
    (AdditionStatus.GRANTED, AdditionStep.EVALUATE): AdditionStatus.EVALUATED,
    (AdditionStatus.EVALUATED, AdditionStep.STOP): AdditionStatus.STOPPED,
    (AdditionStatus.EVALUATED, AdditionStep.EXTEND): AdditionStatus.EXTENDED,
}


@dataclass(frozen=True)
class Requester:
    """One of the two who ask: school and welfare organisation (002:35)."""

    organisation: str = ""
    name: str = ""
    function: str = ""


@dataclass(frozen=True)
class Approval:
    """A party that agrees: who, and on which day."""

    role: Role
    organisation: str = ""
    name: str = ""
    function: str = ""
    agreed_on: date | None = None


@dataclass(frozen=True)
class Addition:
    """One request for additional deployment of a school in a school year.

    ``number`` counts within school and year. ``weeks`` are the lesson weeks within the period. ``rate`` and
    the amounts are euros, shares per cent; both may stay empty. ``previous_id``: what this extends.
    """

    school_id: int
    school_year: SchoolYear
    number: int = 1
    status: AdditionStatus = AdditionStatus.DRAFT
    worker_type: WorkerType = WorkerType.JMW
    hours_per_week: Decimal | None = None
    weeks: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    reasons: tuple[RiskKind, ...] = ()
    motivation: str = ""  # why the basis falls short
    evidence: str = ""
    school_requester: Requester = Requester()
    welfare_requester: Requester = Requester()
    addressee: str = ""  # at the municipality
    requested_on: date | None = None
    goals: tuple[str, ...] = ()
    rate: Decimal | None = None
    financing: tuple[Contribution, ...] = ()
    accountability: str = ""  # what is accounted for
    accountable_when: str = ""
    accountable_to: str = ""
    evaluate_on: date | None = None
    approvals: tuple[Approval, ...] = ()
    decided_on: date | None = None
    decision_note: str = ""
    outcome: str = ""  # what the evaluation found
    evaluated_on: date | None = None
    deviations: tuple[Deviation, ...] = ()
    paper_kept_at: str = ""
    previous_id: int | None = None
    frozen_control: str = ""  # controlegetal, once granted
    id: int | None = None
    version: int = 0

    @property
    def hours(self) -> Decimal | None:
        """Hours in the whole period, rounded half up to a quarter; None while one of the two is open."""
        if not is_countable(self.hours_per_week) or not is_countable(self.weeks):
            return None
        return to_quarters(self.hours_per_week * self.weeks)

    @property
    def cost(self) -> Decimal | None:
        """Euros: hours x rate, to the cent; None without a rate."""
        if self.hours is None or not is_countable(self.rate):
            return None
        return to_cents(self.hours * self.rate)

    def runs_on(self, day: date) -> bool:
        """Derived "lopend": granted, and the day within its period."""
        granted = self.status in (AdditionStatus.GRANTED, AdditionStatus.EVALUATED)
        return (
            granted
            and self.starts_on is not None
            and self.ends_on is not None
            and (self.starts_on <= day <= self.ends_on)
        )

    def remind_from(self) -> date | None:
        """From this day it asks: stop or extend? Six weeks before its end (requirement 38)."""
        return self.ends_on - REMIND_BEFORE if self.ends_on is not None else None

    def is_due(self, day: date) -> bool:
        """Whether it asks on this day to be evaluated, and then to be stopped or extended."""
        undecided = self.status in (AdditionStatus.GRANTED, AdditionStatus.EVALUATED)
        return undecided and self.ends_on is not None and day >= self.ends_on - REMIND_BEFORE

    def deviation(self, rule: str, subject: str = "") -> Deviation | None:
        """The recorded reason for a rule and subject, if there is one."""
        return next((each for each in self.deviations if (each.rule, each.subject) == (rule, subject)), None)


def lesson_weeks(starts_on: date, ends_on: date) -> Decimal:
    """The most lesson weeks a period can hold: its calendar weeks with a working day in them; 0 when none."""
    days_on = 7 - starts_on.weekday() if starts_on.weekday() >= _SATURDAY else 0
    first = starts_on + timedelta(days=days_on)
    if ends_on < first:
        return Decimal(0)
    return Decimal((_monday(ends_on) - _monday(first)).days // 7 + 1)


def proposed_weeks(starts_on: date, ends_on: date) -> Decimal | None:
    """The weeks to begin with: at most the lesson weeks of a school year; None for a period without any.

    Which weeks are holidays differs by region and school: the user takes them off.
    """
    return min(lesson_weeks(starts_on, ends_on), Decimal(LESSON_WEEKS)) or None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class AdditionLine:
    """One request in a list."""

    id: int
    school_id: int
    school_name: str
    school_year: SchoolYear
    number: int
    worker_type: WorkerType
    status: AdditionStatus
    hours_per_week: Decimal | None
    starts_on: date | None
    ends_on: date | None
    running: bool  # derived "lopend"
    due: bool  # within six weeks of its end and neither stopped nor extended


@dataclass(frozen=True)
class AdditionStepTaken:
    """A decision that was undone, and why; ``at`` is local ISO."""

    at: str
    who: str
    before: AdditionStatus
    after: AdditionStatus
    reason: str


@dataclass(frozen=True)
class AdditionShare:
    """How exceptional it is (002:35): schools with additional deployment among all with an agreement.

    ``hours_all`` are basic and additional hours a year together.
    """

    with_addition: int
    agreements: int
    hours_additional: Decimal
    hours_all: Decimal

    @property
    def of_schools(self) -> Decimal | None:
        """Per cent of the schools, to one decimal; None while there is none."""
        return _per_cent(Decimal(self.with_addition), Decimal(self.agreements))

    @property
    def of_hours(self) -> Decimal | None:
        """Per cent of the hours, to one decimal; None while there are none."""
        return _per_cent(self.hours_additional, self.hours_all)


def _per_cent(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None
