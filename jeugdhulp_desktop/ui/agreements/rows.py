"""Rows of fields under one line of heads: the small tables of the editor.

Rows are added and taken away at the end and filled anew, so that nothing jumps and the focus stays.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button, IconButton
from jeugdhulp_desktop.ui.widgets.labels import label

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.agreements.section import EditorSection


@dataclass(frozen=True)
class RowColumn:
    """One column: the name of the value, its head, and how its field is made. ``width`` 0 shares the rest."""

    name: str
    title: str
    make: Callable[[], QWidget]
    stretch: int = 1
    width: int = 0


@dataclass(frozen=True)
class RowKind:
    """What a row is: how a value gives its parts, and how parts make a value again."""

    blank: Callable[[], Any]
    apart: Callable[[Any], Mapping[str, Any]] = lambda row: {
        name: getattr(row, name) for name in row.__dataclass_fields__
    }
    together: Callable[[Any, dict[str, Any]], Any] = lambda row, parts: replace(row, **parts)


PLAIN_TEXT = RowKind(str, lambda text: {"": text}, lambda _row, parts: parts[""])


class Rows(QWidget):
    """A tuple of values as rows. ``noun`` names a row for a screen reader ("Risico")."""

    changed = Signal()

    def __init__(
        self,
        section: "EditorSection",
        path: str,
        noun: str,
        columns: Sequence[RowColumn],
        kind: RowKind,
        *,
        title: str = "",
        empty: str = "",
        ordered: bool = False,
    ) -> None:
        super().__init__()
        self._section, self._path, self._noun = section, path, noun
        self._columns, self._kind, self._ordered = tuple(columns), kind, ordered
        self._kept: list[Any] = []
        self._fields: list[dict[str, Any]] = []
        self._buttons: list[list[QWidget]] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        if title:
            whole.addLayout(self._head(title))
        self._empty = label(empty, tone="text2", wrap=True)
        whole.addWidget(self._empty)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        whole.addLayout(self._grid)
        self._heads: list[QLabel] = []
        for at, column in enumerate(self._columns):
            self._grid.setColumnStretch(at, 0 if column.width else column.stretch)
        self._show_heads()

    def _head(self, title: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(label(title, "strong"), 1)
        self.add_button = Button(self._noun, "plus", "plain", small=True)
        self.add_button.setAccessibleName(f"{self._noun} toevoegen")
        self.add_button.setProperty("edits", True)
        self.add_button.clicked.connect(lambda _checked=False: self.add())
        head.addWidget(self.add_button)
        return head

    def value(self) -> tuple[Any, ...]:
        """The rows as filled in."""
        return tuple(
            self._kind.together(kept, {name: field.value() for name, field in fields.items()})
            for kept, fields in zip(self._kept, self._fields, strict=True)
        )

    def set_value(self, rows: Sequence[Any]) -> None:
        """Show these rows, without announcing a change; fields that stand already stay."""
        rows = list(rows)
        while len(self._fields) > len(rows):
            self._drop_last()
        while len(self._fields) < len(rows):
            self._make_row(len(self._fields))
        self._kept = rows
        for row, fields in zip(rows, self._fields, strict=True):
            parts = self._kind.apart(row)
            for name, field in fields.items():
                field.set_value(parts[name])
        self._show_heads()

    def add(self, row: Any = None) -> None:
        """A row more, with the focus in it."""
        self.set_value((*self.value(), self._kind.blank() if row is None else row))
        if self._fields:
            next(iter(self._fields[-1].values())).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit()

    def remove(self, at: int) -> None:
        """Take a row away; the focus goes to the row in its place, or to the button that adds."""
        rows = self.value()
        self.set_value((*rows[:at], *rows[at + 1 :]))
        if self._buttons:
            self._buttons[min(at, len(self._buttons) - 1)][-1].setFocus(Qt.FocusReason.OtherFocusReason)
        elif hasattr(self, "add_button"):
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def shift(self, at: int, by: int) -> None:
        """Put a row one place up or down, with the focus on the same button."""
        rows, there = list(self.value()), at + by
        if 0 <= there < len(rows):
            rows[at], rows[there] = rows[there], rows[at]
            self.set_value(rows)
            self._buttons[there][0 if by < 0 else 1].setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def row_path(self, at: int, name: str) -> str:
        """The path of a field: "policies[0].title", or "route.steps[2]" for rows of plain text."""
        return f"{self._path}[{at}].{name}" if name else f"{self._path}[{at}]"

    def _make_row(self, at: int) -> None:
        fields: dict[str, Any] = {}
        for place, column in enumerate(self._columns):
            field: Any = column.make()
            field.setAccessibleName(f"{column.title or self._noun}, {self._noun.lower()} {at + 1}")
            if column.width:
                field.setFixedWidth(theme().px(column.width))
            self._section.take(self.row_path(at, column.name), field)
            field.changed.connect(self.changed)
            field.setEnabled(not self._section.frozen)
            self._grid.addWidget(field, at + 1, place, Qt.AlignmentFlag.AlignTop)
            fields[column.name] = field
        buttons: list[QWidget] = []
        if self._ordered:
            for words, icon, by in (("omhoog", "chevron-up", -1), ("omlaag", "chevron-down", 1)):
                buttons.append(self._row_button(f"{self._noun} {at + 1} {words}", icon))
                buttons[-1].clicked.connect(partial(self._moved, at, by))  # type: ignore[attr-defined]
        buttons.append(self._row_button(f"{self._noun} {at + 1} weghalen", "close"))
        buttons[-1].clicked.connect(partial(self._removed, at))  # type: ignore[attr-defined]
        for place, button in enumerate(buttons):
            self._grid.addWidget(button, at + 1, len(self._columns) + place, Qt.AlignmentFlag.AlignTop)
        for widget in (*fields.values(), *buttons):
            widget.show()  # at once, else it cannot take the focus yet
        self._section.stops_changed.emit()
        self._fields.append(fields)
        self._buttons.append(buttons)
        self._kept.append(self._kind.blank())

    def _row_button(self, words: str, icon: str) -> IconButton:
        button = IconButton(words, icon)
        button.setProperty("edits", True)
        button.setEnabled(not self._section.frozen)
        return button

    def _moved(self, at: int, by: int, _checked: bool = False) -> None:
        self.shift(at, by)

    def _removed(self, at: int, _checked: bool = False) -> None:
        self.remove(at)

    def _drop_last(self) -> None:
        fields, at = self._fields.pop(), len(self._fields)
        for widget in (*fields.values(), *self._buttons.pop()):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for name in fields:
            self._section.let_go(self.row_path(at, name))
        self._kept.pop()

    def _show_heads(self) -> None:
        if self._fields and not self._heads and any(column.title for column in self._columns):
            for place, column in enumerate(self._columns):
                head = label(column.title, "field", "text2")
                self._heads.append(head)
                self._grid.addWidget(head, 0, place)
        for head in self._heads:
            head.setVisible(bool(self._fields))
        self._empty.setVisible(not self._fields and bool(self._empty.text()))
