"""Steps of a wizard: one mark for each, in a rail below one another or on a line beside one another."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme

EDGE, ICON, GAP = 13, 18, 8
IN_RAIL, ON_LINE = QSize(232, 40), 34  # in a rail all are as wide as it; on a line as wide as their words
_SPOKEN = {"done": "klaar", "now": "deze stap", "later": "komt nog"}


class StepMark(QWidget):
    """A step: done, now, or to come. ``in_rail`` gives it the width of the rail."""

    def __init__(self, number: int, words: str, *, in_rail: bool) -> None:
        super().__init__()
        self._number, self._words, self._state, self._in_rail = number, words, "later", in_rail
        wide = QSizePolicy.Policy.Expanding if in_rail else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.set_state("later")
        theme().changed.connect(self.updateGeometry)

    def set_state(self, state: str) -> None:
        """done, now or later."""
        self._state = state
        self.setAccessibleName(f"Stap {self._number}, {self._words}, {_SPOKEN[state]}")
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        if self._in_rail:
            return QSize(look.px(IN_RAIL.width()), look.px(IN_RAIL.height()))
        words = QFontMetrics(look.font("strong")).horizontalAdvance(self._words)
        return QSize(words + look.px(EDGE + ICON + GAP + EDGE), look.px(ON_LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        px = look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._state == "now":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        name, tone = {
            "done": ("check-circle", "ok"),
            "now": (f"numeric-{self._number}-circle", "accent"),
            "later": (f"numeric-{self._number}-circle-outline", "text2"),
        }[self._state]
        side = px(ICON)
        icons.paint(painter, name, QRect(px(EDGE), (self.height() - side) // 2, side, side), tone)
        painter.setFont(look.font("strong" if self._state == "now" else "body"))
        painter.setPen(look.color("text2" if self._state == "later" else "text"))
        left = px(EDGE) + side + px(GAP)
        words = QRect(left, 0, self.width() - left - px(4), self.height())
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


class StepLine(QWidget):
    """The steps beside one another; the wizard's look where the rail stands at the left already."""

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._steps = [StepMark(at, words, in_rail=False) for at, words in enumerate(steps, start=1)]
        for step in self._steps:
            row.addWidget(step)
        row.addStretch(1)

    def set_now(self, now: int, *, finished: bool = False) -> None:
        """The step one is at, from 0; ``finished`` also marks that one as done."""
        for at, step in enumerate(self._steps):
            done = at < now or (finished and at == now)
            step.set_state("done" if done else "now" if at == now else "later")
