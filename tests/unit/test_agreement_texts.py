"""V26: what is searched for pupils' names before the paper goes round, and what the paper holds."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.agreement_texts import as_printed, find_full_names, free_texts, tidied
from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.problems import Level
from tests.agreements import IN_ORDER, deviation

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
