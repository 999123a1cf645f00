"""The sheet about the vault: every subject with its verdict, the limits, on one page, to be read aloud."""

from datetime import date
from pathlib import Path

import pytest

from jeugdhulp_desktop.reports.security_pdf import SecuritySheet, SheetLine, render
from jeugdhulp_desktop.ui.privacy.security_words import LIMITS
from tests.reports.pdf_reading import ReadPdf, squeezed

LINES = tuple(
    SheetLine(
        f"Onderwerp {number}",
        "In orde",
        "Alles in de kluis is versleuteld, ook de back-ups. Zonder je wachtwoord is er niets te lezen.",
        "Argon2id: 256 MB geheugen, 3 rondes, 4 banen. Zoveel kost elke poging." if number < 5 else "",
    )
    for number in range(1, 11)
)
SHEET = SecuritySheet(
    "VSO De Zonnewijzer", "Ilse Brandsma", date(2026, 9, 15), "Jeugdhulp Desktop 0.1.0",
    "1 punt vraagt aandacht: plaats van de kluis.", LINES, LIMITS,
)  # fmt: skip


def test_every_subject_stands_in_one_table_with_its_verdict() -> None:
    (table,) = ReadPdf(render(SHEET)).tables()
    rows = table.rows()
    assert rows[0] == ["Onderwerp", "Oordeel", "Hoe het ervoor staat"]
    assert [row[:2] for row in rows[1:]] == [[line.title, "In orde"] for line in LINES]
    assert all(rows[1][2].startswith(words) for words in (LINES[0].text,))
    assert "Argon2id: 256 MB" in rows[1][2]


def test_verdict_and_limits_are_on_it_and_it_is_one_page_with_the_same_bytes() -> None:
    pdf = ReadPdf(render(SHEET))
    text = squeezed(pdf.text)
    assert SHEET.verdict in text
    for limit in LIMITS:
        assert squeezed(limit) in text
    assert len(pdf.pdf.pages) == 1
    assert render(SHEET) == render(SHEET)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the checkers' own libraries
def test_outloud_and_pdfua_find_nothing(tmp_path: Path) -> None:
    import outloud
    import pdfua

    path = tmp_path / "beveiliging.pdf"
    path.write_bytes(render(SHEET))
    assert [(each.rule, each.message) for each in outloud.check(str(path)).findings] == []
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(path)).findings] == []
