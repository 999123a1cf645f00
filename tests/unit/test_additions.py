"""The values of additional deployment: figures, when it runs and asks, what comes from another."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.addition_followers import extension_of, split_over_years
from jeugdhulp_desktop.domain.addition_rules import LATE
from jeugdhulp_desktop.domain.additions import (
    NEXT_ADDITION,
    Addition,
    AdditionShare,
    AdditionStatus,
    AdditionStep,
    lesson_weeks,
    proposed_weeks,
)
from jeugdhulp_desktop.domain.agreement_kinds import Funder
from jeugdhulp_desktop.domain.agreement_terms import Contribution, Deviation
from jeugdhulp_desktop.domain.school_years import SchoolYear
from tests.additions import GRANTABLE, YEAR

GRANTED = replace(GRANTABLE, status=AdditionStatus.GRANTED, id=7, version=4, frozen_control="ab")


def test_hours_and_cost_are_of_the_whole_period_and_open_while_a_figure_is() -> None:
    assert (GRANTABLE.hours, GRANTABLE.cost) == (Decimal(90), Decimal("5616.00"))
    assert replace(GRANTABLE, hours_per_week=Decimal("0.1"), weeks=Decimal(3)).hours == Decimal("0.25")
    for field, value in (("hours_per_week", None), ("weeks", Decimal("NaN")), ("weeks", Decimal("1e9"))):
        open_one = replace(GRANTABLE, **{field: value})  # type: ignore[arg-type]
        assert open_one.hours is None
        assert open_one.cost is None
    assert replace(GRANTABLE, rate=None).cost is None


def test_it_runs_between_its_days_once_granted() -> None:
    first, last = date(2026, 11, 2), date(2027, 4, 16)
    assert [GRANTED.runs_on(day) for day in (first, last)] == [True, True]
    assert not GRANTED.runs_on(first - timedelta(days=1))
    assert not GRANTED.runs_on(last + timedelta(days=1))
    assert not GRANTABLE.runs_on(first)
    assert not replace(GRANTED, starts_on=None).runs_on(first)
    assert not replace(GRANTED, ends_on=None).runs_on(first)


def test_it_asks_six_weeks_before_its_end_until_it_is_stopped_or_extended() -> None:
    asks_from = date(2027, 3, 5)
    assert GRANTED.remind_from() == asks_from
    assert GRANTED.is_due(asks_from)
    assert not GRANTED.is_due(asks_from - timedelta(days=1))
    assert replace(GRANTED, status=AdditionStatus.EVALUATED).is_due(date(2027, 6, 1))
    for status in (AdditionStatus.STOPPED, AdditionStatus.EXTENDED, AdditionStatus.REQUESTED):
        assert not replace(GRANTED, status=status).is_due(asks_from)
    assert replace(GRANTED, ends_on=None).remind_from() is None
    assert not replace(GRANTED, ends_on=None).is_due(asks_from)


def test_only_what_was_granted_counts_and_every_status_can_be_left_or_is_an_end() -> None:
    counted = {status for status in AdditionStatus if status.in_force}
    assert counted == {
        AdditionStatus.GRANTED,
        AdditionStatus.EVALUATED,
        AdditionStatus.STOPPED,
        AdditionStatus.EXTENDED,
    }
    ends = set(AdditionStatus) - {status for status, _ in NEXT_ADDITION}
    assert ends == {AdditionStatus.STOPPED, AdditionStatus.EXTENDED}
    assert AdditionStep.SAVE not in {step for _, step in NEXT_ADDITION}


@pytest.mark.parametrize(
    ("starts", "ends", "weeks"),
    [
        (date(2026, 11, 2), date(2026, 11, 6), 1),
        (date(2026, 11, 6), date(2026, 11, 9), 2),
        (date(2026, 11, 7), date(2026, 11, 8), 0),  # a weekend
        (date(2026, 11, 7), date(2026, 11, 9), 1),
        (date(2026, 11, 9), date(2026, 11, 2), 0),
    ],
)
def test_weeks_are_calendar_weeks_with_a_working_day(starts: date, ends: date, weeks: int) -> None:
    assert lesson_weeks(starts, ends) == weeks
    assert proposed_weeks(starts, ends) == (Decimal(weeks) or None)


def test_no_more_lesson_weeks_are_proposed_than_a_school_year_has() -> None:
    assert lesson_weeks(YEAR.start, YEAR.end) == 52
    assert proposed_weeks(YEAR.start, YEAR.end) == 40


def test_how_exceptional_it_is_as_a_share() -> None:
    share = AdditionShare(1, 3, Decimal(90), Decimal(1210))
    assert (share.of_schools, share.of_hours) == (Decimal("33.3"), Decimal("7.4"))
    none = AdditionShare(0, 0, Decimal(0), Decimal(0))
    assert (none.of_schools, none.of_hours) == (None, None)


def test_an_extension_asks_anew_and_copies_no_decision() -> None:
    source = replace(
        GRANTED,
        status=AdditionStatus.EVALUATED,
        decision_note="Akkoord.",
        outcome="Gehaald.",
        evaluated_on=date(2027, 3, 15),
        financing=(Contribution(amount=Decimal(5)), Contribution(share=Decimal(50), amount=Decimal(9))),
        deviations=(Deviation("V12", "JP", "Nodig.", "Ilse", date(2026, 10, 1)),),
    )
    new = extension_of(source, "Er is nog een tweede jaar nodig.")
    assert (new.previous_id, new.id, new.version, new.status) == (7, None, 0, AdditionStatus.DRAFT)
    assert (new.starts_on, new.ends_on, new.school_year) == (date(2027, 4, 17), None, YEAR)
    assert (new.motivation, new.evidence) == ("Er is nog een tweede jaar nodig.", "")
    assert (new.goals, new.worker_type, new.hours_per_week) == (
        source.goals,
        source.worker_type,
        source.hours_per_week,
    )
    assert {each.agreed_on for each in new.approvals} == {None}
    assert (new.decided_on, new.decision_note, new.outcome, new.evaluated_on) == (None, "", "", None)
    assert (new.frozen_control, new.deviations, new.weeks, new.requested_on) == ("", (), None, None)
    assert new.financing == (Contribution(share=Decimal(50)),)


def test_an_extension_after_31_july_is_a_request_of_the_next_year() -> None:
    new = extension_of(replace(GRANTED, ends_on=YEAR.end), "Verder.")
    assert (new.school_year, new.starts_on) == (SchoolYear(2027), date(2027, 8, 1))
    assert extension_of(replace(GRANTED, ends_on=None), "Verder.").starts_on is None


def test_what_ends_in_its_year_is_not_split() -> None:
    assert split_over_years(GRANTABLE) is None
    assert split_over_years(replace(GRANTABLE, ends_on=None)) is None
    assert split_over_years(replace(GRANTABLE, starts_on=None, ends_on=date(2027, 9, 1))) is None
    after = replace(GRANTABLE, starts_on=date(2027, 8, 2), ends_on=date(2027, 9, 1))
    assert split_over_years(after) is None


def test_v12_two_years_become_two_requests_that_each_stay_in_their_own() -> None:
    reasons = (
        Deviation("V12", LATE, "Loopt door.", "Ilse", date(2026, 10, 1)),
        Deviation("V12", "JP", "Nodig.", "Ilse", date(2026, 10, 1)),
    )
    long = replace(GRANTED, ends_on=date(2027, 12, 17), weeks=Decimal(40), deviations=reasons)
    pair = split_over_years(long)
    assert pair is not None
    first, second = pair
    assert (first.id, first.starts_on, first.ends_on) == (7, GRANTED.starts_on, YEAR.end)
    assert (second.id, second.school_year) == (None, SchoolYear(2027))
    assert (second.starts_on, second.ends_on) == (date(2027, 8, 1), date(2027, 12, 17))
    assert (first.weeks, second.weeks) == (Decimal(26), Decimal(14))
    assert first.deviations == second.deviations == reasons[1:]
    assert (first.evaluate_on, second.evaluate_on) == (GRANTED.evaluate_on, None)
    assert {each.agreed_on for each in second.approvals} == {None}
    assert (second.status, second.decided_on, second.requested_on) == (AdditionStatus.DRAFT, None, None)


def test_a_split_leaves_open_what_is_open_and_puts_the_evaluation_where_its_day_is() -> None:
    late = replace(
        GRANTABLE, ends_on=date(2027, 12, 17), weeks=None, evaluate_on=date(2027, 11, 1), financing=()
    )
    pair = split_over_years(late)
    assert pair is not None
    assert [each.weeks for each in pair] == [None, None]
    assert [each.evaluate_on for each in pair] == [None, date(2027, 11, 1)]
    undated = split_over_years(replace(late, evaluate_on=None))
    assert undated is not None
    assert [each.evaluate_on for each in undated] == [None, None]


def test_v13_after_a_split_what_is_paid_adds_up_in_both_years() -> None:
    """Amounts by days beside whole weeks would leave a gap in both, and neither could be granted."""
    cost = Decimal(2) * 40 * Decimal("62.40")
    paid = (
        Contribution(Funder.MUNICIPALITY, amount=cost - 1_000),
        Contribution(Funder.SCHOOL, amount=Decimal(1_000)),
    )
    long = replace(
        GRANTABLE, hours_per_week=Decimal(2), weeks=Decimal(40), rate=Decimal("62.40"),
        ends_on=date(2027, 12, 17), financing=paid,
    )  # fmt: skip
    pair = split_over_years(long)
    assert pair is not None
    for each in pair:
        assert sum(share.amount or Decimal(0) for share in each.financing) == each.cost


@given(
    days=st.integers(1, 400),
    weeks=st.decimals("0.25", 53, places=2),
    cents=st.lists(st.decimals(0, 99_999, places=2), max_size=4),
)
def test_a_split_loses_no_week_and_no_cent(days: int, weeks: Decimal, cents: list[Decimal]) -> None:
    financing = tuple(Contribution(Funder.SCHOOL, amount=amount) for amount in cents)
    whole: Addition = replace(
        GRANTABLE, ends_on=YEAR.end + timedelta(days=days), weeks=weeks, financing=financing
    )
    pair = split_over_years(whole)
    assert pair is not None
    assert sum((each.weeks or Decimal(0) for each in pair), Decimal(0)) == weeks
    for number, amount in enumerate(cents):
        assert sum((each.financing[number].amount or Decimal(0) for each in pair), Decimal(0)) == amount
