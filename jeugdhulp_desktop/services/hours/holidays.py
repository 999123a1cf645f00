"""School holidays and days off by week: a week without lessons should say so beside its hours.

The library knows the school holidays of the three regions; without a region only the national days off are
named. Which days a school really closes is its own choice, so this informs and never refuses hours.
"""

from datetime import date, timedelta
from functools import lru_cache

from jeugdhulp_desktop.domain.hours import weeks_of
from jeugdhulp_desktop.domain.school_years import SchoolYear

_HOLIDAYS = {
    "Autumn Break": "herfstvakantie",
    "Christmas Break": "kerstvakantie",
    "Spring Break": "voorjaarsvakantie",
    "May Break": "meivakantie",
    "Summer Break": "zomervakantie",
}
_WORKDAYS = range(5)
_FREE_WEEK = 3  # days of holiday in a week that make it one; fewer are named as days off


@lru_cache(maxsize=8)
def holidays_by_week(year: SchoolYear, region: str) -> dict[date, str]:
    """What there is in a week, by its Monday; weeks without anything are left out.

    ``region`` is noord, midden, zuid, or empty when it is not known.
    """
    from holidays import Netherlands  # type: ignore[attr-defined]  # loads 0.3 s: only when a week is looked at

    years = (year.first, year.first + 1)
    breaks: dict[date, str] = {}
    if region:
        breaks = dict(Netherlands(subdiv=region.capitalize(), categories={"school"}, years=years))
    off = dict(Netherlands(years=years, language="nl"))
    found = {}
    for monday in weeks_of(year):
        days = [monday + timedelta(days=number) for number in _WORKDAYS]
        names = [breaks[day] for day in days if day in breaks]
        if len(names) >= _FREE_WEEK:
            found[monday] = _HOLIDAYS.get(names[0], "vakantie")
        elif words := ", ".join(dict.fromkeys(off[day] for day in days if day in off)):
            found[monday] = words
    return found


def is_lesson_week(holiday: str) -> bool:
    """Whether there are lessons in a week: days off leave lessons, a holiday does not."""
    return not holiday.endswith("vakantie")
