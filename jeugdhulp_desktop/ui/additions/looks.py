"""How additional deployment is said and shown, everywhere the same."""

from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.additions import Addition, AdditionLine, AdditionShare, AdditionStatus
from jeugdhulp_desktop.domain.text import format_decimal, format_hours, long_date, short_date
from jeugdhulp_desktop.ui.widgets.labels import PillValue

STATUS = {
    AdditionStatus.DRAFT: PillValue("Concept", "pencil-outline", "neutral"),
    AdditionStatus.REQUESTED: PillValue("Aangevraagd", "forum-outline", "accent"),
    AdditionStatus.GRANTED: PillValue("Toegekend", "check-circle-outline", "ok"),
    AdditionStatus.REJECTED: PillValue("Afgewezen", "close", "neutral"),
    AdditionStatus.EVALUATED: PillValue("Geëvalueerd", "clipboard-check-outline", "ok"),
    AdditionStatus.STOPPED: PillValue("Gestopt", "archive-outline", "neutral"),
    AdditionStatus.EXTENDED: PillValue("Verlengd", "update", "neutral"),
}
RUNNING = PillValue("Lopend", "play-circle-outline", "ok")


def status_pill(status: AdditionStatus, *, running: bool = False) -> PillValue:
    """The pill of a request; "lopend" is derived: granted, and today within its period (6.2)."""
    return RUNNING if running and status is AdditionStatus.GRANTED else STATUS[status]


def period_words(starts_on: date | None, ends_on: date | None) -> str:
    """ "2 nov 2026 t/m 16 apr 2027"; what is open is said."""
    if starts_on is None and ends_on is None:
        return "nog open"
    first = f"{short_date(starts_on)} {starts_on.year}" if starts_on else "open"
    last = f"{short_date(ends_on)} {ends_on.year}" if ends_on else "open"
    return f"{first} t/m {last}"


def due_words(line: AdditionLine) -> str:
    """What a line asks six weeks before its end (requirement 38)."""
    if not line.due or line.ends_on is None:
        return ""
    verb = "Evalueren" if line.status is AdditionStatus.GRANTED else "Stoppen of verlengen"
    return f"{verb}, tot {short_date(line.ends_on)}"


def share_words(share: AdditionShare) -> str:
    """How exceptional it is: "1 van 12 scholen (8,3%), 2,4% van de uren" (requirement 34)."""
    if share.of_schools is None:
        return "Nog geen afspraken in dit schooljaar"
    hours = f", {format_decimal(share.of_hours)}% van de uren" if share.of_hours else ""
    schools = f"{share.with_addition} van {share.agreements} scholen ({format_decimal(share.of_schools)}%)"
    has = "heeft" if share.with_addition == 1 else "hebben"
    return f"{schools} {has} aanvullende inzet{hours}"


def euros(amount: Decimal) -> str:
    """ "€ 5.616,00"."""
    return f"€ {format_decimal(amount, 2)}"


def sum_words(draft: Addition) -> str:
    """ "4,5 uur × 20 weken = 90 uur × € 62,40 = € 5.616,00"; as far as it can be told."""
    if draft.hours is None or draft.hours_per_week is None or draft.weeks is None:
        return "Vul uren en weken in om het totaal te zien."
    per_week, weeks = format_hours(draft.hours_per_week), format_hours(draft.weeks)
    words = f"{per_week} uur × {weeks} weken = {format_hours(draft.hours)} uur"
    if draft.cost is None or draft.rate is None:
        return words
    return f"{words} × {euros(draft.rate)} = {euros(draft.cost)}"


def waits(draft: Addition, today: date) -> bool:
    """Whether it was granted and nothing is asked yet: evaluating comes six weeks before its end."""
    asks_from = draft.remind_from()
    return draft.status is AdditionStatus.GRANTED and asks_from is not None and today < asks_from


def end_words(draft: Addition, today: date) -> str:
    """What the foot of the points says of its end; empty where it does not run."""
    asks_from = draft.remind_from()
    if (
        asks_from is None
        or draft.ends_on is None
        or draft.status
        not in (
            AdditionStatus.GRANTED,
            AdditionStatus.EVALUATED,
        )
    ):
        return ""
    if today > draft.ends_on:
        return f"Liep tot en met {long_date(draft.ends_on)}. Stoppen of verlengen?"
    if today >= asks_from:
        return f"Loopt tot en met {long_date(draft.ends_on)}. Beslis nu: stoppen of verlengen."
    asks = f"Vanaf {long_date(asks_from)} vraagt het programma of je stopt of verlengt."
    return f"Loopt tot en met {long_date(draft.ends_on)}. {asks}"
