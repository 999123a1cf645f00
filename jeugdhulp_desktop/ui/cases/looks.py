"""How cases, contact moments and dates look, everywhere the same (design.md "Pill", "Timeline item")."""

from collections.abc import Iterable
from datetime import date, timedelta

from jeugdhulp_desktop.domain.cases import CaseStatus, CaseView
from jeugdhulp_desktop.domain.contacts import ContactKind, ContactLine, Place, WithWhom
from jeugdhulp_desktop.domain.pupils import age_on
from jeugdhulp_desktop.domain.schools import WITH_CLASSES, SchoolLine
from jeugdhulp_desktop.domain.text import WEEKDAYS, day_and_month, initials_in, long_date, short_date
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.widgets.labels import PillValue
from jeugdhulp_desktop.ui.widgets.lines import Cell
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.timeline import Moment

SOON = timedelta(days=14)  # a review that is nearer than this gets a bar in the detail
REVIEW_ICON = "clipboard-clock-outline"
_STATUS = {
    CaseStatus.SIGNAL: PillValue("Signaal", "flag-outline", "neutral"),
    CaseStatus.REFERRED: PillValue("Aanmelding", "inbox-arrow-down-outline", "neutral"),
    CaseStatus.INTAKE: PillValue("Intake", "clipboard-account-outline", "accent"),
    CaseStatus.ACTIVE: PillValue("Actief", "play-circle-outline", "ok"),
    CaseStatus.CLOSED: PillValue("Afgesloten", "archive-outline", "neutral"),
}
_KIND = {
    ContactKind.TALK: ("Gesprek", "chat-outline"),
    ContactKind.PHONE: ("Telefoongesprek", "phone-outline"),
    ContactKind.MAIL: ("Mail of bericht", "email-outline"),
    ContactKind.VISIT: ("Huisbezoek", "home-account"),
    ContactKind.OBSERVATION: ("Kijken in de klas", "eye-outline"),
    ContactKind.MEETING: ("Overleg", "account-group-outline"),
    ContactKind.SHARED: ("Gedeeld", "share-variant-outline"),
    ContactKind.NOTE: ("Notitie", "text-box-outline"),
}
_WHERE = {
    Place.SCHOOL: "op school",
    Place.HOME: "thuis",
    Place.NEIGHBOURHOOD: "in de wijk",
    Place.ONLINE: "online",
    Place.PHONE: "per telefoon",
}
DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


def status_pill(status: CaseStatus) -> PillValue:
    """The pill of a status."""
    return _STATUS[status]


def kind_label(kind: ContactKind) -> str:
    """A kind of contact as a choice."""
    return _KIND[kind][0]


def place_label(place: Place) -> str:
    """A place as a choice."""
    return place.value.capitalize()


def class_word(schools: Iterable[SchoolLine]) -> str:
    """ "Klas" or "Groep", the wider word where the vault has both (domain.md 6.6 no. 8)."""
    words = {"Klas" if school.school_type in WITH_CLASSES else "Groep" for school in schools}
    return words.pop() if len(words) == 1 else "Groep"


def group_words(group: str, school_name: str, schools: Iterable[SchoolLine]) -> str:
    """ "klas 2B" or "groep 7"; what the school typed already with its word stays as it is."""
    if not group:
        return ""
    if group.casefold().startswith(("groep", "klas")):
        return group
    own = [school for school in schools if school.name == school_name]
    return f"{class_word(own).lower()} {group}" if own else group


def table_date(day: date, today: date) -> str:
    """ "18 sep", with the year when it is another one."""
    return short_date(day) if day.year == today.year else f"{short_date(day)} {day.year}"


def day_words(day: date, today: date) -> str:
    """ "8 september", with the year when it is another one."""
    return day_and_month(day) if day.year == today.year else long_date(day)


def moment_date(day: date, today: date) -> str:
    """ "di 8 sep"; behind another year the weekday tells nothing."""
    return f"{DAYS[day.weekday()]} {short_date(day)}" if day.year == today.year else table_date(day, today)


def due_cell(day: date | None, today: date, *, none: str = "") -> Cell:
    """A date by which something is due: late in words and icon, today as a warning."""
    if day is None:
        return Cell(none, tone="text2")
    if day < today:
        return Cell(f"{table_date(day, today)}, te laat", icon="alert-circle-outline", tone="bad")
    if day == today:
        return Cell("vandaag", icon="clock-outline", tone="warn")
    return Cell(table_date(day, today), icon="calendar-blank-outline")


def review_cell(status: CaseStatus, day: date | None, today: date) -> Cell:
    """The next review of a case in the list."""
    if not status.open:
        return Cell("–", tone="text2")
    return due_cell(day, today, none="Nog niet gepland")


def review_message(view: CaseView, today: date) -> Message | None:
    """The bar above a case whose review is near, today or late; without it the date is a plain fact."""
    day = view.draft.next_review_on
    if day is None or not view.draft.status.open or day > today + SOON:
        return None
    named = f"{WEEKDAYS[day.weekday()]} {day_words(day, today)}"
    if day < today:
        return Message(
            f"De review van {day_words(day, today)} is te laat.", "bad", icon=REVIEW_ICON, closable=False
        )
    text = "De review is vandaag." if day == today else f"De review is {named}."
    return Message(text, "warn", icon=REVIEW_ICON, closable=False)


def age_words(view: CaseView, today: date) -> str:
    """ "14 jaar", or that the birth date is not known."""
    return f"{age_on(view.birth_date, today)} jaar" if view.birth_date else "Onbekend"


def days_words(days: Iterable[int]) -> str:
    """ "ma, wo en vr", the days on which somebody is at school."""
    named = [DAYS[day] for day in days]
    return " en ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))


def contact_words(line: ContactLine) -> str:
    """ "Gesprek thuis, 45 minuten"."""
    words = kind_label(line.kind)
    if line.kind in (ContactKind.TALK, ContactKind.MEETING) and line.place is not Place.SCHOOL:
        words = f"{words} {_WHERE[line.place]}"
    return f"{words}, {minutes_words(line.minutes)}" if line.minutes else words


def minutes_words(minutes: int | None) -> str:
    """ "45 minuten"."""
    if minutes is None:
        return "Niet genoteerd"
    return f"{minutes} minuut" if minutes == 1 else f"{minutes} minuten"


def with_words(line: ContactLine) -> str:
    """With whom, in the words of the writer where there are any."""
    return line.with_text or ", ".join(each.value for each in line.with_whom)


def contact_moment(line: ContactLine, today: date, privacy: Privacy, pupil: str, *, whole: bool) -> Moment:
    """A contact moment on the time line; ``whole`` also tells with whom it was."""
    parts = [f"Met {with_words(line)}."] if whole and with_words(line) else []
    parts.append(line.fact)
    if line.agreed:
        parts.append(f"Afgesproken: {line.agreed}")
    close = {WithWhom.PUPIL, WithWhom.PARENT} & set(line.with_whom)
    at_home = line.kind is ContactKind.TALK and line.place is Place.HOME
    return Moment(
        id=line.id,
        what=contact_words(line),
        when=moment_date(line.happened_on, today),
        text=private_text("\n".join(parts), privacy, pupil),
        icon="home-account" if at_home else _KIND[line.kind][1],
        tone="accent" if close else "neutral",
        day=line.happened_on,
    )


def private_text(text: str, privacy: Privacy, pupil: str) -> str:
    """A text people typed; in privacy mode the parts of the pupil's own name in it become initials."""
    return initials_in(text, pupil) if privacy.on else text
