"""SegmentedAnswer: Ja, Deels, Nee, N.v.t. One tab stop; arrows move, letters choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme


@dataclass(frozen=True)
class Segment:
    """One possible answer: its value, word, keys, icon and tone when chosen."""

    value: Any
    text: str
    keys: str
    icon: str
    tone: str


ANSWERS = (
    Segment("yes", "Ja", "J1", "check", "ok"),
    Segment("partly", "Deels", "D2", "circle-half-full", "warn"),
    Segment("no", "Nee", "N3", "close", "bad"),
    Segment("na", "N.v.t.", "X4", "minus", "neutral"),
)
HEIGHT = 34


class _Part(QRadioButton):
    """One segment; a radio button to a screen reader."""

    def __init__(self, segment: Segment, at: int, whole: "SegmentedAnswer") -> None:
        super().__init__(segment.text, whole)
        self.segment = segment
        self._at, self._whole = at, whole
        self.setAutoExclusive(False)
        self.setProperty("ring_target", whole)
        self.setProperty("ring", "always")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{segment.text} (toets {segment.keys[0]})")
        self.clicked.connect(lambda: whole.choose(segment.value))

    def sizeHint(self) -> QSize:
        look = theme()
        words = QFontMetrics(look.font("strong")).horizontalAdvance(self.segment.text)
        return QSize(words + look.px(44), look.px(HEIGHT))

    def hitButton(self, pos: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._whole.take_key(event, self._at):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._whole.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        chosen = self.isChecked()
        tone = self.segment.tone if chosen else "text"
        font = look.font("strong") if chosen else look.font()
        painter.setFont(font)
        painter.setPen(look.color(tone if self.isEnabled() else "text2"))
        words = QFontMetrics(font).horizontalAdvance(self.segment.text)
        side = look.px(14) if chosen else 0
        gap = look.px(6) if chosen else 0
        left = (self.width() - words - side - gap) // 2
        if chosen:
            icons.paint(
                painter, self.segment.icon, QRect(left, (self.height() - side) // 2, side, side), tone
            )
        box = QRect(left + side + gap, 0, words + 2, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.segment.text)
        if self.hasFocus() and not chosen:  # where the arrows stand before an answer is chosen
            line = QRect(left, self.height() - look.px(8), words, 2)
            painter.fillRect(line, look.color("accent"))


class SegmentedAnswer(QWidget):
    """The answer to one question. ``answered`` at each choice; ``stepped`` when ↑ or ↓ asks for another."""

    answered = Signal(object)
    stepped = Signal(int)
    changed = Signal()
    left = Signal()

    def __init__(
        self, name: str, segments: Sequence[Segment] = ANSWERS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._parts = [_Part(segment, at, self) for at, segment in enumerate(segments)]
        for part in self._parts:
            row.addWidget(part)
        self.set_name(name)
        self.setFocusProxy(self._parts[0])
        self._one_stop()
        theme().changed.connect(self._redraw)

    def set_name(self, name: str) -> None:
        """The question, for a screen reader."""
        self.setAccessibleName(name)
        for part in self._parts:
            part.setAccessibleName(f"{name} {part.segment.text}")

    def value(self) -> Any:
        """The chosen value, or None."""
        return next((part.segment.value for part in self._parts if part.isChecked()), None)

    def set_value(self, value: Any) -> None:
        """Show an answer without announcing it."""
        for part in self._parts:
            part.setChecked(part.segment.value == value)
        self._one_stop()
        self.update()

    def choose(self, value: Any) -> None:
        """Answer, as a click or a letter does."""
        self.set_value(value)
        chosen = next((part for part in self._parts if part.isChecked()), None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answered.emit(value)
        self.changed.emit()

    def own_problem(self) -> str:
        """An answer is always a value."""
        return ""

    def take_key(self, event: QKeyEvent, at: int) -> bool:
        """Letters and digits choose, arrows move, Space takes the segment under the focus."""
        key, text = event.key(), event.text().upper()
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        named = next((part for part in self._parts if text and text in part.segment.keys), None)
        if named is not None:
            self.choose(named.segment.value)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self._parts[(at + step) % len(self._parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Space:
            self.choose(self._parts[at].segment.value)
        else:
            return False
        return True

    def _one_stop(self) -> None:
        """Tab stops once: at the chosen segment, or at the first."""
        stop = next((part for part in self._parts if part.isChecked()), self._parts[0])
        self.setFocusProxy(stop)
        for part in self._parts:
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if part is stop else Qt.FocusPolicy.ClickFocus)

    def _redraw(self) -> None:
        for part in self._parts:
            part.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.color("control"), 1))
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(whole, 6, 6)
        for part in self._parts[1:]:
            painter.drawLine(part.x(), 1, part.x(), self.height() - 2)
        for part in self._parts:
            if part.isChecked():
                tone = part.segment.tone
                box = QRectF(part.geometry()).adjusted(1, 1, -1, -1)
                path = QPainterPath()
                path.addRoundedRect(box, 5, 5)
                painter.setPen(QPen(look.color(tone), 2))
                painter.setBrush(look.color(f"{tone}_soft"))
                painter.drawPath(path)
