"""An agreement of twelve pages and sixty themes with its structure tree, beside plain platypus.

The floor is what ReportLab's own Paragraph, Table and KeepTogether take for the same texts in the same
places: no structure tree, no contents with page numbers. A second row sets our own blocks on an ordinary
canvas beside it: what being readable by everyone costs.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreement_sections import Theme
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_pdf import render, story
from jeugdhulp_desktop.reports.cells import NamedText, TickText
from jeugdhulp_desktop.reports.cover import Contents, KeyFigures, Notice
from jeugdhulp_desktop.reports.design import (
    BODY_HEIGHT,
    BOTTOM,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    TEXT_WIDTH,
    TEXT_X,
    WIDTH,
    Style,
)
from jeugdhulp_desktop.reports.flowables import Beside, Block, Text, Together
from jeugdhulp_desktop.reports.grids import Grid
from jeugdhulp_desktop.reports.paper import Paper, printed
from jeugdhulp_desktop.reports.previews import page_count
from jeugdhulp_desktop.reports.signatures import Attached, SignatureBlock
from jeugdhulp_desktop.reports.tagging import TaggedCanvas
from tests.benchmarks.harness import Row
from tests.reports.samples import DOCUMENT, FULL, THEMES

PAGES = 12
_STYLES: dict[Style, ParagraphStyle] = {}
_RULES = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, Color(0, 0, 0)),
    ("LINEABOVE", (0, 0), (-1, 0), 1.2, Color(0, 0, 0)),
]


def rows(_folder: Path) -> Iterator[Row]:
    """One agreement with every section, its annex and sixty themes."""
    document = sixty_themes()
    pdf = render(document, Audience.PARTNERS)
    assert page_count(pdf) == PAGES
    blocks = story(document)
    assert plain_pages(blocks) in range(PAGES - 2, PAGES + 3), "the floor prints as much as we do"
    yield Row(
        f"agreement PDF of {PAGES} pages with 60 themes against plain platypus",
        lambda: plain_pages(blocks),
        lambda: render(document, Audience.PARTNERS),
        limit=1.5,
    )
    yield Row(
        f"agreement PDF of {PAGES} pages against an untagged canvas",
        lambda: untagged(document),
        lambda: render(document, Audience.PARTNERS),
        limit=1.5,
    )


def sixty_themes() -> AgreementDocument:
    """Short ones, as a school writes them that wants to name everything."""
    themes = tuple(
        Theme(f"t{number}", f"Thema over onderwerp {number}", goal=THEMES[number % 4].goal)
        for number in range(60)
    )
    left_out = (Section.ROUTE, Section.FAMILIES, Section.PRIVACY, Section.FINANCE)
    agreement = replace(FULL, themes=themes, offers=(), deviations=(), left_out=left_out)
    return replace(DOCUMENT, agreement=agreement)


class Untagged(TaggedCanvas):  # type: ignore[misc]
    """Draws the same and tags nothing."""

    def begin(self, node: object) -> None:
        pass

    def begin_artifact(self, kind: str = "Layout") -> None:
        pass

    def end(self) -> None:
        pass

    def _link(self, *_arguments: object) -> None:
        pass

    def showPage(self) -> None:
        self.setPageCompression(1)  # as plain platypus does
        super().showPage()

    def save(self) -> None:
        Canvas.save(self)


def untagged(document: AgreementDocument) -> bytes:
    """Our own blocks on a canvas that tags nothing."""
    return printed(Paper("titel", "onderwerp", "links", "rechts", "voet"), story(document), canvas=Untagged)


def plain_pages(blocks: Sequence[Block]) -> int:
    """Builds the same content with ReportLab's own flowables; how many pages that gave."""

    def furnish(canvas: Any, _template: object) -> None:
        canvas.setFont(REGULAR, 8)
        canvas.drawString(LEFT, PAGE_HEIGHT - 50, "Schoolafspraak 2026-2027 · VSO Het Veenlicht")
        canvas.line(LEFT, PAGE_HEIGHT - 60, LEFT + WIDTH, PAGE_HEIGHT - 60)
        canvas.drawString(LEFT, BOTTOM - 25, "Controlegetal ab10 4053 661a c058")
        canvas.drawRightString(LEFT + WIDTH, BOTTOM - 25, f"pagina {canvas.getPageNumber()}")

    template = BaseDocTemplate(io.BytesIO(), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), initialFontName=REGULAR)
    frame = Frame(LEFT, BOTTOM, WIDTH, BODY_HEIGHT, 0, 0, 0, 0)
    template.addPageTemplates([PageTemplate("all", [frame], onPage=furnish)])
    template.build([flowable for block in blocks for flowable in plain(block)])
    return int(template.page)


def plain(block: Block) -> list[Flowable]:
    """The same block with Paragraph, Table and KeepTogether; fresh, since building uses them up."""
    if isinstance(block, Beside):
        below = [each for inner in _inner(block.body) for each in plain(inner)]
        return [Table([[_paragraph(block.label), below]], [TEXT_X, TEXT_WIDTH], style=_RULES[:2])]
    if isinstance(block, (Together, Attached)):
        return [KeepTogether([each for inner in _inner(block) for each in plain(inner)])]
    if isinstance(block, Grid):
        return _table(block)
    if isinstance(block, SignatureBlock):
        head: list[list[Any]] = [["", *map(_paragraph, block.heads)]]
        body = [[_paragraph(name), *map(_paragraph, cells)] for name, cells, _ in block.rows]
        heights = [None, *(room or None for _, _, room in block.rows)]
        return [Table(head + body, rowHeights=heights, style=_RULES)]
    if isinstance(block, KeyFigures):
        return [Table([[[_paragraph(text) for text in texts] for texts in block.texts]], style=_RULES[:2])]
    if isinstance(block, Contents):
        return [Table([[chapter.title, "1"] for chapter in block.chapters], style=_RULES)]
    if isinstance(block, Notice):
        return [Table([[_paragraph(block.word), _paragraph(block.sentence)]], style=_RULES)]
    if isinstance(block, Text):
        return [_paragraph(block)]
    return [PageBreak()] if isinstance(block, PageBreak) else [Spacer(1, 7)]


def _inner(block: Block) -> Sequence[Block]:
    if isinstance(block, Attached):
        return block.stack.blocks
    return block.blocks if isinstance(block, Together) else [block]


def _table(grid: Grid) -> list[Flowable]:
    lines = [grid.head, *grid.rows] if grid.head else grid.rows
    cells = [[_paragraph(cell) for cell in row.cells] for row in lines]
    widths = [column.width for column in grid.columns]
    table = Table(cells, widths, repeatRows=1 if grid.head else 0, style=_RULES)
    captions = [_paragraph(text) for text in grid.caption]
    if grid.aside:
        return [Table([[captions or "", table]], [TEXT_X, TEXT_WIDTH], style=_RULES[:2])]
    return [*captions, table, *([_paragraph(grid.note)] if grid.note else [])]


def _paragraph(text: Text) -> Paragraph:
    style = _STYLES.get(text.style)
    if style is None:
        style = _STYLES[text.style] = ParagraphStyle(
            "plain",
            fontName=text.style.font,
            fontSize=text.style.size,
            leading=text.style.leading,
            spaceBefore=text.style.before,
            spaceAfter=text.style.after,
        )
    shown = "\n".join(text.lines) if isinstance(text, (NamedText, TickText)) else text.text
    return Paragraph(escape(shown).replace("\n", "<br/>"), style)
