"""What was typed into an agreement: tidied to be kept, searched before freezing, and as it is printed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum

from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.text import fold

_THEME_TEXTS = ("title", "why", "goal", "target_group", "indicator", "target", "lead", "period")


def as_printed(agreement: Agreement) -> Agreement:
    """What stands on the paper that is signed, without what is noted of it afterwards.

    The controlegetal is taken over this value: row numbers, signatures and the place where the paper is kept
    do not change it.
    """
    blank = tuple(replace(each, place="", signed_on=None) for each in agreement.signatories)
    return replace(agreement, signatories=blank, paper_kept_at="", frozen_control="", id=None, version=0)


def tidied(agreement: Agreement) -> Agreement:
    """The agreement without links from an offer to a theme that is gone, and each link once."""
    known = {theme.key for theme in agreement.themes}
    offers = tuple(
        replace(offer, theme_keys=tuple(dict.fromkeys(key for key in offer.theme_keys if key in known)))
        for offer in agreement.offers
    )
    return replace(agreement, offers=offers)


def find_full_names(draft: Agreement, names: Sequence[str]) -> list[Problem]:
    """V26: full names of pupils with a case in the free text of an agreement, as remarks with a jump.

    The name itself is not in the problem: the field is enough to find it.
    """
    full = {_words(name) for name in names if len(name.split()) > 1}
    return [
        problem(path, "pupil-name", Level.REMARK, "V26")
        for path, text in free_texts(draft)
        if _mentions(_words(text), full)
    ]


def _words(text: str) -> str:
    """The folded words of a text between single spaces, so that "Jan-Willem" and "jan willem" meet."""
    plain = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return f" {' '.join(plain.split())} "


def _mentions(text: str, names: set[str]) -> bool:
    return any(name in text for name in names)


def every_text(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in an agreement with the path of its field, names and addresses included."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from every_text(each, f"{path}[{index}]")
    elif is_dataclass(value):
        for each in fields(value):
            yield from every_text(getattr(value, each.name), f"{path}.{each.name}".lstrip("."))


def free_texts(draft: Agreement) -> list[tuple[str, str]]:
    """Every text that a person typed into the agreement, with the path of its field."""
    rows: list[tuple[str, str]] = [
        ("occasion", draft.occasion),
        ("aim", draft.aim),
        ("theme_intro", draft.theme_intro),
        ("monitoring_note", draft.monitoring_note),
        ("change_reason", draft.change_reason),
    ]
    lists: Sequence[tuple[str, Sequence[object], Sequence[str]]] = (
        ("deployments", draft.deployments, ("place", "replacement")),
        ("presences", draft.presences, ("times",)),
        ("tasks", draft.tasks, ("text",)),
        ("expectations", draft.expectations, ("text",)),
        ("themes", draft.themes, _THEME_TEXTS),
        ("offers", draft.offers, ("name", "planning", "performer")),
        ("measures", draft.measures, ("indicator", "moment", "source", "report_to")),
        ("deviations", draft.deviations, ("reason",)),
    )
    read: Callable[[object, str], str] = getattr
    for name, values, parts in lists:
        rows += [
            (f"{name}[{i}].{part}", read(value, part)) for i, value in enumerate(values) for part in parts
        ]
    return [(path, text) for path, text in rows if text.strip()]
