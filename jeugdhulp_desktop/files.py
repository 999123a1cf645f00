"""Files are written whole or not at all; what the disk answers becomes a DiskProblem.

Every file the program keeps (settings, header of the vault, documents, backups) is written through here, so
that a power cut, a full disk or a second reader never meets half a file.
"""

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DiskProblem

_CODES = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "denied",
    errno.EBUSY: "locked",
    errno.EAGAIN: "locked",
    errno.ETXTBSY: "locked",
    errno.ENAMETOOLONG: "too-long",
}
# Some network and FUSE file systems refuse to sync a folder at all; that is no fault of the file.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
_WINDOWS_DENIED = 5  # what a virus scanner or OneDrive causes for a moment, too
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds between the tries on a file that another program holds
_WINDOWS_CODES = {32: "locked", 33: "locked", 39: "full", 112: "full", 206: "too-long"}


def disk_problem(error: OSError, path: Path) -> DiskProblem:
    """What an OSError means to the user; Windows tells "in use by another program" only in ``winerror``."""
    windows = _WINDOWS_CODES.get(getattr(error, "winerror", None) or 0)
    return DiskProblem(windows or _CODES.get(error.errno or 0, "read-error"), path)


@contextmanager
def disk_problems(path: Path) -> Iterator[None]:
    """Turns each OSError of the block into a DiskProblem about ``path``."""
    try:
        yield
    except OSError as error:
        # The cause would carry the path, with the user's name in it, into a log.
        raise disk_problem(error, path) from None


def write_whole(path: Path, data: bytes, *, pause: Callable[[float], object] = time.sleep) -> None:
    """Puts ``data`` in the place of ``path``; the old file stays until the new one was synced and read back.

    Raises DiskProblem; then the old file is as it was and no temporary file is left. A file that OneDrive, a
    virus scanner or a reader holds is tried again for a second and a half; there is no fall-back that would
    write into the original (F19). Only a disk that breaks after the rename leaves the new file and an error.
    """
    import tempfile  # 8 ms with all it brings along, and reading needs none of it

    with disk_problems(path):
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".deel", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if temporary.read_bytes() != data:
                raise OSError(errno.EIO, "read back differs")
            _replace_patiently(temporary, path, pause)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
        if path.read_bytes() != data:
            raise OSError(errno.EIO, "read back differs")


def place_whole(finished: Path, path: Path, *, pause: Callable[[float], object] = time.sleep) -> None:
    """Puts a file that stands ready on the same disk in the place of ``path``; for what is too large to hold.

    It is synced first, so that a power cut leaves the old file or the whole new one. Raises DiskProblem.
    """
    with disk_problems(path):
        with finished.open("rb+") as file:
            os.fsync(file.fileno())
        _replace_patiently(finished, path, pause)
        sync_folder(path.parent)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """``folder``, and the folders it stands in, made where they are not there; raises OSError.

    A new name outlives a power cut only when the folder it stands in was synced: without that everything that
    is written into a new folder, however well synced itself, could be gone with it. ``mode`` is of the last.
    """
    missing = []
    place = folder
    while not place.exists():
        missing.append(place)
        place = place.parent
    for each in reversed(missing[1:]):
        each.mkdir(exist_ok=True)
        sync_folder(each.parent)
    folder.mkdir(mode, exist_ok=True)
    if missing:
        sync_folder(folder.parent)


def read_start(path: Path, size: int) -> bytes | None:
    """The first ``size`` bytes of a file, None when there is no such file; raises DiskProblem otherwise."""
    with disk_problems(path):
        try:
            with path.open("rb") as file:
                return file.read(size)
        except (FileNotFoundError, NotADirectoryError):
            return None


def sync_folder(folder: Path) -> None:
    """Makes a rename in ``folder`` outlive a power cut; Windows cannot open folders and does it by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def _replace_patiently(temporary: Path, path: Path, pause: Callable[[float], object]) -> None:
    for seconds in _PAUSES:
        try:
            temporary.replace(path)
            return
        except OSError as error:
            denied_for_now = getattr(error, "winerror", None) == _WINDOWS_DENIED
            if not denied_for_now and disk_problem(error, path).code != "locked":
                raise
        pause(seconds)
    temporary.replace(path)
