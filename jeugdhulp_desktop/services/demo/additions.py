"""The additional deployment of the practice vault: one that runs and is nearly over, one that was asked."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from jeugdhulp_desktop.domain.additions import Addition, AdditionStep, proposed_weeks
from jeugdhulp_desktop.domain.agreement_kinds import Funder, RiskKind
from jeugdhulp_desktop.domain.agreement_terms import Contribution
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import parse_decimal
from jeugdhulp_desktop.services.additions import AdditionService
from jeugdhulp_desktop.services.demo.content import day_ahead, school_day
from jeugdhulp_desktop.services.demo.relations import Stage

_LOOKED_AT = timedelta(days=14)  # before its end
_SHORTEST = timedelta(days=14)  # a period, also when the school year is nearly over


def make_additions(additions: AdditionService, story: dict[str, Any], stage: Stage) -> None:
    """Keep the requests of the story, and grant those that were granted."""
    year = SchoolYear.of(stage.today)
    for told in story["additions"]:
        draft = _filled(additions.new(stage.cast.schools[told["school"]], year), told, stage.today)
        asked = additions.advance(draft, AdditionStep.REQUEST)
        if told["granted"]:
            agreed_on = school_day(stage.today, 1)
            approvals = tuple(replace(each, agreed_on=agreed_on) for each in asked.approvals)
            additions.advance(
                replace(asked, approvals=approvals, decision_note=told["note"]), AdditionStep.GRANT
            )


def _filled(draft: Addition, told: dict[str, Any], today: date) -> Addition:
    """A new request with what the story tells of it."""
    year = draft.school_year
    starts = min(max(day_ahead(today, told["starts"]), year.start), year.end - _SHORTEST)
    ends = min(max(day_ahead(today, told["ends"]), starts + _SHORTEST), year.end)
    return replace(
        draft,
        hours_per_week=parse_decimal(told["hours"]),
        weeks=proposed_weeks(starts, ends),
        starts_on=starts,
        ends_on=ends,
        reasons=tuple(map(RiskKind, told["reasons"])),
        motivation=told["motivation"],
        evidence=told["evidence"],
        requested_on=school_day(today, 3),
        goals=tuple(told["goals"]),
        rate=parse_decimal(told["rate"]),
        financing=tuple(
            Contribution(Funder(funder), share=parse_decimal(share))
            for funder, share in told["shares"].items()
        ),
        accountability=told["accountability"],
        accountable_when=told["accountable_when"],
        evaluate_on=max(starts, ends - _LOOKED_AT),
    )
