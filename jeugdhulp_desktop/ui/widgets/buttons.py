"""Buttons: at most one filled button a page; a verb and a noun on every one."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme

_ICON_TONES = {"filled": "on_accent", "danger": "bad", "plain": "accent", "link": "accent"}


class Button(QPushButton):
    """A push button in one of the kinds outlined, filled, danger, plain, link, filter or icon."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        kind: str = "outlined",
        *,
        small: bool = False,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if icon:
            icons.set_icon(self, icon, _ICON_TONES.get(kind, "text2"))
        if tip:
            self.setToolTip(tip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does, in pages as in dialogs."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _with_ctrl(event):
            self.click()
            return
        super().keyPressEvent(event)


def _with_ctrl(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class IconButton(Button):
    """A button with only an icon, in places where room is scarce; the words are name and tooltip."""

    def __init__(self, name: str, icon: str, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("", icon, "icon", small=small, tip=name, parent=parent)
        self.setAccessibleName(name)


class CheckBox(QCheckBox):
    """A check box whose box and tick are drawn from the tokens."""

    def sizeHint(self) -> QSize:
        return _choice_size(self)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(20)
        box = QRectF(0.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        on = self.checkState() is not Qt.CheckState.Unchecked
        painter.setPen(look.color("accent" if on and self.isEnabled() else "control"))
        painter.setBrush(look.color("accent" if on and self.isEnabled() else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            name = "check" if self.checkState() is Qt.CheckState.Checked else "minus"
            icons.paint(painter, name, box.toRect(), "on_accent" if self.isEnabled() else "text2")
        _paint_words(self, painter, side)


class RadioButton(QRadioButton):
    """A radio button drawn from the tokens."""

    def sizeHint(self) -> QSize:
        return _choice_size(self)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(20)
        box = QRectF(1, (self.height() - side) / 2 + 1, side - 2, side - 2)
        pen = painter.pen()
        pen.setColor(look.color("accent" if self.isChecked() else "control"))
        pen.setWidthF(2 if self.isChecked() else 1)
        painter.setPen(pen)
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawEllipse(box.adjusted(5, 5, -5, -5))
        _paint_words(self, painter, side)


def _choice_size(box: QCheckBox | QRadioButton) -> QSize:
    px = theme().px
    words = box.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, box.text())
    gap = px(10) if box.text() else 0
    return QSize(px(20) + gap + words.width() + 4, max(px(26), words.height() + 4))


def _paint_words(box: QCheckBox | QRadioButton, painter: QPainter, side: int) -> None:
    left = side + theme().px(10)
    words = box.rect().adjusted(left, 0, 0, 0)
    painter.setPen(theme().color("text" if box.isEnabled() else "text2"))
    # Fusion underlines always; asking the style would load QStyle, a fortieth of the time to the first paint.
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
    painter.drawText(words, flags, box.text())
