"""The file name of an agreement is neutral, short enough, and taken by every disk."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.documents import (
    MAX_FILE_NAME,
    MAX_FILE_NAME_BYTES,
    paper_file_name,
    tidy_file_name,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear

YEAR = SchoolYear(2026)


def agreement_name(year: SchoolYear, school: str, number: int, note: str = "") -> str:
    return paper_file_name(year, "Schoolafspraak", school, f"v{number}", note)


def test_f52_the_name_tells_year_school_and_version_and_nothing_of_a_pupil() -> None:
    name = agreement_name(YEAR, "VSO De Zonnewijzer", 2)
    assert name == "2026-2027 Schoolafspraak VSO De Zonnewijzer v2.pdf"


def test_a_note_stands_behind_the_version() -> None:
    name = agreement_name(YEAR, "De Wissel", 1, "nieuw")
    assert name == "2026-2027 Schoolafspraak De Wissel v1 (nieuw).pdf"


@pytest.mark.parametrize("school", ["", "   ", "\t\n"])
def test_a_school_without_a_name_still_has_a_file(school: str) -> None:
    assert agreement_name(YEAR, school, 1) == "2026-2027 Schoolafspraak school v1.pdf"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("..\\..\\x", "x"),
        ("../etc/passwd", "etc passwd"),
        ("x:y", "x y"),
        ('a<b>c"d|e?f*g', "a b c d e f g"),
        ("naam. ", "naam"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("LPT9", "_LPT9"),
        ("console", "console"),
        ("///", "_"),
        ("a\x00b\x07c", "abc"),
        ("rechts\u202enaar links", "rechtsnaar links"),  # right-to-left override
        ("nul\u200bbreed", "nulbreed"),
        ("e\u0301cole", "école"),
        ("De\u00a0Wissel\n\tNoord", "De Wissel Noord"),
        ("weg \ud800", "weg"),  # a lone surrogate
    ],
)
def test_f33_f43_a_name_that_every_disk_takes(text: str, name: str) -> None:
    assert tidy_file_name(text) == name


def test_a_long_name_is_cut_at_100_characters_and_keeps_its_end() -> None:
    name = agreement_name(YEAR, "Stichting " * 30, 12, "nieuw")
    assert len(name) <= MAX_FILE_NAME
    assert name.endswith(" v12 (nieuw).pdf")
    assert tidy_file_name("a" * 99 + ". .b") == "a" * 99


@given(st.text(max_size=200), st.integers(1, 99), st.sampled_from(["", "nieuw", "2, nieuw 3"]))
def test_f33_no_school_name_makes_a_file_name_that_cannot_be(school: str, number: int, note: str) -> None:
    name = agreement_name(YEAR, school, number, note)
    assert len(name) <= MAX_FILE_NAME
    assert len(name.encode()) <= MAX_FILE_NAME_BYTES
    assert not set(name) & set('<>:"/\\|?*')
    assert all(unicodedata.category(letter)[0] != "C" for letter in name)
    assert name.endswith(".pdf")
    assert name == name.strip()


def test_f33_a_name_of_emoji_fits_the_bytes_of_a_linux_disk() -> None:
    name = agreement_name(YEAR, "🏫" * 80, 1)
    assert len(name.encode()) <= MAX_FILE_NAME_BYTES
    assert "🏫" in name


def test_a_paper_without_a_version_has_no_mark() -> None:
    assert paper_file_name(YEAR, "Juniblad", "De Wissel") == "2026-2027 Juniblad De Wissel.pdf"
    assert paper_file_name(YEAR, "Juniblad", " ", note="nieuw") == "2026-2027 Juniblad school (nieuw).pdf"
