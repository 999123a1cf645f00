"""V11-V13: what a request for additional deployment needs, and what granting it needs (002:35)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.addition_rules import LATE, check_addition, needed_deviations, refusing
from jeugdhulp_desktop.domain.addition_texts import as_printed, tidied, typed_texts
from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus, AdditionStep, Requester
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Funder, RiskKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreement_terms import Contribution, Deviation
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.domain.relations import WorkerType
from tests.additions import BASIC, GRANTABLE

TODAY = date(2026, 10, 6)
SAVE, REQUEST, GRANT = AdditionStep.SAVE, AdditionStep.REQUEST, AdditionStep.GRANT
REMARK, REASON, BLOCKS = Level.REMARK, Level.REASON, Level.BLOCKS


def check(draft: Addition, step: AdditionStep = GRANT, basic: Iterable[Deployment] = BASIC) -> list[Problem]:
    return check_addition(draft, step=step, basic=tuple(basic), today=TODAY)


def found(draft: Addition, step: AdditionStep = GRANT, **known: object) -> set[tuple[str, str, Level]]:
    return {(each.field, each.code, each.level) for each in check(draft, step, **known)}  # type: ignore[arg-type]


def because(subject: str, reason: str = "Zo afgesproken met de gemeente.") -> Deviation:
    return Deviation("V12", subject, reason, "Ilse Vermeer", TODAY)


def test_a_request_in_order_passes_every_step() -> None:
    for step in AdditionStep:
        draft = replace(GRANTABLE, decision_note="Niet nu.", outcome="Doel 1 is gehaald.")
        assert check(draft, step) == []


V11_ASKING = {
    "motivation": ("motivation", "motivation-short", replace(GRANTABLE, motivation=" te  druk ")),
    "reason": ("reasons", "addition-reason-missing", replace(GRANTABLE, reasons=())),
    "school": (
        "school_requester.name",
        "requester-name-missing",
        replace(GRANTABLE, school_requester=Requester("De Wissel")),
    ),
    "welfare": (
        "welfare_requester.organisation",
        "requester-organisation-missing",
        replace(GRANTABLE, welfare_requester=Requester("", "Hanna Postma")),
    ),
    "addressee": ("addressee", "addressee-missing", replace(GRANTABLE, addressee=" ")),
}


@pytest.mark.parametrize(("field", "code", "draft"), V11_ASKING.values(), ids=V11_ASKING)
def test_v11_asking_needs_why_and_who(field: str, code: str, draft: Addition) -> None:
    assert (field, code, REMARK) in found(draft, SAVE)
    assert (field, code, BLOCKS) in found(draft, REQUEST)
    assert (field, code, BLOCKS) in found(draft, GRANT)


def _approvals(index: int, **values: object) -> Addition:
    rows = list(GRANTABLE.approvals)
    rows[index] = replace(rows[index], **values)  # type: ignore[arg-type]
    return replace(GRANTABLE, approvals=tuple(rows))


V11_GRANTING = {
    "hours": ("hours_per_week", "addition-hours-missing", replace(GRANTABLE, hours_per_week=None)),
    "weeks": ("weeks", "addition-weeks-missing", replace(GRANTABLE, weeks=None)),
    "start": ("starts_on", "addition-starts-missing", replace(GRANTABLE, starts_on=None)),
    "end": ("ends_on", "addition-ends-missing", replace(GRANTABLE, ends_on=None)),
    "goals": ("goals", "goals-missing", replace(GRANTABLE, goals=("", " "))),
    "financing": (
        "financing",
        "financing-missing",
        replace(GRANTABLE, financing=(Contribution(Funder.SCHOOL),)),
    ),
    "what": ("accountability", "accountability-missing", replace(GRANTABLE, accountability="")),
    "when": ("accountable_when", "accountable-when-missing", replace(GRANTABLE, accountable_when="")),
    "to whom": ("accountable_to", "accountable-to-missing", replace(GRANTABLE, accountable_to="")),
    "party": ("approvals", "approval-missing", replace(GRANTABLE, approvals=GRANTABLE.approvals[:2])),
    "name": ("approvals[2].name", "approval-unnamed", _approvals(2, name=" ")),
    "date": ("approvals[1].agreed_on", "approval-undated", _approvals(1, agreed_on=None)),
}


@pytest.mark.parametrize(("field", "code", "draft"), V11_GRANTING.values(), ids=V11_GRANTING)
def test_v11_granting_needs_the_four_blocks_and_three_parties(field: str, code: str, draft: Addition) -> None:
    assert (field, code, REMARK) in found(draft, REQUEST)
    assert (field, code, BLOCKS) in found(draft, GRANT)


def test_v11_padding_with_spaces_makes_no_motivation() -> None:
    (short,) = [
        each for each in check(replace(GRANTABLE, motivation="druk" + " " * 90)) if each.field == "motivation"
    ]
    assert short.value("more") == "76"


def test_v12_another_worker_than_the_basis_asks_a_reason_and_a_recorded_one_is_in_order() -> None:
    other = replace(GRANTABLE, worker_type=WorkerType.JP)
    (problem,) = check(other)
    assert (problem.field, problem.level, problem.rule) == ("worker_type", REASON, "V12")
    assert refusing([problem], REQUEST) == refusing([problem], GRANT) == [problem]
    assert refusing([problem], SAVE) == []
    assert check(replace(other, deviations=(because("JP"),))) == []
    assert check(replace(other, deviations=(because("JP", " "),))) == [problem]


def test_v12_additional_rows_are_no_basis_and_no_basis_is_a_remark() -> None:
    additional = (replace(BASIC[0], kind=DeploymentKind.ADDITIONAL),)
    expected = {("worker_type", "addition-without-basis", REMARK)}
    assert found(GRANTABLE, basic=additional) == found(GRANTABLE, basic=()) == expected


def test_v12_an_end_after_31_july_asks_a_reason() -> None:
    late = replace(GRANTABLE, ends_on=date(2027, 8, 1))
    assert found(late) == {("ends_on", "addition-past-july", REASON)}
    assert found(replace(late, ends_on=date(2027, 7, 31))) == set()
    assert check(replace(late, deviations=(because(LATE),))) == []


def test_a_reason_that_answers_nothing_any_more_is_not_printed() -> None:
    both = (because("JP"), because(LATE))
    assert needed_deviations(replace(GRANTABLE, deviations=both), BASIC) == ()
    late = replace(GRANTABLE, ends_on=date(2027, 8, 1), deviations=both)
    assert needed_deviations(late, BASIC) == (because(LATE),)


def test_v13_what_the_parties_pay_adds_up_before_it_is_granted() -> None:
    def paid(*amounts: str) -> Addition:
        rows = tuple(Contribution(Funder.SCHOOL, amount=Decimal(amount)) for amount in amounts)
        return replace(GRANTABLE, financing=rows)

    assert GRANTABLE.cost == Decimal("5616.00")
    assert check(paid("5000", "616")) == []
    assert check(paid("5000", "615.99")) == []  # one cent is tolerated
    assert ("financing", "contributions-uneven", BLOCKS) in found(paid("5000", "615.98"))
    assert ("financing", "contributions-uneven", REMARK) in found(paid("5000", "615.98"), REQUEST)


def test_v13_shares_are_a_hundred_together() -> None:
    uneven = replace(GRANTABLE, financing=(Contribution(share=Decimal(60)), Contribution(share=Decimal(30))))
    assert ("financing", "shares-uneven", BLOCKS) in found(uneven)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("hours_per_week", Decimal("NaN"), "hours-range"),
        ("hours_per_week", Decimal("1e9"), "hours-range"),
        ("hours_per_week", Decimal(0), "hours-range"),
        ("hours_per_week", Decimal("4.125"), "too-many-decimals"),
        ("weeks", Decimal("Infinity"), "weeks-range"),
        ("weeks", Decimal(54), "weeks-range"),
        ("weeks", Decimal(-1), "weeks-range"),
        ("rate", Decimal("NaN"), "out-of-range"),
        ("rate", Decimal("1e9"), "out-of-range"),
        ("rate", Decimal("62.405"), "too-many-decimals"),
        ("starts_on", date(1, 1, 1), "date-far"),
        ("ends_on", date(9999, 12, 31), "date-far"),
    ],
)
def test_f36_a_figure_or_day_that_cannot_be_reckoned_with_is_never_kept(
    field: str, value: object, code: str
) -> None:
    assert (field, code, BLOCKS) in found(replace(GRANTABLE, **{field: value}), SAVE)  # type: ignore[arg-type]


def test_f32_a_book_in_one_field_is_never_kept() -> None:
    found_at = found(replace(GRANTABLE, motivation="a" * 20_001, addressee="b" * 1_001), SAVE)
    assert {("motivation", "too-long", BLOCKS), ("addressee", "too-long", BLOCKS)} <= found_at


def test_the_period_has_an_order_and_lies_in_its_year() -> None:
    turned = replace(GRANTABLE, starts_on=date(2027, 1, 11), ends_on=date(2026, 12, 1))
    assert found(turned, SAVE) == {("ends_on", "end-before-start", REMARK)}
    assert found(turned, REQUEST) == {("ends_on", "end-before-start", BLOCKS)}
    early = replace(GRANTABLE, starts_on=date(2026, 7, 31))
    assert found(early, SAVE) == {("starts_on", "addition-other-year", REMARK)}
    assert found(early) == {("starts_on", "addition-other-year", BLOCKS)}


def test_more_weeks_than_the_period_has_cannot_be_granted() -> None:
    crowded = replace(GRANTABLE, weeks=Decimal(25))
    assert found(crowded, REQUEST) == {("weeks", "weeks-beyond-period", REMARK)}
    assert found(crowded) == {("weeks", "weeks-beyond-period", BLOCKS)}
    assert found(replace(crowded, weeks=Decimal(24))) == set()


def test_what_is_to_come_was_not_decided_yet() -> None:
    tomorrow = date(2026, 10, 7)
    assert ("requested_on", "date-in-future", BLOCKS) in found(
        replace(GRANTABLE, requested_on=tomorrow), REQUEST
    )
    assert ("decided_on", "date-in-future", BLOCKS) in found(replace(GRANTABLE, decided_on=tomorrow))
    assert ("approvals[0].agreed_on", "date-in-future", BLOCKS) in found(_approvals(0, agreed_on=tomorrow))
    early = replace(GRANTABLE, decided_on=date(2026, 9, 1))
    assert found(early) == {("decided_on", "date-order", REMARK)}
    assert found(replace(early, requested_on=None)) == set()
    assert found(replace(early, decided_on=None)) == set()


def test_rejecting_says_why_and_evaluating_what_was_found() -> None:
    assert found(GRANTABLE, AdditionStep.REJECT) == {("decision_note", "decision-note-missing", BLOCKS)}
    assert found(GRANTABLE, AdditionStep.EVALUATE) == {("outcome", "outcome-missing", BLOCKS)}
    later = replace(GRANTABLE, outcome="Gehaald.", evaluated_on=date(2026, 10, 7))
    assert found(later, AdditionStep.EVALUATE) == {("evaluated_on", "date-in-future", BLOCKS)}
    assert found(replace(later, evaluated_on=TODAY), AdditionStep.EVALUATE) == set()


def test_when_it_is_looked_at_is_asked_and_lies_after_its_start() -> None:
    assert found(replace(GRANTABLE, evaluate_on=None)) == {("evaluate_on", "evaluate-on-missing", REMARK)}
    early = replace(GRANTABLE, evaluate_on=date(2026, 11, 1))
    assert found(early) == {("evaluate_on", "date-order", REMARK)}


def test_a_risk_without_evidence_is_a_remark() -> None:
    assert found(replace(GRANTABLE, evidence="")) == {("evidence", "addition-evidence-missing", REMARK)}


def test_v18_a_number_that_may_be_a_bsn_is_asked_about_in_every_typed_text() -> None:
    draft = replace(GRANTABLE, goals=("Gesprek over 123.456.782",), decision_note="123456782")
    assert {field for field, code, _ in found(draft, SAVE) if code == "bsn-like"} == {
        "goals[0]",
        "decision_note",
    }


def test_v26_texts_are_searched_but_not_the_names_of_who_decides() -> None:
    draft = replace(GRANTABLE, deviations=(because("JP"),), outcome="Gehaald.")
    paths = [path for path, _ in typed_texts(draft)]
    assert {"motivation", "goals[1]", "outcome", "deviations[0].reason"} <= set(paths)
    assert not [path for path in paths if "requester" in path or "approvals" in path or path.endswith(".who")]


def test_empty_lines_are_not_kept() -> None:
    draft = replace(
        GRANTABLE,
        goals=("", *GRANTABLE.goals, "  "),
        financing=(*GRANTABLE.financing, Contribution(Funder.OTHER), Contribution(Funder.OTHER, "Fonds")),
        reasons=(*GRANTABLE.reasons, RiskKind.INEQUALITY),
        deviations=(because("JP"), replace(because("JP"), reason="Nieuwer")),
    )
    kept = tidied(draft)
    assert kept.goals == GRANTABLE.goals
    assert [each.name for each in kept.financing] == ["", "", "Fonds"]
    assert kept.reasons == GRANTABLE.reasons
    assert [each.reason for each in kept.deviations] == ["Nieuwer"]


def test_what_is_noted_after_the_decision_does_not_change_the_paper() -> None:
    granted = replace(GRANTABLE, status=AdditionStatus.GRANTED, id=4, version=3)
    later = replace(
        granted,
        status=AdditionStatus.STOPPED,
        outcome="Gehaald.",
        evaluated_on=date(2027, 3, 15),
        paper_kept_at="kast 2",
        version=5,
    )
    assert as_printed(later) == as_printed(granted) != as_printed(replace(granted, weeks=Decimal(19)))
    assert as_printed(GRANTABLE).status is AdditionStatus.DRAFT
