"""Running text: typed paragraphs, lists, and a label in the side column beside what it names."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, Self

from jeugdhulp_desktop.reports.design import BODY, H3, ITEM, SIDE, TEXT_X, Style, printable
from jeugdhulp_desktop.reports.flowables import FIELD_LIMIT, Beside, Block, Text, Together
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas


class Item(Text):
    """One item of a list, with its sign or number before it."""

    GAP = 12.0  # between sign and text
    WIDE_GAP = 18.0  # between number and text

    def __init__(self, text: str, sign: str, listing: Node, *, indent: float, gap: float = GAP) -> None:
        item = Node("LI", listing)
        self.sign: str | None = sign
        self.sign_node = Node("Lbl", item)
        self.gap = gap
        super().__init__(text, ITEM, node=Node("LBody", item), indent=indent + gap)

    def _with(self, lines: Sequence[str]) -> Self:
        other = super()._with(lines)
        if lines and lines[0] is not self.lines[0]:
            other.sign = None
        return other

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        if self.sign is not None and self.lines:
            canvas.begin(self.sign_node)
            canvas.show_line(f"{self.sign} ", self.style, x + self.indent - self.gap, top)
            canvas.end()
        super().paint(canvas, x, top)


def items(texts: Iterable[str], *, numbered: bool = False, indent: float = TEXT_X) -> list[Block]:
    """A list, as one block an item: it may break between items and within one."""
    numbering = "Decimal" if numbered else "Disc"
    listing = Node("L", attributes=f"/O /List /ListNumbering /{numbering}")
    rows = [text for text in texts if printable(text).strip()]
    gap = Item.WIDE_GAP if numbered else Item.GAP
    blocks: list[Block] = [
        Item(text, f"{number}." if numbered else "–", listing, indent=indent, gap=gap)
        for number, text in enumerate(rows, 1)
    ]
    if blocks:
        blocks[-1].after = BODY.after
    return blocks


def labelled(label: str, blocks: Sequence[Block]) -> list[Block]:
    """Blocks of the text column with a label (H3) beside the first of them."""
    if not blocks:
        return []
    name = Text(label, H3, tag="H3", width=SIDE)
    high, count = name.measure(), 1
    while count < len(blocks) and Together(blocks[:count]).measure() < high:
        count += 1  # a label of two lines beside items of one
    body = Together(blocks[:count]) if count > 1 else blocks[0]
    return [Beside(name, body), *blocks[count:]]


_SIGN = re.compile(r"\s*(?:[-–•*·]\s+|(\d{1,2})[.)]\s+)")


def paragraphs(text: str, style: Style = BODY, *, indent: float = TEXT_X) -> list[Block]:
    """A typed text as blocks: an empty line begins a new paragraph, lines with a dash or a number are a list.

    A line end within a paragraph stays a line end. Numbers of a list are counted anew only when they were
    typed as 1, 2, 3; other numbers stay part of the text.
    """
    blocks: list[Block] = []
    for kind, lines in groupby(printable(text[:FIELD_LIMIT]).split("\n"), _line_kind):
        rows = list(lines)
        if kind == "dash":
            blocks += items(map(unsigned, rows), indent=indent)
        elif kind == "number" and [_number(row) for row in rows] == list(range(1, len(rows) + 1)):
            blocks += items(map(unsigned, rows), numbered=True, indent=indent)
        elif kind != "empty":
            blocks.append(Text("\n".join(rows), style, indent=indent))
    return blocks


def _line_kind(line: str) -> Literal["empty", "dash", "number", "text"]:
    if not line.strip():
        return "empty"
    sign = _SIGN.match(line)
    if sign is None or not line[sign.end() :].strip():
        return "text"
    return "number" if sign[1] else "dash"


def _number(line: str) -> int:
    sign = _SIGN.match(line)
    return int(sign[1]) if sign and sign[1] else 0


def unsigned(line: str) -> str:
    """A line without the dash or number it was typed with, for a list that draws its own."""
    sign = _SIGN.match(line)
    return line[sign.end() :].strip() if sign else line.strip()
