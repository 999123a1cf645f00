"""What lies in the bin, in words: which one it was, of what kind, and how long it stays."""

from datetime import date

from jeugdhulp_desktop.domain.bins import BinEntry, BinKind, PutBack
from jeugdhulp_desktop.domain.contacts import ContactKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import short_date
from jeugdhulp_desktop.ui.cases.looks import kind_label, private_text
from jeugdhulp_desktop.ui.privacy_mode import Privacy

KINDS = {
    BinKind.CASE: "Casus",
    BinKind.CONTACT: "Contactmoment",
    BinKind.ACTION: "Actie",
    BinKind.AGREEMENT: "Schoolafspraak",
    BinKind.ADDITION: "Aanvullende inzet",
    BinKind.EVALUATION: "Evaluatie",
    BinKind.CHECKLIST: "Monitoringlijst",
}
_THE = {
    BinKind.CASE: "De casus",
    BinKind.CONTACT: "Het contactmoment",
    BinKind.ACTION: "De actie",
    BinKind.AGREEMENT: "De schoolafspraak",
    BinKind.ADDITION: "De aanvraag",
    BinKind.EVALUATION: "De evaluatie",
    BinKind.CHECKLIST: "De lijst",
}


def what_words(entry: BinEntry, privacy: Privacy) -> str:
    """Which one it was: the pupil of a case, the day of a talk, the school and year of an agreement."""
    facts = entry.facts
    of_case = privacy.name(entry.pupil) or facts.get("case", "")
    match entry.kind:
        case BinKind.CASE:
            return _joined(privacy.name(entry.pupil) or "Nog geen leerling", facts["number"])
        case BinKind.CONTACT:
            day = date.fromisoformat(facts["happened_on"])
            kind = kind_label(ContactKind(facts["kind"]))
            return _joined(of_case, f"{kind[:1].lower()}{kind[1:]} {short_date(day)} {day.year}")
        case BinKind.ACTION:
            return private_text(facts.get("what", ""), privacy, entry.pupil)
        case BinKind.CHECKLIST:
            day = date.fromisoformat(facts["started_on"])
            return _joined(of_case, f"begonnen {short_date(day)} {day.year}")
        case BinKind.AGREEMENT:
            return _joined(facts["school"], _year(facts), f"versie {facts['number']}")
        case BinKind.ADDITION:
            return _joined(facts["school"], _year(facts), f"{facts['worker_type']}, nummer {facts['number']}")
        case BinKind.EVALUATION:
            return _joined(facts["school"], _year(facts), facts["moment"])


def left_words(entry: BinEntry, today: date) -> str:
    """How long it stays: at least this."""
    days = entry.days_left(today)
    if days == 0:
        return "gaat binnenkort weg"
    return f"nog {days} {'dag' if days == 1 else 'dagen'}"


def purge_words(entry: BinEntry, privacy: Privacy) -> str:
    """What goes for good, named, before it goes."""
    along = entry.rows - 1
    more = " Alles wat erbij hoort gaat mee." if along else ""
    return f"{_THE[entry.kind]}: {what_words(entry, privacy)}.{more} In back-ups van eerder staat het nog."


def back_words(back: PutBack) -> str:
    """What was put back, and what could not come along."""
    told = f"{_THE[back.kind]} is teruggezet."
    if back.left_out:
        told += " Iets wat er niet meer is, zoals een medewerker, is weggelaten. Kijk het even na."
    return told


def _year(facts: object) -> str:
    return SchoolYear(int(facts["school_year"])).code  # type: ignore[index]


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
