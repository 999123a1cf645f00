"""WizardFrame: steps at the left, one decision a page, Vorige and Volgende with the reason beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.icons import APP_ICON, IconLabel
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea
from jeugdhulp_desktop.ui.widgets.steps import StepMark

COLUMN, RAIL = 720, 264


class WizardFrame(QWidget):
    """The frame; pages are widgets added with ``add_page``. The owner decides when Volgende may be pressed.

    ``next_asked`` and ``back_asked`` give the number of the page they leave; the owner calls ``go``.
    """

    next_asked = Signal(int)
    back_asked = Signal(int)

    def __init__(self, title: str, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("back", "window")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._rail(title, steps))
        middle = QVBoxLayout()
        middle.setContentsMargins(24, 0, 24, 20)
        middle.setSpacing(0)
        self._stack = QStackedWidget()
        middle.addWidget(self._stack, 1)
        middle.addLayout(self._foot())
        whole.addLayout(middle, 1)
        self._count = len(steps)
        self.go(0)

    def _rail(self, title: str, steps: Sequence[str]) -> QWidget:
        rail = QWidget()
        rail.setProperty("back", "rail")
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rail.setFixedWidth(theme().px(RAIL))
        column = QVBoxLayout(rail)
        column.setContentsMargins(16, 24, 16, 18)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 0)
        head.setSpacing(10)
        head.addWidget(IconLabel(APP_ICON, 22, "accent"))
        head.addWidget(label(title, "section"), 1)
        column.addLayout(head)
        column.addSpacing(22)
        self._steps = [StepMark(at + 1, words, in_rail=True) for at, words in enumerate(steps)]
        for step in self._steps:
            column.addWidget(step)
        column.addStretch(1)
        self._place = label("", "body", "text2")
        column.addWidget(self._place)
        self._rail_column = column
        return rail

    def add_to_rail(self, widget: QWidget) -> None:
        """Put other ways to go on at the foot of the steps, above "Stap 1 van 5"."""
        self._rail_column.insertWidget(self._rail_column.count() - 1, widget)

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setSpacing(12)
        line = QHBoxLayout()
        centre = QWidget()
        centre.setMaximumWidth(theme().px(COLUMN))
        centre.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.addStretch(1)
        line.addWidget(centre, 100)
        line.addStretch(1)
        inner = QVBoxLayout(centre)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(Hairline())
        row = QHBoxLayout()
        row.setSpacing(8)
        self.back_button = Button("Vorige", "arrow-left")
        self.back_button.clicked.connect(lambda: self.back_asked.emit(self.current()))
        row.addWidget(self.back_button)
        row.addStretch(1)
        self._reason_icon = IconLabel("information-outline", 18)
        self._reason = label("", "body", "text2", wrap=True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._reason_icon)
        row.addWidget(self._reason)
        row.addSpacing(8)
        self.next_button = Button("Volgende", kind="filled")
        self.next_button.clicked.connect(lambda: self.next_asked.emit(self.current()))
        row.addWidget(self.next_button)
        inner.addLayout(row)
        foot.addLayout(line)
        return foot

    def add_page(self, title: str, intro: str, content: QWidget) -> None:
        """Add the page of the next step: display title, a sentence or two, and the content below."""
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        column = QWidget()
        column.setMaximumWidth(theme().px(COLUMN))
        row.addStretch(1)
        row.addWidget(column, 100)
        row.addStretch(1)
        lines = QVBoxLayout(column)
        lines.setContentsMargins(4, 34, 4, 16)
        lines.setSpacing(16)
        lines.addWidget(label(title, "display", wrap=True))
        if intro:
            lines.addWidget(TextBlock(intro))
        lines.addWidget(content)
        lines.addStretch(1)
        self._stack.addWidget(ScrollArea(inner))

    def current(self) -> int:
        """The number of the page in front, from 0."""
        return max(0, self._stack.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes on, as the button does."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next_button.isEnabled():
            self.next_button.click()
            return
        super().keyPressEvent(event)

    def go(self, page: int) -> None:
        """Show a page and mark the steps."""
        self._stack.setCurrentIndex(page)
        if in_front := self._stack.currentWidget():
            # The foot was made before the pages; one reads it after them.
            QWidget.setTabOrder(_last_inside(in_front), self.back_button)
            QWidget.setTabOrder(self.back_button, self.next_button)
        for at, step in enumerate(self._steps):
            step.set_state("done" if at < page else "now" if at == page else "later")
        self._place.setText(f"Stap {page + 1} van {self._count}")
        self.back_button.setVisible(page > 0)
        self.next_button.setText("Klaar" if page == self._count - 1 else "Volgende")
        self.allow_next()

    def allow_next(self, reason: str = "") -> None:
        """An empty reason allows Volgende; otherwise it is off and the reason stands beside it."""
        self.next_button.setEnabled(not reason)
        self._reason.setWordWrap(
            len(reason) > 50
        )  # a short one stands on one line, whatever the layout gives
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._reason_icon.setVisible(bool(reason))
        self.next_button.setAccessibleDescription(reason)


def _last_inside(content: QWidget) -> QWidget:
    """The last control of a page that Tab reaches."""
    last, each = content, content.nextInFocusChain()
    while each and each is not content:
        if content.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = each
        each = each.nextInFocusChain()
    return last
