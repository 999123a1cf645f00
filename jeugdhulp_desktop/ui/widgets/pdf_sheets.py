"""The pages of a document under one another; only those in view have a picture.

A picture is asked for when its page comes into view, at the pixels it takes there, and dropped when the page
is out of sight again: a document of a hundred pages costs no more memory than one of three (F51).
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from jeugdhulp_desktop.ui.theme import theme

ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)  # of the width of the view
MARGIN, GAP = 18, 16
REST = 60  # ms without a change of size until pages are drawn sharp again


class PdfSheets(QAbstractScrollArea):
    """Paper in a scroll area, white in every theme. ``wanted`` asks for a picture, ``put`` gives it."""

    wanted = Signal(int, int)  # page from 0, width in pixels of the screen
    turned = Signal(int)  # the page in front, from 0
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._pictures: dict[int, tuple[int, QPixmap]] = {}
        self._asked: set[tuple[int, int]] = set()
        self._zoom, self._page = 1.0, 0
        self.setViewport(QWidget())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._ask_when_seen)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())
        theme().changed.connect(self._fit)
        self._name()

    def set_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Another document, by the sizes of its pages; the first page stands in front."""
        self._sizes = tuple(sizes)
        self._pictures.clear()
        self._asked.clear()
        self._page = 0
        self._fit()
        self.verticalScrollBar().setValue(0)
        self.turned.emit(0)
        self._name()
        self._ask()

    def put(self, page: int, width: int, height: int, rgb: bytes) -> None:
        """The picture of a page; one that nobody waits for any more is dropped."""
        self._asked.discard((page, width))
        if page not in self._near() or width != self._pixels(page):
            return
        image = QImage(rgb, width, height, width * 3, QImage.Format.Format_RGB888)
        self._pictures[page] = (width, QPixmap.fromImage(image))
        self.viewport().update()

    def pictures(self) -> tuple[int, ...]:
        """Which pages have a picture now."""
        return tuple(sorted(self._pictures))

    def page(self) -> int:
        """The page in front, from 0."""
        return self._page

    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def zoom(self) -> float:
        """How wide a page is, in widths of the view."""
        return self._zoom

    def turn_to(self, page: int) -> None:
        """Bring a page in front."""
        if self._sizes:
            page = min(max(page, 0), len(self._sizes) - 1)
            self.verticalScrollBar().setValue(self._box(page).top() - theme().px(MARGIN))

    def step_zoom(self, step: int) -> None:
        """Larger (1), smaller (-1), or the width of the view (0); the page in front stays in front."""
        at = ZOOMS.index(self._zoom) + step if step else 0
        wanted = ZOOMS[min(max(at, 0), len(ZOOMS) - 1)]
        if wanted == self._zoom:
            return
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, self._height())
        self._zoom = wanted
        self._fit()
        bar.setValue(round(share * self._height()))
        sideways = self.horizontalScrollBar()
        sideways.setValue(sideways.maximum() // 2)
        self.zoomed.emit(wanted)

    def _page_width(self) -> int:
        return max(60, round((self.viewport().width() - 2 * theme().px(MARGIN)) * self._zoom))

    def _page_height(self, page: int) -> int:
        width, height = self._sizes[page]
        return round(self._page_width() * height / width)

    def _box(self, page: int) -> QRect:
        """Where a page stands, in the coordinates of the whole column."""
        top = theme().px(MARGIN) + sum(
            self._page_height(each) + theme().px(GAP) for each in range(min(page, len(self._sizes)))
        )
        return QRect(theme().px(MARGIN), top, self._page_width(), self._page_height(page))

    def _height(self) -> int:
        last = len(self._sizes) - 1
        return self._box(last).bottom() + theme().px(MARGIN) if self._sizes else 0

    def _pixels(self, page: int) -> int:
        return round(self._page_width() * self.devicePixelRatioF())

    def _visible(self) -> list[int]:
        top = self.verticalScrollBar().value()
        window = QRect(0, top, 1_000_000, self.viewport().height())
        return [page for page in range(len(self._sizes)) if self._box(page).intersects(window)]

    def _near(self) -> set[int]:
        """The pages in view and one before and after, so that a turn of the page shows no empty paper."""
        seen = self._visible()
        return {page for each in seen for page in (each - 1, each, each + 1) if 0 <= page < self.count()}

    def _fit(self) -> None:
        high, wide = self.viewport().height(), self.viewport().width()
        self.verticalScrollBar().setPageStep(high)
        self.verticalScrollBar().setSingleStep(theme().px(40))
        self.verticalScrollBar().setRange(0, max(0, self._height() - high))
        over = self._page_width() + 2 * theme().px(MARGIN) - wide
        self.horizontalScrollBar().setPageStep(wide)
        self.horizontalScrollBar().setRange(0, max(0, over))
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if over > 0 and self._zoom > 1 else policy.ScrollBarAlwaysOff
        )
        self._rest.start()
        self.viewport().update()

    def _scrolled(self) -> None:
        top, high = self.verticalScrollBar().value(), self.viewport().height()
        seen = self._visible()
        page = next((each for each in seen if self._box(each).bottom() > top + high // 3), self._page)
        if page != self._page:
            self._page = page
            self.turned.emit(page)
            self._name()
        self._ask()
        self.viewport().update()

    def _ask_when_seen(self) -> None:
        """After a change of size; a window that was closed meanwhile asks its worker for nothing more."""
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        near = self._near()
        self._pictures = {page: kept for page, kept in self._pictures.items() if page in near}
        for page in (*self._visible(), *sorted(near)):
            width = self._pixels(page)
            known = self._pictures.get(page)
            if (known is None or known[0] != width) and (page, width) not in self._asked:
                self._asked.add((page, width))
                self.wanted.emit(page, width)

    def _name(self) -> None:
        words = f"Voorbeeld, bladzijde {self._page + 1} van {self.count()}" if self._sizes else "Voorbeeld"
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look.color("rail"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._visible():
            box = self._box(page).translated(
                -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
            )
            painter.fillRect(box, QColor(Qt.GlobalColor.white))
            if page in self._pictures:
                painter.drawPixmap(box, self._pictures[page][1])
            painter.setPen(QPen(look.color("hair"), 1))
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self._fit()
        self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        bar = self.verticalScrollBar()
        if ctrl and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_zoom(1)
        elif ctrl and key == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        elif ctrl and key == Qt.Key.Key_0:
            self.step_zoom(0)
        elif ctrl:
            event.ignore()  # Ctrl+P, Ctrl+Enter: the page's own
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            self.turn_to(self._page + 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Backspace):
            self.turn_to(self._page - 1)
        elif key == Qt.Key.Key_Home:
            self.turn_to(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar.setValue(bar.value() + bar.singleStep() * (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            side = self.horizontalScrollBar()
            side.setValue(side.value() + theme().px(40) * (1 if key == Qt.Key.Key_Right else -1))
        else:
            event.ignore()
