"""The blocks of a first page."""

import pytest

from jeugdhulp_desktop.reports.cover import KeyFigure, KeyFigures
from jeugdhulp_desktop.reports.design import FIGURE


def row(*numbers: str) -> KeyFigures:
    return KeyFigures([KeyFigure(number, "uur per jaar", "vorig jaar 12") for number in numbers])


def test_numbers_that_fit_have_the_size_of_the_design() -> None:
    figures = row("312", "4", "85%", "€ 12,50")
    assert {texts[0].style for texts in figures.texts} == {FIGURE}


@pytest.mark.parametrize("wide", ["€ 2.323,75", "€ 142.323,75"])
def test_a_wide_number_makes_the_whole_row_smaller_and_keeps_one_line(wide: str) -> None:
    figures, plain = row("312", wide, "4", "85%"), row("312", "1", "4", "85%")
    sizes = {texts[0].style.size for texts in figures.texts}
    assert len(sizes) == 1 and KeyFigures.SMALLEST <= min(sizes) < FIGURE.size
    assert [len(texts[0].lines) for texts in figures.texts] == [1, 1, 1, 1]
    assert figures.measure() == plain.measure()


def test_a_number_is_never_smaller_than_can_be_read() -> None:
    figures = row("€ 999.999.999.999.999,99", "1", "2", "3")
    assert {texts[0].style.size for texts in figures.texts} == {KeyFigures.SMALLEST}
    assert "".join("".join(figures.texts[0][0].lines).split()) == "€999.999.999.999.999,99"
