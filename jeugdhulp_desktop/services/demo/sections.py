"""The later sections of the agreements of the practice vault, put into what the first story tells."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from jeugdhulp_desktop.domain.agreement_kinds import (
    Funder,
    GoalKind,
    OfferDomain,
    OfferSetting,
    RiskKind,
    Section,
)
from jeugdhulp_desktop.domain.agreement_sections import Analysis, Deployment, Offer, Policy, Risk, Theme
from jeugdhulp_desktop.domain.agreement_terms import Condition, Contribution, Finance, Meeting, Rate
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import parse_decimal


def with_sections(draft: Agreement, told: Mapping[str, Any]) -> Agreement:
    """The agreement with the sections the story tells; what it does not tell is as the structure proposes."""
    year = draft.school_year
    families, privacy, route = draft.families, draft.privacy, draft.route
    return replace(
        draft,
        left_out=tuple(Section(name) for name in told["left_out"]),
        policies=tuple(_policy(row, year) for row in told.get("policies", ())),
        analysis=_analysis(draft.analysis, told),
        deployments=tuple(_deployment(row, told) for row in draft.deployments),
        themes=tuple(_theme(theme, told["themes"].get(theme.key, {}), year) for theme in draft.themes),
        offers=tuple(_offer(offer, told.get("offers", {}).get(offer.key, {})) for offer in draft.offers),
        route=replace(
            route,
            demarcation=told.get("demarcation", route.demarcation),
            meetings=tuple(_meeting(each, told) for each in route.meetings),
        ),
        families=replace(
            families,
            youth_voice=told.get("youth_voice", families.youth_voice),
            youth_changes=told.get("youth_changes", ""),
        ),
        privacy=replace(privacy, covenant=told.get("covenant", "")),
        finance=_finance(draft.finance, told),
    )


def _day(year: SchoolYear, number: int) -> date:
    """So many days after 1 August; earlier when it is below zero."""
    return year.start + timedelta(days=number)


def _policy(row: Mapping[str, Any], year: SchoolYear) -> Policy:
    return Policy(row["title"], row["party"], _day(year, row["dated"]), _day(year, row["until"]))


def _analysis(known: Analysis, told: Mapping[str, Any]) -> Analysis:
    return replace(
        known,
        risks=tuple(Risk(RiskKind(row["kind"]), row["text"]) for row in told.get("risks", ())),
        went_well=told.get("went_well", ""),
        could_improve=told.get("could_improve", ""),
        lessons=tuple(told.get("lessons", ())),
    )


def _deployment(row: Deployment, told: Mapping[str, Any]) -> Deployment:
    worker = row.worker_type.value
    consulting = told.get("consulting", {}).get(worker, "")
    return replace(row, consulting_hour=consulting, on_call=worker in told.get("on_call", ()))


def _theme(theme: Theme, told: Mapping[str, Any], year: SchoolYear) -> Theme:
    return replace(
        theme,
        priority=told.get("priority"),
        goal_kind=GoalKind(told.get("goal_kind", GoalKind.SKILL)),
        baseline=told.get("baseline", ""),
        source=told.get("source", ""),
        measured_on=_day(year, told["measured"]) if "measured" in told else None,
        made_with=told.get("made_with", ""),
        youth_owned=told.get("youth_owned", False),
    )


def _offer(offer: Offer, told: Mapping[str, Any]) -> Offer:
    return replace(
        offer,
        setting=OfferSetting(told.get("setting", OfferSetting.SCHOOL)),
        domain=OfferDomain(told.get("domain", OfferDomain.WELFARE)),
        costs=parse_decimal(told.get("costs", "")),
    )


def _meeting(meeting: Meeting, told: Mapping[str, Any]) -> Meeting:
    return replace(meeting, dates=told.get("meeting_dates", {}).get(meeting.name, meeting.dates))


def _finance(known: Finance, told: Mapping[str, Any]) -> Finance:
    return Finance(
        rates=tuple(
            Rate(WorkerType(worker), parse_decimal(euros)) for worker, euros in told.get("rates", {}).items()
        ),
        contributions=tuple(
            Contribution(
                Funder(row["funder"]),
                row["name"],
                parse_decimal(row.get("amount", "")),
                parse_decimal(row.get("share", "")),
                row.get("note", ""),
            )
            for row in told.get("contributions", ())
        ),
        conditions=tuple(Condition(**row) for row in told.get("conditions", ())),
        note=told.get("finance_note", known.note),
    )
