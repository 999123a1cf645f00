"""The week of one school: which week, planned or realised, the grid, and that it is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import ChangedElsewhere, WorldError
from jeugdhulp_desktop.domain.hours import HourKind, HourState, WeekRow, WeekSheet, monday_of
from jeugdhulp_desktop.domain.relations import PersonLine
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.hours.add_worker import AddWorkerDialog
from jeugdhulp_desktop.ui.hours.drafting import WeekDrafting
from jeugdhulp_desktop.ui.hours.week_bar import WeekBar
from jeugdhulp_desktop.ui.hours.week_foot import WeekFoot
from jeugdhulp_desktop.ui.hours.week_grid import WeekGrid
from jeugdhulp_desktop.ui.hours.week_keeper import WeekKeeper
from jeugdhulp_desktop.ui.hours.week_side import WeekSide
from jeugdhulp_desktop.ui.hours.words import week_choices, week_days, week_number, week_to_begin
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, Message, MessageArea
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

NARROW = 1200  # logical pixels of the window: below this the panel at the right gives way
WEEK = timedelta(weeks=1)
_NOTHING_COPIED = "Er is niets overgenomen: de vorige week is leeg, of hier staan al uren."
_COPIED = "Overgenomen van de vorige week. Ctrl+Z maakt het ongedaan."


class WeekView(QWidget):
    """One week at a time. ``monday_shown`` says which; ``kept`` after each write."""

    kept = Signal()
    monday_shown = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._session: Session | None = None
        self._keeper: WeekKeeper | None = None
        self._school_id: int | None = None
        self._pending = 0
        self._focus_first = False
        self._copy_asked = False  # Ctrl+D in a week that is still being read
        self.sheet: WeekSheet | None = None
        self._drafting = WeekDrafting(self)
        self.monday = week_to_begin(page.context.years.year, page.context.today())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        self.bar = WeekBar()
        whole.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(8)
        self.panel = Panel(margin=1, spacing=0)
        self.grid = WeekGrid()
        self.area = ScrollArea(self.grid)
        self.panel.body.addWidget(self.area)
        self.empty = self._make_empty()
        self.empty.hide()
        self.panel.body.addWidget(self.empty)
        left.addWidget(self.panel, 1)
        self.messages = MessageArea()
        left.addWidget(self.messages)
        self.foot = WeekFoot()
        left.addWidget(self.foot)
        row.addLayout(left, 1)
        self.side = WeekSide()
        self.side_area = ScrollArea(self.side)
        self.side_area.setFixedWidth(theme().px(272))
        row.addWidget(self.side_area)
        whole.addLayout(row, 1)
        self._connect()

    def _connect(self) -> None:
        self.bar.stepped.connect(self.step)
        self.bar.week_chosen.connect(self.go)
        self.bar.this_week_asked.connect(lambda: self.go(monday_of(self._page.context.today())))
        self.bar.state_chosen.connect(self._show)
        self.bar.copy_asked.connect(self.copy_last_week)
        self.grid.settled.connect(self._settled)
        self.grid.typed.connect(self._page.context.drafts.touch)
        self.grid.told.connect(self.foot.say)
        self.grid.person_asked.connect(self._to_card)
        self.side.card_asked.connect(self._to_card)
        self.side.add_asked.connect(self.add_worker)
        self.foot.add_asked.connect(self.add_worker)
        theme().changed.connect(self._arrange)
        for keys, do in (
            ("Ctrl+D", self.copy_last_week),
            ("Alt+Left", partial(self.step, -1)),
            ("Alt+Right", partial(self.step, 1)),
        ):
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(do)

    def _make_empty(self) -> EmptyState:
        return EmptyState(
            "account-alert-outline",
            "Nog geen medewerkers",
            "De medewerkers komen uit de schoolafspraak of uit de sociale kaart.",
            [
                Act("Medewerker in de sociale kaart zetten", self._to_card, "card-account-phone-outline"),
                Act("Schoolafspraak maken", lambda: self._page.open_page.emit("agreements", None)),
            ],
            filled=False,
        )

    @property
    def state(self) -> HourState:
        """Planned or realised, whichever is shown."""
        return self.bar.state()

    def open_with(self, session: "Session") -> None:
        """Take the Session; ``show_school`` asks for the first week."""
        self._session = session
        self._page.context.drafts.watch(self._drafting, self, self.messages)

    def show_school(self, school_id: int | None) -> None:
        """The same week of another school; what is typed here was taken by ``settle`` before."""
        self._school_id = school_id
        self.read()

    def show_year(self, year: SchoolYear) -> None:
        """Another school year: this week, or its first with lessons."""
        self.grid.settle()
        self.monday = week_to_begin(year, self._page.context.today())
        self.read()

    def show_place(self, school_id: int, monday: date, state: HourState) -> None:
        """A week as it was looked at before; nothing was typed here yet."""
        self._school_id, self.monday = school_id, monday
        self.bar.set_state(state)
        self.read()

    def step(self, weeks: int) -> None:
        """The week before or after; a school year ends where it ends."""
        self.go(self.monday + weeks * WEEK)

    def go(self, monday: date) -> None:
        """Another week of this school year."""
        year = self._page.context.years.year
        if monday not in [each for each, _words in week_choices(year)]:
            self.foot.say(f"Die week hoort niet bij schooljaar {year.code}. Kies links een ander schooljaar.")
            self.bar.week_choice.set_value(self.monday)
            return
        if not self.grid.settle():  # kept with the week it was typed in, or first put right
            self.foot.say("Zet eerst de cel met de rode rand recht, of druk daar op Esc.")
            self.bar.week_choice.set_value(self.monday)
            return
        self.monday = monday
        self.read()

    def read(self) -> None:
        """Read the week again."""
        session, school_id, monday = self._session, self._school_id, self.monday
        if session is not None and school_id is not None:
            self._page.run(lambda: session.hours.week(school_id, monday), self._read, latest="week")

    def refresh_quietly(self) -> None:
        """Something changed: read again, unless it was this week itself or somebody is typing in it."""
        if not self._pending and not self.grid.edited():
            self.read()

    def settle(self) -> bool:
        """Take and keep what is being typed; False when it is no number of hours."""
        return self.grid.settle()

    def copy_last_week(self) -> None:
        """Take over the week before, in rows that are still empty; a week just turned to is read first."""
        if self.sheet is not None and self.sheet.monday != self.monday:
            self._copy_asked = True
            return
        if not self.grid.settle() or self.sheet is None or self._keeper is None:
            return
        keeper, before, state = self._keeper, self.sheet, self.state

        def copied(stored: WeekSheet) -> None:
            self._kept_one()
            if self.sheet is None or (stored.school_id, stored.monday) != (before.school_id, self.monday):
                return
            if [row.hours(state) for row in stored.rows] == [row.hours(state) for row in before.rows]:
                self.foot.say(_NOTHING_COPIED)
                return
            self._show_sheet(stored)
            self.foot.say(_COPIED)

        self._pending += 1
        refused = partial(self._refused, before, self.copy_last_week)
        self._page.run(lambda: keeper.copy_last_week(state), copied, refused)

    def add_worker(self) -> None:
        """Add a worker of the sociale kaart who does not stand in the agreement."""
        session = self._session
        if session is not None and self.sheet is not None:
            self._page.run(session.hours.workers, self._ask_worker)

    def take_focus(self) -> None:
        """The first cell, also when the week is still being read."""
        cell = self.grid.first_cell()
        self._focus_first = cell is None
        (cell or self.bar.week_choice).setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self.panel, self.side_area]

    def _ask_worker(self, people: list[PersonLine]) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        dialog = AddWorkerDialog(self, people)
        if not dialogs.run_form(dialog):
            if dialog.card_asked:
                self._to_card()
            return
        person, kind = dialog.chosen()
        if person is None or person.worker_type is None:
            return
        row = WeekRow(person.id, person.name, person.worker_type, kind)
        if row.key not in {each.key for each in sheet.rows}:
            self._show_sheet(replace(sheet, rows=(*sheet.rows, row)))
            self.foot.say(
                f"{person.name} staat onderaan. Vul de uren in, dan blijft de regel dit schooljaar staan."
            )
        at = [each.key for each in self.sheet.rows].index(row.key) if self.sheet else 0
        self.grid.cell(at, HourKind.INDIVIDUAL).setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, sheet: WeekSheet) -> None:
        typing = self.grid.edited() or self._pending
        if typing and self.sheet is not None and _place(sheet) == _place(self.sheet):
            return  # somebody typed while it was read: what stands here is newer
        if self._session is not None:
            self._keeper = WeekKeeper(self._session, sheet)
        self._show_sheet(sheet)
        self.bar.show_week(sheet, monday_of(self._page.context.today()))
        self.foot.say_kept(self.sheet, self._page.context.today())
        if self._focus_first and self.bar.week_choice.hasFocus():
            self.take_focus()
        self._focus_first = False
        self.monday_shown.emit(sheet.monday)
        self._page.context.drafts.bring(self._drafting)
        if self._copy_asked:
            self._copy_asked = False
            self.copy_last_week()

    def _show_sheet(self, sheet: WeekSheet) -> None:
        self.sheet = sheet
        self.empty.setVisible(not sheet.rows)
        self.area.setVisible(bool(sheet.rows))
        self._show()

    def _show(self) -> None:
        if self.sheet is not None and self.grid.settle():
            self.grid.show_sheet(self.sheet, self.state)
            self.side.show_sheet(self.sheet, self.state)
            self.panel.setAccessibleName(
                f"{week_number(self.monday)}, {week_days(self.monday)}, uren {self.state}"
            )

    def _settled(self, row: WeekRow, _kind: HourKind) -> None:
        if self.sheet is None:
            return
        self._keep(self.sheet.with_row(row))
        self.side.show_sheet(self.sheet, self.state)

    def _keep(self, sheet: WeekSheet) -> None:
        self.sheet = sheet
        if self._keeper is not None:
            self._send(self._keeper, sheet)

    def _send(self, keeper: WeekKeeper, sheet: WeekSheet) -> None:
        self._pending += 1
        refused = partial(self._refused, sheet, partial(self._send, keeper, sheet))
        self._page.run(lambda: keeper.keep(sheet), lambda _stored: self._stored(), refused)

    def _stored(self) -> None:
        self._kept_one()
        self.messages.remove("week")
        self.foot.say_kept(self.sheet, self._page.context.today())

    def _kept_one(self) -> None:
        self._pending -= 1
        self.foot.set_kept(True)
        self.kept.emit()

    def _refused(self, sheet: WeekSheet, again: Callable[[], object], error: WorldError) -> None:
        """A week that could not be kept, this one or one that was left meanwhile."""
        self._pending -= 1
        self.foot.set_kept(False)
        self.foot.say(f"{week_number(sheet.monday)} is nog niet bewaard.")
        act = Act("Opnieuw bewaren", again)
        if isinstance(error, ChangedElsewhere):
            act = Act("Nieuwste lezen", partial(self._read_newest, sheet))
        self.messages.add(Message(sentence(error), "bad", acts=(act,), key="week", closable=False))

    def _read_newest(self, sheet: WeekSheet) -> None:
        self.messages.remove("week")
        self._school_id, self.monday = _place(sheet)
        self.read()

    def _to_card(self) -> None:
        self._page.open_page.emit("relations", None)

    def _arrange(self) -> None:
        narrow = self.window().width() < theme().px(NARROW)
        self.side_area.setFixedWidth(theme().px(272))
        self.side_area.setVisible(not narrow)
        self.foot.add.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _place(sheet: WeekSheet) -> tuple[int, date]:
    return sheet.school_id, sheet.monday
