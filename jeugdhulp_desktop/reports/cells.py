"""Cells that hold more than words: an answer with its sign, boxes to tick, a mail address, a bold line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from jeugdhulp_desktop.domain.agreement_kinds import TaskAnswer
from jeugdhulp_desktop.domain.evaluations import Realised
from jeugdhulp_desktop.reports.design import BLACK, CELL, CELL_TOTAL, NBSP, Style, text_width
from jeugdhulp_desktop.reports.file_links import FileLink, FileText
from jeugdhulp_desktop.reports.flowables import Text
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas


@dataclass(frozen=True)
class Mail:
    """The value of a cell that is a mail address."""

    address: str


@dataclass(frozen=True)
class Named:
    """The value of a cell with a bold first line: what it is, and below it what is said of it."""

    name: str
    text: str


@dataclass(frozen=True)
class Ticks:
    """The value of a cell with boxes to tick by hand, each before its word."""

    words: tuple[str, ...] = ("ja", "deels", "nee")


CellValue = str | TaskAnswer | Realised | Mail | Named | FileLink | Ticks
Sign = Literal["full", "half", "open", "dash"]

_SIGNS: dict[TaskAnswer | Realised, Sign] = {
    TaskAnswer.YES: "full",
    TaskAnswer.PARTLY: "half",
    TaskAnswer.NO: "open",
    TaskAnswer.NOT_APPLICABLE: "dash",
    Realised.YES: "full",
    Realised.PARTLY: "half",
    Realised.NO: "open",
    Realised.NOT_APPLICABLE: "dash",
}


def cell_text(
    value: CellValue, style: Style, node: Node, width: float, align: Literal["left", "right"]
) -> Text:
    """What draws a value in its cell."""
    if isinstance(value, (TaskAnswer, Realised)):
        return SignedText(value, width=width, node=node)
    if isinstance(value, Mail):
        return MailText(value.address, width=width, cell=node)
    if isinstance(value, Named):
        return NamedText(value, width=width, node=node)
    if isinstance(value, FileLink):
        return FileText(value, width=width, cell=node)
    if isinstance(value, Ticks):
        return TickText(value.words, width=width, node=node)
    return Text(value, style, node=node, width=width, align=align)


class SignedText(Text):
    """An answer: a drawn sign and its word. The sign is an artifact, the word is the content."""

    RADIUS = 2.9
    INDENT = 13.0

    def __init__(self, answer: TaskAnswer | Realised, *, width: float, node: Node) -> None:
        super().__init__(answer.value, CELL, node=node, indent=self.INDENT, width=width - self.INDENT)
        self.sign = _SIGNS[answer]

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        canvas.begin_artifact()
        middle = top - self.style.leading / 2 - 0.4
        canvas._code.append(_sign(self.sign, x + self.RADIUS + 0.4, middle, self.RADIUS))
        canvas.end()
        super().paint(canvas, x, top)


class NamedText(Text):
    """A bold name, and on the next line what is said of it."""

    def __init__(self, value: Named, *, width: float, node: Node) -> None:
        super().__init__(value.text, CELL, node=node, width=width)
        name = Text(value.name, CELL_TOTAL, node=node, width=width)
        self.bold = len(name.lines)  # of the lines, the first ones
        self.lines = [*name.lines, *self.lines]

    def cut(self, height: float) -> tuple[Self, Self]:
        first, rest = super().cut(height)
        rest.bold = max(0, self.bold - len(first.lines))
        return first, rest

    def paint_lines(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        bold, plain = self.lines[: self.bold], self.lines[self.bold :]
        if bold:
            canvas.show_lines(bold, CELL_TOTAL, x, top)
        if plain:
            canvas.show_lines(plain, self.style, x, top - len(bold) * self.style.leading)


class TickText(Text):
    """Boxes to tick, each before its word; the boxes are artifacts, the words are read."""

    BOX, NEAR, FAR = 7.4, 3.4, 7.5  # the box, between box and word, between word and next box

    def __init__(self, words: Sequence[str], *, width: float, node: Node) -> None:
        super().__init__("", CELL, node=node, width=width)
        self.lines = self._lines([word.replace(" ", NBSP) for word in words])

    def _lines(self, words: Sequence[str]) -> list[str]:
        lines: list[str] = []
        used = self.line_width + 1
        for word in words:
            wide = self._width(word)
            if used + wide > self.line_width:
                lines.append("")
                used = 0.0
            lines[-1] += f"{word} "
            used += wide + self.FAR
        return lines

    def _width(self, word: str) -> float:
        return self.BOX + self.NEAR + text_width(word, self.style)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        boxes: list[tuple[float, float]] = []
        canvas.begin(self.node)
        for line in self.lines:
            left = x
            for word in line.split():
                boxes.append((left, top - self.style.leading / 2 - self.BOX / 2 - 0.3))
                canvas.show_line(f"{word} ", self.style, left + self.BOX + self.NEAR, top)
                left += self._width(word) + self.FAR
            top -= self.style.leading
        canvas.end()
        canvas.begin_artifact()
        sides = [side for left, bottom in boxes for side in _box(left, bottom, self.BOX)]
        canvas.rules(sides, 0.8, BLACK)
        canvas.end()


def _box(x: float, y: float, size: float) -> list[tuple[float, float, float, float]]:
    over = 0.4  # so that corners close
    return [
        (x - over, y, x + size + over, y),
        (x - over, y + size, x + size + over, y + size),
        (x, y, x, y + size),
        (x + size, y, x + size, y + size),
    ]


def _sign(sign: Sign, x: float, y: float, r: float) -> str:
    """Full circle for yes, half for partly, open for no, a dash for not applicable."""
    if sign == "dash":
        return f"0 0 0 RG 1 w n {x - r:.2f} {y:.2f} m {x + r:.2f} {y:.2f} l S"
    k = r * 0.5523
    circle = (
        f"{x + r:.2f} {y:.2f} m "
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c"
    )
    if sign == "full":
        return f"0 0 0 rg 0 0 0 RG 0.8 w n {circle} h B"
    left_half = (
        f"n {x:.2f} {y + r:.2f} m "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c h f "
    )
    half = left_half if sign == "half" else ""
    return f"0 0 0 rg 0 0 0 RG 0.8 w {half}n {circle} h S"


class MailText(Text):
    """A mail address that opens a mail; with ``site`` the address of a site, that opens it."""

    def __init__(
        self,
        address: str,
        *,
        width: float,
        cell: Node,
        style: Style = CELL,
        indent: float = 0.0,
        site: bool = False,
    ) -> None:
        self.link = Node("Link", cell)
        self.site = site
        super().__init__(address, style, node=self.link, width=width, indent=indent)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        super().paint(canvas, x, top)
        if self.lines:
            left, bottom = x + self.indent, top - len(self.lines) * self.style.leading
            lead = canvas.link_to_site if self.site else canvas.link_to_mail
            lead(self.link, (left, bottom, left + self.line_width, top), self.text)
