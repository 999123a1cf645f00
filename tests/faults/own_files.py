"""Python's doors to the disk, watched: what files.py, the backups, the lock and the restore do themselves.

Every file that Python writes is opened by ``io.open`` (``open``, ``Path.open`` and ``os.fdopen`` all end
there) or ``os.open``, and everything else it does to a disk is a function of ``os``. For the length of a
block these are exchanged for functions that tell the step first. The program is not changed and knows of
nothing.
"""

import builtins
import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from tests.faults.steps import Kind, Refusal, Step, Watcher

_real_open, _real_write, _real_close = os.open, os.write, os.close
_WRITING = os.O_WRONLY | os.O_RDWR


def _refuse(refusal: Refusal, path: Path) -> None:
    raise OSError(refusal.errno, os.strerror(refusal.errno), str(path))


class _Doors:
    """The functions that stand in the place of those of ``os`` and ``io``."""

    def __init__(self, root: Path, watcher: Watcher) -> None:
        self.root = root
        self.watcher = watcher
        self.paths: dict[int, Path] = {}  # by descriptor, only below the root

    def path_of(self, path: Any, folder: int | None = None) -> Path | None:
        """The path when it is one below the root (an open descriptor is known by its path)."""
        if isinstance(path, int):
            return self.paths.get(path)
        found = Path(os.fsdecode(path))
        if folder is not None:
            if folder not in self.paths:
                return None
            found = self.paths[folder] / found
        found = found.absolute()
        return found if found.is_relative_to(self.root) else None

    def does(self, step: Step, work: Callable[[], Any]) -> Any:
        """The step, told, then done; an OSError when the watcher refuses it."""
        if refusal := self.watcher.before(step):
            _refuse(refusal, step.path)
        answer = work()
        self.watcher.done(step)
        return answer

    def opens(self, path: Path, *, create: bool, truncate: bool, work: Callable[[], Any]) -> Any:
        """Opening for writing: it makes the file, or empties it."""
        if not path.exists():
            return self.does(Step(Kind.CREATE, path), work) if create else work()
        return self.does(Step(Kind.TRUNCATE, path), work) if truncate and path.stat().st_size else work()

    def open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        """``os.open``."""
        ours = self.path_of(path, dir_fd)

        def work() -> int:
            return _real_open(path, flags, mode, dir_fd=dir_fd)

        if ours is None:
            return work()
        writes = bool(flags & _WRITING)
        descriptor = (
            self.opens(ours, create=bool(flags & os.O_CREAT), truncate=bool(flags & os.O_TRUNC), work=work)
            if writes
            else work()
        )
        self.paths[descriptor] = ours
        return int(descriptor)

    def close(self, descriptor: int) -> None:
        """``os.close``."""
        self.paths.pop(descriptor, None)
        _real_close(descriptor)

    def write(self, descriptor: int, data: Any) -> int:
        """``os.write``; a short write tells how much was written, as the system does."""
        path = self.paths.get(descriptor)
        if path is None:
            return _real_write(descriptor, data)
        return self.writes(
            path, os.lseek(descriptor, 0, os.SEEK_CUR), data, lambda part: _real_write(descriptor, part)
        )

    def writes(self, path: Path, offset: int, data: Any, work: Callable[[Any], int]) -> int:
        """A write of ``data``; when half of it is refused the other half is there."""
        step = Step(Kind.WRITE, path, offset, bytes(data))
        refusal = self.watcher.before(step)
        if refusal and not refusal.half:
            _refuse(refusal, path)
        part = data if refusal is None else memoryview(data)[: len(step.data) // 2]
        written = work(part)
        self.watcher.done(Step(Kind.WRITE, path, offset, step.data[:written]))
        return written

    def io_open(self, file: Any, mode: str = "r", buffering: int = -1, *arguments: Any, **named: Any) -> Any:
        """``io.open``: the same buffers and text layers, over a raw file that tells its writes."""
        path = self.path_of(file)
        if path is None or not set(mode) & set("wax+") or named.get("opener") is not None:
            return _io_open(file, mode, buffering, *arguments, **named)
        raw_mode = mode.replace("b", "").replace("t", "")

        def work() -> _RawFile:
            return _RawFile(self, path, file, raw_mode, named.get("closefd", True))

        raw = (
            work()
            if isinstance(file, int)
            else self.opens(path, create="r" not in mode, truncate="w" in mode, work=work)
        )
        if buffering == 0:
            return raw
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return buffered
        named.pop("closefd", None)
        return io.TextIOWrapper(buffered, *arguments, **named)

    def on_one(self, kind: Kind, real: Callable[..., Any]) -> Callable[..., Any]:
        """A function of ``os`` about one file or folder."""

        def call(path: Any, *arguments: Any, **named: Any) -> Any:
            ours = self.path_of(path, named.get("dir_fd"))

            def work() -> Any:
                return real(path, *arguments, **named)

            if ours is None or not self.will_work(kind, ours):
                return work()
            actual = Kind.SYNC_FOLDER if kind is Kind.SYNC and ours.is_dir() else kind
            size = int(arguments[0]) if kind is Kind.TRUNCATE and arguments else 0
            return self.does(Step(actual, ours, size=size), work)

        return call

    @staticmethod
    def will_work(kind: Kind, path: Path) -> bool:
        """Whether the system would not refuse it anyway, so that it would be no step."""
        if kind in (Kind.REMOVE, Kind.REMOVE_FOLDER):
            return os.path.lexists(path)
        return kind is not Kind.MAKE_FOLDER or (path.parent.is_dir() and not path.exists())

    def rename(self, source: Any, target: Any, **named: Any) -> None:
        """``os.rename`` and ``os.replace``, which are one on the systems where this runs."""
        ours, there = self.path_of(source), self.path_of(target)
        if ours is None or there is None:
            _replace(source, target, **named)
            return
        self.does(Step(Kind.RENAME, ours, target=there), lambda: _replace(source, target, **named))

    def no_shortcut(self, *_arguments: Any, **_named: Any) -> int:
        """``os.sendfile`` copies without a write: refused, so that shutil copies the way we can see."""
        raise OSError(errno.ENOTSUP, "not while watched")


class _RawFile(io.FileIO):
    """A file whose writes are told; the buffers of ``io`` write through it."""

    def __init__(self, doors: _Doors, path: Path, file: Any, mode: str, closefd: bool) -> None:
        super().__init__(file, mode, closefd)
        self._doors, self._path = doors, path
        doors.paths[self.fileno()] = path

    def write(self, data: Any, /) -> int:
        offset = os.fstat(self.fileno()).st_size if "a" in self.mode else self.tell()
        refused_at = self._doors.writes(
            self._path, offset, data, lambda part: super(_RawFile, self).write(part)
        )
        if (
            refused_at < memoryview(data).nbytes
        ):  # the next try would meet the same disk, so it is told at once
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._path))
        return refused_at

    def truncate(self, size: int | None = None, /) -> int:
        size = self.tell() if size is None else size
        step = Step(Kind.TRUNCATE, self._path, size=size)
        return int(self._doors.does(step, lambda: super(_RawFile, self).truncate(size)))

    def close(self) -> None:
        if not self.closed:
            self._doors.paths.pop(self.fileno(), None)
        super().close()


