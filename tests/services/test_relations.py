"""Organisations and people as a user keeps and removes them."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound, NotValid
from jeugdhulp_desktop.domain.relations import PartyDraft, PartyKind, PersonDraft, WorkerType
from jeugdhulp_desktop.services.session import Session


def test_people_are_found_by_organisation_and_party_and_workers_by_today(session: Session) -> None:
    party = session.relations.save_party(PartyDraft("Welzijn Veenrand", PartyKind.WELFARE))
    marieke = session.relations.save_person(
        PersonDraft("Marieke Dijkstra", "werker", party, worker_type=WorkerType.JMW)
    )
    gone = PersonDraft(
        "Bart Gone", "werker", party, worker_type=WorkerType.JW, active_until=date(2026, 9, 14)
    )
    session.relations.save_person(gone)
    assert [line.id for line in session.relations.workers()] == [marieke]
    assert len(session.relations.people("welz", party_id=party)) == 2
    assert [line.people for line in session.relations.parties("WELZ")] == [2]


def test_what_is_named_elsewhere_cannot_be_removed(session: Session) -> None:
    party = session.relations.save_party(PartyDraft("Welzijn Veenrand"))
    person = session.relations.save_person(PersonDraft("Marieke", party_id=party))
    with pytest.raises(NotValid):
        session.relations.delete_party(party)
    mine = session.schools.mine()
    assert mine is not None
    session.cases.save(CaseDraft(school_id=mine.id, lead_id=person))
    with pytest.raises(NotValid):
        session.relations.delete_person(person)


def test_what_nobody_names_can_be_removed(session: Session) -> None:
    party = session.relations.save_party(PartyDraft("Welzijn Veenrand"))
    person = session.relations.save_person(PersonDraft("Marieke", party_id=party))
    session.relations.delete_person(person)
    session.relations.delete_party(party)
    assert session.relations.people() == []
    with pytest.raises(NotFound):
        session.relations.load_party(party)


def test_saving_over_another_window_is_refused_and_overwrites_nothing_f38(session: Session) -> None:
    party = session.relations.save_party(PartyDraft("Welzijn Veenrand"))
    mine = session.relations.load_party(party)
    session.relations.save_party(replace(mine, phone="0500 - 55 01 00"))
    with pytest.raises(ChangedElsewhere):
        session.relations.save_party(replace(mine, phone="0500 - 55 99 99"))
    assert session.relations.load_party(party).phone == "0500 - 55 01 00"


def test_what_cannot_be_kept_is_refused(session: Session) -> None:
    with pytest.raises(NotValid):
        session.relations.save_party(PartyDraft(""))
    with pytest.raises(NotValid):
        session.relations.save_person(PersonDraft(""))
    assert [each.code for each in session.relations.check_party(PartyDraft(""))] == ["required"]
    assert [each.code for each in session.relations.check_person(PersonDraft(""))] == ["required"]


def test_a_name_that_looks_like_a_formula_is_kept_as_it_is_typed_f30(session: Session) -> None:
    name = '=HYPERLINK("http://x") \uff1d1+1'
    party = session.relations.save_party(PartyDraft(name, phone="+31612345678"))
    kept = session.relations.load_party(party)
    assert (kept.name, kept.phone) == (name, "+31612345678")


def test_a_person_is_loaded_as_it_was_kept(session: Session) -> None:
    draft = PersonDraft("Rachid Benali", "jeugdprofessional", days=(1, 3), worker_type=WorkerType.JP)
    person = session.relations.save_person(draft)
    assert session.relations.load_person(person) == replace(draft, id=person, version=1)
