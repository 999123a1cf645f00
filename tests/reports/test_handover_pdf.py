"""The receipt of a moved vault: readable, tagged, without anybody but the two who sign."""

from datetime import date

from jeugdhulp_desktop.domain.handovers import MoveKind, Receipt, StaysBehind
from jeugdhulp_desktop.reports.handover_pdf import render
from tests.reports.pdf_reading import ReadPdf, squeezed

RECEIPT = Receipt(
    MoveKind.SUCCESSOR, "Kluis De Regenboog", "0a1b2c3d", "2026-09-15T084200Z-overdracht.jeugdhulp-backup",
    "00ff00ff00ff00ff", date(2026, 9, 15), "Ilse Vermeer", "Joris Prins",
    {"cases": 38, "agreements": 4, "iets-van-later": 3},
    tuple((each, "3" if each is StaysBehind.BACKUPS_HERE else "ZORG") for each in StaysBehind),
)  # fmt: skip


def test_what_went_along_and_what_stays_behind_stand_there() -> None:
    pdf = ReadPdf(render(RECEIPT))
    facts, counts = pdf.tables()[:2]
    assert ["Kenmerk van de kluis", "0a1b2c3d"] in facts.rows()
    assert counts.rows()[1:] == [["Casussen", "38"], ["Schoolafspraken", "4"]]
    words = squeezed(pdf.text)
    assert "Back-ups in de map van de kluis op deze computer: 3." in words
    assert "herstelblad van de gever" in words
    assert "Gever" in words
    assert "Ontvanger" in words


def test_title_and_metadata_name_nobody_f52() -> None:
    pdf = ReadPdf(render(RECEIPT))
    around = pdf.pdf.Root.Metadata.read_bytes().decode() + " ".join(map(str, pdf.pdf.docinfo.values()))
    assert "Overdracht van de kluis" in around
    assert not any(name in around for name in ("Ilse", "Joris", "Regenboog"))
    assert render(RECEIPT) == render(RECEIPT)
