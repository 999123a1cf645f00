"""The forms of a theme and of a group offer, which unfold in their card."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreement_kinds import GoalKind, OfferDomain, OfferKind, OfferSetting
from jeugdhulp_desktop.domain.agreement_sections import Offer, Theme
from jeugdhulp_desktop.domain.goals import goal_sentence, missing_for_smart
from jeugdhulp_desktop.domain.text import fold, format_hours
from jeugdhulp_desktop.ui.agreements.cards import ItemForm
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks, put_beside_label
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, DecimalField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label, set_tone
from jeugdhulp_desktop.ui.widgets.panel import Soft, clear_layout

_PARTS = {
    "indicator": "wat jullie meten",
    "baseline": "hoe het nu is",
    "target": "de streefwaarde",
    "source": "de bron",
    "measured_on": "de datum",
}
MAX_LINE = 1_000


class TickField(CheckBox):
    """A check box as a field of a form."""

    changed = Signal()
    left = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.clicked.connect(lambda _checked=False: self.changed.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or not, without announcing a change."""
        self.setChecked(bool(value))

    def own_problem(self) -> str:
        """A tick is always a value."""
        return ""


def _chips(words: Sequence[str], take: Callable[[str], object]) -> QWidget:
    """Proposals as small buttons that go on to a next line."""
    box = QWidget()
    flow = FlowLayout(box)
    for each in words:
        chip = Button(each, small=True)
        chip.clicked.connect(partial(take, each))
        flow.addWidget(chip)
    return box


class ThemeForm(ItemForm[Theme]):
    """One theme; the helper tells how the goal reads and what it still misses to be measured."""

    def __init__(self, proposals: Sequence[str], blocks: TextBlocks | None, people: Sequence[str]) -> None:
        super().__init__()
        self._theme = Theme("")
        self.title = self.add("title", "&Thema", TextField(longest=200))
        if proposals:
            self.add_widget(_chips(proposals, self._suggest))
        with self.side_by_side():
            choices = [(None, "Nog niet gekozen"), (1, "1, eerst"), (2, "2"), (3, "3, als het kan")]
            self.add("priority", "&Prioriteit", ChoiceField(choices, placeholder="Nog niet gekozen"))
            lead = self.add(
                "lead", "T&rekker", TextField(longest=200), stretch=2, hint="Precies één persoon."
            )
        completer = QCompleter(sorted(set(people)), lead)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        lead.setCompleter(completer)
        completer.activated.connect(lambda _name: lead.changed.emit())
        with self.side_by_side():
            self.add("target_group", "Doel&groep", TextField("bijvoorbeeld klas 1 en 2", longest=MAX_LINE))
            self.add("period", "P&eriode", TextField(longest=MAX_LINE))
        for name, words in (("why", "&Waarom dit thema"), ("goal", "&Doel in eigen woorden")):
            area = self.add(name, words, TextArea(lines=2))
            if blocks is not None:
                plain = words.replace("&", "")
                put_beside_label(self.rows[name], blocks.button(f"themes.{name}", area, plain))
        self._add_helper()
        with self.side_by_side():
            kinds = [(each, each.value) for each in GoalKind]
            self.add("goal_kind", "Wat het &versterkt", ChoiceField(kinds))
            self.add("made_with", "&Opgesteld met", TextField(longest=MAX_LINE), stretch=2)
        self.add("youth_owned", "", TickField("Leerlingen zijn er zelf mee verantwoordelijk voor"))
        self.rows["youth_owned"].field.setAccessibleName("Leerlingen zijn er zelf mee verantwoordelijk voor")
        self.changed.connect(lambda _name: self._tell())

    def _add_helper(self) -> None:
        """What is measured, with one sentence that says it back."""
        rows, self.layout_ = self.layout_, QVBoxLayout()
        self.layout_.setSpacing(10)
        soft = Soft("neutral_soft")
        soft.body.addWidget(label("Zo meten jullie het", "strong"))
        soft.body.addLayout(self.layout_)
        hint = "Begin met 'zegt' als leerlingen het zelf zeggen."
        self.add("indicator", "Waaraan &meet je het", TextField(longest=MAX_LINE), hint=hint)
        with self.side_by_side():
            self.add("baseline", "Hoe is het &nu", TextField("bijvoorbeeld 71%", longest=MAX_LINE))
            self.add("target", "&Streefwaarde", TextField("bijvoorbeeld 85%", longest=MAX_LINE))
        with self.side_by_side():
            self.add("source", "&Bron", TextField("bijvoorbeeld de meting", longest=MAX_LINE), stretch=2)
            self.add("measured_on", "D&atum van meten", DateField())
        self.sentence = TextBlock("")
        self.missing = label("", "caption", "text2", wrap=True)
        soft.body.addWidget(self.sentence)
        soft.body.addWidget(self.missing)
        self.layout_ = rows
        self.layout_.addWidget(soft)

    def fill(self, item: Theme) -> None:
        self._theme = item
        self.set_values({name: getattr(item, name) for name in self.rows})
        self._tell()

    def value(self) -> Theme:
        return replace(self._theme, **self.values())

    def _tell(self) -> None:
        theme = self.value()
        said, lacking = goal_sentence(theme), missing_for_smart(theme)
        self.sentence.set_text(said)
        self.sentence.setVisible(bool(said))
        words = "Dit doel is meetbaar." if not lacking else f"Nog niet meetbaar: {_listed(lacking)} mist."
        self.missing.setText(words if len(lacking) < 2 else words.replace(" mist.", " missen."))
        set_tone(self.missing, "text2" if lacking else "ok")

    def _suggest(self, words: str, _checked: bool = False) -> None:
        self.title.set_value(words)
        self.changed.emit("title")
        self.focus_field("lead")


