"""P4, the interim report: exactly two pages, halfway the year, without anything of a pupil (6.5)."""

from collections.abc import Sequence

from jeugdhulp_desktop.domain.agreement_sections import PartyAtTable
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.evaluations import EvaluationLine
from jeugdhulp_desktop.reports.agreement_parts import Counter, one_line
from jeugdhulp_desktop.reports.cells import CellValue, Named
from jeugdhulp_desktop.reports.cover import KeyFigures
from jeugdhulp_desktop.reports.design import H2, LEAD, MM, TEXT_X
from jeugdhulp_desktop.reports.evaluation_document import EvaluationDocument
from jeugdhulp_desktop.reports.evaluation_parts import (
    CUT,
    Limits,
    case_table,
    figures_of,
    head,
    hours_blocks,
    hours_key,
    limited,
    lines_key,
    most_telling,
    new_key,
    paper_around,
    printed_with_pages,
    waiting_key,
    waiting_sentence,
)
from jeugdhulp_desktop.reports.flowables import Block, Heading, PageStart, Text, Together
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.prose import items, labelled, paragraphs

KIND = "Tussenrapport schoolafspraak"
PAGES = 2
# From all that was typed to what always fits; the last cuts lines too.
_LIMITS = (
    Limits(20_000, 500, hours_table=True),
    Limits(20_000, 500), Limits(1_200, 500), Limits(700, 500), Limits(450, 500), Limits(300, 60),
    Limits(200, 60), Limits(130, 40), Limits(90, 26), Limits(60, 16), Limits(40, 9), Limits(40, 4),
)  # fmt: skip


def render(document: EvaluationDocument, audience: Audience, *, logo: bytes = b"") -> bytes:
    """The report as a tagged PDF of two pages; the same document gives the same bytes.

    Where more was typed than fits, the texts are shortened step by step and the paper says where the rest
    is. The audience must be named in every render (V26); each of them gets the same paper.
    """
    if not isinstance(audience, Audience):
        raise TypeError("audience")
    for limits in _LIMITS:
        pdf, pages = _printed(document, logo, limits, broken=False)
        if pages < PAGES:
            pdf, pages = _printed(document, logo, limits, broken=True)
        if pages == PAGES:
            break
    return pdf


def _printed(document: EvaluationDocument, logo: bytes, limits: Limits, *, broken: bool) -> tuple[bytes, int]:
    blocks = story(document, logo, limits, broken=broken)
    return printed_with_pages(paper_around(document, KIND), blocks)


def story(document: EvaluationDocument, logo: bytes, limits: Limits, *, broken: bool = False) -> list[Block]:
    """All blocks in reading order; ``broken``: the lines begin on the second page."""
    evaluation = document.evaluation
    figures = figures_of(evaluation)
    tables = Counter()
    keys = [hours_key(figures), new_key(figures), waiting_key(figures), lines_key(evaluation)]
    first, *more = hours_blocks(figures, tables, table=limits.hours_table)
    start: list[Block] = [PageStart()] if broken else []
    return [
        *head(document, KIND, logo),
        KeyFigures(keys),
        Together([Heading("1", "Inzet", "hours"), first]),
        *more,
        Together([Heading("2", "Aanmeldingen en wachttijd", "cases"), case_table(figures, tables)]),
        *labelled("Wachttijd", [Text(waiting_sentence(figures), indent=TEXT_X)]),
        *start,
        Together([Heading("3", "Stand per afspraak", "lines"), *_lines(evaluation.lines, limits, tables)]),
        *_learnt(document, limits),
        *_settled(document, limits, tables),
    ]


def _lines(lines: Sequence[EvaluationLine], limits: Limits, tables: Counter) -> list[Block]:
    """Op te leveren resultaat, stand van zaken, nog te doen (003:16)."""
    if not lines:
        return [Text("Er is nog niets besproken.", LEAD, indent=TEXT_X)]
    shown = most_telling(lines, limits.lines)
    columns = [
        Column("Op te leveren resultaat", 60 * MM),
        Column("Oordeel", 25 * MM),
        Column("Stand van zaken", 48 * MM),
        Column("Nog te doen", 35 * MM),
    ]
    rows = [_row(line, limits.text) for line in shown]
    left = len(lines) - len(shown)
    cut = limits.text < _LIMITS[0].text and any(
        len(text.strip()) > limits.text
        for line in lines
        for text in (line.agreed, line.explanation, line.to_do)
    )
    word = "afspraak staat" if left == 1 else "afspraken staan"
    note = f"Lange teksten zijn ingekort. {CUT}" if cut else ""
    if left:
        note = f"Nog {left} {word} niet op dit blad. {CUT}"
    table = Grid(columns, rows, caption=tables.caption("Oordeel en stand"), note=note, tight=True)
    table.keep = False  # it may begin on the first page: there are two, and no more
    return [table]


def _row(line: EvaluationLine, limit: int) -> list[CellValue]:
    standing = "\n".join(part for part in (line.figure, limited(line.explanation, limit)) if part.strip())
    what: CellValue = Named(one_line(line.subject)[:160], limited(line.agreed, limit))
    return [what, line.answer or NOTHING, standing or NOTHING, limited(line.to_do, limit) or NOTHING]


def _learnt(document: EvaluationDocument, limits: Limits) -> list[Block]:
    evaluation, limit = document.evaluation, limits.text
    lessons = [limited(each, limit) for each in evaluation.lessons if each.strip()]
    parts = [
        ("Wat gaat goed", paragraphs(limited(evaluation.went_well, limit))),
        ("Wat vraagt aandacht", paragraphs(limited(evaluation.could_improve, limit))),
        ("Leerpunten", items(lessons[: limits.lines])),
        ("Effect nu", paragraphs(limited(evaluation.effect_short, limit))),
        ("Voorstel", paragraphs(limited(evaluation.proposal, limit))),
        ("Borging", paragraphs(limited(evaluation.securing, limit))),
    ]
    blocks = [block for label, texts in parts for block in labelled(label, texts)]
    heading = Heading("4", "Wat we leren", "learnt", H2)
    return [Together([heading, blocks[0]]), *blocks[1:]] if blocks else []


def _settled(document: EvaluationDocument, limits: Limits, tables: Counter) -> list[Block]:
    """Who was there, and which parties stand behind it; this paper is not signed."""
    evaluation = document.evaluation
    present = limited(one_line(evaluation.present), max(limits.text, 120))
    with_whom = labelled("Besproken met", [Text(present, indent=TEXT_X)]) if present else []
    rows = [_party(party) for party in document.parties if party.organisation.strip()]
    columns = [Column("Partij", 50 * MM), Column("Naam", 40 * MM), Column("Functie", 33 * MM)]
    caption = tables.caption("Vastgesteld door")
    table = [Grid(columns, rows, caption=caption, aside=True, tight=True)] if rows else []
    return [*with_whom, *table]


def _party(party: PartyAtTable) -> list[CellValue]:
    return [
        one_line(party.organisation)[:80],
        one_line(party.person)[:60] or NOTHING,
        one_line(party.function)[:60] or NOTHING,
    ]
