"""The hours of a year on paper."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.hours import YearHours
from jeugdhulp_desktop.reports.hours_pdf import HoursPaper, render
from tests.hours import HOURS, WISSEL, YEAR
from tests.reports.pdf_reading import ReadPdf, squeezed

PAPER = HoursPaper(HOURS, date(2026, 11, 17), "Ilse Brandsma", Letterhead())


def test_figures_stand_in_tables_with_their_sums() -> None:
    budget, schools, wissel, *_ = ReadPdf(render(PAPER)).tables()
    assert budget.rows()[1] == ["JMW (jeugdmaatschappelijk werk)", "1.300,00", "1.320,25", "−20,25"]
    assert budget.rows()[2] == ["JW (jongerenwerk)", "–", "80,50", "–"]
    assert schools.rows()[-1][0] == "Samen"
    assert wissel.rows()[1] == ["JMW, basis", "320,00", "4,50", "0,30", "−319,70", "0%"]
    assert [row[0] for row in wissel.rows()[1:]] == [
        "JMW, basis", "JMW, aanvullend", "JP, basis", "Samen basis", "Samen aanvullend", "Samen",
    ]  # fmt: skip


def test_hours_per_100_pupils_carry_no_norm() -> None:
    text = squeezed(ReadPdf(render(PAPER)).text)
    assert "zonder norm" in text
    assert "949,8" in text


def test_one_school_alone_is_not_set_beside_others() -> None:
    alone = replace(PAPER, year=YearHours(YEAR, (WISSEL,), ()))
    pdf = ReadPdf(render(alone))
    assert "naast elkaar" not in pdf.text
    assert len(pdf.tables()) == 2


def test_a_year_without_hours_says_so_f49() -> None:
    assert "nog geen uren" in ReadPdf(render(replace(PAPER, year=YearHours(YEAR, (), ())))).text


def test_the_sender_stands_on_the_first_page() -> None:
    sender = Letterhead("SWW Veenrand", ("Kerkstraat 1",))
    assert "SWW Veenrand" in ReadPdf(render(replace(PAPER, sender=sender))).text


def test_the_same_hours_are_the_same_bytes() -> None:
    assert render(PAPER) == render(PAPER)


def test_forty_schools_run_over_pages_and_lose_no_school_f50() -> None:
    schools = tuple(replace(WISSEL, school_id=number, school_name=f"School {number}") for number in range(40))
    pdf = ReadPdf(render(replace(PAPER, year=YearHours(YEAR, schools, ()))))
    assert len(pdf.pdf.pages) > 10
    table = pdf.tables()[0]
    assert [row[0] for row in table.rows()[1:]] == [*(f"School {number}" for number in range(40)), "Samen"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the checkers' own libraries
def test_outloud_and_pdfua_find_nothing(tmp_path: Path) -> None:
    import outloud
    import pdfua

    path = tmp_path / "uren.pdf"
    path.write_bytes(render(PAPER))
    assert [(each.rule, each.message) for each in outloud.check(str(path)).findings] == []
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(path)).findings] == []
