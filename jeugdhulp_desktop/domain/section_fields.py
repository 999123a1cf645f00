"""Which field of an agreement belongs to which section: for jumping to a finding, and for leaving one out."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import Agreement

# Additional deployment and evaluation are records of their own: their sections hold no field of an agreement.
SECTION_FIELDS: Mapping[Section, tuple[str, ...]] = {
    Section.HEADING: ("dated", "author", "public", "structure_id", "left_out", "change_reason"),
    Section.PARTIES: ("school", "parties"),
    Section.PURPOSE: ("occasion", "aim", "policies"),
    Section.ANALYSIS: ("analysis",),
    Section.DEPLOYMENTS: ("deployments", "presences"),
    Section.TASKS: ("tasks", "expectations"),
    Section.THEMES: ("theme_intro", "themes"),
    Section.OFFERS: ("offers",),
    Section.ADDITIONS: (),
    Section.ROUTE: ("route",),
    Section.FAMILIES: ("families",),
    Section.PRIVACY: ("privacy",),
    Section.MEASURES: ("measures", "monitoring_note", "satisfaction"),
    Section.FINANCE: ("finance",),
    Section.EVALUATION: (),
    Section.TERM: ("term",),
    Section.SIGNING: ("signatories", "deviations", "paper_kept_at"),
}

_SECTION_OF = {name: section for section, names in SECTION_FIELDS.items() for name in names}
_DEFAULTS: Mapping[str, Any] = {each.name: each.default for each in fields(Agreement)}


def section_of(field_path: str) -> Section:
    """The section of a field by its path ("themes[2].lead"); the heading for what stands in none."""
    return _SECTION_OF.get(re.split(r"[.\[]", field_path, maxsplit=1)[0], Section.HEADING)


def is_empty(agreement: Agreement, section: Section) -> bool:
    """Whether nothing was filled in of a section."""
    return all(getattr(agreement, name) == _DEFAULTS[name] for name in SECTION_FIELDS[section])


def printed_sections(agreement: Agreement) -> Agreement:
    """The agreement without what stands in sections that are left out: the paper and its tree hold no more.

    What was typed there is kept with the agreement, and is back as soon as the section is used again.
    """
    return replace(agreement, **{name: _DEFAULTS[name] for name in _unused_fields(agreement)})


def with_unprinted(printed: Agreement, typed: Agreement) -> Agreement:
    """What is printed, with what was typed in sections that are left out: so it is kept."""
    return replace(printed, **{name: getattr(typed, name) for name in _unused_fields(typed)})


def _unused_fields(agreement: Agreement) -> list[str]:
    unused = [section for section in Section if not agreement.uses(section)]
    return [name for section in unused for name in SECTION_FIELDS[section]]
