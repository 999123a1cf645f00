"""The yearly cycle: days that are a choice, and how far the schools are (domain.md 2.9)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.cycle import (
    DEFAULTS,
    CycleFacts,
    CycleLine,
    CycleMoment,
    check_cycle,
    cycle_of,
    day_in,
    upcoming,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear

YEAR = SchoolYear(2026)
DEADLINE = (9, 30)
NONE = CycleFacts()


def test_without_choices_the_proposed_cycle_of_the_field_holds() -> None:
    lines = cycle_of({}, DEADLINE, YEAR, NONE)
    assert [(line.moment, line.day) for line in lines] == [
        (CycleMoment.START, date(2026, 8, 1)),
        (CycleMoment.SIGNED, date(2026, 9, 30)),
        (CycleMoment.HALFWAY, date(2027, 2, 15)),
        (CycleMoment.LOOK_BACK, date(2027, 3, 31)),
        (CycleMoment.NEEDS, date(2027, 4, 30)),
        (CycleMoment.DRAFT, date(2027, 5, 31)),
        (CycleMoment.END, date(2027, 6, 15)),
        (CycleMoment.SIGN_NEXT, date(2027, 6, 30)),
    ]


def test_a_moment_can_be_moved_or_left_out_and_the_deadline_is_that_of_the_vault() -> None:
    chosen = {"halfway": (1, 20), "needs": (), "signed": (12, 1), "no such moment": (1, 1)}
    days = {line.moment: line.day for line in cycle_of(chosen, (10, 15), YEAR, NONE)}
    assert days[CycleMoment.HALFWAY] == date(2027, 1, 20)
    assert CycleMoment.NEEDS not in days
    assert days[CycleMoment.SIGNED] == date(2026, 10, 15)


@given(st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.integers(2000, 2100))
def test_every_day_of_the_calendar_falls_in_the_school_year_it_is_asked_of(day: date, first: int) -> None:
    found = day_in(SchoolYear(first), (day.month, day.day))
    assert found is not None
    assert found in SchoolYear(first)


def test_only_what_the_vault_knows_is_counted() -> None:
    facts = CycleFacts(3, {CycleMoment.SIGNED: 3, CycleMoment.HALFWAY: 1})
    lines = {line.moment: line for line in cycle_of({}, DEADLINE, YEAR, facts)}
    assert (lines[CycleMoment.SIGNED].done, lines[CycleMoment.HALFWAY].done) == (True, False)
    assert (lines[CycleMoment.DRAFT].ready, lines[CycleMoment.DRAFT].schools) == (0, 3)
    assert (lines[CycleMoment.NEEDS].ready, lines[CycleMoment.NEEDS].schools) == (None, None)


def test_late_is_past_its_day_with_a_school_that_is_not_ready() -> None:
    line = CycleLine(CycleMoment.HALFWAY, date(2027, 2, 15), 1, 2)
    assert not line.is_late(date(2027, 2, 15))
    assert line.is_late(date(2027, 2, 16))
    assert not CycleLine(CycleMoment.HALFWAY, date(2027, 2, 15), 2, 2).is_late(date(2027, 3, 1))
    assert not CycleLine(CycleMoment.HALFWAY, date(2027, 2, 15), 0, 0).is_late(date(2027, 3, 1))
    assert not CycleLine(CycleMoment.NEEDS, date(2027, 4, 30)).is_late(date(2027, 5, 1))


def test_shown_first_is_what_is_late_then_what_comes_and_what_is_done_is_left_out() -> None:
    facts = CycleFacts(2, {CycleMoment.SIGNED: 2, CycleMoment.HALFWAY: 1})
    shown = upcoming(cycle_of({}, DEADLINE, YEAR, facts), date(2027, 3, 1))
    assert [line.moment for line in shown] == [
        CycleMoment.HALFWAY,
        CycleMoment.LOOK_BACK,
        CycleMoment.NEEDS,
    ]


@pytest.mark.parametrize(
    ("chosen", "fields"),
    [
        ({}, []),
        ({"halfway": (2, 29)}, ["cycle[halfway]"]),
        ({"halfway": (2,)}, ["cycle[halfway]"]),
        ({"halfway": ()}, []),
        ({"verjaardag": (2, 1)}, ["cycle[verjaardag]"]),
    ],
)
def test_a_day_must_be_in_every_year(chosen: dict[str, tuple[int, ...]], fields: list[str]) -> None:
    assert [found.field for found in check_cycle(chosen)] == fields
    if fields:
        assert all(
            line.moment is not CycleMoment.HALFWAY or line.day
            for line in cycle_of(chosen, DEADLINE, YEAR, NONE)
        )


def test_every_moment_has_a_word_and_a_day() -> None:
    assert all(moment.label and DEFAULTS[moment] for moment in CycleMoment)
