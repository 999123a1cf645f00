"""How people, organisations and schools stand in their lists."""

from collections.abc import Sequence

from jeugdhulp_desktop.domain.relations import PartyLine, PersonLine
from jeugdhulp_desktop.domain.schools import SchoolLine
from jeugdhulp_desktop.domain.text import WEEKDAYS
from jeugdhulp_desktop.ui.widgets.labels import PillValue
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column

GONE = "Werkt hier niet meer"


def days_in_words(days: Sequence[int]) -> str:
    """ "maandag, dinsdag en vrijdag"; an empty text when nobody said."""
    names = [WEEKDAYS[day] for day in sorted(days)]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" en {names[-1]}" if names else ""


def short_days(days: Sequence[int]) -> str:
    """ "ma di vr", for a column."""
    return " ".join(WEEKDAYS[day][:2] for day in sorted(days))


def _name(line: PersonLine) -> Cell:
    second = line.role if line.active else GONE
    return Cell(line.name, second, bold=True, tone="text" if line.active else "text2")


def _worker(line: PersonLine) -> Cell | PillValue:
    if line.worker_type is None:
        return Cell("")
    return PillValue(line.worker_type.value, "badge-account-outline", "accent" if line.active else "neutral")


def _days(line: PersonLine) -> str:
    return short_days(line.days) if line.active else ""


def _contact(line: SchoolLine) -> Cell:
    if line.contact_person:
        return Cell(line.contact_person)
    return Cell("Nog niet gekozen", icon="alert-outline", tone="warn")


PEOPLE: tuple[Column[PersonLine], ...] = (
    Column("name", "Naam", _name, width=180, stretch=3),
    Column("worker", "Inzet", _worker, width=86, hide_first=2),
    Column("organisation", "Organisatie", lambda line: line.organisation, width=140, stretch=2, hide_first=3),
    Column("phone", "Telefoon", lambda line: line.phone, width=144),
    Column("days", "Dagen", _days, width=118, hide_first=1),
)
PARTIES: tuple[Column[PartyLine], ...] = (
    Column("name", "Organisatie", lambda line: Cell(line.name, bold=True), width=210, stretch=3),
    Column("kind", "Soort", lambda line: line.kind.value, width=196, stretch=1, hide_first=1),
    Column("phone", "Telefoon", lambda line: line.phone, width=144),
    Column("people", "Mensen", lambda line: str(line.people), width=84, right=True, hide_first=2),
)
SCHOOLS: tuple[Column[SchoolLine], ...] = (
    Column(
        "name",
        "School",
        lambda line: Cell(line.name, "Mijn school" if line.is_mine else "", bold=True),
        width=190,
        stretch=3,
    ),
    Column("type", "Soort", lambda line: line.school_type.label, width=210, stretch=2, hide_first=2),
    Column("brin", "BRIN", lambda line: line.brin, width=80, hide_first=3),
    Column("contact", "Contactpersoon", _contact, width=160, stretch=1, hide_first=1),
)
