"""Actions: what, who, when, and what it belongs to (domain.md 5: exactly one trekker, 004:131)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jeugdhulp_desktop.domain.bsn import find_bsn_like
from jeugdhulp_desktop.domain.problems import Level, Problem, problem


class ActionFilterKind(StrEnum):
    """The views on the one list of actions."""

    MINE = "mine"
    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True)
class ActionDraft:
    """An action being edited. ``person_id`` None means the user herself ("ik")."""

    what: str = ""
    person_id: int | None = None
    due_on: date | None = None
    case_id: int | None = None
    agreement_id: int | None = None
    run_id: int | None = None  # checklist run it came from
    done_on: date | None = None
    id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class ActionLine:
    """One action in a list. ``about`` is a pupil's or a school's name, ``case_number`` its neutral form."""

    id: int
    what: str
    who: str
    mine: bool
    due_on: date | None
    done_on: date | None
    case_id: int | None
    case_number: str
    agreement_id: int | None
    about: str
    version: int


@dataclass(frozen=True)
class ActionFilter:
    """Which actions to show."""

    kind: ActionFilterKind = ActionFilterKind.OPEN
    case_id: int | None = None
    agreement_id: int | None = None


def check_action(draft: ActionDraft) -> list[Problem]:
    """What is wrong with an action."""
    problems = []
    if not draft.what.strip():
        problems.append(problem("what", "action-required"))
    elif len(draft.what) > 300:
        problems.append(problem("what", "too-long", limit=300))
    if find_bsn_like(draft.what):
        problems.append(problem("what", "bsn-like", Level.BLOCKS, "V18"))
    if draft.due_on is None:
        problems.append(problem("due_on", "when-missing", Level.REMARK))
    if draft.due_on is not None and not 2000 <= draft.due_on.year <= 2100:
        problems.append(problem("due_on", "date-too-old"))
    return problems


def is_overdue(line: ActionLine, today: date) -> bool:
    """Open, with a date that has passed."""
    return line.done_on is None and line.due_on is not None and line.due_on < today
