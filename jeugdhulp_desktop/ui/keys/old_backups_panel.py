"""Oude back-ups: those that open with a passphrase or a code of before, and what can be done about them."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.ui.settings.parts import Line
from jeugdhulp_desktop.ui.start.words import day_word
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.panel import Panel
from jeugdhulp_desktop.ui.widgets.progress import BusyLine

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.backup_headers import OldBackups, Tidied

_WHY = (
    "Wie dat nog weet en zo'n bestand heeft, kan het lezen. Na vernieuwen openen ze met wat nu geldt. "
    "Wat erin staat, blijft hetzelfde."
)
_STICKS = "Ook op een usb-stick die er nu niet in zit, kan er nog een staan."
_SHOWN = 3  # days that are named; the rest is counted
RENEWING = "De back-ups worden een voor een vernieuwd en weer gecontroleerd."
DELETING = "Er wordt eerst een nieuwe back-up gemaakt en gecontroleerd."


def title_of(old: "OldBackups") -> str:
    """How many there are and what they still open with."""
    count = len(old.found)
    passphrase = any(each.passphrase for each in old.found)
    code = any(each.code for each in old.found)
    what = " of ".join(["wachtwoord"] * passphrase + ["herstelcode"] * code)
    return f"{_counted(count)} {'opent' if count == 1 else 'openen'} nog met een {what} van eerder"


def days_of(old: "OldBackups", today: date) -> str:
    """From when they are: "van gisteren, 11 september en nog 4 andere"."""
    days = list(dict.fromkeys(each.made_at.astimezone().date() for each in old.found))
    named = [day_word(day, today) for day in days[:_SHOWN]]
    rest = len(old.found) - _SHOWN
    if rest > 0 and len(days) > _SHOWN:
        named.append(f"nog {rest} {'andere' if rest > 1 else 'ander'}")
    return f"Van {' en '.join(filter(None, (', '.join(named[:-1]), named[-1])))}."


def told_words(told: "Tidied", verb: str) -> str:
    """What became of them: "3 back-ups zijn vernieuwd. 1 bleef zoals hij was: ..."."""
    done = f"{_counted(told.done)} {'is' if told.done == 1 else 'zijn'} {verb}."
    if not told.left:
        return done
    names = ", ".join(path.name for path, _fault in told.left[:_SHOWN])
    return f"{done} {_counted(len(told.left))} bleef zoals het was en klopt niet of is in gebruik: {names}."


def _counted(count: int) -> str:
    return f"{count} back-up{'' if count == 1 else 's'}"


class OldBackupsPanel(Panel):
    """Shown as long as there are any, or a place could not be looked at."""

    def __init__(
        self, renew: Callable[[], object], delete: Callable[[], object], make: Callable[[], object]
    ) -> None:
        super().__init__("Oude back-ups", spacing=16)
        self.line = Line("", "alert-outline", "warn")
        self.body.addWidget(self.line)
        self.away = TextBlock("", "body", "text2")
        self.body.addWidget(self.away)
        self._row = QWidget()
        flow = FlowLayout(self._row, spacing=8)
        self.renew = Button("Back-ups vernieuwen", "refresh")
        self.delete = Button("Oude back-ups wissen", "delete-outline")
        self.make = Button("Nieuwe back-up maken", "database-export-outline")
        for button, do in ((self.renew, renew), (self.delete, delete), (self.make, make)):
            button.clicked.connect(lambda _checked=False, do=do: do())
            flow.addWidget(button)
        self.body.addWidget(self._row)
        self.busy = BusyLine("")
        self.busy.hide()
        self.body.addWidget(self.busy)
        self.hide()

    def show_old(self, old: "OldBackups", today: date) -> None:
        """What was found."""
        self._row.setVisible(bool(old.found))
        self.line.setVisible(bool(old.found))
        if old.found:
            self.line.title.setText(title_of(old))
            self.line.set(f"{days_of(old, today)} {_WHY} {_STICKS}")
        places = ", ".join(old.out_of_reach)
        self.away.set_text(
            f"Niet bekeken, want deze plek is er nu niet: {places}. Sluit hem aan en kom hier terug."
        )
        self.away.setVisible(bool(places))
        self.setVisible(bool(old.found or places))

    def set_busy(self, words: str) -> None:
        """Something that takes a moment runs; empty when it is done."""
        self.busy.words.setText(words)
        self.busy.setVisible(bool(words))
