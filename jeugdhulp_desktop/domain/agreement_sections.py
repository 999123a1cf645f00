"""The values of sections 0 to 8 of an agreement (domain.md 3.6): the school, who comes, tasks and themes.

``agreement_terms.py`` holds those of 9 to 16, ``agreements.py`` puts them together; a section that a
municipality or a school does not use is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import (
    DayPart,
    DeploymentKind,
    GoalKind,
    OfferDomain,
    OfferKind,
    OfferSetting,
    Responsible,
    RiskKind,
    Role,
    TaskAnswer,
)
from jeugdhulp_desktop.domain.quantities import is_countable, to_quarters
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import LESSON_WEEKS
from jeugdhulp_desktop.domain.schools import SchoolType


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
