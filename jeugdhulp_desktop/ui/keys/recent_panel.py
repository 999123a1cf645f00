"""Laatste wijzigingen: which way in was changed, when and by whom."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from jeugdhulp_desktop.ui.start.words import day_word
from jeugdhulp_desktop.ui.widgets.labels import label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.keys import KeyChange

_WHAT = {
    "passphrase": "Wachtwoord veranderd",
    "recovery-code": "Nieuwe herstelcode gemaakt",
    "recovery-confirmed": "Herstelcode gecontroleerd op papier",
    "shared-account": "Antwoord op wie de account gebruikt veranderd",
    "remember": "Onthouden op een computer",
    "forget": "Niet meer onthouden",
    "pin": "Pincode ingesteld of weggehaald",
    "backups": "Oude back-ups vernieuwd of gewist",
    "new-key": "Nieuwe sleutel gemaakt",
    "handover": "Kluis gekregen van een voorganger",
}
_OTHER = "Sleutelbestand bijgewerkt"


class RecentPanel(Panel):
    """Hidden as long as nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Laatste wijzigingen")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.hide()

    def show_changes(self, changes: "Sequence[KeyChange]", today: date) -> None:
        """The newest first."""
        clear_layout(self._grid)
        for at, change in enumerate(changes):
            moment = change.at.astimezone()
            self._grid.addWidget(
                label(f"{day_word(moment.date(), today)} {moment:%H:%M}", tone="text2"), at, 0
            )
            self._grid.addWidget(label(_WHAT.get(change.what, _OTHER), wrap=True), at, 1)
            self._grid.addWidget(label(change.who, tone="text2"), at, 2)
        self.setVisible(bool(changes))
