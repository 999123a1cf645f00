"""Dutch text: what is found, sorted, counted and dated the way people here do it (F33, F36)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain import text

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ZOË", "zoe"), ("Zoe\u0308", "zoe"), ("Łukasz", "lukasz"), ("Yıldız", "yildiz"), ("İrem", "irem"),
        ("Ĳsbrand", "ijsbrand"), ("Weiß", "weiss"), ("Søren Ægir", "soren aegir"), ("d’Hont", "d'hont"),
        ("Ngọc  Trần", "ngoc tran"), ("  a\tb\nc ", "a b c"), ("A\u200dB", "ab"), ("", ""),
    ],
)  # fmt: skip
def test_search_ignores_case_accents_and_signs_one_cannot_see_f33(written: str, key: str) -> None:
    assert text.fold(written) == key


def test_names_sort_without_apostrophe_and_hyphen() -> None:
    assert text.sort_key("'t Hart", "Anne-Marie") == "t hart anne marie"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Noor van den Berg", "N.B."), ("Amina El Idrissi", "A.E.I."), ("Anne-Marie de Wit", "A.M.W."),
        ("kim", "K."), ("'t", ""), ("", ""), ("A B C D", "A.B.C."),
    ],
)  # fmt: skip
def test_privacy_mode_shows_at_most_three_initials(name: str, short: str) -> None:
    assert text.initials(name) == short


def test_a_kept_text_has_lines_and_tabs_and_nothing_a_database_cannot_hold_f33() -> None:
    assert text.clean("Zoe\u0308\x00\x07\ud800\tja\r\nnee\rmisschien") == "Zoë\tja\nnee\nmisschien"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,5", "1.5"), ("1.5", "1.5"), ("8", "8"), ("1.460,25", "1460.25"), ("1.460", "1460"),
        ("-2,25", "-2.25"), ("−2", "-2"), (" 1 000 ", "1000"), ("12.345.678", "12345678"), ("0,1", "0.1"),
        ("1000000000", "1000000000"), ("\u00a07", "7"),
    ],
)  # fmt: skip
def test_a_number_is_read_the_dutch_way_f36(typed: str, number: str) -> None:
    assert text.parse_decimal(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "NaN",
        "1e9",
        "Infinity",
        "1,2,3",
        "1,5.0",
        "12.34,5",
        "1.23.4",
        "1234.567",
        "-",
        ",",
        "acht",
        "١٢",
    ],
)
def test_what_is_no_number_is_none_and_never_nan_f36(typed: str) -> None:
    assert text.parse_decimal(typed) is None


def test_numbers_are_shown_with_comma_and_points() -> None:
    assert text.format_decimal(Decimal("1460")) == "1.460,0"
    assert text.format_decimal(Decimal("0.25"), 1) == "0,3"  # half up
    assert text.format_decimal(Decimal("-1234567.891"), 2) == "−1.234.567,89"


@pytest.mark.parametrize(
    ("hours", "shown"),
    [("320", "320"), ("320.00", "320"), ("4.50", "4,5"), ("13.25", "13,25"), ("1200", "1.200")],
)
def test_hours_are_as_short_as_they_are_exact(hours: str, shown: str) -> None:
    assert text.format_hours(Decimal(hours)) == shown


def test_dates_are_written_out_as_people_here_do() -> None:
    assert text.long_date(DAY) == "5 maart 2026"
    assert text.day_and_month(DAY) == "5 maart"
    assert text.short_date(DAY) == "5 mrt"
    assert text.short_date(date(2026, 9, 18)) == "18 sep"
    assert text.weekday_date(DAY) == "donderdag 5 maart 2026"
    assert text.clock_time(datetime(2026, 3, 5, 8, 5, tzinfo=UTC)) == "08:05"


@pytest.mark.parametrize("typed", ["05-03-2026", "5/3/2026", "5.3.2026", "2026-03-05", " 5-3-2026 "])
def test_a_date_is_read_in_each_way_it_is_typed_here(typed: str) -> None:
    assert text.parse_dutch_date(typed) == DAY


@pytest.mark.parametrize("typed", ["", "5 maart 2026", "31-02-2026", "5-3-26", "5-3", "a-b-2026", "٥-3-2026"])
def test_what_is_no_date_is_none(typed: str) -> None:
    assert text.parse_dutch_date(typed) is None


def test_a_field_shows_a_date_as_it_is_typed_and_nothing_for_none() -> None:
    assert text.input_date(DAY) == "05-03-2026"
    assert text.input_date(None) == ""


def test_a_name_in_a_text_becomes_initials_as_whole_words_only() -> None:
    """F53: what was typed about a pupil names the pupil too."""
    typed = "Noor van den Berg belt Noors moeder. Noortje en de Bergweg niet."
    shown = "N. van den B. belt N.s moeder. Noortje en de Bergweg niet."
    assert text.initials_in(typed, "Noor van den Berg") == shown
