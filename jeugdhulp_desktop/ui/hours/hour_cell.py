"""One cell of the week grid: a number of hours, with the keys of a spreadsheet."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.hour_rules import check_hours
from jeugdhulp_desktop.domain.text import format_hours, parse_decimal
from jeugdhulp_desktop.ui.problem_sentences import sentence
from jeugdhulp_desktop.ui.widgets.labels import restyle
from jeugdhulp_desktop.ui.widgets.text_fields import TextField

NO_NUMBER = "Typ uren als getal met een komma. 1,5 is anderhalf uur."
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class HourCell(TextField):
    """Hours of one worker and kind. ``settled`` when the cell is left with something new and sound in it."""

    settled = Signal(object)  # Decimal; 0 for an empty cell
    refused = Signal(str)  # the sentence, empty when it is over
    moved = Signal(int, int)  # rows, columns
    understood = Signal(str)  # how a point was read

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(longest=20, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._hours = Decimal(0)
        self.changed.connect(self._typing)

    def set_hours(self, hours: Decimal) -> None:
        """Show what is kept; an empty cell for nothing. What is wrong in it is over."""
        self._hours = hours
        self.setText(format_hours(hours) if hours else "")
        self._say("")
        if self.hasFocus():
            self.selectAll()

    def put_typed(self, text: str) -> None:
        """What was being typed here before; it is no more kept than it was then."""
        self.setText(text)
        self.changed.emit()

    def hours(self) -> Decimal:
        """What is kept."""
        return self._hours

    def edited(self) -> bool:
        """Whether something stands here that is not kept yet."""
        return self.text().strip() != (format_hours(self._hours) if self._hours else "")

    def typed(self) -> Decimal | None:
        """The number that stands here now, 0 for nothing; None when it is none or cannot be."""
        number = parse_decimal(self.text()) if self.text().strip() else Decimal(0)
        return None if number is None or check_hours(number) is not None else number

    def settle(self) -> bool:
        """Take what stands here; False when it is no number of hours, and a sentence says so."""
        if not self.edited():
            self._say("")
            return True
        text, number = self.text().strip(), self.typed()
        if number is None:
            found = parse_decimal(text)
            problem = None if found is None else check_hours(found)
            self._say(NO_NUMBER if problem is None else sentence(problem))
            return False
        new = number != self._hours
        self.set_hours(number)
        if new:
            self.settled.emit(number)
        if "." in text:
            self.understood.emit(f"{text} is gelezen als {format_hours(number)} uur.")
        return True

    def _typing(self) -> None:
        if self.property("state") == "error" and self.typed() is not None:
            self._say("")

    def _say(self, words: str) -> None:
        was = bool(self.accessibleDescription())
        restyle(self, "state", "error" if words else "")
        self.setAccessibleDescription(words)
        if words or was:
            self.refused.emit(words)

    def event(self, event: QEvent) -> bool:
        """Esc and Ctrl+Z belong to the cell while something is typed in it, and else to the page."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.setAccepted(self.edited())
                return event.isAccepted()
            copies = event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if copies or (event.matches(QKeySequence.StandardKey.Undo) and not self.edited()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and self.edited():
            self.set_hours(self._hours)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._go(1, 0)
        elif (key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain) or self._at_edge(key, plain):
            self._go(*_ARROWS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def _go(self, rows: int, columns: int) -> None:
        if self.settle():  # a number that is none keeps the focus, with its sentence
            self.moved.emit(rows, columns)

    def _at_edge(self, key: int, plain: bool) -> bool:
        """Left and right go to the next cell when nothing is left to walk through in this one."""
        if not plain or key not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return False
        if self.selectedText() == self.text():  # also an empty cell
            return True
        if self.hasSelectedText():
            return False
        return self.cursorPosition() == (0 if key == Qt.Key.Key_Left else len(self.text()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.edited():  # coming back in the middle of a number, the next digit does not replace it
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.settle()
        super().focusOutEvent(event)

    def set_value(self, value: Any) -> None:
        """As ``set_hours``, for whoever treats all fields alike."""
        self.set_hours(value or Decimal(0))
