"""Schools: contact and deputy, one that is mine, and when one may go."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolLine, SchoolType
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.school_queries import (
    delete_school,
    find_my_school,
    find_school_codes,
    load_school,
    load_school_lines,
    school_in_use,
    store_school,
)
from tests.databases import add_case, add_person, add_pupil, add_school


def test_a_school_comes_back_as_it_was_kept(database: Database) -> None:
    contact, deputy = add_person(database, "Ilse"), add_person(database, "Tom")
    draft = SchoolDraft(
        name="VSO De Zonnewijzer", school_type=SchoolType.VSO, brin="99zz 01", board="Bestuur", swv="PO2203",
        municipality="Hoogeveen", area="Zuid", pupil_count=180, counted_on=date(2026, 2, 1),
        contact_person_id=contact, deputy_person_id=deputy, coordinator_word="IB'er", is_mine=True,
    )  # fmt: skip
    with database.write(Action.SAVE_SCHOOL, "school") as connection:
        school_id = store_school(connection, draft)
        assert load_school(connection, school_id) == replace(draft, brin="99ZZ01", id=school_id, version=1)


def test_a_contact_can_be_replaced_and_taken_away(database: Database) -> None:  # V15
    first, second = add_person(database, "Ilse"), add_person(database, "Tom")
    school_id = add_school(database, contact_person_id=first, deputy_person_id=second)
    with database.write(Action.SAVE_SCHOOL) as connection:
        draft = load_school(connection, school_id)
        store_school(connection, replace(draft, contact_person_id=second, deputy_person_id=None))
        after = load_school(connection, school_id)
    assert (after.contact_person_id, after.deputy_person_id) == (second, None)


def test_only_one_school_is_mine_the_last_one_said(database: Database) -> None:
    first = add_school(database, "A", is_mine=True)
    second = add_school(database, "B", is_mine=True)
    with database.write(Action.SAVE_SCHOOL) as connection:
        assert find_my_school(connection) == second
        store_school(connection, replace(load_school(connection, second), name="C"))
        assert find_my_school(connection) == second
        assert not load_school(connection, first).is_mine


def test_a_vault_without_a_school_has_none_that_is_mine(database: Database) -> None:
    with database.read() as reading:
        assert find_my_school(reading) is None
        assert load_school_lines(reading) == []


def test_lines_stand_with_mine_first_and_then_in_the_dutch_order(database: Database) -> None:
    contact = add_person(database, "Ilse Vermeer")
    add_school(database, "Zwaluw", contact_person_id=contact, pupil_count=12)
    add_school(database, "'t Anker")
    add_school(database, "Molen", is_mine=True, brin="12AB")
    with database.read() as reading:
        lines = load_school_lines(reading)
    assert [line.name for line in lines] == ["Molen", "'t Anker", "Zwaluw"]
    zwaluw = SchoolLine(1, "Zwaluw", SchoolType.BAO, "", "", 12, "Ilse Vermeer", False, contact)
    assert lines[2] == zwaluw


def test_codes_are_those_of_schools_that_have_one(database: Database) -> None:
    add_school(database, "A")
    second = add_school(database, "B", brin="12ab")
    with database.read() as reading:
        assert find_school_codes(reading) == [(second, "12AB")]


def test_stale_and_missing_schools_are_told(database: Database) -> None:  # F38
    school_id = add_school(database)
    with database.write(Action.SAVE_SCHOOL) as connection:
        read = load_school(connection, school_id)
        store_school(connection, read)
    with pytest.raises(ChangedElsewhere), database.write(Action.SAVE_SCHOOL) as connection:
        store_school(connection, read)
    with database.write(Action.DELETE_SCHOOL) as connection:
        delete_school(connection, school_id)
        with pytest.raises(NotFound):
            load_school(connection, school_id)
        with pytest.raises(NotFound):
            delete_school(connection, school_id)


@pytest.mark.parametrize("what", ["pupil", "case", "person"])
def test_a_school_is_in_use_while_something_belongs_to_it(database: Database, what: str) -> None:
    school_id = add_school(database)
    with database.read() as reading:
        assert not school_in_use(reading, school_id)
    if what == "pupil":
        add_pupil(database, school_id, PupilName("Noor"))
    elif what == "case":
        add_case(database, school_id)
    else:
        add_person(database, "Els", school_id=school_id)
    with database.read() as reading:
        assert school_in_use(reading, school_id)
