"""V18: a citizen service number is recognised however it is written, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.bsn import MASK, find_bsn_like, mask_bsn, mostly_bsn, passes_elfproef

VALID = "123456782"  # fictional: the number of every textbook


@pytest.mark.parametrize("number", [VALID, "111222333", "010464554", "10464554"])
def test_a_possible_number_passes_also_without_its_leading_zero(number: str) -> None:
    assert passes_elfproef(number)


@pytest.mark.parametrize(
    "number", ["123456789", "000000000", "1234567", "1234567820", "", "12345678x", "١٢٣٤٥٦٧٨٢"]
)
def test_anything_else_does_not(number: str) -> None:
    assert not passes_elfproef(number)


@given(st.integers(1, 999_999_999), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: int, place: int, by: int) -> None:
    digits = f"{number:09d}"
    wrong = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    assert not (passes_elfproef(digits) and passes_elfproef(wrong))


@pytest.mark.parametrize(
    "written", [VALID, "123.456.782", "123 456 782", "123-456-782", "1234.56.782", "123 456 782"]
)
def test_masked_wherever_it_stands_in_a_text_however_written(written: str) -> None:
    assert mask_bsn(f"Moeder noemt {written}; verder niets.") == f"Moeder noemt {MASK}; verder niets."


def test_each_of_several_is_found_at_its_place() -> None:
    text = f"{VALID}, 111222333"
    assert [text[span.start : span.end] for span in find_bsn_like(text)] == [VALID, "111222333"]


@pytest.mark.parametrize(
    "text",
    [
        "06-12345678",
        "+123456782",
        "1123456782",
        "1234567820",
        "123456782,50",
        "123.456.789",
        "2026-09-15",
        "99ZZ00",
    ],
)
def test_phone_numbers_amounts_dates_and_longer_numbers_are_left_alone(text: str) -> None:
    assert mask_bsn(text) == text


def test_a_column_is_one_of_numbers_when_more_than_half_pass() -> None:
    assert mostly_bsn(["", VALID, " 123.456.782", "onbekend", "10464554"])
    assert not mostly_bsn([VALID, "4711", "", "4712"])
    assert not mostly_bsn([])
