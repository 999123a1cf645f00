"""The words of the backups: no widgets, so each has its test."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from jeugdhulp_desktop.domain.backup_keeping import LONG, SHORT, USUAL, KeepRules
from jeugdhulp_desktop.domain.backups import AWAY_DAYS, BackupLine, Drill, KeptUp, Safety
from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.domain.text import clock_time, format_count, long_date, short_date
from jeugdhulp_desktop.ui.proof_words import PROOFS
from jeugdhulp_desktop.ui.start.words import BackupWords, at_place, day_word

_COUNTED = (
    ("schools", "school", "scholen"),
    ("cases", "casus", "casussen"),
    ("contact_moments", "contactmoment", "contactmomenten"),
    ("actions", "actie", "acties"),
    ("agreements", "schoolafspraak", "schoolafspraken"),
    ("additions", "aanvullende inzet", "keer aanvullende inzet"),
    ("evaluations", "evaluatie", "evaluaties"),
    ("hour_weeks", "week met uren", "weken met uren"),
    ("checklist_runs", "monitoringlijst", "monitoringlijsten"),
)
_LABELS = {
    "voor-terugzetten": "Vlak voor een terugzetting",
    "voor-import": "Vlak voor een nieuwe leerlinglijst",
    "voor-nieuw-schooljaar": "Vlak voor een nieuw schooljaar",
    "voor-bijwerken": "Vlak voor een nieuwe versie",
    "voor-wissen": "Vlak voor het wissen van gegevens",
}
_FAILED = "Klopt niet: {}. Deze back-up kun je niet terugzetten."
KEEPING = (
    (SHORT, "Kort"),
    (USUAL, "Gewoon"),
    (LONG, "Lang"),
)


def counted_words(counts: Mapping[str, int], first: Sequence[str] = ()) -> str:
    """ "2 scholen, 34 casussen, 1 actie"; what there is none of is not told. ``first`` come first."""
    order = sorted(_COUNTED, key=lambda each: each[0] not in first)
    parts = [
        f"{format_count(counts[table])} {one if counts[table] == 1 else more}"
        for table, one, more in order
        if counts.get(table)
    ]
    return ", ".join(parts) if parts else "Nog leeg"


def label_words(label: str) -> str:
    """Why a backup was made; empty for one that is made every day."""
    return _LABELS.get(label, label.replace("-", " ").capitalize())


def when_words(moment: datetime, today: date, *, short: bool = False) -> str:
    """ "Vandaag om 10:42", "3 september 2026 om 16:10"; in a table "3 sep 2026, 16:10"."""
    day = moment.date()
    if (today - day).days in (0, 1):
        return f"{day_word(day, today).capitalize()} om {clock_time(moment)}"
    if short:
        return f"{short_date(day)} {day.year}, {clock_time(moment)}"
    return f"{long_date(day)} om {clock_time(moment)}"


def proven_words(line: BackupLine, today: date) -> str:
    """Whether a backup was opened and held, and when; or that it failed."""
    if line.failed or line.proven_at is None:
        return "Beschadigd"
    return when_words(line.proven_at, today, short=True)


def failed_words(failed: str) -> str:
    """What is wrong with a backup that failed its last look."""
    proof = failed.removeprefix("backup-")
    return _FAILED.format(PROOFS.get(proof, "het is geen hele back-up van deze kluis"))


def away_words(away: Backup | None, name: str, safety: Safety | None, today: date) -> BackupWords:
    """The second place: how old its last backup is, and why it has no newer one.

    A stick that is out is no fault; from fourteen days on it is told in the tone of a warning. Without
    ``safety`` nobody looked whether the place is there.
    """
    name = away.place if away is not None and not name else name
    if away is None:
        text = "Daar staat nog geen back-up." if safety is None or safety.there else _out(name)
        return BackupWords(_upper(f"{at_place(name)}: nog geen"), text, "warn")
    made = datetime.fromisoformat(away.made_at)
    days = (today - made.date()).days
    tone = "warn" if days >= AWAY_DAYS else "ok"
    title = f"{at_place(name)}: {day_word(made.date(), today)} om {clock_time(made)}"
    if days > 1:
        title = f"{at_place(name)}: {days} dagen oud"
    text = ""
    if safety is not None and safety.there is None:
        text = _out(name)
    elif safety is not None and safety.behind:
        text = "De laatste back-up staat er nog niet op."
    elif safety is not None:
        text = "Teruggelezen en gelijk aan die op deze computer."
    return BackupWords(_upper(title), text, tone)


def kept_up_words(done: KeptUp) -> str:
    """What was done when a backup was asked for."""
    if done.copied is not None:
        return f"De back-up is gecontroleerd en staat ook {at_place(done.copied.place)}."
    return "De back-up is teruggelezen en gecontroleerd."


def keeping_words(rules: KeepRules) -> str:
    """The rules in a sentence."""
    return (
        f"Alles van de laatste {rules.all_days} dagen. Daarna 1 per dag ({rules.daily} dagen), "
        f"1 per week ({rules.weekly} weken) en 1 per maand ({rules.monthly} maanden). "
        "De laatste blijft altijd."
    )


def drilled_words(day: date | None) -> str:
    """When putting back was practised last."""
    return f"Laatst geoefend: {long_date(day)}" if day else "Nog niet geoefend"


DRILL_COUNTED = {
    "cases": "Casussen",
    "contact_moments": "Contactmomenten",
    "actions": "Acties",
    "agreements": "Schoolafspraken",
    "additions": "Aanvullende inzet",
    "hour_entries": "Urenregels",
    "checklist_runs": "Monitoringlijsten",
}


def drill_rows(drill: Drill) -> list[tuple[str, int, int]]:
    """What is counted, in the backup and in the vault now."""
    return [
        (title, drill.then.counts.get(table, 0), drill.now.counts.get(table, 0))
        for table, title in DRILL_COUNTED.items()
    ]


def drill_sentence(drill: Drill, today: date) -> str:
    """What the drill proved."""
    moment = when_words(drill.made_at, today)
    moment = moment[:1].lower() + moment[1:]
    same = all(then == now for _title, then, now in drill_rows(drill))
    told = (
        "Alles wat er nu in de kluis staat, staat er ook in."
        if same
        else ("Wat je daarna vastlegde, staat er nog niet in.")
    )
    return f"De back-up van {moment} ging open met je wachtwoord en is heel. {told}"


def _out(name: str) -> str:
    if name.startswith("usb-stick"):
        return "De stick zit er nu niet in. Zodra hij er weer in zit, komt de back-up erop."
    return "Deze plek is er nu niet. Zodra hij er weer is, komt de back-up er alsnog."


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
