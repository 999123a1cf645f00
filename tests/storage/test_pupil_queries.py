"""Pupils as a picking list: found while typing, in the Dutch order, many at once."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilLine, PupilName
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import load_case_lines
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.pupil_queries import (
    count_pupils,
    delete_pupil,
    erase_pupils,
    find_pupils_with_case,
    insert_pupils,
    load_pupil,
    load_pupils,
    overwrite_pupils,
    put_back_pupils,
    search_pupils,
    store_pupil,
)
from jeugdhulp_desktop.storage.search import search_cases
from tests.databases import add_case, add_pupil, add_school

BORN = date(2012, 2, 29)


@pytest.fixture
def school_id(database: Database) -> int:
    return add_school(database)


def _names(database: Database, words: str = "", **how: object) -> list[str]:
    with database.read() as reading:
        return [line.name.display for line in search_pupils(reading, words, **how)]  # type: ignore[arg-type]


def test_a_pupil_comes_back_as_kept(database: Database, school_id: int) -> None:
    draft = PupilDraft(
        school_id, PupilName("Zoë", "van den", "Berg"), "k-1", BORN, False, "V2a", "2", date(2026, 7, 1)
    )
    with database.write(Action.SAVE_PUPIL, "pupil") as connection:
        pupil_id = store_pupil(connection, draft)
        assert load_pupil(connection, pupil_id).draft() == replace(draft, id=pupil_id, version=1)


def test_pupils_stand_in_the_dutch_order(database: Database, school_id: int) -> None:
    for name in (
        PupilName("Sem", "", "Zwart"), PupilName("Noor", "de", "Vries"), PupilName("Ali", "'t", "Hart"),
        PupilName("Zoë", "van den", "Berg"), PupilName("Ĳsbrand", "", "Ĳzer"), PupilName("Eef", "", "Ypma"),
    ):  # fmt: skip
        add_pupil(database, school_id, name)
    assert _names(database) == [
        "Zoë van den Berg", "Ali 't Hart", "Ĳsbrand Ĳzer", "Noor de Vries", "Eef Ypma", "Sem Zwart",
    ]  # fmt: skip


def test_pupils_are_found_by_name_and_group_and_school(database: Database, school_id: int) -> None:
    other = add_school(database, "Het Kompas")
    add_pupil(database, school_id, PupilName("Zoë", "van den", "Berg"), group="2a")
    add_pupil(database, other, PupilName("Zoë", "", "Bakker"), group="2a")
    assert _names(database, "zoe 2a") == ["Zoë Bakker", "Zoë van den Berg"]
    assert _names(database, "zoe be") == ["Zoë van den Berg"]
    assert _names(database, "zoe", school_id=other) == ["Zoë Bakker"]
    assert _names(database, "zoe", limit=1) == ["Zoë Bakker"]
    assert _names(database, "%") == []  # F31


def test_a_line_tells_the_open_case_of_a_pupil(database: Database, school_id: int) -> None:
    pupil_id = add_pupil(database, school_id, PupilName("Noor"), birth_date=BORN, group="3")
    add_case(database, school_id, pupil_id, status=CaseStatus.CLOSED)
    open_case = add_case(database, school_id, pupil_id)
    with database.read() as reading:
        (line,) = search_pupils(reading, "noor")
    assert line == PupilLine(pupil_id, school_id, PupilName("Noor"), BORN, "3", None, open_case)


def test_a_pupil_of_another_name_is_found_and_sorted_by_it_in_the_list_of_cases(
    database: Database, school_id: int
) -> None:
    pupil_id = add_pupil(database, school_id, PupilName("Sanne", "", "Aalbers"), group="1")
    case_id = add_case(database, school_id, pupil_id)
    with database.write(Action.SAVE_PUPIL, "pupil", pupil_id) as connection:
        kept = load_pupil(connection, pupil_id)
        store_pupil(connection, replace(kept.draft(), name=PupilName("Sander", "", "Zwart"), group="2b"))
        assert search_cases(connection, "sander 2b") == [case_id]
        assert search_cases(connection, "aalbers") == []
        assert load_case_lines(connection, [case_id])[0].pupil == "Sander Zwart"


def test_stale_and_missing_pupils_are_told(database: Database, school_id: int) -> None:  # F38
    pupil_id = add_pupil(database, school_id, PupilName("Noor"))
    with database.write(Action.SAVE_PUPIL) as connection:
        draft = load_pupil(connection, pupil_id).draft()
        store_pupil(connection, draft)
        with pytest.raises(ChangedElsewhere):
            store_pupil(connection, draft)
        delete_pupil(connection, pupil_id)
        for attempt in (
            lambda: store_pupil(connection, draft),
            lambda: load_pupil(connection, pupil_id),
            lambda: delete_pupil(connection, pupil_id),
        ):
            with pytest.raises(NotFound):
                attempt()


def test_pupils_are_counted_per_school_and_in_all(database: Database, school_id: int) -> None:
    other = add_school(database, "Het Kompas")
    for school in (school_id, school_id, other):
        add_pupil(database, school, PupilName("Noor"))
    with database.read() as reading:
        assert (count_pupils(reading), count_pupils(reading, school_id), count_pupils(reading, other)) == (
            3,
            2,
            1,
        )


def test_pupils_with_a_case_are_known_whatever_its_status(database: Database, school_id: int) -> None:
    other = add_school(database, "Het Kompas")
    first, second = (add_pupil(database, school, PupilName("Noor")) for school in (school_id, other))
    add_pupil(database, school_id, PupilName("Sem"))
    add_case(database, school_id, first, status=CaseStatus.CLOSED)
    add_case(database, other, second)
    add_case(database, school_id)
    with database.read() as reading:
        assert find_pupils_with_case(reading) == {first, second}
        assert find_pupils_with_case(reading, school_id) == {first}


def test_many_pupils_are_kept_changed_erased_and_put_back_at_once(database: Database, school_id: int) -> None:
    with database.write(Action.IMPORT_PUPILS) as connection:
        insert_pupils(connection, (PupilDraft(school_id, PupilName(f"N{n}"), f"k{n}") for n in range(1_200)))
        kept = load_pupils(connection, school_id)
        overwrite_pupils(connection, [replace(pupil, group="8", key=f"x{pupil.key}") for pupil in kept])
        changed = load_pupils(connection, school_id)
        erase_pupils(connection, [pupil.id for pupil in kept])
        assert count_pupils(connection) == 0
        put_back_pupils(connection, kept)
        back = load_pupils(connection, school_id)
    assert len(kept) == 1_200
    assert changed == [replace(pupil, group="8", key=f"x{pupil.key}", version=2) for pupil in kept]
    assert back == [replace(pupil, version=2) for pupil in kept]


def test_nothing_at_once_is_nothing(database: Database) -> None:
    with database.write(Action.IMPORT_PUPILS) as connection:
        for act in (insert_pupils, put_back_pupils, overwrite_pupils, erase_pupils):
            act(connection, [])
        assert count_pupils(connection) == 0
