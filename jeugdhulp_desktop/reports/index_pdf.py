"""The list of all papers of a school year: how each stands, and how to know a printed page again."""

from datetime import date

from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.text import short_date
from jeugdhulp_desktop.reports.cells import CellValue
from jeugdhulp_desktop.reports.design import ACCENT, COVER, H1, KIND, LEAD, NBSP, SUBTITLE, UNIT, WIDTH
from jeugdhulp_desktop.reports.file_links import FileLink
from jeugdhulp_desktop.reports.flowables import Block, Heading, Rule, Space, Text
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.index_document import IndexDocument, IndexLine
from jeugdhulp_desktop.reports.paper import Paper, printed

SUBJECT = "Overzicht van de schoolafspraken"
_SCHOOL, _STATUS, _MADE, _CONTROL, _SHA = 104.0, 66.0, 56.0, 58.0, 58.0
_INTRO = (
    "Elk papier heeft een controlegetal, onder aan elke bladzijde. Met de eerste tekens van de SHA-256 is te "
    "zien of een bestand nog precies het bestand is dat is gemaakt."
)


def render(document: IndexDocument, audience: Audience) -> bytes:
    """The list as a tagged PDF; the same list gives the same bytes. The audience must be named (V26)."""
    if not isinstance(audience, Audience):
        raise TypeError("audience")
    year = document.school_year.code
    paper = Paper(
        title=f"{SUBJECT} {year}",
        subject=SUBJECT,
        head_left=SUBJECT,
        head_right=year,
        foot_left=f"Controlegetal {spaced(document.control)}",
    )
    return printed(paper, _story(document))


def _story(document: IndexDocument) -> list[Block]:
    count = len(document.lines)
    blocks: list[Block] = [
        Rule(COVER, ACCENT, after=2 * UNIT),
        Text("Overzicht", KIND),
        Heading("", f"Schoolafspraken {document.school_year.code}", "papers", H1, 1),
        Text("1 papier" if count == 1 else f"{count} papieren", SUBTITLE),
        Space(UNIT),
        Text(_INTRO if count else "Er zijn nog geen papieren.", LEAD),
        Space(UNIT),
    ]
    return [*blocks, _table(document)] if count else blocks


def _table(document: IndexDocument) -> Grid:
    """One table: a hundred small ones take three times as long, and their heads hide the rows."""
    columns = [
        Column("School", _SCHOOL),
        Column("Papier", WIDTH - _SCHOOL - _STATUS - _MADE - _CONTROL - _SHA),
        Column("Status", _STATUS),
        Column("Gemaakt", _MADE),
        Column("Controlegetal", _CONTROL),
        Column("SHA-256 begint met", _SHA),
    ]
    caption = f"Papieren van schooljaar {document.school_year.code}"
    return Grid(columns, [_row(line) for line in document.lines], caption=caption)


def _row(line: IndexLine) -> tuple[CellValue, ...]:
    words = f"{line.title} {line.mark}".strip()
    day = date.fromisoformat(line.made_at[:10]) if line.made_at else None
    return (
        line.school_name,
        FileLink(words, line.file_name) if line.file_name else words,
        line.status,
        f"{short_date(day)} {day.year}" if day else "nog niet",
        _pairs(line.control),
        _pairs(line.sha256[:16]) if line.sha256 else NOTHING,
    )


def _pairs(digits: str) -> str:
    """Sixteen digits in two lines of two groups, whatever their widths."""
    first, second, third, last = spaced(digits).split()
    return f"{first}{NBSP}{second} {third}{NBSP}{last}"
