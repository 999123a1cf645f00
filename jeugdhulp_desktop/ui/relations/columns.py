"""How people, organisations and schools stand in their lists."""

from collections.abc import Sequence

from jeugdhulp_desktop.domain.relations import PartyLine, PersonLine
from jeugdhulp_desktop.domain.schools import SchoolLine
from jeugdhulp_desktop.domain.text import WEEKDAYS
from jeugdhulp_desktop.ui.widgets.labels import PillValue
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column


def days_in_words(days: Sequence[int]) -> str:
    """ "maandag, dinsdag en vrijdag"; an empty text when nobody said."""
    names = [WEEKDAYS[day] for day in sorted(days)]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" en {names[-1]}" if names else ""


def short_days(days: Sequence[int]) -> str:
    """ "ma di vr", for a column."""
    return " ".join(WEEKDAYS[day][:2] for day in sorted(days))


def _role(line: PersonLine) -> Cell | PillValue:
    if line.worker_type is None:
        return Cell(line.role, tone="text" if line.active else "text2")
    return PillValue(line.worker_type.value, "badge-account-outline", "accent" if line.active else "neutral")


def _name(line: PersonLine) -> Cell:
    second = "" if line.active else "werkt hier niet meer"
    return Cell(line.name, second, bold=True, tone="text" if line.active else "text2")


PEOPLE: tuple[Column[PersonLine], ...] = (
    Column("name", "Naam", _name, width=190, stretch=3),
    Column("role", "Functie", _role, width=150, stretch=1),
    Column("organisation", "Organisatie", lambda line: line.organisation, width=150, stretch=2, hide_first=3),
    Column("phone", "Telefoon", lambda line: line.phone, width=130),
    Column("days", "Dagen", lambda line: short_days(line.days), width=110, hide_first=2),
)
PARTIES: tuple[Column[PartyLine], ...] = (
    Column("name", "Organisatie", lambda line: Cell(line.name, bold=True), width=220, stretch=3),
    Column("kind", "Soort", lambda line: line.kind.value, width=180, hide_first=1),
    Column("phone", "Telefoon", lambda line: line.phone, width=140),
    Column("people", "Mensen", lambda line: str(line.people), width=80, right=True, hide_first=2),
)
SCHOOLS: tuple[Column[SchoolLine], ...] = (
    Column(
        "name",
        "School",
        lambda line: Cell(line.name, "mijn school" if line.is_mine else "", bold=True),
        width=200,
        stretch=3,
    ),
    Column("type", "Soort", lambda line: line.school_type.label, width=190, stretch=1, hide_first=2),
    Column("brin", "BRIN", lambda line: line.brin, width=80, hide_first=3),
    Column(
        "contact",
        "Contactpersoon",
        lambda line: line.contact_person or "nog niet gekozen",
        width=160,
        hide_first=1,
    ),
)
