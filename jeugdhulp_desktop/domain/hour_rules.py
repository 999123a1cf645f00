"""What hours may be written for a week, and what is taken over from the week before (F36)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jeugdhulp_desktop.domain.hours import HourKind, HourState, RowKey, WeekRow, WeekSheet, weeks_of
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.school_years import SchoolYear

MAX_HOURS_IN_WEEK = Decimal(60)  # of one kind by one worker; more is a typing error


def check_hours(hours: Decimal, field: str = "hours") -> Problem | None:
    """What is wrong with the hours of one cell; the database can hold none of these."""
    if not hours.is_finite() or not 0 <= hours <= MAX_HOURS_IN_WEEK:
        return problem(field, "hours-in-week", high=MAX_HOURS_IN_WEEK)
    if hours != round(hours, 2):
        return problem(field, "too-many-decimals", high=2)
    return None


def check_week(sheet: WeekSheet, year: SchoolYear | None = None) -> list[Problem]:
    """What is wrong with a week: its Monday, who has hours, each cell, and a week too long to be true.

    ``year``: the school year it is kept in; without one any week will do.
    """
    problems: list[Problem] = []
    if sheet.monday.weekday() != 0:
        problems.append(problem("monday", "not-a-monday"))
    elif year is not None and sheet.monday not in weeks_of(year):
        problems.append(problem("monday", "week-outside-year", year=year.code))
    seen: set[RowKey] = set()
    for number, row in enumerate(sheet.rows):
        problems.extend(_check_row(row, f"rows[{number}]"))
        if row.key in seen and row.person_id is not None:
            problems.append(problem(f"rows[{number}]", "worker-twice", worker=row.worker_type.value))
        seen.add(row.key)
    return problems


def copy_last_week(sheet: WeekSheet, last: WeekSheet, state: HourState) -> WeekSheet:
    """The week with the hours of the week before, in every row that has none of this state yet.

    A row with anything typed in it is left alone: copying never writes over work.
    """
    before = {row.key: row.hours(state) for row in last.rows}
    rows = tuple(
        row.with_hours(state, before[row.key])
        if row.key in before and row.person_id is not None and not row.hours(state)
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def _check_row(row: WeekRow, here: str) -> Iterator[Problem]:
    sound = True
    for state in HourState:
        for kind, hours in row.hours(state).items():
            found = check_hours(hours, cell_field(here, state, kind))
            sound = sound and found is None
            if found is not None:
                yield found
    if row.person_id is None and (row.planned or row.realised):
        yield problem(here, "hours-of-nobody", worker=row.worker_type.value)
    for state in HourState:
        if sound and row.total(state) > MAX_HOURS_IN_WEEK:
            total = row.total(state)
            yield problem(f"{here}.{state}", "long-week", Level.REMARK, worker=row.name, hours=total)


def cell_field(row: str, state: HourState, kind: HourKind) -> str:
    """The field of one cell: "rows[0].gerealiseerd.groep"."""
    return f"{row}.{state}.{kind}"
