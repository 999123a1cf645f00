"""A document to the printer, page after page: drawn on the worker, never two pages in memory at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from jeugdhulp_desktop.services.page_images import PageImage

SHARPEST = 300  # dots an inch: text is not sharper beyond it, and a page takes 26 MB already
POINTS = 72.0

Deliver = Callable[[PageImage], object]


class PdfPrint(QObject):
    """One document on its way to the printer. ``draw`` asks the worker for a page at a width in pixels."""

    printed = Signal(int)  # pages; nothing came out at 0
    stepped = Signal(int, int)  # page, of how many

    def __init__(
        self,
        printer: QPrinter,
        sizes: Sequence[tuple[float, float]],
        draw: Callable[[int, int, Deliver], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._printer, self._sizes, self._draw = printer, tuple(sizes), draw
        chosen = printer.printRange() == QPrinter.PrintRange.PageRange
        first = printer.fromPage() - 1 if chosen else 0
        last = printer.toPage() - 1 if chosen else len(sizes) - 1
        self._pages = list(range(max(0, first), min(last, len(sizes) - 1) + 1))
        self._done = 0
        self._painter = QPainter()

    def start(self) -> None:
        """Begin; ``printed`` tells when the last page has gone."""
        if not self._pages:
            self.printed.emit(0)
            return
        self._lay_out(self._pages[0])
        self._printer.setFullPage(True)
        if not self._painter.begin(self._printer):
            self.printed.emit(0)
            return
        self._next()

    def _lay_out(self, page: int) -> None:
        width, height = self._sizes[page]
        turned = width > height
        direction = QPageLayout.Orientation
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._printer.setPageOrientation(direction.Landscape if turned else direction.Portrait)

    def _next(self) -> None:
        page = self._pages[self._done]
        self.stepped.emit(self._done + 1, len(self._pages))
        dots = min(self._printer.resolution(), SHARPEST)
        self._draw(page, round(self._sizes[page][0] / POINTS * dots), self._paint)

    def _paint(self, drawn: PageImage) -> None:
        image = QImage(drawn.rgb, drawn.width, drawn.height, drawn.width * 3, QImage.Format.Format_RGB888)
        paper = QRectF(self._painter.viewport())
        share = min(paper.width() / drawn.width, paper.height() / drawn.height)
        target = QRectF(0, 0, drawn.width * share, drawn.height * share)
        target.moveCenter(paper.center())
        self._painter.drawImage(target, image)
        self._done += 1
        if self._done < len(self._pages):
            self._lay_out(self._pages[self._done])
            if self._printer.newPage():
                self._next()
                return
        self._painter.end()
        self.printed.emit(self._done)
