"""Cells that hold more than words: an answer with its sign, a mail address that opens a mail."""

from dataclasses import dataclass

from jeugdhulp_desktop.domain.agreement_sections import (
    TaskAnswer,
)
from jeugdhulp_desktop.reports.design import CELL
from jeugdhulp_desktop.reports.flowables import Text
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas


@dataclass(frozen=True)
class Mail:
    """The value of a cell that is a mail address."""

    address: str


class SignedText(Text):
    """An answer: a drawn sign and its word. The sign is an artifact, the word is the content."""

    RADIUS = 2.9
    INDENT = 13.0

    def __init__(self, answer: TaskAnswer, *, width: float, node: Node) -> None:
        super().__init__(answer.value, CELL, node=node, indent=self.INDENT, width=width - self.INDENT)
        self.answer = answer

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        canvas.begin_artifact()
        middle = top - self.style.leading / 2 - 0.4
        canvas._code.append(_sign(self.answer, x + self.RADIUS + 0.4, middle, self.RADIUS))
        canvas.end()
        super().paint(canvas, x, top)


def _sign(answer: TaskAnswer, x: float, y: float, r: float) -> str:
    """Full circle for yes, half for partly, open for no, a dash for not applicable."""
    if answer is TaskAnswer.NOT_APPLICABLE:
        return f"0 0 0 RG 1 w n {x - r:.2f} {y:.2f} m {x + r:.2f} {y:.2f} l S"
    k = r * 0.5523
    circle = (
        f"{x + r:.2f} {y:.2f} m "
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c"
    )
    if answer is TaskAnswer.YES:
        return f"0 0 0 rg 0 0 0 RG 0.8 w n {circle} h B"
    left_half = (
        f"n {x:.2f} {y + r:.2f} m "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c h f "
    )
    half = left_half if answer is TaskAnswer.PARTLY else ""
    return f"0 0 0 rg 0 0 0 RG 0.8 w {half}n {circle} h S"


class MailText(Text):
    """A mail address that opens a mail."""

    def __init__(self, address: str, *, width: float, cell: Node) -> None:
        self.link = Node("Link", cell)
        super().__init__(address, CELL, node=self.link, width=width)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        super().paint(canvas, x, top)
        if self.lines:
            bottom = top - len(self.lines) * self.style.leading
            canvas.link_to_mail(self.link, (x, bottom, x + self.line_width, top), self.text)
