"""Dates to put into a calendar: of agreements only, so no line of it can name a pupil (V26)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jeugdhulp_desktop.domain.school_years import SchoolYear


class DateKind(StrEnum):
    """What a date is about; it selects its icon and its group."""

    CYCLE = "cycle"  # a moment of the yearly cycle
    SIGNING = "signing"  # an agreement that still has to be signed
    ADDITION_REMINDER = "addition-reminder"  # six weeks before the end: stop or extend (requirement 38)
    ADDITION_END = "addition-end"
    EVALUATION = "evaluation"  # of an additional deployment
    THEME = "theme"  # the day on which a target is measured


@dataclass(frozen=True)
class CalendarDate:
    """One day. ``key`` is stable, so that a calendar updates what it has instead of doubling it.

    ``remind_days``: days before it on which the calendar reminds; 0 is the day itself, None never.
    """

    key: str
    kind: DateKind
    day: date
    title: str
    note: str = ""
    remind_days: int | None = 7


@dataclass(frozen=True)
class YearDates:
    """All dates of one school year, by day."""

    school_year: SchoolYear
    dates: tuple[CalendarDate, ...]


def by_day(dates: list[CalendarDate]) -> tuple[CalendarDate, ...]:
    """In the order in which they come."""
    return tuple(sorted(dates, key=lambda each: (each.day, list(DateKind).index(each.kind), each.title)))
