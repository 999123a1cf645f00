"""One evaluation: every line answered by one key, kept at each answer, finished when nothing is open."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotValid, WorldError
from jeugdhulp_desktop.domain.evaluation_rules import check_evaluation
from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationMoment
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.agreements.dialogs_of_steps import ReasonDialog
from jeugdhulp_desktop.ui.draft_ways import evaluation_form
from jeugdhulp_desktop.ui.drafts import family
from jeugdhulp_desktop.ui.evaluations.contents import EvaluationContents, EvaluationKeeper, load_contents
from jeugdhulp_desktop.ui.evaluations.drafting import EvaluationDrafting
from jeugdhulp_desktop.ui.evaluations.foot import EvaluationFoot
from jeugdhulp_desktop.ui.evaluations.looks import OTHER, TONES, evaluation_title
from jeugdhulp_desktop.ui.evaluations.preview import EvaluationPreview
from jeugdhulp_desktop.ui.evaluations.sheet import EvaluationSheet
from jeugdhulp_desktop.ui.evaluations.side import EvaluationSide
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.typed_fields import keep_dialog
from jeugdhulp_desktop.ui.undoing import offer, then_newest
from jeugdhulp_desktop.ui.widgets.bars import StepDots
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.labels import PillValue
from jeugdhulp_desktop.ui.widgets.messages import Act, Message, MessageArea
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.agreements.page import AgreementsPage

NARROW = 1200  # logical pixels of the window: below this the panel at the right gives way
SIDE = 272
REASON = "evaluation-reason"  # name of the dialog in the drafts of the vault


def open_view(page: "AgreementsPage", argument: object) -> None:
    """(school id, SchoolYear, moment): None as moment is the one that is due now."""
    session = page.session
    if session is None or not isinstance(argument, tuple):
        return
    school_id, year, moment = argument
    front = page.view()
    if isinstance(front, EvaluationView) and front.is_of(school_id, year, moment):
        return  # opened twice: it stands in front already
    page.run(
        lambda: load_contents(session, school_id, year, moment),
        lambda contents: _show(page, session, contents),
    )


def _show(page: "AgreementsPage", session: "Session", contents: EvaluationContents) -> None:
    view = EvaluationView(page, session, contents)
    view.closed.connect(page.close_view)
    view.instead.connect(partial(_instead, page))
    view.preview_asked.connect(partial(_preview, page, session, contents.school_name))
    page.show_view(view)


def _instead(page: "AgreementsPage", argument: object) -> None:
    """Another evaluation, or the same one read again, in place of this one."""
    page.close_view()
    open_view(page, argument)


def _preview(page: "AgreementsPage", session: "Session", title: str, evaluation: Evaluation) -> None:
    if evaluation.id is not None:
        preview = EvaluationPreview(page, session, evaluation.id, title, final=evaluation.finished)
        preview.closed.connect(page.close_view)
        page.show_view(preview)


class EvaluationView(QWidget):
    """Lines at the left, progress and figures at the right, finishing at the foot."""

    help_topic = "evaluatie"

    closed = Signal()
    instead = Signal(object)  # (school id, SchoolYear, moment) to show in its place
    preview_asked = Signal(object)  # the Evaluation whose paper is looked at

    def __init__(self, page: "AgreementsPage", session: "Session", contents: EvaluationContents) -> None:
        super().__init__()
        self._page, self._session, self.contents = page, session, contents
        self.evaluation = contents.evaluation  # as it was kept, or begun
        self._sent = self.evaluation  # what was given to the worker last
        self._unkept = False
        self._busy = False
        self._keeper = EvaluationKeeper(session.evaluations, self.evaluation)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 14, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(self._make_head())
        self.messages = MessageArea()
        whole.addWidget(self.messages)
        self.short = StepDots()
        whole.addWidget(self.short)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self.sheet = EvaluationSheet(self.evaluation)
        self.sheet.changed.connect(self._changed)
        columns.addWidget(self.sheet, 1)
        self.side = EvaluationSide(finished=self.evaluation.finished)
        self.side.delete_asked.connect(self._delete)
        self.side.show_figures(self.evaluation)
        self.side_area = ScrollArea(self.side)
        self.side_area.setFixedWidth(theme().px(SIDE))
        columns.addWidget(self.side_area)
        whole.addLayout(columns, 1)
        self.foot = EvaluationFoot(self.evaluation, contents.steps)
        self.foot.finish_asked.connect(self.finish)
        self.foot.problem_asked.connect(lambda: self.next_problem(1))
        whole.addWidget(self.foot)
        self._show_progress()
        self._arrange()
        self.sheet.typed.connect(page.context.drafts.touch)
        page.context.drafts.watch(EvaluationDrafting(self), self, self.messages)

    def _make_head(self) -> QWidget:
        evaluation = self.evaluation
        self.header = PageHeader(self.contents.school_name)
        title = evaluation_title(evaluation.moment, evaluation.school_year)
        self.header.set_back("Schoolafspraken", title, self.back)
        if evaluation.finished:
            self.header.set_pill(PillValue("Vastgesteld", "check-circle-outline", "ok"))
        self.header.set_beside(f"Schoolafspraak versie {evaluation.agreement_number}")
        moment, words = OTHER[evaluation.moment]
        other = Button(words, kind="plain")
        other.clicked.connect(lambda _checked=False: self._go_to(moment))
        self.header.add_action(other)
        if evaluation.finished:
            reopen = Button("Heropenen", "history")
            reopen.clicked.connect(lambda _checked=False: self._reopen())
            self.header.add_action(reopen)
        self.preview = Button("Voorbeeld", "file-eye-outline", tip="Het papier bekijken (Ctrl+P)")
        self.preview.clicked.connect(lambda _checked=False: self.make_pdf())
        self.header.add_action(self.preview)
        return self.header

    def is_of(self, school_id: int, year: SchoolYear, moment: EvaluationMoment | None) -> bool:
        """Whether this is the evaluation that is asked for."""
        here = self.evaluation
        return (here.school_id, here.school_year) == (school_id, year) and moment in (None, here.moment)

    # --- keeping ---

    def draft(self) -> Evaluation:
        """The evaluation as it stands on the screen."""
        return self.sheet.apply(self.evaluation)

    def edited(self) -> bool:
        """Whether something on the screen is not in the vault."""
        if self.evaluation.finished:
            return False
        unread = bool(self.sheet.meeting.held_on.own_problem())
        return unread or self._unkept or self.draft() != self._sent

    def show_typed(self) -> None:
        """A draft was put in the fields."""
        fold = self.sheet.learnt
        fold.fold.setChecked(fold.fold.isChecked() or any(fold.effects.captured().values()))
        self._show_progress()

    def open_again(self, draft: KeptDraft) -> None:
        """The dialog above this evaluation in which this was typed."""
        if family(draft.form) == REASON and self.evaluation.finished:
            self._reopen()

    def _changed(self) -> None:
        self._show_progress()
        self._keep()

    def _keep(self) -> None:
        draft = self.draft()
        if self.evaluation.finished or (draft == self._sent and not self._unkept):
            return
        self._sent, self._unkept = draft, True
        keeper = self._keeper
        self._page.context.tasks.run(
            self, lambda: keeper.keep(draft), partial(self._kept, draft), self._refused
        )

    def _kept(self, sent: Evaluation, kept: Evaluation) -> None:
        self.evaluation = replace(self.evaluation, id=kept.id, version=kept.version)
        if self._sent == sent:
            self._unkept = False
            self._sent = replace(sent, id=kept.id, version=kept.version)
            self.messages.remove("keep")
            self.foot.say_saved(True)
        self._show_progress()
        self._page.saved.emit()

    def _refused(self, error: WorldError) -> None:
        self._busy = False
        self.foot.say_saved(not self._unkept)
        act = Act("Opnieuw bewaren", self._keep)
        if isinstance(error, ChangedElsewhere):
            act = Act("Nieuwste lezen", lambda: self._go_to(self.evaluation.moment, ask=False))
        if isinstance(error, NotValid) and error.problems:
            self.sheet.show_problem(error.problems[0])
        acts = (act,) if self._unkept else ()
        self.messages.add(Message(sentence(error), "bad", acts=acts, key="keep"))

    # --- finishing ---

    def open_problems(self) -> list[Problem]:
        """What blocks finishing, in the order of the form."""
        if self.evaluation.finished:
            return []
        return blocking(check_evaluation(self.draft(), today=self._page.context.today(), finishing=True))

    def finish(self) -> None:
        """Ctrl+Enter: it stands from now on, or go to what is still open."""
        if self.evaluation.finished or self._busy or not self.sheet.readable():
            return
        if problems := self.open_problems():
            self.sheet.show_problem(problems[0])
            return
        text = (
            "De cijfers en het papier liggen daarna vast. De leerpunten gaan mee naar volgend jaar. "
            "Heropenen kan, met een reden."
        )
        if dialogs.ask(self, "Evaluatie vaststellen?", text, ["Vaststellen"]) is None:
            return
        self._busy = True
        keeper, draft = self._keeper, self.draft()
        self._page.context.tasks.run(self, lambda: keeper.finish(draft), self._finished, self._refused)

    def _finished(self, _kept: Evaluation) -> None:
        self._unkept = False
        self._page.saved.emit()
        self._go_to(self.evaluation.moment, ask=False)

    def _reopen(self) -> None:
        lead = "De antwoorden kunnen dan weer veranderd worden. Het controlegetal van het papier vervalt."
        dialog = ReasonDialog(self, "Waarom open je de evaluatie weer?", lead, "Heropenen")
        here, reopen = self.evaluation, self._session.evaluations.reopen
        place = evaluation_form(here.school_id, here.school_year, here.moment)
        keep_dialog(self._page.context.drafts, dialog, REASON, here.id, about={"form": place})
        if here.id is None or not dialogs.run_form(dialog):
            return
        evaluation_id, reason = here.id, dialog.value()
        self._page.context.tasks.run(
            self, lambda: reopen(evaluation_id, here.version, reason), self._finished, self._refused
        )

    def _delete(self) -> None:
        here, delete = self.evaluation, self._session.evaluations.delete
        if here.id is None or here.finished:
            return
        evaluation_id, version = here.id, here.version
        what = "De evaluatie gaat weg, met alle antwoorden."
        if dialogs.confirm_delete(self, "Evaluatie", what, undoable=True, binned=True):
            job = then_newest(self._session, lambda: delete(evaluation_id, version))
            self._page.context.tasks.run(self, job, self._gone, self._refused)

    def _gone(self, step: UndoStep | None) -> None:
        page = self._page
        page.saved.emit()
        self.closed.emit()
        page.message.emit(offer("De evaluatie ligt in de prullenbak.", step, page.undo_asked.emit))

    def undone(self, step: UndoStep) -> None:
        """A step was undone: read this evaluation again."""
        if step.subject == "evaluation" and step.record_id == self.evaluation.id is not None:
            self._go_to(self.evaluation.moment, ask=False)

    def next_problem(self, step: int) -> None:
        """F8: the next thing that stands in the way of finishing."""
        self.sheet.next_problem(self.open_problems(), step)

    def _show_progress(self) -> None:
        draft = self.draft()
        self.side.show_progress(draft.lines)
        self.side.remove.setVisible(self.evaluation.id is not None and not self.evaluation.finished)
        self.short.set_tones([TONES[line.answer] for line in draft.lines], self.side.progress_title.text())
        self.foot.show_problems(self.open_problems())

    # --- keys and leaving ---

    def _go_to(self, moment: EvaluationMoment, *, ask: bool = True) -> None:
        if not ask or self.may_leave():
            self.instead.emit((self.evaluation.school_id, self.evaluation.school_year, moment))

    def make_pdf(self) -> None:
        """Keep what is there, then show the paper."""
        if not self.evaluation.finished and not self._kept_now():
            return
        self.preview_asked.emit(self.evaluation)

    def save(self) -> None:
        """Ctrl+S: everything is kept at each answer; what is being typed now too."""
        if self.sheet.readable():
            self._keep()

    def _kept_now(self) -> bool:
        """Keep what stands here and wait for it; whether it is kept."""
        if not self.sheet.readable():
            return False
        if self.evaluation.id is None:
            self._unkept = True
        self._keep()
        self._page.context.tasks.wait_while(lambda: self._unkept and not self.messages.messages())
        return not self._unkept

    def refresh(self, changes: frozenset[object]) -> None:
        """Hours, an addition or a letterhead changed: the figures are counted again when it is opened."""

    def back(self) -> None:
        """Esc."""
        if self.may_leave():
            self.closed.emit()

    def may_leave(self) -> bool:
        """Everything is kept already, unless the disk refused."""
        if self.evaluation.finished or (self.draft() == self._sent and not self._unkept):
            return self.sheet.readable()
        if self._kept_now():
            return True
        text = "Een antwoord is niet bewaard. Ga je nu weg, dan moet je het straks opnieuw geven."
        return dialogs.ask(self, "Niet alles is bewaard", text, ["Toch weggaan"]) is not None

    def take_focus(self) -> None:
        """The first line without an answer; the way back of a finished one."""
        if self.evaluation.finished:
            first_focus(self.header)
        else:
            self.sheet.take_focus()

    def panes(self) -> Sequence[QWidget]:
        """What F6 walks through."""
        return [self.header, self.sheet, self.side_area, self.foot]

    def _arrange(self) -> None:
        narrow = self.window().width() < theme().px(NARROW)
        self.side_area.setVisible(not narrow)
        self.short.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
