"""The lines of a year, the same for screen, paper and workbook."""

from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.hour_tables import (
    budget_lines,
    school_lines,
    show_hours,
    show_percentage,
    year_lines,
)
from jeugdhulp_desktop.domain.hours import Budget, HourKind, HoursTotal, SchoolHours
from jeugdhulp_desktop.domain.relations import WorkerType

BASIC, ADDITIONAL = DeploymentKind.BASIC, DeploymentKind.ADDITIONAL
JMW, JW = WorkerType.JMW, WorkerType.JW
GROUP = {HourKind.GROUP: Decimal("0.3")}


def test_a_year_with_basic_alone_has_one_sum() -> None:
    lines = year_lines([HoursTotal(JMW, BASIC, Decimal(320), Decimal(8), Decimal("0.3"), GROUP)])
    assert [(each.name, each.is_sum) for each in lines] == [("JMW, basis", False), ("Samen", True)]
    assert (lines[1].agreed, lines[1].planned, lines[1].realised) == (320, 8, Decimal("0.3"))
    assert lines[1].by_kind == GROUP
    assert lines[1].difference == Decimal("-319.7")
    assert lines[1].percentage == 0


def test_basic_and_additional_are_summed_apart_when_there_are_both_i18() -> None:
    lines = year_lines([HoursTotal(JMW, BASIC, Decimal(1)), HoursTotal(JMW, ADDITIONAL, Decimal(2))])
    assert [(each.name, each.agreed) for each in lines] == [
        ("JMW, basis", 1), ("JMW, aanvullend", 2), ("Samen basis", 1), ("Samen aanvullend", 2), ("Samen", 3),
    ]  # fmt: skip


def test_a_year_without_hours_has_only_its_sum() -> None:
    assert [each.name for each in year_lines([])] == ["Samen"]


def test_the_schools_together_are_measured_against_the_pupils_that_are_known() -> None:
    one = SchoolHours(1, "A", 200, (HoursTotal(JMW, BASIC, Decimal(100)), HoursTotal(JW, BASIC, Decimal(20))))
    two = SchoolHours(2, "B", None, (HoursTotal(JMW, BASIC, Decimal(60)),))
    first, second, together = school_lines([one, two])
    assert (first.per_hundred, second.per_hundred, together.per_hundred) == (60, None, 60)
    assert together.agreed_of == {JMW: 160, JW: 20, WorkerType.JP: 0}
    assert (together.hours.agreed, together.pupil_count, together.is_sum) == (180, 200, True)


def test_no_school_at_all_is_a_sum_of_nothing() -> None:
    (together,) = school_lines([])
    assert (together.pupil_count, together.per_hundred, together.hours.agreed) == (None, None, 0)


@pytest.mark.parametrize(
    ("hours", "text"),
    [("1280", "1.280,00"), ("0.1", "0,10"), ("-4.25", "−4,25"), ("0", "0,00")],
)
def test_hours_of_a_year_always_have_two_decimals(hours: str, text: str) -> None:
    assert show_hours(Decimal(hours)) == text


def test_what_is_not_known_is_a_dash() -> None:
    assert show_hours(None) == show_percentage(None) == "–"
    assert show_percentage(Decimal(96)) == "96%"


def test_the_formatie_is_added_up_only_when_it_is_known_for_everyone_v19() -> None:
    known = Budget(JMW, Decimal(600), Decimal(560))
    over, open_one = Budget(JW, Decimal(100), Decimal(171)), Budget(JW, None, Decimal(171))
    assert budget_lines([]) == ()
    assert [each.is_sum for each in budget_lines([known])] == [False]
    together = budget_lines([known, over])[-1]
    assert (together.available, together.agreed, together.left) == (700, 731, -31)
    together = budget_lines([known, open_one])[-1]
    assert (together.available, together.agreed, together.left) == (None, 731, None)
