"""Timeline: what happened, newest first, each with its icon on a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.text import MONTHS
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout

CIRCLE, MONTHS_FROM = 28, 10


@dataclass(frozen=True)
class Moment:
    """One thing that happened. ``tone`` accent, neutral or ok; only a goal reached is ok."""

    id: Any
    what: str
    when: str
    text: str = ""
    icon: str = "message-text-outline"
    tone: str = "neutral"
    day: date | None = None  # gives the month headings


class _Item(QWidget):
    """One moment: circle, bold what, date at the right, text below."""

    opened = Signal(object)

    def __init__(self, moment: Moment, *, last: bool, clickable: bool) -> None:
        super().__init__()
        self._moment, self._last, self._clickable = moment, last, clickable
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{moment.when}, {moment.what}. {moment.text}")
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setProperty("ring", "keyboard")
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        px = theme().px
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(40), px(4), 0, px(12))
        whole.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(moment.what, "strong", wrap=True), 1)
        head.addWidget(label(moment.when, "caption", "text2"), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(head)
        if moment.text:
            whole.addWidget(TextBlock(moment.text))
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(CIRCLE)
        if not self._last:
            painter.fillRect(side // 2 - 1, side + 2, 2, self.height() - side - 2, look.color("hair"))
        circle = QRectF(0, 0, side, side)
        painter.setPen(look.color("control") if look.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.color(f"{self._moment.tone}_soft"))
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        inner = look.px(16)
        box = QRect((side - inner) // 2, (side - inner) // 2, inner, inner)
        icons.paint(painter, self._moment.icon, box, self._moment.tone)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._clickable:
            self.opened.emit(self._moment.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(self._moment.id)
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            return
        super().keyPressEvent(event)


class Timeline(QWidget):
    """Moments under one another; ``opened`` gives the id on a double click, Enter or F2."""

    opened = Signal(object)

    def __init__(self, *, clickable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clickable = clickable
        self._moments: tuple[Moment, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def moments(self) -> tuple[Moment, ...]:
        """What is shown."""
        return self._moments

    def set_moments(self, moments: Sequence[Moment]) -> None:
        """Show these moments, newest first as given; month headings beyond ten."""
        self._moments = tuple(moments)
        clear_layout(self._layout)
        month: tuple[int, int] | None = None
        for at, moment in enumerate(moments):
            if len(moments) > MONTHS_FROM and moment.day is not None:
                this = (moment.day.year, moment.day.month)
                if this != month:
                    month = this
                    heading = label(
                        f"{MONTHS[this[1] - 1].capitalize()} {this[0]}", "caption-strong", "text2"
                    )
                    heading.setContentsMargins(0, 4 if at else 0, 0, 6)
                    self._layout.addWidget(heading)
            item = _Item(moment, last=at == len(moments) - 1, clickable=self._clickable)
            item.opened.connect(self.opened)
            self._layout.addWidget(item)
        self._layout.addStretch(1)
