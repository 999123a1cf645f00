"""The national days off: no working days for the waiting time (I06)."""

from datetime import date
from functools import lru_cache

from jeugdhulp_desktop.domain.school_years import SchoolYear


@lru_cache(maxsize=8)
def days_off(year: SchoolYear) -> frozenset[date]:
    """The national days off in and around a school year: an aanmelding may be of the year before."""
    from holidays import Netherlands  # type: ignore[attr-defined]  # loads 0.3 s: only when figures are counted

    return frozenset(Netherlands(years=(year.first - 1, year.first, year.first + 1)))
