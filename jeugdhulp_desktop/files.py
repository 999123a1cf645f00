"""Files are written whole or not at all; what the disk answers becomes a DiskProblem.

Every file the program keeps (settings, header of the vault, documents, backups) is written through here, so
that a power cut, a full disk or a second reader never meets half a file.
"""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DiskProblem

_CODES = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "denied",
    errno.EBUSY: "locked",
    errno.ENAMETOOLONG: "too-long",
}
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


def write_whole(path: Path, data: bytes) -> None:
    """Puts ``data`` in the place of ``path``; the old file stays until the new one was synced and read back.

    Raises DiskProblem; then the old file is as it was and no temporary file is left.
    """
    with disk_problems(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".deel", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if temporary.read_bytes() != data:
                raise OSError(errno.EIO, "read back differs")
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename in ``folder`` outlive a power cut; Windows cannot open folders and does it by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
