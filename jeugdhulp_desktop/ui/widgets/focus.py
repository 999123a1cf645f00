"""The focus ring: one overlay that shows where the keyboard is.

Always round fields; round buttons only when the focus came by the keyboard. A widget may say otherwise with
two properties: ``ring`` ("always", "keyboard", "never") and ``ring_target`` (the widget round which to draw).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from jeugdhulp_desktop.ui.theme import theme

CLEAR, WIDTH, RADIUS = 2, 2, 8
_FIELDS = (QLineEdit, QTextEdit, QComboBox, QAbstractItemView)
_MOVES = (
    QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange,
    QEvent.Type.LayoutRequest,
)  # fmt: skip


class _Ring(QWidget):
    """The drawn ring; the mouse goes through it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focus_ring")
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("accent"), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS)


class FocusRing(QObject):
    """Follows ``focusChanged`` of the application; install once."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        app.focusChanged.connect(self._follow)
        theme().changed.connect(self._place)

    def ring(self) -> QWidget | None:
        """The overlay, for tests; hidden when nothing needs it."""
        return self._ring if self._ring and isValid(self._ring) else None

    def target(self) -> QWidget | None:
        """Round which widget the ring stands now."""
        return self._target

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._forget()
        if now is None or not _wants_ring(now):
            return
        target = now.property("ring_target")
        self._target = target if isinstance(target, QWidget) else now
        host = _host(self._target)
        if host is None or host is self._target:
            self._target = None
            return
        _bring_into_sight(now, host)
        if self.ring() is None:
            self._ring = _Ring()
        if self._ring and self._ring.parentWidget() is not host:
            self._ring.setParent(host)
        each: QWidget | None = self._target
        while each is not None and each is not host:
            each.installEventFilter(self)
            self._watched.append(each)
            each = each.parentWidget()
        self._place()

    def _forget(self) -> None:
        for each in self._watched:
            if isValid(each):
                each.removeEventFilter(self)
        self._watched, self._target = [], None
        ring = self.ring()
        if ring:
            ring.hide()

    def _place(self) -> None:
        ring, target = self.ring(), self._target
        if ring is None or target is None or not isValid(target):
            return
        host = ring.parentWidget()
        if host is None or not target.isVisibleTo(host):
            ring.hide()
            return
        out = CLEAR + WIDTH
        corner = target.mapTo(host, QPoint(0, 0))
        round_it = QRect(corner, target.size()).adjusted(-out, -out, out, out)
        ring.setGeometry(round_it.intersected(host.rect()))  # at an edge it stands closer rather than cut off
        ring.show()
        ring.raise_()
        ring.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False


def install_focus_ring(app: QApplication) -> FocusRing:
    """Give the application its one focus ring."""
    known = app.findChild(FocusRing)
    return known or FocusRing(app)


def _wants_ring(widget: QWidget) -> bool:
    wish = widget.property("ring")
    if wish in ("always", "never"):
        return bool(wish == "always")
    by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
    is_button = isinstance(widget, QAbstractButton) or wish == "keyboard"
    if isinstance(widget.window(), QWidget) and widget is widget.window():
        return False
    return not (is_button and by_mouse)


def _host(target: QWidget) -> QWidget | None:
    """The content of the scroll area round the target, so that the ring scrolls and is cut off with it."""
    each = target.parentWidget()
    while each is not None:
        viewport = each.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        if isinstance(area, QScrollArea) and area.widget() is each:
            return each
        if each.isWindow():
            return each
        each = each.parentWidget()
    return None


def _bring_into_sight(stop: QWidget, host: QWidget) -> None:
    """Qt scrolls along with Tab inside an area, but not when Tab comes in from outside it (F61)."""
    viewport = host.parentWidget()
    area = viewport.parentWidget() if viewport is not None else None
    if not isinstance(area, QScrollArea):
        return

    def look() -> None:
        if stop.hasFocus() and stop.visibleRegion().isEmpty():
            area.ensureWidgetVisible(stop, 0, 16)

    QTimer.singleShot(0, stop, look)  # once the page has answered to the focus and its layout is done


def first_focus(pane: QWidget) -> None:
    """Put the focus in a pane: itself, its first field or list, what is chosen, or its first control."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus or pane.focusProxy():
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    reachable = [
        child
        for child in pane.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
    ]
    fields = [child for child in reachable if isinstance(child, _FIELDS)]
    chosen = [child for child in reachable if isinstance(child, QAbstractButton) and child.isChecked()]
    for child in [*fields, *chosen, *reachable][:1]:
        child.setFocus(Qt.FocusReason.ShortcutFocusReason)


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """What can have the focus inside a widget, as its layouts show it: the order in which one reads.

    Also what only a click or an arrow reaches: the stop of a row of answers moves along it.
    """
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from tab_stops(inner)
    elif isinstance(widget, QStackedWidget | QSplitter):
        for at in range(widget.count()):
            if (part := widget.widget(at)) is not None:
                yield from tab_stops(part)
    elif (layout := widget.layout()) is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inside = item.widget() if item is not None else None
        nested = item.layout() if item is not None else None
        if inside is not None:
            yield from tab_stops(inside)
        elif nested is not None:
            yield from _stops_in(nested)


def tab_as_one_reads(widget: QWidget) -> None:
    """Let Tab go in reading order: what is made anew would come last. The first stop keeps its place."""
    for before, after in pairwise(list(tab_stops(widget))):
        QWidget.setTabOrder(before, after)


def pane_beside(panes: Sequence[QWidget], focused: QWidget | None, step: int) -> QWidget:
    """Which of these panes comes ``step`` after the one with the focus; the last that holds it counts."""
    holding = [at for at, pane in enumerate(panes) if focused and pane in (focused, *_above(focused))]
    return panes[((holding[-1] if holding else 0) + step) % len(panes)]


def _above(widget: QWidget) -> Iterator[QWidget]:
    """Its parents, up to its window."""
    while not widget.isWindow() and (parent := widget.parentWidget()) is not None:
        yield parent
        widget = parent
