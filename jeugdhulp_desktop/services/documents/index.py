"""The list of all papers of a school year, itself a paper: made after the others, since it tells of them."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.documents import Audience, DrawnPaper, DuePaper, PaperKey, PaperKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.reports.index_document import IndexDocument, IndexLine
from jeugdhulp_desktop.services.documents.sources import due_papers
from jeugdhulp_desktop.storage.document_queries import load_registered

TITLE = "Overzicht papieren"
_SCHOOLS = "alle scholen"  # in the name of its file


def index_key(year: SchoolYear) -> PaperKey:
    """The paper that lists the papers of a year."""
    return PaperKey(PaperKind.INDEX, year.first)


def every_paper(
    connection: Connection, *, keys: Collection[PaperKey] | None = None, year: SchoolYear | None = None
) -> list[DuePaper]:
    """The papers of all sources, then the lists of them: all, of a year, or by key."""
    found = due_papers(connection, keys=keys, year=year)
    ids = None if keys is None else [key.id for key in keys if key.kind is PaperKind.INDEX]
    return found + (due_indexes(connection, ids=ids, year=year) if ids is None or ids else [])


def due_indexes(
    connection: Connection, *, ids: Collection[int] | None = None, year: SchoolYear | None = None
) -> list[DuePaper]:
    """One list for each year that has papers."""
    every = _papers(connection, year)
    years = sorted({paper.school_year for paper in every}, key=lambda each: each.first)
    found = []
    for each in years:
        if ids is None or each.first in ids:
            document = _document(connection, each, every)
            found.append(_due(document))
    return found


def draw_index(connection: Connection, year: SchoolYear) -> DrawnPaper:
    """The PDF of a year's list, as it is now."""
    from jeugdhulp_desktop.reports.index_pdf import render

    document = _document(connection, year, _papers(connection, year))
    return DrawnPaper(render(document, Audience.PARTNERS), document.control)


def _papers(connection: Connection, year: SchoolYear | None) -> list[DuePaper]:
    """What is due, and what lapsed but still has a file, in the order of schools, kinds and versions."""
    due = due_papers(connection, year=year)
    known = {paper.key for paper in due}
    filed = [key for key in load_registered(connection) if key not in known and key.kind != PaperKind.INDEX]
    lapsed = due_papers(connection, keys=filed) if filed else []
    order: dict[str, int] = {}
    for paper in due:
        order.setdefault(paper.school_name, len(order))
    return sorted(
        (paper for paper in (*due, *lapsed) if year in (None, paper.school_year)),
        key=lambda paper: (
            order.get(paper.school_name, len(order)),
            paper.school_name,
            list(PaperKind).index(paper.key.kind),
            paper.number,
        ),
    )


def _document(connection: Connection, year: SchoolYear, papers: Sequence[DuePaper]) -> IndexDocument:
    registered = load_registered(connection)
    lines = []
    for paper in papers:
        if paper.school_year == year:
            kept = registered.get(paper.key)
            lines.append(
                IndexLine(
                    school_name=paper.school_name,
                    title=paper.title,
                    mark=paper.mark,
                    status=paper.status,
                    made_at=kept.made_at if kept else "",
                    control=paper.control,
                    sha256=kept.sha256 if kept else "",
                    file_name=kept.file_name if kept else "",
                )
            )
    return IndexDocument(year, tuple(lines))


def _due(document: IndexDocument) -> DuePaper:
    return DuePaper(
        key=index_key(document.school_year),
        school_name=_SCHOOLS,
        school_year=document.school_year,
        number=1,
        status="overzicht",
        frozen=False,
        control=document.control,
        content=f"{document.control}.{document.template}",
        title=TITLE,
    )
