"""What the practice vault tells, read from ``resources/demo``; its days are counted from today."""

import random
import tomllib
from datetime import date, timedelta
from typing import Any

from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.paths import resource

_SEED = 1
_TRIES = 20  # after so many draws a name may come twice: a hundred thousand pupils share their names


def read_story(name: str) -> dict[str, Any]:
    """One of the files of the story: people, names, cases, agreements or texts."""
    return tomllib.loads(resource("demo", f"{name}.toml").read_text(encoding="utf-8"))


def school_day(today: date, ago: int) -> date:
    """The day so many days ago; a Saturday or Sunday becomes the Friday before."""
    day = today - timedelta(days=ago)
    return day - timedelta(days=max(0, day.weekday() - 4))


def day_ahead(today: date, ahead: int) -> date:
    """The day so many days ahead; of a day to come, a Saturday or Sunday becomes the Monday after."""
    day = today + timedelta(days=ahead)
    return day + timedelta(days=7 - day.weekday()) if ahead > 0 and day.weekday() > 4 else day


def born(today: date, age: int, spread: int) -> date:
    """A birthday that makes someone ``age`` today; ``spread`` moves it within the year."""
    return today - timedelta(days=int(age * 365.25) + 1 + spread % 360)


class Chance:
    """Choices that look like chance and are the same at every run."""

    def __init__(self, seed: int = _SEED) -> None:
        self.random = random.Random(seed)  # noqa: S311 - names and days, no secrets
        lists = read_story("names")["names"]
        self._lists = [(each["first"], each["last"]) for each in lists]
        self._weights = [each["weight"] for each in lists]
        self._taken: set[tuple[str, str]] = set()

    def name(self) -> PupilName:
        """A name that nobody has yet, as long as there are any."""
        for _ in range(_TRIES):
            firsts, lasts = self.random.choices(self._lists, self._weights)[0]
            pair = (self.random.choice(firsts), self.random.choice(lasts))
            if pair not in self._taken:
                break
        self._taken.add(pair)
        prefix, bar, last = pair[1].rpartition("|")
        return PupilName(pair[0], prefix if bar else "", last)

    def take(self, name: PupilName) -> None:
        """Nobody else gets this name."""
        self._taken.add((name.first, f"{name.prefix}|{name.last}" if name.prefix else name.last))
