"""Which lines an evaluation asks, what stays of what was answered, and when it can be finished."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Section
from jeugdhulp_desktop.domain.agreement_sections import Deployment, Task, Theme
from jeugdhulp_desktop.domain.agreement_terms import Condition, Finance
from jeugdhulp_desktop.domain.evaluation_rules import GONE, check_evaluation, lines_of, merge_lines
from jeugdhulp_desktop.domain.evaluations import (
    Evaluation,
    EvaluationLine,
    EvaluationMoment,
    EvaluationState,
    Figures,
    Realised,
    SchoolEvaluations,
)
from jeugdhulp_desktop.domain.problems import Level, Problem
from tests.agreements import IN_ORDER, JMW, YEAR
from tests.evaluations import FIGURES, FINISHED

TODAY = date(2027, 2, 1)
OPEN = replace(FINISHED, finished_on=None, frozen_control="", figures=None)
GRANTED = Addition(
    1, YEAR, 3, AdditionStatus.GRANTED, hours_per_week=Decimal(2), weeks=Decimal(20),
    starts_on=date(2026, 11, 1), ends_on=date(2027, 3, 31),
)  # fmt: skip


def asked(
    figures: Figures = FIGURES, additions: tuple[Addition, ...] = (), **values: object
) -> dict[str, EvaluationLine]:
    agreement = replace(IN_ORDER, **values)  # type: ignore[arg-type]
    return {line.key: line for line in lines_of(agreement, additions, figures)}


def found(draft: Evaluation, *, finishing: bool = True, **values: object) -> list[tuple[str, str, Level]]:
    problems: list[Problem] = check_evaluation(draft, today=TODAY, finishing=finishing, **values)  # type: ignore[arg-type]
    return [(each.field, each.code, each.level) for each in problems]


def test_every_part_of_an_agreement_is_asked_in_its_order() -> None:
    lines = asked(
        additions=(GRANTED,), finance=Finance(conditions=(Condition("Halfjaarlijks verslag\nmet cijfers"),))
    )
    assert list(lines) == [
        "deployment:JMW", "deployment:JP", "presence", "tasks", "theme:t1", "theme:t2", "theme:t3", "offers",
        "cooperation", "condition:halfjaarlijks-verslag", "addition:3",
    ]  # fmt: skip
    assert lines["condition:halfjaarlijks-verslag"].subject == "Voorwaarde: Halfjaarlijks verslag"
    assert lines["addition:3"].agreed == "40 uur, 1 november tot en met 31 maart"


def test_beside_each_line_stands_what_was_agreed_and_what_the_vault_knows() -> None:
    lines = asked(additions=(GRANTED,))
    assert (lines["deployment:JMW"].agreed, lines["deployment:JMW"].figure) == (
        "320 uur per jaar", "162,25 uur geschreven (51%)",
    )  # fmt: skip
    assert lines["addition:3"].figure == "12,5 uur geschreven (31%)"
    assert lines["offers"].figure == "14,25 uur groepswerk geschreven"
    assert lines["cooperation"].figure == "monitoringlijst: 14 ja, 3 deels, 1 nee"
    bare = asked(Figures(TODAY))
    assert bare["deployment:JMW"].figure == "geen uren geschreven"
    assert bare["offers"].figure == "geen groepswerk geschreven"
    assert bare["cooperation"].figure == ""


def test_hours_without_an_agreed_number_have_no_share() -> None:
    nothing = replace(FIGURES.hours[0], agreed=Decimal(0))
    lines = asked(replace(FIGURES, hours=(nothing,)), deployments=(Deployment(JMW),))
    assert (lines["deployment:JMW"].agreed, lines["deployment:JMW"].figure) == (
        "geen vaste uren", "162,25 uur geschreven",
    )  # fmt: skip


def test_additional_rows_of_an_older_agreement_are_a_line_of_their_own() -> None:
    lines = asked(deployments=(Deployment(JMW, DeploymentKind.ADDITIONAL, hours_per_week=Decimal(1)),))
    assert lines["deployment:JMW:aanvullend"].agreed == "40 uur per jaar"


def test_what_an_agreement_does_not_use_is_not_asked() -> None:
    lines = asked(
        left_out=(Section.OFFERS, Section.TASKS), presences=(), themes=(Theme("t9"),), finance=Finance()
    )
    assert list(lines) == ["deployment:JMW", "deployment:JP", "theme:t9", "cooperation"]
    assert lines["theme:t9"].subject == "Thema zonder naam"
    one = asked(tasks=(Task("Spreekuur"),), expectations=(), presences=IN_ORDER.presences[:1])
    assert (one["tasks"].agreed, one["presence"].agreed) == ("1 taak", "1 dagdeel per week in het rooster")
    assert asked(tasks=(), expectations=IN_ORDER.expectations[:1])["tasks"].agreed == "1 verwachting"
    nameless = asked(finance=Finance(conditions=(Condition(),)))["condition:zonder-naam"]
    assert nameless.subject == "Voorwaarde: zonder naam"


@pytest.mark.parametrize("status", [AdditionStatus.DRAFT, AdditionStatus.REQUESTED, AdditionStatus.REJECTED])
def test_only_granted_deployment_is_asked(status: AdditionStatus) -> None:
    assert "addition:3" not in asked(additions=(replace(GRANTED, status=status),))
    bare = replace(GRANTED, hours_per_week=None, ends_on=None)
    assert asked(additions=(bare,))["addition:3"].agreed == ""


def test_answers_stay_with_their_line_over_a_second_version() -> None:
    new = (EvaluationLine("theme:t2", "Thema Sova"), EvaluationLine("theme:t9", "Thema Slapen"))
    merged = {line.key: line for line in merge_lines(new, FINISHED.lines)}
    assert merged["theme:t2"].answer is Realised.YES
    assert merged["theme:t2"].subject == "Thema Sova"
    assert merged["theme:t9"].answer is None
    assert merged["theme:t3"].subject == f"Thema Hulp bij scheiding{GONE}"


def test_an_answer_stays_with_its_condition_when_another_goes_before_it() -> None:
    first, second = Condition("Verslag in januari"), Condition("Overleg, elk kwartaal")
    answers = tuple(
        replace(line, answer=Realised.YES if "Verslag" in line.subject else Realised.NO)
        for line in asked(finance=Finance(conditions=(first, second))).values()
    )
    now = asked(finance=Finance(conditions=(second, Condition("Overleg elk kwartaal"))))
    merged = {line.subject: line.answer for line in merge_lines(now.values(), answers)}
    assert merged["Voorwaarde: Overleg, elk kwartaal"] is Realised.NO
    assert merged["Voorwaarde: Overleg elk kwartaal"] is None
    assert merged[f"Voorwaarde: Verslag in januari{GONE}"] is Realised.YES


def test_a_line_that_is_gone_is_marked_once_and_goes_when_nothing_was_said_of_it() -> None:
    kept = merge_lines((), merge_lines((), FINISHED.lines))
    assert all(line.subject.count(GONE) == 1 for line in kept)
    said = EvaluationLine("y", "Toelichting", explanation="Ja")
    assert merge_lines((), (EvaluationLine("x", "Leeg"), said)) == (
        replace(said, subject=f"Toelichting{GONE}"),
    )
    assert merge_lines((), (EvaluationLine("z", "Te doen", to_do="Bellen"),))


def test_what_is_in_order_can_be_finished() -> None:
    assert found(OPEN) == []


@pytest.mark.parametrize("finishing", [True, False])
def test_an_open_line_a_missing_explanation_and_day_block_only_finishing(finishing: bool) -> None:
    level = Level.BLOCKS if finishing else Level.REMARK
    first, second, third, *rest = OPEN.lines
    lines = (
        replace(first, answer=None), replace(second, explanation=" "),
        replace(third, answer=Realised.NO, explanation=""), *rest,
    )  # fmt: skip
    assert found(replace(OPEN, held_on=None, lines=lines), finishing=finishing) == [
        ("held_on", "evaluation-day-missing", level),
        ("lines[deployment:JMW].answer", "evaluation-line-open", level),
        ("lines[deployment:JP].explanation", "evaluation-line-unexplained", level),
        ("lines[presence].explanation", "evaluation-line-unexplained", level),
    ]


def test_the_day_lies_behind_and_in_the_year() -> None:
    assert found(replace(OPEN, held_on=date(2027, 2, 2))) == [("held_on", "date-in-future", Level.BLOCKS)]
    early = found(replace(OPEN, held_on=date(2026, 7, 1)))
    assert early == [("held_on", "evaluation-other-year", Level.REMARK)]


def test_at_the_end_lessons_are_asked_and_may_be_left_out() -> None:
    end = replace(OPEN, moment=EvaluationMoment.END, lessons=(" ",))
    assert found(end) == [("lessons", "evaluation-lessons-missing", Level.REMARK)]


def test_v26_names_of_pupils_are_found_wherever_they_were_typed() -> None:
    lines = (replace(OPEN.lines[0], to_do="Bellen met Noor Yıldız"), *OPEN.lines[1:])
    draft = replace(OPEN, lines=lines, lessons=("Noor Yıldız eerder spreken",))
    assert [field for field, code, _ in found(draft, names=["Noor Yıldız"]) if code == "pupil-name"] == [
        "lessons[0]", "lines[deployment:JMW].to_do",
    ]  # fmt: skip


def test_v18_and_f32_a_number_like_a_bsn_and_a_book_are_pointed_at() -> None:
    assert ("went_well", "bsn-like", Level.REMARK) in found(replace(OPEN, went_well="111222333"))
    assert ("went_well", "too-long", Level.BLOCKS) in found(replace(OPEN, went_well="x" * 20_001))


def test_f32_what_was_filled_in_is_as_long_as_the_agreement_made_it() -> None:
    """A long goal, or forty offers in one line: nobody can shorten it here, so it never refuses."""
    first, *rest = OPEN.lines
    filled = replace(first, subject="s" * 1_007, agreed="a" * 25_000)
    assert found(replace(OPEN, lines=(filled, *rest))) == []
    typed = replace(first, explanation="e" * 20_001)
    assert found(replace(OPEN, lines=(typed, *rest))) == [
        ("lines[deployment:JMW].explanation", "too-long", Level.BLOCKS)
    ]


def test_an_evaluation_knows_how_far_it_is() -> None:
    assert (OPEN.answered, OPEN.finished, FINISHED.finished) == (9, False, True)
    assert OPEN.line("offers") is OPEN.lines[7]
    assert OPEN.line("nothing") is None
    halfway, end = (EvaluationState(moment) for moment in EvaluationMoment)
    both = SchoolEvaluations(1, "De Proef", YEAR, 4, halfway, end)
    assert [both.state(moment) for moment in EvaluationMoment] == [halfway, end]
