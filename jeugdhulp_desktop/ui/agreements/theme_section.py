"""6 Thema's and 7 Groepsaanbod: what gets extra attention, and what is done about it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreements import Agreement, Offer, OfferKind, Theme, new_key
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text import fold, format_hours
from jeugdhulp_desktop.ui import dialogs, icons
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DecimalField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout

_THEME_ICONS = {"pesten": "account-cancel-outline", "sociale": "account-voice", "scheiding": "home-account"}


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


class ThemeSection(EditorSection):
    """The themes as a list; editing opens a short form."""

    part = "themes"

    def __init__(self, structure: Callable[[], Structure]) -> None:
        super().__init__("6", "Thema’s")
        self._structure = structure
        self._themes: tuple[Theme, ...] = ()
        self._offers: tuple[Offer, ...] = ()
        self.add_button = Button("Thema", "plus", "plain")
        self.add_button.setAccessibleName("Thema toevoegen")
        self.add_button.setProperty("edits", True)
        self.add_action(self.add_button)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        self.link_offer: Callable[[str], object] = lambda _key: None
        self.add_button.clicked.connect(self.add)
        self._jumps: dict[str, Button] = {}

    def fill(self, agreement: Agreement) -> None:
        self._themes, self._offers = agreement.themes, agreement.offers
        self._build()

    def apply(self, agreement: Agreement) -> Agreement:
        return replace(agreement, themes=self._themes)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """The offers changed: tell per theme what is linked."""
        if tuple(offers) != self._offers:
            self._offers = tuple(offers)
            self._build()

    def add(self) -> None:
        """Ask a new theme."""
        taken = {fold(theme.title) for theme in self._themes}
        suggestions = [each for each in self._structure().pinned_themes if fold(each) not in taken]
        fresh = Theme(new_key([theme.key for theme in self._themes], "t"))
        dialog = ThemeDialog(self, fresh, suggestions)
        if dialogs.run_form(dialog):
            self._set((*self._themes, dialog.value()))

    def edit(self, at: int) -> None:
        """Edit a theme by its place."""
        dialog = ThemeDialog(self, self._themes[at], ())
        if dialogs.run_form(dialog):
            self._set((*self._themes[:at], dialog.value(), *self._themes[at + 1 :]))

    def remove(self, at: int) -> None:
        """Take a theme away, after asking."""
        name = self._themes[at].title or "dit thema"
        if dialogs.confirm_delete(
            self, f"Thema '{name}'", "Het aanbod blijft staan, maar hoort er niet meer bij.", undoable=False
        ):
            self._set((*self._themes[:at], *self._themes[at + 1 :]))

    def focus_path(self, path: str) -> bool:
        button = next((b for p, b in self._jumps.items() if path.startswith(p)), self.add_button)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _set(self, themes: tuple[Theme, ...]) -> None:
        self._themes = themes
        self._build()
        self.changed.emit()

    def _build(self) -> None:
        clear_layout(self._lines)
        self._jumps = {}
        if not self._themes:
            self._lines.addWidget(
                label(
                    "Nog geen thema’s. Begin met pesten, sociale vaardigheid of scheiding.",
                    tone="text2",
                    wrap=True,
                )
            )
        for at, theme in enumerate(self._themes):
            if at:
                self._lines.addWidget(Hairline())
            self._lines.addWidget(self._card(at, theme))

    def _card(self, at: int, theme: Theme) -> QWidget:
        card = QWidget()
        row = QHBoxLayout(card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        name = next(
            (icon for word, icon in _THEME_ICONS.items() if word in fold(theme.title)), "star-outline"
        )
        row.addWidget(icons.IconLabel(name, 20, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(theme.title or "Thema zonder naam", "strong", wrap=True))
        if theme.goal or theme.why:
            words.addWidget(TextBlock(theme.goal or theme.why))
        linked = [offer.name for offer in self._offers if theme.key in offer.theme_keys]
        state = QHBoxLayout()
        state.setSpacing(6)
        tone = "ok" if linked else "warn"
        state.addWidget(
            icons.IconLabel("check-circle-outline" if linked else "alert-outline", 16, tone),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        text = (
            f"{len(linked)} keer aanbod: {', '.join(linked)}" if linked else "Nog geen aanbod bij dit thema"
        )
        state.addWidget(label(text, "caption", tone, wrap=True), 1)
        words.addLayout(state)
        row.addLayout(words, 1)
        if linked:
            button = Button("Bewerken", kind="plain")
            button.clicked.connect(partial(self.edit, at))
        else:
            button = Button("Aanbod koppelen")
            button.clicked.connect(lambda _checked=False, key=theme.key: self.link_offer(key))
            second = Button("Bewerken", kind="plain")
            second.setAccessibleName(f"Bewerken: {theme.title}")
            second.setProperty("edits", True)
            second.clicked.connect(partial(self.edit, at))
            row.addWidget(second, 0, Qt.AlignmentFlag.AlignVCenter)
        button.setAccessibleName(f"{button.text()}: {theme.title}")
        remove = Button("Weghalen", kind="plain")
        remove.setAccessibleName(f"Weghalen: {theme.title}")
        remove.clicked.connect(partial(self.remove, at))
        for each in (button, remove):
            each.setProperty("edits", True)
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        self._jumps[f"themes[{at}]"] = button
        return card


class OfferSection(EditorSection):
    """The group offers, with their hours."""

    part = "offers"

    def __init__(self, structure: Callable[[], Structure], themes: Callable[[], Sequence[Theme]]) -> None:
        super().__init__("7", "Groepsaanbod")
        self._structure, self._themes = structure, themes
        self._offers: tuple[Offer, ...] = ()
        self.add_button = Button("Aanbod", "plus", "plain")
        self.add_button.setAccessibleName("Groepsaanbod toevoegen")
        self.add_button.setProperty("edits", True)
        self.add_action(self.add_button)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.add_button.clicked.connect(lambda _checked=False: self.add())
        self._jumps: dict[str, Button] = {}

    def fill(self, agreement: Agreement) -> None:
        self._offers = agreement.offers
        self._build()

    def apply(self, agreement: Agreement) -> Agreement:
        return replace(agreement, offers=self._offers)

    def offers(self) -> tuple[Offer, ...]:
        """The offers now."""
        return self._offers

    def add(self, theme_key: str = "") -> None:
        """Ask a new offer, linked to a theme when that asked for it."""
        taken = {fold(offer.name) for offer in self._offers}
        presets = [each for each in self._structure().offer_presets if fold(each) not in taken]
        fresh = Offer(
            new_key([offer.key for offer in self._offers], "a"), theme_keys=(theme_key,) if theme_key else ()
        )
        dialog = OfferDialog(self, fresh, self._themes(), presets)
        if dialogs.run_form(dialog):
            self._set((*self._offers, dialog.value()))

    def edit(self, at: int) -> None:
        """Edit an offer by its place."""
        dialog = OfferDialog(self, self._offers[at], self._themes(), ())
        if dialogs.run_form(dialog):
            self._set((*self._offers[:at], dialog.value(), *self._offers[at + 1 :]))

    def remove(self, at: int) -> None:
        """Take an offer away, after asking."""
        if dialogs.confirm_delete(
            self, f"Aanbod '{self._offers[at].name}'", "Het verdwijnt uit deze afspraak.", undoable=False
        ):
            self._set((*self._offers[:at], *self._offers[at + 1 :]))

    def focus_path(self, path: str) -> bool:
        button = next((b for p, b in self._jumps.items() if path.startswith(p)), self.add_button)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _set(self, offers: tuple[Offer, ...]) -> None:
        self._offers = offers
        self._build()
        self.changed.emit()

    def _build(self) -> None:
        clear_layout(self._lines)
        self._jumps = {}
        if not self._offers:
            self._lines.addWidget(
                label("Nog geen groepsaanbod: een training, les of ouderavond.", tone="text2", wrap=True)
            )
        for at, offer in enumerate(self._offers):
            if at:
                self._lines.addWidget(Hairline())
            self._lines.addWidget(self._line(at, offer))

    def _line(self, at: int, offer: Offer) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(offer.name or "Aanbod zonder naam", "strong", wrap=True))
        facts = [offer.kind.value]
        if offer.sessions and offer.minutes:
            groups = f"{offer.groups} groepen, " if offer.groups and offer.groups > 1 else ""
            facts.append(f"{groups}{offer.sessions} × {offer.minutes} minuten")
        facts += [each for each in (offer.planning, offer.performer) if each]
        words.addWidget(label(" · ".join(facts), "caption", "text2", wrap=True))
        row.addLayout(words, 1)
        hours = offer.hours
        row.addWidget(label("" if hours is None else f"{format_hours(hours)} uur", "strong"))
        edit = Button("Bewerken", kind="plain")
        edit.setAccessibleName(f"Bewerken: {offer.name}")
        edit.clicked.connect(partial(self.edit, at))
        remove = Button("Weghalen", kind="plain")
        remove.setAccessibleName(f"Weghalen: {offer.name}")
        remove.clicked.connect(partial(self.remove, at))
        for each in (edit, remove):
            each.setProperty("edits", True)
            row.addWidget(each)
        self._jumps[f"offers[{at}]"] = edit
        return line
