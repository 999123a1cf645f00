"""Surfaces: panels with a hairline round them, and scroll areas that show their content whole."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.widgets.labels import label

REVEALED = 24  # room above and below what is scrolled to


class Panel(QFrame):
    """A white surface with a hairline and radius 8; ``body`` is its vertical layout."""

    def __init__(
        self, title: str = "", *, margin: int = 16, spacing: int = 12, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(spacing)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.title = label(title, "section")
        if title:
            self.setAccessibleName(title)
            self.head.addWidget(self.title, 1)
            self.body.addLayout(self.head)

    def add_action(self, widget: QWidget) -> None:
        """Put a link or a button at the right of the title."""
        self.head.addWidget(widget)


class Soft(QFrame):
    """A tinted area (accent_soft, neutral_soft) inside a panel; ``body`` is its vertical layout."""

    def __init__(self, tone: str = "accent_soft", *, margin: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("back", tone)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(8)


class ScrollArea(QScrollArea):
    """Scrolls up and down only; never wider than its place, so that no page needs a horizontal bar."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(
            QWidget()
        )  # one that fills nothing; asking for Qt's own makes PySide load every class
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not isinstance(inner, Panel):
            inner.setProperty("scrolled", True)  # shows what lies under it; a panel keeps its surface
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        inner = self.widget()
        if event.type() is QEvent.Type.LayoutRequest and inner is not None and watched is inner:
            bar = self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(min(inner.minimumSizeHint().width() + bar, 900))
        return super().eventFilter(watched, event)


class Scrolled(QWidget):
    """What stands in a ScrollArea and is mostly text: as high as its words need in the width it gets.

    A layout of its own asks for the height that long texts would have in a narrow column: the page could then
    be scrolled far below its end.
    """

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def reveal(widget: QWidget) -> None:
    """Scroll to a widget that got the focus without Tab: Qt does so only for Tab."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        # Once sentences that came with it have their place in the layout.
        QTimer.singleShot(0, widget, partial(area.ensureWidgetVisible, widget, 0, REVEALED))


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and delete it, before it is filled again."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
