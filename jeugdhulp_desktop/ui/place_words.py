"""What is said about a vault in a folder that is synced, on a stick or on another computer (F20)."""

from collections.abc import Callable, Sequence

from jeugdhulp_desktop.domain.places import Place
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

_CHOICE = {  # at the choice of a folder for a new vault
    "service": (
        "{service} zet deze map vanzelf ook op andere plekken. Kies liever een map die op deze computer "
        "blijft, of open de kluis straks nooit op twee computers tegelijk."
    ),
    "remote": (
        "Deze map staat op een schijf van het netwerk. Dat kan, maar langzamer en met één persoon tegelijk. "
        "Kies een map op deze computer als je er alleen in werkt."
    ),
    "removable": (
        "Deze map staat op een stick. Raakt die kwijt, dan is je werk weg. Kies liever een map op deze "
        "computer, en gebruik de stick voor back-ups."
    ),
}
_OPENED = {  # when a vault that stands there is opened
    "service": (
        "Deze kluis staat in een map die {service} ook op andere plekken zet. Open hem nooit op twee "
        "computers tegelijk, of verplaats hem naar een map die op deze computer blijft."
    ),
    "remote": (
        "Deze kluis staat op een schijf van het netwerk. Werk er met één persoon tegelijk in, en maak elke "
        "week een back-up op een andere plek."
    ),
    "removable": (
        "Deze kluis staat op een stick. Sluit het programma voordat je hem eruit haalt, en maak elke week "
        "een back-up op een andere plek."
    ),
}
AGAIN = "Wil je toch deze map, kies dan nog een keer Volgende."
_ONE_COPY = (
    "Naast de kluis staat een kopie: {names}. Die ontstaat als twee computers tegelijk schrijven. "
    "Wis hem niet: er kan werk in staan dat hier ontbreekt."
)
_MORE_COPIES = (
    "Naast de kluis staan {count} kopieën: {names}. Die ontstaan als twee computers tegelijk schrijven. "
    "Wis ze niet: er kan werk in staan dat hier ontbreekt."
)
_SHOWN = 3  # names of copies in one sentence


def choice_sentence(place: Place) -> str:
    """For whoever is about to put a vault there; empty for a plain folder."""
    return _sentence(_CHOICE, place)


def place_sentence(place: Place) -> str:
    """For whoever works in a vault that stands there; empty for a plain folder."""
    return _sentence(_OPENED, place)


def copies_sentence(names: Sequence[str]) -> str:
    """Which copies stand beside the vault, and that they are not to be thrown away."""
    shown = ", ".join(names[:_SHOWN]) + (" en meer" if len(names) > _SHOWN else "")
    return (_ONE_COPY if len(names) == 1 else _MORE_COPIES).format(names=shown, count=len(names))


def place_messages(
    place: Place,
    copies: Sequence[str],
    *,
    accepted: bool,
    accept: Callable[[], object],
    help_asked: Callable[[str], object],
) -> list[Message]:
    """What the window tells when the vault was opened; ``accepted``: the user knows where it stands."""
    told = []
    if copies:
        read = Act("Lezen wat je doet", lambda: help_asked("samen"))
        told.append(Message(copies_sentence(copies), "warn", acts=(read,), key="copies", lasting=True))
    if not place.is_plain and not accepted:
        acts = (Act("Niet meer melden", accept), Act("Meer hierover", lambda: help_asked("samen")))
        told.append(Message(place_sentence(place), "warn", acts=acts, key="place", lasting=True))
    return told


def _sentence(words: dict[str, str], place: Place) -> str:
    if place.is_plain:
        return ""
    kind = "remote" if place.remote else "service" if place.service else "removable"
    return words[kind].format(service=place.service)
