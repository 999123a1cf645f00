"""Themes: one trekker each, a priority of three, and goals that can be measured (004:131-138)."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.agreement_rules import check_agreement
from jeugdhulp_desktop.domain.agreement_sections import Theme
from jeugdhulp_desktop.domain.agreements import Step
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.domain.theme_rules import names_several
from jeugdhulp_desktop.services.structures import find_structure
from tests.agreements import IN_ORDER


def check(theme: Theme, step: Step = Step.FREEZE) -> list[Problem]:
    draft = replace(IN_ORDER, themes=(theme, *IN_ORDER.themes[1:]))
    return check_agreement(draft, find_structure("hoogeveen"), step=step, today=date(2026, 9, 15))


PESTEN = IN_ORDER.themes[0]


@pytest.mark.parametrize(
    "lead",
    [
        "Jan en Piet", "Jan / Piet", "jan & piet", "Jan; Piet", "Jan+Piet", "jan, piet", "Jan Bos, Piet Vos",
        "Marieke Dijkstra, Ingrid Lanting, JW", "Jan\nPiet", "Jan of Piet", "Jan samen met Piet",
    ],
)  # fmt: skip
def test_two_names_are_no_trekker(lead: str) -> None:
    assert names_several(lead)
    found = check(replace(PESTEN, lead=lead))
    assert [(each.field, each.code, each.level) for each in found] == [
        ("themes[0].lead", "theme-several-leads", Level.REMARK)
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "", "Marieke", "Marieke Dijkstra, JMW", "Hanneke Oosting, IB'er", "Ilse Brandsma, zorgcoördinator",
        "Jan van der Ende", "Sanne Hoekema (JMW)", "Ellen Bos, teamleider jeugd", "Zoë Boom-de Wit",
        "Centrum voor Jeugd en Gezin", "jan bos, mentor", "Jan Bos,",
    ],
)  # fmt: skip
def test_one_name_with_a_function_is_one_trekker(lead: str) -> None:
    assert not names_several(lead)


@pytest.mark.parametrize("priority", [0, 4, -1])
def test_a_priority_is_one_of_three(priority: int) -> None:
    found = check(replace(PESTEN, priority=priority), Step.SAVE)
    assert [(each.field, each.code, each.level) for each in found] == [
        ("themes[0].priority", "out-of-range", Level.BLOCKS)
    ]
    for good in (None, 1, 2, 3):
        assert check(replace(PESTEN, priority=good)) == []


def test_a_goal_that_is_not_smart_says_what_it_misses_and_jumps_there() -> None:
    found = check(replace(PESTEN, baseline=" ", source="", measured_on=None))
    assert [(each.field, each.level) for each in found] == [("themes[0].baseline", Level.REMARK)]
    assert found[0].value("missing") == "nulmeting, bron, datum"
    assert found[0].value("theme") == "Pesten"
