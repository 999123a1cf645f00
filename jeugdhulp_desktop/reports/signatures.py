"""The signature block: one column a party, three at most in a row; never parted, never alone on a page."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.reports.design import (
    BLACK,
    BODY,
    CELL,
    CELL_LABEL,
    HEAD,
    HEAVY,
    LINE,
    UNIT,
    WIDTH,
    printable,
)
from jeugdhulp_desktop.reports.flowables import Beside, Block, Text, Together, at_top, loose
from jeugdhulp_desktop.reports.grids import PAD, Grid
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas

ROW = CELL.leading + 2 * PAD
_LABELS = 24 * 72 / 25.4  # the column of row names
_GAP = 9.0
_MOST = 120  # characters of a name in the block; all of it stands in the table of parties
_PLACE, _SIGN = 26.0, 56.0  # room to write


@dataclass(frozen=True)
class Signer:
    """One column: for whom is signed, and what is known of it. Empty places stay open to write in."""

    heading: str
    organisation: str
    name: str
    function: str
    place: str = ""
    signed_on: date | None = None


def signature_blocks(sentence: str, signers: Sequence[Signer], heading: Block | None = None) -> Together:
    """Heading, sentence and all columns as one whole."""
    blocks: list[Block] = [heading] if heading else []
    blocks.append(Text(sentence, BODY))
    blocks += [SignatureBlock(signers[start : start + 3]) for start in range(0, len(signers), 3)]
    return Together(blocks, whole=True)


def with_signatures(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, the last of which are signatures: alone on a page they could be put under any text."""
    *first, before, last = blocks
    return [*first, Attached(before, last)]


class Attached(Block):
    """Signatures that are never alone on a page: something of the block before them goes along."""

    def __init__(self, body: Block, signatures: Block) -> None:
        super().__init__()
        self.stack = Together([body, signatures])
        self.body, self.signatures = body, signatures
        self.before = body.before

    def measure(self) -> float:
        return self.stack.measure()

    def part(self, height: float) -> list[Block]:
        own = self.body.measure()
        body = relaxed(self.body) if at_top(height) else self.body  # no next page has more room
        # The body fits but the signatures do not: some of it, three rows or more, goes to the next page.
        parts = body.part(height if own > height else own - 3 * ROW)
        if len(parts) > 1:
            return [*parts[:-1], Attached(parts[-1], self.signatures)]
        return loose([body, self.signatures], height) if at_top(height) else []

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        self.stack.paint(canvas, x, top)


def relaxed(block: Block) -> Block:
    """The same block, that may be parted though it is short."""
    if isinstance(block, Together):
        return Together([*block.blocks[:-1], relaxed(block.blocks[-1])])
    if isinstance(block, Beside):
        return Beside(block.label, relaxed(block.body))
    if isinstance(block, Grid):
        grid = copy.copy(block)
        grid.keep, grid.least = False, 1
        return grid
    return block


class SignatureBlock(Block):
    """A table of at most three signers, too small to ever need parting."""

    def __init__(self, signers: Sequence[Signer]) -> None:
        super().__init__()
        self.width_of_one = (WIDTH - _LABELS - 2 * _GAP) / 3
        node = Node("Table")
        head = Node("TR", node, eager=True)
        column = "/O /Table /Scope /Column"
        Node("TD", head, eager=True)
        self.heads = [
            Text(
                each.heading,
                HEAD,
                node=Node("TH", head, eager=True, attributes=column),
                width=self.width_of_one,
            )
            for each in signers
        ]
        known = [
            ("Organisatie", [each.organisation.strip() or "nog niet bekend" for each in signers], 0.0),
            ("Naam", names := [each.name.strip() for each in signers], 0.0 if all(names) else _PLACE),
            ("Functie", roles := [each.function.strip() for each in signers], 0.0 if all(roles) else _PLACE),
            ("Plaats", [each.place for each in signers], _PLACE),
            ("Datum", [long_date(each.signed_on) if each.signed_on else "" for each in signers], _PLACE),
            ("Handtekening", ["" for _ in signers], _SIGN),
        ]
        self.rows = [self._row(node, label, values, room) for label, values, room in known]
        self.before, self.after = 0.0, 2 * UNIT

    def _row(
        self, table: Node, label: str, values: Sequence[str], room: float
    ) -> tuple[Text, list[Text], float]:
        row = Node("TR", table, eager=True)
        name = Text(
            label,
            CELL_LABEL,
            node=Node("TH", row, eager=True, attributes="/O /Table /Scope /Row"),
            width=_LABELS,
        )
        cells = [
            Text(_short(value), CELL, node=Node("TD", row, eager=True), width=self.width_of_one)
            for value in values
        ]
        return name, cells, room

    def _height_of(self, row: tuple[Text, list[Text], float]) -> float:
        name, cells, room = row
        text = max([name.measure(), *(cell.measure() for cell in cells)])
        return max(text + 2 * PAD, room)

    def measure(self) -> float:
        head = max(text.measure() for text in self.heads) + 2 * PAD
        return head + sum(self._height_of(row) for row in self.rows)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        edges = [x + _LABELS + number * (self.width_of_one + _GAP) for number in range(len(self.heads))]
        y = top - max(text.measure() for text in self.heads) - 2 * PAD
        canvas.begin_artifact()
        canvas.rules([(x, top, x + WIDTH, top)], HEAVY, BLACK)
        canvas.rules([(x, y, x + WIDTH, y)], LINE, BLACK)
        canvas.end()
        for text, edge in zip(self.heads, edges, strict=True):
            text.paint(canvas, edge, top - PAD)
        for row in self.rows:
            bottom = y - self._height_of(row)
            self._paint_row(canvas, row, [x, *edges], (y, bottom))
            y = bottom

    def _paint_row(
        self,
        canvas: TaggedCanvas,
        row: tuple[Text, list[Text], float],
        edges: Sequence[float],
        span: tuple[float, float],
    ) -> None:
        top, bottom = span
        left, *columns = edges
        name, cells, room = row
        start = bottom + PAD + CELL.leading if room else top - PAD  # what is written stands on the line
        name.paint(canvas, left, start)
        for cell, edge in zip(cells, columns, strict=True):
            cell.paint(canvas, edge, start)
        if room:
            canvas.begin_artifact()
            lines = [(edge, bottom, edge + self.width_of_one, bottom) for edge in columns]
            canvas.rules(lines, LINE, BLACK)
            canvas.end()


def _short(text: str) -> str:
    """A name that leaves the block on one page, whatever was typed."""
    one_line = " ".join(printable(text).split())
    return one_line if len(one_line) <= _MOST else one_line[: _MOST - 1].rstrip() + "…"
