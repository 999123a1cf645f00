"""A date as it is typed here, with a calendar on a button, Alt+↓ or F4."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QVBoxLayout,
    QWidget,
)

from jeugdhulp_desktop.domain.text import input_date, parse_dutch_date
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import IconButton
from jeugdhulp_desktop.ui.widgets.text_fields import TextField


class _FieldWithButton(TextField):
    """A line with a small button inside at the right; the keyboard has its own way to the same."""

    def __init__(self, name: str, icon: str, *, longest: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(longest=longest, parent=parent)
        self.button = IconButton(name, icon, small=True, parent=self)
        icons.set_icon(self.button, icon, "text2", 16)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setTextMargins(0, 0, theme().px(26), 0)
        side = theme().px(30)
        self.button.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class DateField(_FieldWithButton):
    """A date as it is typed here (15-09-2026), with a calendar on the button, Alt+↓ or F4."""

    def __init__(self, day: date | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__("Kalender openen", "calendar-blank-outline", parent=parent)
        self.setPlaceholderText("dd-mm-jjjj")
        self.button.clicked.connect(self.open_calendar)
        self._calendar: _CalendarPopup | None = None
        self.set_value(day)

    def value(self) -> date | None:
        """The date, or None when the field is empty or holds none."""
        return parse_dutch_date(self.text())

    def set_value(self, value: Any) -> None:
        """Show a date, or an empty field."""
        self.setText(input_date(value))

    def own_problem(self) -> str:
        """A sentence when what stands there is no date."""
        if self.text().strip() and self.value() is None:
            return "Typ de datum als dag-maand-jaar, bijvoorbeeld 15-09-2026."
        return ""

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        self._calendar = _CalendarPopup(self)
        self._calendar.show_below(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.value() is not None:
            self.set_value(self.value())
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
            return
        super().keyPressEvent(event)


class _CalendarPopup(QFrame):
    """A month to pick from; Enter or a click takes the day, Esc leaves the field as it was."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", True)
        self._field = field
        inner = QVBoxLayout(self)
        inner.setContentsMargins(4, 4, 4, 4)
        self.calendar = QCalendarWidget(self)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.calendar.setGridVisible(False)
        weekend = QTextCharFormat()
        weekend.setForeground(theme().color("text2"))  # red is for what is late, not for Saturday
        for day_of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day_of_week, weekend)
        self.calendar.setLocale(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
        day = field.value()
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.activated.connect(self._take)
        self.calendar.clicked.connect(self._take)
        inner.addWidget(self.calendar)

    def show_below(self, field: DateField) -> None:
        """Stand under the field, inside the screen."""
        self.adjustSize()
        corner = field.mapToGlobal(QPoint(0, field.height() + 4))
        room = field.screen().availableGeometry()
        corner.setX(min(corner.x(), room.right() - self.width()))
        if corner.y() + self.height() > room.bottom():
            corner.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(corner)
        self.show()
        self.calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self._field.set_value(date(day.year(), day.month(), day.day()))
        self._field.changed.emit()
        self.close()
        self._field.setFocus()
