"""How a row of a list is drawn: pills, icons, two lines, the bar of the selected row."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.labels import paint_pill, pill_width
from jeugdhulp_desktop.ui.widgets.lines import Cell, Index, LinesModel, Role

ROW, ROW_OF_TWO, HEAD, SIDE, BAR = 40, 56, 36, 12, 3


class RowView(QTableView):
    """What the delegate asks of its view."""

    hovered = -1

    def first_visible(self) -> int:
        """The first column that is not hidden."""
        columns = self.model().columnCount() if self.model() else 0
        return next((at for at in range(columns) if not self.isColumnHidden(at)), 0)


class RowDelegate(QStyledItemDelegate):
    """Draws pills, icons and rows of two lines; the selected row has a tint and a bar."""

    def __init__(self, view: "RowView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme()
        box: QRect = option.rect
        selected = self._view.selectionModel().isRowSelected(index.row(), QModelIndex())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(box, look.color("selected"))
        elif index.row() == self._view.hovered:
            painter.fillRect(box, look.color("hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, look.color("hair"))
        first = self._view.first_visible() == index.column()
        if selected and first:
            painter.fillRect(box.left(), box.top(), BAR, box.height() - 1, look.color("accent"))
        cell = index.data(Role.CELL)
        if isinstance(cell, Cell):
            inside = box.adjusted(look.px(SIDE), 0, -look.px(SIDE), -1)
            self._paint_cell(painter, cell, inside, bold=first or cell.bold, right=self._right(index))
        painter.restore()

    def _right(self, index: Index) -> bool:
        model = index.model()
        return isinstance(model, LinesModel) and model.columns[index.column()].right

    def _paint_cell(self, painter: QPainter, cell: Cell, box: QRect, *, bold: bool, right: bool) -> None:
        look = theme()
        if cell.pill is not None:
            paint_pill(painter, cell.pill, box.left() - look.px(2), box.center().y() + 1)
            return
        left = box.left()
        if cell.icon:
            side = look.px(18)
            tone = "text2" if cell.tone == "text" else cell.tone
            icons.paint(painter, cell.icon, QRect(left, box.center().y() - side // 2 + 1, side, side), tone)
            left += side + look.px(6)
        words = QRect(left, box.top(), box.right() - left + 1, box.height())
        strong = bold or (cell.tone in ("bad", "warn", "ok") and bool(cell.icon))
        font = look.font("strong" if bold else "body", weight=600 if bold or strong else 400)
        if not cell.second:
            _elided(painter, cell.text, words, font, look.color(cell.tone), right=right)
            return
        caption = look.font("caption")
        high = QFontMetrics(font).height(), QFontMetrics(caption).height()
        top = words.center().y() - (sum(high) + 2) // 2 + 1
        _elided(
            painter,
            cell.text,
            QRect(left, top, words.width(), high[0]),
            font,
            look.color(cell.tone),
            right=right,
        )
        under = QRect(left, top + high[0] + 2, words.width(), high[1])
        _elided(painter, cell.second, under, caption, look.color("text2"), right=right)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(Role.CELL)
        look = theme()
        if not isinstance(cell, Cell):
            return QSize(0, look.px(ROW))
        if cell.pill is not None:
            return QSize(pill_width(cell.pill) + 2 * look.px(SIDE), look.px(ROW))
        wide = QFontMetrics(look.font("strong")).horizontalAdvance(cell.text) + 2 * look.px(SIDE) + 4
        return QSize(wide + (look.px(24) if cell.icon else 0), look.px(ROW))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A tooltip only where the text does not fit."""
        box: QRect = option.rect
        cell = index.data(Role.CELL)
        if event.type() is not QEvent.Type.ToolTip or not isinstance(cell, Cell):
            return False
        fits = self.sizeHint(option, index).width() <= box.width()
        fits_second = QFontMetrics(theme().font("caption")).horizontalAdvance(cell.second) <= box.width() - 24
        QToolTip.showText(event.globalPos(), "" if fits and fits_second else cell.spoken(), view)
        return True


def _elided(painter: QPainter, text: str, box: QRect, font: Any, colour: Any, *, right: bool) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