_io_open, _replace = io.open, os.replace


@contextmanager
def own_files_watched(root: Path, watcher: Watcher) -> Iterator[None]:
    """What Python does to files and folders below ``root``, of files opened inside the block."""
    doors = _Doors(root.absolute(), watcher)
    exchanged: dict[str, Callable[..., Any]] = {
        "open": doors.open, "close": doors.close, "write": doors.write,
        "fsync": doors.on_one(Kind.SYNC, os.fsync),
        "ftruncate": doors.on_one(Kind.TRUNCATE, os.ftruncate),
        "truncate": doors.on_one(Kind.TRUNCATE, os.truncate),
        "unlink": doors.on_one(Kind.REMOVE, os.unlink), "remove": doors.on_one(Kind.REMOVE, os.remove),
        "mkdir": doors.on_one(Kind.MAKE_FOLDER, os.mkdir),
        "rmdir": doors.on_one(Kind.REMOVE_FOLDER, os.rmdir),
        "rename": doors.rename, "replace": doors.rename,
    }  # fmt: skip
    if hasattr(os, "sendfile"):
        exchanged["sendfile"] = doors.no_shortcut
    with (
        mock.patch.multiple(os, **exchanged),
        mock.patch.object(io, "open", doors.io_open),
        mock.patch.object(builtins, "open", doors.io_open),
    ):
        yield
