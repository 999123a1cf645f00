"""The school year: 1 August to 31 July (R-SJ-1). Every agreement, counter and report keys on it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

LESSON_WEEKS = 40  # weeks of lessons in a school year: a design default, not a norm (domain.md 7, no. 19)


@dataclass(frozen=True, order=True)
class SchoolYear:
    """One school year, named by the calendar year in which it starts."""

    first: int

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        """The school year in which a day falls; 31 July belongs to the old one, 1 August to the new one."""
        return cls(day.year if day.month >= 8 else day.year - 1)

    @classmethod
    def parse(cls, code: str) -> "SchoolYear":
        """The school year of "2026-2027"; ValueError when the code is none."""
        found = re.fullmatch(r"(\d{4})-(\d{4})", code.strip())
        if not found or int(found[2]) != int(found[1]) + 1:
            raise ValueError(code)
        return cls(int(found[1]))

    @property
    def code(self) -> str:
        """ "2026-2027"."""
        return f"{self.first}-{self.first + 1}"

    @property
    def start(self) -> date:
        """1 August."""
        return date(self.first, 8, 1)

    @property
    def end(self) -> date:
        """31 July, the last day that belongs to it."""
        return date(self.first + 1, 7, 31)

    @property
    def previous(self) -> "SchoolYear":
        """The year before."""
        return SchoolYear(self.first - 1)

    @property
    def next(self) -> "SchoolYear":
        """The year after."""
        return SchoolYear(self.first + 1)

    @property
    def signing_deadline(self) -> date:
        """30 September: an agreement unsigned by then is late (V20; the date is a choice)."""
        return date(self.first, 9, 30)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.code


def half_year_after(day: date) -> date:
    """The day half a year on: the review of a case is due then (domain.md 6.2)."""
    month = day.month + 6
    year, month = (day.year + 1, month - 12) if month > 12 else (day.year, month)
    last = (date(year + (month == 12), month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
