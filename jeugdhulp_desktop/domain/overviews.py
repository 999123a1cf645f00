"""The start screen as a value: what must I do now, where do the agreements stand, is my work safe."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.cycle import CycleLine
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment
from jeugdhulp_desktop.domain.school_years import SchoolYear


class TodoKind(StrEnum):
    """What kind of thing is to be done; it selects icon and button."""

    REVIEW = "review"  # half-yearly checklist of a case
    ACTION = "action"
    SIGNATURE = "signature"  # an agreement waits for signatures
    AGREEMENT = "agreement"  # an agreement is not yet there, or not yet at the table
    ADDITION = "addition"  # additional deployment ends within six weeks: stop or extend (requirement 38)
    EVALUATION = "evaluation"  # halfway or at the end of the year, soon or late
    BACKUP = "backup"
    DRILL = "drill"  # putting a backup back was not practised for a year
    RECOVERY = "recovery"  # the recovery code was not confirmed


@dataclass(frozen=True)
class Todo:
    """One thing to do; ``due_on`` None: no date. ``name`` may be a pupil's: initials in privacy mode."""

    kind: TodoKind
    what: str
    name: str
    detail: str
    due_on: date | None
    case_id: int | None = None
    agreement_id: int | None = None
    action_id: int | None = None
    run_id: int | None = None
    school_id: int | None = None
    addition_id: int | None = None
    evaluation: tuple[SchoolYear, EvaluationMoment] | None = None


class NextStep(StrEnum):
    """The three next steps of an empty vault."""

    IMPORT_PUPILS = "import"
    ADD_PEOPLE = "people"
    FIRST_AGREEMENT = "agreement"


@dataclass(frozen=True)
class Backup:
    """The last backup that was read back and proven; times are local ISO.

    ``mark`` is the last write in it: the vault of now holds the same work when it still has that mark.
    ``place`` is what the second place is called ("usb-stick ZORG-BACKUP"); empty for the vault's own folder.
    """

    made_at: str
    cases: int
    agreements: int
    file_name: str
    mark: int = 0
    place: str = ""


class RecentKind(StrEnum):
    """What was worked on last; it selects icon and word."""

    CASE = "case"
    CONTACT = "contact"
    CHECKLIST = "checklist"
    AGREEMENT = "agreement"


@dataclass(frozen=True)
class Recent:
    """One thing worked on: a case or an agreement, and what was kept of it last. ``at`` in local time.

    ``name`` is a pupil's, a case number or a school's; for a case it is shown as initials in privacy mode.
    """

    kind: RecentKind
    name: str
    at: datetime
    case_id: int | None = None
    agreement_id: int | None = None


@dataclass(frozen=True)
class StartOverview:
    """Everything the start screen shows for one school year."""

    school_year: SchoolYear
    todos: tuple[Todo, ...]
    agreements: Mapping[AgreementStatus | None, int]  # None: schools that have not begun
    unsigned: tuple[str, ...]  # organisations that have not signed, with the school behind it
    reviews_done: int
    reviews_planned: int
    reviews_late: int
    backup: Backup | None
    next_steps: tuple[NextStep, ...]  # empty once the vault is in use
    open_cases: int
    deadline: date  # agreements of this year are to be signed before or on this day
    cycle: tuple[CycleLine, ...] = ()  # the moments of this school year, by day
    recent: tuple[Recent, ...] = ()  # the last things worked on, newest first
    backup_away: Backup | None = None  # the last one in the second place
