"""The panels of the part Back-ups: where they stand, which there are, how long they stay, practising."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.backup_keeping import USUAL, KeepRules
from jeugdhulp_desktop.domain.backups import BackupLine, BackupsOverview
from jeugdhulp_desktop.ui.backups.words import (
    KEEPING,
    away_words,
    counted_words,
    drilled_words,
    failed_words,
    keeping_words,
    label_words,
    proven_words,
    when_words,
)
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.proof_words import PROOFS
from jeugdhulp_desktop.ui.settings.parts import Choices, Line, Place, close_together
from jeugdhulp_desktop.ui.start.words import BackupWords, backup_words
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column, LinesModel
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout
from jeugdhulp_desktop.ui.widgets.progress import BusyLine
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.backups import Proof

Act = tuple[str, str, Callable[[], object]]
HERE, AWAY = "database-check-outline", "usb-flash-drive-outline"
_FIRST = ("cases", "agreements")  # of what stands in a backup
ROWS = 6  # that are seen at once; the others are scrolled to


def buttons_in_a_row(acts: Sequence[Act], *, first: str = "outlined") -> tuple[QWidget, list[Button]]:
    """Buttons beside one another, or below where there is no room."""
    row = QWidget()
    flow = FlowLayout(row, spacing=8)
    buttons = []
    for number, (text, icon, do) in enumerate(acts):
        button = Button(text, icon, first if number == 0 else "outlined")
        button.clicked.connect(lambda _checked=False, do=do: do())
        buttons.append(button)
        flow.addWidget(button)
    return row, buttons


class PlacesPanel(Panel):
    """Per place when the last one was proven; making one, and looking at everything."""

    def __init__(
        self, acts: Sequence[Act], choose: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        super().__init__("Laatst bewezen herstelbaar", spacing=16)
        self.here = Line("", HERE)
        self.body.addWidget(self.here)
        self.body.addWidget(Hairline())
        self.away = Line("", AWAY, below=True)
        self.choose = self.away.add_button("Tweede plek kiezen", choose, AWAY)
        self.leave = self.away.add_button("Niet meer gebruiken", leave, "close")
        self.body.addWidget(self.away)
        self.body.addWidget(Hairline())
        row, self.buttons = buttons_in_a_row(acts, first="filled")
        self.body.addWidget(row)
        self.busy = BusyLine("")
        self.busy.hide()
        self.body.addWidget(self.busy)
        self._proofs = QVBoxLayout()
        self._proofs.setSpacing(8)
        self.body.addLayout(self._proofs)

    def show_places(self, overview: BackupsOverview, second: str, today: date) -> None:
        """``second`` is what the second place is called on this laptop, empty when there is none."""
        state = overview.state
        words = backup_words(state.last, today)
        if words.tone == "ok" and state.changed:
            words = BackupWords(words.title, f"{words.text} Daarna is er iets veranderd.", "ok")
        _tell(self.here, words, HERE)
        if second:
            _tell(self.away, away_words(state.away, second, state, today), AWAY)
        else:
            text = (
                "Gaat deze computer stuk, dan is een back-up op een usb-stick of schijf van de school nodig."
            )
            _tell(self.away, BackupWords("Nog geen tweede plek", text, "warn"), AWAY)
        self.choose.setText("Andere plek kiezen" if second else "Tweede plek kiezen")
        self.leave.setVisible(bool(second))

    def set_busy(self, words: str) -> None:
        """Something that takes a moment runs; empty when it is done."""
        self.busy.words.setText(words)
        self.busy.setVisible(bool(words))  # the buttons stay: one that is disabled would lose the focus

    def show_proofs(self, proofs: "Sequence[Proof]") -> None:
        """Each proof in words, with whether it holds; what failed first."""
        clear_layout(self._proofs)
        failed = [proof for proof in proofs if not proof.ok]
        told = (
            "De kluis is heel: alle controles kloppen."
            if not failed
            else "De kluis is beschadigd. Zet de laatste back-up terug."
        )
        self._proofs.addWidget(Hairline())
        self._proofs.addWidget(_proof_line(told, not failed, role="strong"))
        for proof in (*failed, *(proof for proof in proofs if proof.ok)):
            self._proofs.addWidget(_proof_line(_sentence(proof), proof.ok))
        announce(self, told, urgent=bool(failed))


def _tell(line: Line, words: BackupWords, icon: str) -> None:
    line.title.setText(words.title)
    line.set(words.text)
    line.text.setVisible(bool(words.text))
    line.set_icon(icon if words.tone == "ok" else "alert-outline", words.tone)


def _sentence(proof: "Proof") -> str:
    words = PROOFS.get(proof.name, proof.name)
    words = words[:1].upper() + words[1:]
    return words if proof.ok else f"Klopt niet: {words[:1].lower()}{words[1:]} ({proof.detail})"


def _proof_line(words: str, ok: bool, role: str = "body") -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    icon = "check-circle-outline" if ok else "alert-circle-outline"
    row.addWidget(IconLabel(icon, 18, "ok" if ok else "bad"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, role, wrap=True), 1)
    return line


class ListPanel(Panel):
    """Every backup of this vault that can be reached now, and what can be done with one."""

    def __init__(
        self, prove: Callable[[], object], restore: Callable[[], object], remove: Callable[[], object]
    ) -> None:
        super().__init__("Alle back-ups", spacing=12)
        self._today = date.min
        columns: list[Column[BackupLine]] = [
            Column("made", "Gemaakt", self._made, width=206),
            Column("counts", "Wat erin staat", _counts, width=190, stretch=2),
            Column("place", "Plek", _place, width=160, stretch=1, hide_first=1),
            Column("proven", "Bewezen", self._proven, width=200),
        ]
        self.table = LinesTable(LinesModel(columns, two_lines=True), "Alle back-ups", opens="controleren")
        self.table.opened.connect(lambda _line: prove())
        self.table.selected.connect(lambda _line: self._fit_buttons())
        self.body.addWidget(self.table)
        self.told = TextBlock("", "body", "bad")
        self.told.hide()
        self.body.addWidget(self.told)
        row, buttons = buttons_in_a_row(
            (
                ("Back-up controleren", "database-check-outline", prove),
                ("Terugzetten", "history", restore),
                ("Back-up verwijderen", "delete-outline", remove),
            )
        )
        self.prove, self.restore, self.remove = buttons
        self.can_restore = False
        self.body.addWidget(row)
        self.busy = BusyLine("")
        self.busy.hide()
        self.body.addWidget(self.busy)
        theme().changed.connect(self._fit_rows)
        self._fit_rows()
        self._fit_buttons()

    def show_lines(self, lines: Sequence[BackupLine], today: date) -> None:
        """The newest first; the newest is chosen when none was."""
        self._today = today
        self.table.model.set_lines(lines)
        self.table.set_count(f"{len(lines)} back-up{'' if len(lines) == 1 else 's'}")
        if lines and self.table.current() is None:
            self.table.select_row(0)
        self._fit_rows()
        self._fit_buttons()

    def line(self) -> BackupLine | None:
        """The one that is chosen."""
        current = self.table.current()
        return current if isinstance(current, BackupLine) else None

    def set_busy(self, words: str) -> None:
        """As the panel above."""
        self.busy.words.setText(words)
        self.busy.setVisible(bool(words))

    def _fit_rows(self) -> None:
        rows = min(ROWS, max(1, self.table.model.rowCount()))
        self.table.setFixedHeight(theme().px(36 + 40 + 56 * rows + 6))

    def _fit_buttons(self) -> None:
        line = self.line()
        self.setVisible(self.table.model.rowCount() > 0)
        self.prove.setVisible(line is not None)
        self.restore.setVisible(self.can_restore and line is not None and not line.failed)
        self.remove.setVisible(line is not None and bool(line.failed))
        failed = failed_words(line.failed) if line is not None and line.failed else ""
        self.told.set_text(failed)
        self.told.setVisible(bool(failed))

    def _made(self, line: BackupLine) -> Cell:
        return Cell(
            when_words(line.made_at, self._today, short=True), label_words(line.label) if line.label else ""
        )

    def _proven(self, line: BackupLine) -> Cell:
        failed = bool(line.failed) or line.proven_at is None
        words = proven_words(line, self._today)
        return Cell(
            words, "", "alert-circle-outline" if failed else "check-circle-outline", "bad" if failed else "ok"
        )


def _counts(line: BackupLine) -> Cell:
    """What one looks for first, and the rest as far as there is room; the tooltip holds all."""
    parts = counted_words(line.counts, first=_FIRST).split(", ")
    return Cell(parts[0], ", ".join(parts[1:]))


def _place(line: BackupLine) -> str:
    return line.place[:1].upper() + line.place[1:] if line.place else "Deze computer"


class KeepPanel(Panel):
    """How long backups stay."""

    def __init__(self, keep: Callable[[KeepRules], object]) -> None:
        super().__init__("Hoe lang ze blijven", spacing=12)
        self.choices = Choices("Back-ups bewaren", KEEPING)
        self.choices.picked.connect(keep)
        self.words = TextBlock("", "body", "text2")
        self.body.addLayout(close_together(self.choices, self.words))

    def show_rules(self, rules: KeepRules) -> None:
        """What is chosen, and what that means."""
        self.choices.set_value(rules if rules in dict(KEEPING) else USUAL)
        self.words.set_text(keeping_words(rules))


class DrillPanel(Panel):
    """Practising the bad day."""

    def __init__(self, begin: Callable[[], object]) -> None:
        super().__init__("Oefenen", spacing=12)
        self.line = Line("", "history")
        self.button = self.line.add_button("Oefen het terugzetten", begin, "history")
        self.body.addWidget(self.line)

    def show_day(self, day: date | None, *, late: bool) -> None:
        """When it was done last."""
        self.line.title.setText(drilled_words(day))
        text = (
            "Zo weet je dat je wachtwoord en je back-up samen werken, vóór het nodig is. "
            "Het duurt een paar minuten en aan de kluis verandert niets."
        )
        self.line.set(text)
        self.line.set_icon("history", "warn" if late else "ok" if day else "text2")


class VaultPanel(Panel):
    """The vault itself: what is in it, and where."""

    def __init__(self) -> None:
        super().__init__("De kluis", spacing=12)
        self.vault = Line("", "safe-square-outline", "accent")
        self.body.addWidget(self.vault)
        self.place = Place("Map van de kluis")
        words = "Kopieer nooit losse bestanden uit deze map. Maak een back-up."
        self.body.addLayout(close_together(self.place, TextBlock(words, "caption", "text2")))

    def show_vault(self, name: str, folder: Path, counts: Mapping[str, int]) -> None:
        """Which vault, where, and what is in it."""
        self.vault.title.setText(name)
        self.vault.set(counted_words(counts))
        self.place.set_path(folder)
