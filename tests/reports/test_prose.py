"""Typed text as blocks: paragraphs, lists, labels beside them."""

import pytest

from jeugdhulp_desktop.reports.flowables import Block, Text
from jeugdhulp_desktop.reports.prose import Item, labelled, paragraphs, unsigned


def shape(blocks: list[Block]) -> list[str]:
    """Each block as what is drawn before it and its text."""
    return [
        f"{block.sign} {block.text}" if isinstance(block, Item) else block.text
        for block in blocks
        if isinstance(block, Text)
    ]


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("een alinea", ["een alinea"]),
        ("een\ntwee\n\n\ndrie", ["een\ntwee", "drie"]),
        ("Wat we doen:\n- bellen\n- mailen\nEn verder niets.",
         ["Wat we doen:", "– bellen", "– mailen", "En verder niets."]),
        ("* bellen\r\n• mailen", ["– bellen", "– mailen"]),
        ("1. eerst\n2) dan", ["1. eerst", "2. dan"]),
        ("3. los punt", ["3. los punt"]),
        ("elf\n- ", ["elf\n- "]),
        ("op woensdag- en donderdagmiddag", ["op woensdag- en donderdagmiddag"]),
        ("  \n \n", []),
        ("\u202e\u0000\n \u200b", []),
    ],
)  # fmt: skip
def test_lines_become_paragraphs_and_lists_as_they_were_meant(typed: str, drawn: list[str]) -> None:
    assert shape(paragraphs(typed)) == drawn


@pytest.mark.parametrize(
    "line", ["- een ruimte", "– een ruimte", "•  een ruimte", "2. een ruimte", "een ruimte "]
)
def test_a_sign_that_was_typed_gives_way_to_the_one_that_is_drawn(line: str) -> None:
    assert unsigned(line) == "een ruimte"


def test_a_label_of_two_lines_leaves_no_hole_under_an_item_of_one() -> None:
    beside, *rest = labelled("De welzijnsorganisatie levert", paragraphs("- een\n- twee\n- drie"))
    assert beside.measure() < 2 * 14 + 5
    assert len(rest) == 1


def test_a_label_without_text_is_left_out() -> None:
    assert labelled("Doel", paragraphs("")) == []


def test_an_item_over_two_pages_has_one_sign() -> None:
    (item,) = paragraphs("- " + "woord " * 200)
    first, second = item.part(70)
    assert isinstance(first, Item) and isinstance(second, Item)
    assert (first.sign, second.sign) == ("–", None)
    assert first.node is second.node


def test_no_line_of_a_paragraph_is_left_alone_on_a_page() -> None:
    text = Text("woord " * 100)
    count = len(text.lines)
    assert text.part(1 * 14) == []
    parts = text.part((count - 1) * 14)
    assert [len(part.lines) for part in parts if isinstance(part, Text)] == [count - 2, 2]
