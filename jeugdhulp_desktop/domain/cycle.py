"""The yearly cycle of an agreement: which day what must be ready, and how far that is (domain.md 2.9).

The days are a choice of the school and its partners (R-SJ-4: proposed as a whole, no norm), so they are
settings of the vault; a moment that is not used has no day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.school_years import SchoolYear

COMMON_YEAR = 2025  # any year without a leap day
SOON = timedelta(days=42)  # six weeks ahead it asks attention


class CycleMoment(StrEnum):
    """The moments of a school year, in its order."""

    START = "start"
    SIGNED = "signed"
    HALFWAY = "halfway"
    LOOK_BACK = "look-back"
    NEEDS = "needs"
    DRAFT = "draft"
    END = "end"
    SIGN_NEXT = "sign-next"

    @property
    def label(self) -> str:
        """What must be ready on that day."""
        return _LABELS[self]

    @property
    def counted(self) -> bool:
        """Whether the vault can tell how many schools are ready; the others are only a date."""
        return self not in (CycleMoment.START, CycleMoment.NEEDS)


_LABELS = {
    CycleMoment.START: "Het schooljaar begint",
    CycleMoment.SIGNED: "Schoolafspraken ondertekend",
    CycleMoment.HALFWAY: "Tussentijdse evaluatie vastgesteld",
    CycleMoment.LOOK_BACK: "Eindevaluatie begonnen",
    CycleMoment.NEEDS: "Behoefte voor volgend jaar in kaart",
    CycleMoment.DRAFT: "Concept voor volgend jaar klaar",
    CycleMoment.END: "Eindevaluatie vastgesteld",
    CycleMoment.SIGN_NEXT: "Afspraak voor volgend jaar bij de ondertekenaars",
}

MonthDay = tuple[int, ...]  # (month, day), or () for a moment that is not used

# March evaluation, April need analysis, May draft, June signing, August start (2.9, R-SJ-4).
DEFAULTS: Mapping[CycleMoment, MonthDay] = {
    CycleMoment.START: (8, 1),
    CycleMoment.SIGNED: (9, 30),  # V20; kept as the signing deadline of the vault
    CycleMoment.HALFWAY: (2, 15),
    CycleMoment.LOOK_BACK: (3, 31),
    CycleMoment.NEEDS: (4, 30),
    CycleMoment.DRAFT: (5, 31),
    CycleMoment.END: (6, 15),
    CycleMoment.SIGN_NEXT: (6, 30),
}


@dataclass(frozen=True)
class CycleFacts:
    """How many of the schools with an agreement are ready for each moment."""

    schools: int = 0
    ready: Mapping[CycleMoment, int] | None = None


@dataclass(frozen=True)
class CycleLine:
    """One moment of a school year. ``ready`` of ``schools`` are done; None where nothing is counted."""

    moment: CycleMoment
    day: date
    ready: int | None = None
    schools: int | None = None

    @property
    def done(self) -> bool:
        """Whether every school is ready."""
        return self.ready is not None and self.schools is not None and self.ready >= self.schools > 0

    def is_late(self, today: date) -> bool:
        """Past its day, with a school that is not ready."""
        counted = self.ready is not None and bool(self.schools)
        return counted and not self.done and today > self.day


def day_in(year: SchoolYear, month_day: MonthDay) -> date | None:
    """The day of a school year; None for a moment that is not used or is no day of every year."""
    if not is_day(month_day):
        return None
    month, day = month_day
    return date(year.first if month >= year.start.month else year.first + 1, month, day)


def is_day(month_day: MonthDay) -> bool:
    """Whether it is a day of every year: 29 February is none."""
    if len(month_day) != 2:
        return False
    try:
        date(COMMON_YEAR, *month_day)
    except ValueError:
        return False
    return True


def cycle_of(
    chosen: Mapping[str, MonthDay], signing_deadline: MonthDay, year: SchoolYear, facts: CycleFacts
) -> tuple[CycleLine, ...]:
    """The moments of a year that are used, by day. ``chosen``: days by the name of the moment."""
    days: dict[CycleMoment, MonthDay] = {
        moment: tuple(chosen.get(moment.value, day)) for moment, day in DEFAULTS.items()
    }
    days[CycleMoment.SIGNED] = signing_deadline
    lines = []
    for moment in CycleMoment:
        day = day_in(year, days[moment])
        if day is None:
            continue
        ready = (facts.ready or {}).get(moment, 0) if moment.counted else None
        lines.append(CycleLine(moment, day, ready, facts.schools if moment.counted else None))
    return tuple(sorted(lines, key=lambda line: (line.day, list(CycleMoment).index(line.moment))))


def upcoming(lines: tuple[CycleLine, ...], today: date, most: int = 3) -> list[CycleLine]:
    """What to show first: late ones, then the next ones; what is done is left out."""
    waiting = [line for line in lines if not line.done and (line.day >= today or line.is_late(today))]
    return waiting[:most]


def check_cycle(chosen: Mapping[str, MonthDay]) -> list[Problem]:
    """A day that does not exist in every year, or a moment that is not known."""
    return [
        problem(f"cycle[{name}]", "no-such-day")
        for name, day in chosen.items()
        if name not in list(CycleMoment) or (day and not is_day(day))
    ]
