"""The list of all papers of a year: each opens its file and shows how to know it again."""

from dataclasses import replace
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.reports.index_document import IndexDocument, IndexLine
from jeugdhulp_desktop.reports.index_pdf import render
from tests.reports.pdf_reading import ReadPdf, squeezed

LINE = IndexLine(
    "VSO De Proef", "Schoolafspraak", "v1", "ondertekend", "2026-09-15T10:42:00", "ab104053661ac058",
    "0123456789abcdef" * 4, "2026-2027 Schoolafspraak VSO Zoë v1.pdf",
)  # fmt: skip
OTHER = replace(LINE, title="Aanvullende inzet", mark="1", made_at="", sha256="", file_name="")
THIRD = replace(LINE, school_name="De Wilg")
INDEX = IndexDocument(SchoolYear(2026), (LINE, OTHER, THIRD))


def drawn(document: IndexDocument = INDEX) -> ReadPdf:
    return ReadPdf(render(document, Audience.PARTNERS))


def test_each_paper_has_its_row() -> None:
    (table,) = drawn().tables()
    assert [[squeezed(cell) for cell in row] for row in table.rows()[1:3]] == [
        ["VSO De Proef", "Schoolafspraak v1", "ondertekend", "15 sep 2026", "ab10 4053 661a c058",
         "0123 4567 89ab cdef"],
        ["VSO De Proef", "Aanvullende inzet 1", "ondertekend", "nog niet", "ab10 4053 661a c058", "–"],
    ]  # fmt: skip
    assert table.rows()[3][0] == "De Wilg"


def test_a_paper_with_a_file_opens_it_from_the_same_folder() -> None:
    read = drawn()
    spots = [spot for page in read.pdf.pages for spot in page.get("/Annots", [])]
    actions = [spot.A for spot in spots]
    assert [str(each.S) for each in actions] == ["/GoToR"] * 2
    assert {str(each.F.UF) for each in actions} == {LINE.file_name}
    assert {str(spot.Contents) for spot in spots} == {f"Open {LINE.file_name}"}


def test_the_same_list_gives_the_same_bytes_and_another_another_number() -> None:
    assert render(INDEX, Audience.PARTNERS) == render(INDEX, Audience.PARTNERS)
    assert replace(INDEX, lines=(LINE,)).control != INDEX.control
    assert len(INDEX.control) == 16


def test_f49_no_paper_one_paper_and_two_hundred_papers() -> None:
    assert "Er zijn nog geen papieren." in squeezed(drawn(replace(INDEX, lines=())).text)
    assert "1 papier" in squeezed(drawn(replace(INDEX, lines=(LINE,))).text)
    many = tuple(replace(LINE, school_name=f"School {n // 4:02}", mark=f"v{n}") for n in range(200))
    pdf = drawn(replace(INDEX, lines=many))
    (table,) = pdf.tables()
    assert len(table.rows()) - 1 == 200
    assert len(pdf.pdf.pages) > 3


def test_v26_the_audience_must_be_named() -> None:
    with pytest.raises(TypeError):
        render(INDEX, "iedereen")  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the checkers' own libraries
def test_outloud_and_pdfua_find_nothing(tmp_path: Path) -> None:
    import outloud
    import pdfua

    path = tmp_path / "overzicht.pdf"
    path.write_bytes(render(INDEX, Audience.PARTNERS))
    assert [(each.rule, each.message) for each in outloud.check(str(path)).findings] == []
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(path)).findings] == []
