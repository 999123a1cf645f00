"""Lists as values: columns over frozen ...Line dataclasses, loaded whole or a hundred at a time."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from jeugdhulp_desktop.ui.widgets.labels import PillValue

Line = TypeVar("Line")
Index = QModelIndex | QPersistentModelIndex
PAGE = 100
MOST_PAGES = 60  # loaded pages kept; the oldest go first
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: text, a second line, an icon, a tone of the tokens, or a pill."""

    text: str = ""
    second: str = ""
    icon: str = ""
    tone: str = "text"
    pill: PillValue | None = None
    bold: bool = False

    def spoken(self) -> str:
        """The cell as one sentence for a screen reader and a tooltip."""
        return ", ".join(each for each in (self.pill.text if self.pill else self.text, self.second) if each)


@dataclass(frozen=True)
class Column(Generic[Line]):
    """A named column: what it shows of a line, how wide it stands, and when it may go.

    ``width`` is in pixels at 100 %; a column with ``stretch`` shares what is left. When room is scarce the
    column with the highest ``hide_first`` goes first; 0 never goes. ``sort`` gives a key for sorting here; a
    model with ``on_sort`` asks its page to sort instead (SQL sorts).
    """

    name: str
    title: str
    show: Callable[[Line], "str | Cell | PillValue"]
    width: int = 120
    stretch: int = 0
    right: bool = False
    hide_first: int = 0
    sort: Callable[[Line], Any] | None = None
    sortable: bool = False
    tip: str = ""


class Role(IntEnum):
    """What a view may ask of an index."""

    LINE = Qt.ItemDataRole.UserRole + 1
    CELL = Qt.ItemDataRole.UserRole + 2
    ID = Qt.ItemDataRole.UserRole + 3


class LinesModel(QAbstractTableModel, Generic[Line]):
    """Lines that were loaded, shown through named columns. Lines have an ``id`` (or give ``identity``)."""

    sort_asked = Signal(str, bool)  # column name, descending

    def __init__(
        self,
        columns: Sequence[Column[Line]],
        *,
        on_sort: Callable[[str, bool], object] | None = None,
        identity: Callable[[Line], Any] | None = None,
        two_lines: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[Line], ...] = tuple(columns)
        self.two_lines = two_lines
        self._lines: list[Line] = []
        self._on_sort = on_sort
        self._identity: Callable[[Line], Any] = identity or (lambda line: line.id)  # type: ignore[attr-defined]
        self.sorted_by: tuple[str, bool] = ("", False)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the view keeps the selected id where it still is."""
        self.beginResetModel()
        self._lines = list(lines)
        self._sort_here()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column[Line]]) -> None:
        """Show other columns of the same lines, as from the second school on."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line of a row, or None while it is not loaded."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def lines(self) -> tuple[Line, ...]:
        """All loaded lines in the order shown."""
        return tuple(self._lines)

    def row_of(self, identity: Any) -> int:
        """The row of a line by its id, or -1."""
        return next((row for row, line in enumerate(self._lines) if self._identity(line) == identity), -1)

    def id_of(self, row: int) -> Any:
        """The id of a row, or None."""
        line = self.line(row)
        return None if line is None else self._identity(line)

    def replace(self, line: Line) -> None:
        """Show a changed line in its place: one narrow announcement instead of a reset."""
        row = self.row_of(self._identity(line))
        if row >= 0:
            self._lines[row] = line
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def column_of(self, name: str) -> int:
        """Where a named column stands, or -1."""
        return next((at for at, column in enumerate(self.columns) if column.name == name), -1)

    def cell(self, row: int, column: int) -> Cell:
        """What a cell shows; an empty one while its line is loading."""
        line = self.line(row)
        if line is None:
            return Cell()
        shown = self.columns[column].show(line)
        if isinstance(shown, PillValue):
            return Cell(shown.text, pill=shown)
        return shown if isinstance(shown, Cell) else Cell(shown)

    def refresh_looks(self) -> None:
        """Draw all again, as after privacy mode was switched."""
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _sort_here(self) -> None:
        name, descending = self.sorted_by
        at = self.column_of(name)
        if at >= 0 and self._on_sort is None:
            key = self.columns[at].sort
            if key is not None:
                self._lines.sort(key=key, reverse=descending)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        if role == Role.LINE:
            return self.line(index.row())
        if role == Role.ID:
            return self.id_of(index.row())
        if role not in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Role.CELL,
            Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.TextAlignmentRole,
        ):  # fmt: skip
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        cell = self.cell(index.row(), index.column())
        if role == Role.CELL:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {cell.spoken()}"
        return cell.spoken()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        chosen = self.columns[column]
        if not (chosen.sortable or chosen.sort):
            return
        self.sorted_by = (chosen.name, order is Qt.SortOrder.DescendingOrder)
        if self._on_sort is not None:
            self._on_sort(*self.sorted_by)
        else:
            self.layoutAboutToBeChanged.emit()
            before = self.persistentIndexList()
            kept = [self._lines[index.row()] for index in before]
            self._sort_here()
            rows = {id(line): row for row, line in enumerate(self._lines)}
            after = [
                self.index(rows[id(line)], index.column()) for line, index in zip(kept, before, strict=True)
            ]
            self.changePersistentIndexList(before, after)
            self.layoutChanged.emit()
        self.sort_asked.emit(*self.sorted_by)


