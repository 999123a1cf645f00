"""Hours through the service: who stands in a week, what is kept, and a year of schools side by side."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, DiskProblem, NotFound, NotValid
from jeugdhulp_desktop.domain.hours import HourKind, HourState, WeekRow, WeekSheet
from jeugdhulp_desktop.domain.relations import PersonDraft, WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from tests.reports.pdf_reading import ReadPdf

YEAR = SchoolYear(2026)
MONDAY = date(2026, 9, 14)
WEEK = timedelta(weeks=1)
JMW, JW = WorkerType.JMW, WorkerType.JW
BASIC, ADDITIONAL = DeploymentKind.BASIC, DeploymentKind.ADDITIONAL
REALISED, PLANNED = HourState.REALISED, HourState.PLANNED
HALF = {HourKind.GROUP: Decimal("0.5")}


@pytest.fixture
def marieke(session: Session) -> int:
    return session.relations.save_person(PersonDraft("Marieke Dijkstra", worker_type=JMW))


def mine(session: Session) -> int:
    return session.schools.lines()[0].id


def agree(session: Session, *deployments: Deployment) -> None:
    session.agreements.save(replace(session.agreements.new(mine(session), YEAR), deployments=deployments))


def fill(
    session: Session, monday: date, hours: dict[HourKind, Decimal], state: HourState = REALISED
) -> WeekSheet:
    sheet = session.hours.week(mine(session), monday)
    return session.hours.save_week(sheet.with_row(sheet.rows[0].with_hours(state, hours)))


def test_the_workers_of_the_agreement_stand_in_the_week_with_their_agreed_hours(
    session: Session, marieke: int
) -> None:
    agree(session, Deployment(JMW, worker_id=marieke, worker_name="M", hours_per_week=Decimal("4.5")))
    (row,) = session.hours.week(mine(session), MONDAY).rows
    assert row == WeekRow(marieke, "Marieke Dijkstra", JMW, BASIC, agreed=Decimal("4.5"))


def test_a_worker_who_stands_in_the_agreement_twice_has_one_row(session: Session, marieke: int) -> None:
    one = Deployment(JMW, worker_id=marieke, hours_per_week=Decimal(4))
    agree(session, one, replace(one, hours_per_week=Decimal("0.5")), replace(one, hours_per_week=None))
    assert [row.agreed for row in session.hours.week(mine(session), MONDAY).rows] == [Decimal("4.5")]


def test_a_worker_that_is_not_known_yet_is_shown_and_takes_no_hours(session: Session) -> None:
    agree(session, Deployment(JMW, hours_per_week=Decimal(8)), Deployment(JW, worker_name="De nieuwe"))
    sheet = session.hours.week(mine(session), MONDAY)
    assert [(row.person_id, row.name) for row in sheet.rows] == [
        (None, "Nog niet bekend"),
        (None, "De nieuwe"),
    ]
    with pytest.raises(NotValid) as caught:
        session.hours.save_week(sheet.with_row(sheet.rows[0].with_hours(REALISED, HALF)))
    assert caught.value.problems[0].code == "hours-of-nobody"


def test_without_an_agreement_the_workers_of_the_sociale_kaart_stand_ready(
    session: Session, marieke: int
) -> None:
    session.relations.save_person(PersonDraft("Directeur"))
    session.relations.save_person(PersonDraft("Weg", worker_type=JW, active_until=date(2026, 8, 31)))
    assert [row.name for row in session.hours.week(mine(session), MONDAY).rows] == ["Marieke Dijkstra"]
    assert [each.name for each in session.hours.workers()] == ["Marieke Dijkstra"]


def test_whoever_has_hours_this_year_keeps_a_row_in_every_week(session: Session, marieke: int) -> None:
    agree(session, Deployment(JMW, worker_id=marieke, hours_per_week=Decimal(8)))
    other = session.relations.save_person(PersonDraft("Joris", worker_type=JW))
    sheet = session.hours.week(mine(session), MONDAY)
    extra = WeekRow(other, "Joris", JW, ADDITIONAL).with_hours(PLANNED, HALF)
    session.hours.save_week(sheet.with_row(extra))
    later = session.hours.week(mine(session), MONDAY + WEEK)
    assert [(row.name, row.deployment) for row in later.rows] == [
        ("Marieke Dijkstra", BASIC), ("Joris", ADDITIONAL),
    ]  # fmt: skip
    assert len(session.hours.week(mine(session), date(2027, 9, 13)).rows) == 2  # next year: the sociale kaart


def test_what_is_kept_is_read_back_and_told_once(session: Session, marieke: int) -> None:
    told: list[frozenset[Change]] = []
    session.changes.subscribe(told.append)
    kept = fill(session, MONDAY, HALF)
    assert session.hours.week(mine(session), MONDAY) == kept
    assert told == [frozenset({Change.HOURS})]
    with session.database.read() as connection:
        line = load_audit_lines(connection, subject="hour week")[0]
    assert (line.action, line.record_id) == (Action.SAVE_HOURS, mine(session))


def test_a_stale_week_is_refused_and_nothing_is_overwritten_f38(session: Session, marieke: int) -> None:
    stale = session.hours.week(mine(session), MONDAY)
    kept = fill(session, MONDAY, HALF)
    with pytest.raises(ChangedElsewhere):
        session.hours.save_week(stale.with_row(stale.rows[0].with_hours(REALISED, {})))
    assert session.hours.week(mine(session), MONDAY) == kept


@pytest.mark.parametrize("hours", ["-1", "61", "0.125", "NaN", "Infinity"])
def test_what_cannot_be_kept_is_refused_before_anything_is_written_f36(
    session: Session, marieke: int, hours: str
) -> None:
    sheet = session.hours.week(mine(session), MONDAY)
    row = replace(sheet.rows[0], realised={HourKind.GROUP: Decimal(hours)})
    assert session.hours.check(sheet.with_row(row))
    with pytest.raises(NotValid):
        session.hours.save_week(sheet.with_row(row))
    assert session.hours.week(mine(session), MONDAY).version == 0


def test_a_school_or_worker_that_is_gone_is_named_and_no_crash(session: Session, marieke: int) -> None:
    sheet = session.hours.week(mine(session), MONDAY)
    session.relations.delete_person(marieke)
    with pytest.raises(NotFound) as caught:
        session.hours.save_week(sheet.with_row(sheet.rows[0].with_hours(REALISED, HALF)))
    assert caught.value.subject == "person"
    with pytest.raises(NotFound):
        session.hours.save_week(WeekSheet(99, MONDAY))


def test_a_worker_or_school_with_hours_is_not_removed(session: Session, marieke: int) -> None:
    fill(session, MONDAY, HALF)
    with pytest.raises(NotValid) as caught:
        session.relations.delete_person(marieke)
    assert caught.value.problems[0].code == "in-use"
    with pytest.raises(NotValid):
        session.schools.delete(mine(session))


def test_last_week_is_taken_over_and_kept(session: Session, marieke: int) -> None:
    fill(session, MONDAY, HALF)
    copied = session.hours.copy_last_week(mine(session), MONDAY + WEEK)
    assert copied.rows[0].realised == HALF
    assert session.hours.week(mine(session), MONDAY + WEEK) == copied
    planned = session.hours.copy_last_week(mine(session), MONDAY + WEEK, PLANNED)
    assert planned.rows[0].planned == {}
    assert planned.version == copied.version  # nothing to take over, so nothing was written


def test_holidays_are_named_once_the_region_is_known(session: Session, marieke: int) -> None:
    autumn, easter = date(2026, 10, 12), date(2027, 3, 29)
    assert session.hours.week(mine(session), autumn).holiday == ""
    session.settings.save(replace(session.settings.load(), holiday_region="noord"))
    assert session.hours.week(mine(session), autumn).holiday == "herfstvakantie"
    assert session.hours.week(mine(session), easter).holiday == "Tweede paasdag"
    weeks = {each.monday: each.holiday for each in session.hours.weeks(mine(session), YEAR)}
    assert (weeks[autumn], weeks[MONDAY]) == ("herfstvakantie", "")


def test_a_year_sets_schools_side_by_side_with_budget_and_no_norm(session: Session, marieke: int) -> None:
    school = session.schools.load(mine(session))
    session.schools.save(replace(school, pupil_count=200, counted_on=date(2026, 9, 1)))
    session.schools.save(SchoolDraft("De Andere"))
    budgets = {YEAR.code: {JMW: Decimal(300)}}
    session.settings.save(replace(session.settings.load(), budgets=budgets))
    agree(session, Deployment(JMW, worker_id=marieke, hours_per_week=Decimal(8), weeks=Decimal(40)))
    fill(session, MONDAY, HALF)
    year = session.hours.year(YEAR)
    first, other = year.schools
    assert (first.agreed, first.realised, first.per_hundred) == (320, Decimal("0.5"), 160)
    assert (other.school_name, other.totals, other.per_hundred) == ("De Andere", (), None)
    (budget,) = year.budgets
    assert (budget.worker_type, budget.available, budget.left) == (JMW, 300, -20)


def test_the_practice_vault_has_hours_of_last_year_and_this(demo: Session) -> None:
    for year in (YEAR.previous, YEAR):
        assert any(school.realised for school in demo.hours.year(year).schools)
        assert any(school.planned for school in demo.hours.year(year).schools)


def test_the_workbook_is_noted_and_a_place_that_is_no_folder_is_a_disk_problem(
    session: Session, tmp_path: Path
) -> None:
    session.hours.export_xlsx(YEAR, tmp_path / "uren.xlsx")
    with session.database.read() as connection:
        assert load_audit_lines(connection)[0].action == Action.EXPORT_HOURS
    with pytest.raises(DiskProblem):
        session.hours.export_xlsx(YEAR, tmp_path / "uren.xlsx" / "nog een.xlsx")


def test_paper_that_leaves_is_noted(session: Session) -> None:
    for printed, action in ((True, Action.PRINT_DOCUMENT), (False, Action.EXPORT_HOURS)):
        session.hours.paper_left(printed=printed)
        with session.database.read() as connection:
            assert load_audit_lines(connection)[0].action == action


def test_the_paper_of_one_school_leaves_the_others_out(demo: Session) -> None:
    first, second = demo.schools.lines()[:2]
    one, both = demo.hours.pdf(YEAR, first.id), demo.hours.pdf(YEAR)
    assert one != both
    assert second.name not in ReadPdf(one).text
    assert second.name in ReadPdf(both).text
