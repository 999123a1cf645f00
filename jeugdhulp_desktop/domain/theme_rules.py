"""Themes and the offers that belong to them: V08-V10, one trekker each, and goals that can be measured."""

import re
from collections.abc import Iterable, Mapping

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import Agreement, Step
from jeugdhulp_desktop.domain.finance_rules import check_euros
from jeugdhulp_desktop.domain.goals import missing_for_smart
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text import fold

PRIORITIES = (1, 2, 3)  # 1 is first (004:138)
_SMART_WORDS: Mapping[str, str] = {
    "indicator": "indicator",
    "baseline": "nulmeting",
    "target": "streefwaarde",
    "source": "bron",
    "measured_on": "datum",
}  # what a goal may still miss to be SMART (004:132)
_BOUNDS = {"groups": 200, "sessions": 500, "minutes": 24 * 60, "max_participants": 2_000}
_BETWEEN_PEOPLE = re.compile(r"\s(?:en|of|samen met)\s|[&/;+\n]", re.IGNORECASE)
_ONE_TEAM = re.compile(r"jeugd\s+en\s+gezin", re.IGNORECASE)  # an organisation, not two people
_FUNCTIONS = frozenset(
    ("ib'er", "intern begeleider", "zorgcoordinator", "kwaliteitscoordinator", "mentor", "leerkracht",
     "docent", "directeur", "teamleider", "jeugdarts", "wijkagent", "orthopedagoog")
)  # fmt: skip


def names_several(lead: str) -> bool:
    """Whether a trekker is more than one person: "Jan en Piet", "Jan / Piet", "Jan, Piet" (004:131).

    A function behind a comma is none: "Marieke Dijkstra, JMW". A guess, so never more than a remark.
    """
    text = _ONE_TEAM.sub("team", lead.strip())
    if len([part for part in _BETWEEN_PEOPLE.split(text) if part.strip()]) > 1:
        return True
    first, *others = [part.strip() for part in text.split(",") if part.strip()] or [""]
    return any(not _is_function(part, beside=first) for part in others)


def _is_function(part: str, *, beside: str) -> bool:
    """Whether what stands behind a comma says what somebody does: "JMW", "zorgcoördinator"."""
    described = part[0].islower() and beside[0].isupper()
    return described or (part.isupper() and len(part) <= 5) or fold(part) in _FUNCTIONS


def check_themes(draft: Agreement, structure: Structure, step: Step) -> Iterable[Problem]:
    """V08, V09, one trekker each, and what a goal still misses."""
    if not draft.themes and step.gap_level is Level.BLOCKS:
        yield problem("themes", "theme-required", rule="V08")
    for index, theme in enumerate(draft.themes):
        here = f"themes[{index}]"
        if theme.priority is not None and theme.priority not in PRIORITIES:
            yield problem(f"{here}.priority", "out-of-range", low=PRIORITIES[0], high=PRIORITIES[-1])
        if not theme.title.strip():
            yield problem(f"{here}.title", "theme-untitled", step.gap_level)
            continue
        if draft.uses(Section.OFFERS) and not draft.offers_of(theme):
            yield problem(f"{here}.offers", "theme-without-offer", Level.REMARK, "V08", theme=theme.title)
        if not theme.lead.strip():
            yield problem(f"{here}.lead", "theme-without-lead", step.gap_level, theme=theme.title)
        elif names_several(theme.lead):
            yield problem(f"{here}.lead", "theme-several-leads", Level.REMARK, theme=theme.title)
        if missing := missing_for_smart(theme):
            words = ", ".join(_SMART_WORDS[name] for name in missing)
            yield problem(
                f"{here}.{missing[0]}", "theme-not-smart", Level.REMARK, theme=theme.title, missing=words
            )
    yield from _check_pinned(draft, structure)


def _check_pinned(draft: Agreement, structure: Structure) -> Iterable[Problem]:
    """V09: a theme that the structure pins was left out on purpose, or forgotten?"""
    chosen = {fold(theme.title) for theme in draft.themes}
    for pinned in structure.pinned_themes:
        if not any(fold(pinned) in title for title in chosen):
            yield problem("themes", "pinned-theme-absent", Level.REASON, "V09", subject=pinned, theme=pinned)


def check_offers(draft: Agreement, structure: Structure, step: Step) -> Iterable[Problem]:
    """V10, and whether an offer can be understood.

    Leaving the section out is no way round V10, unless the structure itself does not use it.
    """
    used = draft.uses(Section.OFFERS)
    if not (draft.offers and used) and (used or Section.OFFERS not in structure.left_out):
        yield problem("offers", "no-group-offer", Level.REASON, "V10")
    for index, offer in enumerate(draft.offers):
        here = f"offers[{index}]"
        if used and not offer.name.strip():
            yield problem(f"{here}.name", "offer-unnamed", step.gap_level)
        for name, high in _BOUNDS.items():
            value = getattr(offer, name)
            if value is not None and not 1 <= value <= high:
                yield problem(f"{here}.{name}", "out-of-range", low=1, high=high)
        yield from check_euros(f"{here}.costs", offer.costs)
