"""One checklist: answered by one key each, kept at every answer, finished when nothing is open (V25)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionLine
from jeugdhulp_desktop.domain.checklists import Reply, Run, check_run
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotValid, WorldError
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.monitoring.contents import RunContents, RunKeeper, load_actions
from jeugdhulp_desktop.ui.monitoring.drafting import RunDrafting
from jeugdhulp_desktop.ui.monitoring.looks import run_title
from jeugdhulp_desktop.ui.monitoring.question import QuestionRow
from jeugdhulp_desktop.ui.monitoring.questions import QuestionList
from jeugdhulp_desktop.ui.monitoring.run_side import RunSide
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.bars import StepDots
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.labels import PillValue, TextBlock, set_tone
from jeugdhulp_desktop.ui.widgets.messages import Act, Message, MessageArea
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

NARROW = 1200  # logical pixels of the window: below this the panel at the right gives way
SIDE = 272
SAVED = "Bewaard. Je kunt stoppen en later verdergaan."


class RunView(QWidget):
    """Questions at the left, progress at the right, finishing at the foot."""

    left = Signal()
    finished = Signal(object)  # Run
    run_asked = Signal(int)
    reload_asked = Signal(int)
    delete_asked = Signal()

    def __init__(self, page: Page, session: "Session", contents: RunContents) -> None:
        super().__init__()
        self._page, self._session, self.contents = page, session, contents
        self._keeper = RunKeeper(session.checklists, contents.run)
        self._today = page.context.today()
        self._unsaved: dict[str, Reply] = {}
        self.stored = dict(contents.run.replies or {})  # what the vault holds
        self._finishing = False
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
        self.questions = QuestionList(contents, page.context.privacy, self._today)
        self.questions.kept.connect(self._keep)
        self.questions.action_added.connect(self._add_action)
        self.questions.next_changed.connect(self._keep_next)
        columns.addWidget(self.questions, 1)
        self.side = RunSide(contents, page.context.privacy, self._today)
        self.side.run_asked.connect(self.run_asked)
        self.side.subject_asked.connect(self._open_subject)
        self.side.delete_asked.connect(self.delete_asked)
        self.side_area = ScrollArea(self.side)
        self.side_area.setFixedWidth(theme().px(SIDE))
        columns.addWidget(self.side_area)
        whole.addLayout(columns, 1)
        whole.addWidget(self._make_foot())
        page.context.privacy.changed.connect(self._redraw_names)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self._redraw_names()
        self._show_progress()
        self._arrange()
        self.questions.typed.connect(page.context.drafts.touch)
        page.context.drafts.watch(RunDrafting(self), self, self.messages)

    def _make_head(self) -> QWidget:
        contents = self.contents
        self.header = PageHeader()
        self.header.set_back("Monitoring", run_title(contents.run, self._today), self.left.emit)
        if contents.finished:
            self.header.set_pill(PillValue("Afgerond", "check-circle-outline", "ok"))
        self.header.set_beside(contents.detail)
        self.compare = Button("Vorige keer naast elkaar", "compare")
        self.compare.setCheckable(True)
        self.compare.toggled.connect(self._compare)
        self.header.add_action(self.compare)
        self.compare.setVisible(contents.previous is not None)
        return self.header

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(10)
        self.saved_icon = IconLabel("content-save-check-outline", 18, "ok")
        row.addWidget(self.saved_icon)
        self.saved = TextBlock(SAVED, "body", "text2")
        row.addWidget(self.saved, 1)
        self.reason = Button("", "information-outline", "link", tip="Naar wat nog open is (F8)")
        self.reason.clicked.connect(lambda _checked=False: self.next_problem(1))
        row.addWidget(self.reason)
        row.addSpacing(6)
        self.finish_button = Button("Lijst afronden", kind="filled", tip="Lijst afronden (Ctrl+Enter)")
        self.finish_button.clicked.connect(lambda _checked=False: self.finish())
        row.addWidget(self.finish_button)
        if self.contents.finished:
            self.saved_icon.set("check-circle-outline", "ok")
            self.saved.set_text(self._finished_words())
            self.reason.hide()
            self.finish_button.hide()
        return foot

    def _finished_words(self) -> str:
        run = self.contents.run
        done = f"Afgerond op {long_date(run.finished_on)}." if run.finished_on else ""
        ahead = f" De volgende keer: {long_date(run.next_on)}." if run.next_on else ""
        return (
            f"{done}{ahead} Dit blijft zoals het toen was, met de vragen van versie {run.template.version}."
        )

    # --- keeping ---

    def _keep(self, reply: Reply) -> None:
        self._unsaved[reply.key] = reply
        self._show_progress()
        keeper = self._keeper
        self._page.context.tasks.run(
            self, lambda: keeper.keep(reply), partial(self._kept, reply), partial(self._refused, reply)
        )

    def _kept(self, reply: Reply, _run: Run) -> None:
        self.stored[reply.key] = reply
        if self._unsaved.get(reply.key) == reply:
            del self._unsaved[reply.key]
        if not self._unsaved:
            self.messages.remove("answer")
            self._say_saved(True)
        self._page.saved.emit()

    def _refused(self, reply: Reply, error: WorldError) -> None:
        self._say_saved(False)
        if isinstance(error, NotValid) and error.problems:
            row = self.questions.row(reply.key)
            if row is not None and error.problems[0].field.startswith("replies"):
                row.show_problem(error.problems[0])
        if isinstance(error, ChangedElsewhere):
            act = Act("Nieuwste lezen", partial(self.reload_asked.emit, self.contents.run.id))
        else:
            act = Act("Opnieuw bewaren", self._keep_again)
        self.messages.add(Message(sentence(error), "bad", acts=(act,), key="answer", closable=False))

    def _keep_again(self) -> None:
        for reply in list(self._unsaved.values()):
            self._keep(reply)

    def _keep_next(self, day: date | None) -> None:
        keeper = self._keeper

        def kept(_run: Run) -> None:
            self.messages.remove("next")
            self._page.saved.emit()

        self._page.context.tasks.run(self, lambda: keeper.set_next(day), kept, self._next_refused)

    def _next_refused(self, error: WorldError) -> None:
        self.messages.add(Message(sentence(error), "bad", key="next"))

    def _add_action(self, row: QuestionRow, draft: ActionDraft) -> None:
        session, run = self._session, self.contents.run

        def job() -> tuple[ActionLine, ...]:
            session.actions.save(draft)
            return load_actions(session, run)

        def made(actions: tuple[ActionLine, ...]) -> None:
            if row.details is not None and row.details.action is not None:
                row.details.action.show_made(draft)
            self.contents = replace(self.contents, actions=actions)
            self.side.show_contents(self.contents)
            self.messages.remove("action")
            self._page.saved.emit()

        self._page.context.tasks.run(self, job, made, self._action_refused)

    def _action_refused(self, error: WorldError) -> None:
        self.messages.add(Message(f"{sentence(error)} De actie staat er nog.", "bad", key="action"))

    def _say_saved(self, saved: bool) -> None:
        self.saved.set_text(SAVED if saved else "Nog niet bewaard. Je antwoord staat er nog.")
        set_tone(self.saved, "text2" if saved else "bad")
        self.saved_icon.set(
            "content-save-check-outline" if saved else "alert-circle-outline", "ok" if saved else "bad"
        )

    # --- finishing ---

    def current_run(self) -> Run:
        """The run as it stands on the screen."""
        return replace(self.contents.run, replies=self.questions.replies())

    def open_problems(self) -> list[Problem]:
        """What blocks finishing, in the order of the questions."""
        if self.contents.finished:
            return []
        found = check_run(self.current_run(), with_jp=self.contents.with_jp, finishing=True)
        return blocking(found)

    def finish(self) -> None:
        """Ctrl+Enter: close the run, or go to what is still open."""
        if self.contents.finished or self._finishing or not self.questions.leave():
            return
        problems = self.open_problems()
        if problems:
            self.questions.show_problem(problems[0])
            return
        self._finishing = True
        keeper = self._keeper
        self._page.context.tasks.run(self, keeper.finish, self.finished.emit, self._not_finished)

    def _not_finished(self, error: WorldError) -> None:
        self._finishing = False
        if isinstance(error, NotValid) and error.problems:
            self.questions.show_problem(error.problems[0])
        self.messages.add(Message(sentence(error), "bad", key="finish"))

    def next_problem(self, step: int) -> None:
        """F8: the next question that stands in the way of finishing."""
        problems = self.open_problems()
        if not problems:
            return
        keys = [self.questions.key_of(each) for each in problems]
        order = [item.key for item in self.contents.items]
        here = order.index(self.questions.current_key()) if self.questions.current_key() else -1
        ahead = [at for at, key in enumerate(keys) if (order.index(key) - here) * step > 0]
        at = (ahead[0] if step > 0 else ahead[-1]) if ahead else (0 if step > 0 else -1)
        self.questions.show_problem(problems[at])

    def _show_progress(self) -> None:
        replies = self.questions.replies()
        self.side.show_progress(self.contents.items, replies)
        tones = [self.questions.tone(item.key) for item in self.contents.items]
        self.short.set_tones(tones, self.side.progress_title.text())
        problems = self.open_problems()
        asked = sum(each.code == "answer-missing" for each in problems)
        self.reason.setText(_reason(asked, len(problems) - asked))
        self.reason.setVisible(bool(problems))
        self.finish_button.setEnabled(not problems)
        self.finish_button.setAccessibleDescription(self.reason.text() if problems else "")

    # --- looks, keys and leaving ---

    def _redraw_names(self) -> None:
        self.header.set_title(
            self._page.context.privacy.name(self.contents.about)
            if self.contents.case is not None
            else self.contents.about
        )
        self.side.show_facts()
        self.questions.redraw_names()

    def _compare(self, on: bool) -> None:
        self.questions.set_compare(on)
        self._arrange()

    def _focus_moved(self, _old: QObject | None, now: QObject | None) -> None:
        if isinstance(now, QWidget) and self.questions.isAncestorOf(now):
            self.side.show_item(self.questions.mark_current(now))
            self._show_progress()

    def _open_subject(self) -> None:
        run = self.contents.run
        if run.case_id is not None:
            self._page.open_page.emit("cases", run.case_id)
        else:
            self._page.open_page.emit("agreements", run.agreement_id)

    def may_leave(self) -> bool:
        """Everything is kept already, unless the disk refused or a text may hold a BSN."""
        if self.contents.finished:
            return True
        if not self.questions.leave():
            return False
        self._page.context.tasks.wait_while(lambda: bool(self._unsaved) and not self.messages.messages())
        if self._unsaved:
            text = "Een antwoord is niet bewaard. Ga je nu weg, dan moet je het straks opnieuw geven."
            return dialogs.ask(self, "Niet alles is bewaard", text, ["Toch weggaan"]) is not None
        return True

    def is_empty(self) -> bool:
        """Whether nothing was answered or written: such a run need not stay."""
        return not self.contents.finished and all(
            reply == Reply(key) for key, reply in self.questions.replies().items()
        )

    def take_focus(self) -> None:
        """The first question without an answer."""
        if self.contents.finished:
            self.header.back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.questions.take_focus()

    def panes(self) -> Sequence[QWidget]:
        """What F6 walks through."""
        return [self.questions, self.side_area]

    def _arrange(self) -> None:
        narrow = self.window().width() < theme().px(NARROW)
        self.side_area.setVisible(not narrow and not self.compare.isChecked())
        self.short.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _reason(asked: int, rest: int) -> str:
    """ "Nog 6 vragen", "Nog 1 toelichting of bewijs"."""
    if asked:
        return f"Nog {asked} {'vraag' if asked == 1 else 'vragen'}"
    return (
        f"Nog {rest} {'toelichting of bewijs' if rest == 1 else 'keer toelichting of bewijs'}" if rest else ""
    )
