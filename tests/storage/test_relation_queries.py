"""Parties and people: found by name, function and organisation; kept until nothing names them."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.relations import PartyDraft, PartyKind, PersonDraft, PersonLine, WorkerType
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.storage.action_queries import store_action
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.relation_queries import (
    delete_party,
    delete_person,
    load_party,
    load_party_lines,
    load_person,
    load_person_lines,
    party_in_use,
    person_in_use,
    store_party,
    store_person,
)
from jeugdhulp_desktop.storage.school_queries import store_school
from tests.databases import TODAY, add_case, add_person, add_school


def _add_party(database: Database, name: str, kind: PartyKind = PartyKind.WELFARE) -> int:
    with database.write(Action.SAVE_PARTY, "party") as connection:
        return store_party(connection, PartyDraft(name, kind, "0528-123456", "info@sww.example", "Notitie"))


def _people(database: Database, words: str = "", **how: object) -> list[str]:
    with database.read() as reading:
        return [line.name for line in load_person_lines(reading, TODAY, words, **how)]  # type: ignore[arg-type]


def test_an_organisation_comes_back_as_it_was_kept(database: Database) -> None:
    party_id = _add_party(database, "Welzijn Hoogeveen")
    with database.read() as reading:
        assert load_party(reading, party_id) == PartyDraft(
            "Welzijn Hoogeveen", PartyKind.WELFARE, "0528-123456", "info@sww.example", "Notitie", party_id, 1
        )


def test_organisations_stand_in_the_dutch_order_with_their_number_of_people(database: Database) -> None:
    for name in ("Zorggroep", "'t Plein", "Ambulant"):
        _add_party(database, name)
    add_person(database, "Els", party_id=1)
    add_person(database, "Jan", party_id=1)
    with database.read() as reading:
        lines = load_party_lines(reading)
        assert [(line.name, line.people) for line in lines] == [
            ("Ambulant", 0), ("'t Plein", 0), ("Zorggroep", 2),
        ]  # fmt: skip
        assert [line.name for line in load_party_lines(reading, "zorg")] == ["Zorggroep"]
        assert len(load_party_lines(reading, "welzijns")) == 3


def test_a_person_comes_back_as_kept(database: Database) -> None:
    draft = PersonDraft(
        "Rachid Benali", "jongerenwerker", _add_party(database, "SWW"), add_school(database), "06-1", "r@x.y",
        (0, 2, 4), WorkerType.JW, True, date(2026, 8, 1), date(2027, 7, 31),
    )  # fmt: skip
    with database.write(Action.SAVE_PERSON, "person") as connection:
        person_id = store_person(connection, draft)
        assert load_person(connection, person_id) == replace(draft, id=person_id, version=1)


def test_days_are_kept_once_and_in_order(database: Database) -> None:
    person_id = add_person(database, "Els", days=(4, 0, 4))
    with database.read() as reading:
        assert load_person(reading, person_id).days == (0, 4)


def test_a_line_tells_organisation_days_and_whether_somebody_is_active(database: Database) -> None:
    party_id = _add_party(database, "SWW")
    person_id = add_person(
        database, "Marieke", WorkerType.JMW, role="werker", party_id=party_id, days=(1,), active_until=TODAY
    )
    with database.read() as reading:
        (line,) = load_person_lines(reading, TODAY)
    assert line == PersonLine(
        person_id, "Marieke", "werker", "SWW", "", "", (1,), WorkerType.JMW, True, party_id, None
    )


def test_people_are_found_by_name_function_kind_and_organisation(database: Database) -> None:
    _add_party(database, "Gemeente Hoogeveen")
    school_id = add_school(database, "De Wissel")
    add_person(database, "Rachid Benali", WorkerType.JP, party_id=1)
    add_person(database, "Zoë Öztürk", role="directeur", school_id=school_id)
    assert _people(database, "rach") == ["Rachid Benali"]
    assert _people(database, "jp hoog") == ["Rachid Benali"]
    assert _people(database, "oztu dir") == ["Zoë Öztürk"]
    assert _people(database, "wissel") == ["Zoë Öztürk"]
    assert _people(database) == ["Rachid Benali", "Zoë Öztürk"]


def test_people_are_found_by_what_their_organisation_is_called_now(database: Database) -> None:
    party_id = _add_party(database, "Oude Naam")
    school_id = add_school(database, "Oude School")
    add_person(database, "Els", party_id=party_id)
    add_person(database, "Jan", school_id=school_id)
    with database.write(Action.SAVE_PARTY) as connection:
        store_party(connection, replace(load_party(connection, party_id), name="Nieuwe Naam"))
        store_school(connection, SchoolDraft(name="Nieuwe School", id=school_id, version=1))
    assert _people(database, "nieuwe") == ["Els", "Jan"]
    assert _people(database, "oude") == []


def test_workers_active_people_and_those_of_a_party_or_school_can_be_asked_for(database: Database) -> None:
    party_id, school_id = _add_party(database, "SWW"), add_school(database)
    add_person(database, "Werker", WorkerType.JMW, party_id=party_id)
    add_person(database, "Vertrokken", WorkerType.JMW, active_until=date(2026, 9, 14))
    add_person(database, "Komt nog", WorkerType.JW, active_from=date(2026, 9, 16))
    add_person(database, "Directeur", school_id=school_id)
    assert _people(database, workers_only=True) == ["Komt nog", "Vertrokken", "Werker"]
    assert _people(database, active_only=True) == ["Directeur", "Werker"]
    assert _people(database, party_id=party_id) == ["Werker"]
    assert _people(database, school_id=school_id) == ["Directeur"]


def test_stale_and_missing_records_are_told(database: Database) -> None:  # F38
    party_id, person_id = _add_party(database, "SWW"), add_person(database, "Els")
    with database.write(Action.SAVE_PARTY) as connection:
        party, person = load_party(connection, party_id), load_person(connection, person_id)
        store_party(connection, party)
        store_person(connection, person)
    with pytest.raises(ChangedElsewhere), database.write(Action.SAVE_PARTY) as connection:
        store_party(connection, party)
    with pytest.raises(ChangedElsewhere), database.write(Action.SAVE_PERSON) as connection:
        store_person(connection, person)
    with database.write(Action.DELETE_PARTY) as connection:
        delete_party(connection, party_id)
        delete_person(connection, person_id)
    with database.read() as reading:
        for load in (lambda: load_party(reading, party_id), lambda: load_person(reading, person_id)):
            with pytest.raises(NotFound):
                load()


def test_an_organisation_is_in_use_while_people_belong_to_it(database: Database) -> None:
    party_id = _add_party(database, "SWW")
    with database.read() as reading:
        assert not party_in_use(reading, party_id)
    add_person(database, "Els", party_id=party_id)
    with database.read() as reading:
        assert party_in_use(reading, party_id)


@pytest.mark.parametrize("where", ["worker", "lead", "action", "contact"])
def test_a_person_is_in_use_while_something_names_them(database: Database, where: str) -> None:
    person_id, school_id = add_person(database, "Els"), add_school(database)
    with database.read() as reading:
        assert not person_in_use(reading, person_id)
    if where == "worker":
        add_case(database, school_id, worker_ids=(person_id,))
    elif where == "lead":
        add_case(database, school_id, lead_id=person_id)
    else:
        with database.write(Action.SAVE_ACTION) as connection:
            if where == "action":
                store_action(connection, ActionDraft("Bellen", person_id))
            else:
                store_school(
                    connection, SchoolDraft(name="A", id=school_id, version=1, contact_person_id=person_id)
                )
    with database.read() as reading:
        assert person_in_use(reading, person_id)
