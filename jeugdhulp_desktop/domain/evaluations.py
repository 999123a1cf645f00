"""The evaluation of an agreement, halfway and at the end (domain.md 3.6 no. 14; requirements 48, 108, 109).

It belongs to a school and a year, not to one version: version 2 keeps what was found halfway.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear


class EvaluationMoment(StrEnum):
    """Halfway (January or February), or at the end (May or June)."""

    HALFWAY = "tussentijds"
    END = "eind"


class Realised(StrEnum):
    """What became of one line of the agreement."""

    YES = "gerealiseerd"
    PARTLY = "deels"
    NO = "niet"
    NOT_APPLICABLE = "n.v.t."


@dataclass(frozen=True)
class EvaluationLine:
    """One line: ``key`` is stable over versions ("deployment:JMW", "theme:t1", "offers", "addition:3").

    ``agreed`` is what was agreed, ``figure`` what the vault knows of it; both are filled in, never typed.
    ``explanation`` is how it stands, ``to_do`` what is still to be done (003:16).
    """

    key: str
    subject: str
    agreed: str = ""
    figure: str = ""
    answer: Realised | None = None
    explanation: str = ""
    to_do: str = ""


@dataclass(frozen=True)
class Count:
    """A number that may have to be hidden (V26, F55): "<5" is 1 to 4, "–" would reveal such a number.

    A hidden number is gone from the value too: a controlegetal over it could be tried out for each of the
    few numbers it can be.
    """

    value: int
    hidden: bool = False
    few: bool = True  # of a hidden one: whether it is told that it is 1 to 4

    def __post_init__(self) -> None:
        if self.hidden:
            object.__setattr__(self, "value", 0)

    def __str__(self) -> str:
        if self.hidden:
            return "<5" if self.few else "–"
        return str(self.value)


@dataclass(frozen=True)
class HoursFigure:
    """I18 of one worker type."""

    worker_type: WorkerType
    deployment: DeploymentKind
    agreed: Decimal
    realised: Decimal

    @property
    def percentage(self) -> Decimal | None:
        """Realised as a whole percentage of agreed, rounded half up; None when nothing was agreed."""
        if not self.agreed:
            return None
        return (self.realised * 100 / self.agreed).quantize(Decimal(1), ROUND_HALF_UP)


@dataclass(frozen=True)
class Figures:
    """What the vault knows of a school and a year up to a day; small cells are hidden already (V26).

    ``new``, ``caseload`` and ``closed`` are I01, I02 and I03 per worker type, with their total under "" and
    cases without a worker under "geen". ``reasons`` are the CBS reasons of what was closed, "" has none.
    ``waiting_median`` is in working days (I06), ``within_norm`` a percentage of ``waited``; both None when
    too few waited to be told. Hours are as they were written; what was agreed is to the quarter (V19).
    """

    until: date
    hours: tuple[HoursFigure, ...] = ()
    new: Mapping[str, Count] = field(default_factory=dict)
    caseload: Mapping[str, Count] = field(default_factory=dict)
    closed: Mapping[str, Count] = field(default_factory=dict)
    reasons: Mapping[str, Count] = field(default_factory=dict)
    open_at_end: Count = Count(0)
    waited: Count = Count(0)
    waiting_median: Decimal | None = None
    within_norm: Decimal | None = None
    waiting_norm: int = 10  # working days
    offers_agreed: int = 0
    offers_hours: Decimal = Decimal(0)
    offers_realised: Decimal = Decimal(0)  # hours of group work that were written (I16)
    checklist_yes: int = 0  # answers of the last finished checklist of this agreement
    checklist_partly: int = 0
    checklist_no: int = 0
    before: "Figures | None" = None  # the year before, as it was kept then


@dataclass(frozen=True)
class Evaluation:
    """One evaluation. ``figures`` are kept when it is finished; before that they are counted anew."""

    school_id: int
    school_year: SchoolYear
    moment: EvaluationMoment
    agreement_number: int = 1  # the version it was held on
    held_on: date | None = None
    present: str = ""
    lines: tuple[EvaluationLine, ...] = ()
    went_well: str = ""
    could_improve: str = ""
    lessons: tuple[str, ...] = ()  # leerpunten: they go along to next year's draft (002:147)
    proposal: str = ""  # voorstel volgend jaar
    securing: str = ""  # borging
    effect_short: str = ""  # effects in three horizons (002:123-141)
    effect_middle: str = ""
    effect_long: str = ""
    figures: Figures | None = None
    finished_on: date | None = None
    frozen_control: str = ""  # controlegetal of its report, once finished
    id: int | None = None
    version: int = 0

    @property
    def finished(self) -> bool:
        """Whether it stands: nothing changes until it is opened again."""
        return self.finished_on is not None

    @property
    def answered(self) -> int:
        """How many lines have an answer."""
        return sum(each.answer is not None for each in self.lines)

    def line(self, key: str) -> EvaluationLine | None:
        """The line with this key."""
        return next((each for each in self.lines if each.key == key), None)


@dataclass(frozen=True)
class EvaluationStepTaken:
    """A finished evaluation was opened again; ``at`` is local ISO."""

    at: str
    who: str
    reason: str


@dataclass(frozen=True)
class EvaluationState:
    """How one evaluation stands, in a list: ``id`` is None while it was not begun."""

    moment: EvaluationMoment
    id: int | None = None
    held_on: date | None = None
    finished_on: date | None = None
    answered: int = 0
    asked: int = 0


@dataclass(frozen=True)
class SchoolEvaluations:
    """Both evaluations of one school and year; ``agreement_id`` is the version they are about."""

    school_id: int
    school_name: str
    school_year: SchoolYear
    agreement_id: int
    halfway: EvaluationState
    end: EvaluationState

    def state(self, moment: EvaluationMoment) -> EvaluationState:
        """How one of the two stands."""
        return self.halfway if moment is EvaluationMoment.HALFWAY else self.end
