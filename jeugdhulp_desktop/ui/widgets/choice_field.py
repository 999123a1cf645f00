"""One of a few."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QStyleOptionComboBox, QToolTip, QWidget

from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme


class ChoiceField(QComboBox):
    """One of a few: pairs of value and text. The wheel does nothing, so scrolling never changes an answer."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[Any, str]] = (),
        *,
        placeholder: str = "Kies",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(lambda _index: self.changed.emit())
        self._values: tuple[Any, ...] = ()
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices; the value stays when it is still among them."""
        before = self.value()
        self._values = tuple(value for value, _text in choices)  # Qt would turn a StrEnum into a plain str
        self.blockSignals(True)
        self.clear()
        self.addItems([text for _value, text in choices])
        self.blockSignals(False)
        self.set_value(before)

    def value(self) -> Any:
        """The value of the choice, or None while nothing is chosen."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose by value without announcing a change; None or an unknown value chooses nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def own_problem(self) -> str:
        """A choice is always a value."""
        return ""

    def _fitting(self) -> str:
        """The chosen text as far as there is room for it beside the arrow."""
        room = self.width() - theme().px(10 + 24 + 4) - 4  # padding, arrow, borders: theme.py
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = self._fitting()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and not self.toolTip():
            cut = self._fitting() != self.currentText()
            QToolTip.showText(event.globalPos(), self.currentText() if cut else "", self)
            return True
        return super().event(event)

    def showPopup(self) -> None:
        """The list is as wide as its longest choice, also when the field is narrow."""
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in self._texts()), default=0)
        self.view().setMinimumWidth(min(widest + theme().px(40), theme().px(480)))
        super().showPopup()

    def _texts(self) -> list[str]:
        return [self.itemText(at) for at in range(self.count())]

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme().px(16)
        right = self.width() - theme().px(6) - side
        icons.paint(QPainter(self), "chevron-down", QRect(right, (self.height() - side) // 2, side, side))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self.update()
