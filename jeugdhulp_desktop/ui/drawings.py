"""An SVG painted as points: the one thing of the letterhead that only the window can do."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from jeugdhulp_desktop.domain.errors import UnreadableLogo

SIDE = 1200  # pixels, of the longest side: 40 mm on paper at over 700 dots an inch


def paint_svg(svg: bytes) -> bytes:
    """A PNG of the drawing, clear where nothing is drawn; UnreadableLogo for one that holds no picture.

    Only for what ``exchange.logos`` wrote anew. Paints into memory, so it may run on the worker.
    """
    renderer = QSvgRenderer(QByteArray(svg))
    box = renderer.viewBoxF()
    if not renderer.isValid() or not (box.width() > 0 and box.height() > 0):
        raise UnreadableLogo("damaged")
    size = box.size().scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio).toSize().expandedTo(QSize(1, 1))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    finally:
        painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
