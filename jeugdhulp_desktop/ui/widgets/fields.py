"""Fields of forms: every one has ``value``, ``set_value``, ``own_problem``, and the signals changed and left.

``own_problem`` is the Dutch sentence when what was typed is no value at all (no date, no number, too long);
rules of the field come from the domain's checks. A field never cuts off what was typed or pasted.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QFrame,
    QLineEdit,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from jeugdhulp_desktop.domain.text import clean, format_decimal, input_date, parse_decimal, parse_dutch_date
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import IconButton

LONGEST_LINE = 200
LONGEST_TEXT = 20_000
LINE_HEIGHT = 130
MOST_LINES = 12  # a text field grows this far


def too_long(limit: int, length: int) -> str:
    """The sentence for a text that does not fit."""
    return f"Hier passen {limit} tekens, dit zijn er {length}. Kort de tekst in."


def leave_to_window(event: QKeyEvent) -> bool:
    """True for Ctrl+K, which X11 gives to text fields (delete to the end) and this program to the palette."""
    wanted = event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if wanted:
        event.ignore()
    return wanted


class TextField(QLineEdit):
    """One line of text, pasted as plain text, kept without control characters (F33, F34)."""

    changed = Signal()
    left = Signal()

    def __init__(
        self, placeholder: str = "", *, longest: int = LONGEST_LINE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.longest = longest
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> Any:
        """The text without spaces round it."""
        return clean(self.text()).strip()

    def set_value(self, value: Any) -> None:
        """Show a text without announcing a change."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def own_problem(self) -> str:
        """A sentence when the text is longer than the database keeps."""
        length = len(self.text().strip())
        return too_long(self.longest, length) if length > self.longest else ""

    def event(self, event: QEvent) -> bool:
        override = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and leave_to_window(event):
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class TextArea(QTextEdit):
    """Text of more lines, 130 % line height; whatever is pasted comes in as plain text (F34)."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        lines: int = 3,
        longest: int = LONGEST_TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.longest = longest
        self._lines = lines
        self._quiet = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._typed)
        theme().changed.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()
        self.set_value("")

    def value(self) -> str:
        """The text without spaces round it."""
        return clean(self.toPlainText()).strip()

    def set_value(self, value: Any) -> None:
        """Show a text without announcing a change."""
        self._quiet = True
        self.setPlainText("" if value is None else str(value))
        shape = QTextBlockFormat()
        shape.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(shape)
        self.document().clearUndoRedoStacks()
        self._quiet = False

    def own_problem(self) -> str:
        """A sentence when the text is longer than the database keeps."""
        length = len(self.toPlainText().strip())
        return too_long(self.longest, length) if length > self.longest else ""

    def _typed(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _fit(self) -> None:
        """As high as the text, between ``lines`` and MOST_LINES; beyond that it scrolls."""
        line = self.fontMetrics().lineSpacing() * LINE_HEIGHT / 100
        edge = theme().px(18)
        least, most = round(line * self._lines) + edge, round(line * max(MOST_LINES, self._lines)) + edge
        self.setFixedHeight(min(most, max(least, round(self.document().size().height()) + edge - 4)))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(clean(source.text().replace("\r\n", "\n")))
        self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class _FieldWithButton(TextField):
    """A line with a small button inside at the right; the keyboard has its own way to the same."""

    def __init__(self, name: str, icon: str, *, longest: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(longest=longest, parent=parent)
        self.button = IconButton(name, icon, small=True, parent=self)
        icons.set_icon(self.button, icon, "text2", 16)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.setTextMargins(0, 0, theme().px(26), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme().px(30)
        self.button.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)


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


class DecimalField(TextField):
    """A Dutch number ("4,5") as Decimal; arrows step, the field writes it neatly when left (F36)."""

    def __init__(
        self,
        *,
        least: Decimal = Decimal(0),
        most: Decimal = Decimal(100_000),
        decimals: int = 2,
        step: Decimal = Decimal(1),
        fixed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(longest=20, parent=parent)
        self._least, self._most, self._decimals, self._step_size = least, most, decimals, step
        self._fixed = fixed  # always that many decimals: "8,0"
        self.up = IconButton("Hoger", "chevron-up", parent=self)
        self.down = IconButton("Lager", "chevron-down", parent=self)
        for button, sign in ((self.up, 1), (self.down, -1)):
            button.setProperty("kind", "stepper")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.clicked.connect(lambda _checked=False, sign=sign: self.step(sign))
            icons.set_icon(button, "chevron-up" if sign > 0 else "chevron-down", "text2", 14)
        self.setTextMargins(0, 0, theme().px(20), 0)

    def value(self) -> Decimal | None:
        """The number, or None when the field is empty or holds none within bounds."""
        number = parse_decimal(self.text())
        return None if number is None or self._bad(number) else number

    def set_value(self, value: Any) -> None:
        """Show a number, or an empty field."""
        self.setText("" if value is None else self._written(Decimal(value)))

    def own_problem(self) -> str:
        """A sentence when what stands there is no number, or one that cannot be."""
        text = self.text().strip()
        if not text:
            return ""
        number = parse_decimal(text)
        if number is None:
            return (
                "Typ een getal, bijvoorbeeld 12."
                if not self._decimals
                else "Typ een getal, bijvoorbeeld 4,5."
            )
        if not self._least <= number <= self._most:
            return (
                f"Vul een getal in van {self._written(self._least)} tot en met {self._written(self._most)}."
            )
        if self._bad(number):
            return (
                "Vul een heel getal in."
                if not self._decimals
                else f"Gebruik hooguit {self._decimals} cijfers na de komma."
            )
        return ""

    def step(self, sign: int) -> None:
        """One step up (1) or down (-1), inside the bounds."""
        number = parse_decimal(self.text()) or Decimal(0)
        self.set_value(min(self._most, max(self._least, number + sign * self._step_size)))
        self.changed.emit()

    def _bad(self, number: Decimal) -> bool:
        too_fine = number != round(number, self._decimals)
        return too_fine or not self._least <= number <= self._most

    def _written(self, number: Decimal) -> str:
        places = max(0, -int(number.normalize().as_tuple().exponent))
        return format_decimal(number, self._decimals if self._fixed else min(places, self._decimals))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        number = self.value()
        if number is not None:
            self.set_value(number)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.step(1 if event.key() == Qt.Key.Key_Up else -1)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, high = theme().px(22), (self.height() - 6) // 2
        self.up.setGeometry(self.width() - wide - 3, 3, wide, high)
        self.down.setGeometry(self.width() - wide - 3, 3 + high, wide, high)


class ChoiceField(QComboBox):
    """One of a few: pairs of value and text. The wheel does nothing, so scrolling never changes an answer."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[Any, str]] = (),
        *,
        placeholder: str = "Kies",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(lambda _index: self.changed.emit())
        self._values: tuple[Any, ...] = ()
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices; the value stays when it is still among them."""
        before = self.value()
        self._values = tuple(value for value, _text in choices)  # Qt would turn a StrEnum into a plain str
        self.blockSignals(True)
        self.clear()
        self.addItems([text for _value, text in choices])
        self.blockSignals(False)
        self.set_value(before)

    def value(self) -> Any:
        """The value of the choice, or None while nothing is chosen."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose by value without announcing a change; None or an unknown value chooses nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def own_problem(self) -> str:
        """A choice is always a value."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme().px(16)
        right = self.width() - theme().px(8) - side
        icons.paint(QPainter(self), "chevron-down", QRect(right, (self.height() - side) // 2, side, side))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self.update()
