"""Weeks in words: "Week 38, 14 tot en met 18 september"."""

from datetime import date, timedelta

from jeugdhulp_desktop.domain.hours import monday_of, weeks_of
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import day_and_month, short_date

_SUMMER = 3  # weeks after 1 August: a year that is not now begins at its first lessons


def week_number(monday: date) -> str:
    """ "Week 38", as calendars here number them."""
    return f"Week {monday.isocalendar().week}"


def week_days(monday: date) -> str:
    """ "14 tot en met 18 september"."""
    friday = monday + timedelta(days=4)
    first = str(monday.day) if monday.month == friday.month else day_and_month(monday)
    return f"{first} tot en met {day_and_month(friday)}"


def week_choices(year: SchoolYear) -> list[tuple[date, str]]:
    """Every week of a school year to choose from."""
    return [(monday, f"{week_number(monday)}, vanaf {short_date(monday)}") for monday in weeks_of(year)]


def week_to_begin(year: SchoolYear, today: date) -> date:
    """This week; of another school year the first with lessons."""
    mondays = weeks_of(year)
    monday = monday_of(today)
    return monday if monday in mondays else mondays[_SUMMER]
