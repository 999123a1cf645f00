"""What erasing takes and leaves, in Dutch: rows by table, places by the record they are part of."""

from collections.abc import Mapping, Sequence
from datetime import date

from jeugdhulp_desktop.domain.erasures import (
    ErasableCase,
    ErasureKind,
    ErasurePlan,
    ErasureReport,
    Fixed,
    HoldingBackup,
    Mention,
)
from jeugdhulp_desktop.domain.text import MONTHS, clock_time, long_date
from jeugdhulp_desktop.ui.erasure_words import counted
from jeugdhulp_desktop.ui.privacy_mode import Privacy

_ROWS = {
    "contact_moments": ("contactmoment", "contactmomenten"),
    "actions": ("actie", "acties"),
    "checklist_runs": ("monitoringlijst", "monitoringlijsten"),
    "checklist_replies": ("antwoord in een monitoringlijst", "antwoorden in monitoringlijsten"),
    "case_workers": ("koppeling met een medewerker", "koppelingen met medewerkers"),
    "case_questions": ("bijkomende hulpvraag", "bijkomende hulpvragen"),
    "bin_entries": ("onderdeel in de prullenbak", "onderdelen in de prullenbak"),
    "import_changes": ("regel van de laatste import", "regels van de laatste import"),
}
_TOLD_APART = ("cases", "pupils")
_PLACES = {
    "cases": "Casus",
    "agreements": "Schoolafspraak",
    "additions": "Aanvullende inzet",
    "evaluations": "Evaluatie",
    "schools": "School",
    "parties": "Organisatie",
    "people": "Medewerker",
    "text_blocks": "Tekstblok",
    "actions": "Losse actie",
    "bin_entries": "Prullenbak",
    "drafts": "Tekst die nog niet bewaard is",
    "settings": "Instellingen van de kluis",
    "letterhead": "Briefpapier",
    "papers": "Register van papieren",
    "documents": "Register van bestanden",
    "column_mappings": "Kolommen van een leerlinglijst",
}
_PARTS = {
    "contact_moments": "contactmoment",
    "actions": "actie",
    "checklist_replies": "antwoord in een monitoringlijst",
    "cases": "omschrijving",
    "evaluation_lines": "regel",
    "evaluation_lessons": "leerpunt",
    "agreement_themes": "thema",
}
MOST_NAMED = 5  # places where the name is left, in the report
FIXED = {
    Fixed.FROZEN: "Dit papier is vastgesteld en verandert niet meer.",
    Fixed.NAME: "Dit is een naam in een lijst. Pas hem daar zelf aan.",
}
FOREVER = "Dit kun je niet terugdraaien. Ook wat je hiervoor deed, kun je daarna niet meer ongedaan maken."
CANNOT = (
    "Wat op een stick of andere schijf staat, en wat is geprint, gemaild of als bestand is bewaard, kan het "
    "programma niet wissen. Haal dat zelf weg."
)


def going_lines(plan: ErasurePlan, privacy: Privacy) -> list[str]:
    """Everything that goes, the weightiest first."""
    lines = []
    if plan.pupil_goes:
        name = privacy.name(plan.name)
        lines.append(f"De naam op de leerlingenlijst: {', '.join(filter(None, [name, plan.group]))}")
    lines += [case_words(case) for case in plan.cases]
    lines += _rows(plan.counts)
    if plan.drafts:
        lines.append(
            counted(plan.drafts, "tekst die nog niet bewaard is", "teksten die nog niet bewaard zijn")
        )
    return lines


def case_words(case: ErasableCase) -> str:
    """ "Casus 2026-0012, afgesloten op 3 maart 2026"."""
    if case.binned:
        return f"Casus {case.number}, in de prullenbak"
    if case.open:
        return f"Casus {case.number}, loopt nog"
    return f"Casus {case.number}, afgesloten" + (f" op {long_date(case.ended_on)}" if case.ended_on else "")


def staying_lines(plan: ErasurePlan) -> list[str]:
    """What one might expect to go and does not."""
    lines = []
    loosened = plan.loosened.get("cases", 0)
    if loosened:
        words = counted(loosened, "vervolgcasus blijft", "vervolgcasussen blijven")
        lines.append(f"{words}, zonder verwijzing naar deze casus.")
    if plan.namesakes:
        same = counted(plan.namesakes, "andere leerling heet", "andere leerlingen heten")
        lines.append(f"{same} ook zo. Die {'blijft' if plan.namesakes == 1 else 'blijven'} staan.")
    if plan.target.kind is ErasureKind.CASE and plan.name:
        lines.append("De leerling blijft op de leerlingenlijst. Kies de leerling om ook de naam te wissen.")
    return lines


