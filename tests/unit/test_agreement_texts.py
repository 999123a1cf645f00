"""V26: what is searched for pupils' names before the paper goes round, and what the paper holds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from jeugdhulp_desktop.domain.agreement_kinds import Funder, RiskKind, Section
from jeugdhulp_desktop.domain.agreement_sections import Policy, Risk
from jeugdhulp_desktop.domain.agreement_terms import Condition, Contribution, Deviation, Meeting, Rate
from jeugdhulp_desktop.domain.agreement_texts import (
    MAX_LINE,
    MAX_TEXT,
    as_printed,
    check_lengths,
    every_text,
    find_full_names,
    free_texts,
    max_length,
    names_in,
    tidied,
)
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus
from jeugdhulp_desktop.domain.problems import Level
from tests.agreements import IN_ORDER, JMW, JP, agreements, deviation

NAMES = ["Noor Yıldız", "Jan-Willem van der Brug", "Zoë d'Hondt", "Prince"]


@pytest.mark.parametrize(
    "text",
    [
        "Vorig jaar ging het mis met Noor Yıldız.",
        "NOOR YILDIZ, klas 2B",
        "noor\nyildiz's moeder",
        "met jan willem van der brug besproken",
        "Jan-Willem van der Brug",
        "(Zoe d'Hondt)",
    ],
)
def test_v26_a_full_name_is_found_however_it_is_written(text: str) -> None:
    found = find_full_names(replace(IN_ORDER, aim=text), NAMES)
    assert [(each.field, each.code, each.level, each.rule) for each in found] == [
        ("aim", "pupil-name", Level.REMARK, "V26")
    ]
    assert not any("oor" in value for _, value in found[0].values), "the name itself is not told on"


@pytest.mark.parametrize(
    "text", ["Noor spreekt de ouders", "Noortje Yıldızova", "eleonoor yildiz", "Prince speelt hier", ""]
)
def test_v26_a_first_name_alone_or_part_of_a_longer_name_is_not_a_find(text: str) -> None:
    assert find_full_names(replace(IN_ORDER, aim=text), NAMES) == []


def test_v26_every_text_that_a_person_typed_is_searched() -> None:
    name = "Noor Yıldız"
    agreement = replace(
        IN_ORDER,
        deployments=(replace(IN_ORDER.deployments[0], place=name, replacement=name),),
        presences=(replace(IN_ORDER.presences[0], times=name),),
        tasks=(replace(IN_ORDER.tasks[0], text=name),),
        themes=(replace(IN_ORDER.themes[0], why=name, lead=name),),
        offers=(replace(IN_ORDER.offers[0], planning=name),),
        measures=(replace(IN_ORDER.measures[0], report_to=name),),
        deviations=(deviation("V10", reason=name),),
        change_reason=name,
    )
    assert [each.field for each in find_full_names(agreement, [name])] == [
        "change_reason",
        "deployments[0].place",
        "deployments[0].replacement",
        "presences[0].times",
        "tasks[0].text",
        "themes[0].why",
        "themes[0].lead",
        "offers[0].planning",
        "measures[0].report_to",
        "deviations[0].reason",
    ]


def test_v26_the_sections_that_came_later_are_searched_too() -> None:
    name = "Noor Yıldız"
    agreement = replace(
        IN_ORDER,
        policies=(replace(IN_ORDER.policies[0], title=name),),
        analysis=replace(IN_ORDER.analysis, could_improve=name, lessons=("ging goed", name)),
        themes=(replace(IN_ORDER.themes[0], made_with=name, baseline=name),),
        route=replace(IN_ORDER.route, steps=(name,), meetings=(Meeting(present=name),)),
        families=replace(IN_ORDER.families, youth_changes=name),
        privacy=replace(IN_ORDER.privacy, shared=name),
        satisfaction=name,
        finance=replace(IN_ORDER.finance, conditions=(Condition(result=name),)),
        term=replace(IN_ORDER.term, dispute=name),
    )
    assert [each.field for each in find_full_names(agreement, [name])] == [
        "policies[0].title",
        "analysis.could_improve",
        "analysis.lessons[1]",
        "themes[0].baseline",
        "themes[0].made_with",
        "route.steps[0]",
        "route.meetings[0].present",
        "families.youth_changes",
        "privacy.shared",
        "satisfaction",
        "finance.conditions[0].result",
        "term.dispute",
    ]


def test_v26_a_professional_who_bears_a_pupils_name_is_no_find() -> None:
    name = "Noor Yıldız"
    agreement = replace(
        IN_ORDER,
        author=name,
        parties=(replace(IN_ORDER.parties[0], person=name),),
        deployments=(replace(IN_ORDER.deployments[0], worker_name=name),),
        signatories=(replace(IN_ORDER.signatories[0], name=name),),
        deviations=(replace(deviation("V10"), who=name),),
    )
    assert find_full_names(agreement, [name]) == []


def test_v26_any_value_can_be_searched() -> None:
    row = Meeting("MDO", present="Noor Yıldız en haar moeder")
    assert [each.field for each in names_in(every_text(row), NAMES)] == ["present"]


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("aim", MAX_TEXT), ("analysis.lessons[12]", MAX_TEXT), ("route.steps[0]", MAX_TEXT),
        ("themes[3].goal", MAX_TEXT), ("themes[3].lead", MAX_LINE), ("route.meetings[0].dates", MAX_LINE),
        ("finance.note", MAX_TEXT), ("left_out", MAX_LINE),
    ],
)  # fmt: skip
def test_f32_sentences_take_more_than_a_line(path: str, limit: int) -> None:
    assert max_length(path) == limit


def test_f32_every_text_of_every_section_has_a_limit() -> None:
    much = "a" * (MAX_TEXT + 1)
    agreement = replace(
        IN_ORDER,
        route=replace(IN_ORDER.route, steps=("kort", much)),
        policies=(replace(IN_ORDER.policies[0], party="a" * (MAX_LINE + 1)),),
        privacy=replace(IN_ORDER.privacy, shared=much[:-1]),
    )
    found = [(each.field, each.value("limit")) for each in check_lengths(agreement)]
    assert found == [("policies[0].party", str(MAX_LINE)), ("route.steps[1]", str(MAX_TEXT))]


def test_empty_rows_are_not_kept() -> None:
    typed = replace(
        IN_ORDER,
        policies=(Policy(), *IN_ORDER.policies, Policy(title=" ")),
        analysis=replace(
            IN_ORDER.analysis, risks=(Risk(), Risk(RiskKind.INEQUALITY)), lessons=("", "één", "\n")
        ),
        route=replace(IN_ORDER.route, steps=("", "stap"), meetings=(Meeting(), Meeting(dates="mei"))),
        finance=replace(
            IN_ORDER.finance,
            rates=(Rate(JMW), Rate(JP, Decimal(0))),
            contributions=(Contribution(), Contribution(Funder.SCHOOL), Contribution(amount=Decimal(0))),
            conditions=(Condition(), Condition(target="95%")),
        ),
    )
    kept = tidied(typed)
    assert kept.policies == IN_ORDER.policies
    assert (kept.analysis.risks, kept.analysis.lessons) == ((Risk(RiskKind.INEQUALITY),), ("één",))
    assert (kept.route.steps, kept.route.meetings) == (("stap",), (Meeting(dates="mei"),))
    assert kept.finance.rates == (Rate(JP, Decimal(0)),)
    assert kept.finance.contributions == (Contribution(Funder.SCHOOL), Contribution(amount=Decimal(0)))
    assert kept.finance.conditions == (Condition(target="95%"),)


def test_sections_are_left_out_once_in_their_order_and_never_those_that_must_be_there() -> None:
    draft = replace(IN_ORDER, left_out=(Section.TERM, Section.ROUTE, Section.THEMES, Section.TERM))
    assert tidied(draft).left_out == (Section.ROUTE, Section.TERM)


def test_of_two_reasons_for_one_rule_and_subject_the_newest_is_kept_where_the_first_stood() -> None:
    """Pressed twice before the answer came, it was printed twice."""
    first = Deviation("V09", "pesten", "Bewust", "Ilse Vermeer", date(2026, 9, 15))
    other = replace(first, subject="sova")
    again = replace(first, reason="Vorig jaar gedaan")
    assert tidied(replace(IN_ORDER, deviations=(first, other, first, again))).deviations == (again, other)


@given(agreements)
def test_tidying_twice_is_tidying_once(draft: Agreement) -> None:
    assert tidied(tidied(draft)) == tidied(draft)


def test_empty_texts_are_left_out() -> None:
    assert "change_reason" not in dict(free_texts(IN_ORDER))
    assert dict(free_texts(IN_ORDER))["themes[0].why"] == "11% wordt gepest"


def test_what_is_noted_after_signing_does_not_stand_on_the_paper() -> None:
    signed = tuple(
        replace(each, place="Hoogeveen", signed_on=date(2026, 9, 20)) for each in IN_ORDER.signatories
    )
    noted = replace(
        IN_ORDER, signatories=signed, paper_kept_at="kast 3", frozen_control="ab" * 8, id=7, version=4
    )
    assert as_printed(noted) == IN_ORDER


def test_an_offer_lets_go_of_a_theme_that_is_gone_and_names_each_once() -> None:
    links = replace(IN_ORDER.offers[1], theme_keys=("t3", "t9", "t3", "t1"))
    assert tidied(replace(IN_ORDER, offers=(links,))).offers[0].theme_keys == ("t3", "t1")
    assert tidied(IN_ORDER) == IN_ORDER


def test_the_status_stands_on_the_paper() -> None:
    other = replace(IN_ORDER, status=AgreementStatus.DISCUSSION)
    assert as_printed(other) != as_printed(IN_ORDER)
