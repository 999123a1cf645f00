"""Pupils, cases, contact moments and actions of the practice vault."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count, islice
from typing import Any

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.cases import (
    CaseDraft,
    CaseStatus,
    Ground,
    NoParentGround,
    Outcome,
    Referrer,
    YesNoUnknown,
    case_number,
)
from jeugdhulp_desktop.domain.contacts import ContactDraft, ContactKind, Place, WithWhom
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.questions import QUESTIONS
from jeugdhulp_desktop.services.demo.content import born, day_ahead, read_story, school_day
from jeugdhulp_desktop.services.demo.relations import Stage
from jeugdhulp_desktop.storage.action_queries import store_action
from jeugdhulp_desktop.storage.bulk_queries import WholeCase, insert_whole_cases
from jeugdhulp_desktop.storage.case_queries import next_case_number, store_case
from jeugdhulp_desktop.storage.contact_queries import store_contact
from jeugdhulp_desktop.storage.pupil_queries import insert_pupils, store_pupil

_A_YEAR = 9_000  # extra cases of one calendar year: a number has four digits
_DATES = ("signalled", "referred", "first_talk", "started", "ended")


@dataclass(frozen=True)
class ToldCase:
    """A case of the story that was kept, with the checklists it asks."""

    id: int
    told: Mapping[str, Any]


def store_told_cases(connection: Connection, stage: Stage, limit: int) -> list[ToldCase]:
    """The cases of the story, oldest first so that numbers follow the days; at most ``limit`` open ones."""
    told = read_story("cases")["cases"]
    still_open = [each for each in told if each["status"] != CaseStatus.CLOSED]
    closed = [each for each in told if each["status"] == CaseStatus.CLOSED]
    shown = [*still_open, *closed] if limit >= len(still_open) else still_open[:limit]
    kept = []
    for place, each in enumerate(sorted(shown, key=lambda case: -case["signalled"])):
        name = PupilName(*each["pupil"])
        stage.chance.take(name)
        pupil = PupilDraft(
            stage.cast.schools[each["school"]],
            name,
            str(500 + place),
            born(stage.today, each["age"], 37 * place),
            group=each["group"],
            year_group=each["group"][0],
        )
        case_id = _store_case(connection, stage, each, store_pupil(connection, pupil))
        kept.append(ToldCase(case_id, each))
    return kept


def fill_rosters(connection: Connection, stage: Stage) -> None:
    """The other pupils of both schools, until every group is as large as it should be."""
    told = read_story("cases")["cases"]
    for school in stage.schools:
        number = school["first_key"]
        rows = []
        for group, size in school["groups"].items():
            present = sum(each["school"] == school["key"] and each["group"] == group for each in told)
            for _ in range(size - present):
                number += 1
                rows.append(_pupil(stage, school, group, str(number)))
        insert_pupils(connection, rows)


def store_extra_cases(connection: Connection, stage: Stage, *, count: int, moments: int) -> None:
    """More cases, each with a pupil of its own and ``moments`` contact moments, for figures at size."""
    extra = (_extra_case(stage, moments, year, number) for year, number in _numbers(connection, stage.today))
    insert_whole_cases(connection, islice(extra, count))


def _store_case(connection: Connection, stage: Stage, told: Mapping[str, Any], pupil_id: int) -> int:
    today, people = stage.today, stage.cast.people
    days = {name: school_day(today, told[name]) for name in _DATES if name in told}
    workers = tuple(people[key] for key in told["workers"])
    status = CaseStatus(told["status"])
    draft = CaseDraft(
        school_id=stage.cast.schools[told["school"]],
        pupil_id=pupil_id,
        status=status,
        municipality="Veenrand",
        question=told["question"],
        more_questions=tuple(told.get("more", ())),
        summary=told["summary"],
        referrer=Referrer(told["referrer"]),
        signalled_on=days.get("signalled"),
        referred_on=days.get("referred"),
        first_talk_on=days.get("first_talk"),
        started_on=days.get("started"),
        ended_on=days.get("ended"),
        next_review_on=today + timedelta(days=told["review"]) if "review" in told else None,
        lead_id=workers[0] if workers else None,
        worker_ids=workers,
        indicated_help=YesNoUnknown(told.get("indicated", "nee" if workers else "onbekend")),
        ground=Ground.GUIDANCE if status is not CaseStatus.SIGNAL else None,
        no_parent_ground=NoParentGround(told["no_parents"]) if "no_parents" in told else None,
        outcome=Outcome(told["outcome"]) if "outcome" in told else None,
        without_help=YesNoUnknown(told["without_help"]) if "without_help" in told else None,
        closing_note=told.get("closing", ""),
    )
    case_id = store_case(connection, draft, year=days["signalled"].year)
    for each in told["contacts"]:
        store_contact(connection, _contact(case_id, each, today))
    for each in told.get("actions", ()):
        person_id = people[each["who"]] if each["who"] else None
        due = day_ahead(today, each["due"])
        store_action(connection, ActionDraft(each["what"], person_id, due, case_id=case_id))
    return case_id


def _contact(case_id: int, told: Mapping[str, Any], today: date) -> ContactDraft:
    return ContactDraft(
        case_id=case_id,
        happened_on=school_day(today, told["ago"]),
        kind=ContactKind(told["kind"]),
        place=Place(told["place"]),
        with_whom=tuple(WithWhom(each) for each in told["with"]),
        with_text=told.get("text", ""),
        minutes=told.get("minutes"),
        fact=told["fact"],
        agreed=told.get("agreed", ""),
    )


def _pupil(stage: Stage, school: Mapping[str, Any], group: str, key: str) -> PupilDraft:
    """A pupil of chance, as old as the group asks."""
    return PupilDraft(
        stage.cast.schools[school["key"]],
        stage.chance.name(),
        key,
        born(stage.today, school["age_base"] + int(group[0]), stage.chance.random.randrange(360)),
        group=group,
        year_group=group[0],
    )


def _numbers(connection: Connection, today: date) -> Iterator[tuple[int, int]]:
    """Years and free numbers in them: this year first, then the years before it."""
    for year in count(today.year, -1):
        first = int(next_case_number(connection, year)[5:])
        yield from ((year, number) for number in range(first, first + _A_YEAR))


def _extra_case(stage: Stage, moments: int, year: int, number: int) -> WholeCase:
    pick, today = stage.chance.random, stage.today
    texts = read_texts()
    school = pick.choice(stage.schools)
    room = max(1, min((today - date(year, 1, 1)).days - 30, 330))
    signalled = school_day(date(year, 1, 1) + timedelta(days=pick.randrange(room)), 0)
    active = pick.random() < 0.8
    workers = (stage.cast.people["marieke"],) if active or pick.random() < 0.5 else ()
    draft = CaseDraft(
        school_id=stage.cast.schools[school["key"]],
        status=CaseStatus.ACTIVE if active else CaseStatus.REFERRED,
        municipality="Veenrand",
        question=pick.choice(QUESTIONS).code,
        summary=pick.choice(texts["summaries"]),
        referrer=pick.choice(tuple(Referrer)),
        signalled_on=signalled,
        referred_on=signalled + timedelta(days=3),
        started_on=signalled + timedelta(days=14) if active else None,
        next_review_on=today + timedelta(days=pick.randint(4, 180)) if active else None,
        lead_id=workers[0] if workers else None,
        worker_ids=workers,
        ground=Ground.GUIDANCE,
        number=case_number(year, number),
    )
    pupil = _pupil(stage, school, pick.choice(list(school["groups"])), f"{year}{number:05d}")
    span = max(1, (today - signalled).days)
    contacts = tuple(
        ContactDraft(
            happened_on=school_day(signalled + timedelta(days=span * step // moments), 0),
            kind=pick.choice((ContactKind.TALK, ContactKind.PHONE, ContactKind.MEETING, ContactKind.NOTE)),
            place=pick.choice((Place.SCHOOL, Place.HOME, Place.PHONE)),
            with_whom=(pick.choice((WithWhom.PUPIL, WithWhom.PARENT, WithWhom.TEACHER)),),
            minutes=pick.choice((10, 15, 20, 30, 45)),
            fact=pick.choice(texts["facts"]),
            agreed=pick.choice(texts["agreed"]),
        )
        for step in range(moments)
    )
    return WholeCase(draft, pupil, school["name"], contacts)


@cache
def read_texts() -> dict[str, Any]:
    """The texts without names, read once."""
    return read_story("texts")
