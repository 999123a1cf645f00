"""What the panels of Instellingen share: a line with a button, a place on the disk, a few radio buttons."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.widgets.buttons import Button, RadioButton
from jeugdhulp_desktop.ui.widgets.elided import ElidedLabel
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label, restyle
from jeugdhulp_desktop.ui.widgets.panel import Soft


class Line(QWidget):
    """An icon, what it is, how it stands, and what can be done about it."""

    def __init__(self, title: str, icon: str, tone: str = "text2", *, below: bool = False) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._icon = IconLabel(icon, 20, tone)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = label(title, "strong", wrap=True)
        self.text = TextBlock("", "body", "text2")
        words.addWidget(self.title)
        words.addWidget(self.text)
        row.addLayout(words, 1)
        self._acts = QWidget()  # buttons, at the right or, where there are more, below the words
        self._buttons = FlowLayout(self._acts)
        if below:
            words.addSpacing(6)
            words.addWidget(self._acts)
        else:
            row.addWidget(self._acts, 0, Qt.AlignmentFlag.AlignVCenter)

    def set(self, text: str, icon: str = "", tone: str = "text2") -> None:
        """Show how it stands; a tone other than text2 says whether that is right."""
        self.text.set_text(text)
        restyle(self.text, "tone", tone)
        if icon:
            self._icon.set(icon, tone)

    def set_icon(self, icon: str, tone: str) -> None:
        """Another icon, when the words keep their own tone."""
        self._icon.set(icon, tone)

    def add_button(self, words: str, do: Callable[[], object], icon: str = "") -> Button:
        """A button at the right."""
        button = Button(words, icon)
        button.clicked.connect(lambda _checked=False: do())
        self._buttons.addWidget(button)
        return button


def close_together(*widgets: QWidget) -> QVBoxLayout:
    """A control with what explains it right below."""
    column = QVBoxLayout()
    column.setSpacing(4)
    for each in widgets:
        column.addWidget(each)
    return column


class Place(Soft):
    """A folder, as long as there is room; whole in the tooltip."""

    def __init__(self, name: str, icon: str = "folder-open-outline") -> None:
        super().__init__("neutral_soft")
        self._name = name
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel(icon, 18, "text2"))
        self.words = ElidedLabel("")
        row.addWidget(self.words, 1)
        self._row = row
        self.body.addLayout(row)

    def set_path(self, path: Path) -> None:
        """Show a folder."""
        self.words.set_text(str(path))
        self.words.setAccessibleName(f"{self._name}: {path}")

    def add_button(self, button: Button) -> None:
        """A button on the same surface."""
        self._row.addWidget(button)


class Choices(QWidget):
    """A question with a few radio buttons in a row; one tab stop, the arrows choose."""

    picked = Signal(object)

    def __init__(self, question: str, choices: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(5)
        whole.addWidget(label(question, "field", wrap=True))
        row = QWidget()
        flow = FlowLayout(row, spacing=20)
        self._buttons: dict[Any, RadioButton] = {}
        for value, words in choices:
            button = RadioButton(words)
            button.setAccessibleName(f"{question}: {words}")
            button.clicked.connect(lambda _checked=False, value=value: self._pick(value))
            self._buttons[value] = button
            flow.addWidget(button)
        whole.addWidget(row)
        self._value: Any = None

    def value(self) -> Any:
        """What is chosen, None while nothing is."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a choice without telling anybody."""
        self._value = value
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def button(self, value: Any) -> RadioButton:
        """The button of a value."""
        return self._buttons[value]

    def _pick(self, value: Any) -> None:
        if value != self._value:
            self._value = value
            self.picked.emit(value)
