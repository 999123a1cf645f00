"""The bin: what was thrown away, how it is called, and when it goes for good.

Thirty days are counted by the clock and by the days on which the vault was opened, and both must say that
they are over. A clock can be wrong by years for a day; it cannot bring more than three days at once, so
nothing ever goes because a clock jumped (F14). A vault that stays shut for a holiday counts three days of it:
nobody could look into the bin meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

KEPT_DAYS = 30
_AT_ONCE = 3  # a weekend


class BinKind(StrEnum):
    """What can be thrown away; the values are the subjects of the audit trail."""

    CASE = "case"
    CONTACT = "contact"
    ACTION = "action"
    AGREEMENT = "agreement"
    ADDITION = "addition"
    EVALUATION = "evaluation"
    CHECKLIST = "checklist"


@dataclass(frozen=True)
class BinEntry:
    """One thing in the bin. ``facts`` are codes and days by name, of which the window makes words."""

    id: int
    kind: BinKind
    record_id: int
    case_id: int | None
    pupil: str = field(repr=False)
    facts: Mapping[str, str] = field(repr=False)
    deleted_at: datetime
    who: str
    days: int  # counted so far
    counted_on: date
    rows: int  # how many rows hang on it, itself included

    def days_left(self, today: date) -> int:
        """How many days it stays at least."""
        by_clock = KEPT_DAYS - (today - self.deleted_at.astimezone().date()).days
        return min(KEPT_DAYS, max(0, by_clock, KEPT_DAYS - self.days))


def days_counted(days: int, counted_on: date, today: date) -> int:
    """The days of an entry, counted on to today."""
    return days + min(max(0, (today - counted_on).days), _AT_ONCE)


def is_over(deleted_at: datetime, days: int, now: datetime) -> bool:
    """Whether an entry goes now: both counts say so."""
    return days >= KEPT_DAYS and now - deleted_at >= timedelta(days=KEPT_DAYS)


@dataclass(frozen=True)
class PutBack:
    """What came back out of the bin; ``left_out`` references to what is not there any more."""

    kind: BinKind
    record_id: int
    case_id: int | None
    left_out: int
