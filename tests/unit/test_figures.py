"""I01, I02, I03 and I06, counted from light facts of cases, and as they may be shown (domain.md 4.4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.cases import Outcome
from jeugdhulp_desktop.domain.evaluations import Count, HoursFigure
from jeugdhulp_desktop.domain.figures import (
    CaseFact,
    CaseFigures,
    count_cases,
    median_of,
    waiting_days,
    working_days,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from tests.evaluations import FIGURES

YEAR = SchoolYear(2026)
JMW, JP = WorkerType.JMW, WorkerType.JP
MONDAY = date(2026, 9, 7)


def counted(facts: Sequence[CaseFact], until: date = YEAR.end, before: Count | None = None) -> CaseFigures:
    return count_cases(facts, YEAR, until, norm=10, open_at_start=before)


def several(count: int, fact: CaseFact) -> list[CaseFact]:
    return [fact] * count


NEW = CaseFact(JMW, referred_on=MONDAY)
OLD = replace(NEW, referred_on=date(2026, 5, 1))
DONE = replace(NEW, ended_on=date(2026, 12, 1), outcome=Outcome.AS_PLANNED)


def test_new_caseload_and_closed_are_counted_per_worker_type_and_in_all() -> None:
    facts = [*several(9, NEW), *several(8, replace(OLD, worker_type=JP)), *several(7, DONE)]
    found = counted(facts)
    assert {name: str(count) for name, count in found.new.items()} == {
        "JMW": "16",
        "JW": "0",
        "JP": "0",
        "": "16",
    }
    assert str(found.caseload["JP"]) == "8"
    assert str(found.caseload[""]) == "24"
    assert str(found.closed[""]) == "7"
    assert str(found.open_at_end) == "17"
    assert str(found.reasons["01"]) == "7"


def test_a_day_outside_the_year_or_after_the_day_of_counting_is_not_counted() -> None:
    facts = [
        *several(5, NEW),
        *several(6, replace(NEW, referred_on=date(2027, 3, 1))),
        *several(7, replace(OLD, ended_on=date(2026, 7, 31))),
        *several(8, CaseFact(JMW)),
    ]
    assert str(counted(facts, until=date(2027, 1, 31)).caseload[""]) == "5"
    assert str(counted(facts, until=date(2030, 1, 1)).caseload[""]) == "11"


def test_the_border_of_the_school_year_and_of_the_day_of_counting_is_told_apart_by_one_day() -> None:
    """31 July and 1 August; and the day up to which is counted belongs to it."""
    until = date(2027, 1, 28)
    on_the_first = replace(NEW, referred_on=date(2026, 8, 1))
    the_day_before = replace(NEW, referred_on=date(2026, 7, 31))
    closed_on_the_first = replace(the_day_before, ended_on=date(2026, 8, 1), outcome=Outcome.AS_PLANNED)
    closed_on_the_day = replace(on_the_first, ended_on=until, outcome=Outcome.AS_PLANNED)
    closed_the_day_after = replace(on_the_first, ended_on=until + timedelta(days=1))
    facts = [
        *several(5, the_day_before),
        *several(6, closed_on_the_first),
        *several(7, on_the_first),
        *several(8, closed_on_the_day),
        *several(9, closed_the_day_after),
        *several(10, replace(on_the_first, referred_on=until)),
        *several(11, replace(on_the_first, referred_on=until + timedelta(days=1))),
    ]
    found = counted(facts, until=until)
    assert str(found.new[""]) == str(7 + 8 + 9 + 10)
    assert str(found.caseload[""]) == str(5 + 6 + 7 + 8 + 9 + 10)
    assert str(found.closed[""]) == str(6 + 8)
    assert str(found.open_at_end) == str(5 + 7 + 9 + 10)


def test_what_comes_after_the_year_is_not_of_the_year_whenever_it_is_counted() -> None:
    after = replace(NEW, referred_on=date(2027, 8, 1))
    closed_after = replace(NEW, ended_on=date(2027, 8, 1), outcome=Outcome.AS_PLANNED)
    found = counted([*several(5, NEW), *several(6, after), *several(7, closed_after)], until=date(2028, 1, 1))
    assert (str(found.new[""]), str(found.closed[""]), str(found.open_at_end)) == ("12", "0", "12")


def test_i06_the_norm_itself_is_within_it_and_a_talk_after_the_day_of_counting_is_none_yet() -> None:
    on_time = replace(NEW, first_talk_on=MONDAY + timedelta(weeks=2))  # ten working days
    late = replace(NEW, first_talk_on=MONDAY + timedelta(weeks=2, days=1))
    to_come = replace(NEW, first_talk_on=date(2027, 1, 29))
    found = counted([*several(6, on_time), *several(6, late), *several(9, to_come)], until=date(2027, 1, 28))
    assert (str(found.waited), found.within_norm) == ("12", Decimal(50))
    assert str(counted([*several(9, to_come)], until=date(2027, 1, 29)).waited) == "9"


def test_without_a_day_of_aanmelding_the_first_day_that_shows_one_counts() -> None:
    assert CaseFact(started_on=MONDAY, first_talk_on=MONDAY - timedelta(days=1)).entered_on == date(
        2026, 9, 6
    )
    assert replace(NEW, ended_on=date(2026, 9, 1)).entered_on == date(2026, 9, 1)
    assert NEW.entered_on == MONDAY
    assert CaseFact().entered_on is None


@pytest.mark.parametrize(("outcome", "code"), [(Outcome.WITHDRAWN, ""), (None, ""), (Outcome.EXTERNAL, "05")])
def test_every_closed_case_has_one_reason(outcome: Outcome | None, code: str) -> None:
    found = counted(several(8, replace(DONE, outcome=outcome)))
    assert str(found.reasons[code]) == "8"
    assert sum(count.value for count in found.reasons.values()) == 8


def test_cases_without_a_worker_stand_in_a_column_of_their_own() -> None:
    found = counted([*several(9, NEW), *several(6, replace(NEW, worker_type=None))])
    assert str(found.new["geen"]) == "6"
    assert "geen" not in counted(several(9, NEW)).new


def test_working_days_leave_out_weekends_and_the_days_off_that_are_given() -> None:
    friday = date(2026, 9, 11)
    assert working_days(MONDAY, MONDAY) == 0
    assert working_days(MONDAY, friday) == 4
    assert working_days(friday, friday + timedelta(days=3)) == 1
    assert working_days(MONDAY, friday, {date(2026, 9, 9)}) == 3


def test_waiting_is_told_as_median_and_share_within_the_norm() -> None:
    quick = replace(NEW, first_talk_on=MONDAY + timedelta(days=2))
    slow = replace(NEW, first_talk_on=MONDAY + timedelta(days=21))
    found = counted([*several(6, quick), *several(5, slow), *several(5, NEW)])
    assert (str(found.waited), found.waiting_median, found.within_norm) == ("11", Decimal(2), Decimal(55))
    assert waiting_days([replace(quick, referred_on=date(2026, 10, 1))], YEAR.end) == []


def test_too_few_talks_tell_no_waiting_time_f55() -> None:
    quick = replace(NEW, first_talk_on=MONDAY + timedelta(days=2))
    found = counted([*several(3, quick), *several(9, NEW)])
    assert (str(found.waited), found.waiting_median, found.within_norm) == ("<5", None, None)
    assert counted(several(9, NEW)).waiting_median is None


def test_a_share_whose_rest_is_small_is_not_told_f55() -> None:
    quick = replace(NEW, first_talk_on=MONDAY + timedelta(days=2))
    slow = replace(NEW, first_talk_on=MONDAY + timedelta(days=30))
    found = counted([*several(20, quick), *several(2, slow)])
    assert found.within_norm is None


def test_what_last_years_paper_told_is_reckoned_with_f55() -> None:
    facts = [*several(12, OLD), *several(2, NEW)]
    assert str(counted(facts).new[""]) == "<5"
    told = counted(facts, before=Count(12))
    assert str(told.caseload[""]) == "–"  # 14 - 12 would tell that two are new
    assert str(counted(facts, before=Count(0, hidden=True)).new[""]) == "<5"


def test_the_median_of_an_even_number_may_be_a_half() -> None:
    assert median_of([6, 7]) == Decimal("6.5")
    assert median_of([9, 1, 5]) == Decimal(5)


def test_a_hidden_number_is_gone_from_the_value_too_f55() -> None:
    assert Count(3, hidden=True) == Count(4, hidden=True)
    assert str(Count(12, hidden=True, few=False)) == "–"


def test_hours_are_told_as_a_share_of_what_was_agreed() -> None:
    assert FIGURES.hours[0].percentage == Decimal(51)
    assert HoursFigure(JMW, FIGURES.hours[0].deployment, Decimal(0), Decimal(5)).percentage is None


_facts = st.builds(
    CaseFact,
    worker_type=st.none() | st.sampled_from(WorkerType),
    referred_on=st.none() | st.dates(date(2026, 3, 1), date(2027, 7, 31)),
    first_talk_on=st.none() | st.dates(date(2026, 3, 1), date(2027, 7, 31)),
    ended_on=st.none() | st.dates(date(2026, 6, 1), date(2027, 7, 31)),
    outcome=st.none() | st.sampled_from(Outcome),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(_facts, max_size=40), st.none() | st.integers(0, 12))
def test_f55_no_number_of_one_to_four_is_shown_and_none_is_left_by_subtracting(
    facts: list[CaseFact], before: int | None
) -> None:
    found = counted(facts, before=Count(before) if before is not None else None)
    shown: dict[str, Count] = {}
    for name in ("new", "caseload", "closed", "reasons"):
        shown |= {f"{name}.{column}": count for column, count in getattr(found, name).items()}
    shown |= {"end": found.open_at_end, "waited": found.waited}
    plain = {name: count.value for name, count in shown.items() if not count.hidden}
    assert not set(plain.values()) & {1, 2, 3, 4}
    for row in ("new", "caseload", "closed"):
        columns = [name for name in shown if name.startswith(f"{row}.") and name != f"{row}."]
        _one_open_cell_is_not_small(plain, [f"{row}.", *columns], signs=[1, *[-1] * len(columns)])
    reasons = [name for name in shown if name.startswith("reasons.")]
    _one_open_cell_is_not_small(plain, ["closed.", *reasons], signs=[1, *[-1] * len(reasons)])
    _one_open_cell_is_not_small(plain, ["caseload.", "closed.", "end"], signs=[1, -1, -1])


def _one_open_cell_is_not_small(plain: dict[str, int], names: Sequence[str], signs: Sequence[int]) -> None:
    """Where all but one number of a sum is shown, that one follows: it may not be 1 to 4."""
    if len([name for name in names if name not in plain]) == 1:
        rest = abs(sum(sign * plain.get(name, 0) for name, sign in zip(names, signs, strict=True)))
        assert rest not in (1, 2, 3, 4), names
