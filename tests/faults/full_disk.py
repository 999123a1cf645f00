"""A disk without room, made by the system itself: a small disk in memory, or no file may grow past a size."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.injection import Obstacle, Refused, live_through
from tests.faults.rehearsal import Phase, Rehearsed, rehearse
from tests.faults.truth import Lost

ROOMS = (0, 16_384, 131_072, 524_288)  # bytes that are free when a phase begins
_SIZE = 16 * 1024 * 1024
_OWN_MOUNTS, _PRIVATE = 0x20000, 0x44000  # CLONE_NEWNS; MS_REC | MS_PRIVATE
_NOT_ALLOWED, _FAILED = 77, 1


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Every write past ``size`` is refused with EFBIG, whoever writes (Python ignores SIGXFSZ)."""
    import resource  # not on Windows, where nothing here is run

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class Ballast(Obstacle):
    """A file that fills a disk but for some room; lifting takes it away."""

    def __init__(self, path: Path, room: int) -> None:
        self._path = path
        with path.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 65_536):
                    pass
            except OSError:
                pass
            file.truncate(max(0, file.tell() - room))

    def lift(self) -> None:
        self._path.unlink(missing_ok=True)


def fill_up(rehearsed: Rehearsed, room: int, folder: Path) -> list[str] | None:
    """The phase on a small disk of its own (a tmpfs) on which ``room`` bytes are free.

    The named errors that came out; None where this process may not mount anything. The disk is seen by a
    copy of this process alone, and goes with it. Raises Lost.
    """
    if not sys.platform.startswith("linux"):
        return None
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        code = _NOT_ALLOWED
        try:
            if _mount_small_disk(folder):
                code = _FAILED
                told = _on_full_disk(rehearsed, room, folder)
                os.write(there, "\n".join(told).encode())
                code = 0
        except Lost as lost:
            os.write(there, str(lost).encode())
        except BaseException:  # noqa: BLE001 - whatever it is, this copy of the process must end here
            import traceback

            os.write(there, traceback.format_exc().encode())
        os._exit(code)
    os.close(there)
    with os.fdopen(here) as pipe:
        told = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == _NOT_ALLOWED:
        return None
    if code:
        raise Lost(f"{rehearsed.phase.name}, {room} bytes free: {told}")
    return told.split("\n")


def _mount_small_disk(folder: Path) -> bool:
    system = ctypes.CDLL(None, use_errno=True)
    if system.unshare(_OWN_MOUNTS) or system.mount(b"none", b"/", None, _PRIVATE, None):
        return False
    return not system.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, f"size={_SIZE}".encode())


def _on_full_disk(rehearsed: Rehearsed, room: int, folder: Path) -> list[str]:
    place = rehearsed.copy(folder / "vol")
    told = live_through(rehearsed, place, Ballast(folder / "ballast", room))
    shutil.rmtree(place.root)
    return told


def fill_all(phase: Phase, rooms: int, folder: Path, _seed: int = 0) -> Refused:
    """The phase on a small disk with the first ``rooms`` of ROOMS free; no fault where none may be made."""
    found = Refused(phase.name)
    rehearsed = rehearse(phase, folder / "proef")
    for room in ROOMS[:rooms]:
        disk = folder / f"schijf-{room}"
        disk.mkdir()
        try:
            told = fill_up(rehearsed, room, disk)
        except Lost as lost:
            found.lost.append(str(lost))
            told = []
        if told is not None:
            found.faults += 1
            found.count(told)
    return found
