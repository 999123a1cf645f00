"""A goal that can be measured, and the sentence that says it back."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.agreement_sections import Theme
from jeugdhulp_desktop.domain.goals import SMART_FIELDS, goal_sentence, missing_for_smart

SMART = Theme(
    "t1",
    "Pesten",
    target_group="klas 1 en 2",
    indicator="Zegt: ik voel me veilig in de klas.",
    baseline="71%",
    target="85%",
    source="veiligheidsmeting",
    measured_on=date(2027, 6, 1),
)


def test_a_goal_with_everything_filled_in_misses_nothing() -> None:
    assert missing_for_smart(SMART) == ()


@pytest.mark.parametrize("name", SMART_FIELDS)
def test_each_part_that_is_empty_or_only_spaces_is_missed(name: str) -> None:
    empty = None if name == "measured_on" else "  "
    assert missing_for_smart(replace(SMART, **{name: empty})) == (name,)


def test_what_pupils_say_reads_as_their_words() -> None:
    sentence = "In juni 2027 zegt 85% van klas 1 en 2: ik voel me veilig in de klas (nu 71%)."
    assert goal_sentence(SMART) == sentence


def test_another_indicator_is_named() -> None:
    theme = replace(SMART, indicator="gepeste leerlingen", target="hoogstens 10%", baseline="11%")
    assert goal_sentence(theme) == (
        "In juni 2027 is ‘gepeste leerlingen’ hoogstens 10% bij klas 1 en 2 (nu 11%)."
    )


def test_what_is_not_filled_in_is_left_out_of_the_sentence() -> None:
    bare = replace(SMART, target_group="", baseline="", measured_on=None)
    assert goal_sentence(bare) == "Straks zegt 85%: ik voel me veilig in de klas."
    named = replace(bare, indicator="verzuim", target="3%")
    assert goal_sentence(named) == "Straks is ‘verzuim’ 3%."


@pytest.mark.parametrize("name", ["indicator", "target"])
def test_without_something_to_reach_there_is_no_sentence(name: str) -> None:
    assert goal_sentence(replace(SMART, **{name: " "})) == ""
