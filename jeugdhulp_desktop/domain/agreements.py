"""The yearly agreement between school, welfare organisation and municipality (domain.md 3.6, 6.1, 6.2).

An agreement is edited as one value and compared by value, so there are no dirty flags. Its rules stand in
``agreement_rules``; its life (which step follows which) here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeGuard

from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import LESSON_WEEKS, SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolType

QUARTER = Decimal("0.25")  # hours a year are rounded half up to a quarter of an hour (V19)
COUNTABLE = Decimal(10_000)  # hours or weeks above it are a typing error, shown as such and never added up


class AgreementStatus(StrEnum):
    """The stored part of the life of an agreement (6.2); what is derived stands in ``Derived``."""

    CONCEPT = "concept"
    DISCUSSION = "ter bespreking"
    SIGNING = "ter ondertekening"
    SIGNED = "ondertekend"
    CLOSED = "afgesloten"
    REPLACED = "vervallen"

    @property
    def frozen(self) -> bool:
        """Whether the content can no longer be edited."""
        return self not in (AgreementStatus.CONCEPT, AgreementStatus.DISCUSSION)


class Step(StrEnum):
    """What one wants to do with an agreement; the checks are heavier for a later step."""

    SAVE = "save"
    DISCUSS = "discuss"
    FREEZE = "freeze"  # ter ondertekening
    SIGN = "sign"  # ondertekend
    REOPEN = "reopen"
    CLOSE = "close"


NEXT_STATUS: Mapping[tuple[AgreementStatus, Step], AgreementStatus] = {
    (AgreementStatus.CONCEPT, Step.DISCUSS): AgreementStatus.DISCUSSION,
    (AgreementStatus.CONCEPT, Step.FREEZE): AgreementStatus.SIGNING,
    (AgreementStatus.DISCUSSION, Step.FREEZE): AgreementStatus.SIGNING,
    (AgreementStatus.DISCUSSION, Step.REOPEN): AgreementStatus.CONCEPT,
    (AgreementStatus.SIGNING, Step.SIGN): AgreementStatus.SIGNED,
    (AgreementStatus.SIGNING, Step.REOPEN): AgreementStatus.DISCUSSION,
    (AgreementStatus.SIGNED, Step.REOPEN): AgreementStatus.SIGNING,  # undoes a mistaken signature (6.2)
    (AgreementStatus.SIGNED, Step.CLOSE): AgreementStatus.CLOSED,
}


class Role(StrEnum):
    """The three parties of an agreement."""

    SCHOOL = "school"
    WELFARE = "welzijnsorganisatie"
    MUNICIPALITY = "gemeente"


class DeploymentKind(StrEnum):
    """Basic deployment, or additional as an exception (002:35)."""

    BASIC = "basis"
    ADDITIONAL = "aanvullend"


class TaskAnswer(StrEnum):
    """Whether a worker type has a task."""

    YES = "ja"
    PARTLY = "deels"
    NO = "nee"
    NOT_APPLICABLE = "n.v.t."


class OfferKind(StrEnum):
    """Kinds of group offer (3.6 no. 7)."""

    TRAINING = "training"
    LESSON = "les"
    PARENT_EVENING = "ouderavond"
    CONSULTING_HOUR = "spreekuur"
    ACTIVITY = "activiteit"


class DayPart(StrEnum):
    """Part of a day in the presence roster."""

    MORNING = "ochtend"
    AFTERNOON = "middag"


@dataclass(frozen=True)
class SchoolFacts:
    """What the agreement says of the school, as it was when the agreement was last saved."""

    name: str = ""
    school_type: SchoolType = SchoolType.BAO
    brin: str = ""
    board: str = ""
    swv: str = ""
    municipality: str = ""
    area: str = ""
    contact_person: str = ""
    pupil_count: int | None = None
    counted_on: date | None = None


@dataclass(frozen=True)
class PartyAtTable:
    """Section 1: one party and who speaks for it."""

    role: Role
    organisation: str = ""
    person: str = ""
    function: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Deployment:
    """Section 4: who comes, hours a week times weeks = hours a year (V19)."""

    worker_type: WorkerType = WorkerType.JMW
    kind: DeploymentKind = DeploymentKind.BASIC
    worker_id: int | None = None
    worker_name: str = ""
    organisation: str = ""
    hours_per_week: Decimal | None = None
    weeks: Decimal | None = Decimal(LESSON_WEEKS)
    place: str = ""  # werkplek
    replacement: str = ""  # vervanging bij ziekte of verlof
    on_call: bool = False  # op afroep

    @property
    def hours_per_year(self) -> Decimal | None:
        """Hours a year, rounded half up to a quarter; None while one of the two is open or no number."""
        if not is_countable(self.hours_per_week) or not is_countable(self.weeks):
            return None
        quarters = (self.hours_per_week * self.weeks / QUARTER).quantize(Decimal(1), ROUND_HALF_UP)
        return quarters * QUARTER


@dataclass(frozen=True)
class Presence:
    """One cell of the roster: who is at school in this part of this day. ``weekday`` 0 = Monday."""

    weekday: int
    part: DayPart
    worker_type: WorkerType
    times: str = ""  # "9.00-16.30 uur"


@dataclass(frozen=True)
class Task:
    """Section 5: one task and who does it."""

    text: str
    answers: Mapping[WorkerType, TaskAnswer] = field(default_factory=dict)


@dataclass(frozen=True)
class Expectation:
    """Section 5: what one party provides."""

    role: Role
    text: str = ""


@dataclass(frozen=True)
class Theme:
    """Section 6: what gets extra attention this year. ``key`` links offers, unique within the agreement."""

    key: str
    title: str = ""
    why: str = ""
    goal: str = ""
    target_group: str = ""
    indicator: str = ""
    target: str = ""  # streefwaarde
    lead: str = ""  # trekker: exactly one (004:131)
    period: str = ""


@dataclass(frozen=True)
class Offer:
    """Section 7: one group offer. Hours = groups x sessions x minutes, unless another figure is agreed."""

    key: str
    name: str = ""
    kind: OfferKind = OfferKind.TRAINING
    theme_keys: tuple[str, ...] = ()
    performer: str = ""
    planning: str = ""
    groups: int | None = 1
    sessions: int | None = None
    minutes: int | None = None
    max_participants: int | None = None
    volunteers: bool = False

    @property
    def hours(self) -> Decimal | None:
        """Hours of all sessions of all groups, rounded half up to a quarter; None while one is open."""
        if self.groups is None or self.sessions is None or self.minutes is None:
            return None
        quarters = Decimal(self.groups * self.sessions * self.minutes) / Decimal(15)
        return quarters.quantize(Decimal(1), ROUND_HALF_UP) * QUARTER


@dataclass(frozen=True)
class Measure:
    """Section 12: one thing that is measured."""

    indicator: str = ""
    moment: str = ""
    source: str = ""
    report_to: str = ""


@dataclass(frozen=True)
class Signatory:
    """Section 16: who signs for a party; ``signed_on`` and ``place`` are filled in when the paper is back."""

    role: Role
    organisation: str = ""
    name: str = ""
    function: str = ""
    place: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class Deviation:
    """A recorded reason for a finding of level ``reason``; printed in the document (6.1 Afwijking)."""

    rule: str
    subject: str  # what it is about: a theme title, a worker type; empty when the rule says all
    reason: str
    who: str
    decided_on: date


@dataclass(frozen=True)
class Agreement:
    """A whole agreement, edited or frozen. ``number`` is the version on paper, ``version`` the row's."""

    school_id: int
    school_year: SchoolYear
    number: int = 1
    status: AgreementStatus = AgreementStatus.CONCEPT
    dated: date | None = None
    author: str = ""
    public: bool = False
    structure_id: str = "neutraal"
    change_reason: str = ""  # why this version replaces the one before
    school: SchoolFacts = SchoolFacts()
    parties: tuple[PartyAtTable, ...] = ()
    occasion: str = ""
    aim: str = ""
    deployments: tuple[Deployment, ...] = ()
    presences: tuple[Presence, ...] = ()
    tasks: tuple[Task, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    theme_intro: str = ""
    themes: tuple[Theme, ...] = ()
    offers: tuple[Offer, ...] = ()
    measures: tuple[Measure, ...] = ()
    monitoring_note: str = ""
    signatories: tuple[Signatory, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    paper_kept_at: str = ""
    frozen_control: str = ""  # controlegetal, once frozen
    id: int | None = None
    version: int = 0

    def hours_per_week(self, *, kind: DeploymentKind | None = None) -> Decimal:
        """Agreed hours a week over all rows that are filled in."""
        rows = (row.hours_per_week for row in self.deployments if kind in (None, row.kind))
        return sum((hours for hours in rows if is_countable(hours)), Decimal(0))

    def hours_per_year(self, worker_type: WorkerType | None = None) -> Decimal:
        """Agreed hours a year over all rows that are filled in, of one worker type or of all."""
        rows = (row for row in self.deployments if worker_type in (None, row.worker_type))
        return sum((row.hours_per_year or Decimal(0) for row in rows), Decimal(0))

    def offers_of(self, theme: Theme) -> list[Offer]:
        """The offers linked to a theme."""
        return [offer for offer in self.offers if theme.key in offer.theme_keys]

    def deviation(self, rule: str, subject: str = "") -> Deviation | None:
        """The recorded reason for a rule and subject, if there is one."""
        return next((each for each in self.deviations if (each.rule, each.subject) == (rule, subject)), None)

    @property
    def has_additional(self) -> bool:
        """Whether additional deployment is part of it; the municipality must sign then (3.6 no. 16)."""
        return any(row.kind is DeploymentKind.ADDITIONAL for row in self.deployments)

    @property
    def unsigned(self) -> list[Signatory]:
        """Who has not yet signed."""
        return [each for each in self.signatories if each.signed_on is None]


@dataclass(frozen=True)
class AgreementLine:
    """One agreement in a list; ``id`` is None for a school that has none this year yet."""

    id: int | None
    school_id: int
    school_name: str
    school_year: SchoolYear
    number: int
    status: AgreementStatus | None
    hours_per_week: Decimal
    themes: int
    unsigned: tuple[str, ...]  # organisations that have not signed yet
    changed_at: str  # ISO, local


def is_countable(number: Decimal | None) -> TypeGuard[Decimal]:
    """Whether a number of hours or weeks can be added up: filled in, no NaN, not absurdly large (F36)."""
    return number is not None and number.is_finite() and abs(number) <= COUNTABLE


@dataclass(frozen=True)
class StepTaken:
    """A step that asked a reason: heropenen, or a new version; ``at`` is local ISO."""

    at: str
    who: str
    before: AgreementStatus
    after: AgreementStatus
    reason: str


def is_running(status: AgreementStatus, school_year: SchoolYear, today: date) -> bool:
    """Derived, never stored: signed, and today within its term (6.2 "lopend")."""
    return status is AgreementStatus.SIGNED and today in school_year


def new_key(taken: Sequence[str], prefix: str) -> str:
    """A key for a new theme or offer that is unique within the agreement: "t3"."""
    numbers = [int(key[len(prefix) :]) for key in taken if key.removeprefix(prefix).isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1}"
