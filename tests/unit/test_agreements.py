"""An agreement as a value: hours that add up exactly, who still has to sign, which step follows which."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment, Offer
from jeugdhulp_desktop.domain.agreements import (
    NEXT_STATUS,
    AgreementLine,
    AgreementStatus,
    Derived,
    Step,
    new_key,
)
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment
from jeugdhulp_desktop.domain.quantities import is_countable
from jeugdhulp_desktop.domain.school_years import SchoolYear
from tests.agreements import IN_ORDER, JP, JW, YEAR


@pytest.mark.parametrize(
    ("hours", "weeks", "year"),
    [
        ("0.1", "3", "0.25"),  # F36: exactly 0,3 in Decimal, rounded half up to a quarter
        ("8", "40", "320"),
        ("4.5", "38", "171"),
        ("0.5", "0.75", "0.5"),  # 0,375 is exactly between 0,25 and 0,5: half goes up
        ("0.01", "1", "0"),
        ("60", "53", "3180"),
        ("1.33", "40", "53.25"),
    ],
)
def test_v19_hours_a_year_are_hours_times_weeks_half_up_to_a_quarter(
    hours: str, weeks: str, year: str
) -> None:
    assert Deployment(hours_per_week=Decimal(hours), weeks=Decimal(weeks)).hours_per_year == Decimal(year)


@pytest.mark.parametrize(
    ("hours", "weeks"),
    [
        (None, Decimal(40)),
        (Decimal(8), None),
        (Decimal("NaN"), Decimal(40)),
        (Decimal("Infinity"), Decimal(40)),
        (Decimal(10) ** 40, Decimal(40)),
    ],
)
def test_f36_an_open_or_absurd_figure_has_no_hours_a_year_and_is_not_added_up(
    hours: Decimal | None, weeks: Decimal | None
) -> None:
    odd = Deployment(hours_per_week=hours, weeks=weeks)
    assert odd.hours_per_year is None
    assert replace(IN_ORDER, deployments=(odd,)).hours_per_year() == 0


def test_f36_tenths_add_up_exactly() -> None:
    tenths = tuple(Deployment(hours_per_week=Decimal("0.1"), weeks=Decimal(10)) for _ in range(3))
    agreement = replace(IN_ORDER, deployments=tenths)
    assert agreement.hours_per_week() == Decimal("0.3")
    assert agreement.hours_per_year() == Decimal("3")


def test_hours_are_added_up_per_kind_and_per_worker_type() -> None:
    extra = Deployment(JW, DeploymentKind.ADDITIONAL, hours_per_week=Decimal(4), weeks=Decimal(10))
    agreement = replace(IN_ORDER, deployments=(*IN_ORDER.deployments, extra, Deployment(JW)))
    assert agreement.hours_per_week() == Decimal("18.5")
    assert agreement.hours_per_week(kind=DeploymentKind.BASIC) == Decimal("14.5")
    assert agreement.hours_per_year(JP) == Decimal(247)
    assert agreement.hours_per_year() == Decimal(320 + 247 + 40)
    assert agreement.has_additional
    assert not IN_ORDER.has_additional


@pytest.mark.parametrize(
    ("offer", "hours"),
    [
        (Offer("o1", groups=2, sessions=8, minutes=90), Decimal(24)),
        (Offer("o1", groups=1, sessions=1, minutes=50), Decimal("0.75")),
        (Offer("o1", groups=1, sessions=3, minutes=None), None),
        (Offer("o1", groups=None, sessions=3, minutes=60), None),
        (Offer("o1", sessions=None, minutes=60), None),
    ],
)
def test_hours_of_an_offer_are_of_all_sessions_of_all_groups(offer: Offer, hours: Decimal | None) -> None:
    assert offer.hours == hours


def test_an_offer_is_found_by_its_theme_and_a_deviation_by_rule_and_subject() -> None:
    assert [offer.key for offer in IN_ORDER.offers_of(IN_ORDER.themes[1])] == ["o2"]
    assert IN_ORDER.deviation("V09", "Pesten") is None


def test_who_has_not_signed() -> None:
    first, *others = IN_ORDER.signatories
    signed = replace(first, signed_on=date(2026, 9, 10))
    agreement = replace(IN_ORDER, signatories=(signed, *others))
    assert [each.organisation for each in agreement.unsigned] == ["SWW", "Gemeente Hoogeveen"]


LINE = AgreementLine(1, 1, "De Zonnewijzer", YEAR, 1, AgreementStatus.SIGNED, Decimal(8), 3, (), "")
HALFWAY, END = EvaluationMoment


@pytest.mark.parametrize(
    ("day", "running"),
    [
        (date(2026, 7, 31), False),
        (date(2026, 8, 1), True),
        (date(2027, 7, 31), True),
        (date(2027, 8, 1), False),
    ],
)
def test_f36_a_signed_agreement_runs_from_1_august_to_31_july(day: date, running: bool) -> None:
    assert LINE.derived(day) is (Derived.RUNNING if running else None)
    assert replace(LINE, status=AgreementStatus.SIGNING).derived(day) is None
    assert replace(LINE, status=AgreementStatus.CLOSED).derived(day) is None
    assert SchoolYear.of(day).first == (2026 if running else 2025 if day.year == 2026 else 2027)


def test_an_agreement_with_a_term_of_its_own_runs_within_it() -> None:
    line = replace(LINE, starts_on=date(2026, 9, 1), ends_on=date(2027, 7, 9))
    days = (date(2026, 8, 31), date(2026, 9, 1), date(2027, 7, 9), date(2027, 7, 10))
    assert [line.derived(day) for day in days] == [None, Derived.RUNNING, Derived.RUNNING, None]


@pytest.mark.parametrize(
    ("status", "evaluated", "derived"),
    [
        (AgreementStatus.SIGNED, (HALFWAY,), Derived.HALFWAY),
        (AgreementStatus.SIGNED, (HALFWAY, END), Derived.EVALUATED),
        (AgreementStatus.CLOSED, (END,), Derived.EVALUATED),
        (AgreementStatus.CONCEPT, (HALFWAY,), None),
        (AgreementStatus.REPLACED, (END,), None),
        (None, (), None),
    ],
)
def test_an_evaluation_tells_how_far_a_signed_agreement_is(
    status: AgreementStatus | None, evaluated: tuple[EvaluationMoment, ...], derived: Derived | None
) -> None:
    assert replace(LINE, status=status, evaluated=evaluated).derived(date(2027, 6, 15)) is derived


def test_only_an_open_agreement_can_be_edited() -> None:
    assert [status for status in AgreementStatus if not status.frozen] == ["concept", "ter bespreking"]


def test_heropenen_undoes_a_mistaken_signature_first() -> None:
    """6.2: a signed paper goes back to the table; only from there its content can be opened."""
    assert NEXT_STATUS[AgreementStatus.SIGNED, Step.REOPEN] is AgreementStatus.SIGNING
    assert NEXT_STATUS[AgreementStatus.SIGNING, Step.REOPEN] is AgreementStatus.DISCUSSION
    assert (AgreementStatus.REPLACED, Step.REOPEN) not in NEXT_STATUS
    assert (AgreementStatus.CONCEPT, Step.SIGN) not in NEXT_STATUS


def test_a_new_key_is_unique_among_those_taken() -> None:
    assert new_key([], "t") == "t1"
    assert new_key(["t1", "t7", "o9", "tx"], "t") == "t8"


@pytest.mark.parametrize("number", [None, Decimal("NaN"), Decimal("-Infinity"), Decimal(10_001)])
def test_what_is_no_number_of_hours_is_not_countable(number: Decimal | None) -> None:
    assert not is_countable(number)
    assert is_countable(Decimal("-1"))  # out of range for the check, but a number
