"""What one can do with the list of agreements besides opening one; rare things stand behind "Meer"."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMenu

from jeugdhulp_desktop.domain.agreements import AgreementLine
from jeugdhulp_desktop.domain.rollovers import stands_in_front, year_to_prepare
from jeugdhulp_desktop.ui.agreements.views import ADDITION, COMPARE, ROLLOVER, open_view
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.header import PageHeader

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.agreements.page import AgreementsPage

NEW_YEAR = "Nieuw schooljaar"
WAITS = "kies eerst een school met een afspraak"
ROOM = 860  # logical pixels of the head that facts and three buttons ask


class ListEntries(QObject):
    """Buttons in the head of the list. The way to a new year stands in front from April to September."""

    def __init__(self, header: PageHeader, page: "AgreementsPage") -> None:
        super().__init__(header)
        self._page = page
        self.more = Button("Meer", "dots-horizontal")
        self.more.setAccessibleName("Meer: vergelijken, aanvullende inzet en een nieuw schooljaar")
        menu = QMenu(self.more)
        self.compare = menu.addAction("Vergelijken", self._compare)
        menu.aboutToShow.connect(self._look)
        menu.addAction("Aanvullende inzet", lambda: open_view(page, ADDITION, None))
        menu.addAction(NEW_YEAR, self._go_over)
        self.menu = menu
        self.more.setMenu(menu)
        self.new_year = Button(NEW_YEAR, "calendar-blank-outline")
        self.new_year.clicked.connect(lambda _checked=False: self._go_over())
        for button in (self.more, self.new_year):
            header.add_action(button)
        self._in_season = False
        self._header = header
        header.installEventFilter(self)
        self.show_season(page.context.today())

    def show_season(self, today: date) -> None:
        """Whether the way to a new year has a button of its own."""
        self._in_season = stands_in_front(today)
        self._arrange()

    def _arrange(self) -> None:
        """Where room is scarce the way to a new year stands behind "Meer" only."""
        self.new_year.setVisible(self._in_season and self._header.width() >= theme().px(ROOM))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _line(self) -> AgreementLine | None:
        """The line under the bar, else the first that is shown, when it has an agreement."""
        current: AgreementLine | None = self._page.table.current()
        lines = [current] if current is not None else self._page.shown_lines
        return next((line for line in lines if line.id is not None), None)

    def _look(self) -> None:
        found = self._line() is not None
        self.compare.setEnabled(found)
        self.compare.setText("Vergelijken" if found else f"Vergelijken: {WAITS}")

    def _compare(self) -> None:
        if (line := self._line()) is not None:
            open_view(self._page, COMPARE, line.id)

    def _go_over(self) -> None:
        year, shown = year_to_prepare(self._page.context.today()), self._page.shown_lines
        if shown and all(line.school_year == year and line.id is not None for line in shown):
            year = year.next  # that one is prepared already
        open_view(self._page, ROLLOVER, year)
