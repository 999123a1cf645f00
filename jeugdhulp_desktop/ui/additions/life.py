"""The life of a request on the screen: saving, the steps, extending, splitting, deleting.

``AdditionLife`` asks what a step asks, lets the worker do it, and tells the editor what came of it. One act
at a time; after an answer of any kind, also an unforeseen one, the next may begin.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from jeugdhulp_desktop.domain.additions import NEXT_ADDITION, Addition, AdditionStatus, AdditionStep
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotValid, WorldError
from jeugdhulp_desktop.domain.problems import Level, blocking
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.ui import dialogs, sentences
from jeugdhulp_desktop.ui.agreements.dialogs_of_steps import ReasonDialog
from jeugdhulp_desktop.ui.typed_fields import keep_dialog
from jeugdhulp_desktop.ui.undoing import offer, then_newest
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.additions.editor import AdditionEditor
    from jeugdhulp_desktop.ui.pages import Page
    from jeugdhulp_desktop.ui.tasks import Task

KEY = "addition"  # of the messages about saving and steps
REASON = "addition-reason"  # name of the dialogs in the drafts of the vault
_CHECKED = (AdditionStep.REQUEST, AdditionStep.GRANT, AdditionStep.EVALUATE)


class AdditionLife(QObject):
    """Saves and steps of one request; ``other`` gives another request that came of it, to show."""

    other = Signal(object)
    gone = Signal()

    def __init__(self, editor: "AdditionEditor", page: "Page", session: "Session") -> None:
        super().__init__(editor)
        self._editor, self._page, self._session = editor, page, session
        self._task: Task | None = None
        self._refusal: WorldError | None = None
        # What went wrong without a name is told by the window; here the next save must be possible again.
        page.context.tasks.finished.connect(self._ended, Qt.ConnectionType.DirectConnection)

    @property
    def busy(self) -> bool:
        """Whether a save or a step is under way."""
        return self._task is not None

    def _ended(self, task: object) -> None:
        if task is self._task:
            self._task = None

    def _run(self, job: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._refusal = None
        self._task = self._page.context.tasks.run(self._editor, job, done, self._refused)

    def save(self) -> None:
        """Keep what stands here; a field that holds no value gets the focus instead."""
        editor = self._editor
        if self.busy or not self._readable():
            return
        draft, store = editor.draft(), self._session.additions.save
        self._run(lambda: store(draft), partial(self._kept, draft))

    def save_now(self) -> bool:
        """Save and wait for the worker; False when it was refused, and then the text still stands here."""
        editor, tasks = self._editor, self._page.context.tasks
        tasks.wait_while(lambda: self.busy)
        self.save()
        if not self.busy and editor.edited():
            return False
        tasks.wait_while(lambda: self.busy)
        return self._refusal is None and not self.busy and not editor.edited()

    def _readable(self) -> bool:
        wrong = self._editor.own_problems()
        if wrong:
            self._editor.columns.go_to(wrong[0])
        return not wrong

    def take(self, step: AdditionStep) -> None:
        """A step, after what it asks."""
        if self.busy or not self._readable():
            return
        if step is AdditionStep.EXTEND:
            self._extend()
        elif step is AdditionStep.REJECT:
            self._reject()
        elif step is AdditionStep.REOPEN:
            self._reopen()
        elif step not in _CHECKED or self._may_go_on(step):
            self._advance(self._editor.draft(), step)

    def _may_go_on(self, step: AdditionStep) -> bool:
        """Whether nothing blocks and no reason is open; granting is asked once more."""
        editor = self._editor
        asked = [each for each in editor.problems if each.level is not Level.REMARK]
        if asked:
            heavy = blocking(asked)
            editor.columns.mark_fields(editor.problems, everything=True)
            if heavy:
                editor.columns.go_to(heavy[0].field)
            else:
                text = "Schrijf eerst de reden op die rechts gevraagd wordt."
                self._page.message.emit(Message(text, "warn", key=KEY))
                editor.columns.points.step(1)
            return False
        if step is not AdditionStep.GRANT:
            return True
        text = (
            "De aanvraag ligt daarna vast en krijgt een controlegetal. De uren tellen mee bij de afspraak. "
            "Heropenen kan, met een reden."
        )
        return dialogs.ask(editor, "Aanvullende inzet toekennen?", text, ["Toekennen"]) is not None

    def _extend(self) -> None:
        addition = self._editor.addition
        lead = (
            "Een verlenging is een nieuwe aanvraag. Doelen en verdeling gaan mee, "
            "akkoord en besluit vraag je opnieuw."
        )
        dialog = ReasonDialog(self._editor, "Waarom is verlengen nodig?", lead, "Verlenging aanvragen")
        self._keep_typing(dialog, AdditionStep.EXTEND)
        if addition.id is not None and dialogs.run_form(dialog):
            extend, addition_id, motivation = self._session.additions.extend, addition.id, dialog.value()
            self._run(lambda: extend(addition_id, motivation), self._became)

    def _reject(self) -> None:
        lead = "De reden komt op het papier te staan. Heropenen kan later, met een reden."
        dialog = ReasonDialog(self._editor, "Waarom is de aanvraag afgewezen?", lead, "Afwijzen")
        self._keep_typing(dialog, AdditionStep.REJECT)
        if dialogs.run_form(dialog):
            self._advance(replace(self._editor.draft(), decision_note=dialog.value()), AdditionStep.REJECT)

    def _reopen(self) -> None:
        granted = self._editor.addition.status is AdditionStatus.GRANTED
        lead = "De aanvraag kan dan weer veranderd worden."
        if granted:
            lead += " Het oude controlegetal geldt niet meer, en alle partijen geven opnieuw akkoord."
        dialog = ReasonDialog(self._editor, "Waarom ga je terug?", lead, "Heropenen")
        self._keep_typing(dialog, AdditionStep.REOPEN)
        if dialogs.run_form(dialog):
            self._advance(self._editor.draft(), AdditionStep.REOPEN, dialog.value())

    def _keep_typing(self, dialog: ReasonDialog, step: AdditionStep) -> None:
        form = f"{REASON}/{step.value}"
        keep_dialog(self._page.context.drafts, dialog, form, self._editor.addition.id)

    def open_again(self, draft: KeptDraft) -> None:
        """The dialog of a step in which this was typed, as long as the step can still be taken."""
        step = next((each for each in AdditionStep if draft.form == f"{REASON}/{each.value}"), None)
        if step is not None and (self._editor.addition.status, step) in NEXT_ADDITION:
            self.take(step)

    def _advance(self, draft: Addition, step: AdditionStep, reason: str = "") -> None:
        advance = self._session.additions.advance
        self._run(lambda: advance(draft, step, reason=reason), partial(self._kept, draft))

    def split(self) -> None:
        """Two requests, one of each school year; the second can be opened from the message."""
        if self.busy or not self._readable():
            return
        draft, split = self._editor.draft(), self._session.additions.split
        self._run(lambda: split(draft), partial(self._was_split, draft))

    def _was_split(self, sent: Addition, pair: tuple[Addition, Addition]) -> None:
        first, second = pair
        self._kept(sent, first)
        text = f"Gesplitst. Het deel vanaf 1 augustus staat als concept in {second.school_year.code}."
        act = Act("Openen", lambda: self.other.emit(second))
        self._page.message.emit(Message(text, "ok", acts=(act,), key=KEY))

    def delete(self) -> None:
        """Remove a concept, after asking."""
        addition_id = self._editor.addition.id
        if self.busy or addition_id is None:
            return
        what = "Dit concept gaat van de lijst af."
        if dialogs.confirm_delete(self._editor, "Aanvraag", what, undoable=True, binned=True):
            delete = partial(self._session.additions.delete, addition_id)
            self._run(then_newest(self._session, delete), self._thrown_away)

    def _thrown_away(self, step: UndoStep | None) -> None:
        self.gone.emit()
        self._page.message.emit(offer("De aanvraag ligt in de prullenbak.", step, self._page.undo_asked.emit))

    def _kept(self, sent: Addition, addition: Addition) -> None:
        self._page.message_over.emit(KEY)
        self._editor.take_saved(sent, addition)
        self._page.saved.emit()

    def _became(self, addition: Addition) -> None:
        self._page.message_over.emit(KEY)
        self._page.saved.emit()
        self.other.emit(addition)

    def _refused(self, error: WorldError) -> None:
        self._refusal = error
        if isinstance(error, NotValid) and error.problems:
            self._editor.show_problems(error.problems)
            self._editor.columns.mark_fields(error.problems, everything=True)
            self._editor.columns.go_to(error.problems[0].field)
        acts: tuple[Act, ...] = ()
        if isinstance(error, ChangedElsewhere):
            acts = (Act("Nieuwste lezen", self._editor.read_newest),)
        self._page.message.emit(Message(sentences.sentence(error), "bad", acts=acts, key=KEY))
