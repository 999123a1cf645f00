"""Verhuizen: what travels along and what does not, the three ways, and what was made just now."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.settings.parts import Place
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel
from jeugdhulp_desktop.ui.widgets.progress import BusyLine

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.handover import Parcel

_COMPUTER = (
    "Je maakt een bestand op een usb-stick. Op de andere computer start je het programma, kies je "
    "'Ik heb al een kluis' en dan dit bestand. Je wachtwoord en je herstelcode blijven dezelfde."
)
_TRAVELS = (
    "Alles in de kluis: casussen, afspraken, uren, evaluaties en lijsten",
    "De instellingen van de kluis en het briefpapier",
    "Wat je aan het typen was",
)
_STAYS = (
    "De map met rapporten: het programma maakt de pdf's daar opnieuw",
    "Onthouden en de pincode: stel ze daar opnieuw in",
    "De tweede plek van de back-ups: kies hem daar opnieuw",
    "Wat is afgedrukt of verstuurd",
)
_SUCCESSOR = (
    "Je opvolger krijgt de hele kluis met een eigen sleutel en een eigen wachtwoord. Jouw wachtwoord opent "
    "die niet, en dat van je opvolger opent de jouwe niet. Je krijgt er een ontvangstbewijs bij dat jullie "
    "beiden tekenen."
)
_LEAVE = (
    "Heeft je opvolger of je andere computer alles? Dan kan de kluis hier weg: de map, de back-ups die erin "
    "staan en wat deze computer onthoudt."
)
_NEXT = {
    "computer": "Neem de stick mee naar de andere computer en kies daar 'Ik heb al een kluis'. Werk hier "
    "niet verder: wat je hier daarna typt, staat daar niet.",
    "successor": "Geef de stick aan je opvolger. Die kiest 'Ik heb al een kluis' en typt het eigen "
    "wachtwoord. Teken samen het ontvangstbewijs als alles er staat.",
}


def marked_lines(title: str, lines: Sequence[str], icon: str, tone: str) -> QVBoxLayout:
    """A heading with lines that each have the same sign before them."""
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(label(title, "strong"))
    for words in lines:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, 18, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(TextBlock(words), 1)
        column.addLayout(row)
    return column


class ComputerPanel(Panel):
    """To another computer of the same person."""

    def __init__(self, make: Callable[[], object]) -> None:
        super().__init__("Naar een andere computer", spacing=16)
        self.body.addWidget(TextBlock(_COMPUTER))
        self.body.addLayout(marked_lines("Dit gaat mee", _TRAVELS, "check", "ok"))
        self.body.addLayout(marked_lines("Dit gaat niet mee", _STAYS, "minus", "text2"))
        self.make = _button(self, "Verhuisbestand maken", "usb-flash-drive-outline", make)


class SuccessorPanel(Panel):
    """To somebody else, under a key of their own."""

    def __init__(self, make: Callable[[], object]) -> None:
        super().__init__("Naar een opvolger", spacing=16)
        self.body.addWidget(TextBlock(_SUCCESSOR))
        self.make = _button(self, "Overdracht maken", "account-check-outline", make)


class LeavePanel(Panel):
    """Nothing stays behind."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__("Als je weggaat", spacing=16)
        self.body.addWidget(TextBlock(_LEAVE))
        self.leave = _button(self, "Kluis van deze computer wissen", "delete-outline", leave)


class MadePanel(Panel):
    """What was made just now, where it is, and what comes next."""

    def __init__(self, open_paper: Callable[[Path], object]) -> None:
        super().__init__("Het bestand staat klaar", spacing=12)
        self._open_paper = open_paper
        self._paper = Path()
        self.words = TextBlock("")
        self.place = Place("Bestand")
        self.paper = Button("Ontvangstbewijs openen", "file-sign")
        self.paper.clicked.connect(lambda _checked=False: self._open_paper(self._paper))
        self.place.add_button(self.paper)
        self.body.addWidget(self.place)
        self.body.addWidget(self.words)
        self.hide()

    def show_parcel(self, parcel: "Parcel") -> None:
        """Made, read back and proven."""
        self._paper = parcel.paper
        self.place.set_path(parcel.file)
        control = f"Controlegetal {spaced(parcel.receipt.control)}."
        self.words.set_text(f"Teruggelezen en gecontroleerd. {control} {_NEXT[parcel.receipt.kind.value]}")
        self.show()


class BusyPanel(Panel):
    """While a file is made."""

    def __init__(self) -> None:
        super().__init__()
        self.line = BusyLine("")
        self.body.addWidget(self.line)
        self.hide()

    def set_busy(self, words: str) -> None:
        """What runs; empty when it is done."""
        self.line.words.setText(words)
        self.setVisible(bool(words))


def _button(panel: Panel, words: str, icon: str, do: Callable[[], object]) -> Button:
    button = Button(words, icon)
    button.clicked.connect(lambda _checked=False: do())
    row = QWidget()
    FlowLayout(row).addWidget(button)
    panel.body.addWidget(row)
    return button
