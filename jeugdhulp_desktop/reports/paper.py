"""A document of several pages: frames, running head and foot, and the way from blocks to finished bytes."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate

from jeugdhulp_desktop.reports.design import (
    BLACK,
    BOTTOM,
    FURNITURE,
    FURNITURE_STRONG,
    HEAD_MARK,
    LEFT,
    LINE,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TOP,
    TOP_FIRST,
    WIDTH,
    forget_texts,
    joined,
    printable,
    shortened,
    text_width,
)
from jeugdhulp_desktop.reports.flowables import Block
from jeugdhulp_desktop.reports.tagging import TaggedCanvas

_ONE_AT_A_TIME = Lock()  # a font of ReportLab remembers which letters one document uses
_HEAD_TOP = PAGE_HEIGHT - 13.5 * MM
_FOOT_TOP = BOTTOM - 7.5 * MM


@dataclass(frozen=True)
class Paper:
    """What surrounds the content. The title stands in a title bar, so it never holds a pupil's name (F52)."""

    title: str
    subject: str
    head_left: str
    head_right: str
    foot_left: str
    mark: str = ""  # in the head, bold: CONCEPT


def printed(paper: Paper, blocks: Iterable[Block], *, canvas: type[TaggedCanvas] = TaggedCanvas) -> bytes:
    """The finished PDF; the same paper and blocks give the same bytes. Blocks can be printed once."""
    buffer = io.BytesIO()
    template = BaseDocTemplate(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=printable(paper.title),
        subject=paper.subject,
        invariant=1,
        pageCompression=0,  # all is packed at the end
    )

    def head(canvas: TaggedCanvas, _template: Any) -> None:
        if canvas.getPageNumber() > 1:
            _paint_head(canvas, paper)

    def foot(canvas: TaggedCanvas, _template: Any) -> None:
        _paint_foot(canvas, paper)

    template.addPageTemplates(
        [
            PageTemplate("first", [_frame(TOP_FIRST)], onPageEnd=foot),
            PageTemplate("next", [_frame(TOP)], onPage=head, onPageEnd=foot),
        ]
    )
    try:
        with _ONE_AT_A_TIME:
            template.build([NextPageTemplate("next"), *blocks], canvasmaker=canvas)
    finally:
        forget_texts()
    return buffer.getvalue()


def _frame(top: float) -> Frame:
    height = PAGE_HEIGHT - top - BOTTOM
    return Frame(LEFT, BOTTOM, WIDTH, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _paint_head(canvas: TaggedCanvas, paper: Paper) -> None:
    right, mark = printable(paper.head_right), f"{paper.mark}  " if paper.mark else ""
    used = text_width(right, FURNITURE) + text_width(mark, HEAD_MARK)
    left = shortened(printable(paper.head_left), FURNITURE_STRONG, WIDTH - used - 4 * MM)
    canvas.begin_artifact("Header")
    canvas.show_line(left, FURNITURE_STRONG, LEFT, _HEAD_TOP)
    if mark:
        canvas.show_line(mark, HEAD_MARK, LEFT + WIDTH - used, _HEAD_TOP)
    canvas.show_line(right, FURNITURE, LEFT + WIDTH, _HEAD_TOP, right=True)
    y = _HEAD_TOP - FURNITURE.leading - 3
    canvas.rules([(LEFT, y, LEFT + WIDTH, y)], LINE, BLACK)
    canvas.end()


def _paint_foot(canvas: TaggedCanvas, paper: Paper) -> None:
    number = canvas.getPageNumber()
    canvas.begin_artifact("Footer")
    canvas.rules([(LEFT, _FOOT_TOP + 4, LEFT + WIDTH, _FOOT_TOP + 4)], LINE, BLACK)
    if paper.foot_left:
        canvas.show_line(printable(paper.foot_left), FURNITURE, LEFT, _FOOT_TOP)
    canvas.reserve(
        lambda: canvas.line_code(
            joined("pagina", str(number), "van", str(len(canvas.owners))),
            FURNITURE,
            LEFT + WIDTH,
            _FOOT_TOP,
            right=True,
        )
    )
    canvas.end()
