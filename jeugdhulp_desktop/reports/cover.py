"""The blocks of a first page: the name over a heavy rule, key figures, a notice for drafts, the contents."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jeugdhulp_desktop.reports.design import (
    ACCENT,
    BLACK,
    BODY,
    CAPTION,
    CELL,
    COVER,
    FIGURE,
    FIGURE_LABEL,
    H1,
    HEAVY,
    KIND,
    LEADER,
    LINE,
    MARK,
    MM,
    NOTE,
    SUBTITLE,
    THIN,
    UNIT,
    WIDTH,
    Style,
    no_break,
    printable,
    text_width,
)
from jeugdhulp_desktop.reports.flowables import Block, Heading, Rule, Space, Text
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas


def titled(kind: str, name: str, subtitle: str) -> list[Block]:
    """The top of a first page: what kind of paper it is, for whom, and of which year."""
    return [
        Rule(COVER, ACCENT, after=2 * UNIT),
        Text(kind, KIND),
        Heading("", name, "top", H1, level=1),
        Text(subtitle, SUBTITLE),
        Space(2 * UNIT),
    ]


@dataclass(frozen=True)
class KeyFigure:
    """One number that says what the document is about, its label and what it compares to."""

    number: str
    label: str
    comparison: str = ""


class KeyFigures(Block):
    """Up to four key figures in a row: a list, each with number, label and comparison.

    A number too wide for its column makes all numbers of the row smaller together, so that they stay one
    row; the leading stays, so the labels keep their place. Under SMALLEST a number breaks in lines instead.
    """

    GAP = 5 * MM
    SMALLEST = 13.0  # pt

    def __init__(self, figures: Sequence[KeyFigure]) -> None:
        super().__init__()
        listing = Node("L", attributes="/O /List /ListNumbering /None")
        self.column = (WIDTH - (len(figures) - 1) * self.GAP) / len(figures)
        style = self._style([figure.number for figure in figures])
        self.texts = []
        for figure in figures:
            node = Node("LBody", Node("LI", listing))
            width = self.column
            self.texts.append(
                [
                    Text(figure.number, style, node=node, width=width),
                    Text(figure.label, FIGURE_LABEL, node=node, width=width),
                    Text(figure.comparison, NOTE, node=node, width=width),
                ]
            )
        self.after = 2 * UNIT

    def _style(self, numbers: Sequence[str]) -> Style:
        """The style of all numbers: the size in which the widest fits its column."""
        widest = max(text_width(no_break(printable(number)), FIGURE) for number in numbers)
        if widest <= self.column:
            return FIGURE
        fitting = math.floor(2 * FIGURE.size * self.column / widest) / 2  # half points
        return replace(FIGURE, size=max(self.SMALLEST, fitting))

    def measure(self) -> float:
        return HEAVY + 6 + max(sum(text.measure() for text in texts) for texts in self.texts)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        edges = [x + number * (self.column + self.GAP) for number in range(len(self.texts))]
        canvas.begin_artifact()
        canvas.rules([(edge, top, edge + self.column, top) for edge in edges], HEAVY, BLACK)
        canvas.end()
        for edge, texts in zip(edges, self.texts, strict=True):
            canvas.begin(texts[0].node)
            y = top - HEAVY - 6
            for text in texts:
                text.paint_lines(canvas, edge, y)
                y -= len(text.lines) * text.style.leading
            canvas.end()


class Notice(Block):
    """A framed word with its sentence: this is a draft."""

    PAD = 6.0

    def __init__(self, word: str, sentence: str) -> None:
        super().__init__()
        node = Node("P")
        self.word = Text(word, MARK, node=node)
        self.indent = text_width(word, MARK) + 18
        self.sentence = Text(sentence, BODY, node=node, width=WIDTH - self.indent - 3 * self.PAD)
        self.before, self.after = UNIT, 2 * UNIT

    def measure(self) -> float:
        inner = max(self.word.measure(), self.sentence.measure())
        return inner + 2 * self.PAD

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        bottom = top - self.measure()
        right = x + WIDTH
        canvas.begin_artifact()
        box = [
            (x, top, right, top),
            (x, bottom, right, bottom),
            (x, top, x, bottom),
            (right, top, right, bottom),
        ]
        canvas.rules(box, HEAVY, ACCENT)
        canvas.end()
        canvas.begin(self.word.node)
        self.word.paint_lines(canvas, x + 2 * self.PAD, top - self.PAD)
        self.sentence.paint_lines(canvas, x + self.PAD + self.indent, top - self.PAD - 1)
        canvas.end()


class Contents(Block):
    """The chapters with their pages, in two columns; each leads there. Pages are filled in on save."""

    GAP = 10 * MM
    PITCH = 14.0

    def __init__(self, chapters: Sequence[Heading], note: str = "") -> None:
        super().__init__()
        self.chapters = list(chapters)
        self.title = Text("Inhoud", CAPTION)
        self.note = Text(note, NOTE)
        self.node = Node("TOC")
        self.before = 3 * UNIT

    def measure(self) -> float:
        rows = (len(self.chapters) + 1) // 2
        note = self.note.measure()
        return 6 + self.title.measure() + 3 + rows * self.PITCH + (UNIT + note if note else 0)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        canvas.begin_artifact()
        canvas.rules([(x, top, x + WIDTH, top)], LINE, BLACK)
        canvas.end()
        self.title.paint(canvas, x, top - 6)
        start = top - 6 - CAPTION.leading - 3
        rows = (len(self.chapters) + 1) // 2
        column = (WIDTH - self.GAP) / 2
        for place, heading in enumerate(self.chapters):
            left = x + (place // rows) * (column + self.GAP)
            self._paint_entry(canvas, heading, left, start - (place % rows) * self.PITCH, column)
        if self.note.lines:
            self.note.paint(canvas, x, start - rows * self.PITCH - UNIT)

    def _paint_entry(
        self, canvas: TaggedCanvas, heading: Heading, x: float, top: float, column: float
    ) -> None:
        link = Node("Link", Node("Reference", Node("TOCI", self.node)))
        number, title = heading.number, heading.words
        indent = 17.0
        canvas.begin(link)
        if number:
            canvas.show_line(f"{number} ", CELL, x, top)
        canvas.show_line(f"{title} ", CELL, x + indent, top)
        canvas.end()
        begin = x + indent + text_width(title, CELL) + 5
        middle = top - self.PITCH / 2 - 0.5
        canvas.begin_artifact()
        canvas.rules([(begin, middle, x + column - 16, middle)], THIN, LEADER)
        canvas.end()
        canvas.begin(link)
        canvas.reserve(
            lambda: canvas.line_code(
                f"{canvas.places.get(heading.key, 1)} ", CELL, x + column, top, right=True
            )
        )
        canvas.end()
        rect = (x, top - self.PITCH, x + column, top)
        canvas.link_to_place(link, rect, heading.key, f"Naar {heading.title}")
