"""Which backups go when there are many: all of the last days stay, then one a day, a week, a month.

As Anki thins its own (F26). What counts is the moment inside the backup, never that of the file: copying a
folder gives every file the same date. Whose the files are is for the caller: only own ones come in here.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

LABELLED_DAYS = 30  # what was made before something that cannot be undone otherwise


@dataclass(frozen=True)
class KeepRules:
    """All of the last ``all_days`` days; then the last of each day, week and month that has one, so many."""

    all_days: int = 2
    daily: int = 14
    weekly: int = 8
    monthly: int = 12


SHORT, USUAL, LONG = KeepRules(2, 7, 4, 3), KeepRules(), KeepRules(7, 30, 26, 36)


@dataclass(frozen=True)
class StoredBackup:
    """One backup of this vault in one folder; ``made_at`` in UTC, from its manifest."""

    name: str
    made_at: datetime
    label: str = ""


def backups_to_remove(
    backups: Iterable[StoredBackup], rules: KeepRules, now: datetime, *, untouchable: Collection[str] = ()
) -> tuple[str, ...]:
    """The names of those that may go, the oldest first; days are those of the time zone of ``now``.

    Never: the newest, those in ``untouchable`` (the newest that was proven), a labelled one of the last
    thirty days, and one of a day to come: a clock was wrong then, and nothing can be said of its age. Such a
    one takes nobody's place either.
    """
    judged = sorted(
        (each for each in backups if each.made_at <= now), key=lambda each: (each.made_at, each.name)
    )
    kept = {*untouchable, *(each.name for each in judged[-1:])}
    kept.update(each.name for each in judged if _is_recent(each, rules, now))
    for period, most in (
        (_day, rules.daily),
        (_week, rules.weekly),
        (_month, rules.monthly),
    ):
        last_of = {period(each.made_at.astimezone(now.tzinfo)): each.name for each in judged}
        kept.update(list(last_of.values())[max(0, len(last_of) - most) :])
    return tuple(each.name for each in judged if each.name not in kept)


def _is_recent(backup: StoredBackup, rules: KeepRules, now: datetime) -> bool:
    days = max(rules.all_days, LABELLED_DAYS) if backup.label else rules.all_days
    return now - backup.made_at <= timedelta(days=days)


Period = Callable[[datetime], tuple[int, ...]]


def _day(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month, moment.day)


def _week(moment: datetime) -> tuple[int, ...]:
    return tuple(moment.isocalendar())[:2]


def _month(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month)
