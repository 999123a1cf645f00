"""How safe the vault is, in words: one line a subject, and what no program can promise."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.text import day_and_month
from jeugdhulp_desktop.ui.place_words import copies_sentence, place_sentence
from jeugdhulp_desktop.ui.start.words import backup_words

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.disk_encryption import DiskEncryption
    from jeugdhulp_desktop.services.security import SecurityFacts

LONG_IDLE = 20  # minutes after which a laptop that is left alone is called open
LEAST_MEMORY = 64  # MiB a guess should cost; a vault for practising may have less
OK, LOOK, DO, OFF = "In orde", "Let op", "Te doen", "Uit"


@dataclass(frozen=True)
class FactWords:
    """One line: what it is about, a verdict as word and tone, how it stands, and the line for who checks it.

    ``act``: the words of a button, with the page it opens and what that page shows.
    """

    name: str
    title: str
    word: str
    tone: str
    text: str
    technical: str = ""
    act: tuple[str, str, object] | None = None

    @property
    def needs_attention(self) -> bool:
        """Whether something should be done about it."""
        return self.tone in ("warn", "bad")


_KEYS: tuple[str, str, object] = ("Sleutels bekijken", "privacy", "keys")
_DISK = {
    "on": (
        "ok", OK, "De schijf van deze computer is versleuteld. Resten van je werk daarop zijn niet te lezen.",
    ),
    "partly": (
        "warn", LOOK, "De schijf van deze computer is niet helemaal versleuteld. Vraag de beheerder van de "
        "school of dat wel kan.",
    ),
    "off": (
        "warn", LOOK, "De schijf van deze computer is niet versleuteld. De kluis wel. Vraag de beheerder van "
        "de school om schijfversleuteling aan te zetten: dan zijn ook resten van je werk niet te lezen.",
    ),
    "unknown": (
        "neutral", "Onbekend", "Het programma kan niet zien of de schijf van deze computer versleuteld is. "
        "Vraag het aan de beheerder van de school.",
    ),
}  # fmt: skip
_MEASURES = {
    "umask": "nieuwe bestanden zijn alleen voor jou te lezen",
    "no-core-dumps": "bij een storing komt er geen geheugen op de schijf",
    "not-dumpable": "andere programma's van jou kunnen niet in het geheugen kijken",
    "quiet-crashes": "bij een storing gaat er geen geheugen mee in een melding aan Windows",
    "own-libraries": "er laadt geen vreemde programmacode uit de map van een document",
}
LIMITS = (
    "Een virus of een beheerder op een computer waar de kluis open is. Die kan meelezen.",
    "Iemand die meekijkt op je scherm of op je toetsen.",
    "Wat je afdrukt, kopieert of buiten de kluis bewaart.",
    "Resten in het geheugen. Bij het vergrendelen laat het programma de sleutels los, maar dat ze overal "
    "gewist zijn is niet te bewijzen. Schijfversleuteling helpt daartegen.",
    "Oude back-ups en oude kopieën. Die openen met het wachtwoord van toen.",
    "Het wachtwoord en de herstelcode allebei kwijt. Dan opent niemand de kluis nog, ook de makers niet.",
)


def security_lines(facts: "SecurityFacts", idle_minutes: int, today: date) -> list[FactWords]:
    """All lines but the one of the disk, in the order in which one asks for them."""
    lines = [
        _encryption(facts),
        _passphrase(facts),
        _recovery(facts),
        _remembered(facts),
        _backup(facts, today),
        _place(facts),
        _idle(idle_minutes),
        _process(facts),
    ]
    if facts.copies:
        words = copies_sentence(facts.copies)
        lines.insert(6, FactWords("copies", "Kopieën naast de kluis", LOOK, "warn", words))
    return lines


def disk_line(found: "DiskEncryption | None") -> FactWords:
    """The disk of the laptop; None while it is being asked."""
    title = "Schijf van deze computer"
    if found is None:
        return FactWords("disk", title, "", "neutral", "Wordt bekeken.")
    tone, word, text = _DISK[found.value]
    return FactWords("disk", title, word, tone, text)


def verdict(lines: list[FactWords]) -> tuple[str, str]:
    """The sentence above all lines, and its tone."""
    open_points = [line for line in lines if line.needs_attention]
    if not open_points:
        return "Alles wat dit programma kan zien is in orde.", "ok"
    tone = "bad" if any(line.tone == "bad" for line in open_points) else "warn"
    if len(open_points) == 1:
        return f"1 punt vraagt aandacht: {_lower(open_points[0].title)}.", tone
    names = [_lower(line.title) for line in open_points]
    return f"{len(names)} punten vragen aandacht: {', '.join(names[:-1])} en {names[-1]}.", tone


def on_paper(words: FactWords) -> tuple[str, str, str, str]:
    """A line as it is printed; a path, with the name of the user in it, stays on the screen."""
    technical = "" if words.name == "place" else words.technical
    return words.title, words.word, words.text, technical


def _encryption(facts: "SecurityFacts") -> FactWords:
    return FactWords(
        "encryption", "Versleuteling", OK, "ok",
        "Alles in de kluis is versleuteld, ook de back-ups. Zonder je wachtwoord of herstelcode is er niets "
        "te lezen.",
        f"{facts.database_version}: AES-256-CBC met HMAC-SHA-512 per bladzijde. De sleutel is 256 toevallige "
        "bits en staat alleen verpakt met AES-256-GCM op de schijf.",
    )  # fmt: skip


def _passphrase(facts: "SecurityFacts") -> FactWords:
    cost = facts.cost
    technical = (
        f"Argon2id: {cost.memory_mib} MB geheugen, {_counted(cost.passes, 'ronde', 'rondes')}, "
        f"{_counted(cost.lanes, 'baan', 'banen')}. Zoveel kost elke poging om het te raden."
    )
    tone, word = "ok", OK
    text = f"{_since(facts.passphrase_since)}Niemand kan het voor je opzoeken."
    if facts.keys.change_unfinished:
        tone, word = "warn", LOOK
        text = "Een verandering is afgebroken: het oude en het nieuwe wachtwoord openen nu allebei de kluis."
    elif cost.memory_mib < LEAST_MEMORY:
        tone, word = "warn", LOOK
        text = "Raden gaat bij deze kluis te snel. Verander het wachtwoord, dan wordt dat meteen beter."
    return FactWords("passphrase", "Wachtwoord", word, tone, text, technical, _KEYS)


def _recovery(facts: "SecurityFacts") -> FactWords:
    title = "Herstelcode"
    technical = "128 toevallige bits, alleen op papier."
    if facts.keys.recovery_confirmed:
        text = f"{_since(facts.recovery_since)}Van papier overgetypt en dus leesbaar."
        return FactWords("recovery", title, OK, "ok", text, technical, _KEYS)
    if not facts.keys.has_recovery:
        text = "Er is nog geen herstelcode. Vergeet je het wachtwoord, dan kom je er niet meer in."
        act = ("Code maken", "privacy", ("keys", "recovery"))
        return FactWords("recovery", title, DO, "bad", text, technical, act)
    text = "Nog niet van papier overgetypt. Vergeet je het wachtwoord, dan kom je er misschien niet meer in."
    act = ("Code controleren", "privacy", ("keys", "recovery"))
    return FactWords("recovery", title, DO, "bad", text, technical, act)


def _remembered(facts: "SecurityFacts") -> FactWords:
    name, title = "keyring", "Openen zonder wachtwoord"
    if not facts.keys.remembered:
        why = "Misschien delen jullie deze account. " if facts.keys.shared_account else ""
        text = f"{why}De kluis vraagt bij elke start om het wachtwoord."
        return FactWords(name, title, OFF, "neutral", text)
    text = (
        f"{_since(facts.keyring_since)}Een computer onthoudt de kluis in de sleutelbos van het systeem. Wie "
        "zich daar als jou aanmeldt, komt erin."
    )
    if facts.keys.has_pin:
        text += " Na het vergrendelen mag het daar met je pincode."
    technical = "De sleutelbos bewaart een toevallige sleutel van deze computer, niet die van de kluis."
    return FactWords(name, title, "Aan", "neutral", text, technical, _KEYS)


def _backup(facts: "SecurityFacts", today: date) -> FactWords:
    words = backup_words(facts.backup, today)
    word = OK if words.tone == "ok" else DO
    act = ("Back-ups bekijken", "privacy", "backups")
    text = f"{words.title}. {words.text}"
    return FactWords("backup", "Back-up", word, words.tone, text, "", act)


def _place(facts: "SecurityFacts") -> FactWords:
    name, title = "place", "Plaats van de kluis"
    technical = str(facts.folder)
    if facts.place.is_plain:
        text = "De kluis staat op deze computer, in een map die niet vanzelf wordt gekopieerd."
        return FactWords(name, title, OK, "ok", text, technical)
    return FactWords(name, title, LOOK, "warn", place_sentence(facts.place), technical)


def _idle(minutes: int) -> FactWords:
    long = minutes > LONG_IDLE
    after = _counted(minutes, "minuut", "minuten")
    text = f"De kluis vergrendelt na {after} zonder toetsen of muis, en bij schermslot en slaapstand."
    if long:
        text += " Dat is lang: wie langsloopt kan zo lang meelezen."
    act = ("Tijd veranderen", "settings", None)
    tone, word = ("warn", LOOK) if long else ("ok", OK)
    return FactWords("idle", "Vanzelf op slot", word, tone, text, "", act)


def _process(facts: "SecurityFacts") -> FactWords:
    holds = [_MEASURES[name] for name, taken in facts.measures.items() if taken]
    lacks = [_MEASURES[name] for name, taken in facts.measures.items() if not taken]
    text = f"Zolang het programma draait: {_listed(holds)}." if holds else ""
    if lacks:
        text = f"{text} Niet gelukt op deze computer: {_listed(lacks)}.".strip()
    tone, word = ("warn", LOOK) if lacks else ("ok", OK)
    return FactWords("process", "Het programma zelf", word, tone, text)


def _since(day: date | None) -> str:
    return f"Sinds {day_and_month(day)} {day.year}. " if day is not None else ""


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
