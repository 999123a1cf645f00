"""The last steps of this Session, to be undone one after the other; gone when the vault is locked.

A step holds the images of the rows it changed. They stand in the memory of the open database and nowhere
else: they are as secret as the database, and live as long as its key.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.undo import MOST_STEPS, Deed, UndoStep
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.reverting import revert
from jeugdhulp_desktop.storage.row_images import RowChange, Values, watched

# What the user does to one record. What has a way back of its own (an import, a decision, a signature, keys,
# settings) is none of these, and neither is what left the vault.
UNDOABLE = frozenset(
    {
        Action.SAVE_SCHOOL, Action.DELETE_SCHOOL, Action.SAVE_PARTY, Action.DELETE_PARTY, Action.SAVE_PERSON,
        Action.DELETE_PERSON, Action.SAVE_PUPIL, Action.SAVE_CASE, Action.CHANGE_CASE_STATUS,
        Action.CLOSE_CASE, Action.REOPEN_CASE, Action.DELETE_CASE, Action.SAVE_CONTACT,
        Action.DELETE_CONTACT, Action.SAVE_ACTION, Action.DELETE_ACTION, Action.SAVE_AGREEMENT,
        Action.COPY_AGREEMENT, Action.DELETE_AGREEMENT, Action.SAVE_ADDITION, Action.DELETE_ADDITION,
        Action.SAVE_HOURS, Action.SAVE_EVALUATION, Action.DELETE_EVALUATION, Action.SAVE_TEXT_BLOCK,
        Action.DELETE_TEXT_BLOCK, Action.START_CHECKLIST, Action.SAVE_ANSWER, Action.FINISH_CHECKLIST,
        Action.DELETE_CHECKLIST, Action.RESTORE_FROM_BIN,
    }
)  # fmt: skip

# Actions whose images are looked at: the undoable ones, and undoing itself, which proves itself by them.
WATCHED = UNDOABLE | {Action.UNDO}

_TABLES = {
    "school": "schools", "party": "parties", "person": "people", "pupil": "pupils", "case": "cases",
    "contact": "contact_moments", "action": "actions", "agreement": "agreements", "addition": "additions",
    "evaluation": "evaluations", "checklist": "checklist_runs", "text-block": "text_blocks",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class KeptStep:
    """A step with what it changed."""

    action: Action
    subject: str
    record_id: int | None
    changes: tuple[RowChange, ...] = field(repr=False)  # content: never in a log

    number: int = field(default_factory=count(1).__next__)

    def line(self) -> UndoStep:
        """The step as the window names it."""
        case_ids = self.case_ids()
        case_id = next(iter(case_ids)) if len(case_ids) == 1 else None
        return UndoStep(self.number, self.action.value, self.subject, self.record_id, self._deed(), case_id)

    def case_ids(self) -> frozenset[int]:
        """The cases of which it holds a row."""
        return frozenset(
            case_id
            for each in self.changes
            for image in (each.before, each.after)
            if image is not None and (case_id := _case_of(each.table, image)) is not None
        )

    def holds(self, table: str, record_id: int) -> bool:
        """Whether it holds an image of this record."""
        return any(
            each.table == table and image is not None and image[0] == record_id
            for each in self.changes
            for image in (each.before, each.after)
        )

    def _deed(self) -> Deed:
        table = _TABLES.get(self.subject)
        for each in self.changes:
            if each.table == table and each.before is None:
                return Deed.ADDED
            if each.table == table and each.after is None:
                return Deed.REMOVED
        return Deed.CHANGED


def _case_of(table: str, image: Values) -> int | None:
    columns = watched(table).columns
    name = "id" if table == "cases" else "case_id"
    found: int | None = image[columns.index(name)] if name in columns else None
    return found


class UndoSteps:
    """The steps of one open database, the newest last; the oldest goes when there are too many."""

    def __init__(self) -> None:
        self._steps: deque[KeptStep] = deque(maxlen=MOST_STEPS)
        self._guard = threading.Lock()

    def push(self, step: KeptStep) -> None:
        """Remember a step, unless it changed nothing."""
        if step.changes:
            with self._guard:
                self._steps.append(step)

    def newest(self) -> KeptStep | None:
        """The step that would be undone now."""
        with self._guard:
            return self._steps[-1] if self._steps else None

    def all(self) -> Sequence[KeptStep]:
        """All of them, the newest first."""
        with self._guard:
            return tuple(reversed(self._steps))

    def drop(self, step: KeptStep) -> None:
        """Forget one step: it was undone, or it never can be."""
        self.forget(lambda each: each is step)

    def forget(self, which: Callable[[KeptStep], bool]) -> None:
        """Forget the steps that hold what may not be kept any longer (F56)."""
        with self._guard:
            kept = [each for each in self._steps if not which(each)]
            self._steps.clear()
            self._steps.extend(kept)

    def clear(self) -> None:
        """Forget all."""
        self.forget(lambda _step: True)


def undo_step(connection: Connection, step: KeptStep) -> Sequence[RowChange]:
    """Take one step back, in a write of ``Action.UNDO``; what that changed. Raises what ``revert`` raises."""
    return revert(connection, step.changes)
