"""Search as one types: beginnings of words, any order, folded, and literal whatever is typed (F31)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.school_queries import load_school, store_school
from jeugdhulp_desktop.storage.search import search_cases, search_key, typed_words
from tests.databases import add_case, add_pupil, add_school


@pytest.fixture
def cases(database: Database) -> dict[str, int]:
    """Five pupils with a case each, and a signal without a pupil."""
    school_id = add_school(database, "VSO De Zonnewijzer")
    names = {
        "zoë": (PupilName("Zoë", "van den", "Berg"), "2a"),
        "ijsbrand": (PupilName("Ĳsbrand", "", "Yılmaz"), "3b"),
        "anne": (PupilName("Anne-Marie", "", "O'Brien"), "2a"),
        "percent": (PupilName("100%", "", 'Robert"); DROP_TABLE'), "1"),
        "thart": (PupilName("Sem", "'t", "Hart"), "V2"),
    }
    found = {}
    for key, (name, group) in names.items():
        pupil_id = add_pupil(database, school_id, name, group=group)
        found[key] = add_case(database, school_id, pupil_id, question="pesten" if key == "zoë" else "")
    found["signal"] = add_case(database, school_id)
    return found


def _found(database: Database, cases: dict[str, int], typed: str) -> set[str]:
    names = {case_id: name for name, case_id in cases.items()}
    with database.read() as reading:
        return {names[case_id] for case_id in search_cases(reading, typed)}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ZOE", {"zoë"}),
        ("zoë", {"zoë"}),
        ("zoe\u0308", {"zoë"}),
        ("berg zo", {"zoë"}),
        ("  be   2a ", {"zoë"}),
        ("erg", set()),
        ("ijsbr", {"ijsbrand"}),
        ("yilmaz", {"ijsbrand"}),
        ("marie", {"anne"}),
        ("anne-m", {"anne"}),
        ("obrien", {"anne"}),
        ("o'br", {"anne"}),
        ("brien", {"anne"}),
        ("hart", {"thart"}),
        ("'t", {"thart"}),
        ("2026-0006", {"signal"}),
        ("0006", {"signal"}),
        ("pest", {"zoë"}),
        ("zonne hart", {"thart"}),
    ],
)
def test_a_case_is_found_by_the_beginnings_of_its_words(
    database: Database, cases: dict[str, int], typed: str, expected: set[str]
) -> None:
    assert _found(database, cases, typed) == expected


@pytest.mark.parametrize("typed", ["", "   ", "zonne", "VSO"])
def test_nothing_typed_and_what_all_share_show_everything(
    database: Database, cases: dict[str, int], typed: str
) -> None:
    assert _found(database, cases, typed) == set(cases)


@pytest.mark.parametrize(
    "typed",
    [
        "%",
        "_",
        "100_",
        "zo%",
        "zo*",
        '"zo"',
        "zo NEAR berg",
        "name:zo",
        "zo OR hart",
        "-zo",
        "^zo",
        "zo'",
        "\\",
    ],
)
def test_signs_mean_themselves_and_nothing_else(
    database: Database, cases: dict[str, int], typed: str
) -> None:  # F31
    assert _found(database, cases, typed) == set()


@pytest.mark.parametrize("typed", ["100%", 'robert");', "drop_t", "drop_table 100"])
def test_signs_that_stand_in_a_name_are_found(
    database: Database, cases: dict[str, int], typed: str
) -> None:  # F31
    assert _found(database, cases, typed) == {"percent"}


def test_results_come_in_the_dutch_order_with_signals_behind(
    database: Database, cases: dict[str, int]
) -> None:
    with database.read() as reading:
        ids = search_cases(reading, "")
    order = [next(name for name, case_id in cases.items() if case_id == each) for each in ids]
    assert order == ["zoë", "thart", "anne", "percent", "ijsbrand", "signal"]


def test_no_more_than_the_limit_comes_back(database: Database, cases: dict[str, int]) -> None:
    with database.read() as reading:
        assert len(search_cases(reading, "", limit=2)) == 2


def test_a_case_is_found_by_what_pupil_and_school_are_called_now(
    database: Database, cases: dict[str, int]
) -> None:
    with database.write(Action.SAVE_SCHOOL) as connection:
        school = load_school(connection, 1)
        store_school(connection, SchoolDraft(name="Het Kompas", id=1, version=school.version))
    assert _found(database, cases, "kompas") == set(cases)
    assert _found(database, cases, "zonnewijzer") == set()


def test_a_pasted_page_is_a_search_like_any_other(database: Database, cases: dict[str, int]) -> None:  # F32
    assert _found(database, cases, " ".join(f"woord{n}" for n in range(5_000))) == set()


@given(st.text(max_size=30))
def test_whatever_a_text_is_it_is_found_by_what_was_typed(text: str) -> None:
    key = search_key(text)
    assert all(f" {word}" in key for word in typed_words(text))


@given(st.text(min_size=1, max_size=12))
def test_every_beginning_of_a_word_finds_it(text: str) -> None:
    key = search_key(text)
    for word in typed_words(text):
        assert all(f" {word[:length]}" in key for length in range(1, len(word) + 1))
