"""Which field belongs to which section, and what a section that is left out leaves on paper."""

from dataclasses import fields

from hypothesis import given

from jeugdhulp_desktop.domain.agreement_kinds import ALWAYS, Section
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.section_fields import (
    SECTION_FIELDS,
    is_empty,
    printed_sections,
    section_of,
    with_unprinted,
)
from tests.agreements import IN_ORDER, agreements

_OF_NO_SECTION = {"school_id", "school_year", "number", "status", "frozen_control", "id", "version"}


def test_every_field_that_is_typed_belongs_to_one_section() -> None:
    placed = [name for names in SECTION_FIELDS.values() for name in names]
    assert sorted(placed) == sorted({each.name for each in fields(Agreement)} - _OF_NO_SECTION)


def test_a_finding_knows_its_section() -> None:
    assert section_of("themes[2].lead") is Section.THEMES
    assert section_of("route.meetings[0].name") is Section.ROUTE
    assert section_of("satisfaction") is Section.MEASURES
    assert section_of("school_id") is Section.HEADING


@given(agreements)
def test_what_is_left_out_does_not_stand_on_paper_and_is_not_lost(draft: Agreement) -> None:
    printed = printed_sections(draft)
    for section in Section:
        if draft.uses(section):
            assert all(getattr(printed, name) == getattr(draft, name) for name in SECTION_FIELDS[section])
        else:
            assert is_empty(printed, section)
    assert printed_sections(printed) == printed
    assert with_unprinted(printed, draft) == draft


def test_what_always_is_there_cannot_be_emptied() -> None:
    everything = tuple(Section)
    assert not any(is_empty(printed_sections(IN_ORDER), section) for section in ALWAYS)
    assert {section for section in everything if IN_ORDER.uses(section)} == set(everything)
