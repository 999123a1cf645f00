"""Kluis en back-up: what is in it, where it stands, when it was last proven, and every proof on demand."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.proof_words import PROOFS
from jeugdhulp_desktop.ui.settings.parts import Line, Place, close_together
from jeugdhulp_desktop.ui.start.words import backup_words
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout
from jeugdhulp_desktop.ui.widgets.progress import BusyLine

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.backups import Proof

_COUNTED = (
    ("schools", "school", "scholen"),
    ("cases", "casus", "casussen"),
    ("contact_moments", "contactmoment", "contactmomenten"),
    ("actions", "actie", "acties"),
    ("agreements", "schoolafspraak", "schoolafspraken"),
    ("additions", "aanvullende inzet", "keer aanvullende inzet"),
    ("evaluations", "evaluatie", "evaluaties"),
    ("hour_weeks", "week met uren", "weken met uren"),
    ("checklist_runs", "monitoringlijst", "monitoringlijsten"),
)


def counted_words(counts: Mapping[str, int]) -> str:
    """ "2 scholen, 34 casussen, 1 actie"; what there is none of is not told."""
    parts = [
        f"{counts[table]} {one if counts[table] == 1 else more}"
        for table, one, more in _COUNTED
        if counts.get(table)
    ]
    return ", ".join(parts) if parts else "Nog leeg"


class BackupPanel(Panel):
    """The vault itself, and what makes sure that it is not lost."""

    def __init__(
        self,
        make: Callable[[], object],
        make_elsewhere: Callable[[], object],
        check: Callable[[], object],
    ) -> None:
        super().__init__("Kluis en back-up", spacing=16)
        self.vault = Line("", "safe-square-outline", "accent")
        self.body.addWidget(self.vault)
        self.place = Place("Map van de kluis")
        words = "Kopieer nooit losse bestanden uit deze map. Maak een back-up."
        self.body.addLayout(close_together(self.place, TextBlock(words, "caption", "text2")))
        self.body.addWidget(Hairline())
        self.last = Line("", "database-check-outline")
        self.body.addWidget(self.last)
        row = QWidget()
        flow = FlowLayout(row, spacing=8)
        self.buttons: list[Button] = []
        for text, icon, do in (
            ("Back-up maken", "database-export-outline", make),
            ("Back-up op een andere plek", "usb-flash-drive-outline", make_elsewhere),
            ("Alles controleren", "database-check-outline", check),
        ):
            button = Button(text, icon)
            button.clicked.connect(lambda _checked=False, do=do: do())
            self.buttons.append(button)
            flow.addWidget(button)
        self.body.addWidget(row)
        self.busy = BusyLine("")
        self.busy.hide()
        self.body.addWidget(self.busy)
        self._proofs = QVBoxLayout()
        self._proofs.setSpacing(8)
        self.body.addLayout(self._proofs)

    def show_vault(self, name: str, folder: Path, counts: Mapping[str, int]) -> None:
        """Which vault, where, and what is in it."""
        self.vault.title.setText(name)
        self.vault.set(counted_words(counts))
        self.place.set_path(folder)

    def show_backup(self, backup: Backup | None, today: date) -> None:
        """When the last backup was proven."""
        words = backup_words(backup, today)
        self.last.title.setText(words.title)
        icon = "database-check-outline" if words.tone == "ok" else "alert-outline"
        self.last.set(words.text, icon)
        self.last.set_icon(icon, words.tone)

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
