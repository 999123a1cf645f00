"""One window a user: a second start asks the first one to come forward, and ends (F22).

Two files in a private folder of this user on this computer. ``lock`` is held by the program that has the
window; the system lets go of it when that process ends, so a crash leaves nothing to clean up. ``request`` is
what a second start leaves behind: which vault it was asked to open, if any. No socket, no port: who may
write in the folder is decided by the file system. JEUGDHULP_HOME has a folder, and so a window, of its own.

Nothing of Qt is in here: the second start ends before a heavy module is read.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeugdhulp_desktop import paths
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.files import disk_problems, read_start, write_whole
from jeugdhulp_desktop.locks import NoLocks, lock_byte

_LONGEST = 70_000  # bytes of a request; a path has 32,767 signs at most
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")  # what the desktop gave this start, to get the focus


@dataclass(frozen=True)
class Request:
    """What a second start asked for: to come forward, and perhaps the folder of a vault, which exists."""

    vault: Path | None = None
    token: str = ""  # of the desktop; without it Wayland lets no window come forward


class Instance:
    """The right of this process to have the window, from ``take`` to ``release``."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or paths.runtime_folder()
        self._lock = self.folder / "lock"
        self._request = self.folder / "request"
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Whether this is the first window; False when another process of this user has one.

        Where the folder cannot be written or knows no locks, every start is a first one: the lock of the
        vault itself still keeps a second writer out.
        """
        try:
            with disk_problems(self.folder):
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
                descriptor = os.open(self._lock, flags, 0o600)
        except DiskProblem:
            return True
        try:
            free = lock_byte(descriptor)
        except NoLocks:
            free = True
        if not free:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        try:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
            self._request.unlink(missing_ok=True)  # asked of a window that is gone
        except OSError:
            pass  # a full disk: the lock itself needs no room
        return True

    def ask(self, vault: Path | None) -> bool:
        """Ask the window that is there to come forward; True when this process has the window by now.

        It may have closed between our two looks: then nobody would answer, and we are the first.
        """
        import json

        allow_to_come_forward(self._holder())
        token = next((os.environ[name] for name in _TOKENS if os.environ.get(name)), "")
        told = {"vault": str(vault.absolute()) if vault else "", "token": token}
        try:
            write_whole(self._request, json.dumps(told).encode())
        except DiskProblem:
            return False
        return self.take()

    def answer(self) -> Request | None:
        """What was asked since the last time, once; None when nobody did."""
        import json

        try:
            data = read_start(self._request, _LONGEST)
            if data is None:
                return None
            with disk_problems(self._request):
                self._request.unlink(missing_ok=True)
        except DiskProblem:
            return None
        try:
            told = json.loads(data)
            vault, token = str(told["vault"]), str(told["token"])
        except (ValueError, KeyError, TypeError):
            return Request()
        folder = Path(vault) if vault and "\0" not in vault else None
        return Request(folder if folder is not None and folder.is_dir() else None, token)

    def release(self) -> None:
        """Let go: from now on another start may have the window."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _holder(self) -> int:
        """The process that has the window; 0 when its file does not tell."""
        try:
            return int(read_start(self._lock, 20) or b"0")
        except (DiskProblem, ValueError):
            return 0


def same_folder(one: Path, other: Path) -> bool:
    """Whether two paths are one folder, however they are written; False when one of them is gone."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def allow_to_come_forward(process: int, user32: Any = None) -> bool:
    """Windows lets only the program that was just started give the focus away; elsewhere nothing is needed.

    Exercised with a stand-in for user32 only.
    """
    if sys.platform == "win32" and user32 is None:
        import ctypes

        user32 = ctypes.windll.user32
    return bool(process and user32 is not None and user32.AllowSetForegroundWindow(process))
