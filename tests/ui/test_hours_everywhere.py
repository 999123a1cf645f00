"""The same hours on the screen, on paper and in a workbook, text for text (F36)."""

import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.hour_tables import show_hours, show_percentage
from jeugdhulp_desktop.domain.hours import HourKind, HourState
from jeugdhulp_desktop.domain.relations import PersonDraft, WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.hours.page import HoursPage
from jeugdhulp_desktop.ui.pages import PageContext
from tests.reports.pdf_reading import ReadPdf

YEAR = SchoolYear(2026)
MONDAY = date(2026, 9, 7)
TENTH, HALF, QUARTER = Decimal("0.1"), Decimal("0.5"), Decimal("0.25")


def fill(session: Session) -> None:
    """Three weeks of 0,1 for one worker; a half and a quarter for another; in two schools."""
    one = session.relations.save_person(PersonDraft("Marieke", worker_type=WorkerType.JMW))
    two = session.relations.save_person(PersonDraft("Rachid", worker_type=WorkerType.JP))
    school = session.schools.lines()[0].id
    session.schools.save(replace(session.schools.load(school), pupil_count=139, counted_on=MONDAY))
    deployments = (
        Deployment(WorkerType.JMW, worker_id=one, hours_per_week=TENTH, weeks=Decimal(3)),
        Deployment(
            WorkerType.JP, DeploymentKind.BASIC, two, hours_per_week=Decimal("6.5"), weeks=Decimal(38)
        ),
    )
    session.agreements.save(replace(session.agreements.new(school, YEAR), deployments=deployments))
    for number in range(3):
        sheet = session.hours.week(school, MONDAY + number * timedelta(weeks=1))
        first = sheet.rows[0].with_hours(HourState.REALISED, {HourKind.GROUP: TENTH})
        second = sheet.rows[1].with_hours(
            HourState.REALISED, {HourKind.TEACHER: HALF, HourKind.OTHER: QUARTER}
        )
        session.hours.save_week(sheet.with_row(first).with_row(second))


def texts_in_pdf(session: Session) -> list[list[str]]:
    """The rows of the table of the school and of that of the kinds."""
    found = []
    for table in ReadPdf(session.hours.pdf(YEAR)).tables():
        rows = table.rows()
        if rows[0][0] in ("Inzet", "Gerealiseerd voor"):
            found += rows[1:]
    return found


def texts_in_workbook(session: Session, path: Path) -> list[list[str]]:
    """The same rows out of the sheet, its numbers written as its format shows them."""
    session.hours.export_xlsx(YEAR, path)
    sheet = load_workbook(io.BytesIO(path.read_bytes()))["Schooljaar"]
    rows = [[cell.value for cell in row][1:] for row in sheet.iter_rows(min_row=2)]
    hours, kinds = [], []
    for row in rows:
        figures = [Decimal(str(each)) for each in row[1:5]]
        percentage = None if row[5] is None else Decimal(row[5])
        hours.append([str(row[0]), *map(show_hours, figures), show_percentage(percentage)])
        kinds.append(
            [str(row[0]), *(show_hours(Decimal(str(each))) for each in row[6:]), show_hours(figures[2])]
        )
    return [*hours, *kinds]


def test_screen_paper_and_workbook_tell_the_same_text_f36(
    qtbot: QtBot, session: Session, context: PageContext, tmp_path: Path
) -> None:
    fill(session)
    page = HoursPage(context)
    qtbot.addWidget(page)
    page.open_with(session)
    qtbot.waitUntil(lambda: page.school_id() is not None)
    page.open_at(("year", page.school_id()))
    qtbot.waitUntil(lambda: page.year.hours.model.rowCount() > 0)
    screen = [*page.year.hours.texts(), *page.year.kinds.texts()]
    assert screen[0] == ["JMW, basis", "0,25", "0,00", "0,30", "0,05", "120%"]
    assert screen[1] == ["JP, basis", "247,00", "0,00", "2,25", "−244,75", "1%"]
    assert screen[3:5] == [
        ["JMW, basis", "0,00", "0,30", "0,00", "0,00", "0,00", "0,30"],
        ["JP, basis", "0,00", "0,00", "0,00", "1,50", "0,75", "2,25"],
    ]
    assert texts_in_pdf(session) == screen
    assert texts_in_workbook(session, tmp_path / "uren.xlsx") == screen
