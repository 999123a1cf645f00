"""The sections that came after the first version: purpose, analysis, route, families, finance, term."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import ALWAYS, Funder, RiskKind, Role, Section
from jeugdhulp_desktop.domain.agreement_rules import check_agreement
from jeugdhulp_desktop.domain.agreement_sections import Analysis, Policy, Risk
from jeugdhulp_desktop.domain.agreement_terms import (
    Condition,
    Contribution,
    Families,
    Meeting,
    Rate,
    Route,
    Term,
)
from jeugdhulp_desktop.domain.agreements import Agreement, Step
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.services.structures import find_structure
from tests.agreements import IN_ORDER, JMW, JP

TODAY = date(2026, 9, 15)
HOOGEVEEN = find_structure("hoogeveen")
REMARK, REASON, BLOCKS = Level.REMARK, Level.REASON, Level.BLOCKS


def check(
    draft: Agreement,
    step: Step = Step.FREEZE,
    *,
    structure: Structure = HOOGEVEEN,
    additional: bool = False,
    terms: dict[SchoolYear, tuple[date, date]] | None = None,
) -> list[Problem]:
    return check_agreement(draft, structure, step=step, today=TODAY, additional=additional, other_terms=terms)


def found(problems: list[Problem], code: str) -> list[tuple[str, Level]]:
    return [(each.field, each.level) for each in problems if each.code == code]


def without(*sections: Section) -> Agreement:
    return replace(IN_ORDER, left_out=sections)


EMPTIED = {
    Section.PURPOSE: {"occasion": "", "aim": "", "policies": ()},
    Section.ANALYSIS: {"analysis": Analysis()},
    Section.TASKS: {"tasks": (), "expectations": ()},
    Section.ROUTE: {"route": Route()},
    Section.FAMILIES: {"families": Families()},
    Section.PRIVACY: {"privacy": type(IN_ORDER.privacy)()},
    Section.FINANCE: {"finance": type(IN_ORDER.finance)()},
}


@pytest.mark.parametrize("section", EMPTIED)
def test_a_section_that_is_used_and_empty_is_remarked_until_it_is_left_out(section: Section) -> None:
    bare = replace(IN_ORDER, **EMPTIED[section])  # type: ignore[arg-type]
    remarks = [each for each in check(bare) if each.code == "section-empty"]
    assert [each.level for each in remarks] == [REMARK]
    assert remarks[0].value("section") == f"{section.number} {section.label}"
    assert found(check(replace(bare, left_out=(section,))), "section-empty") == []


@pytest.mark.parametrize("section", sorted(ALWAYS))
def test_what_an_agreement_cannot_do_without_is_not_left_out(section: Section) -> None:
    draft = without(section)
    assert draft.uses(section)
    assert found(check(draft), "section-needed") == [("left_out", REMARK)]


def test_a_section_that_is_left_out_is_not_checked() -> None:
    wrong = replace(
        IN_ORDER,
        policies=(Policy(until=date(2020, 1, 1)),),
        analysis=Analysis(risks=(Risk(),)),
        route=Route(meetings=(Meeting(dates="1 mei"),)),
        measures=(),
        offers=(replace(IN_ORDER.offers[0], name=""),),
        finance=replace(
            IN_ORDER.finance,
            contributions=(Contribution(Funder.OTHER, share=Decimal(40)),),
            conditions=(Condition(result="uren"), Condition("Uren gemaakt")),
        ),
        term=Term(date(2027, 8, 1), date(2025, 8, 1)),
    )
    used = {each.code for each in check(wrong)}
    sections = (
        Section.PURPOSE, Section.ANALYSIS, Section.ROUTE, Section.MEASURES, Section.OFFERS, Section.FINANCE,
        Section.TERM,
    )  # fmt: skip
    assert {
        "policy-expired", "policy-untitled", "risk-unnamed", "route-without-steps", "meeting-unnamed",
        "nothing-measured", "offer-unnamed", "shares-uneven", "funder-unnamed", "condition-unnamed",
        "condition-without-target", "end-before-start", "theme-without-offer",
    } <= used  # fmt: skip
    left = check(replace(wrong, left_out=sections))
    assert [(each.code, each.level) for each in left] == [("no-group-offer", REASON)]


def test_v10_leaving_the_offers_out_is_no_way_round_it_but_a_structure_may_do_without() -> None:
    draft = without(Section.OFFERS)
    assert found(check(draft), "no-group-offer") == [("offers", REASON)]
    own = replace(HOOGEVEEN, left_out=(Section.OFFERS,))
    assert found(check(draft, structure=own), "no-group-offer") == []
    assert found(check(replace(IN_ORDER, offers=()), structure=own), "no-group-offer") == [("offers", REASON)]


def test_additional_deployment_makes_the_municipality_a_party_that_signs() -> None:
    school_and_welfare = replace(IN_ORDER, parties=IN_ORDER.parties[:2], signatories=IN_ORDER.signatories[:2])
    assert found(check(school_and_welfare), "signatory-missing") == []
    asked = check(school_and_welfare, additional=True)
    assert found(asked, "signatory-missing") == [("signatories", BLOCKS)]
    assert found(asked, "party-missing") == [("parties[2].organisation", BLOCKS)]
    assert {each.value("role") for each in asked} >= {Role.MUNICIPALITY.value}


def test_additional_deployment_cannot_be_left_out_of_what_is_signed() -> None:
    draft = without(Section.ADDITIONS)
    assert found(check(draft, additional=True), "additions-left-out") == [("left_out", BLOCKS)]
    assert found(check(draft, Step.SAVE, additional=True), "additions-left-out") == [("left_out", REMARK)]
    assert found(check(draft), "additions-left-out") == []


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        (Policy("Beleidsplan", until=date(2026, 9, 14)), "policy-expired"),
        (Policy("Beleidsplan", until=date(2026, 9, 15)), ""),
        (Policy("Beleidsplan"), ""),
        (Policy("Beleidsplan", dated=date(2027, 1, 1), until=date(2026, 12, 31)), "end-before-start"),
        (Policy(party="Gemeente"), "policy-untitled"),
    ],
)
def test_a_policy_that_ended_is_told(policy: Policy, code: str) -> None:
    draft = replace(IN_ORDER, policies=(policy,))
    assert [each.code for each in check(draft)] == ([code] if code else [])


def test_a_policy_must_still_hold_when_next_years_agreement_begins() -> None:
    coming = replace(
        IN_ORDER,
        school_year=SchoolYear(2027),
        term=Term(),
        policies=(Policy("Plan", until=date(2027, 7, 1)),),
    )
    assert found(check(coming), "policy-expired") == [("policies[0].until", REMARK)]


def test_a_risk_says_what_shows_it() -> None:
    risks = (Risk(RiskKind.INEQUALITY), Risk(RiskKind.OTHER, " "), Risk(RiskKind.DISADVANTAGE, "38%"))
    problems = check(replace(IN_ORDER, analysis=Analysis(risks)))
    assert found(problems, "risk-without-text") == [("analysis.risks[0].text", REMARK)]
    assert found(problems, "risk-unnamed") == [("analysis.risks[1].text", REMARK)]


def test_a_route_has_steps_and_its_meetings_have_a_name() -> None:
    route = replace(IN_ORDER.route, steps=(), meetings=(Meeting(frequency="wekelijks"), Meeting("MDO")))
    problems = check(replace(IN_ORDER, route=route))
    assert found(problems, "route-without-steps") == [("route.steps", REMARK)]
    assert found(problems, "meeting-unnamed") == [("route.meetings[0].name", REMARK)]


@pytest.mark.parametrize("left_out", [(), (Section.FAMILIES,)])
def test_v06_a_jp_comes_with_how_parents_are_involved(left_out: tuple[Section, ...]) -> None:
    silent = replace(IN_ORDER, families=replace(IN_ORDER.families, parents=" "), left_out=left_out)
    assert found(check(silent), "parents-not-told") == [("families.parents", REMARK)]
    no_jp = replace(silent, deployments=IN_ORDER.deployments[:1])
    assert found(check(no_jp), "parents-not-told") == []


def paid(*contributions: Contribution) -> Agreement:
    """Of JMW 320 hours at 71,50 and JP 247 hours at 84: together 43.628 euros."""
    return replace(IN_ORDER, finance=replace(IN_ORDER.finance, contributions=contributions))


GEMEENTE, SCHOOL = Funder.MUNICIPALITY, Funder.SCHOOL


@pytest.mark.parametrize(
    ("contributions", "code"),
    [
        ((Contribution(GEMEENTE, amount=Decimal(43_628)),), ""),
        ((Contribution(GEMEENTE, amount=Decimal("43627.99")),), ""),
        ((Contribution(GEMEENTE, amount=Decimal("43627.98")),), "contributions-uneven"),
        ((Contribution(GEMEENTE, amount=Decimal(40_000)), Contribution(SCHOOL, amount=Decimal(3_628))), ""),
        ((Contribution(GEMEENTE, share=Decimal(50)), Contribution(SCHOOL, amount=Decimal(21_814))), ""),
        (
            (Contribution(GEMEENTE, share=Decimal(50)), Contribution(SCHOOL, amount=Decimal(20_000))),
            "contributions-uneven",
        ),
        ((Contribution(GEMEENTE, share=Decimal(99)),), "shares-uneven"),
        (tuple(Contribution(GEMEENTE, share=Decimal("33.33")) for _ in range(3)), ""),
        ((Contribution(GEMEENTE, note="in natura"),), ""),
        ((Contribution(GEMEENTE, amount=Decimal(43_628), share=Decimal(90)),), "shares-uneven"),
        ((Contribution(GEMEENTE, amount=Decimal("NaN")),), "out-of-range"),
        ((Contribution(GEMEENTE, amount=Decimal("-0.01")),), "out-of-range"),
        ((Contribution(GEMEENTE, amount=Decimal("Infinity")),), "out-of-range"),
        ((Contribution(GEMEENTE, amount=Decimal("0.001")),), "too-many-decimals"),
        ((Contribution(GEMEENTE, share=Decimal("100.01")),), "out-of-range"),
    ],
)
def test_v13_contributions_add_up_to_the_cent(contributions: tuple[Contribution, ...], code: str) -> None:
    assert [each.code for each in check(paid(*contributions))] == ([code] if code else [])


def test_v13_without_all_rates_only_shares_are_added_up() -> None:
    finance = replace(IN_ORDER.finance, rates=(Rate(JMW, Decimal(71)),))
    draft = replace(paid(Contribution(amount=Decimal(1))), finance=finance)
    amount = replace(draft, finance=replace(finance, contributions=(Contribution(amount=Decimal(1)),)))
    assert check(amount) == []
    shares = replace(draft, finance=replace(finance, contributions=(Contribution(share=Decimal(1)),)))
    assert found(check(shares), "shares-uneven") == [("finance.contributions", REMARK)]


@pytest.mark.parametrize("step", [Step.SAVE, Step.FREEZE])
def test_f36_an_amount_that_cannot_be_kept_refuses_saving_even_in_a_section_that_is_left_out(
    step: Step,
) -> None:
    finance = replace(
        IN_ORDER.finance,
        rates=(Rate(JP, Decimal("1000.01")), Rate(JMW, Decimal("71.505"))),
        contributions=(Contribution(amount=Decimal("1E+400")), Contribution(share=Decimal("-1"))),
    )
    offer = replace(IN_ORDER.offers[0], costs=Decimal("sNaN"))
    draft = replace(IN_ORDER, finance=finance, offers=(offer, *IN_ORDER.offers[1:]))
    expected = [
        ("offers[0].costs", "out-of-range"),
        ("finance.rates[0].per_hour", "out-of-range"),
        ("finance.rates[1].per_hour", "too-many-decimals"),
        ("finance.contributions[0].amount", "out-of-range"),
        ("finance.contributions[1].share", "out-of-range"),
    ]
    for left_out in ((), (Section.FINANCE,)):
        problems = check(replace(draft, left_out=left_out), step)
        assert [(each.field, each.code) for each in problems if each.level is BLOCKS] == expected


def test_a_contribution_of_another_says_of_whom_and_a_condition_can_be_measured() -> None:
    finance = replace(
        IN_ORDER.finance,
        contributions=(Contribution(Funder.OTHER, share=Decimal(100)),),
        conditions=(Condition("Uren gemaakt", "uren"), Condition(target="95%")),
    )
    problems = check(replace(IN_ORDER, finance=finance))
    assert found(problems, "funder-unnamed") == [("finance.contributions[0].name", REMARK)]
    assert found(problems, "condition-without-target") == [("finance.conditions[0].target", REMARK)]
    assert found(problems, "condition-unnamed") == [("finance.conditions[1].text", REMARK)]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Term(), []),
        (Term(date(2026, 8, 1), date(2027, 7, 31)), []),
        (Term(date(2026, 7, 31)), [("term.starts_on", "term-outside-year", REMARK)]),
        (Term(ends_on=date(2027, 8, 1)), [("term.ends_on", "term-outside-year", REMARK)]),
        (Term(date(2027, 2, 1), date(2027, 1, 31)), [("term.ends_on", "end-before-start", BLOCKS)]),
        (Term(date(2027, 2, 1), date(2027, 2, 1)), []),
    ],
)
def test_v20_a_term_stays_within_its_school_year(term: Term, expected: list[tuple[str, str, Level]]) -> None:
    draft = replace(IN_ORDER, term=term)
    assert [(each.field, each.code, each.level) for each in check(draft)] == expected


def test_a_term_that_ends_before_it_begins_may_be_kept_while_one_types() -> None:
    draft = replace(IN_ORDER, term=Term(date(2027, 2, 1), date(2027, 1, 31)))
    assert found(check(draft, Step.SAVE), "end-before-start") == [("term.ends_on", REMARK)]


def test_terms_of_two_years_do_not_overlap() -> None:
    long = replace(IN_ORDER, term=Term(ends_on=date(2027, 8, 31)))
    last, this, coming = SchoolYear(2025), IN_ORDER.school_year, SchoolYear(2027)
    terms = {
        coming: (coming.start, coming.end),
        this: (this.start, this.end),  # an older version of the same year
        last: (last.start, last.end),
    }
    assert found(check(long, terms=terms), "term-overlaps") == [("term.ends_on", REMARK)]
    assert found(check(IN_ORDER, terms=terms), "term-overlaps") == []
    late = {last: (last.start, date(2026, 12, 31))}
    overlap = [each for each in check(IN_ORDER, terms=late) if each.code == "term-overlaps"]
    assert [(each.field, each.value("year")) for each in overlap] == [("term.starts_on", "2025-2026")]
