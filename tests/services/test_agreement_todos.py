"""What Start asks about agreements in the second half of the year."""

from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.additions import AdditionLine, AdditionStatus
from jeugdhulp_desktop.domain.agreements import AgreementLine, AgreementStatus
from jeugdhulp_desktop.domain.cycle import CycleLine, CycleMoment
from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationMoment
from jeugdhulp_desktop.domain.overviews import TodoKind
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.agreement_todos import addition_todos, evaluation_todos

YEAR = SchoolYear(2026)
DAY = date(2027, 2, 15)
CYCLE = (CycleLine(CycleMoment.HALFWAY, DAY, 0, 2),)


def line(school_id: int, status: AgreementStatus = AgreementStatus.SIGNED) -> AgreementLine:
    return AgreementLine(school_id, school_id, f"School {school_id}", YEAR, 1, status, Decimal(8), 1, (), "")


def evaluation(school_id: int, finished: date | None = None) -> Evaluation:
    return Evaluation(school_id, YEAR, EvaluationMoment.HALFWAY, finished_on=finished)


def test_an_evaluation_is_asked_for_six_weeks_ahead_and_not_before() -> None:
    assert list(evaluation_todos([line(1)], [], CYCLE, date(2027, 1, 3))) == []
    [todo] = evaluation_todos([line(1)], [], CYCLE, date(2027, 1, 4))
    assert (todo.kind, todo.due_on, todo.name) == (TodoKind.EVALUATION, DAY, "School 1")
    assert todo.evaluation == (YEAR, EvaluationMoment.HALFWAY)
    assert todo.detail == "Nog niet begonnen"


def test_only_agreements_in_force_are_evaluated_until_it_is_finished() -> None:
    lines = [line(1), line(2), line(3, AgreementStatus.CONCEPT)]
    found = [evaluation(1, DAY), evaluation(2)]
    [todo] = evaluation_todos(lines, found, CYCLE, DAY)
    assert (todo.school_id, todo.detail) == (2, "Begonnen, nog niet vastgesteld")


def test_a_moment_that_is_not_used_asks_nothing() -> None:
    assert list(evaluation_todos([line(1)], [], (), DAY)) == []


def test_requirement_38_additional_deployment_that_ends_asks_stop_or_extend() -> None:
    ends = date(2027, 7, 16)
    running = AdditionLine(
        7, 1, "School 1", YEAR, 1, WorkerType.JMW, AdditionStatus.GRANTED, None, DAY, ends, True, True
    )  # fmt: skip
    [todo] = addition_todos([running])
    assert (todo.kind, todo.due_on, todo.addition_id) == (TodoKind.ADDITION, ends, 7)
    assert todo.detail == "Stoppen of verlengen?"
