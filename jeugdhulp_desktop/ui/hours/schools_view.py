"""All schools side by side: hours, hours per 100 pupils without a norm, and what is left (002:33, 002:73)."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.hour_tables import SchoolLine, school_lines
from jeugdhulp_desktop.domain.hours import YearHours
from jeugdhulp_desktop.ui.hours.tables import SCHOOL_COLUMNS
from jeugdhulp_desktop.ui.hours.year_view import NARROW, BudgetPanel
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.lines import LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea
from jeugdhulp_desktop.ui.widgets.table import LinesTable

NO_NORM = (
    "Uur per 100 leerlingen laat de afgesproken inzet naast de grootte van de school zien. "
    "Er hoort geen norm bij: wat past, bepalen school, welzijnsorganisatie en gemeente samen."
)


class SchoolsView(QWidget):
    """The table of schools; ``opened`` gives the id of the one chosen."""

    opened = Signal(int)
    settings_asked = Signal()
    schools_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(8)
        self.model: LinesModel[SchoolLine] = LinesModel(SCHOOL_COLUMNS, identity=lambda line: line.school_id)
        empty = EmptyState(
            "school-outline",
            "Nog geen scholen",
            "Zet eerst een school in de sociale kaart.",
            [Act("Scholen bekijken", self.schools_asked.emit)],
            filled=False,
        )
        self.table = LinesTable(self.model, "Alle scholen", opens="schooljaar bekijken", empty=empty)
        self.table.opened.connect(self._open)
        left.addWidget(self.table, 1)
        left.addWidget(TextBlock(NO_NORM, "caption", "text2"))
        row.addLayout(left, 1)
        self.budgets = BudgetPanel()
        self.budgets.settings_asked.connect(self.settings_asked)
        self.side = ScrollArea(self.budgets)
        row.addWidget(self.side)
        theme().changed.connect(self._arrange)

    def show_year(self, year: YearHours) -> None:
        """Show the schools of a year, with their sum as the last line."""
        self.model.set_lines(school_lines(year.schools) if year.schools else ())
        count = len(year.schools)
        self.table.set_count("1 school" if count == 1 else f"{count} scholen")
        self.budgets.show_budgets(year.budgets)

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self.table, self.side]

    def _open(self, line: SchoolLine) -> None:
        if line.school_id is not None:
            self.opened.emit(line.school_id)

    def _arrange(self) -> None:
        self.side.setFixedWidth(theme().px(272))
        self.side.setVisible(self.window().width() >= theme().px(NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
