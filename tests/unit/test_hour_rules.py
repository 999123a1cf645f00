"""What may be written for a week, and what is taken over from the week before (F36)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.hour_rules import check_hours, check_week, copy_last_week
from jeugdhulp_desktop.domain.hours import HourKind, HourState, WeekRow, WeekSheet
from jeugdhulp_desktop.domain.problems import Level, blocking
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear

MONDAY, LAST = date(2026, 9, 14), date(2026, 9, 7)
REALISED, PLANNED = HourState.REALISED, HourState.PLANNED
ROW = WeekRow(1, "Marieke", WorkerType.JMW, DeploymentKind.BASIC)


def week(*rows: WeekRow, monday: date = MONDAY) -> WeekSheet:
    return WeekSheet(1, monday, rows)


def codes(sheet: WeekSheet, year: SchoolYear | None = None) -> list[tuple[str, str]]:
    return [(each.field, each.code) for each in check_week(sheet, year)]


@pytest.mark.parametrize("text", ["0", "0.01", "0.1", "8", "8.25", "60", "60.00", "1E+1"])
def test_hours_with_two_decimals_up_to_sixty_are_taken(text: str) -> None:
    assert check_hours(Decimal(text)) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-0.01", "hours-in-week"),
        ("60.01", "hours-in-week"),
        ("1E+30", "hours-in-week"),
        ("NaN", "hours-in-week"),
        ("sNaN", "hours-in-week"),
        ("Infinity", "hours-in-week"),
        ("-Infinity", "hours-in-week"),
        ("0.125", "too-many-decimals"),
        ("1E-30", "too-many-decimals"),
    ],
)
def test_hours_the_database_cannot_hold_are_refused_f36(text: str, code: str) -> None:
    sheet = week(ROW.with_hours(REALISED, {HourKind.GROUP: Decimal(1)}))
    sheet = week(
        WeekRow(1, "M", WorkerType.JMW, DeploymentKind.BASIC, realised={HourKind.GROUP: Decimal(text)}),
        *sheet.rows[1:],
    )
    assert codes(sheet) == [("rows[0].gerealiseerd.groep", code)]


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_any_number_is_either_refused_or_fits_in_hundredths(hours: Decimal) -> None:
    if check_hours(hours) is None:
        assert 0 <= hours <= 60
        assert hours * 100 == int(hours * 100)


def test_a_week_begins_on_monday_within_its_school_year() -> None:
    assert codes(week(monday=date(2026, 9, 15))) == [("monday", "not-a-monday")]
    assert codes(week(monday=date(2027, 8, 2)), SchoolYear(2026)) == [("monday", "week-outside-year")]
    assert codes(week(monday=date(2026, 7, 27)), SchoolYear(2026)) == [("monday", "week-outside-year")]
    assert codes(week(), SchoolYear(2026)) == []


def test_a_worker_that_is_not_known_takes_no_hours() -> None:
    nobody = WeekRow(None, "Nog niet bekend", WorkerType.JW, DeploymentKind.BASIC)
    assert codes(week(nobody, nobody)) == []
    planned = nobody.with_hours(PLANNED, {HourKind.GROUP: Decimal(1)})
    assert codes(week(planned)) == [("rows[0]", "hours-of-nobody")]


def test_a_worker_stands_in_a_week_once() -> None:
    assert codes(week(ROW, ROW)) == [("rows[1]", "worker-twice")]
    other = WeekRow(1, "Marieke", WorkerType.JMW, DeploymentKind.ADDITIONAL)
    assert codes(week(ROW, other)) == []


def test_a_week_too_long_to_be_true_is_remarked_and_may_be_kept() -> None:
    hours = {HourKind.GROUP: Decimal(40), HourKind.INDIVIDUAL: Decimal(40)}
    found = check_week(week(ROW.with_hours(REALISED, hours)))
    assert [(each.field, each.code, each.level) for each in found] == [
        ("rows[0].gerealiseerd", "long-week", Level.REMARK)
    ]
    assert blocking(found) == []
    assert found[0].value("hours") == "80"


def test_last_week_fills_the_rows_that_are_empty_and_no_others() -> None:
    other = WeekRow(2, "Joris", WorkerType.JW, DeploymentKind.BASIC)
    third = WeekRow(3, "Sanne", WorkerType.JP, DeploymentKind.BASIC)
    nobody = WeekRow(None, "Nog niet bekend", WorkerType.JP, DeploymentKind.BASIC)
    eight, two = {HourKind.GROUP: Decimal(8)}, {HourKind.OTHER: Decimal(2)}
    last = week(ROW.with_hours(REALISED, eight), other.with_hours(REALISED, eight), monday=LAST)
    now = week(ROW, other.with_hours(REALISED, two), third, nobody)
    copied = copy_last_week(now, last, REALISED)
    assert [each.realised for each in copied.rows] == [eight, two, {}, {}]
    assert (copied.monday, copied.version) == (now.monday, now.version)


def test_last_week_is_taken_over_for_one_state_at_a_time() -> None:
    hours = {HourKind.GROUP: Decimal("0.1")}
    last = week(ROW.with_hours(PLANNED, hours), monday=LAST)
    assert copy_last_week(week(ROW), last, REALISED) == week(ROW)
    now = week(ROW.with_hours(REALISED, hours))
    assert copy_last_week(now, last, PLANNED).rows[0] == now.rows[0].with_hours(PLANNED, hours)


def test_copying_twice_is_copying_once() -> None:
    last = week(ROW.with_hours(REALISED, {HourKind.GROUP: Decimal(3)}), monday=LAST)
    once = copy_last_week(week(ROW), last, REALISED)
    assert copy_last_week(once, last, REALISED) == once
