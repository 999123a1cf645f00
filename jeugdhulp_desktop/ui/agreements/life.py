"""The life of an agreement on the screen: saving, the next step, a step back, a new version, the newest.

``AgreementLife`` asks what a step asks, lets the worker do it, and tells the editor what came of it. One act
at a time; after an answer of any kind, also an unforeseen one, the next may begin.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from jeugdhulp_desktop.domain.agreement_merging import with_changes
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus, Step
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotValid, WorldError
from jeugdhulp_desktop.domain.problems import Level, Problem, blocking
from jeugdhulp_desktop.ui import dialogs, sentences
from jeugdhulp_desktop.ui.agreements.dialogs_of_steps import ReasonDialog, SignDialog
from jeugdhulp_desktop.ui.agreements.facts import load_records
from jeugdhulp_desktop.ui.typed_fields import keep_dialog
from jeugdhulp_desktop.ui.undoing import then_newest
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.agreements.editor import AgreementEditor
    from jeugdhulp_desktop.ui.pages import Page
    from jeugdhulp_desktop.ui.tasks import Task

FORWARD = {
    AgreementStatus.CONCEPT: (Step.DISCUSS, "Ter bespreking", "forum-outline"),
    AgreementStatus.DISCUSSION: (Step.FREEZE, "Ter ondertekening", "file-sign"),
    AgreementStatus.SIGNING: (Step.SIGN, "Ondertekend", "check-circle-outline"),
}
BACK = {
    AgreementStatus.DISCUSSION: "Terug naar concept",
    AgreementStatus.SIGNING: "Heropenen",
    AgreementStatus.SIGNED: "Heropenen",
}
KEY = "agreement"  # of the messages about saving and steps
REASON, GO_BACK, NEW_VERSION = "agreement-reason", "back", "version"  # dialogs in the drafts of the vault


class AgreementLife(QObject):
    """Saves and steps of one agreement; ``stored`` gives it as it is in the vault now."""

    stored = Signal(object)
    thrown_away = Signal(object)  # the UndoStep of it

    def __init__(self, editor: "AgreementEditor", page: "Page", session: "Session") -> None:
        super().__init__(editor)
        self._editor, self._page, self._session = editor, page, session
        self._task: Task | None = None
        self._refusal: WorldError | None = None
        self._waits_for_answers = False  # a message asks to answer the questions first
        # What went wrong without a name is told by the window; here the next save must be possible again.
        page.context.tasks.finished.connect(self._ended, Qt.ConnectionType.DirectConnection)

    @property
    def busy(self) -> bool:
        """Whether a save or a step is under way."""
        return self._task is not None

    def _ended(self, task: object) -> None:
        if task is self._task:
            self._task = None

    def _run(self, job: Callable[[], Agreement], done: Callable[[Agreement], object]) -> None:
        self._task = self._page.context.tasks.run(self._editor, job, done, self._refused)

    def save(self, then: Step | None = None) -> None:
        """Store the draft; afterwards take a step when one was asked."""
        editor = self._editor
        if self.busy or editor.agreement.status.frozen:
            return
        wrong = editor.own_problems()
        if wrong:
            editor.columns.go_to(wrong[0])
            return
        draft, store = editor.draft(), self._session.agreements.save
        self._run(lambda: store(draft), partial(self._saved, draft, then))

    def save_now(self) -> bool:
        """Save and wait for the worker; False when it was refused, and then the text still stands here."""
        editor, tasks = self._editor, self._page.context.tasks
        tasks.wait_while(lambda: self.busy)  # a save or a step that was under way
        self._refusal = None
        self.save()
        if not self.busy and editor.edited():  # a field holds what cannot be stored; the focus is in it
            return False
        tasks.wait_while(lambda: self.busy)
        return self._refusal is None and not self.busy and not editor.edited()

    def _saved(self, sent: Agreement, then: Step | None, agreement: Agreement) -> None:
        self._page.message_over.emit(KEY)
        typed_on = self._editor.take_saved(sent, agreement)
        self.stored.emit(agreement)
        if then is not None and not typed_on:
            self._take(then)
        elif then is not None:
            self.save(then=then)

    def forward(self) -> None:
        """The next step of the life of the agreement."""
        editor = self._editor
        status = editor.agreement.status
        if self.busy or status not in FORWARD:
            return
        step, words, _icon = FORWARD[status]
        if step is Step.SIGN:
            dialog = SignDialog(editor, editor.agreement)
            keep_dialog(self._page.context.drafts, dialog, "sign", editor.agreement.id)
            if dialogs.run_form(dialog):
                self._advance(dialog.value(), step, "")
            return
        if step is Step.FREEZE and not self._may_freeze(words):
            return
        if editor.edited():
            self.save(then=step)
        else:
            self._take(step)

    def _may_freeze(self, words: str) -> bool:
        """Whether nothing blocks and no question is open, and it is meant."""
        editor, problems = self._editor, self._editor.problems
        heavy = blocking(problems)
        if heavy:
            editor.columns.mark_fields(problems, everything=True)
            editor.columns.go_to(heavy[0].field)
            return False
        asked = sum(each.level is Level.REASON for each in problems)
        if asked:
            what = "de vraag" if asked == 1 else f"de {asked} vragen"
            text = f"Beantwoord eerst {what} rechts. Daarna kan de afspraak getekend worden."
            self._page.message.emit(Message(text, "warn", key=KEY))
            self._waits_for_answers = True
            editor.columns.points.step(1)
            return False
        text = (
            "De inhoud ligt daarna vast en krijgt een controlegetal. Heropenen kan, met een reden; "
            "er komt dan een nieuw controlegetal."
        )
        return dialogs.ask(editor, "Klaar om te tekenen?", text, [words]) is not None

    def checked(self, problems: Sequence[Problem]) -> None:
        """New findings: the message that asks for answers goes when none is asked any more."""
        if self._waits_for_answers and not any(each.level is Level.REASON for each in problems):
            self._waits_for_answers = False
            self._page.message_over.emit(KEY)

    def reopen(self) -> None:
        """One step back, with a reason that is kept."""
        editor = self._editor
        if self.busy or editor.agreement.status not in BACK:
            return
        if editor.agreement.status is AgreementStatus.DISCUSSION:
            if editor.edited():
                self.save(then=Step.REOPEN)
            else:
                self._take(Step.REOPEN)
            return
        if editor.agreement.status is AgreementStatus.SIGNED:
            lead = "De ondertekening wordt teruggenomen. De inhoud en het controlegetal blijven gelijk."
        else:
            lead = "De afspraak kan dan weer veranderd worden. Het oude controlegetal geldt niet meer."
        dialog = ReasonDialog(editor, "Waarom ga je terug?", lead, BACK[editor.agreement.status])
        keep_dialog(self._page.context.drafts, dialog, f"{REASON}/{GO_BACK}", editor.agreement.id)
        if dialogs.run_form(dialog):
            self._advance(editor.agreement, Step.REOPEN, dialog.value())

    def ask_new_version(self) -> None:
        """A change after signing: asks why, and makes version n + 1."""
        agreement_id = self._editor.agreement.id
        if self.busy or agreement_id is None:
            return
        lead = (
            "De getekende versie blijft bewaard. De nieuwe versie begint als kopie en moet opnieuw "
            "getekend worden."
        )
        dialog = ReasonDialog(self._editor, "Waarom komt er een nieuwe versie?", lead, "Nieuwe versie maken")
        keep_dialog(self._page.context.drafts, dialog, f"{REASON}/{NEW_VERSION}", agreement_id)
        if dialogs.run_form(dialog):
            make, reason = self._session.agreements.new_version, dialog.value()
            self._run(lambda: make(agreement_id, reason), self._stepped)

    def open_again(self, draft: KeptDraft) -> None:
        """The dialog of a step in which this was typed, as long as the agreement still asks for it."""
        status = self._editor.agreement.status
        if draft.form == "sign" and status is AgreementStatus.SIGNING:
            self.forward()
        elif draft.form == f"{REASON}/{GO_BACK}" and status in BACK:
            self.reopen()
        elif draft.form == f"{REASON}/{NEW_VERSION}" and status is AgreementStatus.SIGNED:
            self.ask_new_version()

    def delete(self) -> None:
        """Throw a concept into the bin, after asking."""
        here, session = self._editor.agreement, self._session
        if self.busy or here.id is None:
            return
        what = f"Het concept van {here.school.name} voor {here.school_year.code} gaat van de lijst af."
        if dialogs.confirm_delete(self._editor, "Schoolafspraak", what, undoable=True, binned=True):
            delete = partial(session.agreements.delete, here.id)
            run = self._page.context.tasks.run
            run(self, then_newest(session, delete), self.thrown_away.emit, self._refused)

    def _take(self, step: Step) -> None:
        self._advance(self._editor.agreement, step, "")

    def _advance(self, agreement: Agreement, step: Step, reason: str) -> None:
        advance = self._session.agreements.advance
        self._run(lambda: advance(agreement, step, reason=reason), self._stepped)

    def _stepped(self, agreement: Agreement) -> None:
        self._page.message_over.emit(KEY)
        self._editor.show_stored(agreement)
        self.stored.emit(agreement)

    def _refused(self, error: WorldError) -> None:
        self._refusal = error
        if isinstance(error, NotValid) and error.problems:
            self._editor.show_problems(error.problems)
            self._editor.columns.go_to(error.problems[0].field)
        if isinstance(error, ChangedElsewhere):
            self._tell_changed()
            return
        self._page.message.emit(Message(sentences.sentence(error), "bad", key=KEY))

    def _tell_changed(self) -> None:
        text = (
            "Deze afspraak is intussen in een ander venster veranderd. "
            "Er is niets overschreven, je tekst staat er nog."
        )
        act = Act("Nieuwste lezen", self.read_newest)
        self._page.message.emit(Message(text, "bad", acts=(act,), key=KEY, closable=False))

    def read_newest(self) -> None:
        """The agreement as another window stored it, with what was typed here on top, to look over."""
        agreement_id, session = self._editor.agreement.id, self._session
        if self.busy or agreement_id is None:
            return
        load = session.agreements.load
        self._run(lambda: load(agreement_id), self._newest)

    def _newest(self, newest: Agreement) -> None:
        editor = self._editor
        loaded, typed = editor.agreement, editor.draft()
        editor.show_stored(newest)
        if newest.status.frozen or typed == loaded:
            self._page.message_over.emit(KEY)
            return
        editor.show_draft(with_changes(editor.agreement, loaded, typed))
        text = "Wat jij veranderde staat weer in de velden. Kijk het na en kies Bewaren."
        self._page.message.emit(Message(text, "warn", key=KEY))

    def read_last_year(self) -> None:
        """The figures and lessons of last year as they are now, for section 3."""
        agreement, read = self._editor.agreement, self._session.agreements.last_year
        school, year = agreement.school_id, agreement.school_year
        take = self._editor.parts.analysis.take_last_year
        self._page.context.tasks.run(self._editor, lambda: read(school, year), take, latest="last year")

    def read_records(self) -> None:
        """Requests and evaluations as they are now, after another view changed them."""
        session, agreement = self._session, self._editor.agreement
        self._page.context.tasks.run(
            self._editor,
            lambda: load_records(session, agreement),
            self._editor.show_records,
            latest="records",
        )
