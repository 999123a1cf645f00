"""The grid of a week: a row a worker, a column a kind, sums that follow while one types."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.hours import HourKind, HourState, WeekRow, WeekSheet, add_up
from jeugdhulp_desktop.domain.text import format_hours
from jeugdhulp_desktop.ui.hours.hour_cell import HourCell
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label, set_tone
from jeugdhulp_desktop.ui.widgets.panel import clear_layout, reveal

NAME, SUM, AGREED = 0, len(HourKind) + 1, len(HourKind) + 2
COLUMNS = AGREED + 1
IN_CELL = 13  # from the edge of a cell to its figure: sums stand under what they add up
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TIPS = {
    HourKind.INDIVIDUAL: "Gesprekken en hulp voor één leerling of gezin",
    HourKind.GROUP: "Trainingen, lessen en ouderavonden",
    HourKind.CONSULTATION: "Overleg, zoals het ondersteuningsteam of een MDO",
    HourKind.TEACHER: "Leerkrachten en mentoren ondersteunen",
    HourKind.OTHER: "Wat nergens anders past, zoals voorbereiden",
}


@dataclass
class _Line:
    """The widgets of one worker."""

    row: WeekRow
    cells: dict[HourKind, HourCell]
    total: QLabel
    note: TextBlock


class WeekGrid(QWidget):
    """The cells. ``settled`` gives the row with its new hours; ``told`` a sentence for the foot."""

    settled = Signal(object, object)  # WeekRow with its new hours, the HourKind
    told = Signal(str)
    person_asked = Signal()
    typed = Signal()  # a sign in a cell

    def __init__(self) -> None:
        super().__init__()
        self.sheet: WeekSheet | None = None
        self.state = HourState.REALISED
        self._lines: list[_Line] = []
        self._sums: dict[HourKind, QLabel] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 8, 16, 12)
        whole.setSpacing(0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        whole.addLayout(self._grid)
        whole.addStretch(1)
        theme().changed.connect(self._fit)

    def show_sheet(self, sheet: WeekSheet, state: HourState) -> None:
        """Show a week; its cells stay where the same workers stand in it, and so does the focus."""
        same = self.sheet is not None and [row.key for row in self.sheet.rows] == [
            row.key for row in sheet.rows
        ]
        self.sheet, self.state = sheet, state
        if not same or any(
            line.row.name != row.name for line, row in zip(self._lines, sheet.rows, strict=False)
        ):
            self._build(sheet)
        for line, row in zip(self._lines, sheet.rows, strict=True):
            line.row = row
            for kind, cell in line.cells.items():
                cell.set_hours(row.hours(state).get(kind, Decimal(0)))
        self._add_up()

    def cells(self) -> list[list[HourCell]]:
        """The cells by row, in the order of the kinds; workers that are not known have none."""
        return [list(line.cells.values()) for line in self._lines if line.cells]

    def cell(self, row: int, kind: HourKind) -> HourCell:
        """One cell, for a row that has cells."""
        return self._lines[row].cells[kind]

    def named_cells(self) -> dict[str, HourCell]:
        """The cells by worker and kind, a name that stays the same when the week is read again."""
        return {
            f"{line.row.person_id}/{line.row.worker_type}/{line.row.deployment}/{kind}": cell
            for line in self._lines
            for kind, cell in line.cells.items()
        }

    def first_cell(self) -> HourCell | None:
        """Where one begins."""
        return next((cells[0] for cells in self.cells()), None)

    def settle(self) -> bool:
        """Take what is being typed; False when it is no number of hours: that cell has the focus then."""
        for cell in [cell for cells in self.cells() for cell in cells if cell.edited()]:
            if not cell.settle():
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    def edited(self) -> bool:
        """Whether a cell holds what is not taken yet."""
        return any(cell.edited() for cells in self.cells() for cell in cells)

    def sums(self) -> tuple[list[str], str]:
        """The column sums as they are shown, and the sum of the week."""
        return [self._sums[kind].text() for kind in HourKind], self._total.text()

    def row_sums(self) -> list[str]:
        """The sum of each worker, as it is shown."""
        return [line.total.text() for line in self._lines]

    def _build(self, sheet: WeekSheet) -> None:
        clear_layout(self._grid)
        self._lines, self._sums = [], {}
        self._head()
        for at, row in enumerate(sheet.rows):
            self._row(at, row)
        self._foot(2 * len(sheet.rows) + 2)
        self._grid.setColumnStretch(NAME, 3)
        for column in range(1, COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._fit()

    def _head(self) -> None:
        self._grid.addWidget(label("Medewerker", "field", "text2"), 0, NAME)
        heads = [(kind.value.capitalize(), _TIPS[kind]) for kind in HourKind]
        for column, (words, tip) in enumerate(
            [*heads, ("Samen", ""), ("Afspraak", "Afgesproken uren per week")], start=1
        ):
            head = label(words, "field", "text2")
            head.setAlignment(_RIGHT)
            head.setToolTip(tip)
            self._grid.addWidget(head, 0, column)
        self._grid.addWidget(Hairline(), 1, 0, 1, COLUMNS)

    def _row(self, at: int, row: WeekRow) -> None:
        place = 2 * at + 2
        self._grid.addWidget(_who(row), place, NAME)
        cells: dict[HourKind, HourCell] = {}
        if row.person_id is None:
            ask = Button("Wie dit is, staat nog niet in de sociale kaart", "account-alert-outline", "link")
            ask.setAccessibleName(f"{row.worker_type}: zoek de medewerker in de sociale kaart")
            ask.clicked.connect(lambda _checked=False: self.person_asked.emit())
            self._grid.addWidget(ask, place, 1, 1, len(HourKind))
        else:
            for column, kind in enumerate(HourKind, start=1):
                cells[kind] = self._cell(at, row, kind)
                self._grid.addWidget(cells[kind], place, column)
        total, agreed = _figure("", "strong"), _figure(format_hours(row.agreed) if row.agreed else "–")
        self._grid.addWidget(total, place, SUM)
        self._grid.addWidget(agreed, place, AGREED)
        note = TextBlock("", "caption", "bad")
        note.hide()
        self._grid.addWidget(note, place + 1, 0, 1, COLUMNS)
        self._lines.append(_Line(row, cells, total, note))

    def _cell(self, at: int, row: WeekRow, kind: HourKind) -> HourCell:
        cell = HourCell()
        cell.setAccessibleName(f"{row.name}, {row.worker_type} {row.deployment}, {kind}")
        cell.settled.connect(partial(self._settled, at, kind))
        cell.refused.connect(partial(self._refused, at))
        cell.moved.connect(partial(self._move, at, kind))
        cell.understood.connect(self.told)
        cell.changed.connect(self._add_up)
        cell.changed.connect(self.typed)
        return cell

    def _foot(self, place: int) -> None:
        self._grid.addWidget(Hairline(), place, 0, 1, COLUMNS)
        self._grid.addWidget(label("Samen", "strong"), place + 1, NAME)
        for column, kind in enumerate(HourKind, start=1):
            self._sums[kind] = _figure("", "strong")
            self._sums[kind].setContentsMargins(0, 0, theme().px(IN_CELL), 0)
            self._grid.addWidget(self._sums[kind], place + 1, column)
        self._total, self._agreed = _figure("", "strong"), _figure("", "strong")
        self._grid.addWidget(self._total, place + 1, SUM)
        self._grid.addWidget(self._agreed, place + 1, AGREED)
        self._grid.setRowMinimumHeight(place + 1, theme().px(36))

    def _settled(self, at: int, kind: HourKind, hours: Decimal) -> None:
        row = self._lines[at].row
        new = row.with_hours(self.state, {**row.hours(self.state), kind: hours})
        self._lines[at].row = new
        self._add_up()
        self.settled.emit(new, kind)

    def _refused(self, at: int, words: str) -> None:
        line = self._lines[at]
        wrong = next(
            (c.accessibleDescription() for c in line.cells.values() if c.accessibleDescription()), ""
        )
        line.note.set_text(words or wrong)
        line.note.setVisible(bool(words or wrong))
        if words:
            announce(line.note, words, urgent=True)

    def _move(self, at: int, kind: HourKind, rows: int, columns: int) -> None:
        """Down from the last worker goes to the top of the next kind, as in a spreadsheet one fills in."""
        known = [number for number, line in enumerate(self._lines) if line.cells]
        kinds = list(HourKind)
        place, column = known.index(at) + rows, kinds.index(kind) + columns
        if rows and not 0 <= place < len(known):
            column, place = column + rows, place % len(known)
        if columns and not 0 <= column < len(kinds):
            place, column = place + columns, column % len(kinds)
        if 0 <= place < len(known) and 0 <= column < len(kinds):
            target = self._lines[known[place]].cells[kinds[column]]
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            reveal(target)

    def _add_up(self) -> None:
        """Sums of what stands there, also while it is typed; what is no number counts as what is kept."""
        columns: dict[HourKind, list[Decimal]] = {kind: [] for kind in HourKind}
        for line in self._lines:
            shown = {kind: _standing(cell) for kind, cell in line.cells.items()}
            line.total.setText(_words(add_up(shown.values())))
            for kind, hours in shown.items():
                columns[kind].append(hours)
        for kind, column in columns.items():
            self._sums[kind].setText(_words(add_up(column)))
        everything = add_up(each for column in columns.values() for each in column)
        self._total.setText(_words(everything))
        agreed = self.sheet.agreed if self.sheet is not None else Decimal(0)
        self._agreed.setText(format_hours(agreed) if agreed else "–")
        over = bool(agreed) and everything > agreed
        set_tone(self._total, "warn" if over else "text")
        self._total.setToolTip("Meer dan per week is afgesproken" if over else "")

    def _fit(self) -> None:
        for column in range(1, COLUMNS):
            self._grid.setColumnMinimumWidth(column, theme().px(72))
        self._grid.setColumnMinimumWidth(NAME, theme().px(150))


def _who(row: WeekRow) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 2, 0, 2)
    column.setSpacing(0)
    column.addWidget(label(row.name, "strong", wrap=True))
    column.addWidget(label(f"{row.worker_type}, {row.deployment}", "caption", "text2"))
    return box


def _figure(words: str, role: str = "body") -> QLabel:
    made = label(words, role)
    made.setAlignment(_RIGHT)
    return made


def _standing(cell: HourCell) -> Decimal:
    typed = cell.typed()
    return cell.hours() if typed is None else typed


def _words(hours: Decimal) -> str:
    return format_hours(hours) if hours else "0"
