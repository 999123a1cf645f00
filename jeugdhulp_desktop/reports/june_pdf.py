"""The June sheet: one page with the figures of a year for the municipality, nobody recognisable in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.evaluations import EvaluationLine
from jeugdhulp_desktop.domain.text import format_hours
from jeugdhulp_desktop.reports.agreement_parts import Counter, one_line
from jeugdhulp_desktop.reports.cells import CellValue
from jeugdhulp_desktop.reports.cover import KeyFigures
from jeugdhulp_desktop.reports.design import H3, MM, SIDE, TEXT_X
from jeugdhulp_desktop.reports.evaluation_document import EvaluationDocument
from jeugdhulp_desktop.reports.evaluation_parts import (
    CUT,
    case_table,
    figures_of,
    head,
    hours_blocks,
    hours_key,
    lines_key,
    most_telling,
    new_key,
    paper_around,
    printed_with_pages,
    reason_sentence,
    waiting_key,
    waiting_sentence,
)
from jeugdhulp_desktop.reports.flowables import Beside, Block, Text
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid

KIND = "Cijfers van het jaar"


@dataclass(frozen=True)
class _Room:
    """What goes on the page: so many lines of the agreement, and the chart."""

    lines: int
    chart: bool = False


_STEPS = (_Room(99, chart=True), *(_Room(lines) for lines in (99, 14, 12, 10, 8, 6, 4, 2, 0)))


def render(document: EvaluationDocument, audience: Audience, *, logo: bytes = b"") -> bytes:
    """The sheet as a tagged PDF of one page; the same document gives the same bytes.

    Of many lines those that ask attention stand on it. The audience must be named in every render (V26).
    """
    if not isinstance(audience, Audience):
        raise TypeError("audience")
    for room in _STEPS:
        blocks = _story(document, logo, room)
        pdf, pages = printed_with_pages(paper_around(document, KIND), blocks)
        if pages == 1:
            break
    return pdf


def _story(document: EvaluationDocument, logo: bytes, room: _Room) -> list[Block]:
    """All blocks in reading order."""
    evaluation = document.evaluation
    figures = figures_of(evaluation)
    tables = Counter()
    keys = [hours_key(figures), new_key(figures), waiting_key(figures), lines_key(evaluation)]
    kinds = "is 1 soort" if figures.offers_agreed == 1 else f"zijn {figures.offers_agreed} soorten"
    offers = (
        f"Afgesproken {kinds} groepsaanbod, samen {format_hours(figures.offers_hours)} uur. "
        f"Geschreven zijn {format_hours(figures.offers_realised)} uur groepswerk."
    )
    return [
        *head(document, KIND, logo),
        KeyFigures(keys),
        *hours_blocks(figures, tables, chart=room.chart),
        case_table(figures, tables),
        _named("Afgesloten om (I03)", reason_sentence(figures)),
        _named("Wachttijd (I06)", waiting_sentence(figures)),
        *([_named("Groepsaanbod (I16)", offers)] if figures.offers_agreed else []),
        *_lines(evaluation.lines, room.lines, tables),
    ]


def _named(label: str, text: str) -> Block:
    """A sentence with its name in the side column: the first level under the title, there are no chapters."""
    return Beside(Text(label, H3, tag="H2", width=SIDE), Text(text, indent=TEXT_X))


def _lines(lines: Sequence[EvaluationLine], most: int, tables: Counter) -> list[Block]:
    """I17: what became of each line, without a text that somebody typed."""
    shown = most_telling(lines, most)
    if not shown:
        return []
    rows: list[list[CellValue]] = [[one_line(line.subject)[:90], line.answer or NOTHING] for line in shown]
    left = len(lines) - len(shown)
    note = f"I17. Nog {left} niet op dit blad. {CUT}" if left else "I17"
    columns = [Column("Afspraak", 88 * MM), Column("Oordeel", 35 * MM)]
    return [Grid(columns, rows, caption=tables.caption("Afspraken"), note=note, aside=True, tight=True)]
