"""The filter bar above a list: a search field, one button a filter, and "Wis filters" when any is on."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QWidget

from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import leave_to_window
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import restyle

WAIT = 150  # ms between the last key and the search


class SearchField(QLineEdit):
    """Filters while one types, 150 ms after the last key; Esc clears it."""

    searched = Signal(str)
    moved_down = Signal()  # ↓, and Enter where it means the list: the list takes the focus
    entered = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        theme().changed.connect(self._fit)
        self._fit()
        self.setMaxLength(200)
        self.enter_moves = True
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textEdited.connect(lambda _text: self._timer.start())

    def _fit(self) -> None:
        self.setTextMargins(theme().px(28), 0, 0, 0)

    def put(self, text: str) -> None:
        """Show a text and search for it now."""
        self._timer.stop()
        self.setText(text)
        self.searched.emit(text)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape and self.text():
                event.accept()  # clears the search first; the page's own Esc comes after
                return True
            if leave_to_window(event):
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.put("")
            return
        if event.key() == Qt.Key.Key_Down:
            self.moved_down.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.put(self.text())
            self.entered.emit()
            if self.enter_moves:
                self.moved_down.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme().px(16)
        box = QRect(theme().px(10), (self.height() - side) // 2, side, side)
        icons.paint(QPainter(self), "magnify", box, "text2")


class FilterButton(Button):
    """One filter: idle "Hulpvraag ⌄", active "Status: Lopend ✕"; the cross (or Delete) clears it."""

    picked = Signal(object)  # the value, or None

    def __init__(
        self, name: str, title: str, choices: Sequence[tuple[Any, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(title, kind="filter", parent=parent)
        self.name, self._title = name, title
        self._choices: Sequence[tuple[Any, str]] = tuple(choices)
        self._value: Any = None
        self.clicked.connect(self.open_menu)
        self._write()

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other values; a value that is gone is cleared without a signal."""
        self._choices = tuple(choices)
        if all(value != self._value for value, _text in choices):
            self._value = None
        self._write()

    def value(self) -> Any:
        """The value that filters, or None."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Filter by this value, or by none."""
        if value != self._value:
            self._value = value
            self._write()
            self.picked.emit(value)

    def open_menu(self) -> None:
        """Show the choices; the first clears the filter."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._value is not None:
            menu.addAction(f"Alle ({self._title.lower()})", lambda: self.set_value(None))
            menu.addSeparator()
        for value, text in self._choices:
            action = QAction(text.replace("&", "&&"), menu)
            if value == self._value:
                action.setIcon(icons.icon("check", "accent", theme().px(18)))
            action.triggered.connect(lambda _checked=False, value=value: self.set_value(value))
            menu.addAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _write(self) -> None:
        chosen = next((text for value, text in self._choices if value == self._value), None)
        active = self._value is not None and chosen is not None
        self.setText(f"{self._title}: {chosen}".replace("&", "&&") if active else self._title)
        state = f"{self._title}: {chosen}" if active else f"{self._title}: alle"
        self.setAccessibleName(f"Filter {state}")
        restyle(self, "active", active)
        self.updateGeometry()

    def _mark(self) -> QRect:
        side = theme().px(16)
        return QRect(self.width() - theme().px(10) - side, (self.height() - side) // 2, side, side)

    def mousePressEvent(self, event: Any) -> None:
        if self._value is not None and event.position().x() >= self._mark().left() - 4:
            self.set_value(None)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_value(None)
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        active = self._value is not None
        icons.paint(
            QPainter(self),
            "close" if active else "chevron-down",
            self._mark(),
            "accent" if active else "text2",
        )


class FilterBar(QWidget):
    """Search field and filters of a list; ``changed`` gives the words and the active filters by name."""

    changed = Signal(str, dict)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._row = FlowLayout(self, spacing=8)
        self.search = SearchField(placeholder or "Zoeken")
        theme().changed.connect(self._fit)
        self.search.setFixedWidth(theme().px(240))
        self.search.searched.connect(lambda _text: self._tell())
        self._row.addWidget(self.search)
        self.search.setVisible(bool(placeholder))
        self.filters: dict[str, FilterButton] = {}
        self.wipe = Button("Wis filters", kind="link")
        self.wipe.clicked.connect(self.clear)
        self.wipe.hide()
        self._row.addWidget(self.wipe)
        self._row.push_right(self.wipe)

    def add_filter(self, name: str, title: str, choices: Sequence[tuple[Any, str]] = ()) -> FilterButton:
        """Add a filter: pairs of value and text."""
        button = FilterButton(name, title, choices)
        button.picked.connect(lambda _value: self._tell())
        self.filters[name] = button
        self._row.insert_before(self.wipe, button)
        QWidget.setTabOrder(button, self.wipe)
        return button

    def active(self) -> dict[str, Any]:
        """The filters that are on, by name."""
        return {name: each.value() for name, each in self.filters.items() if each.value() is not None}

    def state(self) -> dict[str, Any]:
        """What is remembered until lock."""
        return {"search": self.search.text(), **self.active()}

    def set_state(self, state: dict[str, Any]) -> None:
        """Put back what ``state`` gave; one signal at the end."""
        self.blockSignals(True)
        self.search.put(str(state.get("search", "")))
        for name, each in self.filters.items():
            each.set_value(state.get(name))
        self.blockSignals(False)
        self._tell()

    def clear(self) -> None:
        """Take away words and filters."""
        self.set_state({})
        if self.search.isVisible():
            self.search.setFocus()

    def _fit(self) -> None:
        self.search.setFixedWidth(theme().px(240))

    def _tell(self) -> None:
        self.wipe.setVisible(bool(self.active() or self.search.text()))
        self.changed.emit(self.search.text(), self.active())
