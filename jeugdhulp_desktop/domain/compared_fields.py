"""What a reader of two agreements sees of each of their parts: its name in Dutch, and its value as text.

``comparing`` lays the parts listed here side by side. What stands nowhere here is no content: row ids, the
row's version, the controlegetal. A test holds this list against the values of the agreement, so that a new
field cannot be forgotten.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any, Protocol

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.evaluations import Count, Evaluation
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.domain.text import format_decimal, long_date

NO_CONTENT = frozenset(
    {"school_id", "id", "version", "frozen_control", "worker_id", "key", "previous_id", "template"}
)
_MOST_DIGITS = 12  # before or behind the comma: what is longer is a typing error, and shown as it stands


class Compared(Protocol):
    """What is laid beside another: an agreement with what is printed along with it."""

    @property
    def agreement(self) -> Agreement:
        """The agreement itself."""

    @property
    def sender(self) -> Letterhead:
        """Who issues the paper."""

    @property
    def previous_hours_per_year(self) -> Decimal | None:
        """Hours a year of the school year before."""

    @property
    def additions(self) -> tuple[Addition, ...]:
        """Additional deployment that is printed along."""

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Evaluations that are printed along."""


def show_number(number: Decimal) -> str:
    """A number exactly as it is, with a comma; an absurd one as it was typed (F36)."""
    plain = number.normalize()
    exponent = plain.as_tuple().exponent
    if not isinstance(exponent, int) or abs(plain.adjusted()) > _MOST_DIGITS or -exponent > _MOST_DIGITS:
        return str(number).replace(".", ",")
    return format_decimal(plain, max(0, -exponent))


def show_euros(amount: Decimal | None) -> str:
    """ "€ 1.250,00"; with more decimals than cents as it was typed."""
    if amount is None:
        return ""
    cents = amount.is_finite() and abs(amount.adjusted()) <= _MOST_DIGITS and amount == round(amount, 2)
    return f"€ {format_decimal(amount, 2) if cents else show_number(amount)}"


def show_value(value: object) -> str:
    """Any value of an agreement as its reader sees it; nothing for what is not filled in."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, StrEnum):
        return value.label if isinstance(value, SchoolType) else value.value
    if isinstance(value, Decimal):
        return show_number(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, SchoolYear):
        return value.code
    if isinstance(value, tuple):
        return "\n".join(show_value(each) for each in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{show_value(key) or 'totaal'}: {show_value(each)}" for key, each in value.items())
    if is_dataclass(value) and not isinstance(value, Count):
        return _show_parts(value)
    return str(value)


def _show_parts(value: Any) -> str:
    """A small value within another, on one line: what is filled in, with a name where it needs one."""
    told = []
    for each in fields(value):
        found = getattr(value, each.name)
        if each.name not in NO_CONTENT and found not in (None, "", (), False, {}):
            name = PART_NAMES.get(each.name, "")
            told.append(f"{name} {show_value(found)}".strip())
    return "; ".join(told)


# The names of parts of small values that do not speak for themselves.
PART_NAMES: Mapping[str, str] = {
    "agreed_on": "akkoord op",
    "amount": "bedrag",
    "share": "procent",
    "agreed": "afgesproken",
    "figure": "cijfer",
    "explanation": "toelichting",
    "until": "tot en met",
    "hours": "uren",
    "realised": "gerealiseerd",
    "new": "nieuw",
    "caseload": "in behandeling",
    "closed": "afgesloten",
    "open_at_end": "nog open",
    "waited": "gewacht",
    "waiting_median": "wachttijd in werkdagen",
    "within_norm": "procent binnen de norm",
    "waiting_norm": "norm in werkdagen",
    "offers_agreed": "groepsaanbod",
    "offers_hours": "uren groepsaanbod",
    "checklist_yes": "monitoring ja",
    "checklist_partly": "deels",
    "checklist_no": "nee",
}


@dataclass(frozen=True)
class Field:
    """One value of a part: ``name`` in its path, its name for the reader, how it is read and shown.

    ``derived`` is worked out from other fields: it tells what a change comes to, and is no content itself.
    """

    name: str
    label: str
    read: Callable[[Any, Compared], Any]
    show: Callable[[Any], str] = show_value
    derived: bool = False


@dataclass(frozen=True)
class Group:
    """A part that is there once: its fields one by one."""

    section: Section
    path: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Listed:
    """A list of parts. Two of them are the same one by the first of ``identities`` that agrees.

    An identity is None for a part that cannot be told by it. ``alone``: whether a part says all by itself,
    so that two that are equal need no closer look.
    """

    section: Section
    path: str
    title: Callable[[Any], str]
    identities: tuple[Callable[[Any], Hashable], ...]
    fields: tuple[Field, ...]
    alone: bool = True


Part = Group | Listed


def field(
    name: str, label: str, show: Callable[[Any], str] = show_value, *, of: str = "", derived: bool = False
) -> Field:
    """A field that is read by its name, or by the path ``of`` of something worked out."""
    read = attrgetter(of or name)
    return Field(name, label, lambda part, _whole: read(part), show, derived)
