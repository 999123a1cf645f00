"""Several of a few: ticks beside one another with one tab stop, and people added one by one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import CheckBox, IconButton
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout
from jeugdhulp_desktop.ui.widgets.person import Choices, PersonField


class _Tick(CheckBox):
    """A tick with clear room at its right, so that its word stands nearer to it than the next box."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme().px(14), 0)


class TicksField(QWidget):
    """Ticks that flow over lines; arrows move between them, Space ticks, Tab goes on."""

    changed = Signal()
    left = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = FlowLayout(self, spacing=6)
        self.boxes: list[tuple[Any, _Tick]] = []
        for value, text in choices:
            box = _Tick(text)
            box.setProperty("ring", "keyboard")
            box.clicked.connect(lambda _checked=False: self.changed.emit())
            box.installEventFilter(self)
            flow.addWidget(box)
            self.boxes.append((value, box))
        self._stop_at(0)

    def value(self) -> tuple[Any, ...]:
        """What is ticked, in the order shown."""
        return tuple(value for value, box in self.boxes if box.isChecked())

    def set_value(self, value: Any) -> None:
        """Tick these without announcing a change."""
        for each, box in self.boxes:
            box.setChecked(each in (value or ()))

    def own_problem(self) -> str:
        """Ticks are always a value."""
        return ""

    def _stop_at(self, at: int) -> None:
        for place, (_value, box) in enumerate(self.boxes):
            stop = place == at
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.boxes[at][1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
            step = steps.get(Qt.Key(event.key()))
            at = next((place for place, (_value, box) in enumerate(self.boxes) if box is watched), -1)
            if step is not None and at >= 0:
                following = (at + step) % len(self.boxes)
                self._stop_at(following)
                self.boxes[following][1].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


class PeopleField(QWidget):
    """People added by typing a name; each stands below with a cross to take it away again."""

    changed = Signal()
    left = Signal()

    def __init__(self, choices: Choices = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Choices = tuple(choices)
        self._ids: list[Any] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(2)
        whole.addLayout(self.rows)
        self.field = PersonField(choices, placeholder="Typ een naam om toe te voegen")
        self.field.picked.connect(self._add)
        self.field.changed.connect(self._picked_by_leaving)
        self.field.left.connect(self.left)
        whole.addWidget(self.field)
        self.setFocusProxy(self.field)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def set_choices(self, choices: Choices) -> None:
        """Offer other people."""
        self._choices = tuple(choices)
        self.field.set_choices(self._choices)
        self._draw()

    def value(self) -> tuple[Any, ...]:
        """The ids, in the order they were added."""
        return tuple(self._ids)

    def set_value(self, value: Any) -> None:
        """Show these people without announcing a change."""
        self._ids = list(value or ())
        self.field.set_value(None)
        self._draw()

    def own_problem(self) -> str:
        """A sentence while a name was typed but nobody picked."""
        return self.field.own_problem()

    def _picked_by_leaving(self) -> None:
        if self.field.value() is not None:
            self._add(self.field.value())

    def _add(self, identity: Any) -> None:
        self.field.set_value(None)
        if identity is not None and identity not in self._ids:
            self._ids.append(identity)
            self._draw()
            self.changed.emit()

    def _take_away(self, identity: Any) -> None:
        self._ids.remove(identity)
        self._draw()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _draw(self) -> None:
        clear_layout(self.rows)
        before = self._stop_before()
        names = dict(self._choices)
        for identity in self._ids:
            name = names.get(identity, "Niet meer in de sociale kaart")
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(2, 0, 0, 0)
            line.setSpacing(8)
            line.addWidget(label(name), 1)
            away = IconButton(f"{name} weghalen", "close", small=True)
            away.clicked.connect(lambda _checked=False, identity=identity: self._take_away(identity))
            line.addWidget(away)
            self.rows.addWidget(row)
            QWidget.setTabOrder(before, away)
            before = away
        QWidget.setTabOrder(before, self.field)

    def _stop_before(self) -> QWidget:
        """What Tab reaches before this field; a widget that passes its focus on would lead back in here."""
        before = self.field.previousInFocusChain()
        while before is not None and before is not self.field:
            stops = before.focusPolicy() & Qt.FocusPolicy.TabFocus and before.focusProxy() is None
            if stops and not self.isAncestorOf(before):
                return before
            before = before.previousInFocusChain()
        return self.field
