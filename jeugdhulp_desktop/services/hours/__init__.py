"""Hours: the week that is filled in, the year they add up to, and what leaves as a workbook or on paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.errors import NotFound, NotValid
from jeugdhulp_desktop.domain.hour_rules import check_week, copy_last_week
from jeugdhulp_desktop.domain.hours import (
    Budget,
    HourState,
    SchoolHours,
    WeekSheet,
    WeekSum,
    YearHours,
    add_up,
)
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.domain.relations import PersonLine, WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.vault_settings import VaultSettings
from jeugdhulp_desktop.files import write_whole
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.clock import Clock, local_today
from jeugdhulp_desktop.services.hours.holidays import holidays_by_week
from jeugdhulp_desktop.services.hours.sheets import make_sheet
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.hours_queries import (
    HOUR_WEEK,
    load_year_entries,
    store_week,
    week_sums,
    year_totals,
)
from jeugdhulp_desktop.storage.letterhead_queries import load_letterhead, load_logo
from jeugdhulp_desktop.storage.relation_queries import PERSON, load_person_lines
from jeugdhulp_desktop.storage.school_queries import load_school, load_school_lines
from jeugdhulp_desktop.storage.setting_queries import load_settings


class HoursService:
    """The hours of one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def week(self, school_id: int, monday: date) -> WeekSheet:
        """The sheet of one school in one week: workers of the agreement first, with the hours known."""
        with self._database.read() as connection:
            return make_sheet(connection, school_id, monday, self._today())

    def check(self, sheet: WeekSheet) -> list[Problem]:
        """What is wrong with a week."""
        return check_week(sheet)

    def save_week(self, sheet: WeekSheet) -> WeekSheet:
        """Keep all hours of a week; the sheet with its new version.

        Raises NotValid, ChangedElsewhere when another window wrote this week, NotFound when the school or a
        worker with hours is not there any more.
        """
        return self._store(sheet.school_id, lambda _connection: sheet)

    def copy_last_week(
        self, school_id: int, monday: date, state: HourState = HourState.REALISED
    ) -> WeekSheet:
        """Take over the week before in every row that has no hours of this state yet, and keep it.

        Nothing is written when there is nothing to take over.
        """
        today = self._today()

        def taken_over(connection: Connection) -> tuple[WeekSheet, WeekSheet]:
            last = make_sheet(connection, school_id, monday - timedelta(weeks=1), today)
            now = make_sheet(connection, school_id, monday, today)
            return now, copy_last_week(now, last, state)

        with self._database.read() as connection:
            now, copied = taken_over(connection)
        if copied == now:
            return now
        return self._store(school_id, lambda connection: taken_over(connection)[1])

    def workers(self) -> list[PersonLine]:
        """Who can be added to a week: the active workers of the sociale kaart."""
        with self._database.read() as connection:
            return load_person_lines(connection, self._today(), workers_only=True, active_only=True)

    def weeks(self, school_id: int, year: SchoolYear) -> list[WeekSum]:
        """Every week of a school year with its sums, and the holiday in it."""
        with self._database.read() as connection:
            free = holidays_by_week(year, load_settings(connection).holiday_region)
            return [
                replace(each, holiday=free.get(each.monday, ""))
                for each in week_sums(connection, school_id, year)
            ]

    def year(self, year: SchoolYear) -> YearHours:
        """All schools side by side, mine first, and what is left of the budget (V19)."""
        with self._database.read() as connection:
            return _year(connection, year)

    def export_xlsx(self, year: SchoolYear, path: Path) -> None:
        """Write the year as a workbook, whole or not at all; noted in the audit trail. DiskProblem."""
        from jeugdhulp_desktop.exchange.hours_workbook import HoursWorkbook, write_workbook

        with self._database.read() as connection:
            people = load_person_lines(connection, self._today())
            book = HoursWorkbook(
                _year(connection, year),
                tuple(load_year_entries(connection, year)),
                {each.id: each.name for each in people},
            )
        write_whole(path, write_workbook(book))
        with self._database.write(Action.EXPORT_HOURS, HOUR_WEEK):
            pass  # the audit line is the write: the hours left the vault

    def pdf(self, year: SchoolYear, school_id: int | None = None) -> bytes:
        """The year on paper, of all schools or of one; no pupil stands in it."""
        from jeugdhulp_desktop.reports.hours_pdf import HoursPaper, render

        with self._database.read() as connection:
            found = _year(connection, year)
            user = load_settings(connection).user_name
            sender = load_letterhead(connection)
            logo = load_logo(connection, sender.logo)
        if school_id is not None:
            found = replace(
                found, schools=tuple(each for each in found.schools if each.school_id == school_id)
            )
        return render(HoursPaper(found, self._today(), user, sender), logo=logo)

    def paper_left(self, *, printed: bool) -> None:
        """Note in the audit trail that the overview was printed, or kept as a file."""
        with self._database.write(Action.PRINT_DOCUMENT if printed else Action.EXPORT_HOURS, HOUR_WEEK):
            pass  # the audit line is the write

    def _store(self, school_id: int, make: Callable[[Connection], WeekSheet]) -> WeekSheet:
        with self._database.write(Action.SAVE_HOURS, HOUR_WEEK, school_id) as connection:
            sheet = make(connection)
            if problems := blocking(check_week(sheet)):
                raise NotValid(problems)
            load_school(connection, school_id)  # NotFound when it is gone
            known = {each.id for each in load_person_lines(connection, self._today())}
            for row in sheet.rows:
                if (row.planned or row.realised) and row.person_id not in known:
                    raise NotFound(PERSON, row.person_id or 0)
            stored = replace(sheet, version=store_week(connection, sheet))
        self._changes.announce(Change.HOURS)
        return stored

    def _today(self) -> date:
        return local_today(self._clock)


def _year(connection: Connection, year: SchoolYear) -> YearHours:
    totals = year_totals(connection, year)
    schools = tuple(
        SchoolHours(line.id, line.name, line.pupil_count, totals.get(line.id, ()))
        for line in load_school_lines(connection)
    )
    return YearHours(year, schools, _budgets(schools, load_settings(connection), year))


def _budgets(
    schools: tuple[SchoolHours, ...], settings: VaultSettings, year: SchoolYear
) -> tuple[Budget, ...]:
    """One for each worker type that has a budget or agreed hours."""
    available = settings.budgets.get(year.code, {})
    budgets = (
        Budget(worker, available.get(worker), add_up(each.agreed_of(worker) for each in schools))
        for worker in WorkerType
    )
    return tuple(each for each in budgets if each.available is not None or each.agreed > Decimal(0))
