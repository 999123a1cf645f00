"""Hours as values: exact sums, whose week it is, and a year beside the budget (F36, I18, V19)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.hours import (
    Budget,
    HourKind,
    HourState,
    HoursTotal,
    SchoolHours,
    WeekRow,
    WeekSheet,
    YearHours,
    add_kinds,
    add_up,
    merge_totals,
    monday_of,
    weeks_of,
    year_of_week,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear

JMW, JW = WorkerType.JMW, WorkerType.JW
BASIC, ADDITIONAL = DeploymentKind.BASIC, DeploymentKind.ADDITIONAL
MONDAY = date(2026, 9, 14)
TENTH = Decimal("0.1")

amounts = st.decimals(Decimal(0), Decimal(60), places=2)
totals = st.lists(
    st.builds(
        HoursTotal,
        st.sampled_from(WorkerType),
        st.sampled_from(DeploymentKind),
        amounts,
        amounts,
        amounts,
        st.dictionaries(st.sampled_from(HourKind), amounts),
    )
)


def row(person: int = 1, **hours: Decimal) -> WeekRow:
    """A worker with realised hours by name of the kind."""
    return WeekRow(
        person,
        f"Medewerker {person}",
        JMW,
        BASIC,
        realised={HourKind[name]: each for name, each in hours.items()},
    )


def test_three_times_a_tenth_is_exactly_three_tenths_f36() -> None:
    sheet = WeekSheet(1, MONDAY, tuple(row(number, GROUP=TENTH) for number in (1, 2, 3)))
    assert sheet.column(HourState.REALISED, HourKind.GROUP) == Decimal("0.3")
    assert str(sheet.total(HourState.REALISED)) == "0.3"


@given(st.lists(amounts))
def test_a_sum_is_exact_whatever_the_order(hours: list[Decimal]) -> None:
    assert Fraction(add_up(hours)) == sum((Fraction(each) for each in hours), Fraction(0))
    assert add_up(hours) == add_up(reversed(hours))


@given(totals)
def test_merging_loses_and_adds_no_hour(found: list[HoursTotal]) -> None:
    merged = merge_totals(found)
    for name in ("agreed", "planned", "realised"):
        assert add_up(getattr(each, name) for each in merged) == add_up(getattr(each, name) for each in found)
    assert len({(each.worker_type, each.deployment) for each in merged}) == len(merged)
    assert merge_totals(merged) == merged


@given(st.lists(st.dictionaries(st.sampled_from(HourKind), amounts)))
def test_sums_by_kind_are_the_sum_of_all(found: list[dict[HourKind, Decimal]]) -> None:
    added = add_kinds(found)
    assert add_up(added.values()) == add_up(hours for each in found for hours in each.values())
    assert all(added.values())


def test_lines_of_a_year_stand_in_the_order_of_the_field() -> None:
    found = merge_totals([HoursTotal(JW, BASIC), HoursTotal(JMW, ADDITIONAL), HoursTotal(JMW, BASIC)])
    assert [(each.worker_type, each.deployment) for each in found] == [
        (JMW, BASIC), (JMW, ADDITIONAL), (JW, BASIC),
    ]  # fmt: skip


def test_a_row_keeps_planned_apart_from_realised_and_forgets_zeros() -> None:
    hours = {HourKind.OTHER: Decimal(2), HourKind.INDIVIDUAL: Decimal(1), HourKind.GROUP: Decimal(0)}
    planned = row(GROUP=TENTH).with_hours(HourState.PLANNED, hours)
    assert list(planned.planned) == [HourKind.INDIVIDUAL, HourKind.OTHER]
    assert planned.total(HourState.PLANNED) == 3
    assert planned.total(HourState.REALISED) == TENTH
    assert planned.with_hours(HourState.REALISED, {}).realised == {}


def test_a_row_takes_the_place_of_the_one_with_the_same_key_or_comes_behind() -> None:
    sheet = WeekSheet(1, MONDAY, (row(1), row(2)))
    assert sheet.with_row(row(1, GROUP=TENTH)).rows == (row(1, GROUP=TENTH), row(2))
    assert sheet.with_row(row(3)).rows[-1] == row(3)


def test_agreed_hours_of_a_week_leave_out_who_has_none() -> None:
    with_hours = WeekRow(1, "A", JMW, BASIC, agreed=Decimal("4.5"))
    sheet = WeekSheet(1, MONDAY, (with_hours, row(2)))
    assert sheet.agreed == Decimal("4.5")
    assert sheet.friday == date(2026, 9, 18)


@given(st.dates(date(2000, 1, 10), date(2199, 12, 20)))
def test_every_week_is_in_exactly_one_school_year(day: date) -> None:
    monday = monday_of(day)
    year = year_of_week(monday)
    assert monday <= day < monday + timedelta(days=7)
    assert [monday in weeks_of(each) for each in (year.previous, year, year.next)] == [False, True, False]


@pytest.mark.parametrize("first", range(2020, 2032))
def test_a_school_year_has_52_or_53_weeks_in_a_row(first: int) -> None:
    mondays = weeks_of(SchoolYear(first))
    assert len(mondays) in (52, 53)
    assert {(later - earlier).days for earlier, later in pairwise(mondays)} == {7}
    assert WeekSheet(1, mondays[0]).year == WeekSheet(1, mondays[-1]).year == SchoolYear(first)


def test_difference_and_percentage_are_of_what_was_agreed_i18() -> None:
    total = HoursTotal(JMW, BASIC, agreed=Decimal(320), realised=Decimal(306))
    assert total.difference == -14
    assert total.percentage == 96  # 95,6 rounded half up
    assert HoursTotal(JMW, BASIC, realised=Decimal(1)).percentage is None
    assert HoursTotal(JMW, BASIC, Decimal(8), realised=Decimal("0.36")).percentage == 5  # 4,5


def test_what_is_left_of_a_budget_can_be_too_little_and_is_unknown_without_one_v19() -> None:
    assert Budget(JMW, Decimal(100), Decimal("120.25")).left == Decimal("-20.25")
    assert Budget(JMW, None, Decimal(1)).left is None


def test_hours_per_100_pupils_need_pupils_and_are_rounded_half_up() -> None:
    totals = (HoursTotal(JMW, BASIC, agreed=Decimal(320)), HoursTotal(JW, ADDITIONAL, agreed=Decimal(20)))
    assert SchoolHours(1, "A", 160, totals).per_hundred == Decimal("212.5")
    assert SchoolHours(1, "A", 8000, (HoursTotal(JMW, BASIC, agreed=Decimal(4)),)).per_hundred == Decimal(
        "0.1"
    )
    assert SchoolHours(1, "A", None, totals).per_hundred is None
    assert SchoolHours(1, "A", 0, totals).per_hundred is None


def test_a_year_adds_its_schools_up() -> None:
    one = SchoolHours(1, "A", 100, (HoursTotal(JMW, BASIC, Decimal(10), Decimal(4), Decimal(3)),))
    two = SchoolHours(2, "B", 100, (HoursTotal(JMW, BASIC, Decimal(5)), HoursTotal(JW, BASIC, Decimal(1))))
    year = YearHours(SchoolYear(2026), (one, two), ())
    assert [each.agreed for each in year.totals] == [15, 1]
    assert (one.agreed, one.planned, one.realised) == (10, 4, 3)
    assert two.agreed_of(JW) == 1
    assert year.school(2) is two
    assert year.school(9) is None
