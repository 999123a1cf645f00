"""7 Groepsaanbod: what is done about the themes, with its hours."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreement_sections import Offer, Theme
from jeugdhulp_desktop.domain.agreements import Agreement, new_key
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text import fold, format_hours
from jeugdhulp_desktop.ui.agreements.cards import CardSection, ItemCard
from jeugdhulp_desktop.ui.agreements.theme_forms import OfferForm


class OfferSection(CardSection[Offer]):
    """The group offers as cards."""

    kind = Section.OFFERS
    field = "offers"
    noun = "Aanbod"
    consequence = "Het verdwijnt uit deze afspraak."

    def __init__(self, structure: Callable[[], Structure]) -> None:
        super().__init__("Nog geen groepsaanbod: een training, les of ouderavond.")
        self._structure = structure
        self._themes: tuple[Theme, ...] = ()
        self._theme_key = ""

    def fill(self, agreement: Agreement) -> None:
        self._themes = agreement.themes
        super().fill(agreement)

    def apply(self, agreement: Agreement) -> Agreement:
        return replace(super().apply(agreement), offers=self.items())

    def follow(self, agreement: Agreement) -> None:
        if agreement.themes is not self._themes and agreement.themes != self._themes:
            self._themes = agreement.themes
            for card in self.cards:
                if card.form is not None:
                    card.form.show_themes(self._themes)

    def add_for(self, theme_key: str) -> None:
        """A new offer that belongs to a theme."""
        self._theme_key = theme_key
        self.add()
        self._theme_key = ""

    def name_of(self, item: Offer) -> str:
        return item.name

    def fresh(self) -> Offer:
        keys = (self._theme_key,) if self._theme_key else ()
        return Offer(new_key([offer.key for offer in self.items()], "a"), theme_keys=keys)

    def make_form(self, item: Offer) -> OfferForm:
        taken = {fold(offer.name) for offer in self.items()}
        presets = [each for each in self._structure().offer_presets if fold(each) not in taken]
        return OfferForm(self._themes, () if item.name else presets)

    def describe(self, card: ItemCard[Offer]) -> None:
        offer: Offer = card.item
        card.icon.set("account-group-outline", "accent")
        card.say(offer.name or "Aanbod zonder naam", "", offer_words(offer))
        card.figure.setText("" if offer.hours is None else f"{format_hours(offer.hours)} uur")

    def items_of(self, keys: Sequence[str]) -> list[Offer]:
        """The offers of themes, by their keys."""
        return [offer for offer in self.items() if set(keys) & set(offer.theme_keys)]


def offer_words(offer: Offer) -> str:
    """What an offer is, in one line."""
    facts = [offer.kind.value]
    if offer.sessions and offer.minutes:
        groups = f"{offer.groups} groepen, " if offer.groups and offer.groups > 1 else ""
        facts.append(f"{groups}{offer.sessions} × {offer.minutes} minuten")
    facts += [offer.setting.value, offer.planning, offer.performer]
    return " · ".join(each for each in facts if each)
