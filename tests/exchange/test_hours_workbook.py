"""Hours out to a workbook: numbers are numbers, a text is never a formula (F30, F36)."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from jeugdhulp_desktop.domain.hours import YearHours
from jeugdhulp_desktop.exchange.hours_workbook import HOURS_FORMAT, HoursWorkbook, write_workbook
from tests.hours import ENTRY, HOURS, WISSEL, YEAR

BOOK = HoursWorkbook(HOURS, (ENTRY,), {7: "+Marieke"})


def read(book: HoursWorkbook = BOOK) -> Any:
    return load_workbook(io.BytesIO(write_workbook(book)))


def values(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_sheets_have_dutch_heads_that_stay_in_sight() -> None:
    book = read()
    assert book.sheetnames == ["Schooljaar", "Alle scholen", "Formatie", "Weken"]
    assert all(sheet.freeze_panes == "A2" and sheet["A1"].font.bold for sheet in book)
    assert values(book["Schooljaar"])[0] == [
        "School", "Inzet", "Afgesproken", "Gepland", "Gerealiseerd", "Verschil", "Gerealiseerd in %",
        "Individueel", "Groep", "Overleg", "Leerkracht", "Overig",
    ]  # fmt: skip


def test_hours_are_numbers_with_two_decimals_and_a_tenth_is_a_tenth_f36() -> None:
    book = read()
    cell = book["Schooljaar"]["E2"]
    assert (cell.data_type, cell.value, cell.number_format) == ("n", 0.3, HOURS_FORMAT)
    raw = zipfile.ZipFile(io.BytesIO(write_workbook(BOOK))).read("xl/worksheets/sheet1.xml")
    assert b"<v>0.3</v>" in raw
    assert b"0.30000000000000004" not in raw


def test_no_text_is_ever_a_formula_f30() -> None:
    evil = replace(WISSEL, school_name='=cmd|"/c calc"!A1')
    names = {7: "@SUM(A1:A9)"}
    book = read(HoursWorkbook(YearHours(YEAR, (evil,), ()), (ENTRY,), names))
    texts = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    ]
    assert {cell.data_type for cell in texts} == {"s"}
    assert all(cell.quotePrefix for cell in texts)
    raw = zipfile.ZipFile(io.BytesIO(write_workbook(BOOK)))
    assert not any(b"<f>" in raw.read(name) for name in raw.namelist())


def test_signs_a_workbook_cannot_hold_do_not_stop_it_f33() -> None:
    odd = replace(WISSEL, school_name="De\x00\x0b Wis\ud800sel\nNoord")
    book = read(HoursWorkbook(YearHours(YEAR, (odd,), ()), (), {}))
    assert book["Schooljaar"]["A2"].value == "De Wissel Noord"


def test_sums_are_bold_values_and_all_schools_come_last() -> None:
    sheet = read()["Schooljaar"]
    last = list(sheet.iter_rows())[-1]
    assert [cell.value for cell in last[:3]] == ["Samen", "Samen", 1400.75]
    assert all(cell.font.bold for cell in last)


def test_schools_stand_side_by_side_and_what_is_not_known_stays_empty() -> None:
    rows = {row[0]: row for row in values(read()["Alle scholen"])}
    assert rows["=De Wilg"][1] is None
    assert rows["=De Wilg"][-1] is None
    assert rows["VSO De Wissel"][-1] == pytest.approx(949.8)
    assert rows["Samen"][2:5] == [1320.25, 80.5, 0]


def test_the_formatie_tells_what_is_left() -> None:
    rows = values(read()["Formatie"])
    assert rows[1] == ["JMW", 1300, 1320.25, -20.25]
    assert rows[2] == ["JW", None, 80.5, None]
    assert rows[3][0] == "Samen"


def test_every_entry_stands_in_the_weeks_with_its_day() -> None:
    row = values(read()["Weken"])[1]
    assert row[:2] == ["VSO De Wissel", "+Marieke"]
    assert row[2] == datetime.fromisoformat("2026-09-14")
    assert row[3:] == ["JMW", "basis", "groep", "gerealiseerd", 0.1]


def test_a_year_without_anything_is_a_workbook_too() -> None:
    book = read(HoursWorkbook(YearHours(YEAR, (), ()), (), {}))
    assert values(book["Alle scholen"])[1][0] == "Samen"
    assert len(values(book["Schooljaar"])) == 1
