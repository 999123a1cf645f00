"""The roster: who is at school on which part of which day, from when until when, and in which room."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreement_kinds import DayPart
from jeugdhulp_desktop.domain.agreement_sections import Presence
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import WEEKDAYS
from jeugdhulp_desktop.ui.icons import set_icon
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextField
from jeugdhulp_desktop.ui.widgets.labels import label, restyle
from jeugdhulp_desktop.ui.widgets.panel import clear_layout

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.agreements.section import EditorSection

WORKDAYS = 5
MAX_LINE = 1_000
_INDENT = "\u2002"  # a button with a menu takes no padding from the style sheet
_Key = tuple[int, DayPart, WorkerType]


class _PresenceCell(Button):
    """Who is at school in one part of one day; a menu with a tick for each worker type."""

    picked = Signal()

    def __init__(self, weekday: int, part: DayPart) -> None:
        super().__init__("", kind="cell")
        self.setProperty("edits", True)
        self._name = f"{WEEKDAYS[weekday]} {part.value}"
        self._menu = QMenu(self)
        self._actions: dict[WorkerType, QAction] = {}
        for worker in WorkerType:
            action = self._menu.addAction(f"{worker.value}, {worker.label}")
            action.setCheckable(True)
            action.toggled.connect(lambda _on: self._toggled())
            self._actions[worker] = action
        self.setMenu(self._menu)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self._show()

    def workers(self) -> list[WorkerType]:
        """Who is ticked."""
        return [worker for worker, action in self._actions.items() if action.isChecked()]

    def set_workers(self, workers: Sequence[WorkerType]) -> None:
        """Tick these, without announcing it."""
        for worker, action in self._actions.items():
            action.blockSignals(True)
            action.setChecked(worker in workers)
            action.blockSignals(False)
        self._show()

    def _toggled(self) -> None:
        self._show()
        self.picked.emit()

    def _show(self) -> None:
        words = ", ".join(worker.value for worker in self.workers())
        self.setText(f"{_INDENT}{words or 'niemand'}")
        restyle(self, "active", bool(words))
        self.setAccessibleName(f"{self._name}: {words or 'niemand'}")


class Roster(QWidget):
    """Five days, two parts; times and places per cell unfold below it."""

    changed = Signal()

    def __init__(self, section: "EditorSection") -> None:
        super().__init__()
        self._section = section
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        whole.addLayout(grid)
        self._known: dict[_Key, Presence] = {}
        self._details: dict[_Key, tuple[TextField, TextField]] = {}
        self.cells: dict[tuple[int, DayPart], _PresenceCell] = {}
        for weekday in range(WORKDAYS):
            grid.addWidget(label(WEEKDAYS[weekday], "field", "text2"), 0, weekday + 1)
            grid.setColumnStretch(weekday + 1, 1)
        for row, part in enumerate(DayPart):
            grid.addWidget(label(part.value.title(), tone="text2"), row + 1, 0)
            for weekday in range(WORKDAYS):
                cell = _PresenceCell(weekday, part)
                cell.picked.connect(self._picked)
                self.cells[(weekday, part)] = cell
                grid.addWidget(cell, row + 1, weekday + 1)
        self.more = Button("Tijden en plaatsen", "chevron-down", "plain", small=True)
        self.more.setCheckable(True)
        self.more.toggled.connect(
            lambda on: set_icon(self.more, f"chevron-{'up' if on else 'down'}", "accent")
        )
        self.more.toggled.connect(lambda _on: self._show_details())
        whole.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        whole.addWidget(self._box)
        self._box.hide()

    def fill(self, presences: Sequence[Presence]) -> None:
        """Show who is there, without announcing a change."""
        self._known = {(each.weekday, each.part, each.worker_type): each for each in presences}
        for key, cell in self.cells.items():
            cell.set_workers([each.worker_type for each in presences if (each.weekday, each.part) == key])
        self._show_details()

    def value(self) -> tuple[Presence, ...]:
        """Who is there, in the order of the week."""
        return tuple(self._presence(key) for key in self._keys())

    def _presence(self, key: _Key) -> Presence:
        kept = self._known.get(key, Presence(*key))
        if key in self._details:
            times, place = self._details[key]
            return Presence(*key, times.value(), place.value())
        return kept

    def _keys(self) -> list[_Key]:
        return [(*cell_key, worker) for cell_key, cell in self.cells.items() for worker in cell.workers()]

    def focus_path(self, path: str) -> bool:
        """Unfold the times and places, and put the focus in the field of "presences[2].times"."""
        self.more.setChecked(True)
        field = self._section.fields.get(path)
        (field or self.more).setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _picked(self) -> None:
        self._known.update({key: self._presence(key) for key in self._details})
        self._show_details()
        self.changed.emit()

    def _show_details(self) -> None:
        """A line for each presence while the list is unfolded."""
        keys = self._keys()
        self.more.setVisible(bool(keys))
        shown = self.more.isChecked() and bool(keys)
        if shown and list(self._details) == keys:
            for key, fields in self._details.items():
                kept = self._known.get(key, Presence(*key))
                for field, text in zip(fields, (kept.times, kept.place), strict=True):
                    if field.value() != text:
                        field.set_value(text)
            self._box.setVisible(shown)
            return
        self._known.update({key: self._presence(key) for key in self._details})
        for at in range(len(self._details)):
            for name in ("times", "place"):
                self._section.let_go(f"presences[{at}].{name}")
        self._details = {}
        clear_layout(self._grid)
        for at, key in enumerate(keys if shown else ()):
            self._add_line(at, key)
        self._box.setVisible(shown)
        if shown:
            self._section.stops_changed.emit()

    def _add_line(self, at: int, key: _Key) -> None:
        weekday, part, worker = key
        words = f"{WEEKDAYS[weekday]} {part.value}, {worker.value}"
        kept = self._known.get(key, Presence(*key))
        self._grid.addWidget(label(words, tone="text2"), at, 0)
        fields = []
        for column, (name, hint, text) in enumerate(
            (("times", "Tijd, bijvoorbeeld 9.00-12.00 uur", kept.times), ("place", "Plaats", kept.place))
        ):
            field = TextField(hint, longest=MAX_LINE)
            field.setAccessibleName(f"{hint.partition(',')[0]} op {words}")
            field.set_value(text)
            self._section.take(f"presences[{at}].{name}", field)
            field.setEnabled(not self._section.frozen)
            self._grid.addWidget(field, at, column + 1)
            fields.append(field)
        self._details[key] = (fields[0], fields[1])