Fetch = Callable[[tuple[int, ...], Callable[[Sequence[Line]], None]], object]


class PagedLinesModel(LinesModel[Line]):
    """Knows the ids of all lines; loads a hundred lines when one of them is painted.

    ``fetch(ids, deliver)`` reads lines on the worker and calls ``deliver`` in the window thread, as in
    ``lambda ids, deliver: self.run(lambda: cases.load_lines(ids), deliver)``.
    """

    def __init__(self, columns: Sequence[Column[Line]], fetch: Fetch[Line], **options: Any) -> None:
        super().__init__(columns, **options)
        self._fetch = fetch
        self._ids: tuple[int, ...] = ()
        self._rows: dict[int, int] = {}
        self._pages: OrderedDict[int, dict[int, Line]] = OrderedDict()
        self._asked: set[int] = set()
        self._round = 0

    def set_ids(self, ids: Sequence[int], first: Sequence[Line] = ()) -> None:
        """Show other ids; ``first`` are lines that came along with them, so the first paint has text."""
        self.beginResetModel()
        self._ids = tuple(ids)
        self._rows = {}
        self._pages.clear()
        self._asked.clear()
        self._round += 1
        if first:
            self._store(first)
        self.endResetModel()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines only, all loaded."""
        self.set_ids([self._identity(line) for line in lines], lines)

    def ids(self) -> tuple[int, ...]:
        """All ids in the order shown."""
        return self._ids

    def line(self, row: int) -> Line | None:
        """The line of a row; asks for its hundred when it is not there."""
        if not 0 <= row < len(self._ids):
            return None
        page = row // PAGE
        found = self._pages.get(page, {}).get(self._ids[row])
        if found is None and page not in self._asked:
            self._ask(page)
            found = self._pages.get(page, {}).get(self._ids[row])
        return found

    def lines(self) -> tuple[Line, ...]:
        """The lines that are loaded now."""
        return tuple(line for page in self._pages.values() for line in page.values())

    def row_of(self, identity: Any) -> int:
        """The row of an id, or -1."""
        if not self._rows:
            self._rows = {each: row for row, each in enumerate(self._ids)}
        return self._rows.get(identity, -1)

    def id_of(self, row: int) -> Any:
        """The id of a row, loaded or not."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def replace(self, line: Line) -> None:
        """Show a changed line in its place."""
        self._store([line])

    def forget_lines(self) -> None:
        """Read every line again when it is painted; the ids and their order stay."""
        self._pages.clear()
        self._asked.clear()
        self._round += 1
        self.refresh_looks()

    def _ask(self, page: int) -> None:
        self._asked.add(page)
        ids, this_round = self._ids[page * PAGE : (page + 1) * PAGE], self._round

        def deliver(lines: Sequence[Line]) -> None:
            if this_round == self._round:
                self._store(lines)

        self._fetch(ids, deliver)

    def _store(self, lines: Sequence[Line]) -> None:
        rows = []
        for line in lines:
            row = self.row_of(self._identity(line))
            if row >= 0:
                rows.append(row)
                self._pages.setdefault(row // PAGE, {})[self._identity(line)] = line
                self._pages.move_to_end(row // PAGE)
        while len(self._pages) > MOST_PAGES:
            oldest, _lines = self._pages.popitem(last=False)
            self._asked.discard(oldest)
        if rows:
            last = self.index(max(rows), len(self.columns) - 1)
            self.dataChanged.emit(self.index(min(rows), 0), last)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)
