"""Charts as vectors: no legend, the number at every bar, and one text that says all of it to a reader.

Black outlines, so that a chart survives a copier: agreed is an open box, realised a solid bar inside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jeugdhulp_desktop.domain.text import format_decimal
from jeugdhulp_desktop.reports.design import (
    ACCENT,
    BLACK,
    CAPTION,
    CELL,
    CELL_TOTAL,
    MM,
    NOTE,
    UNIT,
    WIDTH,
    shortened,
    text_width,
)
from jeugdhulp_desktop.reports.flowables import Block, Text
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas

_NAME_WIDTH = 51 * MM
_NUMBER_WIDTH = 34 * MM
_BAR_WIDTH = WIDTH - _NAME_WIDTH - _NUMBER_WIDTH
_BOX, _BAR = 12.0, 7.0  # heights
_PITCH = 25.0


@dataclass(frozen=True)
class Bar:
    """One bar: what was agreed and what was realised, in hours; ``share`` in words, as "94%"."""

    name: str
    agreed: Decimal
    realised: Decimal
    share: str = ""


class HoursChart(Block):
    """Agreed beside realised hours, one bar a kind of deployment; a figure with its text."""

    def __init__(self, caption: str, bars: Sequence[Bar], decimals: int) -> None:
        super().__init__()
        self.caption = Text(caption, CAPTION)
        self.bars, self.decimals = list(bars), decimals
        self.key = Text("vak = afgesproken, balk = gerealiseerd", NOTE, node=Node("P"))
        self.figure = Node("Figure", alt=self._alt(caption))
        self.top = max((max(bar.agreed, bar.realised) for bar in bars), default=Decimal(0)) or Decimal(1)
        self.after = 2 * UNIT

    def _alt(self, caption: str) -> str:
        told = [f"{bar.name}: {self._told(bar)}" for bar in self.bars]
        return f"{caption}. Staafdiagram. {'. '.join(told)}."

    def _told(self, bar: Bar) -> str:
        realised, agreed = (format_decimal(each, self.decimals) for each in (bar.realised, bar.agreed))
        return f"{realised} uur gerealiseerd van {agreed} uur{f', {bar.share}' if bar.share else ''}"

    def measure(self) -> float:
        return self.caption.measure() + self.key.measure() + 4 + len(self.bars) * _PITCH

    def part(self, height: float) -> list[Block]:
        return [self] if self.measure() <= height + 0.01 else []

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        self.caption.paint(canvas, x, top)
        y = top - self.caption.measure()
        self.key.paint(canvas, x, y)
        y -= self.key.measure() + 4
        bottom = y - len(self.bars) * _PITCH
        box = f"{x:.2f} {bottom:.2f} {x + WIDTH:.2f} {y:.2f}"
        self.figure.attributes = f"/O /Layout /Placement /Block /BBox [{box}]"
        canvas.begin(self.figure)
        for bar in self.bars:
            self._paint_bar(canvas, bar, x, y)
            y -= _PITCH
        canvas.end()

    def _paint_bar(self, canvas: TaggedCanvas, bar: Bar, x: float, top: float) -> None:
        middle = top - _PITCH / 2
        name = shortened(bar.name, CELL, _NAME_WIDTH - 6)
        canvas.show_line(f"{name} ", CELL, x, middle + CELL.leading / 2)
        start = x + _NAME_WIDTH
        agreed = float(bar.agreed / self.top) * _BAR_WIDTH
        realised = float(bar.realised / self.top) * _BAR_WIDTH
        code = canvas._code
        if agreed:
            code.append(_rectangle(start, middle - _BOX / 2, agreed, _BOX, "S"))
        if realised:
            code.append(_rectangle(start, middle - _BAR / 2, realised, _BAR, "B"))
        right = start + max(agreed, realised) + 6
        number = f"{format_decimal(bar.realised, self.decimals)} uur "
        against = f"van {format_decimal(bar.agreed, self.decimals)}{f' · {bar.share}' if bar.share else ''} "
        right = min(right, x + WIDTH - max(text_width(number, CELL_TOTAL), text_width(against, NOTE)))
        canvas.show_line(number, CELL_TOTAL, right, middle + CELL_TOTAL.leading - 0.5)
        canvas.show_line(against, NOTE, right, middle + 0.5)


def _rectangle(x: float, y: float, width: float, height: float, paint: str) -> str:
    r, g, b = ACCENT
    black = " ".join(f"{part:g}" for part in BLACK)
    return (
        f"{black} RG {r:.4g} {g:.4g} {b:.4g} rg 0.6 w n {x:.2f} {y:.2f} {width:.2f} {height:.2f} re {paint}"
    )
