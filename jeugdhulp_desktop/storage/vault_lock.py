"""One writer per vault: a lock of the operating system on a file beside it (F22).

The lock vanishes with the process that holds it, so a crash on this computer leaves no lock behind. Where the
folder knows no locks (some network drives) the file itself tells: process id, start of the machine and start
of the process; a holder on this computer that no longer lives is passed over.

A holder on another computer is never passed over by itself, whatever the lock of the system says: a share may
keep its locks to each computer, and a synced folder has none between them (F20). Only the user can know that
nobody works there any more, and may say so when the lock is older than a day.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from jeugdhulp_desktop.domain.errors import VaultInUse
from jeugdhulp_desktop.files import disk_problems
from jeugdhulp_desktop.locks import NoLocks, lock_byte

LOCK_NAME = "vault.lock"
OLD = timedelta(days=1)  # only then may a user say that the other computer does not hold the vault any more


@dataclass(frozen=True)
class Holder:
    """Who holds the vault: process id, which start of the machine and of the process, since when.

    ``machine`` says only whether two holders are the same computer: one word, or two while the vault gets
    another id, on which it depends. ``who`` is the user's name in the vault, a professional and never a
    pupil, for the colleague who is told.
    """

    pid: int
    boot: str
    started: str
    since: str  # local time, ISO
    machine: str = ""
    who: str = ""

    @classmethod
    def this_process(cls, since: str, machine: str = "") -> "Holder":
        """The holder this process would be."""
        return cls(os.getpid(), boot_id(), process_start(os.getpid()), since, machine)

    def is_elsewhere(self, machine: str) -> bool:
        """Whether this is another computer; without a name of it, only the same start of it is this one."""
        if self.machine and machine:
            return not {*self.machine.split()} & {*machine.split()}
        return self.boot != boot_id()

    def may_be_gone(self, now: str) -> bool:
        """Whether it holds the vault for more than a day; a moment that cannot be read is of no clock."""
        try:
            since, moment = (datetime.fromisoformat(each).astimezone() for each in (self.since, now))
        except ValueError:
            return True
        return moment - since > OLD

    @property
    def lives(self) -> bool:
        """Whether this very process still runs on this machine since this start of it."""
        return self.boot == boot_id() and self.started != "" and self.started == process_start(self.pid)


class VaultLock:
    """The lock of one vault, from ``acquire`` to ``release``; ``machine`` is this computer's id for it."""

    def __init__(self, folder: Path, machine: str = "", *, take: Callable[[int], bool] = lock_byte) -> None:
        self.path = folder / LOCK_NAME
        self._machine = machine
        self._take = take
        self._descriptor: int | None = None
        self._holder: Holder | None = None
        self.left_behind: Holder | None = None  # who held it and never let go: that process was cut off

    def acquire(self, since: str, *, other_is_gone: bool = False) -> None:
        """Hold the vault; ``since`` is told to who comes next. Raises VaultInUse or DiskProblem.

        ``other_is_gone``: the user says that nobody works in it on another computer; taken only for a lock
        that is older than a day.
        """
        with disk_problems(self.path):
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            descriptor = os.open(self.path, flags, 0o600)
            try:
                self._claim(descriptor, since, other_is_gone=other_is_gone)
            except BaseException:
                os.close(descriptor)
                raise
        self._descriptor = descriptor

    def tell_who(self, who: str) -> None:
        """The user's name, known once the vault is open: a colleague is told it. Raises DiskProblem."""
        if self._descriptor is None or self._holder is None:
            return
        self._holder = replace(self._holder, who=who)
        with disk_problems(self.path):
            _write(self._descriptor, json.dumps(vars(self._holder)))

    def _claim(self, descriptor: int, since: str, *, other_is_gone: bool) -> None:
        holder = _read(descriptor)
        elsewhere = holder is not None and holder.is_elsewhere(self._machine)
        try:
            free = self._take(descriptor)
        except NoLocks:
            free = holder is None or elsewhere or not holder.lives
        if holder is not None and elsewhere:
            old = holder.may_be_gone(since)
            if not (free and old and other_is_gone):
                raise VaultInUse(
                    holder.pid, holder.since, who=holder.who, elsewhere=True, may_be_gone=free and old
                )
        elif not free:
            raise VaultInUse(holder.pid, holder.since, who=holder.who) if holder else VaultInUse()
        self.left_behind = holder  # an orderly end leaves the file empty
        self._holder = Holder.this_process(since, self._machine)
        _write(descriptor, json.dumps(vars(self._holder)))

    def release(self) -> None:
        """Let go. The file stays, empty: removing it could remove the lock of who just took it.

        Not synced, which would take longer than all else that a lock does: after a power cut in the seconds
        behind it the next start only looks the vault over, as after a crash.
        """
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        try:
            with disk_problems(self.path):
                _write(descriptor, "", synced=False)
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
        return Holder(
            int(told["pid"]),
            str(told["boot"]),
            str(told["started"]),
            str(told["since"]),
            str(told.get("machine", "")),
            str(told.get("who", "")),
        )
    except (ValueError, KeyError, TypeError):
        return None  # empty, or half written by a process that was killed


def _write(descriptor: int, text: str, *, synced: bool = True) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text.encode())
    if synced:
        os.fsync(descriptor)
