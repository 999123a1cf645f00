"""A disk that refuses: ENOSPC, EIO, EACCES or half a write, at each step of what SQLite and we write.

Each phase is played with the n-th step refused, for n over all of its steps (of many writes to one file in a
row, the first, the last and one between). A full disk stays full, also for what is tried next, until the
user is told; the other refusals are of one moment. Then four things must hold: what comes out is a named
error of the world, never a bare OSError; the vault that is still open says what it said; the very same act
succeeds when it is tried again in the same session; and after closing, everything is there and nothing is
half (F16, F17, F21). An act may also succeed in spite of it, when what was refused was only tidying.
"""

import errno
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from random import Random

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, WorldError
from tests.faults.rehearsal import Phase, Place, Rehearsed, Work, rehearse
from tests.faults.steps import Counter, Kind, Refusal, Step, Watcher, watched
from tests.faults.truth import Lost, rows_of

_FULL, _BROKEN, _DENIED = Refusal(errno.ENOSPC), Refusal(errno.EIO), Refusal(errno.EACCES)
_HALF = Refusal(errno.ENOSPC, half=True)
_ANSWERS = {
    Kind.CREATE: (_FULL, _BROKEN, _DENIED),
    Kind.WRITE: (_FULL, _BROKEN, _DENIED, _HALF),
    Kind.TRUNCATE: (_BROKEN, _DENIED),
    Kind.SYNC: (_BROKEN, _FULL),
    Kind.RENAME: (_FULL, _BROKEN, _DENIED),
    Kind.REMOVE: (_BROKEN, _DENIED),
    Kind.MAKE_FOLDER: (_FULL, _DENIED),
    Kind.REMOVE_FOLDER: (_BROKEN, _DENIED),
    Kind.SYNC_FOLDER: (_BROKEN,),
}
_TAKES_ROOM = (Kind.CREATE, Kind.WRITE, Kind.MAKE_FOLDER)
# Trying again makes a second backup and notes it, and what closing could not do the next opening does: the
# audit tells of both, in another order.
_TRIED_AGAIN = frozenset({"audit_lines"})


class Obstacle(Watcher):
    """What stands in the way until it is lifted; this one does nothing."""

    hit: Step | None = None

    def lift(self) -> None:
        """The user made room, or the moment is over."""


class Injector(Obstacle):
    """Refuses the n-th step; a full disk goes on refusing until ``lift``."""

    def __init__(self, point: int, refusal: Refusal) -> None:
        self.point, self.refusal = point, refusal
        self._seen = 0
        self._lifted = False

    def before(self, step: Step) -> Refusal | None:
        if self._lifted:
            return None
        self._seen += 1
        if self._seen == self.point:
            self.hit = step
            return self.refusal
        if self.hit and self.refusal.errno == errno.ENOSPC and step.kind in _TAKES_ROOM:
            return _FULL
        return None

    def lift(self) -> None:
        self._lifted = True


@dataclass(frozen=True)
class Point:
    """Refuse step ``number`` with ``refusal``."""

    number: int
    refusal: Refusal

    def __str__(self) -> str:
        return "half a write" if self.refusal.half else errno.errorcode[self.refusal.errno]


@dataclass
class Refused:
    """What came of the refusals in one phase."""

    phase: str
    faults: int = 0
    steps: int = 0
    told: dict[str, int] = field(default_factory=dict)  # the named errors that came out; "" when none did
    lost: list[str] = field(default_factory=list)

    def count(self, told: list[str]) -> None:
        """Note the errors that came out of one fault."""
        for name in told:
            self.told[name] = self.told.get(name, 0) + 1


def points_of(steps: Sequence[Step], most: int, random: Random) -> list[Point]:
    """Every step with every answer; of writes to one file in a row three. A sample when it is too many."""
    numbered = enumerate(steps, 1)
    chosen: list[tuple[int, Step]] = []
    for (_path, kind), run in groupby(numbered, lambda each: (each[1].path, each[1].kind)):
        row = list(run)
        inner = [random.choice(row)] if kind is Kind.WRITE else row[1:-1]
        chosen += {number: (number, step) for number, step in (row[0], *inner, row[-1])}.values()
    every = [Point(number, answer) for number, step in chosen for answer in _ANSWERS[step.kind]]
    return every if len(every) <= most else sorted(random.sample(every, most), key=lambda each: each.number)


def refuse(phase: Phase, most: int, folder: Path, seed: int = 4) -> Refused:
    """Refuses at so many points at most; what was lost, with the point it was lost at."""
    random = Random(f"{phase.name} {seed}")
    rehearsed = rehearse(phase, folder / "proef")
    counter = Counter()
    place = rehearsed.copy(folder / "stappen")
    with watched(place.root, counter):
        phase.perform(place, lambda _: None)
    shutil.rmtree(place.root)
    found = Refused(phase.name, steps=len(counter.steps))
    for point in points_of(counter.steps, most, random):
        place = rehearsed.copy(folder / "weigert")
        injector = Injector(point.number, point.refusal)
        try:
            found.count(live_through(rehearsed, place, injector))
        except Lost as lost:
            found.lost.append(f"{phase.name}, {point} at {injector.hit}: {lost}")
        found.faults += injector.hit is not None
        shutil.rmtree(place.root)
    return found


def live_through(rehearsed: Rehearsed, place: Place, injector: Obstacle) -> list[str]:
    """The phase with a refusal in it: each act until it succeeds. The names of the errors that came out."""
    told: list[str] = []
    work = Work(place, rehearsed.phase.passphrases[0])
    with watched(place.root, injector):
        for number, act in enumerate(rehearsed.phase.acts, 1):
            try:
                act(work)
            except WorldError as error:
                told.append(_named(error))
                injector.lift()
                _still_says(rehearsed, work, number - 1)
                if not rehearsed.phase.done_already(place, number):
                    _again(work, number, rehearsed)
            except Exception as error:
                raise Lost(f"an error without a name of ours: {type(error).__name__} {error}") from error
        try:
            work.close()
        except WorldError as error:
            told.append(_named(error))
        except Exception as error:
            raise Lost(f"closing: {type(error).__name__} {error}") from error
        injector.lift()
    rehearsed.check(place, len(rehearsed.phase.acts), apart_from=_TRIED_AGAIN)
    return told or [""]


def _named(error: WorldError) -> str:
    if isinstance(error, DiskProblem):
        return f"DiskProblem {error.code}"
    if isinstance(error, DamagedDatabase):
        return f"DamagedDatabase {error.reason}"
    raise Lost(f"{type(error).__name__} is not what a disk that refuses should be called") from error


def _still_says(rehearsed: Rehearsed, work: Work, acknowledged: int) -> None:
    """The session that is still open goes on reading what it read before."""
    if work.is_open:
        rehearsed.which(rows_of(work.session.database), acknowledged, _TRIED_AGAIN)


def _again(work: Work, number: int, rehearsed: Rehearsed) -> None:
    try:
        rehearsed.phase.acts[number - 1](work)
    except Exception as error:
        with suppress(WorldError):
            work.close()
        raise Lost(f"trying again fails: {type(error).__name__} {error}") from error


def refuse_all(phases: Sequence[Phase], most: int, folder: Path) -> Iterator[Refused]:
    """The refusals, at most so many a phase."""
    for phase in phases:
        yield refuse(phase, most, folder / phase.name.replace(" ", "-"))
