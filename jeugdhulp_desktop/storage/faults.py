"""What SQLite says, as one of our named errors.

The numbers are SQLite's primary result codes (https://sqlite.org/rescode.html); the extended code holds the
primary one in its low byte. What is not a fault of the world (a broken constraint, a typing mistake in a
statement) is left alone: it is a fault of ours and belongs to the crash report.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from jeugdhulp_desktop.domain.errors import (
    DamagedDatabase,
    DiskProblem,
    EncryptionMissing,
    VaultInUse,
    WorldError,
)

_ERROR = 1
_BUSY, _LOCKED, _PERM, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 3, 8, 10, 11, 13, 14, 26
# A function that runs statements of its own (sqlcipher_export) hands on SQLite's text with a code that says
# nothing (SQLITE_ERROR). These are the fixed texts of sqlite3_errstr.
_BY_TEXT = {
    "database or disk is full": _FULL,
    "disk I/O error": _IOERR,
    "unable to open database file": _CANTOPEN,
    "attempt to write a readonly database": _READONLY,
    "database disk image is malformed": _CORRUPT,
    "file is not a database": _NOTADB,
    "database is locked": _BUSY,
}

_DISK_CODES = {_PERM: "denied", _READONLY: "denied", _CANTOPEN: "denied", _FULL: "full", _IOERR: "read-error"}


def driver() -> Any:
    """SQLCipher's driver. Without it nothing is opened: there is no way back to plain SQLite (F62)."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as missing:
        raise EncryptionMissing from missing
    return dbapi2


def named_error(error: BaseException, path: Path) -> WorldError | None:
    """The named error for what the driver or SQLAlchemy raised; None when it is not a fault of the world."""
    driver_error = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(driver_error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    primary = code & 0xFF
    if primary == _ERROR:
        primary = _BY_TEXT.get(str(driver_error), _ERROR)
    if primary in (_BUSY, _LOCKED):
        return VaultInUse()
    if primary in (_CORRUPT, _NOTADB):
        return DamagedDatabase("page")
    disk_code = _DISK_CODES.get(primary)
    return DiskProblem(disk_code, path) if disk_code else None


@contextmanager
def faults_named(path: Path) -> Iterator[None]:
    """Inside this block a fault of disk or file becomes DiskProblem, DamagedDatabase or VaultInUse."""
    try:
        yield
    except (DBAPIError, driver().Error) as error:
        named = named_error(error, path)
        if named is None:
            raise
        raise named from None  # the driver's message may quote a statement; the code says enough
