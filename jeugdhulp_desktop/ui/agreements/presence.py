"""The roster: who is at school on which part of which day."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from jeugdhulp_desktop.domain.agreement_sections import (
    DayPart,
    Presence,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import WEEKDAYS
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import label, restyle

WORKDAYS = 5
_INDENT = "\u2002"  # a button with a menu takes no padding from the style sheet


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
    """Five days, two parts; times that an earlier version noted stay with their cell."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        self._times: dict[tuple[int, DayPart, WorkerType], str] = {}
        self.cells: dict[tuple[int, DayPart], _PresenceCell] = {}
        for weekday in range(WORKDAYS):
            grid.addWidget(label(WEEKDAYS[weekday], "field", "text2"), 0, weekday + 1)
            grid.setColumnStretch(weekday + 1, 1)
        for row, part in enumerate(DayPart):
            grid.addWidget(label(part.value.title(), tone="text2"), row + 1, 0)
            for weekday in range(WORKDAYS):
                cell = _PresenceCell(weekday, part)
                cell.picked.connect(self.changed)
                self.cells[(weekday, part)] = cell
                grid.addWidget(cell, row + 1, weekday + 1)

    def fill(self, presences: Sequence[Presence]) -> None:
        """Show who is there, without announcing a change."""
        self._times = {(each.weekday, each.part, each.worker_type): each.times for each in presences}
        for key, cell in self.cells.items():
            cell.set_workers([each.worker_type for each in presences if (each.weekday, each.part) == key])

    def value(self) -> tuple[Presence, ...]:
        """Who is there, in the order of the week."""
        return tuple(
            Presence(weekday, part, worker, self._times.get((weekday, part, worker), ""))
            for (weekday, part), cell in self.cells.items()
            for worker in cell.workers()
        )
