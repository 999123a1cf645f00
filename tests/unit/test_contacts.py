"""A contact moment: what it needs, what is asked about a number that may be a BSN (V18)."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.contacts import (
    MAX_FACT,
    ContactDraft,
    ContactKind,
    WithWhom,
    check_contact,
    speaks_to_parents,
)

TODAY = date(2026, 9, 15)
TALK = ContactDraft(
    1, TODAY, ContactKind.TALK, with_whom=(WithWhom.PARENT,), minutes=30, fact="Goed gesprek."
)


def found(draft: ContactDraft) -> dict[str, str]:
    return {each.field: each.code for each in check_contact(draft, today=TODAY)}


def test_a_talk_of_today_has_no_problems() -> None:
    assert found(TALK) == {}


def test_an_empty_one_says_what_it_needs() -> None:
    assert found(ContactDraft()) == {
        "case_id": "case-required",
        "happened_on": "required",
        "fact": "fact-required",
    }


@pytest.mark.parametrize(
    ("day", "code"), [(date(2026, 9, 16), "date-in-future"), (date(1999, 12, 31), "date-too-old")]
)
def test_it_has_happened_and_not_long_before_the_program(day: date, code: str) -> None:
    assert found(replace(TALK, happened_on=day)) == {"happened_on": code}


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_it_lasted_between_a_minute_and_a_day_or_nobody_noted_it_f36(minutes: int) -> None:
    assert found(replace(TALK, minutes=minutes)) == {"minutes": "out-of-range"}
    assert found(replace(TALK, minutes=None)) == {}


@pytest.mark.parametrize(("field", "limit"), [("fact", MAX_FACT), ("agreed", 500), ("with_text", 120)])
def test_each_text_has_a_clear_limit_f32(field: str, limit: int) -> None:
    assert found(replace(TALK, **{field: "a" * limit})) == {}
    assert found(replace(TALK, **{field: "a" * (limit + 1)})) == {field: "too-long"}


def test_v18_a_number_that_may_be_a_bsn_blocks_until_it_is_answered() -> None:
    asked = replace(TALK, fact="Volgens moeder 123.456.782.")
    assert found(asked) == {"fact": "bsn-like"}
    assert found(replace(asked, bsn_confirmed=True)) == {}


def test_v06_only_a_parent_counts_as_contact_with_the_parents() -> None:
    assert speaks_to_parents(TALK)
    assert not speaks_to_parents(replace(TALK, with_whom=(WithWhom.PUPIL, WithWhom.TEACHER)))
