"""Which computer this is, told to nobody: only whether a vault is held by this one or by another.

The system's own id, with the name of the computer (laptops copied from one image share the id), is hashed
with the id of the vault: what stands in a lock file on a share says nothing about the laptop, and differs
from vault to vault. Where the system has no id, a random one is kept in this laptop's settings.
"""

import hashlib
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.settings import load_settings, store_settings

_LINUX = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def machine_id(vault_id: bytes, system: "Callable[[], str] | None" = None) -> str:
    """This computer, in 32 hexadecimal digits that hold for this vault only.

    ``system`` tells the id of the computer, empty when it has none.
    """
    told = (system or system_id)() or _remembered()
    return hashlib.sha256(vault_id + told.encode()).hexdigest()[:32]


def system_id() -> str:
    """What the system calls this computer, and its name; empty when it does not tell."""
    if sys.platform == "win32":
        found, name = _windows_guid(), os.environ.get("COMPUTERNAME", "")
    else:
        found, name = _linux_id(), os.uname().nodename
    return f"{found}/{name}" if found else ""


def _linux_id() -> str:
    for path in _LINUX:
        try:
            found = path.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            continue
        if found and found != "uninitialized":
            return found
    return ""


if sys.platform == "win32":

    def _windows_guid() -> str:
        import winreg

        try:
            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE,
                r"SOFTWARE\Microsoft\Cryptography",
                access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY,
            ) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""


def _remembered() -> str:
    """A random id, made once; a laptop that cannot keep it holds its vaults as a stranger each time."""
    settings = load_settings()
    if settings.laptop_id:
        return settings.laptop_id
    made = secrets.token_hex(16)
    try:
        store_settings(replace(settings, laptop_id=made))
    except DiskProblem:
        return made
    return made
