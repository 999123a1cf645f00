"""P8, the vernietigingslijst: case numbers and days, and nobody's name."""

from dataclasses import replace
from datetime import UTC, date, datetime

from jeugdhulp_desktop.domain.erasures import ErasedRecord, ErasureKind, ErasureReason
from jeugdhulp_desktop.reports.erasure_list_pdf import ErasureList, render
from tests.reports.pdf_reading import ReadPdf, squeezed

AT = datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
CASE = ErasedRecord(
    ErasureKind.CASE, 12, "2024-0012", datetime(2024, 9, 3, tzinfo=UTC), AT, ErasureReason.TERM.value
)
PUPIL = ErasedRecord(ErasureKind.PUPIL, 7, "", None, AT, "")
LIST = ErasureList((CASE, PUPIL), date(2026, 11, 17), "Ilse Brandsma")


def test_each_line_says_what_when_and_why_and_the_sum_stands_above_it() -> None:
    pdf = ReadPdf(render(LIST))
    (table,) = pdf.tables()
    assert table.rows() == [
        ["Gewist op", "Wat", "Vastgelegd op", "Reden"],
        ["17 november 2026", "Casus 2024-0012", "3 september 2024", "bewaartermijn voorbij"],
        ["17 november 2026", "Leerling van de lijst", "–", "–"],
    ]
    assert "Gewist: 1 casus en 1 leerling." in squeezed(pdf.text)
    assert any("noemt geen leerlingen" in text for _, text in pdf.artifacts)


def test_a_long_list_goes_on_over_pages_and_gives_the_same_bytes() -> None:
    many = replace(LIST, lines=tuple(replace(CASE, number=f"2024-{n:04d}") for n in range(120)))
    pdf = ReadPdf(render(many))
    assert len(pdf.pdf.pages) > 2
    assert "2024-0119" in pdf.text
    assert render(many) == render(replace(many))


def test_nothing_erased_says_so_f49() -> None:
    assert "Er is nog niets gewist." in ReadPdf(render(replace(LIST, lines=()))).text
