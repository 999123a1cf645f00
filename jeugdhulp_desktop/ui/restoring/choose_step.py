"""Which backup: those beside the vault and at the other place, or any file."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.restores import BackupState, FoundBackup
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.restoring.words import STATES, content_words, label_words, made_words
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import PillValue, TextBlock
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column, LinesModel
from jeugdhulp_desktop.ui.widgets.messages import EmptyState, MessageArea
from jeugdhulp_desktop.ui.widgets.table import LinesTable

KINDS = "Back-up van een kluis (*.jeugdhulp-backup)"
HIGH = 300  # pixels of the list at 100 %
_LOOKS = {
    BackupState.READABLE: ("database-check-outline", "neutral"),
    BackupState.PROVEN: ("check-circle-outline", "ok"),
    BackupState.PARTIAL: ("alert-circle-outline", "bad"),
    BackupState.DAMAGED: ("alert-circle-outline", "bad"),
    BackupState.OTHER_VAULT: ("safe-square-outline", "neutral"),
    BackupState.NEWER: ("alert-outline", "warn"),
}
_NOT_USABLE = {
    BackupState.PARTIAL: "Deze back-up is niet heel. Kies een andere.",
    BackupState.DAMAGED: "Deze back-up is beschadigd. Kies een andere.",
    BackupState.OTHER_VAULT: "Deze back-up is van een andere kluis. Kies een andere.",
    BackupState.NEWER: "Deze back-up is van een nieuwere versie van het programma.",
}


class BackupTable(LinesTable):
    """The backups of one vault, the newest first."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        def when(each: FoundBackup) -> Cell:
            words = made_words(each.made_at, now()).capitalize() if each.made_at else each.path.name
            return Cell(words, label_words(each), bold=True)

        columns = (
            Column[FoundBackup]("made", "Gemaakt", when, width=200, stretch=1),
            Column[FoundBackup]("content", "Inhoud", content_words, width=260, stretch=2, hide_first=1),
            Column[FoundBackup](
                "state", "Staat", lambda each: PillValue(STATES[each.state], *_LOOKS[each.state]), width=150
            ),
        )
        empty = EmptyState(
            "database-export-outline",
            "Hier ligt geen back-up",
            "Ligt er een op een usb-stick of op een schijf van de school? Kies dan het bestand.",
        )
        made = LinesModel(columns, identity=lambda each: str(each.path), two_lines=True)
        super().__init__(made, "Back-ups van deze kluis", opens="vergelijken", empty=empty)

    def show_backups(self, found: Sequence[FoundBackup]) -> None:
        """All of them; the newest that can be put back is chosen, unless another one was."""
        kept = self.current_id()
        self.model.set_lines(found)
        if kept is None:
            first = next((each for each in found if each.state.usable), None)
            if first is not None:
                self.select_id(str(first.path))
        self.set_count("1 back-up" if len(found) == 1 else f"{len(found)} back-ups")


class ChooseStep(QWidget):
    """The list, and a file from anywhere else."""

    changed = Signal()
    opened = Signal()  # this one, at once

    def __init__(self, now: Callable[[], datetime], start: Path) -> None:
        super().__init__()
        self._start = start
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.messages = MessageArea()
        column.addWidget(self.messages)
        self.table = BackupTable(now)
        self.table.setMinimumHeight(theme().px(HIGH))
        self.table.selected.connect(lambda _line: self.changed.emit())
        self.table.opened.connect(lambda _line: self.opened.emit())
        column.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.other = Button("Ander bestand kiezen", "folder-open-outline")
        self.other.clicked.connect(self._choose_file)
        row.addWidget(self.other)
        row.addWidget(
            TextBlock("Welke je ook kiest: hij wordt eerst helemaal gecontroleerd.", "caption", "text2"), 1
        )
        column.addLayout(row)
        self._file: Path | None = None

    def file(self) -> Path | None:
        """The backup that was chosen."""
        line = self.table.current()
        return line.path if line is not None and line.state.usable else None

    def reason(self) -> str:
        """Why one cannot go on."""
        line = self.table.current()
        if line is None:
            return "Kies een back-up."
        return _NOT_USABLE.get(line.state, "")

    def _choose_file(self) -> None:
        file = dialogs.choose_file(self, "Back-up kiezen", KINDS, self._start)
        if file is None:
            return
        lines = [each for each in self.table.model.lines() if each.path != file]
        self.table.model.set_lines([FoundBackup(file, BackupState.READABLE, elsewhere=True), *lines])
        self.table.select_id(str(file))
        self.changed.emit()
        self.opened.emit()
