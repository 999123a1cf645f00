"""All weeks of a school year as bars: what was planned and realised, and where the holidays are."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from jeugdhulp_desktop.domain.hours import WeekSum
from jeugdhulp_desktop.domain.text import format_hours, short_date
from jeugdhulp_desktop.ui.hours.words import week_days, week_number
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.announce import announce

HEIGHT, MONTH_LINE = 96, 22
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -4, Qt.Key.Key_Down: 4}


class WeekBars(QWidget):
    """One tab stop; arrows walk through the weeks, Enter or a click opens one."""

    opened = Signal(object)  # the Monday

    def __init__(self) -> None:
        super().__init__()
        self._weeks: tuple[WeekSum, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Uren per week")
        theme().changed.connect(self.updateGeometry)

    def set_weeks(self, weeks: Sequence[WeekSum], monday: date) -> None:
        """Show a year, with this week chosen."""
        self._weeks = tuple(weeks)
        self._at = next((at for at, each in enumerate(weeks) if each.monday == monday), 0)
        self._tell()
        self.update()

    def chosen(self) -> WeekSum | None:
        """The week under the bar's mark."""
        return self._weeks[self._at] if self._weeks else None

    def words(self, week: WeekSum) -> str:
        """A week in one sentence."""
        hours = f"{format_hours(week.realised)} uur gerealiseerd, {format_hours(week.planned)} gepland"
        free = f", {week.holiday}" if week.holiday else ""
        return f"{week_number(week.monday)}, {week_days(week.monday)}{free}: {hours}"

    def sizeHint(self) -> QSize:
        return QSize(400, theme().px(HEIGHT + MONTH_LINE))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme().px(HEIGHT + MONTH_LINE))

    def _tell(self) -> None:
        week = self.chosen()
        self.setAccessibleDescription(self.words(week) if week is not None else "")

    def _week_at(self, x: float) -> int:
        wide = self.width() / max(1, len(self._weeks))
        return min(len(self._weeks) - 1, max(0, int(x / wide)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._weeks and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._at = min(len(self._weeks) - 1, max(0, self._at + _STEPS[key]))
            self._tell()
            announce(self, self.accessibleDescription())
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._weeks:
            self.opened.emit(self._weeks[self._at].monday)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._weeks and event.button() == Qt.MouseButton.LeftButton:
            self._at = self._week_at(event.position().x())
            self._tell()
            self.opened.emit(self._weeks[self._at].monday)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._weeks:
            QToolTip.showText(
                event.globalPos(), self.words(self._weeks[self._week_at(event.pos().x())]), self
            )
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._weeks:
            return
        high, wide = look.px(HEIGHT) - 4.0, self.width() / len(self._weeks)
        most = max((max(each.planned, each.realised) for each in self._weeks), default=Decimal(0)) or Decimal(
            1
        )
        for at, week in enumerate(self._weeks):
            box = QRectF(at * wide + 1.5, 2, wide - 3, high)
            self._paint_week(painter, box, week, float(most))
            if at == self._at:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.color("accent" if self.hasFocus() else "control"), 1.5))
                painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3, 3)
        painter.setPen(QPen(look.color("control"), 1))
        painter.drawLine(0, round(high + 2), self.width(), round(high + 2))
        self._paint_months(painter, wide, high + 4)

    def _paint_week(self, painter: QPainter, box: QRectF, week: WeekSum, most: float) -> None:
        look = theme()
        if week.holiday.endswith("vakantie"):
            painter.fillRect(box, look.color("neutral_soft"))
        floor = box.bottom()
        realised = box.height() * float(week.realised) / most
        planned = box.height() * float(week.planned) / most
        if week.realised:
            painter.fillRect(
                QRectF(box.left(), floor - realised, box.width(), realised), look.color("accent")
            )
        if week.planned:  # an outline: planned and realised differ by shape, not by colour
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("text2"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(box.left(), floor - planned, box.width(), planned))

    def _paint_months(self, painter: QPainter, wide: float, top: float) -> None:
        look = theme()
        font = look.font("caption")
        painter.setFont(font)
        painter.setPen(look.color("text2"))
        free_from = 0.0
        for at, week in enumerate(self._weeks):
            word = short_date(week.monday).split()[-1]
            if at and self._weeks[at - 1].monday.month == week.monday.month:
                continue
            left, room = at * wide, QFontMetrics(font).horizontalAdvance(word)
            if left >= free_from and left + room <= self.width():
                painter.drawText(QRectF(left, top, room + 4, look.px(MONTH_LINE)), word)
                free_from = left + room + look.px(6)
