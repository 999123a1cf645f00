"""A power cut, replayed: what was synced is on the disk, the rest was in memory and is gone.

A phase is played once while every step is written down, with its bytes. ``Disk`` then knows two things of
each file and folder: what the disk holds for certain, and what was asked since and not synced. Bytes are
certain after the fsync of their file; a new name, a rename or a removal only after the fsync of its folder,
however well the file itself was synced. That is the least that POSIX promises, and less than most file
systems do.

A cut is replayed in one of three ways. "dropped": only what is certain is there. "kept": everything is, as
after a kill. "mixed": of each file some of the pending writes, whole or torn at a sector; of each folder the
first so many of its pending changes (a file system with a journal keeps their order, not that of the bytes).
Shared memory (``-shm``) never outlives a cut. Then the vault must open and say what it must, as after a kill.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random

from tests.faults.rehearsal import Phase, Place, Rehearsed, rehearse
from tests.faults.steps import Counter, Kind, Step, watched
from tests.faults.truth import Lost

_SECTOR = 512
_SYNCS = (Kind.SYNC, Kind.SYNC_FOLDER)


class Way(StrEnum):
    """What is left of what was not synced."""

    DROPPED = "dropped"
    KEPT = "kept"
    MIXED = "mixed"


@dataclass
class _File:
    """One file, whatever it is called: the bytes that are certain, and the changes that are not."""

    certain: bytearray
    pending: list[Step] = field(default_factory=list)

    def sync(self) -> None:
        for step in self.pending:
            _change(self.certain, step)
        self.pending.clear()

    def after(self, way: Way, random: Random) -> bytes:
        found = bytearray(self.certain)
        for step in self.pending if way is not Way.DROPPED else ():
            if way is Way.KEPT or random.random() < 0.5:
                _change(found, step)
            elif step.data and random.random() < 0.5:
                torn = random.randrange(0, len(step.data) + _SECTOR, _SECTOR)
                _change(found, Step(step.kind, step.path, step.offset, step.data[:torn]))
        return bytes(found)


def _change(content: bytearray, step: Step) -> None:
    if step.kind is Kind.TRUNCATE:
        content[step.size :] = b"\0" * max(0, step.size - len(content))
        return
    if len(content) < step.offset:
        content.extend(b"\0" * (step.offset - len(content)))
    content[step.offset : step.offset + len(step.data)] = step.data


_Names = dict[Path, _File | None]  # None is a folder


@dataclass(frozen=True)
class _Change:
    """A change of names: ``file`` comes to stand under ``path`` (None and not ``gone``: a folder does)."""

    path: Path
    file: _File | None = None
    gone: bool = False
    source: Path | None = None  # of a rename

    def apply(self, names: _Names) -> None:
        if self.source is not None:
            names.pop(self.source, None)
        if self.gone:
            names.pop(self.path, None)
        else:
            names[self.path] = self.file


class Disk:
    """What is certain below a folder, and what is not; it begins with what stands there now."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._certain: _Names = {
            each.relative_to(root): None if each.is_dir() else _File(bytearray(each.read_bytes()))
            for each in root.rglob("*")
        }
        self._now: _Names = dict(self._certain)
        self._pending: list[_Change] = []

    def apply(self, step: Step) -> None:
        """One step that was done. A step on a file that nobody made is a fault of the recording."""
        path = step.path.relative_to(self._root)
        if step.kind in (Kind.WRITE, Kind.TRUNCATE):
            self._file(path).pending.append(step)
        elif step.kind is Kind.SYNC:
            self._file(path).sync()
        elif step.kind is Kind.SYNC_FOLDER:
            self._sync_folder(path)
        elif step.kind is Kind.RENAME:
            assert step.target is not None
            self._rename(_Change(step.target.relative_to(self._root), self._now[path], source=path))
        elif step.kind in (Kind.REMOVE, Kind.REMOVE_FOLDER):
            self._rename(_Change(path, gone=True))
        else:
            made = _File(bytearray()) if step.kind is Kind.CREATE else None
            self._rename(_Change(path, made))

    def leave(self, target: Path, way: Way, random: Random) -> None:
        """What the next start finds, as files in ``target``."""
        names = dict(self._now if way is Way.KEPT else self._certain)
        if way is Way.MIXED:
            folders = {change.path.parent for change in self._pending}
            for folder in sorted(folders):
                changes = [change for change in self._pending if change.path.parent == folder]
                for change in changes[: random.randint(0, len(changes))]:
                    change.apply(names)
        target.mkdir()
        for path, file in sorted(names.items(), key=lambda each: len(each[0].parts)):
            if not (target / path).parent.is_dir():  # the folder it stood in never came to be
                continue
            if file is None:
                (target / path).mkdir()
            elif not path.name.endswith("-shm"):
                (target / path).write_bytes(file.after(way, random))

    def _file(self, path: Path) -> _File:
        found = self._now[path]
        assert found is not None, f"{path} is a folder"
        return found

    def _rename(self, change: _Change) -> None:
        change.apply(self._now)
        self._pending.append(change)

    def _sync_folder(self, folder: Path) -> None:
        rest = []
        for change in self._pending:
            if change.path.parent == folder:
                change.apply(self._certain)
            else:
                rest.append(change)
        self._pending = rest


