"""What is asked for in Instellingen and stands in Privacy en beheer: one line each, with the way there."""

from collections.abc import Callable
from datetime import date

from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.ui.settings.parts import Line
from jeugdhulp_desktop.ui.start.words import backup_words
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline
from jeugdhulp_desktop.ui.widgets.panel import Panel

_BACKUP = "database-check-outline"


class ElsewherePanel(Panel):
    """Lines that lead on; ``open_part`` is given the name of a part of Privacy en beheer."""

    def __init__(self, open_part: Callable[[str], object]) -> None:
        super().__init__("Sleutels en back-ups", spacing=16)
        self._open_part = open_part
        line = Line("Wachtwoord, herstelcode en onthouden", "key-outline")
        line.set("Wie de kluis kan openen, regel je bij Privacy en beheer.")
        self.keys = self._add(line, "Sleutels openen", "key-outline", "keys")
        self.body.addWidget(Hairline())
        self.backup = Line("Back-up", _BACKUP)
        self.backups = self._add(self.backup, "Back-ups openen", _BACKUP, "backups")

    def show_backup(self, backup: Backup | None, today: date) -> None:
        """When the last one was proven."""
        words = backup_words(backup, today)
        self.backup.title.setText(
            f"Back-up: {words.title[:1].lower()}{words.title[1:]}" if backup else words.title
        )
        self.backup.set(words.text)
        self.backup.set_icon(_BACKUP if words.tone == "ok" else "alert-outline", words.tone)

    def _add(self, line: Line, words: str, icon: str, part: str) -> Button:
        button = line.add_button(words, lambda: self._open_part(part), icon)
        self.body.addWidget(line)
        return button
