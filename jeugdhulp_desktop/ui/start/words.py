"""The words of the start screen: dates as one says them, counts, verbs. No widgets, so each has its test."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.backups import AWAY_DAYS
from jeugdhulp_desktop.domain.cycle import CycleLine
from jeugdhulp_desktop.domain.overviews import Backup, Recent, RecentKind, StartOverview, Todo, TodoKind
from jeugdhulp_desktop.domain.text import clock_time, day_and_month, initials, weekday_date
from jeugdhulp_desktop.ui.widgets.bars import Share
from jeugdhulp_desktop.ui.widgets.labels import PillValue

FRESH_BACKUP = 7  # days; the overview asks for a new one after these
FAR = 60  # days; counting more of them says nothing
MOST_NAMED = 3  # organisations that have not signed, by name


@dataclass(frozen=True)
class Way:
    """Where the button of a todo leads; an empty page is done here."""

    verb: str
    icon: str
    page: str = ""
    argument: object = None


def way_of(todo: Todo) -> Way:
    """The one button of a todo: its verb, and the page where it is finished."""
    match todo.kind:
        case TodoKind.REVIEW:
            verb = "Verdergaan" if todo.run_id is not None else "Invullen"
            return Way(verb, "clipboard-check-outline", "monitoring", ("case", todo.case_id))
        case TodoKind.SIGNATURE:
            return Way("Openen", "file-sign", "agreements", todo.agreement_id)
        case TodoKind.AGREEMENT if todo.agreement_id is None:
            return Way("Maken", "handshake-outline", "agreements", ("school", todo.school_id))
        case TodoKind.AGREEMENT:
            return Way("Afmaken", "handshake-outline", "agreements", todo.agreement_id)
        case TodoKind.ADDITION:
            return Way("Openen", "account-plus-outline", "agreements", ("addition", todo.addition_id))
        case TodoKind.EVALUATION:
            where = (todo.school_id, *(todo.evaluation or ()))
            return Way("Openen", "clipboard-check-outline", "agreements", ("evaluation", where))
        case TodoKind.BACKUP:
            return Way("Maken", "database-export-outline")
        case TodoKind.DRILL:
            return Way("Oefenen", "history", "privacy", ("backups", "drill"))
        case TodoKind.RECOVERY:
            return Way("Bevestigen", "key-outline", "privacy", ("keys", "recovery"))
    if todo.case_id is not None:
        return Way("Openen", "format-list-checks", "cases", todo.case_id)
    if todo.agreement_id is not None:
        return Way("Openen", "format-list-checks", "agreements", todo.agreement_id)
    return Way("Afronden", "format-list-checks")


def lines_of(todo: Todo, *, only_initials: bool) -> tuple[str, str]:
    """Both lines of a todo: "Monitoring invullen: Sem de Vries", and where or why.

    An action is as long as it was typed, so the name it is about stands below it, where it is never cut off.
    In privacy mode a pupil's name becomes initials, also inside what was typed; a school keeps its name.
    """
    what, name, detail = todo.what, todo.name, todo.detail
    if only_initials and todo.case_id is not None:
        what, name = without_name(what, name), initials(name) or name
    if todo.kind is TodoKind.ACTION:
        return what, " · ".join(filter(None, (name, detail)))
    return (f"{what}: {name}" if name else what), detail


def without_name(text: str, name: str) -> str:
    """A text in which the name, or a part of it that stands alone, is replaced by initials."""
    for part in (name, *name.split()):
        if part[:1].isupper():
            text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", initials(part), text)
    return text


def due_pill(todo: Todo, today: date) -> PillValue | None:
    """How late or how soon; None without a date.

    An agreement that is still to be written is told without counting days and not in red: the vault may be
    newer than the day it should have been signed. Nor is practising late, which harms nobody.
    """
    due_on = todo.due_on
    if due_on is None:
        return None
    days = (due_on - today).days
    if days < 0 and not _counts_as_late(todo):
        return PillValue(f"Was {day_and_month(due_on)}", "clock-outline", "warn")
    if days < 0:
        return PillValue(f"{_days(-days)} te laat", "alert-circle-outline", "bad")
    if days == 0:
        return PillValue("Vandaag", "clock-outline", "warn")
    words = "Morgen" if days == 1 else f"Over {days} dagen"
    return PillValue(words, "calendar-blank-outline", "neutral")


def _counts_as_late(todo: Todo) -> bool:
    return todo.kind not in (TodoKind.AGREEMENT, TodoKind.DRILL)


def counted(todos: Sequence[Todo], today: date) -> str:
    """ "1 te laat, 3 vandaag, 2 deze maand"; what there is none of is not told."""
    days = [todo.due_on for todo in todos if todo.due_on is not None]
    late = sum(_counts_as_late(todo) for todo in todos if todo.due_on is not None and todo.due_on < today)
    month = sum(day > today and (day.year, day.month) == (today.year, today.month) for day in days)
    counts = (
        (late, "te laat"),
        (sum(day == today for day in days), "vandaag"),
        (month, "deze maand"),
    )
    return ", ".join(f"{count} {words}" for count, words in counts if count)


@dataclass(frozen=True)
class CycleWords:
    """A moment of the yearly cycle as it is told."""

    title: str
    text: str
    icon: str
    tone: str


def cycle_words(line: CycleLine, today: date) -> CycleWords:
    """ "Tussentijdse evaluatie vastgesteld", "15 februari, 1 van 3 scholen klaar"."""
    day = day_and_month(line.day)
    count = f", {line.ready} van {line.schools} scholen klaar" if line.schools else ""
    if line.is_late(today):
        return CycleWords(line.moment.label, f"Was {day}{count}", "alert-circle-outline", "bad")
    if line.done:
        return CycleWords(line.moment.label, f"{day}{count}", "check-circle-outline", "ok")
    days = (line.day - today).days
    soon = f"{day}, over {_days(days)}" if 0 < days <= FAR else day
    when = f"Vandaag{count}" if days == 0 else f"{soon}{count}"
    return CycleWords(line.moment.label, when, "calendar-blank-outline", "text2")


def day_facts(today: date) -> str:
    """ "dinsdag 15 september 2026, week 38"; the week as calendars here number it (ISO 8601)."""
    return f"{weekday_date(today)}, week {today.isocalendar().week}"


_AGREEMENTS: tuple[tuple[AgreementStatus | None, str, str, str], ...] = (
    (AgreementStatus.SIGNED, "Ondertekend", "check-circle-outline", "ok"),
    (AgreementStatus.SIGNING, "Ter ondertekening", "file-sign", "warn"),
    (AgreementStatus.DISCUSSION, "Ter bespreking", "forum-outline", "accent"),
    (AgreementStatus.CONCEPT, "Concept", "pencil-outline", "neutral"),
    (None, "Nog niet begonnen", "circle-outline", "empty"),
    (AgreementStatus.CLOSED, "Afgesloten", "archive-outline", "neutral"),
    (AgreementStatus.REPLACED, "Vervallen", "archive-outline", "neutral"),
)


def agreement_shares(overview: StartOverview) -> list[Share]:
    """The agreements by status; what was signed always, the rest when there is any."""
    return [
        Share(text, overview.agreements.get(status, 0), icon, tone)
        for status, text, icon, tone in _AGREEMENTS
        if overview.agreements.get(status, 0) or status is AgreementStatus.SIGNED
    ]


def deadline_sentence(overview: StartOverview, today: date) -> str:
    """How much time is left for signing, or how late it is (V20)."""
    done = (AgreementStatus.SIGNED, AgreementStatus.CLOSED, AgreementStatus.REPLACED)
    open_ones = sum(count for status, count in overview.agreements.items() if status not in done)
    if not overview.agreements:
        return "Er is nog geen school."
    if not open_ones:
        return "Alle schoolafspraken zijn ondertekend."
    days = (overview.deadline - today).days
    if days < 0:
        return f"Moest vóór {day_and_month(overview.deadline)} klaar zijn."
    left = "dat is vandaag" if days == 0 else f"nog {_days(days)}"
    return f"Klaar vóór {day_and_month(overview.deadline)}: {left}."


def unsigned_sentence(overview: StartOverview) -> str:
    """Who has not signed yet, empty when nothing waits for a signature."""
    names = overview.unsigned
    if not names:
        return ""
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"Nog niet getekend: {shown}" + (f" en {more} andere." if more > 0 else ".")


def review_shares(overview: StartOverview) -> list[Share]:
    """The reviews of this half of the school year."""
    return [
        Share("Afgerond", overview.reviews_done, "check-circle-outline", "ok"),
        Share("Gepland", overview.reviews_planned, "calendar-blank-outline", "accent"),
        Share("Te laat", overview.reviews_late, "alert-circle-outline", "bad"),
    ]


@dataclass(frozen=True)
class BackupWords:
    """The last backup in words; ``tone`` is warn when it is missing or old."""

    title: str
    text: str
    tone: str


def backup_words(backup: Backup | None, today: date) -> BackupWords:
    """When the last proven backup was made, and what was counted in it."""
    if backup is None:
        return BackupWords(
            "Nog geen back-up", "Maak er een. Dan kun je verder als deze computer stukgaat.", "warn"
        )
    made = datetime.fromisoformat(backup.made_at)
    text = (
        f"Teruggelezen en gecontroleerd: {_counted(backup.cases, 'casus', 'casussen')}, "
        f"{_counted(backup.agreements, 'schoolafspraak', 'schoolafspraken')}."
    )
    old = (today - made.date()).days >= FRESH_BACKUP
    title = f"{day_word(made.date(), today).capitalize()} om {clock_time(made)} gelukt"
    return BackupWords(title, text, "warn" if old else "ok")


def at_place(name: str) -> str:
    """ "op usb-stick ZORG-BACKUP", "in map Kopie"."""
    return f"{'in' if name.startswith(('map ', 'netwerkmap ')) else 'op'} {name}"


def away_line(overview: StartOverview, place: str, today: date) -> tuple[str, str]:
    """The second place in one line, and its tone; empty when there is none.

    A stick that is out is no fault, but one that was out for two weeks is told as a warning.
    """
    away = overview.backup_away
    if away is None:
        return (f"Nog niet {at_place(place)}", "warn") if place else ("", "text2")
    if overview.backup is not None and away.mark == overview.backup.mark:
        return f"Ook {at_place(away.place)}", "text2"
    days = (today - datetime.fromisoformat(away.made_at).date()).days
    age = {0: "van vandaag", 1: "van gisteren"}.get(days, f"{days} dagen oud")
    where = at_place(away.place)
    return f"{where[:1].upper()}{where[1:]}: {age}", "warn" if days >= AWAY_DAYS else "text2"


_RECENT = {
    RecentKind.CASE: ("Casus", "account-outline"),
    RecentKind.CONTACT: ("Contactmoment", "message-text-outline"),
    RecentKind.CHECKLIST: ("Monitoring", "clipboard-check-outline"),
    RecentKind.AGREEMENT: ("Schoolafspraak", "handshake-outline"),
}


def recent_words(recent: Recent, today: date, *, only_initials: bool) -> tuple[str, str, str]:
    """Name, line below and icon of something worked on."""
    word, icon = _RECENT[recent.kind]
    name = recent.name
    if only_initials and recent.case_id is not None:
        name = initials(name) or name
    day = recent.at.date()
    when = f" om {clock_time(recent.at)}" if day == today else f", {day_word(day, today)}"
    return name, f"{word}{when}", icon


def day_word(day: date, today: date) -> str:
    """ "vandaag", "gisteren", "11 september"."""
    return {0: "vandaag", 1: "gisteren"}.get((today - day).days, day_and_month(day))


def _days(count: int) -> str:
    return _counted(count, "dag", "dagen")


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
