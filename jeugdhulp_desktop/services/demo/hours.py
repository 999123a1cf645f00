"""The hours of the practice vault: last year whole, this year up to last week, and what is planned ahead."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.hours import HourKind, HourState, WeekRow, WeekSheet, monday_of, weeks_of
from jeugdhulp_desktop.domain.quantities import to_quarters
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.hours.holidays import holidays_by_week, is_lesson_week
from jeugdhulp_desktop.services.hours.sheets import load_ground
from jeugdhulp_desktop.storage.hours_queries import store_week
from jeugdhulp_desktop.storage.school_queries import load_school_lines

_SEED = 4
_PLANNED_AHEAD = 4  # weeks
# In hundredths of the week: most is for pupils one by one, and not every week has a training.
_PARTS = {
    HourKind.INDIVIDUAL: 48,
    HourKind.GROUP: 22,
    HourKind.CONSULTATION: 14,
    HourKind.TEACHER: 11,
    HourKind.OTHER: 5,
}


def store_hours(connection: Connection, today: date, region: str) -> None:
    """Hours of each worker of the agreements in every week with lessons; the same on the same day."""
    chance = random.Random(_SEED)  # noqa: S311 - hours of fiction, no secrets
    year = SchoolYear.of(today)
    this_week = monday_of(today)
    until = this_week + timedelta(weeks=_PLANNED_AHEAD)
    for school in load_school_lines(connection):
        for each in (year.previous, year):
            ground = load_ground(connection, school.id, each, today)
            for monday in _lesson_weeks(each, region):
                if monday > until:
                    break
                agreed = ground.sheet(monday).rows
                rows = tuple(_worked(row, chance, done=monday < this_week) for row in agreed)
                store_week(connection, WeekSheet(school.id, monday, rows))


def _lesson_weeks(year: SchoolYear, region: str) -> Iterable[date]:
    free = holidays_by_week(year, region)
    return [monday for monday in weeks_of(year) if is_lesson_week(free.get(monday, ""))]


def _worked(row: WeekRow, chance: random.Random, *, done: bool) -> WeekRow:
    """The agreed week as it was planned, and as it turned out."""
    if row.person_id is None or not row.agreed:
        return row
    planned = row.with_hours(HourState.PLANNED, _divided(row.agreed))
    if not done:
        return planned
    if chance.random() < 0.04:
        return replace(planned, realised={})  # ill, and nobody came instead
    shift = Decimal(chance.choice((-6, -4, -2, -1, 0, 0, 0, 1, 2))) / 4
    return planned.with_hours(HourState.REALISED, _divided(max(Decimal(1), row.agreed + shift)))


def _divided(hours: Decimal) -> Mapping[HourKind, Decimal]:
    """Hours over the kinds, in quarters; what rounding leaves over is for pupils one by one."""
    parts = {kind: to_quarters(hours * share / 100) for kind, share in _PARTS.items()}
    rest = hours - sum(parts.values(), Decimal(0))
    return {**parts, HourKind.INDIVIDUAL: parts[HourKind.INDIVIDUAL] + rest}
