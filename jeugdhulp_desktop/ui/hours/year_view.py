"""The school year of one school: agreed, planned, realised and the difference; for what; and the budget."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.hour_tables import BudgetLine, budget_lines, show_hours, year_lines
from jeugdhulp_desktop.domain.hours import Budget, SchoolHours, WeekSum
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.ui.hours.tables import KIND_COLUMNS, YEAR_COLUMNS, FittedTable
from jeugdhulp_desktop.ui.hours.week_bars import WeekBars
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, clear_layout
from jeugdhulp_desktop.ui.widgets.progress import AmountBar

NARROW = 1200


class BudgetPanel(Panel):
    """What there is of each kind of worker, what is divided over the schools, and what is left (V19)."""

    settings_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Formatie", spacing=10)
        words = (
            "Uren van alle scholen samen. Verdeeld is wat in de afspraken staat, met de aanvullende inzet."
        )
        self.body.addWidget(TextBlock(words, "caption", "text2"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self.body.addLayout(self._rows)
        self.set_hours = Button("Beschikbare uren invullen", "cog-outline", "link")
        self.set_hours.clicked.connect(lambda _checked=False: self.settings_asked.emit())
        self.body.addWidget(self.set_hours)
        self.body.addStretch(1)

    def show_budgets(self, budgets: Sequence[Budget]) -> None:
        """One bar for each kind of worker."""
        clear_layout(self._rows)
        for line in budget_lines(budgets):
            self._rows.addWidget(_budget(line))
        if not budgets:
            words = "Er zijn nog geen uren beschikbaar gesteld of afgesproken."
            self._rows.addWidget(TextBlock(words, tone="text2"))


def _budget(line: BudgetLine) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    head = QHBoxLayout()
    name = label(line.name, "strong")
    if not line.is_sum:
        name.setToolTip(WorkerType(line.name).label)
    head.addWidget(name, 1)
    words, tone = budget_words(line)
    if line.available:
        head.addWidget(label(f"{show_hours(line.agreed)} van {show_hours(line.available)}"))
    column.addLayout(head)
    if line.available:
        bar = AmountBar()
        share = float(line.agreed / line.available)
        bar.set_amount(min(1.0, share), f"{line.name}: {words}", "bad" if tone == "bad" else "accent")
        column.addWidget(bar)
    column.addWidget(label(words, "caption", tone, wrap=True))
    return box


def budget_words(line: BudgetLine) -> tuple[str, str]:
    """What is left of it in words, and the tone."""
    if line.left is None:
        return f"{show_hours(line.agreed)} uur verdeeld. Niet ingevuld hoeveel er is.", "text2"
    if line.left < 0:
        return f"{show_hours(-line.left)} uur te veel verdeeld", "bad"
    return f"{show_hours(line.left)} uur over", "text2"


class YearView(QWidget):
    """One school in one year."""

    week_asked = Signal(object)
    settings_asked = Signal()
    agreement_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.inner = QWidget()
        column = QVBoxLayout(self.inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.hours = FittedTable(YEAR_COLUMNS, "Uren in dit schooljaar")
        self.kinds = FittedTable(KIND_COLUMNS, "Waarvoor de uren waren")
        self.empty = EmptyState(
            "clock-outline",
            "Nog geen uren",
            "Afgesproken uren komen uit de schoolafspraak. Gerealiseerde uren vul je per week in.",
            [
                Act("Week invullen", lambda: self.week_asked.emit(None), "pencil-outline"),
                Act("Schoolafspraak maken", self.agreement_asked.emit),
            ],
            filled=False,
        )
        column.addWidget(self.empty)
        column.addWidget(self.hours)
        column.addWidget(self.kinds)
        self.weeks_panel = Panel("Week voor week", spacing=8)
        self.bars = WeekBars()
        self.bars.opened.connect(self.week_asked)
        self.weeks_panel.body.addWidget(self.bars)
        words = "Gevuld is gerealiseerd, gestippeld is gepland, grijs is vakantie. Enter opent de week."
        self.weeks_panel.body.addWidget(TextBlock(words, "caption", "text2"))
        column.addWidget(self.weeks_panel)
        self.below = BudgetPanel()
        self.below.settings_asked.connect(self.settings_asked)
        column.addWidget(self.below)
        column.addStretch(1)
        self.area = ScrollArea(self.inner)
        row.addWidget(self.area, 1)
        self.budgets = BudgetPanel()
        self.budgets.settings_asked.connect(self.settings_asked)
        self.side = ScrollArea(self.budgets)
        row.addWidget(self.side)
        theme().changed.connect(self._arrange)

    def show_year(
        self, school: SchoolHours | None, budgets: Sequence[Budget], weeks: Sequence[WeekSum], monday: date
    ) -> None:
        """Show one school, beside the budget of all."""
        totals = school.totals if school is not None else ()
        lines = year_lines(totals)
        self.hours.model.set_lines(lines)
        self.kinds.model.set_lines(lines)
        for widget in (self.hours, self.kinds, self.weeks_panel):
            widget.setVisible(bool(totals))
        self.empty.setVisible(not totals)
        for panel in (self.budgets, self.below):
            panel.show_budgets(budgets)
        self.bars.set_weeks(weeks, monday)

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self.inner, self.side]

    def _arrange(self) -> None:
        narrow = self.window().width() < theme().px(NARROW)
        self.side.setFixedWidth(theme().px(272))
        self.side.setVisible(not narrow)
        self.below.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