@dataclass(frozen=True)
class Recording:
    """A phase as it was played: its steps, and after how many of them each act was acknowledged."""

    rehearsed: Rehearsed
    root: Path  # where it was played; the steps name it
    steps: tuple[Step, ...]
    acknowledged_at: tuple[int, ...]

    def acknowledged(self, cut: int) -> int:
        """How many acts were acknowledged when this many steps were done."""
        return sum(at <= cut for at in self.acknowledged_at)


@dataclass(frozen=True)
class Cut:
    """The power goes when ``after`` steps were done."""

    after: int
    way: Way


@dataclass
class Dark:
    """What came of the power cuts of one phase."""

    phase: str
    cuts: int = 0
    syncs: int = 0
    steps: int = 0
    lost: list[str] = field(default_factory=list)


def record(rehearsed: Rehearsed, folder: Path) -> Recording:
    """Plays the phase, unharmed, and writes every step down."""
    place = rehearsed.copy(folder / "opname")
    counter = Counter()
    acknowledged: list[int] = []
    with watched(place.root, counter):
        rehearsed.phase.perform(place, lambda _number: acknowledged.append(len(counter.steps)))
    shutil.rmtree(place.root)
    return Recording(rehearsed, place.root, tuple(counter.steps), tuple(acknowledged))


def choose(recording: Recording, cuts: int, random: Random) -> list[Cut]:
    """After each fsync, the rest dropped; then anywhere, kept or mixed. Spread when they are to be fewer."""
    synced = [number for number, step in enumerate(recording.steps, 1) if step.kind in _SYNCS]
    told = [at for at in recording.acknowledged_at if at not in synced]  # just after the user was told
    certain = [Cut(at, Way.DROPPED) for at in sorted({0, *synced, *told})]
    wanted = max(1, cuts * 2 // 3)
    if len(certain) > wanted:
        certain = [certain[number * len(certain) // wanted] for number in range(wanted)]
    anywhere = [
        Cut(random.randint(0, len(recording.steps)), random.choice([Way.MIXED, Way.MIXED, Way.KEPT]))
        for _ in range(cuts - len(certain))
    ]
    return sorted([*certain, *anywhere], key=lambda cut: cut.after)


def cut_power(phase: Phase, cuts: int, folder: Path, seed: int = 4) -> Dark:
    """Replays a phase up to so many points; what was lost, with the point it was lost at."""
    random = Random(f"{phase.name} {seed}")
    recording = record(rehearse(phase, folder / "proef"), folder)
    found = Dark(phase.name, steps=len(recording.steps))
    found.syncs = sum(step.kind in _SYNCS for step in recording.steps)
    for lost in replay(recording, choose(recording, cuts, random), folder, random):
        found.cuts += 1
        if lost:
            found.lost.append(lost)
    return found


def replay(recording: Recording, cuts: Sequence[Cut], folder: Path, random: Random) -> Iterator[str]:
    """For each cut, in their order: "" when all is well, otherwise what was lost and where."""
    recording.root.mkdir(parents=True)
    shutil.copytree(recording.rehearsed.template, recording.root, dirs_exist_ok=True)
    disk = Disk(recording.root)
    shutil.rmtree(recording.root)
    done = 0
    for cut in cuts:
        for step in recording.steps[done : cut.after]:
            disk.apply(step)
        done = cut.after
        place = Place(folder / "donker")
        disk.leave(place.root, cut.way, random)
        last = str(recording.steps[cut.after - 1]) if cut.after else "the beginning"
        try:
            recording.rehearsed.check(place, recording.acknowledged(cut.after))
            yield ""
        except Lost as lost:
            yield f"{recording.rehearsed.phase.name}, {cut.way} after {last}: {lost}"
        shutil.rmtree(place.root)


def cut_all(phases: Sequence[Phase], cuts: int, folder: Path) -> Iterator[Dark]:
    """The cuts, spread over the phases."""
    each = max(6, -(-cuts // len(phases)))
    for phase in phases:
        yield cut_power(phase, each, folder / phase.name.replace(" ", "-"))