def _rows(counts: Mapping[str, int]) -> list[str]:
    lines = [counted(counts[table], *words) for table, words in _ROWS.items() if counts.get(table)]
    others = sum(count for table, count in counts.items() if table not in _ROWS and table not in _TOLD_APART)
    return [*lines, counted(others, "ander gegeven", "andere gegevens")] if others else lines


def place_words(mention: Mention) -> str:
    """ "Casus 2026-0031, contactmoment"."""
    place = " ".join(filter(None, [_PLACES.get(mention.place, "Overige gegevens"), mention.place_name]))
    part = _PARTS.get(mention.table, "")
    return f"{place}, {part}" if part else place


def jump_of(mention: Mention) -> tuple[str, object] | None:
    """The page and argument that show the record of a mention; None for what has no page."""
    record_id = mention.place_id
    if record_id is None:
        return None
    match mention.place:
        case "cases":
            return "cases", record_id
        case "agreements":
            return "agreements", record_id
        case "additions":
            return "agreements", ("addition", record_id)
        case "actions":
            return "actions", record_id
        case "bin_entries":
            return "privacy", "bin"
        case "schools":
            return "relations", ("school", record_id)
        case "parties":
            return "relations", ("party", record_id)
        case "people":
            return "relations", ("person", record_id)
    return None


def backup_lines(backups: Sequence[HoldingBackup]) -> str:
    """How many backups still hold it, from when they are, and until when they stay; empty for none."""
    if not backups:
        return ""
    days = [each.made_at.astimezone().date() for each in backups]
    places = sorted({each.place for each in backups if each.place})
    words = counted(len(backups), "back-up bevat dit nog", "back-ups bevatten dit nog")
    where = f" (ook op {', '.join(places)})" if places else ""
    return f"{words}, {_span(min(days), max(days))}{where}. {_going(backups)}"


def _going(backups: Sequence[HoldingBackup]) -> str:
    """By when they go by themselves; some never do."""
    ends = [each.until for each in backups if each.until is not None]
    staying = len(backups) - len(ends)
    goes = "Hij gaat" if len(backups) == 1 else "Ze gaan"
    if not ends:
        return f"{goes} niet vanzelf weg."
    by = f"{MONTHS[max(ends).month - 1]} {max(ends).year}"
    if staying:
        return f"{counted(staying, 'gaat', 'gaan')} niet vanzelf weg, de andere meestal voor {by}."
    return f"{goes} vanzelf weg, meestal voor {by}."


def report_lines(report: ErasureReport) -> list[tuple[str, bool]]:
    """What was done, and where the name is still found; each with whether it is as it should be."""
    gone = [counted(len(report.numbers), "casus", "casussen")] if report.numbers else []
    gone += ["de naam op de leerlingenlijst"] if report.pupil_gone else []
    gone += _rows(report.counts)
    if report.drafts:
        gone.append(counted(report.drafts, "niet bewaarde tekst", "niet bewaarde teksten"))
    at = report.erased_at.astimezone()
    lines = [(f"Gewist op {long_date(at.date())} om {clock_time(at)}: {', '.join(gone)}.", True)]
    if report.masked:
        texts = counted(report.masked, "andere tekst", "andere teksten")
        lines.append((f"De naam is weggehaald uit {texts}.", True))
    if report.pupil_gone:
        whole = [each for each in report.left if each.sure]
        parts = len(report.left) - len(whole)
        words = "De naam staat nergens meer in de kluis"
        if whole:
            words = f"De naam is nog te vinden op {counted(len(whole), 'plaats', 'plaatsen')}"
        lines.append((f"{words}{_named_places(whole)}.", not whole))
        if parts:
            places = counted(parts, "andere plaats", "andere plaatsen")
            lines.append((f"Op {places} staat een deel van de naam. Dat kan ook iemand anders zijn.", True))
    if not report.swept:
        words = (
            "De schijf is te vol om de vrijgekomen ruimte te overschrijven. Maak ruimte. "
            "Bij het volgende openen gebeurt het alsnog."
        )
        lines.append((words, False))
    return lines


def _named_places(mentions: Sequence[Mention]) -> str:
    """ ": Casus 2026-0031, contactmoment; Schoolafspraak De Wissel 2026-2027", the first ones."""
    if not mentions:
        return ""
    named = list(dict.fromkeys(place_words(each) for each in mentions))
    more = "; en meer" if len(named) > MOST_NAMED else ""
    return f": {'; '.join(named[:MOST_NAMED])}{more}"


def _span(first: date, last: date) -> str:
    one = f"van {long_date(first)}"
    return one if first == last else f"{one} tot en met {long_date(last)}"


def title_of(plan: ErasurePlan, privacy: Privacy) -> str:
    """What is about to be erased, as a title."""
    if plan.target.kind is ErasureKind.PUPIL:
        return privacy.name(plan.name)
    return " ".join(["Casus", *(case.number for case in plan.cases)])
