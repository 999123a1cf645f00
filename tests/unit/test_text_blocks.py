"""The school's own text blocks: what one is, and in which order a field offers them."""

import pytest

from jeugdhulp_desktop.domain.agreement_texts import MAX_TEXT
from jeugdhulp_desktop.domain.text_blocks import MAX_TITLE, TextBlock, check_text_block, for_field


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (TextBlock("Meldcode", "route.reporting_code", "Ieder volgt de eigen meldcode."), []),
        (TextBlock(" ", "", "Tekst"), [("title", "required")]),
        (TextBlock("Meldcode", "", "\n"), [("text", "text-required")]),
        (TextBlock("a" * (MAX_TITLE + 1), text="b"), [("title", "too-long")]),
        (TextBlock("a", text="b" * (MAX_TEXT + 1)), [("text", "too-long")]),
    ],
)
def test_a_block_has_a_name_and_a_text_that_fits_a_field(
    block: TextBlock, expected: list[tuple[str, str]]
) -> None:
    assert [(each.field, each.code) for each in check_text_block(block)] == expected


def test_a_field_offers_its_own_blocks_first_and_keeps_the_order_of_the_rest() -> None:
    blocks = [
        TextBlock(name, field) for name, field in (("a", "aim"), ("b", ""), ("c", "occasion"), ("d", "aim"))
    ]
    assert [block.title for block in for_field(blocks, "aim")] == ["a", "d", "b", "c"]
