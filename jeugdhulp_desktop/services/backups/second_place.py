"""The second place of the backups: a USB stick or a drive of the school, recognised by a small file of ours.

A stick gets another drive letter, a share another mount point. What tells it is a file in the folder with the
vault's id and a random mark; looking for it is one question to each volume that is there now.
"""

import json
import os
import secrets
import sys
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from jeugdhulp_desktop.domain.errors import DiskProblem, NotValid
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.files import disk_problems, make_folder, read_start, write_whole
from jeugdhulp_desktop.settings import BackupPlace
from jeugdhulp_desktop.storage.places import look_at

FOLDER = "Jeugdhulp back-ups"  # made when a whole volume is chosen: a stick holds other things too
_FORMAT = "jeugdhulp-desktop-backup-place"
_MARKER = 4_096  # bytes; ours are under two hundred
_SUFFIX = ".jeugdhulp-plek"
_FOUND = 64  # volumes, and files of ours in a folder, that are looked at; nobody has more

Volumes = Callable[[], Iterable[Path]]


def make_place(chosen: Path, vault: Path, vault_id: str) -> BackupPlace:
    """The folder that was chosen, marked as the second place of this vault.

    Raises NotValid for a folder inside the vault's own: what happens to the one happens to the other.
    DiskProblem when nothing can be written there.
    """
    with disk_problems(chosen):
        folder = chosen.resolve()
        if folder.is_relative_to(vault.resolve()):
            raise NotValid([problem("folder", "inside-vault")])
        mount = _mount_of(folder)
        folder = folder / FOLDER if folder == mount else folder
        make_folder(folder)
    known = _told(_marker(folder, vault_id))
    mark = str(known["mark"]) if known.get("vault") == vault_id else secrets.token_hex(8)
    told = {"format": _FORMAT, "vault": vault_id, "mark": mark}
    write_whole(_marker(folder, vault_id), json.dumps(told, indent=1).encode())
    inside = folder.relative_to(mount).as_posix()
    return BackupPlace(folder, _called(folder, mount), inside, mark)


def find_place(place: BackupPlace, volumes: Volumes | None = None) -> Path | None:
    """Where the place stands now, None while its stick is out.

    By its mark, which no other place has: the id of the vault is another one after a new key.
    """
    if _has_mark(place.folder, place.mark):
        return place.folder
    for volume in islice((volumes or mounted_volumes)(), _FOUND):
        folder = volume / place.inside
        if folder != place.folder and _has_mark(folder, place.mark):
            return folder
    return None


def on_same_disk(one: Path, other: Path) -> bool:
    """Whether both stand on one volume: then losing the one is losing the other."""
    with disk_problems(one):
        return _nearest(one).stat().st_dev == _nearest(other).stat().st_dev


def mounted_volumes() -> list[Path]:
    """The volumes that are there now, without the one of the system."""
    if sys.platform == "win32":
        import ctypes

        letters = ctypes.windll.kernel32.GetLogicalDrives()
        return [Path(f"{chr(65 + bit)}:\\") for bit in range(2, 26) if letters >> bit & 1]
    homes = ("/Volumes",) if sys.platform == "darwin" else ("/media", "/run/media", "/mnt")
    return [volume for home in homes for volume in _folders_in(Path(home))]


def volume_name(mount: Path) -> str:
    """What a volume is called: "ZORG-BACKUP"; empty for the volume of the system itself."""
    if sys.platform == "win32":
        import ctypes

        name = ctypes.create_unicode_buffer(261)
        told = ctypes.windll.kernel32.GetVolumeInformationW(
            str(mount), name, len(name), None, None, None, None, 0
        )
        return name.value if told and mount.drive.upper() != "C:" else ""
    return mount.name


def _called(folder: Path, mount: Path) -> str:
    """As people say it: "usb-stick ZORG-BACKUP", "netwerkmap Zorg", "map Kopie"."""
    found, volume = look_at(folder), volume_name(mount)
    if found.removable:
        return f"usb-stick {volume or folder.name}"
    if found.remote:
        return f"netwerkmap {folder.name if folder.name != FOLDER else volume or folder.name}"
    return f"schijf {volume}" if volume and folder.name == FOLDER else f"map {folder.name}"


def _folders_in(home: Path) -> list[Path]:
    """Volumes stand in /media itself or in the user's folder in it."""
    try:
        inner = [each for each in home.iterdir() if each.is_dir()]
        return inner + [deep for each in inner if os.access(each, os.R_OK) for deep in each.iterdir()]
    except OSError:
        return []


def _has_mark(folder: Path, mark: str) -> bool:
    """Whether this mark stands in a folder; not when it cannot be read."""
    try:
        return any(_told(file).get("mark") == mark for file in islice(folder.glob(f"*{_SUFFIX}"), _FOUND))
    except OSError:
        return False


def _told(marker: Path) -> dict[str, Any]:
    """What one of our small files says; empty for any other."""
    try:
        told = json.loads(read_start(marker, _MARKER) or b"{}")
    except (DiskProblem, ValueError):
        return {}
    return told if isinstance(told, dict) and told.get("format") == _FORMAT else {}


def _marker(folder: Path, vault_id: str) -> Path:
    return folder / f"kluis-{vault_id[:8]}{_SUFFIX}"


def _mount_of(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if os.path.ismount(each) or each == each.parent)


def _nearest(path: Path) -> Path:
    return next(each for each in (path, *path.parents) if each.exists())
