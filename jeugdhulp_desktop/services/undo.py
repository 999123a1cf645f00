"""Undo: the last steps of this Session, taken back one after the other while the vault is unlocked."""

from collections.abc import Iterable

from jeugdhulp_desktop.domain.errors import CannotUndo
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.services.agreements.papers import refresh_open_controls
from jeugdhulp_desktop.services.bin_keeping import keep_undone
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.clock import Clock
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.reverting import ChangedSince, HeldElsewhere
from jeugdhulp_desktop.storage.undo import undo_step

# By the beginning of the name of a table: which pages show its rows.
_SHOWN = (
    ("school", (Change.SCHOOLS, Change.RELATIONS, Change.CASES)),
    ("parties", (Change.RELATIONS,)),
    ("people", (Change.RELATIONS, Change.CASES)),
    ("pupils", (Change.PUPILS, Change.CASES)),
    ("case", (Change.CASES,)),
    ("contact", (Change.CONTACTS, Change.CASES)),
    ("actions", (Change.ACTIONS,)),
    ("agreement", (Change.AGREEMENTS,)),
    ("addition", (Change.ADDITIONS, Change.AGREEMENTS)),
    ("hour", (Change.HOURS,)),
    ("evaluation", (Change.EVALUATIONS, Change.AGREEMENTS)),
    ("checklist", (Change.CHECKLISTS, Change.CASES)),
    ("text_blocks", (Change.TEXT_BLOCKS,)),
    ("bin", (Change.BIN,)),
)
_ON_PAPER = frozenset({Change.AGREEMENTS, Change.ADDITIONS, Change.EVALUATIONS})


class UndoService:
    """The steps of one open vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def steps(self) -> list[UndoStep]:
        """What can be undone, the newest first; needs no database, so the window may ask it."""
        return [step.line() for step in self._database.steps.all()]

    def newest(self) -> UndoStep | None:
        """The step that Ctrl+Z would take back."""
        step = self._database.steps.newest()
        return step.line() if step is not None else None

    def undo(self, number: int | None = None) -> UndoStep | None:
        """Take the newest step back, when it is the one of this number; what it was, None without any.

        Raises CannotUndo: "later" when something was done after the step that was asked for; "changed" or
        "held" when something that is no step itself came over it. Then nothing is touched, and that step is
        forgotten, so that the one before it can be undone.
        """
        steps = self._database.steps
        step = steps.newest()
        if step is None:
            return None
        if number not in (None, step.number):
            raise CannotUndo("later", step.subject, step.record_id)
        told = changes_of(each.table for each in step.changes)
        try:
            with self._database.write(Action.UNDO, step.subject, step.record_id) as connection:
                done = undo_step(connection, step)
                keep_undone(connection, step, done, clock=self._clock, who=self._database.who)
                if told & _ON_PAPER:
                    refresh_open_controls(connection)
        except (ChangedSince, HeldElsewhere) as refused:
            steps.drop(step)
            reason = "changed" if isinstance(refused, ChangedSince) else "held"
            raise CannotUndo(reason, step.subject, step.record_id) from None
        steps.drop(step)
        self._changes.announce(*told, Change.BIN)
        return step.line()


def changes_of(tables: Iterable[str]) -> frozenset[Change]:
    """What to announce when rows of these tables changed."""
    names = tuple(tables)
    return frozenset(
        change
        for beginning, shown in _SHOWN
        if any(name.startswith(beginning) for name in names)
        for change in shown
    )
