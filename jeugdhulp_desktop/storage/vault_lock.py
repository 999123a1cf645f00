"""One writer per vault: a lock of the operating system on a file beside it (F22).

The lock vanishes with the process that holds it, so a crash leaves no lock behind, whatever the file says.
Where the folder knows no locks (some network drives) the file itself tells: process id, start of the machine
and start of the process; a holder that no longer lives is passed over.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jeugdhulp_desktop.domain.errors import VaultInUse
from jeugdhulp_desktop.files import disk_problems

LOCK_NAME = "vault.lock"
_LOCKED_BYTE = 1 << 20  # far behind the text: Windows forbids others to read a byte that is locked


@dataclass(frozen=True)
class Holder:
    """Who holds the vault: process id, which start of the machine and of the process, since when."""

    pid: int
    boot: str
    started: str
    since: str  # local time, ISO

    @classmethod
    def this_process(cls, since: str) -> "Holder":
        """The holder this process would be."""
        return cls(os.getpid(), boot_id(), process_start(os.getpid()), since)

    @property
    def lives(self) -> bool:
        """Whether this very process still runs on this machine since this start of it."""
        return self.boot == boot_id() and self.started != "" and self.started == process_start(self.pid)


class NoLocks(Exception):
    """The folder's file system knows no locks."""


def lock_byte(descriptor: int) -> bool:
    """Take the lock of the operating system; False when another holds it, NoLocks where there are none."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError as error:
            raise NoLocks from error
    else:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise NoLocks from error
    return True


class VaultLock:
    """The lock of one vault, from ``acquire`` to ``release``."""

    def __init__(self, folder: Path, take: Callable[[int], bool] = lock_byte) -> None:
        self.path = folder / LOCK_NAME
        self._take = take
        self._descriptor: int | None = None

    def acquire(self, since: str) -> None:
        """Hold the vault; ``since`` is told to who comes next. Raises VaultInUse or DiskProblem."""
        with disk_problems(self.path):
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            descriptor = os.open(self.path, flags, 0o600)
            try:
                holder = _read(descriptor)
                try:
                    free = self._take(descriptor)
                except NoLocks:
                    free = holder is None or not holder.lives
                if not free:
                    raise VaultInUse(holder.pid, holder.since) if holder else VaultInUse()
                _write(descriptor, json.dumps(vars(Holder.this_process(since))))
            except BaseException:
                os.close(descriptor)
                raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go. The file stays, empty: removing it could remove the lock of who just took it."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        try:
            with disk_problems(self.path):
                _write(descriptor, "")
        finally:
            os.close(descriptor)


def boot_id() -> str:
    """Which start of this machine; empty where the system does not tell."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def process_start(pid: int) -> str:
    """When a process of this machine started, in the system's own words; empty when it does not run."""
    if sys.platform == "win32":
        return _windows_process_start(pid)
    try:
        # The name of a program may hold spaces and brackets; the start is the 20th word behind it.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


if sys.platform == "win32":

    def _windows_process_start(pid: int) -> str:
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            return ""
        times = [wintypes.FILETIME() for _ in range(4)]
        try:
            told = kernel.GetProcessTimes(wintypes.HANDLE(handle), *(ctypes.byref(each) for each in times))
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))
        return f"{times[0].dwHighDateTime}:{times[0].dwLowDateTime}" if told else ""


def _read(descriptor: int) -> Holder | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        told = json.loads(os.read(descriptor, 4096))
        return Holder(int(told["pid"]), str(told["boot"]), str(told["started"]), str(told["since"]))
    except (ValueError, KeyError, TypeError):
        return None  # empty, or half written by a process that was killed


def _write(descriptor: int, text: str) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text.encode())
    os.fsync(descriptor)
