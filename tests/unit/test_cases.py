"""A case: V06, V07, V15, V16, V18 and V24, its number and its next review."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.cases import (
    CBS_REASON,
    CaseDraft,
    CaseStatus,
    Ground,
    NoParentGround,
    Outcome,
    YesNoUnknown,
    case_number,
    check_case,
    is_case_number,
    next_review,
)
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.domain.relations import WorkerType

TODAY = date(2026, 9, 15)
ACTIVE = CaseDraft(
    school_id=1, pupil_id=2, status=CaseStatus.ACTIVE, question="pesten", ground=Ground.GUIDANCE, lead_id=3,
    worker_ids=(3,), worker_types=(WorkerType.JMW,),
    signalled_on=date(2026, 8, 24), started_on=date(2026, 9, 1),
)  # fmt: skip
WITH_JP = replace(ACTIVE, worker_ids=(3, 4), worker_types=(WorkerType.JMW, WorkerType.JP))


def check(draft: CaseDraft, **known: object) -> list[Problem]:
    return check_case(draft, today=TODAY, **known)  # type: ignore[arg-type]


def found(draft: CaseDraft, **known: object) -> list[tuple[str, str, Level]]:
    return [(each.field, each.code, each.level) for each in check(draft, **known)]


def test_a_whole_active_case_has_no_problems() -> None:
    assert found(ACTIVE) == []


def test_a_signal_may_be_without_a_pupil_and_a_referral_not() -> None:
    signal = CaseDraft(school_id=1)
    assert found(signal) == []
    assert found(replace(signal, status=CaseStatus.REFERRED)) == [
        ("pupil_id", "pupil-required", Level.BLOCKS),
        ("question", "question-missing", Level.REMARK),
        ("ground", "ground-missing", Level.REMARK),
    ]


def test_a_case_belongs_to_a_school() -> None:
    assert found(CaseDraft()) == [("school_id", "required", Level.BLOCKS)]


def test_a_question_of_an_older_list_is_remarked_and_three_more_are_too_many() -> None:
    odd = replace(ACTIVE, question="schoolangst-2019", more_questions=("pesten", "verzuim", "gedrag"))
    assert found(odd) == [
        ("question", "unknown-question", Level.REMARK),
        ("more_questions", "too-many-questions", Level.BLOCKS),
    ]


def test_v15_an_active_case_has_a_regiehouder_and_an_intake_may_wait() -> None:
    problems = check(replace(ACTIVE, lead_id=None))
    assert [(each.rule, each.level) for each in problems] == [("V15", Level.BLOCKS)]
    assert found(replace(ACTIVE, lead_id=None, status=CaseStatus.INTAKE)) == []


def test_v06_a_jp_begins_only_after_contact_with_the_parents() -> None:
    assert [(each.rule, each.level) for each in check(WITH_JP)] == [("V06", Level.BLOCKS)]
    assert check(WITH_JP, has_parent_contact=True) == []
    assert check(replace(WITH_JP, status=CaseStatus.INTAKE)) == []


@pytest.mark.parametrize("ground", NoParentGround)
def test_v06_each_recorded_ground_lets_the_jp_begin(ground: NoParentGround) -> None:
    assert check(replace(WITH_JP, no_parent_ground=ground)) == []


def test_v07_indicated_help_with_a_jp_asks_alignment_while_the_case_is_open() -> None:
    indicated = replace(WITH_JP, indicated_help=YesNoUnknown.YES)
    problems = check(indicated, has_parent_contact=True)
    assert [(each.rule, each.level) for each in problems] == [("V07", Level.REMARK)]
    assert check(replace(indicated, worker_types=(WorkerType.JMW,))) == []
    closed = replace(
        indicated, status=CaseStatus.CLOSED, outcome=Outcome.AS_PLANNED, without_help=YesNoUnknown.YES,
        ended_on=TODAY,
    )  # fmt: skip
    assert check(closed) == []


@pytest.mark.parametrize(
    ("born", "codes"),
    [
        (None, []),
        (date(2008, 9, 16), []),
        (date(2008, 9, 15), ["age-18"]),
        (date(2003, 9, 16), ["age-18"]),
        (date(2003, 9, 15), ["age-23"]),
        (date(1900, 1, 1), ["age-23"]),
    ],
)
def test_v16_age_is_remarked_from_the_birthday_on_and_never_blocks_f35(
    born: date | None, codes: list[str]
) -> None:
    problems = check(ACTIVE, birth_date=born)
    assert [each.code for each in problems] == codes
    assert all(each.level is Level.REMARK and each.rule == "V16" for each in problems)


def test_v16_a_child_of_29_february_turns_18_on_1_march_f35() -> None:
    born = date(2008, 2, 29)
    early = replace(ACTIVE, signalled_on=None, started_on=None)
    assert check_case(early, today=date(2026, 2, 28), birth_date=born) == []
    assert [p.code for p in check_case(early, today=date(2026, 3, 1), birth_date=born)] == ["age-18"]


@pytest.mark.parametrize("field", ["summary", "closing_note", "municipality"])
def test_v18_free_text_that_may_hold_a_bsn_is_remarked_and_its_length_bounded(field: str) -> None:
    assert found(replace(ACTIVE, **{field: "nummer 123 456 782"})) == [(field, "bsn-like", Level.REMARK)]
    assert found(replace(ACTIVE, **{field: "a" * 4001})) == [(field, "too-long", Level.BLOCKS)]


def test_dates_lie_in_the_past_of_this_program_and_their_order_is_remarked() -> None:
    assert found(replace(ACTIVE, started_on=date(2026, 9, 16))) == [
        ("started_on", "date-in-future", Level.BLOCKS)
    ]
    assert found(replace(ACTIVE, signalled_on=date(1999, 12, 31))) == [
        ("signalled_on", "date-too-old", Level.BLOCKS)
    ]
    assert found(replace(ACTIVE, first_talk_on=date(2026, 8, 20))) == [
        ("first_talk_on", "date-order", Level.REMARK)
    ]


def test_v24_closing_asks_outcome_without_help_and_day() -> None:
    closed = replace(ACTIVE, status=CaseStatus.CLOSED)
    problems = check(closed)
    assert [(each.field, each.rule) for each in problems] == [
        ("outcome", "V24"), ("without_help", "V24"), ("ended_on", "V24"),
    ]  # fmt: skip
    assert all(each.level is Level.BLOCKS for each in problems)
    whole = replace(closed, outcome=Outcome.ADVICE, without_help=YesNoUnknown.UNKNOWN, ended_on=TODAY)
    assert check(whole) == []


def test_only_a_closed_case_asks_no_attention() -> None:
    assert [status for status in CaseStatus if not status.open] == [CaseStatus.CLOSED]


def test_each_outcome_has_its_place_in_the_figures_of_cbs() -> None:
    assert set(CBS_REASON) == set(Outcome)
    assert set(CBS_REASON.values()) == {"01", "02", "03", "04", "05", None}


def test_case_numbers_are_a_year_and_four_digits() -> None:
    assert case_number(2026, 114) == "2026-0114"
    assert is_case_number(" 2026-0114 ")
    assert not is_case_number("2026-114")


@pytest.mark.parametrize(
    ("draft", "review"),
    [
        (ACTIVE, date(2027, 3, 1)),
        (replace(ACTIVE, started_on=None), date(2027, 3, 15)),
        (replace(ACTIVE, next_review_on=date(2026, 10, 2)), date(2026, 10, 2)),
        (replace(ACTIVE, status=CaseStatus.INTAKE), None),
        (replace(ACTIVE, status=CaseStatus.INTAKE, next_review_on=TODAY), TODAY),
        (replace(ACTIVE, status=CaseStatus.CLOSED, next_review_on=TODAY), None),
    ],
)
def test_the_review_is_half_a_year_after_the_start_unless_a_day_was_chosen(
    draft: CaseDraft, review: date | None
) -> None:
    assert next_review(draft, TODAY) == review
