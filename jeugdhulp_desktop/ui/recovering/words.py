"""What is wrong with a vault, what is still good, and what can be done about it, in words."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.damage import Diagnosis, PartState
from jeugdhulp_desktop.domain.errors import DamagedDatabase, DamagedHeader, DiskProblem, WorldError
from jeugdhulp_desktop.domain.restores import BackupState
from jeugdhulp_desktop.domain.text import format_count
from jeugdhulp_desktop.ui.restoring.words import COUNTED, made_words
from jeugdhulp_desktop.ui.sentences import sentence

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.salvage import SalvageReport

Line = tuple[str, str, str]  # words, icon, tone

_GOOD, _BAD, _OPEN = (
    ("check-circle-outline", "ok"),
    ("alert-circle-outline", "bad"),
    ("help-circle-outline", "text2"),
)
_HEADER = {
    PartState.DAMAGED: "Het sleutelbestand is beschadigd.",
    PartState.ABSENT: "Het sleutelbestand ontbreekt.",
    PartState.FOREIGN: "Het sleutelbestand hoort bij een andere kluis.",
}
# By the beginning of the name of a table: what a user calls the rows in it.
_TABLES = {
    "case": "casussen",
    "contact": "contactmomenten",
    "action": "acties",
    "agreement": "schoolafspraken",
    "addition": "aanvullende inzet",
    "evaluation": "evaluaties",
    "hour": "uren",
    "checklist": "monitoringlijsten",
    "pupil": "leerlingen",
    "school": "scholen",
    "people": "de sociale kaart",
    "parties": "de sociale kaart",
    "import": "het ophalen van leerlingen",
    "text_blocks": "tekstblokken",
    "document": "rapporten",
    "paper": "rapporten",
    "kept_prints": "rapporten",
    "letterhead": "het briefpapier",
    "logos": "het briefpapier",
    "erasures": "wat is gewist",
    "draft": "wat je aan het typen was",
    "bin": "de prullenbak",
    "audit": "het logboek",
    "setting": "instellingen",
    "index": "een register waarmee het programma zoekt",
}
_OTHER = "iets dat het programma zelf bijhoudt"
_WAL = (
    "Het hulpbestand naast de kluis (vault.db-wal) is beschadigd of hoort bij een andere kluis. "
    "Zonder dat bestand is de kluis te lezen; alleen wat het laatst is bewaard kan ontbreken."
)
_FIRST_BYTES = "Alleen het begin van het bestand is beschadigd. De gegevens zelf zijn heel."
_OLDER = (
    "Het sleutelbestand is ouder dan de kluis. Het hoort bij een eerder wachtwoord. Er is niets veranderd."
)
_NOT_TOGETHER = "Het sleutelbestand en de gegevens horen niet bij elkaar. Er is niets veranderd."
_KEYS = "Het sleutelbestand van deze kluis ontbreekt of is beschadigd. Er is niets veranderd."
_DATABASE = "De gegevens in de kluis zijn beschadigd. Er is niets veranderd en er gaat niets vanzelf weg."
_DISK = "De schijf kan een deel van de kluis niet lezen. Er is niets veranderd en er gaat niets vanzelf weg."


def failure_words(error: WorldError) -> str:
    """Which of the failures it is, in one or two sentences."""
    match error:
        case DamagedDatabase(reason="wal"):
            return _WAL
        case DamagedDatabase():
            return _DATABASE
        case DamagedHeader(reason="older"):
            return _OLDER
        case DamagedHeader(reason="other-vault"):
            return _NOT_TOGETHER
        case DamagedHeader():
            return _KEYS
        case DiskProblem(code="read-error"):
            return _DISK
    return sentence(error)


def part_lines(seen: Diagnosis, now: datetime) -> list[Line]:
    """Each part of the vault: good, damaged, or not known without the passphrase."""
    return [*_header_lines(seen), _database_line(seen), _backup_line(seen, now)]


def put_back_words(seen: Diagnosis, now: datetime) -> str:
    """ "Zet back-up van gisteren 16:10 terug"; empty when there is none."""
    best = seen.best
    if best is None or best.made_at is None:
        return ""
    return f"Zet back-up van {made_words(best.made_at, now)} terug"


def damaged_words(tables: Iterable[str]) -> str:
    """ "contactmomenten en acties": each part of the vault with a page that cannot be read, once."""
    return _enumerated(list(dict.fromkeys(_called(table) for table in tables)))


def _called(table: str) -> str:
    return next((name for beginning, name in _TABLES.items() if table.startswith(beginning)), _OTHER)


def saved_words(report: "SalvageReport") -> str:
    """What comes along and what does not, for who decides to go on with it."""
    rows = [(report.rows.get(table, 0), names) for table, names in COUNTED.items()]
    told = _enumerated([f"{format_count(count)} {names[count != 1]}" for count, names in rows if count])
    lines = [f"Te lezen zijn: {told}." if told else "Er zijn geen casussen of afspraken te lezen."]
    if report.damaged:
        lines.append(f"Een deel is weg van: {damaged_words(report.damaged)}.")
    loose = [(count, COUNTED[table]) for table, count in report.loose.items() if table in COUNTED]
    if loose:
        gone = _enumerated([f"{format_count(count)} {names[count != 1]}" for count, names in loose])
        lines.append(f"Niet mee kunnen: {gone}. Die horen bij iets dat niet te lezen is.")
    if not report.damaged and not report.loose:
        lines.append("Er gaat niets verloren.")
    lines.append("De kluis zoals die nu is, blijft bewaard in een map bij de back-ups.")
    return " ".join(lines)


def _enumerated(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}" if parts else ""


def _header_lines(seen: Diagnosis) -> list[Line]:
    if seen.header is PartState.GOOD:
        return [("Het sleutelbestand is heel.", *_GOOD)]
    copy = seen.header_copy is PartState.GOOD
    words = "De reservekopie ernaast is heel." if copy else "De reservekopie ernaast ook niet."
    if not copy and any(each.state.usable for each in seen.backups):
        words = "De reservekopie ernaast ook niet, maar in een back-up zit er nog een."
    return [
        (_HEADER.get(seen.header, _HEADER[PartState.DAMAGED]), *_BAD),
        (words, *(_GOOD if copy else _BAD)),
    ]


def _database_line(seen: Diagnosis) -> Line:
    if seen.wal:
        return "De gegevens zijn te lezen zonder het hulpbestand.", *_GOOD
    if seen.first_bytes:
        return _FIRST_BYTES, *_GOOD
    if seen.unreadable:
        return f"Niet te lezen: {damaged_words(seen.unreadable)}. De rest is te lezen.", *_BAD
    return {
        PartState.GOOD: ("De gegevens zijn heel.", *_GOOD),
        PartState.ABSENT: ("Het bestand met de gegevens (vault.db) is er niet meer.", *_BAD),
        PartState.FOREIGN: ("Het bestand met de gegevens is van een andere kluis.", *_BAD),
        PartState.UNKNOWN: ("Of de gegevens heel zijn, is te zien na je wachtwoord.", *_OPEN),
        PartState.DAMAGED: ("Het begin van de gegevens is beschadigd, dus er is niets te lezen.", *_BAD),
    }[seen.database]


def _backup_line(seen: Diagnosis, now: datetime) -> Line:
    best = seen.best
    usable = sum(each.state.usable for each in seen.backups)
    if best is None or best.made_at is None:
        words = (
            "Er is geen back-up die te lezen is." if seen.backups else "Er ligt geen back-up bij de kluis."
        )
        return words, *_BAD
    count = "Er is 1 back-up" if usable == 1 else f"Er zijn {usable} back-ups"
    when = made_words(best.made_at, now)
    if best.state is BackupState.PROVEN:
        return f"{count}. Die van {when} is net gecontroleerd en heel.", *_GOOD
    return f"{count}. De nieuwste is van {when}.", *_OPEN
