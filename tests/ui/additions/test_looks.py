"""Additional deployment in words: what is open is said, and what asks to be decided."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.addition_rules import check_addition
from jeugdhulp_desktop.domain.additions import (
    Addition,
    AdditionLine,
    AdditionShare,
    AdditionStatus,
    AdditionStep,
    Approval,
)
from jeugdhulp_desktop.domain.agreement_kinds import Role
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.ui.additions.columns import part_of
from jeugdhulp_desktop.ui.additions.looks import (
    due_words,
    end_words,
    period_words,
    share_words,
    status_pill,
    sum_words,
    waits,
)
from jeugdhulp_desktop.ui.additions.part import Part
from jeugdhulp_desktop.ui.problem_sentences import known_codes, sentence
from tests.additions import BASIC, GRANTABLE, YEAR

GRANTED = replace(GRANTABLE, status=AdditionStatus.GRANTED)


def test_the_sum_goes_as_far_as_it_can_be_told() -> None:
    assert sum_words(GRANTABLE) == "4,5 uur × 20 weken = 90 uur × € 62,40 = € 5.616,00"
    assert sum_words(replace(GRANTABLE, rate=None)) == "4,5 uur × 20 weken = 90 uur"
    assert sum_words(replace(GRANTABLE, weeks=None)) == "Vul uren en weken in om het totaal te zien."


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (
            date(2027, 3, 4),
            "Loopt tot en met 16 april 2027. "
            "Vanaf 5 maart 2027 vraagt het programma of je stopt of verlengt.",
        ),
        (date(2027, 3, 5), "Loopt tot en met 16 april 2027. Beslis nu: stoppen of verlengen."),
        (date(2027, 4, 17), "Liep tot en met 16 april 2027. Stoppen of verlengen?"),
    ],
)
def test_its_end_is_told_and_from_six_weeks_before_it_asks(today: date, words: str) -> None:
    assert end_words(GRANTED, today) == words
    assert not end_words(GRANTABLE, today)
    assert not end_words(replace(GRANTED, ends_on=None), today)


def test_what_was_granted_asks_nothing_before_its_reminder() -> None:
    """A point in red for an evaluation of next spring would be told as if something is wrong."""
    assert waits(GRANTED, date(2027, 3, 4))
    assert not waits(GRANTED, date(2027, 3, 5))
    assert not waits(GRANTABLE, date(2027, 3, 4))
    assert not waits(replace(GRANTED, ends_on=None), date(2027, 3, 4))


def test_a_period_that_is_open_is_said() -> None:
    day = date(2026, 11, 2)
    assert period_words(None, None) == "nog open"
    assert period_words(day, None) == "2 nov 2026 t/m open"
    assert period_words(None, day) == "open t/m 2 nov 2026"


def test_a_line_asks_what_its_status_asks() -> None:
    line = AdditionLine(
        1, 1, "De Wissel", YEAR, 1, WorkerType.JMW, AdditionStatus.GRANTED, Decimal(3), date(2026, 11, 2),
        date(2027, 4, 16), running=True, due=True,
    )  # fmt: skip
    assert due_words(line) == "Evalueren, tot 16 apr"
    assert due_words(replace(line, status=AdditionStatus.EVALUATED)) == "Stoppen of verlengen, tot 16 apr"
    assert not due_words(replace(line, due=False))
    assert status_pill(AdditionStatus.GRANTED, running=True).text == "Lopend"
    assert status_pill(AdditionStatus.EVALUATED, running=True).text == "Geëvalueerd"


def test_how_exceptional_it_is_in_one_line() -> None:
    assert share_words(AdditionShare(0, 0, Decimal(0), Decimal(0))) == "Nog geen afspraken in dit schooljaar"
    none = AdditionShare(0, 3, Decimal(0), Decimal(900))
    assert share_words(none) == "0 van 3 scholen (0,0%) hebben aanvullende inzet"
    one = AdditionShare(1, 3, Decimal(90), Decimal(990))
    assert share_words(one) == "1 van 3 scholen (33,3%) heeft aanvullende inzet, 9,1% van de uren"


def test_every_field_is_known_to_stand_in_a_part() -> None:
    assert part_of("approvals[1].name") is Part.DECISION
    assert part_of("financing[0].share") is Part.FINANCE
    assert part_of("welfare_requester.name") is Part.REQUEST
    assert part_of("goals[0]") is Part.GOALS


def test_every_finding_has_a_sentence_of_its_own() -> None:
    """Some codes are put together of parts, so the rules are made to find all they can."""
    wrong = replace(
        GRANTABLE, worker_type=WorkerType.JP, starts_on=date(2027, 9, 1), ends_on=date(2027, 9, 1),
        weeks=Decimal(9), goals=(), financing=(), approvals=GRANTABLE.approvals[:1], evaluate_on=None,
        deviations=(),
    )  # fmt: skip
    drafts = (
        Addition(1, YEAR),
        Addition(1, YEAR, approvals=tuple(Approval(role) for role in Role)),
        wrong,
        replace(wrong, hours_per_week=Decimal(99), weeks=Decimal(99), rate=Decimal(9_999)),
        replace(GRANTABLE, ends_on=date(2026, 9, 1), starts_on=date(2020, 1, 1)),
    )
    found = {
        each.code: sentence(each)
        for draft in drafts
        for step in AdditionStep
        for basic in (BASIC, ())
        for each in check_addition(draft, step=step, basic=basic, today=date(2026, 10, 6))
    }
    assert len(found) > 25
    assert {code for code, words in found.items() if words == code or "{" in words} == set()
    refused = ("step-not-possible", "frozen", "closed", "only-draft", "not-split")
    assert {f"addition-{code}" for code in refused} <= known_codes()
