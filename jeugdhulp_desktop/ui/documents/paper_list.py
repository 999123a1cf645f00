"""The list of Rapporten: its filters, its rows, and the messages right under them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.documents import DocumentState, PaperKey, PaperKind
from jeugdhulp_desktop.ui.documents.report_lines import (
    KIND_WORDS,
    PILLS,
    ReportLine,
    Reports,
    report_columns,
)
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.lines import LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, MessageArea
from jeugdhulp_desktop.ui.widgets.row_delegate import HEAD, ROW_OF_TWO
from jeugdhulp_desktop.ui.widgets.table import LinesTable

FOOT = 34


class PaperList(QWidget):
    """All papers of the year; several can be chosen with Ctrl, Shift and Space."""

    lookup_asked = Signal()
    schools_asked = Signal()
    chosen_changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._found: tuple[ReportLine, ...] = ()
        self.wanted: PaperKey | None = None  # the paper that was asked for, until it is shown
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._make_filters())
        self.model: LinesModel[ReportLine] = LinesModel(
            report_columns(context.today), identity=lambda line: line.key, two_lines=True
        )
        self.nothing = EmptyState(
            "file-document-outline",
            "Nog geen scholen",
            "Zet eerst de school op de Sociale kaart. Daarna maak je de afspraak, en de pdf komt vanzelf.",
            [Act("Scholen bekijken", self.schools_asked.emit, "school-outline")],
            filled=False,
        )
        self.table = LinesTable(self.model, "Rapporten", opens="voorbeeld", empty=self.nothing)
        self.table.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_rows: self.chosen_changed.emit())
        column.addWidget(self.table, 1)
        self.bars = MessageArea()
        column.addWidget(self.bars)
        column.addStretch(0)
        self._column = column

    def _make_filters(self) -> QHBoxLayout:
        self.filters = FilterBar()
        self.filters.add_filter("kind", "Soort").hide()
        self.filters.add_filter("state", "Staat", [(state, pill.text) for state, pill in PILLS.items()])
        self.filters.add_filter("school", "School").hide()
        self.filters.changed.connect(lambda _words, _active: self._show_lines())
        self.lookup = Button("Papier opzoeken", "magnify", "link", tip="Op het controlegetal, of met een pdf")
        self.lookup.clicked.connect(lambda _checked=False: self.lookup_asked.emit())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.filters, 1)
        row.addWidget(self.lookup, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def show_reports(self, found: Reports) -> None:
        """Show what was read; the paper that was chosen stays chosen."""
        self._found = found.lines
        schools = sorted({line.school_name for line in found.lines if line.kind is not PaperKind.INDEX})
        kinds = [kind for kind in PaperKind if any(line.kind is kind for line in found.lines)]
        for name, choices in (
            ("school", [(each, each) for each in schools]),
            ("kind", [(kind, KIND_WORDS[kind]) for kind in kinds]),
        ):
            self.filters.filters[name].set_choices(choices)
            self.filters.filters[name].setVisible(len(choices) > 1)
        self._show_lines()

    def chosen_papers(self) -> list[PaperKey]:
        """The papers under the bar, in the order of the list."""
        rows = sorted(index.row() for index in self.table.view.selectionModel().selectedRows())
        lines = (self.model.line(row) for row in rows)
        return [line.paper for line in lines if line is not None and line.paper is not None]

    def next_problem(self, step: int) -> None:
        """The next line that is not up to date."""
        lines = self.model.lines()
        at = self.model.row_of(self.table.current_id())
        for ahead in range(1, len(lines) + 1):
            row = (at + step * ahead) % len(lines)
            if lines[row].state is not DocumentState.CURRENT:
                self.table.select_row(row)
                return

    def focus_search(self) -> None:
        """The first filter that is shown."""
        shown = [each for each in self.filters.filters.values() if each.isVisible()]
        shown[0].setFocus()

    def _show_lines(self) -> None:
        active, lines = self.filters.active(), self._found
        shown = [
            line
            for line in lines
            if active.get("state") in (None, line.state)
            and active.get("school") in (None, line.school_name)
            and active.get("kind") in (None, line.kind)
        ]
        if lines:
            self.nothing.say("Niets gevonden", "Geen rapport past bij dit filter. Wis het filter.")
        self.model.set_lines(shown)
        self.table.set_count(f"{len(shown)} van {len(lines)} {'papier' if len(lines) == 1 else 'papieren'}")
        if self.wanted is not None:
            self.table.select_id(self.wanted)
        elif self.table.current() is None and shown:
            self.table.select_row(0)
        self._fit_table()
        self.chosen_changed.emit()

    def _fit_table(self) -> None:
        """As high as its rows, so that the messages stand right under them."""
        px, rows = theme().px, self.model.rowCount()
        high = px(HEAD) + rows * px(ROW_OF_TWO) + px(FOOT) + 4 if rows else 16_777_215
        self.table.setMaximumHeight(high)
        least = px(HEAD) + min(rows, 1) * px(ROW_OF_TWO) + px(FOOT) + 4
        self.table.setMinimumHeight(least)
        self._column.setStretch(self._column.count() - 1, 1 if rows else 0)
        self._column.setStretch(1, 100)
