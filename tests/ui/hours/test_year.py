"""The school year, all schools side by side, and what leaves the page: workbook and paper."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.hour_tables import BudgetLine
from jeugdhulp_desktop.domain.hours import HourKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.hours.page import HoursPage, View
from jeugdhulp_desktop.ui.hours.words import week_choices
from jeugdhulp_desktop.ui.hours.year_view import budget_words
from jeugdhulp_desktop.ui.pages import PageContext


@pytest.fixture
def page(qtbot: QtBot, demo: Session, context: PageContext) -> HoursPage:
    """The practice vault, at the school year of the first school."""
    made = HoursPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    made.open_with(demo)
    qtbot.waitUntil(lambda: bool(made.week.grid.cells()))
    made.open_at(("year", demo.schools.lines()[0].id))
    qtbot.waitUntil(lambda: made.year.hours.model.rowCount() > 0)
    return made


def settled(qtbot: QtBot, page: HoursPage) -> None:
    qtbot.waitUntil(lambda: not page.context.tasks.busy())


def test_the_year_shows_each_worker_type_and_their_sum(page: HoursPage) -> None:
    names = [row[0] for row in page.year.hours.texts()]
    assert names == ["JMW, basis", "JW, basis", "JP, basis", "Samen"]
    assert page.year.hours.texts()[0][1] == "320,00"
    assert page.header.facts.text().startswith("Schooljaar 2026-2027, ")
    assert page.header.facts.text().endswith(" van 491,00 uur")


def test_another_school_year_is_read_at_once(qtbot: QtBot, page: HoursPage) -> None:
    before = page.year.hours.texts()
    page.context.years.choose(SchoolYear(2025))
    qtbot.waitUntil(lambda: page.year.hours.texts() != before)
    assert page.week.monday in [each for each, _ in _weeks(page)]


def _weeks(page: HoursPage) -> list[tuple[date, str]]:
    return week_choices(page.context.years.year)


def test_another_school_has_its_own_figures(qtbot: QtBot, demo: Session, page: HoursPage) -> None:
    other = demo.schools.lines()[1].id
    page.school.set_value(other)
    page.school.changed.emit()
    qtbot.waitUntil(lambda: page.year.hours.texts()[0][1] == "240,00")
    settled(qtbot, page)


def test_a_bar_of_a_week_opens_that_week(qtbot: QtBot, page: HoursPage) -> None:
    bars = page.year.bars
    bars.setFocus()
    here = bars.chosen()
    qtbot.keyClick(bars, Qt.Key.Key_Left)
    chosen = bars.chosen()
    assert here is not None and chosen is not None and chosen.monday < here.monday
    assert "uur gerealiseerd" in bars.accessibleDescription()
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert page.view() is View.WEEK
    qtbot.waitUntil(lambda: page.week.sheet is not None and page.week.sheet.monday == chosen.monday)
    settled(qtbot, page)


def test_hours_typed_are_in_the_year_when_one_goes_there(qtbot: QtBot, page: HoursPage) -> None:
    before = page.year.hours.texts()
    page._choose_view(View.WEEK)
    cell = page.week.grid.cell(0, HourKind.TEACHER)
    cell.setFocus()
    qtbot.keyClicks(cell, "9,25")
    page._choose_view(View.YEAR)  # the cell is left by it
    qtbot.waitUntil(lambda: page.year.hours.texts() != before)
    settled(qtbot, page)


def test_all_schools_stand_side_by_side_and_enter_opens_one(qtbot: QtBot, page: HoursPage) -> None:
    page.open_at("schools")
    qtbot.waitUntil(lambda: page.schools.model.rowCount() == 3)
    assert page.school.isHidden()
    page.schools.table.select_row(2)
    qtbot.keyClick(page.schools.table.view, Qt.Key.Key_Return)
    assert page.view() is View.SCHOOLS  # the sum is no school
    page.schools.table.select_row(1)
    qtbot.keyClick(page.schools.table.view, Qt.Key.Key_Return)
    assert page.view() is View.YEAR
    qtbot.waitUntil(lambda: page.year.hours.texts()[0][1] == "240,00")
    settled(qtbot, page)


def test_the_workbook_is_written_where_it_is_asked(qtbot: QtBot, page: HoursPage, tmp_path: Path) -> None:
    path = tmp_path / "uren.xlsx"
    with dialogs.answers(path):
        page.export()
    qtbot.waitUntil(path.exists)
    settled(qtbot, page)
    assert "uren.xlsx" in page.messages.messages()[0].text
    with dialogs.answers(tmp_path / "uren.xlsx" / "nog een.xlsx"):
        page.export()
    qtbot.waitUntil(lambda: page.messages.messages()[0].tone == "bad")


def test_the_paper_is_seen_kept_and_left_again(qtbot: QtBot, page: HoursPage, tmp_path: Path) -> None:
    page.make_pdf()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.paper)
    path = tmp_path / "uren.pdf"
    with dialogs.answers(path):
        page.paper.save_as()
    qtbot.waitUntil(path.exists)
    settled(qtbot, page)
    assert path.read_bytes().startswith(b"%PDF")
    page.back()
    assert page.stack.currentWidget() is page.year
    settled(qtbot, page)


@pytest.mark.parametrize(
    ("available", "agreed", "words", "tone"),
    [
        ("600", "560", "40,00 uur over", "text2"),
        ("100", "171", "71,00 uur te veel verdeeld", "bad"),
        (None, "171", "171,00 uur verdeeld. Niet ingevuld hoeveel er is.", "text2"),
    ],
)
def test_the_budget_is_told_in_words_v19(available: str | None, agreed: str, words: str, tone: str) -> None:
    there = None if available is None else Decimal(available)
    left = None if there is None else there - Decimal(agreed)
    assert budget_words(BudgetLine("JMW", there, Decimal(agreed), left)) == (words, tone)
