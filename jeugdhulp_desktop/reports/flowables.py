"""Blocks of a page: text, headings, list items, a label beside its text, and blocks that stay together.

A block knows its height, can be parted at a height, and paints itself with its own element of the structure
tree. Text is never parsed as markup: what a person typed is drawn as typed (F46). Every block can be parted
when it stands at the top of a page, so nothing is ever too large to print (F47).
"""

import copy
from collections.abc import Sequence
from typing import Literal, Self

from reportlab.platypus import Flowable, PageBreak

from jeugdhulp_desktop.reports.design import (
    BODY,
    BODY_HEIGHT,
    H2,
    NBSP,
    WIDTH,
    Style,
    break_lines,
    no_break,
    printable,
)
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas

PageStart = PageBreak  # what follows begins on a new page
FUZZ = 0.01  # of a point: heights are sums of floats
FIELD_LIMIT = 120_000  # characters of one field that are set; an agreement field holds at most 20,000


class Block(Flowable):  # type: ignore[misc]
    """A flowable that paints in page coordinates, from its top left corner down."""

    before = 0.0
    after = 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.height = self.measure()
        return width, self.height

    def measure(self) -> float:
        """The height, without the space before and after; a block knows its own width."""
        raise NotImplementedError

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw with the top left corner at (x, top)."""
        raise NotImplementedError

    def part(self, height: float) -> list["Block"]:
        """What fits in ``height``, and the rest; an empty list when nothing useful fits."""
        return [self] if self.measure() <= height else []

    def split(self, _width: float, height: float) -> list["Block"]:
        parts = self.part(height)
        for part in parts:  # a copy of a block that was moved to the next page has not been moved itself
            part.__dict__.pop("_postponed", None)
        return parts

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N803
        self.paint(canvas, x, y + self.height)

    def getSpaceBefore(self) -> float:
        return self.before

    def getSpaceAfter(self) -> float:
        return self.after


def at_top(height: float) -> bool:
    """Whether this much room means the top of a page, where a block has to begin in any case."""
    return height >= BODY_HEIGHT - 1


class Text(Block):
    """A paragraph: lines of one style in one element. Newlines in the text begin a new line."""

    def __init__(
        self,
        text: str,
        style: Style = BODY,
        *,
        tag: str = "P",
        node: Node | None = None,
        indent: float = 0.0,
        width: float | None = None,
        align: Literal["left", "right"] = "left",
    ) -> None:
        """``indent`` is from the left; ``width`` is that of the lines, the rest of the page unless given."""
        super().__init__()
        self.text = no_break(printable(text[:FIELD_LIMIT]))
        self.style = style
        self.node = node or Node(tag)
        self.indent, self.align = indent, align
        self.line_width = WIDTH - indent if width is None else width
        self.before, self.after = style.before, style.after
        self.lines = break_lines(self.text, self.style, self.line_width)

    def measure(self) -> float:
        return len(self.lines) * self.style.leading

    def part(self, height: float) -> list[Block]:
        fit = int((height + FUZZ) / self.style.leading)
        total = len(self.lines)
        if fit >= total:
            return [self]
        fit = min(fit, total - 2)  # no single last line on the next page
        if fit < 2 and not (at_top(height) and fit > 0):
            return []
        return [self._with(self.lines[:fit]), self._with(self.lines[fit:])]

    def _with(self, lines: Sequence[str]) -> Self:
        """A part of this text: the same element, these lines."""
        other = copy.copy(self)
        other.lines = list(lines)
        return other

    def cut(self, height: float) -> tuple[Self, Self]:
        """The lines that fit in ``height`` and the rest, either of which may be empty."""
        fit = max(0, int((height + FUZZ) / self.style.leading))
        return self._with(self.lines[:fit]), self._with(self.lines[fit:])

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        if not self.lines:
            return
        canvas.begin(self.node)
        self.paint_lines(canvas, x + self.indent, top)
        canvas.end()

    def paint_lines(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The lines alone, inside the mark or artifact that is open."""
        if self.align == "left":
            canvas.show_lines(self.lines, self.style, x, top)
            return
        for line in self.lines:
            canvas.show_line(line, self.style, x + self.line_width, top, right=True)
            top -= self.style.leading


