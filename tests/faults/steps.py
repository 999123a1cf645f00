"""What changes a disk, step by step: the one language of the kills, the power cuts and the refused writes.

A file of a vault changes through SQLite (``vfs`` sees it) or through Python (``own_files`` sees it). Both
tell each step here, in the one order in which they happen, before it is done; a ``Watcher`` may count it,
write it down, refuse it or end the process. Nothing else can change what stands in a vault, so whoever tries
every step tries every state in which a vault can be left.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """One thing that a file system is asked to do."""

    CREATE = "create"
    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    RENAME = "rename"
    REMOVE = "remove"
    MAKE_FOLDER = "make-folder"
    REMOVE_FOLDER = "remove-folder"
    SYNC_FOLDER = "sync-folder"
    READ = "read"  # told only to a watcher that asks for it; changes nothing


@dataclass(frozen=True)
class Step:
    """``path`` is the file (or folder); ``target`` the new name of a rename; ``size`` of a truncate."""

    kind: Kind
    path: Path
    offset: int = 0
    data: bytes = field(default=b"", repr=False)
    size: int = 0
    target: Path | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.path.name}"


@dataclass(frozen=True)
class Refusal:
    """What the disk answers instead of doing it; ``half``: the first half of the bytes is written."""

    errno: int = errno.EIO
    half: bool = False


class Watcher:
    """Lets everything pass; subclasses do more. ``wants_reads``: SQLite's reads are told too."""

    wants_reads = False

    def before(self, step: Step) -> Refusal | None:
        """Asked before each step; a Refusal is given to whoever wanted it."""
        return None

    def done(self, step: Step) -> None:
        """Told after each step that succeeded."""


class Counter(Watcher):
    """How many steps there are, and which."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def done(self, step: Step) -> None:
        self.steps.append(step)


@contextmanager
def watched(root: Path, watcher: Watcher) -> Iterator[None]:
    """Every step below the folder ``root``, by SQLite and by Python alike, passes ``watcher``."""
    from tests.faults.own_files import own_files_watched
    from tests.faults.vfs import sqlite_watched

    with sqlite_watched(root, watcher), own_files_watched(root, watcher):
        yield
