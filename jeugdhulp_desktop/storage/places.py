"""Whether a folder is on this computer, on a stick, on another computer, or copied elsewhere by itself (F20).

Nothing is asked of a network, and nothing is written. Linux tells it in /proc/self/mountinfo, Windows by the
kind of drive; the programs that keep a folder in step are known by the names of their folders, by the files
they leave in them, and OneDrive by its environment variables too. What is not recognised counts as plain: a
lock, the check of the header and the conflicted copies that are looked for at opening stand behind this.

The Windows part was exercised with stand-ins only. On macOS only the synced folders are recognised.
"""

import ntpath
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from jeugdhulp_desktop.domain.places import Place

_REMOTE = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "glusterfs", "lustre",
        "davfs", "vboxsf", "vmhgfs", "prl_fs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2",
        "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.curlftpfs", "fuse.s3fs", "fuse.glusterfs",
        "fuse.vmhgfs-fuse", "fuse.google-drive-ocamlfuse", "fuse.onedriver",
    }
)  # fmt: skip
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4  # GetDriveTypeW
_CLOUD_FILE = 0x9000001A  # the reparse tag of OneDrive and others, apart from bits 12-15

_FOLDER_NAMES = (
    ("OneDrive", re.compile(r"onedrive( - .+)?|sharepoint( - .+)?", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox( \(.+\))?", re.IGNORECASE)),
    ("Google Drive", re.compile(r"google drive|googledrive|my drive|mijn drive", re.IGNORECASE)),
    (
        "iCloud",
        re.compile(r"iclouddrive|icloud drive|com~apple~clouddocs|mobile documents", re.IGNORECASE),
    ),
    ("Nextcloud", re.compile(r"nextcloud\d?", re.IGNORECASE)),
    ("ownCloud", re.compile(r"owncloud\d?", re.IGNORECASE)),
    ("SURFdrive", re.compile(r"surfdrive", re.IGNORECASE)),
    ("STACK", re.compile(r"STACK")),  # of TransIP; a folder "stack" is anything
)
_MARKS = (  # what these programs leave in the top of a folder that they keep in step
    ("Dropbox", re.compile(r"\.dropbox(\.cache)?")),
    ("Google Drive", re.compile(r"\.tmp\.drive(down|up)load")),
    ("Nextcloud", re.compile(r"\.nextcloudsync\.log")),
    ("ownCloud", re.compile(r"\.owncloudsync\.log")),
    ("Nextcloud of ownCloud", re.compile(r"\._?sync_[0-9a-f]+\.db")),
    ("Syncthing", re.compile(r"\.stfolder")),
)
_ONEDRIVE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")  # environment variables
_MOST = 5_000  # entries of a folder that are looked at


def read_mounts() -> str:
    """What is mounted where, as Linux tells it; empty elsewhere."""
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def drive_type(root: str) -> int:
    """The kind of a Windows drive, as ``C:\\``; 0 where there is no Windows to ask."""
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0


@dataclass(frozen=True)
class Machine:
    """What is asked of the operating system: a test gives the answers of another one."""

    platform: str = sys.platform
    mounts: Callable[[], str] = field(default_factory=lambda: read_mounts)
    drive: Callable[[str], int] = field(default_factory=lambda: drive_type)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    devices: Path = Path("/sys/dev/block")


@dataclass(frozen=True)
class Mount:
    """A mounted file system: where, which kind, the number of its device as "8:1", and what is mounted."""

    point: PurePosixPath
    kind: str
    device: str
    source: str = ""  # as "/dev/mapper/home"


def look_at(folder: Path, machine: Machine | None = None) -> Place:
    """What kind of place ``folder`` is; it need not exist. Never raises: what cannot be told is not so."""
    machine = machine or Machine()
    remote = is_remote(folder, machine)
    # A share that does not answer would keep us waiting for the list of each of its folders.
    service = sync_service(folder, machine, look_inside=not remote)
    return Place(remote, not remote and _is_removable(folder, machine), service)


def is_remote(path: Path, machine: Machine | None = None) -> bool:
    """Whether ``path`` is on another computer: there a WAL is refused."""
    machine = machine or Machine()
    if machine.platform == "win32":
        root = _windows_root(path)
        return root.startswith("\\\\") or machine.drive(root) == _DRIVE_REMOTE
    mount = mount_of(path, machine)
    return mount is not None and mount.kind in _REMOTE


def sync_service(folder: Path, machine: Machine | None = None, *, look_inside: bool = True) -> str:
    """The program that keeps ``folder`` in step with elsewhere; empty when none is recognised."""
    machine = machine or Machine()
    folders = _upwards(folder)
    roots = [machine.environment[name] for name in _ONEDRIVE if machine.environment.get(name)]
    if any(_is_within(each, roots) for each in folders):
        return "OneDrive"
    for each in folders:
        for service, names in _FOLDER_NAMES:
            if names.fullmatch(each.name):
                return service
    if not look_inside:
        return ""
    for each in folders:
        if _is_cloud_folder(each):
            return "OneDrive"
        for name in _names_in(each):
            for service, marks in _MARKS:
                if marks.fullmatch(name):
                    return service
    return ""


def mount_of(path: Path, machine: Machine | None = None) -> Mount | None:
    """The file system that holds ``path``: the last one mounted on the nearest folder above it."""
    machine = machine or Machine()
    here = PurePosixPath(_real(path))
    found: Mount | None = None
    for line in machine.mounts().splitlines():
        before, bar, after = line.partition(" - ")
        fields, kinds = before.split(), after.split()
        if not bar or len(fields) < 5 or not kinds:
            continue
        where = _unescaped(fields[4])
        if not str(here).startswith(where):  # most mounts are elsewhere, and a path takes time to make
            continue
        point = PurePosixPath(where)
        nearer = found is None or len(point.parts) >= len(found.point.parts)
        if nearer and here.is_relative_to(point):
            found = Mount(point, kinds[0], fields[2], kinds[1] if len(kinds) > 1 else "")
    return found


def _is_removable(folder: Path, machine: Machine) -> bool:
    if machine.platform == "win32":
        return machine.drive(_windows_root(folder)) == _DRIVE_REMOVABLE
    mount = mount_of(folder, machine)
    if mount is None:
        return False
    device = _real(machine.devices / mount.device)  # as /sys/devices/pci.../usb1/.../block/sdb/sdb1
    if "/usb" in device:
        return True
    for place in (Path(device), Path(device).parent):  # a partition asks its disk
        try:
            return (place / "removable").read_text().strip() == "1"
        except OSError:
            continue
    return False


def _windows_root(path: Path) -> str:
    """ "C:\\" or "\\\\server\\share\\" of a path, without the prefix for long names."""
    text = str(path)
    if text.startswith("\\\\?\\UNC\\"):
        text = "\\\\" + text[8:]
    return ntpath.splitdrive(text.removeprefix("\\\\?\\"))[0] + "\\"


def _real(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def _unescaped(point: str) -> str:
    """Mountinfo writes a space as ``\\040``."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


def _upwards(folder: Path) -> list[Path]:
    """The folder and those it stands in, as written and as they really are."""
    real = Path(_real(folder))
    return list(dict.fromkeys((folder, *folder.parents, real, *real.parents)))


def _is_within(folder: Path, roots: list[str]) -> bool:
    return any(os.path.normcase(folder) == os.path.normcase(Path(root)) for root in roots)


def _is_cloud_folder(folder: Path) -> bool:
    try:
        tag = getattr(folder.lstat(), "st_reparse_tag", 0)
    except (OSError, ValueError):
        return False
    return bool(tag & 0xFFFF0FFF == _CLOUD_FILE)


def _names_in(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry.name for entry in islice(entries, _MOST))
    except (OSError, ValueError):
        return
