"""Which computer this is, told to nobody: only whether a vault is held by this one or by another.

The system's own id, with the name of the computer (laptops copied from one image share the id), is hashed
with the id of the vault: what stands in a lock file on a share says nothing about the laptop, and differs
from vault to vault. Where the system has no id, a random one is kept beside this laptop's settings; in a file
of its own, since an open window writes the settings as it read them.
"""

import hashlib
import os
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jeugdhulp_desktop import paths
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.files import read_start, write_whole

_LENGTH = 32  # characters
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
    """A random id, made once; a laptop that cannot keep it is another one at each start."""
    file = paths.settings_file().with_name("laptop.id")
    kept = (read_start(file, _LENGTH) or b"").decode("ascii", "replace")
    if len(kept) == _LENGTH:
        return kept
    made = secrets.token_hex(_LENGTH // 2)
    with suppress(DiskProblem):
        write_whole(file, made.encode())
    return made
