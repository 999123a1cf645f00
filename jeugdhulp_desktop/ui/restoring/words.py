"""What putting a backup back does, in words; the window and the command line say the same."""

from dataclasses import dataclass
from datetime import date, datetime

from jeugdhulp_desktop.domain.restores import (
    BackupState,
    FoundBackup,
    Opener,
    Present,
    RestorePreview,
    VaultFacts,
)
from jeugdhulp_desktop.domain.text import clock_time, day_and_month, format_count, long_date

COUNTED = {
    "cases": ("casus", "casussen"),
    "contact_moments": ("contactmoment", "contactmomenten"),
    "actions": ("actie", "acties"),
    "agreements": ("schoolafspraak", "schoolafspraken"),
    "additions": ("aanvraag aanvullende inzet", "aanvragen aanvullende inzet"),
    "hour_entries": ("urenregel", "urenregels"),
    "checklist_runs": ("monitoringlijst", "monitoringlijsten"),
}
PRESENT = {
    Present.SOUND: "De kluis van nu wordt eerst bewaard. Is die heel, dan kun je dit ongedaan maken.",
    Present.DAMAGED: "De kluis van nu is niet te lezen. Er blijft een kopie van zoals hij is.",
    Present.ABSENT: "In deze map staat nog geen kluis.",
}
TYPED = {
    Opener.PRESENT: "Na het terugzetten geldt het wachtwoord van nu: dat wat je net gaf.",
    Opener.BACKUP: "Na het terugzetten geldt het wachtwoord van de back-up: dat wat je net gaf.",
}
OPEN = {
    Opener.PRESENT: "Na het terugzetten geldt het wachtwoord van nu.",
    Opener.BACKUP: "Na het terugzetten geldt het wachtwoord van toen deze back-up werd gemaakt.",
}
AFTERWARDS = {
    Opener.PRESENT: "Je opent de kluis met hetzelfde wachtwoord als hiervoor.",
    Opener.BACKUP: "Je opent de kluis nu met het wachtwoord van deze back-up.",
}
OLDER = "De back-up is van een oudere versie en is bijgewerkt."
LOSES = "Wat na deze back-up is bewaard, staat er straks niet meer in."
STEPS = {
    "proving": "De back-up wordt helemaal gecontroleerd.",
    "comparing": "De back-up wordt naast de kluis van nu gelegd.",
    "keeping": "De kluis van nu wordt bewaard.",
    "placing": "De back-up wordt teruggezet.",
}
STATES = {
    BackupState.READABLE: "Te lezen",
    BackupState.PROVEN: "Bewezen",
    BackupState.PARTIAL: "Niet heel",
    BackupState.DAMAGED: "Beschadigd",
    BackupState.OTHER_VAULT: "Andere kluis",
    BackupState.NEWER: "Nieuwere versie",
}
_LABELS = {"voor-terugzetten": "vlak voor een terugzetten"}


@dataclass(frozen=True)
class Compared:
    """One line of the comparison; ``less``: the vault of now has more of it."""

    words: str
    now: str
    then: str
    change: str
    less: bool


def made_words(moment: datetime, now: datetime) -> str:
    """ "vandaag 16:10", "gisteren 16:10", "18 september 16:10"; with the year when it is another one."""
    made = moment.astimezone()  # by the clock of that day, summer or winter
    days = (now.date() - made.date()).days
    far = long_date(made.date()) if made.year != now.year else day_and_month(made.date())
    return f"{ {0: 'vandaag', 1: 'gisteren'}.get(days, far) } {clock_time(made)}"


def content_words(found: FoundBackup) -> str:
    """ "34 casussen, 8 schoolafspraken"; nothing when it cannot be read."""
    if found.made_at is None:
        return ""
    told = ((found.counts.get(table, 0), COUNTED[table]) for table in ("cases", "agreements"))
    return ", ".join(f"{count or 'geen'} {names[count != 1]}" for count, names in told)


def label_words(found: FoundBackup) -> str:
    """Why it was made and where it lies, when there is something to tell."""
    told = [_LABELS.get(found.label, ""), "op de andere plek" if found.elsewhere else ""]
    return ", ".join(each for each in told if each)


def comparison(preview: RestorePreview) -> list[Compared]:
    """Each count and the latest days, now beside then."""
    now, then = preview.now, preview.then
    lines = [_count(names[1], table, now, then) for table, names in COUNTED.items()]
    empty = VaultFacts({})
    days = ((now or empty).last_contact, then.last_contact)
    moments = ((now or empty).last_change, then.last_change)
    lines.append(_latest("laatste contactmoment", _day(days[0]), _day(days[1]), _later(*days)))
    lines.append(_latest("laatst iets bewaard", _moment(moments[0]), _moment(moments[1]), _later(*moments)))
    return lines


def gone_words(preview: RestorePreview) -> str:
    """What of now the backup does not have: by number, as far as numbers can tell; empty for nothing."""
    if not preview.loses or preview.now is None:
        return ""
    fewer = [
        f"{format_count(now - then)} {COUNTED[name][now - then != 1]}"
        for name, (now, then) in preview.differences.items()
        if now > then
    ]
    told = fewer[0] if len(fewer) == 1 else f"{', '.join(fewer[:-1])} en {fewer[-1]}" if fewer else ""
    return f"{LOSES} Dat is in elk geval: {told}." if told else LOSES


def _count(words: str, table: str, now: VaultFacts | None, then: VaultFacts) -> Compared:
    there = then.counts.get(table, 0)
    if now is None:
        return Compared(words, "-", format_count(there), "", False)
    here = now.counts.get(table, 0)
    change = f"{format_count(abs(here - there))} {'minder' if here > there else 'meer'}"
    told = change if here != there else ""
    return Compared(words, format_count(here), format_count(there), told, here > there)


def _latest(words: str, now: str, then: str, later: bool) -> Compared:
    return Compared(words, now, then, "eerder" if later else "", later)


def _later(now: "date | datetime | None", then: "date | datetime | None") -> bool:
    return now is not None and (then is None or now > then)


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else "-"


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone():%d-%m-%Y %H:%M}" if moment else "-"
