"""Requests that come from another: two where one passes 31 July (V12), and the extension (domain.md 6.2).

A decision belongs to one request: no approval, decision or evaluation goes along (never copied, 6.2).
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from jeugdhulp_desktop.domain.addition_rules import LATE
from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus
from jeugdhulp_desktop.domain.agreement_terms import Contribution, Deviation
from jeugdhulp_desktop.domain.quantities import to_cents
from jeugdhulp_desktop.domain.school_years import SchoolYear


def split_over_years(addition: Addition) -> tuple[Addition, Addition] | None:
    """Two requests, one up to 31 July and one from 1 August; None when it does not pass that day (V12).

    Weeks are divided by the days of each part, amounts as the weeks are, so that what is paid still adds
    up to what each part costs (V13); together they stay the same. Shares hold for both. The first is this
    request still, the second a new concept of the next year; a third year is split off from the second.
    """
    starts, ends, year = addition.starts_on, addition.ends_on, addition.school_year
    if starts is None or ends is None or ends <= year.end or starts > year.end:
        return None
    part = Decimal((year.next.start - starts).days) / Decimal((ends - starts).days + 1)
    weeks = _divided_weeks(addition.weeks, part)
    paid = (weeks[0] or Decimal(0)) / addition.weeks if addition.weeks else part
    amounts = [_divided_amount(each, paid) for each in addition.financing]
    looked_at = addition.evaluate_on
    early = looked_at is not None and looked_at <= year.end
    first = replace(
        addition,
        ends_on=year.end,
        weeks=weeks[0],
        financing=tuple(pair[0] for pair in amounts),
        evaluate_on=looked_at if early else None,
        deviations=_without_late(addition),
    )
    second = replace(
        _undecided(first),
        school_year=year.next,
        number=1,
        starts_on=year.next.start,
        ends_on=ends,
        weeks=weeks[1],
        financing=tuple(pair[1] for pair in amounts),
        evaluate_on=None if early else looked_at,
        requested_on=None,
        previous_id=None,
    )
    return first, second


def extension_of(addition: Addition, motivation: str) -> Addition:
    """A new request that goes on where this one ends, with its own motivation (6.2 "verlengd").

    What it costs is open again, so amounts stay behind and shares go along; when it ends is still to be said.
    """
    starts: date | None = None
    year: SchoolYear = addition.school_year
    if addition.ends_on is not None:
        starts = addition.ends_on + timedelta(days=1)
        year = SchoolYear.of(starts)
    return replace(
        _undecided(addition),
        school_year=year,
        number=1,
        starts_on=starts,
        ends_on=None,
        weeks=None,
        motivation=motivation,
        evidence="",
        requested_on=None,
        evaluate_on=None,
        financing=tuple(replace(each, amount=None) for each in addition.financing if each.share is not None),
        deviations=(),
        previous_id=addition.id,
    )


def _undecided(addition: Addition) -> Addition:
    return replace(
        addition,
        status=AdditionStatus.DRAFT,
        approvals=tuple(replace(each, agreed_on=None) for each in addition.approvals),
        decided_on=None,
        decision_note="",
        outcome="",
        evaluated_on=None,
        paper_kept_at="",
        frozen_control="",
        id=None,
        version=0,
    )


def _divided_weeks(weeks: Decimal | None, part: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Whole weeks for the first part, the rest for the second; what is none of it stays open."""
    if weeks is None:
        return None, None
    first = min(weeks, (weeks * part).quantize(Decimal(1), ROUND_HALF_UP))
    return first or None, (weeks - first) or None


def _divided_amount(contribution: Contribution, part: Decimal) -> tuple[Contribution, Contribution]:
    if contribution.amount is None:
        return contribution, contribution
    first = to_cents(contribution.amount * part)
    return replace(contribution, amount=first), replace(contribution, amount=contribution.amount - first)


def _without_late(addition: Addition) -> tuple[Deviation, ...]:
    return tuple(each for each in addition.deviations if (each.rule, each.subject) != ("V12", LATE))
