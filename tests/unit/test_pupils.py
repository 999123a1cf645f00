"""Names in the Dutch order, ages at the borders, and what a pupil must have."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.problems import Level
from jeugdhulp_desktop.domain.pupils import (
    Pupil,
    PupilDraft,
    PupilName,
    age_on,
    birthday,
    check_pupil,
    split_name,
    split_prefix,
)

TODAY = date(2026, 9, 15)
NOOR = PupilDraft(1, PupilName("Noor", "van den", "Berg"), "4711", date(2016, 3, 14))


def test_a_name_for_reading_and_for_an_alphabetical_list() -> None:
    assert NOOR.name.display == "Noor van den Berg"
    assert NOOR.name.sorted == "Berg, Noor van den"
    assert PupilName("Wimpie").sorted == "Wimpie"
    assert PupilName("", "de", "Vries").sorted == "Vries, de"


def test_privacy_mode_shows_initials_and_never_an_empty_cell() -> None:
    assert NOOR.name.initials == "N.B."
    assert PupilName("=1+1").initials == "•"


def test_dutch_order_passes_over_prefixes_case_accents_and_the_apostrophe_of_t() -> None:
    names = [
        PupilName("Sanne", "de", "Vries"),
        PupilName("Zoë", "", "Bakker"),
        PupilName("Zoe", "", "Baker"),
        PupilName("Piet", "'t", "Hart"),
        PupilName("Anna", "", "'t Hart"),
        PupilName("Jan", "van der", "IJssel"),
        PupilName("Kim", "", "Ĳsbrand"),
        PupilName("Ali", "", "Van Dijk"),
        PupilName("Bo", "", "Öztürk"),
    ]
    in_order = [name.display for name in sorted(names, key=lambda name: name.sort_key)]
    assert in_order == [
        "Zoe Baker", "Zoë Bakker", "Ali Van Dijk", "Anna 't Hart", "Piet 't Hart", "Kim Ĳsbrand",
        "Jan van der IJssel", "Bo Öztürk", "Sanne de Vries",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("surname", "parts"),
    [
        ("van den Berg", ("van den", "Berg")),
        ("van de Ven", ("van de", "Ven")),
        ("’t Hart", ("’t", "Hart")),
        ("Berg", ("", "Berg")),
        ("Den", ("", "Den")),
        ("Vandenberg", ("", "Vandenberg")),
        ("de Vries-van Dam", ("de", "Vries-van Dam")),
    ],
)
def test_a_prefix_is_taken_off_only_when_a_surname_is_left(surname: str, parts: tuple[str, str]) -> None:
    assert split_prefix(surname) == parts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vries, Noor de", PupilName("Noor", "de", "Vries")),
        ("Berg, Anne Marie van den", PupilName("Anne Marie", "van den", "Berg")),
        ("de Vries, Noor", PupilName("Noor", "de", "Vries")),
        ("Jansen, Noor", PupilName("Noor", "", "Jansen")),
        ("Jansen,", PupilName("", "", "Jansen")),
        ("Noor de Vries", PupilName("Noor", "de", "Vries")),
        ("Anne Marie van 't Hof", PupilName("Anne Marie", "van 't", "Hof")),
        ("Noor Jansen Bakker", PupilName("Noor", "", "Jansen Bakker")),
        ("de Vries", PupilName("", "de", "Vries")),
        ("Noor", PupilName("Noor")),
        ("", PupilName()),
        ("La Toya Jansen", PupilName("La", "", "Toya Jansen")),
    ],
)
def test_a_whole_name_from_one_column(text: str, name: PupilName) -> None:
    assert split_name(text) == name


@pytest.mark.parametrize("age", [12, 16, 18])
def test_f35_a_birthday_counts_from_the_day_itself(age: int) -> None:
    born = TODAY.replace(year=TODAY.year - age)
    assert age_on(born, TODAY) == age
    assert age_on(born, date(2026, 9, 14)) == age - 1
    assert birthday(born, age) == TODAY


def test_f35_a_leap_days_child_turns_older_on_1_march_of_a_common_year() -> None:
    born = date(2012, 2, 29)
    assert (age_on(born, date(2030, 2, 28)), age_on(born, date(2030, 3, 1))) == (17, 18)
    assert birthday(born, 18) == date(2030, 3, 1)
    assert (age_on(born, date(2028, 2, 28)), age_on(born, date(2028, 2, 29))) == (15, 16)
    assert birthday(born, 16) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (NOOR, []),
        (replace(NOOR, name=PupilName()), [("name.last", "required")]),
        (replace(NOOR, name=PupilName("Wimpie")), []),
        (replace(NOOR, birth_date=date(2026, 9, 16)), [("birth_date", "in-future")]),
        (replace(NOOR, birth_date=TODAY), []),
        (replace(NOOR, birth_date=date(1899, 12, 31)), [("birth_date", "before-1900")]),
        (replace(NOOR, birth_date=None, birth_date_unknown=True), []),
        (replace(NOOR, birth_date_unknown=True), [("birth_date", "known-and-unknown")]),
        (replace(NOOR, name=PupilName("Noor 123.456.782")), [("name.first", "bsn")]),
        (replace(NOOR, key="123456782"), [("key", "bsn")]),
    ],
)
def test_f35_v18_what_a_pupil_must_have(draft: PupilDraft, found: list[tuple[str, str]]) -> None:
    problems = check_pupil(draft, today=TODAY)
    assert [(each.field, each.code) for each in problems] == found
    assert all(each.level is Level.BLOCKS for each in problems)


def test_what_is_only_odd_is_shown_and_kept() -> None:
    draft = replace(NOOR, birth_date=None)
    assert [each.level for each in check_pupil(draft, today=TODAY)] == [Level.REMARK]
    draft = replace(NOOR, left_on=date(2016, 1, 1))
    assert [(each.code, each.level) for each in check_pupil(draft, today=TODAY)] == [
        ("before-birth", Level.REMARK)
    ]


def test_a_kept_pupil_can_be_edited_and_can_leave() -> None:
    pupil = Pupil(7, 1, "4711", NOOR.name, NOOR.birth_date, group="4B", version=3)
    assert pupil.draft() == replace(NOOR, group="4B", id=7, version=3)
    assert pupil.left(TODAY).left_on == TODAY
