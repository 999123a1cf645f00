"""Parties and professionals: what is refused, what is only remarked."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.problems import blocking
from jeugdhulp_desktop.domain.relations import (
    PartyDraft,
    PartyKind,
    PersonDraft,
    WorkerType,
    check_party,
    check_person,
)

PARTY = PartyDraft("Welzijn Veenrand", PartyKind.WELFARE, "0500-55 01 00", "post@welzijnveenrand.example")
PERSON = PersonDraft("Marieke Dijkstra", "schoolmaatschappelijk werker", 1, worker_type=WorkerType.JMW)


def test_a_whole_party_and_a_whole_worker_have_no_problems() -> None:
    assert check_party(PARTY) == []
    assert check_person(PERSON) == []


@pytest.mark.parametrize(("name", "code"), [(" ", "required"), ("x" * 121, "too-long")])
def test_parties_and_people_have_a_name_that_fits(name: str, code: str) -> None:
    assert [each.code for each in check_party(replace(PARTY, name=name))] == [code]
    assert [each.code for each in check_person(replace(PERSON, name=name))] == [code]


@pytest.mark.parametrize("phone", ["", "06-55501234", "+31 6 55501234", "(0500) 55 01 00"])
def test_a_phone_number_may_be_written_in_many_ways(phone: str) -> None:
    assert check_party(replace(PARTY, phone=phone)) == []


def test_an_odd_phone_number_or_address_is_remarked_and_kept() -> None:
    odd = check_party(replace(PARTY, phone="bel Marieke", email="marieke"))
    assert [each.code for each in odd] == ["phone-format", "email-format"]
    assert blocking(odd) == []


def test_a_worker_without_a_party_is_remarked() -> None:
    assert [each.code for each in check_person(replace(PERSON, party_id=None))] == ["worker-without-party"]
    assert check_person(replace(PERSON, party_id=None, worker_type=None)) == []


def test_who_leaves_has_come_before() -> None:
    left = replace(PERSON, active_from=date(2026, 8, 1), active_until=date(2026, 7, 31))
    assert [each.code for each in check_person(left)] == ["end-before-start"]
    assert check_person(replace(left, active_until=date(2026, 8, 1))) == []


def test_a_day_present_is_a_day_of_the_week() -> None:
    assert [each.field for each in check_person(replace(PERSON, days=(0, 7)))] == ["days"]
    assert check_person(replace(PERSON, days=(0, 6))) == []


def test_worker_types_are_written_out() -> None:
    assert [kind.label for kind in WorkerType] == [
        "jeugdmaatschappelijk werk", "jongerenwerk", "jeugdprofessional",
    ]  # fmt: skip
