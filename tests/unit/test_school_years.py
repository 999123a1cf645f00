"""The school year and its borders (F36), and the half-year of a review."""

from datetime import date

import pytest

from jeugdhulp_desktop.domain.school_years import SchoolYear, half_year_after

YEAR = SchoolYear(2026)


def test_31_july_belongs_to_the_old_school_year_and_1_august_to_the_new_one_f36() -> None:
    assert SchoolYear.of(date(2026, 7, 31)) == SchoolYear(2025)
    assert SchoolYear.of(date(2026, 8, 1)) == YEAR
    assert SchoolYear.of(date(2027, 1, 1)) == YEAR


def test_a_school_year_holds_its_first_and_last_day_and_not_their_neighbours() -> None:
    assert [day in YEAR for day in (date(2026, 7, 31), YEAR.start, YEAR.end, date(2027, 8, 1))] == [
        False, True, True, False,
    ]  # fmt: skip


def test_the_code_reads_and_writes_the_same() -> None:
    assert str(YEAR) == YEAR.code == "2026-2027"
    assert SchoolYear.parse(" 2026-2027 ") == YEAR


@pytest.mark.parametrize("code", ["2026", "2026-2028", "2027-2026", "26-27", "2026/2027", ""])
def test_a_text_that_is_no_school_year_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"^.*$"):
        SchoolYear.parse(code)


def test_neighbours_and_order() -> None:
    assert YEAR.previous.next == YEAR
    assert YEAR.previous < YEAR < YEAR.next
    assert YEAR.signing_deadline == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("day", "review"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 9, 15), date(2027, 3, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_half_a_year_on_is_the_same_day_or_the_last_of_a_shorter_month(day: date, review: date) -> None:
    assert half_year_after(day) == review
