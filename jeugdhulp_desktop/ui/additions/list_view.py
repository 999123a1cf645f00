"""The requests of a school year: which school, what stands, and what asks to be stopped or extended."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.additions import AdditionLine, AdditionShare, AdditionStatus
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.domain.schools import SchoolLine
from jeugdhulp_desktop.domain.text import format_hours
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.additions.looks import due_words, period_words, share_words, status_pill
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column, LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


def _hours(line: AdditionLine) -> str:
    return "open" if line.hours_per_week is None else format_hours(line.hours_per_week)


def _due(line: AdditionLine) -> Cell:
    words = due_words(line)
    return Cell(words, icon="clock-outline", tone="warn") if words else Cell("", tone="text2")


COLUMNS: tuple[Column[AdditionLine], ...] = (
    Column("school", "School", lambda line: Cell(line.school_name, bold=True), stretch=3, width=200),
    Column("status", "Status", lambda line: status_pill(line.status, running=line.running), width=150),
    Column("number", "Aanvraag", lambda line: str(line.number), width=90, right=True, hide_first=4),
    Column("worker", "Soort", lambda line: line.worker_type.value, width=70, hide_first=2),
    Column("hours", "Uur per week", _hours, width=120, right=True, hide_first=1),
    Column(
        "period",
        "Periode",
        lambda line: period_words(line.starts_on, line.ends_on),
        width=220,
        stretch=1,
        hide_first=3,
    ),
    Column("due", "Let op", _due, width=200, stretch=1, hide_first=5),
)


class AdditionsList(QWidget):
    """All requests of the chosen year; a view on the page of the agreements."""

    help_topic = "aanvullende-inzet"

    closed = Signal()
    opened = Signal(int)
    begun = Signal(int)  # the id of a school

    def __init__(self, page: Page, session: "Session") -> None:
        super().__init__()
        self._page, self._session = page, session
        self._lines: tuple[AdditionLine, ...] = ()
        self._schools: tuple[SchoolLine, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(14)
        self.header = PageHeader("Aanvullende inzet")
        self.header.set_back("Schoolafspraken", "Aanvullende inzet", self.back)
        new = Button("Nieuwe aanvraag", "plus", "filled")
        new.clicked.connect(lambda _checked=False: self.new_item())
        self.header.add_action(new)
        column.addWidget(self.header)
        self.filters = FilterBar("Naam van de school")
        statuses = [(each, status_pill(each).text) for each in AdditionStatus]
        self.filters.add_filter("status", "Status", statuses)
        self.filters.changed.connect(lambda _words, _active: self._show())
        column.addWidget(self.filters)
        self.model = LinesModel(COLUMNS, identity=lambda line: line.id)
        empty = EmptyState(
            "plus",
            "Geen aanvullende inzet",
            "Extra inzet is een uitzondering. School en welzijnsorganisatie vragen die samen aan.",
            [Act("Nieuwe aanvraag", self.new_item, "plus")],
        )
        self.table = LinesTable(self.model, "Aanvullende inzet", empty=empty)
        self.table.opened.connect(lambda line: self.opened.emit(line.id))
        self.filters.search.moved_down.connect(self.table.take_focus)
        column.addWidget(self.table, 1)
        page.context.years.changed.connect(self._year_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _year_changed(self, *_: object) -> None:
        if self.isVisible():
            self._read()

    def refresh(self, changes: frozenset[object]) -> None:
        """Something was stored elsewhere."""
        self._read()

    def _read(self) -> None:
        session, year = self._session, self._page.context.years.year

        def job() -> tuple[list[AdditionLine], AdditionShare, list[SchoolLine]]:
            return session.additions.lines(year), session.additions.share(year), session.schools.lines()

        self._page.context.tasks.run(self, job, lambda found: self._loaded(*found), latest="lines")

    def _loaded(
        self, lines: Sequence[AdditionLine], share: AdditionShare, schools: Sequence[SchoolLine]
    ) -> None:
        self._lines, self._schools = tuple(lines), tuple(schools)
        self.header.set_facts(share_words(share))
        self._show()

    def _show(self) -> None:
        words = self.filters.search.text().casefold().split()
        status = self.filters.active().get("status")
        shown = [
            line
            for line in self._lines
            if all(word in line.school_name.casefold() for word in words) and status in (None, line.status)
        ]
        self.model.set_lines(shown)
        self.table.set_count(f"{len(shown)} van {len(self._lines)} aanvragen")

    def new_item(self) -> None:
        """Ctrl+N: for which school? With one school there is nothing to ask."""
        if len(self._schools) == 1:
            self.begun.emit(self._schools[0].id)
            return
        line = self.table.current()
        dialog = SchoolDialog(self, self._schools, line.school_id if line is not None else None)
        if dialogs.run_form(dialog):
            self.begun.emit(dialog.school.value())

    def edit(self) -> None:
        """F2."""
        line = self.table.current()
        if line is not None:
            self.opened.emit(line.id)

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.filters.search.setFocus()

    def back(self) -> None:
        """Esc: clear the search, or go back."""
        if self.filters.search.text():
            self.filters.search.put("")
        else:
            self.closed.emit()

    def take_focus(self) -> None:
        """Begin in the list."""
        self.table.take_focus()

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self.filters, self.table]


class SchoolDialog(dialogs.FormDialog):
    """For which school the request is."""

    def __init__(
        self, parent: QWidget | None, schools: Sequence[SchoolLine], chosen: int | None = None
    ) -> None:
        super().__init__(parent, "Aanvullende inzet aanvragen", "Beginnen")
        self.form = Form()
        self.school = ChoiceField([(each.id, each.name) for each in schools])
        self.school.set_value(chosen)
        self.form.add("school", "&School", self.school)
        self.form.validator = lambda: [] if self.school.value() else [problem("school", "required")]
        self.content.addWidget(self.form)

    def check(self) -> bool:
        return self.form.validate()
