"""A real process, killed with SIGKILL in the middle of its work (F15, F9).

The process is a copy of this one (``fork``), so that it has everything imported and a point costs a tenth of
a second. It plays a phase on a vault of its own and tells each acknowledged act through a pipe. Three of four
points are counted: the process kills itself right before the n-th step that would change the disk, or in the
middle of it, when half of the bytes of a write are there. What stands on the disk changes at those steps and
nowhere else, so the points are spread over everything that can be left behind. Every fourth point is struck
from outside, at a moment on the clock, wherever the process may be.

After each kill the vault must open with the old or the new passphrase, pass every proof of ``main.py check``
and say, row for row, what it said after the last acknowledged act or after the one under way.
"""

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

from tests.faults.rehearsal import Phase, Place, Rehearsed, rehearse
from tests.faults.steps import Counter, Refusal, Step, Watcher, watched
from tests.faults.truth import Lost

FROM_OUTSIDE = 4  # every so many points the clock decides where


@dataclass
class Struck:
    """What came of the points of one phase."""

    phase: str
    points: int = 0
    steps: int = 0  # how many places there are to be struck
    where: dict[str, int] = field(default_factory=dict)  # kinds of steps that were struck
    under_way: int = 0  # the act that was not acknowledged was found done
    lost: list[str] = field(default_factory=list)


class Killer(Watcher):
    """Ends this process at its n-th step: before it, or half way when it is a write."""

    def __init__(self, point: int, *, half: bool, told: int) -> None:
        self.point, self.half, self.told = point, half, told
        self._seen = 0
        self._dying = False

    def before(self, step: Step) -> Refusal | None:
        self._seen += 1
        if self._seen < self.point:
            return None
        os.write(self.told, f"{step}\n".encode())
        if self.half and step.data:
            self._dying = True
            return Refusal(half=True)
        self.end()
        return None

    def done(self, step: Step) -> None:
        if self._dying:
            self.end()

    @staticmethod
    def end() -> None:
        """Nothing is tidied: the system takes the process away."""
        os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Ending:
    """How a process ended: killed at a step (or by the clock), or at its own end."""

    killed: bool
    step: str
    acknowledged: int


def run_until(phase: Phase, place: Place, watcher_at: "Killer | None", after: float | None = None) -> Ending:
    """Plays the phase in a copy of this process; ``after`` seconds it is killed from outside."""
    here, there = os.pipe()
    if watcher_at is not None:
        watcher_at.told = there
    child = os.fork()
    if child == 0:
        try:
            os.close(here)

            def tell(number: int) -> None:
                os.write(there, f"{number}\n".encode())

            if watcher_at is None:
                phase.perform(place, tell)
            else:
                with watched(place.root, watcher_at):
                    phase.perform(place, tell)
        except BaseException:  # noqa: BLE001 - whatever it is, this copy of the process must end here
            import traceback

            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(there)
    clock = threading.Timer(after, os.kill, (child, signal.SIGKILL)) if after is not None else None
    if clock:
        clock.start()
    with os.fdopen(here) as pipe:
        lines = pipe.read().split("\n")
    # Not reaped yet, so the number is still its own when the clock strikes late.
    if clock:
        clock.cancel()
        clock.join()
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status)
    if not killed and os.waitstatus_to_exitcode(status):
        raise AssertionError(f"{phase.name} failed by itself; its error is printed above")
    acknowledged = max([0, *(int(line) for line in lines if line.isdigit())])
    return Ending(killed, next((line for line in lines if line and not line.isdigit()), ""), acknowledged)


def length_of(rehearsed: Rehearsed, folder: Path) -> tuple[int, float]:
    """How many steps the phase takes, and how many seconds when nobody watches."""
    counter = Counter()
    place = rehearsed.copy(folder / "stappen")
    with watched(place.root, counter):
        rehearsed.phase.perform(place, lambda _: None)
    shutil.rmtree(place.root)
    place = rehearsed.copy(folder / "tijd")
    started = time.monotonic()
    run_until(rehearsed.phase, place, None)
    seconds = time.monotonic() - started
    shutil.rmtree(place.root)
    return len(counter.steps), seconds


def spread(points: int, steps: int, random: Random) -> list[int]:
    """So many steps, one from each equal part of the phase; each step at most once while there are enough."""
    if points >= steps:
        return [*range(1, steps + 1)]
    edges = [1 + steps * number // points for number in range(points + 1)]
    return [random.randrange(low, max(low + 1, high)) for low, high in pairwise(edges)]


def strike(phase: Phase, points: int, folder: Path, seed: int = 4) -> Struck:
    """Kills a phase at so many points; what was lost, with the point it was lost at."""
    random = Random(f"{phase.name} {seed}")
    rehearsed = rehearse(phase, folder / "proef")
    steps, seconds = length_of(rehearsed, folder)
    outside = points // FROM_OUTSIDE
    counted = spread(points - outside, steps, random)
    found = Struck(phase.name, steps=steps)
    for number in [*counted, *([0] * (points - len(counted)))]:
        half = random.random() < 0.25
        killer = Killer(number, half=half, told=0) if number else None
        after = None if killer else random.uniform(0.01, seconds)
        place = rehearsed.copy(folder / "punt")
        ending = run_until(phase, place, killer, after)
        while not ending.killed:  # it was quicker than the clock, or a step shorter than the last time
            killer = Killer(random.randint(1, steps // 2), half=half, told=0)
            shutil.rmtree(place.root)
            place = rehearsed.copy(folder / "punt")
            ending = run_until(phase, place, killer)
        _judge(found, rehearsed, place, ending)
        shutil.rmtree(place.root)
    return found


def _judge(found: Struck, rehearsed: Rehearsed, place: Place, ending: Ending) -> None:
    found.points += 1
    kind = ending.step.partition(" ")[0] or "clock"
    found.where[kind] = found.where.get(kind, 0) + 1
    try:
        found.under_way += bool(rehearsed.check(place, ending.acknowledged))
    except Lost as lost:
        found.lost.append(f"{found.phase}, at {ending.step or 'a moment'}: {lost}")


def strike_all(phases: Sequence[Phase], points: int, folder: Path) -> Iterator[Struck]:
    """The points, spread over the phases, at least five each."""
    each = max(5, -(-points // len(phases)))
    for phase in phases:
        yield strike(phase, each, folder / phase.name.replace(" ", "-"))
