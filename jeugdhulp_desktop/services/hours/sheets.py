"""A week as one sheet: whose rows stand in it, and the hours that are known.

Rows come from the agreement; then from additional deployment that runs that week; then whoever has hours at
this school this year already. Without any of these the workers of the sociale kaart stand ready.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.hours import HourKind, HoursEntry, HourState, RowKey, WeekRow, WeekSheet
from jeugdhulp_desktop.domain.relations import PersonLine, WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.hours.holidays import holidays_by_week
from jeugdhulp_desktop.storage.addition_queries import load_additions
from jeugdhulp_desktop.storage.hours_queries import (
    find_hour_keys,
    load_deployments,
    load_week_entries,
    load_week_version,
)
from jeugdhulp_desktop.storage.relation_queries import load_person_lines
from jeugdhulp_desktop.storage.setting_queries import load_settings

NOBODY_YET = "Nog niet bekend"

_Cells = dict[tuple[RowKey, HourState], dict[HourKind, Decimal]]


@dataclass(frozen=True)
class _Workers:
    """The workers of the sociale kaart: their names, and who is active."""

    names: dict[int, str]
    active: tuple[PersonLine, ...]


@dataclass(frozen=True)
class YearGround:
    """What the sheets of one school have in common in one school year."""

    school_id: int
    workers: _Workers
    deployments: tuple[Deployment, ...]
    additions: tuple[Addition, ...]
    known: tuple[RowKey, ...]  # whoever has hours already
    holidays: Mapping[date, str]

    def sheet(self, monday: date, version: int = 0, entries: Iterable[HoursEntry] = ()) -> WeekSheet:
        """One week with the hours that are known."""
        sheet = WeekSheet(self.school_id, monday, version=version)
        running = [each for each in self.additions if _runs_in(each, sheet)]
        rows = _agreed_rows(self.deployments, self.workers, running)
        agreed = {row.key for row in rows}
        names = self.workers.names
        rows += [
            WeekRow(key[0], names.get(key[0] or 0, NOBODY_YET), key[1], key[2])
            for key in self.known
            if key not in agreed
        ]
        if not rows:
            rows = [
                WeekRow(each.id, each.name, each.worker_type, DeploymentKind.BASIC)
                for each in self.workers.active
                if each.worker_type is not None
            ]
        filled = sorted(_filled(rows, entries), key=_place)
        return replace(sheet, rows=tuple(filled), holiday=self.holidays.get(monday, ""))


def load_ground(connection: Connection, school_id: int, year: SchoolYear, today: date) -> YearGround:
    """Read it once for as many weeks of the year as are made from it."""
    return YearGround(
        school_id,
        _workers(connection, today),
        tuple(load_deployments(connection, school_id, year)),
        tuple(load_additions(connection, school_id, year)),
        tuple(find_hour_keys(connection, school_id, year)),
        holidays_by_week(year, load_settings(connection).holiday_region),
    )


def make_sheet(connection: Connection, school_id: int, monday: date, today: date) -> WeekSheet:
    """The sheet of one school in one week, as it stands now."""
    version = load_week_version(connection, school_id, monday)
    entries = load_week_entries(connection, school_id, monday)
    year = WeekSheet(school_id, monday).year
    return load_ground(connection, school_id, year, today).sheet(monday, version, entries)


def _workers(connection: Connection, today: date) -> _Workers:
    # All of them: somebody who left, or has another function by now, has hours.
    people = load_person_lines(connection, today)
    active = tuple(each for each in people if each.worker_type is not None and each.active)
    return _Workers({each.id: each.name for each in people}, active)


def _agreed_rows(
    deployments: Iterable[Deployment], workers: _Workers, additions: Iterable[Addition]
) -> list[WeekRow]:
    requests = list(additions)
    asked = {each.worker_type for each in requests}
    rows: list[WeekRow] = []
    for each in deployments:
        if each.kind is DeploymentKind.ADDITIONAL and each.worker_type in asked:
            continue  # the request stands over the row of an older agreement
        name = workers.names.get(each.worker_id or 0) or each.worker_name or NOBODY_YET
        row = WeekRow(each.worker_id, name, each.worker_type, each.kind, each.hours_per_week)
        _add(rows, row)
    for request in requests:
        # A request names no worker: who does the basic deployment of this kind does this too.
        found = next((row for row in rows if _does(row, request.worker_type)), None)
        person, name = (found.person_id, found.name) if found else (None, NOBODY_YET)
        kind = DeploymentKind.ADDITIONAL
        _add(rows, WeekRow(person, name, request.worker_type, kind, request.hours_per_week))
    return rows


def _does(row: WeekRow, worker_type: WorkerType) -> bool:
    basic = row.deployment is DeploymentKind.BASIC
    return basic and row.worker_type is worker_type and row.person_id is not None


def _add(rows: list[WeekRow], row: WeekRow) -> None:
    """A worker who stands in the agreement twice has one row with the hours of both."""
    same = next(
        (at for at, each in enumerate(rows) if each.key == row.key and row.person_id is not None), None
    )
    if same is None:
        rows.append(row)
    elif row.agreed is not None:
        rows[same] = replace(rows[same], agreed=(rows[same].agreed or Decimal(0)) + row.agreed)


def _filled(rows: Iterable[WeekRow], entries: Iterable[HoursEntry]) -> list[WeekRow]:
    cells: _Cells = defaultdict(dict)
    for each in entries:
        cells[(each.person_id, each.worker_type, each.deployment), each.state][each.kind] = each.hours
    return [
        row.with_hours(HourState.PLANNED, cells[row.key, HourState.PLANNED]).with_hours(
            HourState.REALISED, cells[row.key, HourState.REALISED]
        )
        for row in rows
    ]


def _place(row: WeekRow) -> tuple[int, int]:
    """Basic before additional, then JMW, JW, JP; within those as they came."""
    return (list(DeploymentKind).index(row.deployment), list(WorkerType).index(row.worker_type))


def _runs_in(addition: Addition, sheet: WeekSheet) -> bool:
    """Granted, and some working day of this week lies in its period."""
    if not addition.status.in_force or addition.starts_on is None or addition.ends_on is None:
        return False
    return addition.starts_on <= sheet.friday and sheet.monday <= addition.ends_on
