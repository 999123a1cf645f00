"""The short forms of a theme and of a group offer."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreement_sections import (
    Offer,
    OfferKind,
    Theme,
)
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.text import fold, format_hours
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DecimalField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import label


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, Decimal) else None


class ThemeDialog(dialogs.FormDialog):
    """One theme; goal, indicator and target together make it SMART."""

    def __init__(self, parent: QWidget | None, theme: Theme, suggestions: Sequence[str]) -> None:
        super().__init__(parent, f"Thema: {theme.title}" if theme.title else "Nieuw thema")
        self._theme = theme
        form = self.form = Form()
        self.title = TextField(longest=120)
        form.add("title", "&Thema", self.title)
        if not theme.title and suggestions:
            chips = QHBoxLayout()
            for words in suggestions:
                chip = Button(words, small=True)
                chip.clicked.connect(partial(self._suggest, words))
                chips.addWidget(chip)
            chips.addStretch(1)
            form.layout_.addLayout(chips)
        form.add("why", "&Waarom dit thema", TextArea(lines=2), optional=True)
        hint = "Wat zie je in juni, bij wie, en hoeveel? Schrijf ook hoe het nu is."
        form.add("goal", "&Doel", TextArea(lines=2), optional=True, hint=hint)
        with form.side_by_side():
            form.add("target_group", "Doel&groep", TextField(longest=200), optional=True)
            form.add("period", "&Periode", TextField(longest=120), optional=True)
        form.add("indicator", "Waaraan &meten we het", TextField(longest=200), optional=True)
        form.add("target", "&Streefwaarde", TextField(longest=120), optional=True)
        form.add("lead", "T&rekker", TextField(longest=120), optional=True, hint="Precies één persoon.")
        names = ("title", "why", "goal", "target_group", "period", "indicator", "target", "lead")
        form.set_values({name: getattr(theme, name) for name in names})
        form.validator = self._problems
        self.content.addWidget(form)
        self.title.setFocus()

    def value(self) -> Theme:
        """The theme as filled in."""
        return replace(self._theme, **self.form.values())

    def _suggest(self, words: str) -> None:
        self.title.set_value(words)
        self.form.focus_field("why")

    def _problems(self) -> list[Problem]:
        return [] if self.title.value() else [problem("title", "theme-untitled")]

    def check(self) -> bool:
        return self.form.validate()


class OfferDialog(dialogs.FormDialog):
    """One group offer, the themes it serves, and its hours."""

    def __init__(
        self, parent: QWidget | None, offer: Offer, themes: Sequence[Theme], presets: Sequence[str]
    ) -> None:
        super().__init__(parent, f"Aanbod: {offer.name}" if offer.name else "Nieuw groepsaanbod")
        self._offer = offer
        form = self.form = Form()
        with form.side_by_side():
            self.name = TextField(longest=120)
            form.add("name", "&Naam", self.name, stretch=2)
            form.add("kind", "Soor&t", ChoiceField([(each, each.value) for each in OfferKind]))
        if not offer.name and presets:
            chips = QHBoxLayout()
            for words in presets:
                chip = Button(words, small=True)
                chip.clicked.connect(partial(self._suggest, words))
                chips.addWidget(chip)
            chips.addStretch(1)
            form.layout_.addLayout(chips)
        form.add_widget(label("Hoort bij", "field"))
        self._links: dict[str, CheckBox] = {}
        for each in themes:
            box = CheckBox(each.title or "Thema zonder naam")
            box.setChecked(each.key in offer.theme_keys)
            self._links[each.key] = box
            form.add_widget(box)
        if not themes:
            form.add_widget(label("Er zijn nog geen thema's.", tone="text2"))
        with form.side_by_side():
            form.add("performer", "&Uitvoerder", TextField(longest=120), optional=True)
            form.add(
                "planning",
                "&Planning",
                TextField("bijvoorbeeld januari tot en met maart", longest=200),
                optional=True,
            )
        with form.side_by_side():
            for name, words, most in (
                ("groups", "&Groepen", 200),
                ("sessions", "&Bijeenkomsten", 500),
                ("minutes", "&Minuten per keer", 1440),
                ("max_participants", "Hooguit &deelnemers", 2000),
            ):
                form.add(
                    name,
                    words,
                    DecimalField(least=Decimal(1), most=Decimal(most), decimals=0),
                    optional=False,
                )
        self.volunteers = CheckBox("Er helpen &vrijwilligers mee")
        form.add_widget(self.volunteers)
        self.volunteers.setChecked(offer.volunteers)
        self.hours = label("", tone="text2")
        form.add_widget(self.hours)
        names = ("name", "kind", "performer", "planning", "groups", "sessions", "minutes", "max_participants")
        form.set_values({name: getattr(offer, name) for name in names})
        form.changed.connect(lambda _name: self._count())
        form.validator = self._problems
        self.content.addWidget(form)
        self._count()
        self.name.setFocus()

    def value(self) -> Offer:
        """The offer as filled in."""
        values = self.form.values()
        return replace(
            self._offer,
            name=values["name"],
            kind=values["kind"],
            performer=values["performer"],
            planning=values["planning"],
            theme_keys=tuple(key for key, box in self._links.items() if box.isChecked()),
            volunteers=self.volunteers.isChecked(),
            groups=_whole(values["groups"]),
            sessions=_whole(values["sessions"]),
            minutes=_whole(values["minutes"]),
            max_participants=_whole(values["max_participants"]),
        )

    def _suggest(self, words: str) -> None:
        self.name.set_value(words)
        kind = OfferKind.PARENT_EVENING if "ouderavond" in fold(words) else OfferKind.TRAINING
        self.form.set_values({"kind": kind})
        self.form.focus_field("performer")

    def _count(self) -> None:
        hours = self.value().hours
        self.hours.setText("" if hours is None else f"Samen {format_hours(hours)} uur per jaar.")

    def _problems(self) -> list[Problem]:
        return [] if self.name.value() else [problem("name", "offer-unnamed")]

    def check(self) -> bool:
        return self.form.validate()
