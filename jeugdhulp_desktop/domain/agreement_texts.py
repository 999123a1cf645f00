"""What was typed into an agreement: tidied to be kept, searched before freezing, and as it is printed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from jeugdhulp_desktop.domain.agreement_kinds import ALWAYS, Section
from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.text import fold

Row = TypeVar("Row")

MAX_TEXT = 20_000  # characters in one field of free text; more is no agreement any more
MAX_LINE = 1_000  # in every other field: a name, a place, a planning
# Fields that hold sentences, by the last part of their path: the same name is the same kind everywhere.
_LONG = frozenset(
    ("occasion", "aim", "went_well", "could_improve", "lessons", "text", "theme_intro", "why", "goal",
     "steps", "to_municipality", "care_route", "scaling", "demarcation", "reporting_code", "parents",
     "consent", "youth_voice", "youth_changes", "covenant", "shared", "secrecy", "retention",
     "monitoring_note", "satisfaction", "result", "note", "changes", "dispute", "change_reason", "reason",
     "motivation", "evidence", "goals", "accountability", "decision_note", "outcome", "explanation",
     "proposal", "securing", "effect_short", "effect_middle", "effect_long")
)  # fmt: skip
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# What is chosen or copied from the sociale kaart is no free text: a professional may bear a pupil's name.
_NOT_TYPED = re.compile(
    r"(author|structure_id|paper_kept_at|frozen_control|parties\[.*|signatories\[.*|school\..*"
    r"|analysis\.figures\[.*|.*\.(key|rule|subject|who|worker_name|organisation)|.*\.theme_keys\[.*)"
)


def as_printed(agreement: Agreement) -> Agreement:
    """What stands on the paper that is signed, without what is noted of it afterwards.

    The controlegetal is taken over this value: row numbers, signatures and the place where the paper is kept
    do not change it.
    """
    blank = tuple(replace(each, place="", signed_on=None) for each in agreement.signatories)
    return replace(agreement, signatories=blank, paper_kept_at="", frozen_control="", id=None, version=0)


def tidied(agreement: Agreement) -> Agreement:
    """The agreement as it is kept: no empty rows, no link from an offer to a theme that is gone.

    Sections that are left out stand once and in their order; those that always are there are never left out.
    """
    known = {theme.key for theme in agreement.themes}
    offers = tuple(
        replace(offer, theme_keys=tuple(dict.fromkeys(key for key in offer.theme_keys if key in known)))
        for offer in agreement.offers
    )
    analysis, route, finance = agreement.analysis, agreement.route, agreement.finance
    return replace(
        agreement,
        left_out=tuple(each for each in Section if each in agreement.left_out and each not in ALWAYS),
        policies=_filled(agreement.policies),
        analysis=replace(analysis, risks=_filled(analysis.risks), lessons=_filled(analysis.lessons)),
        offers=offers,
        route=replace(route, steps=_filled(route.steps), meetings=_filled(route.meetings)),
        finance=replace(
            finance,
            rates=tuple(each for each in finance.rates if each.per_hour is not None),
            contributions=_filled(finance.contributions),
            conditions=_filled(finance.conditions),
        ),
        deviations=newest_deviations(agreement.deviations),
    )


def newest_deviations(recorded: Iterable[Deviation]) -> tuple[Deviation, ...]:
    """One reason for each rule and subject, the newest, in the place of the first: each is printed once."""
    return tuple({(each.rule, each.subject): each for each in recorded}.values())


def _filled(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows in which something was typed or chosen."""
    kept = tuple(row for row in rows if not _is_blank(row))
    return rows if kept == rows else kept


def _is_blank(row: Any) -> bool:
    """Whether nothing of a row was typed or chosen: spaces, or a row as it is when it is added."""
    if isinstance(row, str):
        return not row.strip()
    values = ((getattr(row, each.name), each.default) for each in fields(row))
    return all(value == new or (isinstance(value, str) and not value.strip()) for value, new in values)


def check_lengths(value: object) -> Iterable[Problem]:
    """F32: no field holds a book; what is longer was pasted by mistake."""
    for path, text in every_text(value):
        limit = max_length(path)
        if len(text) > limit:
            yield problem(path, "too-long", limit=limit)


def max_length(field_path: str) -> int:
    """How many characters a field takes, by its path: sentences, or one line."""
    name = field_path.rpartition(".")[2].partition("[")[0]
    return MAX_TEXT if name in _LONG else MAX_LINE


def every_text(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a frozen value with the path of its field, names and addresses included."""
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
    """Every text that a person typed into the agreement, with the path of its field, in its order."""
    return [
        (path, text) for path, text in every_text(draft) if text.strip() and not _NOT_TYPED.fullmatch(path)
    ]


def find_full_names(draft: Agreement, names: Sequence[str]) -> list[Problem]:
    """V26: full names of pupils with a case in the free text of an agreement, as remarks with a jump."""
    return names_in(free_texts(draft), names)


def names_in(texts: Iterable[tuple[str, str]], names: Sequence[str]) -> list[Problem]:
    """V26: the fields (path, text) in which a full name stands; of any value, with ``every_text``.

    A first name alone is no find. The name itself is not in the problem: the field is enough to find it.
    """
    known: dict[str, list[str]] = defaultdict(list)
    for name in names:
        words = _words(name)
        if len(words.split()) > 1:
            known[words.split()[0]].append(words)
    return [
        problem(path, "pupil-name", Level.REMARK, "V26")
        for path, text in texts
        if _mentions(_words(text), known)
    ]


def _words(text: str) -> str:
    """The folded words of a text between single spaces, so that "Jan-Willem" and "jan willem" meet."""
    return f" {_BETWEEN_WORDS.sub(' ', fold(text)).strip()} "


def _mentions(text: str, known: Mapping[str, Sequence[str]]) -> bool:
    """Whether one of the names, by its first word, stands in a text: a vault may hold thousands of names."""
    return any(name in text for word in set(text.split()) for name in known.get(word, ()))
