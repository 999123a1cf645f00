"""6 Thema's: what gets extra attention this year, with a goal that can be measured."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreement_sections import Offer, Theme
from jeugdhulp_desktop.domain.agreements import Agreement, new_key
from jeugdhulp_desktop.domain.goals import goal_sentence
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.ui.agreements.cards import CardSection, ItemCard
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks
from jeugdhulp_desktop.ui.agreements.theme_forms import ThemeForm
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextArea
from jeugdhulp_desktop.ui.widgets.form import Form

_THEME_ICONS = {"pesten": "account-cancel-outline", "sociale": "account-voice", "scheiding": "home-account"}


class _ThemeCard(ItemCard[Theme]):
    """A theme, with a button that links an offer while it has none."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.linked: tuple[str, ...] = ()
        self.link_button: Button | None = None

    def ask_offer(self, wanted: bool, do: Callable[[], object]) -> None:
        """Show or hide "Aanbod koppelen"; it is made when the first theme needs it."""
        if self.link_button is None and wanted:
            self.link_button = Button("Aanbod koppelen")
            self.link_button.setProperty("edits", True)
            self.link_button.clicked.connect(lambda _checked=False: do())
            self.buttons.insertWidget(0, self.link_button, 0, Qt.AlignmentFlag.AlignVCenter)
        if self.link_button is not None:
            self.link_button.setVisible(wanted)
            self.link_button.setAccessibleName(f"Aanbod koppelen: {self.name.text()}")


class ThemeSection(CardSection[Theme]):
    """The themes as cards; each tells whether an offer is linked."""

    kind = Section.THEMES
    field = "themes"
    noun = "Thema"
    consequence = "Het aanbod blijft staan, maar hoort er niet meer bij."

    def __init__(
        self, structure: Callable[[], Structure], blocks: TextBlocks | None, people: Sequence[str] = ()
    ) -> None:
        super().__init__("Nog geen thema’s. Begin met pesten, sociale vaardigheid of scheiding.")
        self._structure, self._blocks, self._people = structure, blocks, tuple(people)
        self._offers: tuple[Offer, ...] = ()
        self.link_offer: Callable[[str], object] = lambda _key: None
        form = Form()
        self.text(form, "theme_intro", "&Waarom juist deze thema’s", TextArea(lines=2), blocks)
        self.body.insertWidget(0, form)

    def fill(self, agreement: Agreement) -> None:
        self._offers = agreement.offers
        super().fill(agreement)

    def apply(self, agreement: Agreement) -> Agreement:
        return replace(super().apply(agreement), themes=self.items())

    def follow(self, agreement: Agreement) -> None:
        if agreement.offers is not self._offers and agreement.offers != self._offers:
            self._offers = agreement.offers
            for card in self.cards:
                self.describe(card)

    def name_of(self, item: Theme) -> str:
        return item.title

    def fresh(self) -> Theme:
        return Theme(new_key([theme.key for theme in self.items()], "t"))

    def make_card(self) -> _ThemeCard:
        return _ThemeCard(self.noun)

    def make_form(self, item: Theme) -> ThemeForm:
        taken = {fold(theme.title) for theme in self.items()}
        pinned = [each for each in self._structure().pinned_themes if fold(each) not in taken]
        return ThemeForm(() if item.title else pinned, self._blocks, self._people)

    def describe(self, card: ItemCard[Theme]) -> None:
        theme: Theme = card.item
        names = [offer.name or "zonder naam" for offer in self._offers if theme.key in offer.theme_keys]
        facts = [f"prioriteit {theme.priority}" if theme.priority else "", theme.lead]
        about = f" · {' · '.join(filter(None, facts))}" if any(facts) else ""
        if names:
            state = f"{len(names)} keer aanbod: {', '.join(names)}{about}"
        else:
            state = f"Nog geen aanbod bij dit thema{about}"
        icon, tone = ("check-circle-outline", "ok") if names else ("alert-outline", "warn")
        key = next((key for key in _THEME_ICONS if key in fold(theme.title)), "")
        card.icon.set(_THEME_ICONS.get(key, "star-outline"), "accent")
        said = theme.goal or goal_sentence(theme) or theme.why
        card.say(theme.title or "Thema zonder naam", said, state, icon=icon, tone=tone)
        if card.form is not None:
            card.text.hide()
        if isinstance(card, _ThemeCard):
            card.ask_offer(not names, lambda: self.link_offer(card.item.key))

    def focus_path(self, path: str) -> bool:
        number = path.removeprefix("themes[").partition("]")[0]
        if path.endswith(".offers") and number.isdigit() and int(number) < len(self.cards):
            card = self.cards[int(number)]
            button = card.link_button if isinstance(card, _ThemeCard) else None
            return self._focus(button or card.edit_button)
        return super().focus_path(path)
