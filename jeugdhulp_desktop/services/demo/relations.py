"""Schools, organisations and people of the practice vault."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.relations import PartyDraft, PartyKind, PersonDraft, WorkerType
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.demo.content import Chance
from jeugdhulp_desktop.storage.relation_queries import store_party, store_person
from jeugdhulp_desktop.storage.school_queries import find_my_school, load_school, store_school

_YEARS_HERE = 900  # days that every worker has been active


@dataclass(frozen=True)
class Cast:
    """Who plays a part, by the key of the story."""

    schools: dict[str, int]
    people: dict[str, int]
    names: dict[str, str]  # of people
    roles: dict[str, str]
    types: dict[str, WorkerType]
    organisations: dict[str, str]


@dataclass(frozen=True)
class Stage:
    """Where the story plays: the day, who plays in it, and the chance that fills the rest."""

    today: date
    cast: Cast
    chance: Chance
    people: dict[str, Any]  # resources/demo/people.toml

    @property
    def schools(self) -> list[dict[str, Any]]:
        """The schools as the story tells them."""
        return list(self.people["schools"])


def my_school(story: dict[str, Any]) -> SchoolDraft:
    """The school with which the practice vault is made."""
    return next(_school(each) for each in story["schools"] if each["is_mine"])


def set_stage(connection: Connection, story: dict[str, Any], today: date) -> Stage:
    """Keep organisations, schools and people; my school is there already and gets its contacts."""
    parties = {
        each["key"]: store_party(
            connection,
            PartyDraft(each["name"], PartyKind(each["kind"]), each["phone"], each["email"], each["note"]),
        )
        for each in story["parties"]
    }
    schools: dict[str, int] = {}
    for each in story["schools"]:
        mine = find_my_school(connection) if each["is_mine"] else None
        schools[each["key"]] = mine if mine is not None else store_school(connection, _school(each))
    people, types = {}, {}
    for each in story["people"]:
        worker_type = WorkerType(each["worker_type"]) if "worker_type" in each else None
        people[each["key"]] = store_person(
            connection,
            PersonDraft(
                each["name"],
                each["role"],
                parties.get(each.get("party", "")),
                schools.get(each.get("school", "")),
                each["phone"],
                each["email"],
                tuple(each["days"]),
                worker_type,
                each.get("skj", False),
                today - timedelta(days=_YEARS_HERE) if worker_type else None,
            ),
        )
        if worker_type:
            types[each["key"]] = worker_type
    for each in story["schools"]:
        draft = load_school(connection, schools[each["key"]])
        contact, deputy = people[each["contact"]], people[each["deputy"]]
        store_school(connection, replace(draft, contact_person_id=contact, deputy_person_id=deputy))
    party_names = {each["key"]: each["name"] for each in story["parties"]}
    cast = Cast(
        schools,
        people,
        {each["key"]: each["name"] for each in story["people"]},
        {each["key"]: each["role"] for each in story["people"]},
        types,
        {each["key"]: party_names.get(each.get("party", ""), "") for each in story["people"]},
    )
    return Stage(today, cast, Chance(), story)


def count_pupils_of(connection: Connection, school_id: int, pupil_count: int, counted_on: date) -> None:
    """The school as it was on a day: what an agreement of that year says of it."""
    draft = load_school(connection, school_id)
    store_school(connection, replace(draft, pupil_count=pupil_count, counted_on=counted_on))


def _school(each: dict[str, Any]) -> SchoolDraft:
    return SchoolDraft(
        name=each["name"],
        school_type=SchoolType(each["school_type"]),
        brin=each["brin"],
        board=each["board"],
        swv=each["swv"],
        municipality=each["municipality"],
        area=each["area"],
        is_mine=each["is_mine"],
        coordinator_word=each["coordinator"],
    )