class Heading(Text):
    """A heading: a bookmark, and for a chapter a line in the contents. Numbers stay with their words."""

    def __init__(self, number: str, title: str, key: str, style: Style = H2, level: int = 2) -> None:
        super().__init__(f"{number}{NBSP}{NBSP}{title}" if number else title, style, tag=f"H{level}")
        self.level = level
        self.number, self.words = number, title
        self.title = f"{number} {title}" if number else title
        self.key = key

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        canvas.mark_place(self.key, self.title, top, self.level - 1)
        super().paint(canvas, x, top)


class Space(Block):
    """Room; vanishes at a page end."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.space = height

    def measure(self) -> float:
        return self.space

    def part(self, height: float) -> list[Block]:
        return [Space(max(height, 0.0))] if height < self.space else [self]

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        pass


class Rule(Block):
    """A horizontal rule over the full width."""

    def __init__(self, weight: float, colour: tuple[float, float, float], *, after: float = 0.0) -> None:
        super().__init__()
        self.weight, self.colour, self.after = weight, colour, after

    def measure(self) -> float:
        return self.weight

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        canvas.begin_artifact()
        middle = top - self.weight / 2
        canvas.rules([(x, middle, x + WIDTH, middle)], self.weight, self.colour)
        canvas.end()


class Beside(Block):
    """A label in the side column, beside the first block of what it names. The block carries its indent."""

    def __init__(self, label: Text, body: Block) -> None:
        super().__init__()
        self.label, self.body = label, body
        self.before = max(label.before, body.before)
        self.after = body.after

    def measure(self) -> float:
        return max(self.label.measure(), self.body.measure())

    def part(self, height: float) -> list[Block]:
        if self.measure() <= height + FUZZ:
            return [self]
        body = self.body.part(height) if self.body.measure() > height + FUZZ else [self.body]
        if not body:
            return []
        if self.label.measure() <= height + FUZZ:
            return [Beside(self.label, body[0]), *body[1:]]
        first, rest = self.label.cut(height)
        nothing = self.label._with([])
        return [Beside(first, body[0]), Beside(rest, body[1] if len(body) > 1 else nothing), *body[2:]]

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        self.label.paint(canvas, x, top)
        self.body.paint(canvas, x, top)


def loose(blocks: Sequence[Block], height: float) -> list[Block]:
    """The same blocks one by one, the first of them parted when it is higher than what there is."""
    first, *rest = blocks
    parts = [first] if first.measure() <= height + FUZZ else first.part(height)
    return [*parts, *rest] if parts else []


class Together(Block):
    """Blocks of which the last may be parted, but the others stay with it: a heading and what follows.

    ``whole``: move to the next page rather than part, unless it is longer than a page.
    """

    def __init__(self, blocks: Sequence[Block], *, whole: bool = False) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        for block in blocks:
            self.blocks += block.blocks if isinstance(block, Together) else [block]
        self.whole: bool = whole or any(isinstance(block, Together) and block.whole for block in blocks)
        self.before, self.after = self.blocks[0].before, self.blocks[-1].after

    def measure(self) -> float:
        return sum(block.measure() for block in self.blocks) + sum(self._gaps())

    def _gaps(self) -> list[float]:
        pairs = zip(self.blocks, self.blocks[1:], strict=False)
        return [max(above.after, below.before) for above, below in pairs]

    def part(self, height: float) -> list[Block]:
        if self.measure() <= height + FUZZ:
            return [self]
        if at_top(height):
            return loose(self.blocks, height)
        if self.whole and self.measure() <= BODY_HEIGHT:
            return []
        *first, last = self.blocks
        left = height - sum(block.measure() for block in first) - sum(self._gaps())
        parts = last.part(left) if left > 0 else []
        return [*first, *parts] if parts else []

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        for block, gap in zip(self.blocks, [*self._gaps(), 0.0], strict=True):
            block.paint(canvas, x, top)
            top -= block.measure() + gap
