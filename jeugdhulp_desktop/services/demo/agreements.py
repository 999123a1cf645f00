"""The agreements of the practice vault: last year's signed, of this year one signed and one in the making."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from jeugdhulp_desktop.domain.agreement_kinds import DayPart, OfferKind, Role, TaskAnswer
from jeugdhulp_desktop.domain.agreement_sections import Deployment, Offer, PartyAtTable, Presence, Task, Theme
from jeugdhulp_desktop.domain.agreement_terms import Measure, Signatory
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    Step,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import parse_decimal
from jeugdhulp_desktop.services.agreements import AgreementService
from jeugdhulp_desktop.services.demo.content import read_story, school_day
from jeugdhulp_desktop.services.demo.relations import Cast, Stage
from jeugdhulp_desktop.services.demo.sections import with_sections

CountPupils = Callable[[int, int, date], None]  # school id, pupils, counted on


def make_agreements(
    agreements: AgreementService, story: dict[str, Any], stage: Stage, count_pupils: CountPupils
) -> dict[tuple[str, int], int]:
    """Keep the agreements of the story; their ids by school and year (0 is this year)."""
    kept = {}
    today = stage.today
    later = {(told["school"], told["year"]): told for told in read_story("sections")["sections"]}
    for told in story["agreements"]:
        its_year = SchoolYear(SchoolYear.of(today).first + told["year"])
        school_id = stage.cast.schools[told["school"]]
        count_pupils(school_id, told["pupil_count"], _day(its_year, told["counted"], today))
        draft = _filled(agreements.new(school_id, its_year), told, story, stage)
        draft = with_sections(draft, later[told["school"], told["year"]])
        saved = agreements.save(draft)
        if "signed" in told:
            frozen = agreements.advance(saved, Step.FREEZE)
            signed_on = _day(its_year, told["signed"], today)
            place = story["signing"]["place"]
            saved = agreements.advance(
                replace(
                    frozen,
                    signatories=tuple(
                        replace(each, signed_on=signed_on, place=place) for each in frozen.signatories
                    ),
                    paper_kept_at=told["paper"],
                ),
                Step.SIGN,
            )
        kept[told["school"], told["year"]] = saved.id or 0
    return kept


def _day(year: SchoolYear, number: int, today: date) -> date:
    """So many days after 1 August; never after yesterday, whatever day it is today."""
    return min(school_day(year.start + timedelta(days=number), 0), school_day(today, 1))


def _filled(draft: Agreement, told: dict[str, Any], story: dict[str, Any], stage: Stage) -> Agreement:
    """A new agreement with what the story tells of it."""
    deployments = tuple(_deployment(row, stage.cast) for row in told["deployments"])
    present = {row.worker_type for row in deployments}
    answers = story["tasks"]
    return replace(
        draft,
        author=told["author"],
        dated=_day(draft.school_year, told["dated"], stage.today),
        public=told["public"],
        parties=tuple(_party(each, told["school"], story, stage) for each in draft.parties),
        occasion=told["occasion"],
        aim=told["aim"],
        deployments=deployments,
        presences=tuple(
            Presence(row["weekday"], DayPart(row["part"]), WorkerType(row["worker"]), row["times"])
            for row in told["presences"]
        ),
        tasks=tuple(
            Task(
                task.text,
                {
                    WorkerType(worker): TaskAnswer(answer)
                    for worker, answer in answers.get(task.text, {}).items()
                    if WorkerType(worker) in present
                },
            )
            for task in draft.tasks
        ),
        theme_intro=told["theme_intro"],
        themes=tuple(
            Theme(**{name: value for name, value in row.items() if name != "offers"})
            for row in told["themes"]
        ),
        offers=tuple(_offer(row) for row in told["offers"]),
        measures=tuple(Measure(**row) for row in story["measures"]["rows"]),
        monitoring_note=told["monitoring_note"],
        signatories=tuple(_signatory(each, told["school"], story, stage.cast) for each in draft.signatories),
    )


def _deployment(row: dict[str, Any], cast: Cast) -> Deployment:
    return Deployment(
        worker_type=cast.types[row["worker"]],
        worker_id=cast.people[row["worker"]],
        worker_name=cast.names[row["worker"]],
        organisation=cast.organisations[row["worker"]],
        hours_per_week=parse_decimal(row["hours"]),
        weeks=Decimal(row["weeks"]) if "weeks" in row else None,
        place=row["place"],
        replacement=row["replacement"],
    )


def _offer(row: dict[str, Any]) -> Offer:
    return Offer(
        key=row["key"],
        name=row["name"],
        kind=OfferKind(row["kind"]),
        theme_keys=tuple(row["themes"]),
        performer=row["performer"],
        planning=row["planning"],
        groups=row["groups"],
        sessions=row["sessions"],
        minutes=row["minutes"],
        max_participants=row["participants"],
        volunteers=row.get("volunteers", False),
    )


def _speaker(role: Role, school: str, story: dict[str, Any]) -> str:
    """Who signs for a party, by the key of the story."""
    signing = story["signing"]
    keys = {Role.SCHOOL: signing[school], Role.WELFARE: signing["welfare"]}
    return str(keys.get(role, signing["municipality"]))


def _party(party: PartyAtTable, school: str, story: dict[str, Any], stage: Stage) -> PartyAtTable:
    """Who speaks for a party: for the school the coordinator, for the others who signs."""
    keys = {"zonnewijzer": "ilse", "kraanvogel": "ib-kraanvogel"}
    key = keys[school] if party.role is Role.SCHOOL else _speaker(party.role, school, story)
    person = next(each for each in stage.people["people"] if each["key"] == key)
    return replace(
        party,
        organisation=party.organisation or stage.cast.organisations[key],
        person=person["name"],
        function=person["role"],
        email=person["email"],
        phone=person["phone"],
    )


def _signatory(each: Signatory, school: str, story: dict[str, Any], cast: Cast) -> Signatory:
    key = _speaker(each.role, school, story)
    return replace(each, name=cast.names[key], function=cast.roles[key])