def _listed(names: Sequence[str]) -> str:
    """Parts in words: "de bron en de datum"."""
    words = [_PARTS[name] for name in names]
    return " en ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, Decimal) else None


class OfferForm(ItemForm[Offer]):
    """One group offer, the themes it serves, its hours and its costs."""

    _NUMBERS = (
        ("groups", "&Groepen", 200),
        ("sessions", "&Bijeenkomsten", 500),
        ("minutes", "&Minuten per keer", 1440),
        ("max_participants", "Hooguit &deelnemers", 2000),
    )

    def __init__(self, themes: Sequence[Theme], presets: Sequence[str]) -> None:
        super().__init__()
        self._offer = Offer("")
        with self.side_by_side():
            self.name = self.add("name", "&Naam", TextField(longest=200), stretch=2)
            self.add("kind", "Soor&t", ChoiceField([(each, each.value) for each in OfferKind]))
        if presets:
            self.add_widget(_chips(presets, self._suggest))
        self.add_widget(label("Hoort bij", "field"))
        self._links: dict[str, CheckBox] = {}
        self._themes_box = QWidget()
        self._themes_flow = FlowLayout(self._themes_box)
        self.add_widget(self._themes_box)
        with self.side_by_side():
            self.add("performer", "&Uitvoerder", TextField(longest=200))
            planning = TextField("bijvoorbeeld januari tot en met maart", longest=MAX_LINE)
            self.add("planning", "&Planning", planning)
        with self.side_by_side():
            for name, words, most in self._NUMBERS:
                self.add(name, words, DecimalField(least=Decimal(1), most=Decimal(most), decimals=0))
        self.hours = label("", "caption", "text2")
        self.add_widget(self.hours)
        with self.side_by_side():
            self.add("setting", "&Waar", ChoiceField([(each, each.value) for each in OfferSetting]))
            self.add("domain", "D&omein", ChoiceField([(each, each.value) for each in OfferDomain]))
            self.add("costs", "&Kosten in euro", DecimalField(decimals=2))
        self.add("volunteers", "", TickField("Er helpen vrijwilligers mee"))
        self.rows["volunteers"].field.setAccessibleName("Er helpen vrijwilligers mee")
        self.changed.connect(lambda _name: self._count())
        self.show_themes(themes)

    def show_themes(self, themes: Sequence[Theme]) -> None:
        """Offer these themes; what was ticked stays ticked."""
        chosen = self._chosen() if self._links else self._offer.theme_keys
        clear_layout(self._themes_flow)
        self._links = {}
        for each in themes:
            box = CheckBox(each.title or "Thema zonder naam")
            box.setChecked(each.key in chosen)
            box.clicked.connect(lambda _checked=False: self.changed.emit("theme_keys"))
            self._links[each.key] = box
            self._themes_flow.addWidget(box)
        if not themes:
            self._themes_flow.addWidget(label("Er zijn nog geen thema’s.", tone="text2"))

    def _chosen(self) -> tuple[str, ...]:
        return tuple(key for key, box in self._links.items() if box.isChecked())

    def fill(self, item: Offer) -> None:
        self._offer = item
        self.set_values({name: getattr(item, name) for name in self.rows})
        for key, box in self._links.items():
            box.setChecked(key in item.theme_keys)
        self._count()

    def value(self) -> Offer:
        values = self.values()
        numbers = {name: _whole(values[name]) for name, _words, _most in self._NUMBERS}
        return replace(self._offer, **{**values, **numbers}, theme_keys=self._keys())

    def _keys(self) -> tuple[str, ...]:
        """As they stood, without what was unticked, and then what was ticked."""
        chosen = self._chosen()
        kept = [key for key in self._offer.theme_keys if key in chosen]
        return (*kept, *(key for key in chosen if key not in kept))

    def _suggest(self, words: str, _checked: bool = False) -> None:
        self.name.set_value(words)
        kind = OfferKind.PARENT_EVENING if "ouderavond" in fold(words) else OfferKind.TRAINING
        self.set_values({"kind": kind})
        self.changed.emit("name")
        self.focus_field("performer")

    def _count(self) -> None:
        hours = self.value().hours
        self.hours.setText("" if hours is None else f"Samen {format_hours(hours)} uur per jaar.")
