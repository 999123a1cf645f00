"""Start: what must I do now, where do the agreements stand, is my work safe; and where one was."""

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.backups import KeptUp
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.overviews import Recent, StartOverview, Todo, TodoKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.ui.backups.second import SecondPlace, not_copied
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.start.cards import STEPS, RecentCard, StepCard, StepWords, in_a_row, step_cards
from jeugdhulp_desktop.ui.start.side_panel import SidePanel
from jeugdhulp_desktop.ui.start.todo_panel import TodoPanel
from jeugdhulp_desktop.ui.start.words import day_facts, recent_words, way_of
from jeugdhulp_desktop.ui.tasks import Cancelled
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.undoing import offer
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.labels import label
from jeugdhulp_desktop.ui.widgets.messages import Act, Message
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea, clear_layout

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

ROOMY = 880  # logical pixels: below this the panel stands under the todos


class StartPage(Page):
    """The first page of the rail."""

    title = "Start"
    help_topic = "start"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.overview: StartOverview | None = None
        self._day = date.min  # the day that is told from
        self._begins = False  # the focus waits for the first todo
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 18, 24, 0)
        whole.setSpacing(10)
        whole.addWidget(self._make_header())
        inner = QWidget()
        whole.addWidget(ScrollArea(inner), 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setContentsMargins(0, 4, 0, 20)  # room for the focus ring at the top
        self._columns.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self._make_steps())
        self.todos = TodoPanel()
        self.todos.asked.connect(self.go_to)
        self.todos.rebuilt.connect(self._order)
        self.todos.actions_asked.connect(lambda: self.open_page.emit("actions", None))
        left.addWidget(self.todos)
        left.addWidget(self._make_recent())
        left.addStretch(1)
        self._columns.addLayout(left, 1)
        self.side = SidePanel()
        self.side.agreements_asked.connect(lambda: self.open_page.emit("agreements", None))
        self.side.reviews_asked.connect(lambda: self.open_page.emit("monitoring", None))
        self.side.backup_asked.connect(self.make_backup)
        self.side.dates_asked.connect(self.show_dates)
        self._second = SecondPlace(self, self.message, context, self._use_second)
        self.side.place_asked.connect(self._choose_second)
        self.side.later_asked.connect(self._not_now)
        self._columns.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        for each in (self.todos, self.side):
            each.hide()  # until it is known what stands there
        context.privacy.changed.connect(self._show)
        theme().changed.connect(self._show)  # rows are as high and wide as the text asks

    def _make_header(self) -> PageHeader:
        self.header = PageHeader("Start", day_facts(self.context.today()))
        self.note = Button("Contactmoment", "plus", tip="Ctrl+Shift+M")
        self.note.clicked.connect(lambda _checked=False: self._note())
        self.new = Button("Nieuwe casus", "plus", "filled")
        self.new.clicked.connect(lambda _checked=False: self.new_item())
        self.header.add_action(self.note)
        self.header.add_action(self.new)
        return self.header

    def _make_steps(self) -> QWidget:
        self.steps = QWidget()
        column = QVBoxLayout(self.steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("Drie stappen om te beginnen", "section"))
        self._step_row = QWidget()
        column.addWidget(self._step_row)
        in_a_row([], self._step_row)
        self.steps.hide()
        return self.steps

    def _make_recent(self) -> QWidget:
        self.recent = QWidget()
        column = QVBoxLayout(self.recent)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("Verder waar je was", "section"))
        self._recent_row = QWidget()
        column.addWidget(self._recent_row)
        in_a_row([], self._recent_row)
        self.recent.hide()
        return self.recent

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def shown(self) -> None:
        """Dates are told from today: the page may have stood open since yesterday."""
        self._read()

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()

    def school_year_changed(self, year: SchoolYear) -> None:
        self._read()

    def _read(self) -> None:
        if self.session is None:
            return
        start, year = self.session.overview.start, self.context.years.year
        self.run(lambda: start(year), self._loaded, latest="start")

    def _loaded(self, overview: StartOverview) -> None:
        day = self.context.today()
        if (overview, day) == (self.overview, self._day):
            return
        self.overview, self._day = overview, day
        focused = self.window().focusWidget()
        begins = self._begins and (focused in (None, self.note) or not self.isAncestorOf(focused))
        self._begins = False
        self._show()
        if begins:
            self.take_focus()

    def _show(self) -> None:
        overview, today, only_initials = self.overview, self.context.today(), self.context.privacy.on
        if overview is None:
            return
        self.header.set_facts(day_facts(today))
        new = len(overview.next_steps) == len(STEPS)
        self._show_steps(overview)
        self.todos.show_todos(overview.todos, today, only_initials=only_initials)
        self.todos.setVisible(bool(overview.todos) or not overview.next_steps)
        self._show_side(overview)
        self.side.setVisible(not new)
        for button in (self.note, self.new):
            button.setVisible(not new)
        self._show_recent(overview.recent)
        self._order()
        self._fit()

    def _show_side(self, overview: StartOverview) -> None:
        settings, session = self.context.laptop.settings, self.session
        vault_id = session.vault_id if session is not None else ""
        place = settings.backup_places.get(vault_id)
        offer = (
            place is None
            and session is not None
            and not session.demo
            and overview.backup is not None
            and vault_id not in settings.backup_place_later
        )
        name = place.name if place else ""
        self.side.show_overview(overview, self.context.today(), place=name, offer=offer)

    def _choose_second(self) -> None:
        if self.session is not None:
            self._second.choose(self.session)

    def _use_second(self) -> None:
        """It begins with the last backup that there is."""
        session = self.session
        if session is not None and self.overview is not None:
            self._show_side(self.overview)
            self.side.backup.link.setFocus(Qt.FocusReason.OtherFocusReason)
            self._keep_up(anyway=False)

    def _not_now(self) -> None:
        if self.session is not None and self.overview is not None:
            self._second.later(self.session)
            self.side.backup.link.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_side(self.overview)

    def _order(self) -> None:
        """Tab goes as one reads: rows and cards are made anew, and new widgets would come last."""
        side = (self.side.agreements, self.side.cycle, self.side.reviews, self.side.backup)
        stops = [
            self.note,
            self.new,
            *(card.button for card in self.steps.findChildren(StepCard)),
            *self.todos.stops(),
            *self.recent.findChildren(RecentCard),
            *(part.link for part in side),
            self.side.offer.choose,
            self.side.offer.later,
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_steps(self, overview: StartOverview) -> None:
        row = self._step_row.layout()
        if row is not None:
            clear_layout(row)
        cards = step_cards(overview.next_steps) if overview.next_steps else []
        for card, words in cards:
            card.button.clicked.connect(lambda _checked=False, words=words: self._take_step(words))
        in_a_row([card for card, _words in cards], self._step_row)
        self.steps.setVisible(bool(cards))

    def _take_step(self, words: StepWords) -> None:
        self.open_page.emit(words.page, words.argument)

    def _show_recent(self, recent: tuple[Recent, ...]) -> None:
        row = self._recent_row.layout()
        focused = -1
        if row is not None:
            widgets = [item.widget() for at in range(row.count()) if (item := row.itemAt(at))]
            focused = next((at for at, each in enumerate(widgets) if each and each.hasFocus()), -1)
            if focused >= 0:  # see TodoPanel
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            clear_layout(row)
        cards = []
        for each in recent:
            card = RecentCard(
                *recent_words(each, self.context.today(), only_initials=self.context.privacy.on)
            )
            card.clicked.connect(lambda _checked=False, each=each: self._go_on(each))
            cards.append(card)
        in_a_row(cards, self._recent_row)
        self.recent.setVisible(bool(cards))
        if cards and focused >= 0:
            cards[min(focused, len(cards) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, recent: Recent) -> None:
        if recent.agreement_id is not None:
            self.open_page.emit("agreements", recent.agreement_id)
        else:
            self.open_page.emit("cases", recent.case_id)

    def go_to(self, todo: Todo) -> None:
        """Go where a todo is finished; a backup is made and a loose action is finished here."""
        way = way_of(todo)
        if way.page:
            self.open_page.emit(way.page, way.argument)
        elif todo.kind is TodoKind.BACKUP:
            self.make_backup()
        elif todo.action_id is not None:
            self._finish_action(todo.action_id)

    def _finish_action(self, action_id: int) -> None:
        session = self.session
        if session is None:
            return

        def job() -> UndoStep | None:
            session.actions.set_done(action_id, session.actions.load(action_id).version, True)
            return session.undo.newest()

        self.run(job, self._finished)

    def _finished(self, step: UndoStep | None) -> None:
        self.saved.emit()
        self.message.emit(offer("De actie is afgerond.", step, self.undo_asked.emit))

    def show_dates(self) -> None:
        """All dates of this school year, to read and to put into a calendar."""
        from jeugdhulp_desktop.ui.start.dates import DatesOfYear

        if self.session is not None:
            DatesOfYear(self, self.session).show(self.context.years.year)

    def make_backup(self) -> None:
        """Make a backup, read it back and prove it; and the copy where the second place is."""
        self._keep_up(anyway=True)

    def _keep_up(self, *, anyway: bool) -> None:
        if self.session is None or not self.side.backup.link.isEnabled():
            return
        self.side.set_busy(True)
        keep_up = self.session.backups.keep_up
        job = lambda progress: keep_up(progress, anyway=anyway)  # noqa: E731
        self.run(job, self._backed_up, self._not_backed_up)

    def _backed_up(self, done: KeptUp) -> None:
        self.side.set_busy(False)
        self.saved.emit()
        self._read()
        if done.problem is not None:
            self.message.emit(not_copied(done.problem, lambda: self._keep_up(anyway=False)))

    def _not_backed_up(self, error: WorldError) -> None:
        self.side.set_busy(False)
        if isinstance(error, Cancelled):
            return
        again = (Act("Opnieuw proberen", self.make_backup, "refresh"),)
        self.message.emit(
            Message(sentence(error), "bad", "De back-up is niet gelukt", again, key="backup", lasting=True)
        )

    def _note(self) -> None:
        """The quick note of the shell; the module is loaded at its first use."""
        from jeugdhulp_desktop.ui.cases.quick_note import open_quick_note

        if self.session is not None:
            open_quick_note(self, self.session, self.context, self)

    def new_item(self) -> None:
        self.open_page.emit("cases", "new")

    def panes(self) -> list[QWidget]:
        return [each for each in (self.steps, self.todos, self.recent, self.side) if not each.isHidden()]

    def take_focus(self) -> None:
        if self.overview is None:
            self._begins = True
        elif self.todos.isVisible() and self.todos.rows and not self.steps.isVisible():
            self.todos.rows[0].button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().take_focus()

    def _fit(self) -> None:
        roomy = self.width() - 48 >= theme().px(ROOMY)
        sideways = QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(sideways if roomy else QBoxLayout.Direction.TopToBottom)
        self._columns.setAlignment(self.side, Qt.AlignmentFlag.AlignTop)
        self._columns.setSpacing(24 if roomy else 16)
        self.side.lay_out(beside=not roomy)
        self.side.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
