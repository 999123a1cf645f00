"""Shares in words and figures, with a stacked bar above them; never a pie, never colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.labels import label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout


@dataclass(frozen=True)
class Share:
    """One part: its word, how many, icon and tone (``empty`` draws an outline)."""

    text: str
    count: int
    icon: str
    tone: str = "accent"


class StackedBar(QWidget):
    """The parts beside one another, with a gap between them; a part is never thinner than 8 px."""

    def __init__(self, shares: Sequence[Share] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: tuple[Share, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.set_shares(shares)

    def set_shares(self, shares: Sequence[Share]) -> None:
        """Show other parts."""
        self._shares = tuple(each for each in shares if each.count > 0)
        self.setAccessibleName(", ".join(f"{each.text} {each.count}" for each in self._shares))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, theme().px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(each.count for each in self._shares)
        if not total:
            self._part(painter, QRectF(self.rect()), "empty")
            return
        gap, least = 3.0, 8.0
        room = self.width() - gap * (len(self._shares) - 1)
        wide = [max(least, room * each.count / total) for each in self._shares]
        over = sum(wide) - room
        if over > 0:
            largest = wide.index(max(wide))
            wide[largest] = max(least, wide[largest] - over)
        left = 0.0
        for share, width in zip(self._shares, wide, strict=True):
            tone = share.tone if not look.high_contrast else "text"
            self._part(painter, QRectF(left, 0, width, self.height()), tone)
            left += width + gap

    def _part(self, painter: QPainter, box: QRectF, tone: str) -> None:
        look = theme()
        if tone in ("empty", "open"):
            painter.setPen(QPen(look.color("control"), 1))
            painter.setBrush(look.color("surface"))
            box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("control" if tone == "neutral" else tone))
        painter.drawRoundedRect(box, 3, 3)


class ShareBar(QWidget):
    """The stacked bar with under it a line for each part: icon, word, figure at the right."""

    def __init__(self, shares: Sequence[Share] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(9)
        self.bar = StackedBar()
        whole.addWidget(self.bar)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        whole.addLayout(self._lines)
        self.set_shares(shares)

    def set_shares(self, shares: Sequence[Share]) -> None:
        """Show other parts; a part of 0 keeps its line."""
        self.bar.set_shares(shares)
        clear_layout(self._lines)
        for share in shares:
            self._lines.addWidget(figure_line(share.icon, share.tone, share.text, str(share.count)))


def figure_line(icon: str, tone: str, text: str, figure: str) -> QWidget:
    """Icon, words, and a figure that stands right-aligned."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(1, 0, 1, 0)
    row.setSpacing(10)
    row.addWidget(IconLabel(icon, 18, "text2" if tone in ("neutral", "empty", "open") else tone))
    row.addWidget(label(text), 1)
    row.addWidget(label(figure, "strong"))
    return whole


class StepDots(QWidget):
    """One small block a question, in the tone of its answer; open ones are outlined."""

    def __init__(self, tones: Sequence[str] = (), spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tones: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.set_tones(tones, spoken)

    def set_tones(self, tones: Sequence[str], spoken: str) -> None:
        """Tones of the answers (ok, warn, bad, neutral, open), and the same in words."""
        self._tones = tuple(tones)
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, theme().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._tones:
            return
        gap = 4.0
        wide = (self.width() - gap * (len(self._tones) - 1)) / len(self._tones)
        for at, tone in enumerate(self._tones):
            box = QRectF(at * (wide + gap), 0, wide, self.height())
            if tone == "open":
                painter.setPen(QPen(look.color("control"), 1))
                painter.setBrush(look.color("surface"))
                box = box.adjusted(0.5, 0.5, -0.5, -0.5)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color("control" if tone == "neutral" else tone))
            painter.drawRoundedRect(box, 3, 3)
