"""Beside the grid: how the week stands to what was agreed, the keys, and where a worker is found."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jeugdhulp_desktop.domain.hours import HourState, WeekSheet
from jeugdhulp_desktop.domain.text import format_hours
from jeugdhulp_desktop.ui.widgets.bars import figure_line
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, KeyHint, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout
from jeugdhulp_desktop.ui.widgets.progress import AmountBar

_KEYS = (
    (("Enter",), "volgende medewerker"),
    (("Ctrl", "D"), "vorige week overnemen"),
    (("Alt", "←", "→"), "andere week"),
    (("Esc",), "cel terugzetten"),
)
_UNKNOWN = (
    "Wie niet in de sociale kaart staat, kan geen uren krijgen. "
    "Zet de persoon daar eerst in en kies die in de schoolafspraak."
)
_ICONS = {HourState.PLANNED: "clock-outline", HourState.REALISED: "check-circle-outline"}


class WeekSide(Panel):
    """The panel at the right of the week."""

    add_asked = Signal()
    card_asked = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self.title = label("", "section", wrap=True)
        self.body.addWidget(self.title)
        self.bar = AmountBar()
        self.body.addWidget(self.bar)
        self.words = TextBlock("", tone="text2")
        self.body.addWidget(self.words)
        self._figures = QHBoxLayout()
        self._figures.setSpacing(8)
        self.body.addLayout(self._figures)
        self.body.addWidget(Hairline())
        self.body.addWidget(label("Sneltoetsen", "section"))
        for keys, does in _KEYS:
            self.body.addWidget(_key_line(keys, does))
        self.body.addWidget(Hairline())
        self.body.addWidget(label("Medewerkers", "section"))
        self.about = TextBlock("", tone="text2")
        self.body.addWidget(self.about)
        self.add = Button("Medewerker toevoegen", "account-plus-outline", "link")
        self.add.clicked.connect(lambda _checked=False: self.add_asked.emit())
        self.body.addWidget(self.add)
        self.card = Button("Naar de sociale kaart", "card-account-phone-outline", "link")
        self.card.clicked.connect(lambda _checked=False: self.card_asked.emit())
        self.body.addWidget(self.card)
        self.body.addStretch(1)

    def show_sheet(self, sheet: WeekSheet, state: HourState) -> None:
        """How this week stands."""
        hours, agreed = sheet.total(state), sheet.agreed
        self.title.setText(f"{format_hours(hours)} uur {state}")
        share = float(hours / agreed) if agreed else 0.0
        words = against(hours, agreed)
        self.bar.set_amount(min(share, 1.0), words, "warn" if hours > agreed else "accent")
        self.bar.setVisible(bool(agreed))
        self.words.set_text(words)
        clear_layout(self._figures)
        other = HourState.PLANNED if state is HourState.REALISED else HourState.REALISED
        total = format_hours(sheet.total(other))
        self._figures.addWidget(figure_line(_ICONS[other], "text2", other.value.capitalize(), total))
        unknown = sum(row.person_id is None for row in sheet.rows)
        self.about.set_text(_UNKNOWN if unknown else "")
        self.about.setVisible(bool(unknown))


def against(hours: Decimal, agreed: Decimal) -> str:
    """The week against the agreement, in words."""
    if not agreed:
        return "Voor deze week is niets afgesproken."
    whole = f"de {format_hours(agreed)} uur per week van de afspraak."
    if hours > agreed:
        return f"{format_hours(hours - agreed)} uur meer dan {whole}"
    if hours == agreed:
        return f"Precies {whole}"
    return f"Nog {format_hours(agreed - hours)} uur tot {whole}"


def _key_line(keys: tuple[str, ...], does: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(KeyHint(keys))
    row.addStretch(1)
    row.addWidget(label(does, "caption", "text2"), 0, Qt.AlignmentFlag.AlignRight)
    return line
