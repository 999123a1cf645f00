"""6 Thema's and 7 Groepsaanbod: what gets extra attention, and what is done about it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreement_sections import (
    Offer,
    Theme,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    new_key,
)
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text import fold, format_hours
from jeugdhulp_desktop.ui import dialogs, icons
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.agreements.theme_forms import OfferDialog, ThemeDialog
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout

_THEME_ICONS = {"pesten": "account-cancel-outline", "sociale": "account-voice", "scheiding": "home-account"}


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
