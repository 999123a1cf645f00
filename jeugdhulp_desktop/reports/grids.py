"""Tables: horizontal rules, a head that is repeated, rows that part only when they are longer than a page.

A caption of a wide table stands above it; that of a small table, with its note, in the side column. The
elements of the structure tree sit in the cells, so parting a table needs no bookkeeping.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jeugdhulp_desktop.reports.cells import CellValue, cell_text
from jeugdhulp_desktop.reports.design import (
    BLACK,
    BODY_HEIGHT,
    CAPTION,
    CELL,
    CELL_LABEL,
    CELL_TOTAL,
    HEAD,
    HEAVY,
    LINE,
    NBSP,
    NOTE,
    ROW_LINE,
    SIDE,
    TEXT_WIDTH,
    TEXT_X,
    THIN,
    UNIT,
    WIDTH,
    Style,
)
from jeugdhulp_desktop.reports.flowables import FUZZ, Block, Text, at_top
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas

PAD, TIGHT = 4.0, 2.8  # above and below the text of a cell
COLUMN_GAP = 8.0
SHORT = 12  # rows; a table this short is never parted
NOTHING = "–"  # not applicable, or not filled in


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in points and where its text stands."""

    head: str
    width: float
    align: Literal["left", "right"] = "left"


class Row:
    """One row: its cells, side by side."""

    def __init__(self, cells: Sequence[Text], *, total: bool = False, pad: float = PAD) -> None:
        self.cells = list(cells)
        self.total, self.pad = total, pad
        self.height = max((cell.measure() for cell in cells), default=0.0) + 2 * pad

    def cut(self, height: float) -> tuple["Row", "Row"]:
        """The row in two, the first at most ``height`` high."""
        pairs = [cell.cut(height - 2 * self.pad) for cell in self.cells]
        rest = Row([rest for _, rest in pairs], total=self.total, pad=self.pad)
        return Row([first for first, _ in pairs], pad=self.pad), rest

    def paint(self, canvas: TaggedCanvas, edges: Sequence[float], top: float) -> None:
        for cell, x in zip(self.cells, edges, strict=True):
            cell.paint(canvas, x, top - self.pad)

    def paint_again(self, canvas: TaggedCanvas, edges: Sequence[float], top: float) -> None:
        """The head on a next page: an artifact, it was read before."""
        canvas.begin_artifact("Repeated")
        for cell, x in zip(self.cells, edges, strict=True):
            cell.paint_lines(canvas, x, top - self.pad)
        canvas.end()


