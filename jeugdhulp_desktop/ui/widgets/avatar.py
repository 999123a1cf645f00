"""Initials in a circle, where a photograph would stand elsewhere; photographs are never kept."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jeugdhulp_desktop.domain.text import initials
from jeugdhulp_desktop.ui.theme import theme


class Avatar(QWidget):
    """The first and the last initial; decoration beside the name."""

    def __init__(self, name: str = "", side: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters, self._side = "", side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show the initials of a name."""
        letters = initials(name).replace(".", "")
        self._letters = letters[:1] + letters[-1:] if len(letters) > 1 else letters
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._side), theme().px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("control") if look.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(look.color("accent"))
        painter.setFont(look.font("section"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
