"""LinesTable: a list with its footer. No grid, one hairline a row, the first column bold."""

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QWidget,
)

from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.labels import Hairline, KeyHint, label
from jeugdhulp_desktop.ui.widgets.lines import LinesModel
from jeugdhulp_desktop.ui.widgets.panel import Panel
from jeugdhulp_desktop.ui.widgets.row_delegate import HEAD, ROW, ROW_OF_TWO, RowDelegate, RowView


class _View(RowView):
    """The view itself: whole rows, hover over a row, columns that go when room is scarce."""

    opened = Signal()
    menu_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.hovered = -1
        self.setItemDelegate(RowDelegate(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme().changed.connect(self.fit)

    def fit(self) -> None:
        """Row height, header and column widths for this text size and width; hides what does not fit."""
        model = self.model()
        if not isinstance(model, LinesModel):
            return
        look = theme()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_OF_TWO if model.two_lines else ROW))
        self.horizontalHeader().setFixedHeight(look.px(HEAD))
        room = self.viewport().width()
        shown = list(range(len(model.columns)))
        wide = {at: look.px(model.columns[at].width) for at in shown}
        for at in sorted(shown, key=lambda each: -model.columns[each].hide_first):
            least = sum(wide[each] * (0.85 if model.columns[each].stretch else 1) for each in shown)
            if least <= room or not model.columns[at].hide_first:
                break
            shown.remove(at)
        rest = room - sum(wide[each] for each in shown)
        parts = sum(model.columns[each].stretch for each in shown)
        for at in range(len(model.columns)):
            self.setColumnHidden(at, at not in shown)
        for at in shown:
            extra = rest * model.columns[at].stretch // parts if parts else 0
            self.setColumnWidth(at, max(look.px(40), wide[at] + extra))
        if parts == 0 and rest > 0 and shown:
            self.setColumnWidth(shown[-1], wide[shown[-1]] + rest)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        high = self.viewport().height()
        last = self.rowAt(high - 1)
        top = self.rowViewportPosition(last)
        if last > 0 and top > 0 and top + self.rowHeight(last) > high + 1:  # no half rows
            rest = QRect(0, top, self.viewport().width(), high - top)
            QPainter(self.viewport()).fillRect(rest, theme().color("surface"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current without a bar: Enter would open a row that nobody sees chosen."""
        super().focusInEvent(event)
        here, chosen = self.currentIndex(), self.selectionModel()
        if here.isValid() and not chosen.hasSelection() and event.reason() != Qt.FocusReason.MouseFocusReason:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            chosen.select(here, flags)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()


class LinesTable(Panel):
    """A list of lines in a panel: header, rows, and a footer that counts.

    ``selected`` gives the line under the bar (or None), ``opened`` the one chosen with Enter or
    a double click.
    """

    selected = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        model: "LinesModel[Any]",
        name: str,
        *,
        hints: bool = True,
        opens: str = "openen",
        empty: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(margin=1, spacing=0, parent=parent)
        self._kept: Any = None
        self.view = _View()
        self.view.setAccessibleName(name)
        self.view.setProperty("ring_target", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._empty: QWidget | None = None
        self.body.addWidget(self._stack, 1)
        self.foot = QWidget()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(13, 4, 13, 4)
        row.setSpacing(12)
        self.count = label("", "caption", "text2")
        row.addWidget(self.count, 1)
        self._hints = [KeyHint(("↑", "↓"), "bladeren"), KeyHint(("Enter",), opens)] if hints else []
        for hint in self._hints:
            row.addWidget(hint)
        self.body.addWidget(Hairline())
        self.body.addWidget(self.foot)
        self.model: LinesModel[Any] = model
        self.view.setModel(model)
        self.view.fit()
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell())
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.view.opened.connect(self._open)
        self._sort_by_header()
        if empty is not None:
            self.set_empty(empty)

    def set_empty(self, empty: QWidget) -> None:
        """What stands in place of the rows when there are none; seen at the next set_lines."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = empty
        self._stack.addWidget(empty)
        self._show_empty()

    def set_count(self, text: str) -> None:
        """The words in the footer ("19 van 34 casussen"); also told to a screen reader."""
        if text != self.count.text():
            announce(self.view, text)
        self.count.setText(text)
        self._fit_foot()
        self.view.setAccessibleDescription(text)

    def current(self) -> Any:
        """The selected line, or None."""
        index = self.view.currentIndex()
        return self.model.line(index.row()) if index.isValid() else None

    def current_id(self) -> Any:
        """The id of the selected line, or None."""
        index = self.view.currentIndex()
        return self.model.id_of(index.row()) if index.isValid() else None

    def select_id(self, identity: Any) -> bool:
        """Select a line by its id and scroll to it; False when it is not in the list."""
        row = self.model.row_of(identity)
        if row < 0:
            return False
        self.select_row(row)
        return True

    def select_row(self, row: int) -> None:
        """Select a row and scroll to it."""
        index = self.model.index(row, self.view.first_visible())
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)

    def take_focus(self) -> None:
        """Put the focus in the rows and select the first when none is."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.select_row(0)

    def _sort_by_header(self) -> None:
        head = self.view.horizontalHeader()
        sortable = any(column.sortable or column.sort for column in self.model.columns)
        head.setSectionsClickable(sortable)
        head.sectionClicked.connect(self._header_clicked)

    def _header_clicked(self, section: int) -> None:
        column = self.model.columns[section]
        if not (column.sortable or column.sort):
            return
        name, descending = self.model.sorted_by
        down = name == column.name and not descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        head = self.view.horizontalHeader()
        head.setSortIndicator(section, order)
        head.setSortIndicatorShown(True)
        self.model.sort(section, order)

    def _tell(self) -> None:
        self.selected.emit(self.current())

    def _open(self) -> None:
        line = self.current()
        if line is not None:
            self.opened.emit(line)

    def _keep(self) -> None:
        self._kept = self.current_id()

    def _restore(self) -> None:
        self._show_empty()
        self.view.fit()
        if self._kept is None or not self.select_id(self._kept):
            self.selected.emit(None)

    def _fit_foot(self) -> None:
        """The count is never cut off: the hints of keys go first."""
        wide = self.count.sizeHint().width() + 40
        for hint in self._hints:
            wide += hint.sizeHint().width() + 12
        for hint in self._hints:
            hint.setVisible(wide <= self.width())

    def _show_empty(self) -> None:
        nothing = self._empty is not None and self.model.rowCount() == 0
        here = self.view.hasFocus()
        self._stack.setCurrentWidget(self._empty if nothing and self._empty else self.view)
        if nothing and here and self._empty:  # else Qt puts the focus somewhere in the rail
            first_focus(self._empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_foot()