class Grid(Block):
    """A table. A short one moves to the next page rather than part, unless it is longer than a page."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[CellValue]],
        *,
        caption: str = "",
        note: str = "",
        total: Sequence[CellValue] | None = None,
        aside: bool = False,
        headless: bool = False,
        tight: bool = False,
    ) -> None:
        """``aside``: caption and note in the side column. ``headless``: no head, names in column one.

        ``tight``: less room in the rows, for many small tables that each stay whole.
        """
        super().__init__()
        self.pad = TIGHT if tight else PAD
        self.columns, self.aside = list(columns), aside
        self.keep = len(rows) <= SHORT
        self.least = 2  # rows that stay together at the end of a page
        # A row is named by its first cell only where data cells outnumber the names of rows and columns.
        self.row_heads = headless or (len(columns) + len(rows) <= len(rows) * (len(columns) - 1))
        self.node = Node("Table")
        self.caption = self._caption(caption, note if aside else "")
        self.note = Text(note, NOTE) if note and not aside else None
        self.head = None if headless else self._head()
        self.rows = [self._row(row, headless=headless) for row in rows]
        if total is not None:
            self.rows.append(self._row(total, headless=headless, total=True))
        self.first_part = True
        self.last_part = True
        self.before, self.after = (1.5 * UNIT if aside and caption else 0.0), 2 * UNIT

    # -- making --------------------------------------------------------------------------------------------

    def _caption(self, caption: str, note: str) -> list[Text]:
        if not caption:
            return []
        node = Node("Caption", self.node, eager=True)
        width = SIDE if self.aside else WIDTH
        texts = [Text(caption, CAPTION, node=node, width=width)]
        return [*texts, Text(note, NOTE, node=node, width=width)] if note else texts

    def _head(self) -> Row:
        row = Node("TR", self.node, eager=True)
        attributes = "/O /Table /Scope /Column"
        return Row(
            [
                Text(
                    column.head,
                    HEAD,
                    node=Node("TH", row, eager=True, attributes=attributes),
                    width=width,
                    align=column.align,
                )
                for column, width in zip(self.columns, self._widths(), strict=True)
            ]
        )

    def _row(self, values: Sequence[CellValue], *, headless: bool, total: bool = False) -> Row:
        row = Node("TR", self.node, eager=True)
        cells: list[Text] = []
        for number, (value, column, width) in enumerate(
            zip(values, self.columns, self._widths(), strict=True)
        ):
            names = number == 0 and self.row_heads
            node = Node(
                "TH" if names else "TD",
                row,
                eager=True,
                attributes="/O /Table /Scope /Row" if names else "",
            )
            style = self._style(total=total, names=names, headless=headless)
            cells.append(cell_text(value, style, node, width, column.align))
        return Row(cells, total=total, pad=self.pad)

    @staticmethod
    def _style(*, total: bool, names: bool, headless: bool) -> Style:
        if total:
            return CELL_TOTAL
        return CELL_LABEL if names and headless else CELL

    def _widths(self) -> list[float]:
        last = len(self.columns) - 1
        return [
            column.width if number == last or column.align == "right" else column.width - COLUMN_GAP
            for number, column in enumerate(self.columns)
        ]

    # -- measuring and parting -----------------------------------------------------------------------------

    def measure(self) -> float:
        body = self._head_height() + sum(row.height for row in self.rows)
        note = self.note.measure() + PAD if self.note and self.last_part else 0.0
        if self.aside and self.first_part:
            return max(body, self._caption_height())
        return self._caption_height() + body + note

    def _caption_height(self) -> float:
        if not (self.caption and self.first_part):
            return 0.0
        height = sum(text.measure() for text in self.caption)
        return height if self.aside else height + PAD

    def _head_height(self) -> float:
        return self.head.height if self.head else 0.0

    def part(self, height: float) -> list[Block]:
        total = self.measure()
        if total <= height + FUZZ:
            return [self]
        if self.keep and total <= 0.8 * BODY_HEIGHT:
            return []
        heights = [row.height for row in self.rows]
        room = height - self._head_height() - (0.0 if self.aside else self._caption_height())
        fit = _fitting(heights, room)
        if fit == len(heights):
            return self._part_before_note(height)
        left = room - sum(heights[:fit])
        tall = heights[fit] > BODY_HEIGHT / 2
        if tall and (left > 6 * CELL.leading or (fit == 0 and at_top(height))):
            first, rest = self.rows[fit].cut(left)
            return self._parts([*self.rows[:fit], first], [rest, *self.rows[fit + 1 :]])
        if fit == len(heights) - 1 and fit > 1:
            fit -= 1  # no single last row, which may be the total, under a head of its own
        if fit < self.least and height < BODY_HEIGHT / 2:
            return []
        return self._parts(self.rows[:fit], self.rows[fit:]) if fit else []

    def _part_before_note(self, height: float) -> list[Block]:
        """All rows fit, the note (or a side caption) does not: it takes two rows along."""
        fit = len(self.rows) - 2
        if fit >= 2:
            return self._parts(self.rows[:fit], self.rows[fit:])
        if not at_top(height) or self.note is None:
            return []
        bare = copy.copy(self)
        bare.note = None
        return [bare, self.note]

    def _parts(self, above: Sequence[Row], below: Sequence[Row]) -> list[Block]:
        first, rest = copy.copy(self), copy.copy(self)
        first.rows, rest.rows = list(above), list(below)
        first.last_part = rest.first_part = False
        first.after = 0.0
        return [first, rest]

    # -- painting ------------------------------------------------------------------------------------------

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        edge = x + TEXT_X if self.aside else x
        if self.caption and self.first_part:
            under = top
            for text in self.caption:
                text.paint(canvas, x, under)
                under -= len(text.lines) * text.style.leading
            if not self.aside:
                top = under - PAD
        edges = self._edges(edge)
        y = top
        heads: list[float] = []
        if self.head:
            (self.head.paint if self.first_part else self.head.paint_again)(canvas, edges, y)
            y -= self._head_height()
            heads.append(y)
        lines = []
        for row in self.rows:
            if row.total:
                heads.append(y)
            row.paint(canvas, edges, y)
            y -= row.height
            lines.append(y)
        right = edges[-1] + self.columns[-1].width
        self._paint_rules(canvas, (edge, right), [top, *heads], lines)
        if self.note and self.last_part:
            self.note.paint(canvas, x, y - PAD)

    def _edges(self, left: float) -> list[float]:
        edges = []
        for column in self.columns:
            edges.append(left)
            left += column.width
        return edges

    def _paint_rules(
        self, canvas: TaggedCanvas, span: tuple[float, float], heads: Sequence[float], lines: Sequence[float]
    ) -> None:
        """``heads``: the top, and below a head and above a total; ``lines``: below each row."""
        left, right = span
        top, *inner = heads
        canvas.begin_artifact()
        canvas.rules([(left, top, right, top)], HEAVY if self.head else LINE, BLACK)
        canvas.rules([(left, y, right, y) for y in lines[:-1] if y not in inner], THIN, ROW_LINE)
        canvas.rules([(left, y, right, y) for y in [*inner, *lines[-1:]]], LINE, BLACK)
        canvas.end()


def _fitting(heights: Sequence[float], room: float) -> int:
    used = 0.0
    for number, height in enumerate(heights):
        used += height
        if used > room + FUZZ:
            return number
    return len(heights)


def fields(
    rows: Sequence[tuple[str, CellValue]],
    *,
    caption: str = "",
    label_width: float = 84.0,
    tight: bool = False,
) -> Grid:
    """Names with their values, in the text column; names without a value are left out."""
    filled = [(name, value) for name, value in rows if not isinstance(value, str) or value.strip()]
    columns = [Column("", label_width), Column("", TEXT_WIDTH - label_width)]
    return Grid(columns, filled, caption=caption, aside=True, headless=True, tight=tight)


def caption(number: int, text: str) -> str:
    """ "Tabel 4  Basisinzet per functie"."""
    return f"Tabel{NBSP}{number}{NBSP}{NBSP}{text}"
