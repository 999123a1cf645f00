"""The yearly agreement between school, welfare organisation and municipality (domain.md 3.6, 6.1, 6.2).

An agreement is edited as one value and compared by value, so there are no dirty flags. Its rules stand in
``agreement_rules``; its life (which step follows which) here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jeugdhulp_desktop.domain.agreement_kinds import ALWAYS, DeploymentKind, Section
from jeugdhulp_desktop.domain.agreement_sections import (
    Analysis,
    Deployment,
    Expectation,
    Offer,
    PartyAtTable,
    Policy,
    Presence,
    SchoolFacts,
    Task,
    Theme,
)
from jeugdhulp_desktop.domain.agreement_terms import (
    Deviation,
    Families,
    Finance,
    Measure,
    PrivacyNotes,
    Route,
    Signatory,
    Term,
)
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment
from jeugdhulp_desktop.domain.problems import Level
from jeugdhulp_desktop.domain.quantities import is_countable, to_cents
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear


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


class Derived(StrEnum):
    """What follows from the day and the evaluations of a signed agreement; never stored (6.2)."""

    RUNNING = "lopend"
    HALFWAY = "tussentijds geëvalueerd"
    EVALUATED = "geëvalueerd"


class Step(StrEnum):
    """What one wants to do with an agreement; the checks are heavier for a later step."""

    SAVE = "save"
    DISCUSS = "discuss"
    FREEZE = "freeze"  # ter ondertekening
    SIGN = "sign"  # ondertekend
    REOPEN = "reopen"
    CLOSE = "close"

    @property
    def gap_level(self) -> Level:
        """How heavy something missing weighs: a remark, until the content gets fixed."""
        return Level.BLOCKS if self in (Step.FREEZE, Step.SIGN) else Level.REMARK


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
    left_out: tuple[Section, ...] = ()  # sections this agreement does not use, in their order
    change_reason: str = ""  # why this version replaces the one before
    school: SchoolFacts = SchoolFacts()
    parties: tuple[PartyAtTable, ...] = ()
    occasion: str = ""
    aim: str = ""
    policies: tuple[Policy, ...] = ()
    analysis: Analysis = Analysis()
    deployments: tuple[Deployment, ...] = ()
    presences: tuple[Presence, ...] = ()
    tasks: tuple[Task, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    theme_intro: str = ""
    themes: tuple[Theme, ...] = ()
    offers: tuple[Offer, ...] = ()
    route: Route = Route()
    families: Families = Families()
    privacy: PrivacyNotes = PrivacyNotes()
    measures: tuple[Measure, ...] = ()
    monitoring_note: str = ""
    satisfaction: str = ""  # how satisfaction is asked (3.6 no. 12)
    finance: Finance = Finance()
    term: Term = Term()
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

    def uses(self, section: Section) -> bool:
        """Whether a section is part of this agreement; some always are."""
        return section in ALWAYS or section not in self.left_out

    def cost_of(self, worker_type: WorkerType) -> Decimal | None:
        """Euros a year of one worker type: hours x rate, to the cent; None without a rate (3.6 no. 13)."""
        rate = next((each.per_hour for each in self.finance.rates if each.worker_type is worker_type), None)
        return to_cents(self.hours_per_year(worker_type) * rate) if is_countable(rate) else None

    @property
    def starts_on(self) -> date:
        """The first day: 1 August unless the term says otherwise."""
        return (self.term.starts_on if self.uses(Section.TERM) else None) or self.school_year.start

    @property
    def ends_on(self) -> date:
        """The last day: 31 July unless the term says otherwise."""
        return (self.term.ends_on if self.uses(Section.TERM) else None) or self.school_year.end

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
    offered_at: str = ""  # ISO, local: when it went to the signers; empty before
    starts_on: date | None = None
    ends_on: date | None = None
    evaluated: tuple[EvaluationMoment, ...] = ()  # evaluations of this school and year that are finished

    def derived(self, today: date) -> Derived | None:
        """How far a signed agreement is; None for one that is not, or whose days are still to come."""
        if self.status not in (AgreementStatus.SIGNED, AgreementStatus.CLOSED):
            return None
        if EvaluationMoment.END in self.evaluated:
            return Derived.EVALUATED
        if EvaluationMoment.HALFWAY in self.evaluated:
            return Derived.HALFWAY
        first = self.starts_on or self.school_year.start
        last = self.ends_on or self.school_year.end
        running = self.status is AgreementStatus.SIGNED and first <= today <= last
        return Derived.RUNNING if running else None


@dataclass(frozen=True)
class StepTaken:
    """A step that asked a reason: heropenen, or a new version; ``at`` is local ISO."""

    at: str
    who: str
    before: AgreementStatus
    after: AgreementStatus
    reason: str


def new_key(taken: Sequence[str], prefix: str) -> str:
    """A key for a new theme or offer that is unique within the agreement: "t3"."""
    numbers = [int(key[len(prefix) :]) for key in taken if key.removeprefix(prefix).isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1}"
