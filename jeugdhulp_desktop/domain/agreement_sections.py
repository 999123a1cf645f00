"""The values of the sections of an agreement (domain.md 3.6): what each of its parts holds.

``agreements.py`` puts them together; a section that a municipality or a school does not use is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeGuard

from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import LESSON_WEEKS
from jeugdhulp_desktop.domain.schools import SchoolType

QUARTER = Decimal("0.25")  # hours a year are rounded half up to a quarter of an hour (V19)
CENT = Decimal("0.01")
COUNTABLE = Decimal(10_000)  # hours or weeks above it are a typing error, shown as such and never added up


class Section(StrEnum):
    """The seventeen sections of the model agreement; their number on paper is their place here."""

    HEADING = "heading"
    PARTIES = "parties"
    PURPOSE = "purpose"
    ANALYSIS = "analysis"
    DEPLOYMENTS = "deployments"
    TASKS = "tasks"
    THEMES = "themes"
    OFFERS = "offers"
    ADDITIONS = "additions"
    ROUTE = "route"
    FAMILIES = "families"
    PRIVACY = "privacy"
    MEASURES = "measures"
    FINANCE = "finance"
    EVALUATION = "evaluation"
    TERM = "term"
    SIGNING = "signing"

    @property
    def number(self) -> int:
        """The number of the chapter: 0 to 16."""
        return list(Section).index(self)

    @property
    def label(self) -> str:
        """The chapter in words."""
        return _TITLES[self]


_TITLES: Mapping[Section, str] = {
    Section.HEADING: "Kop",
    Section.PARTIES: "Partijen",
    Section.PURPOSE: "Aanleiding en doel",
    Section.ANALYSIS: "Analyse van de school",
    Section.DEPLOYMENTS: "Inzet",
    Section.TASKS: "Taken en verwachtingen",
    Section.THEMES: "Thema’s",
    Section.OFFERS: "Groepsaanbod",
    Section.ADDITIONS: "Aanvullende inzet",
    Section.ROUTE: "Route en overleg",
    Section.FAMILIES: "Ouders en leerlingen",
    Section.PRIVACY: "Privacy",
    Section.MEASURES: "Monitoring",
    Section.FINANCE: "Financiën",
    Section.EVALUATION: "Evaluatie",
    Section.TERM: "Looptijd en wijziging",
    Section.SIGNING: "Ondertekening",
}

# Without these there is no agreement: who, what, why and who signs (3.6, V08).
ALWAYS = frozenset({Section.HEADING, Section.PARTIES, Section.DEPLOYMENTS, Section.THEMES, Section.SIGNING})


class Role(StrEnum):
    """The three parties of an agreement."""

    SCHOOL = "school"
    WELFARE = "welzijnsorganisatie"
    MUNICIPALITY = "gemeente"


class Responsible(StrEnum):
    """Whose responsibility something is (002:41-65); the first three are the parties that sign."""

    SCHOOL = "school"
    WELFARE = "welzijnsorganisatie"
    MUNICIPALITY = "gemeente"
    PARENTS = "ouders"
    CHILDCARE = "kinderopvang"
    SWV = "samenwerkingsverband"


class Funder(StrEnum):
    """Who pays a share (3.6 nos. 8 and 13)."""

    MUNICIPALITY = "gemeente"
    SCHOOL = "school"
    SWV = "samenwerkingsverband"
    WELFARE = "welzijnsorganisatie"
    OTHER = "anders"


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


class OfferSetting(StrEnum):
    """Where an offer takes place (002:25)."""

    SCHOOL = "groep op school"
    NEIGHBOURHOOD = "groep in de buurt"
    INDIVIDUAL = "individueel"


class OfferDomain(StrEnum):
    """On which side of the border an offer stands (002:25)."""

    WELFARE = "welzijn"
    CARE = "zorg"
    EDUCATION = "onderwijs"
    SAFETY = "veiligheid"


class GoalKind(StrEnum):
    """What a theme wants to strengthen; skills unless chosen otherwise (002:21)."""

    SKILL = "vaardigheid"
    KNOWLEDGE = "kennis"
    WELLBEING = "welbevinden"
    SURROUNDINGS = "omgeving"


class RiskKind(StrEnum):
    """Why a school may need more than another (002:35); also the reasons for additional deployment."""

    INEQUALITY = "kansengelijkheid"
    DISADVANTAGE = "onderwijsachterstand"
    SURROUNDINGS = "omgevingsfactoren"
    OTHER = "anders"


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
class Policy:
    """Section 2: a policy paper this agreement hangs on; ``until`` is when it ends (002:47)."""

    title: str = ""
    party: str = ""
    dated: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Risk:
    """Section 3: one risk, and what shows it."""

    kind: RiskKind = RiskKind.OTHER
    text: str = ""


@dataclass(frozen=True)
class PastFigure:
    """Section 3: one figure of last year, as text that may be hidden ("<5"), and the year before it.

    Filled in from hours, cases and offers; ``code`` is the indicator (I01 ...). Only what may be shown to
    every party stands here (V26).
    """

    code: str
    label: str
    value: str
    before: str = ""


@dataclass(frozen=True)
class Analysis:
    """Section 3: how the school stands, as the ground of what follows."""

    risks: tuple[Risk, ...] = ()
    went_well: str = ""
    could_improve: str = ""
    lessons: tuple[str, ...] = ()  # leerpunten of last year's evaluation (002:147)
    figures: tuple[PastFigure, ...] = ()


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
    consulting_hour: str = ""  # spreekuur
    replacement: str = ""  # vervanging bij ziekte of verlof
    on_call: bool = False  # op afroep

    @property
    def hours_per_year(self) -> Decimal | None:
        """Hours a year, rounded half up to a quarter; None while one of the two is open or no number."""
        if not is_countable(self.hours_per_week) or not is_countable(self.weeks):
            return None
        return to_quarters(self.hours_per_week * self.weeks)


@dataclass(frozen=True)
class Presence:
    """One cell of the roster: who is at school in this part of this day. ``weekday`` 0 = Monday."""

    weekday: int
    part: DayPart
    worker_type: WorkerType
    times: str = ""  # "9.00-16.30 uur"
    place: str = ""


@dataclass(frozen=True)
class Task:
    """Section 5: one task and who does it."""

    text: str
    answers: Mapping[WorkerType, TaskAnswer] = field(default_factory=dict)


@dataclass(frozen=True)
class Expectation:
    """Section 5: what one party provides, or is responsible for."""

    role: Responsible
    text: str = ""


@dataclass(frozen=True)
class Theme:
    """Section 6: what gets extra attention this year. ``key`` links offers, unique within the agreement.

    The goal is SMART when indicator, baseline, target, source and date are filled in (004:132).
    """

    key: str
    title: str = ""
    why: str = ""
    goal: str = ""
    target_group: str = ""
    indicator: str = ""
    target: str = ""  # streefwaarde
    lead: str = ""  # trekker: exactly one (004:131)
    period: str = ""
    priority: int | None = None  # 1 is first, 3 is last (004:138)
    goal_kind: GoalKind = GoalKind.SKILL
    baseline: str = ""  # how it is now
    source: str = ""  # where the figure comes from
    measured_on: date | None = None  # when the target is looked at
    made_with: str = ""  # opgesteld met (002:21)
    youth_owned: bool = False  # young people share the responsibility for it (002:25)


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
    setting: OfferSetting = OfferSetting.SCHOOL
    domain: OfferDomain = OfferDomain.WELFARE
    costs: Decimal | None = None  # euros

    @property
    def hours(self) -> Decimal | None:
        """Hours of all sessions of all groups, rounded half up to a quarter; None while one is open."""
        if self.groups is None or self.sessions is None or self.minutes is None:
            return None
        return to_quarters(Decimal(self.groups * self.sessions * self.minutes) / Decimal(60))


@dataclass(frozen=True)
class Meeting:
    """Section 9: one kind of meeting that is held."""

    name: str = ""
    frequency: str = ""
    dates: str = ""
    present: str = ""


@dataclass(frozen=True)
class Route:
    """Section 9: how a question finds its way, and who meets when.

    ``steps`` in order; ``demarcation`` says where education ends and youth help begins (002:51).
    """

    steps: tuple[str, ...] = ()
    to_municipality: str = ""  # MDO at the gemeentelijke toegang, broad intake, basisformulier (002:19)
    care_route: str = ""  # zorgroute CJG (002:71)
    scaling: str = ""  # op- en afschalen
    demarcation: str = ""
    reporting_code: str = ""  # meldcode
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True)
class Families:
    """Section 10: parents and pupils."""

    parents: str = ""  # how parents are involved; a JP never without (V06)
    consent: str = ""
    youth_voice: str = ""  # how and by whom young people take part (002:25)
    youth_changes: str = ""  # what changed by it


@dataclass(frozen=True)
class PrivacyNotes:
    """Section 11: which data are shared, on which ground, how long."""

    covenant: str = ""
    shared: str = ""
    secrecy: str = ""
    retention: str = ""


@dataclass(frozen=True)
class Measure:
    """Section 12: one thing that is measured."""

    indicator: str = ""
    moment: str = ""
    source: str = ""
    report_to: str = ""


@dataclass(frozen=True)
class Rate:
    """Section 13: euros an hour of one worker type; None when it is not agreed here."""

    worker_type: WorkerType
    per_hour: Decimal | None = None


@dataclass(frozen=True)
class Contribution:
    """Section 13: what one party pays: ``amount`` in euros, or ``share`` in per cent."""

    funder: Funder = Funder.MUNICIPALITY
    name: str = ""
    amount: Decimal | None = None
    share: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class Condition:
    """Section 13: a condition of the municipality, with a result that can be measured (002:55)."""

    text: str = ""
    result: str = ""
    target: str = ""


@dataclass(frozen=True)
class Finance:
    """Section 13: rates, who pays, and on which conditions; each part may stay empty."""

    rates: tuple[Rate, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    conditions: tuple[Condition, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Term:
    """Section 15: from when until when (the school year unless chosen otherwise), changes and disputes."""

    starts_on: date | None = None
    ends_on: date | None = None
    changes: str = ""
    dispute: str = ""


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


def is_countable(number: Decimal | None) -> TypeGuard[Decimal]:
    """Whether a number of hours or weeks can be added up: filled in, no NaN, not absurdly large (F36)."""
    return number is not None and number.is_finite() and abs(number) <= COUNTABLE


def to_quarters(hours: Decimal) -> Decimal:
    """Hours rounded half up to a quarter of an hour (V19)."""
    return (hours / QUARTER).quantize(Decimal(1), ROUND_HALF_UP) * QUARTER


def to_cents(euros: Decimal) -> Decimal:
    """Euros rounded half up to a cent."""
    return euros.quantize(CENT, ROUND_HALF_UP)
