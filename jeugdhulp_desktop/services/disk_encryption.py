"""Whether the disk of this laptop is encrypted, where that can be read; no rights are asked.

The vault is encrypted by itself. The disk matters for what lies around it: memory that the system wrote to
the disk (swap, hibernation), and the worn-out blocks of an SSD. So the disk of the system is looked at.

Linux: the device under "/" and each swap, down to the disk; a layer of LUKS says so in its name. A disk that
encrypts itself is not seen. Windows: what the file manager knows of BitLocker, asked through PowerShell
without a window. macOS: fdesetup. Windows and macOS were exercised with stand-ins only. What cannot be told
is UNKNOWN.
"""

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath

from jeugdhulp_desktop.storage.places import Machine, Mount, mount_of

_SECONDS = 6  # PowerShell on a slow laptop; the worker waits for it, so not longer
_BITLOCKER = (
    "(New-Object -ComObject Shell.Application).NameSpace($env:SystemDrive).Self"
    ".ExtendedProperty('System.Volume.BitLockerProtection')"
)
_DEEP = 8  # layers of devices upon one another


class DiskEncryption(StrEnum):
    """What could be read."""

    ON = "on"
    PARTLY = "partly"  # the disk is, and a place where memory is written to is not
    OFF = "off"
    UNKNOWN = "unknown"


# Shell property System.Volume.BitLockerProtection: 1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended,
# 6 locked, 7 unknown, 8 waiting for its first start. Suspended means that the key lies on the disk.
_BITLOCKER_ANSWERS = {
    "1": DiskEncryption.ON,
    "6": DiskEncryption.ON,
    "2": DiskEncryption.OFF,
    "8": DiskEncryption.OFF,
    "3": DiskEncryption.PARTLY,
    "4": DiskEncryption.PARTLY,
    "5": DiskEncryption.PARTLY,
}
Asked = Callable[[Sequence[str]], str]


def ask_program(command: Sequence[str]) -> str:
    """What a program of the system answers; empty when it is not there, refuses or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - constant commands, by their full path
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


@dataclass(frozen=True)
class Disks:
    """What is asked of the system: a test gives the answers of another one."""

    machine: Machine = field(default_factory=Machine)
    swaps: Path = Path("/proc/swaps")
    ask: Asked = ask_program


def disk_encryption(disks: Disks | None = None) -> DiskEncryption:
    """How it is with the disk of the system; takes a second on Windows."""
    disks = disks or Disks()
    platform = disks.machine.platform
    if platform == "win32":
        return _BITLOCKER_ANSWERS.get(disks.ask(_powershell(_BITLOCKER)), DiskEncryption.UNKNOWN)
    if platform == "darwin":
        told = disks.ask(("/usr/bin/fdesetup", "status"))
        known = {"FileVault is On": DiskEncryption.ON, "FileVault is Off": DiskEncryption.OFF}
        return next((known[start] for start in known if told.startswith(start)), DiskEncryption.UNKNOWN)
    if platform == "linux":
        return _linux(disks)
    return DiskEncryption.UNKNOWN


def _powershell(script: str) -> tuple[str, ...]:
    folder = os.environ.get("SYSTEMROOT", "C:\\Windows") + "\\System32\\WindowsPowerShell\\v1.0"
    return (f"{folder}\\powershell.exe", "-NoProfile", "-NonInteractive", "-Command", script)


def _linux(disks: Disks) -> DiskEncryption:
    root = _is_encrypted(mount_of(Path("/"), disks.machine), disks.machine)
    if root is None:
        return DiskEncryption.UNKNOWN
    swaps = [_swap_is_encrypted(line.split(), disks.machine) for line in _lines(disks.swaps)[1:]]
    if root and all(swap is not False for swap in swaps):
        return DiskEncryption.ON
    return DiskEncryption.PARTLY if root else DiskEncryption.OFF


def _swap_is_encrypted(fields: Sequence[str], machine: Machine) -> bool | None:
    """A swap of /proc/swaps; one in memory (zram) writes nothing to a disk: None."""
    if len(fields) < 2 or "/zram" in fields[0]:
        return None
    if fields[1] == "file":
        return _is_encrypted(mount_of(Path(fields[0]), machine), machine)
    return _is_encrypted(Mount(PurePosixPath("/"), "swap", "", fields[0]), machine)


def _is_encrypted(mount: Mount | None, machine: Machine) -> bool | None:
    """Whether the device under a file system, or one under it, is a layer of LUKS; None: who knows."""
    if mount is None:
        return None
    device = machine.devices / mount.device
    if not mount.device or not device.exists():  # btrfs has a number of its own and names what it stands on
        number = _number_of(Path(mount.source))
        if number is None or not (machine.devices / number).exists():
            return None
        device = machine.devices / number
    return _has_crypt(device, _DEEP)


def _has_crypt(device: Path, deep: int) -> bool:
    name = next(iter(_lines(device / "dm" / "uuid")), "")
    if name.startswith("CRYPT-"):
        return True
    below = device / "slaves"
    try:
        slaves = [below / each.name for each in below.iterdir()]
    except OSError:
        return False
    return deep > 0 and bool(slaves) and all(_has_crypt(each, deep - 1) for each in slaves)


def _number_of(source: Path) -> str | None:
    try:
        number = source.stat().st_rdev
    except (OSError, ValueError):
        return None
    return f"{os.major(number)}:{os.minor(number)}" if number else None


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
