"""Icons: the outlines of Material Design Icons, drawn in the colour of a token.

An icon is asked for by its file name without ``.svg``. A button keeps its icon through ``set_icon``, which
draws it again when the theme changes; painted widgets call ``paint`` or ``pixmap`` at paint time.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from jeugdhulp_desktop.paths import resource
from jeugdhulp_desktop.ui.theme import theme

APP_ICON = "shield-home"
INSET = 0.05  # of the side, round every icon: the outlines fill their box more than letters fill a line
GAP = 6  # between an icon and the words of its button


@lru_cache(maxsize=256)
def _renderer(name: str) -> QSvgRenderer:
    path = resource("icons", f"{name}.svg")
    return QSvgRenderer(QByteArray(path.read_bytes()))


@lru_cache(maxsize=2048)
def _drawn(name: str, side: int, colour: str, ratio: float) -> QPixmap:
    pixels = max(1, round(side * ratio))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    inset = pixels * INSET
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name).render(painter, QRectF(0, 0, pixels, pixels).adjusted(inset, inset, -inset, -inset))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor(colour))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, side: int, tone: str = "text2", ratio: float = 1.0) -> QPixmap:
    """The icon ``side`` logical pixels square, in the colour of a token, sharp at ``ratio``."""
    return _drawn(name, side, getattr(theme().tokens, tone), ratio)


def paint(painter: QPainter, name: str, box: QRect, tone: str = "text2") -> None:
    """Draw the icon centred in a box, as large as the shorter side."""
    side = min(box.width(), box.height())
    corner = box.center() - QPoint((side - 1) // 2, (side - 1) // 2)
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(corner, pixmap(name, side, tone, ratio))


def _with_gap(drawn: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    wide = QPixmap(drawn.width() + round(gap * ratio), drawn.height())
    wide.fill(Qt.GlobalColor.transparent)
    wide.setDevicePixelRatio(ratio)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wide


def icon(name: str, tone: str = "text2", side: int = 18, *, disabled: str = "text2", gap: int = 0) -> QIcon:
    """A QIcon with a picture for plain and for dense screens; ``gap`` is clear room at its right."""
    made = QIcon()
    ratios = {1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
    for ratio in sorted(ratios):
        made.addPixmap(_with_gap(pixmap(name, side, tone, ratio), gap))
        made.addPixmap(_with_gap(pixmap(name, side, disabled, ratio), gap), QIcon.Mode.Disabled)
    return made


class _Keeper(QObject):
    """Child of a button that redraws its icon; goes with the button."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self.name, self.tone, self.side = "", "text2", 18
        theme().changed.connect(self.redraw)

    def redraw(self) -> None:
        side = theme().px(self.side)
        gap = theme().px(GAP) if self._button.text() else 0
        self._button.setIcon(icon(self.name, self.tone, side, gap=gap) if self.name else QIcon())
        self._button.setIconSize(QSize(side + gap, side))


def set_icon(button: QAbstractButton, name: str, tone: str = "text2", side: int = 18) -> None:
    """Give a button an icon and keep it in the colours of the theme; an empty name takes it away."""
    keeper = button.findChild(_Keeper, options=Qt.FindChildOption.FindDirectChildrenOnly) or _Keeper(button)
    keeper.name, keeper.tone, keeper.side = name, tone, side
    keeper.redraw()


class IconLabel(QWidget):
    """An icon that says nothing by itself: the words stand beside it."""

    def __init__(self, name: str, side: int = 18, tone: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._side = name, tone, side
        self._fit()
        theme().changed.connect(self._fit)

    def set(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def _fit(self) -> None:
        side = theme().px(self._side)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        if self._name:
            paint(painter, self._name, self.rect(), self._tone)
