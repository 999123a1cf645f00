"""An import file, taken from the disk once and recognised by what is in it, never by its name (F43).

All that follows works on these bytes: what was previewed is what is imported, and the SHA-256 that
recognises the same file later (F45) is of nothing else.
"""

import errno
import hashlib
import io
import os
import stat
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.domain.rosters import RosterKind
from jeugdhulp_desktop.files import disk_problems

LARGEST_FILE = 50_000_000  # bytes; the roster of a school of 2,000 pupils is about 2 MB
LARGEST_UNPACKED = 200_000_000  # bytes of all parts of a workbook together
LARGEST_PART = 40_000_000  # bytes of any part of a workbook but a sheet, since those are read whole
MOST_PARTS = 2_000

_TOLD_BY_START = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),  # the old Excel format, or an .xlsx with a password
    (b"%PDF", "pdf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class ImportFile:
    """The bytes of a file, what they are, and their fingerprint."""

    kind: RosterKind
    data: bytes = field(repr=False)
    sha256: str


def open_import(path: Path) -> ImportFile:
    """Reads and recognises a file of pupils.

    Raises UnreadableImport with code symlink, folder, device, empty, too-large, or what the content turned
    out to be (pdf, picture, program, xls, xlsm, zip, zip-bomb, damaged-workbook, binary); DiskProblem when
    the disk refuses.
    """
    data = read_regular(path, LARGEST_FILE)
    return ImportFile(recognise(data), data, hashlib.sha256(data).hexdigest())


def recognise(data: bytes) -> RosterKind:
    """What kind of roster the bytes are; UnreadableImport with a code when they are none."""
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableImport("empty")
    for start, code in _TOLD_BY_START:
        if data.startswith(start):
            raise UnreadableImport(code)
    if data.startswith(b"PK"):
        return _recognise_workbook(data)
    start = data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start[:1] == b"<":
        return RosterKind.EDEXML
    if not data.startswith(_UTF16) and not _is_text(data[:4096]):
        raise UnreadableImport("binary")
    return RosterKind.CSV


def read_regular(path: Path, largest: int) -> bytes:
    """The bytes of a regular file; never waits for a pipe, never follows a link, never reads past the cap.

    Raises UnreadableImport with code symlink, folder, device or too-large (F43), DiskProblem.
    """
    with disk_problems(path):
        # O_NOFOLLOW and O_NONBLOCK are missing on Windows, which has no pipes among its files either.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        flags |= getattr(os, "O_BINARY", 0)
        if path.is_symlink():
            raise UnreadableImport("symlink")
        if path.is_dir():  # Windows refuses to open a folder at all
            raise UnreadableImport("folder")
        try:
            descriptor = os.open(path, flags)
        except OSError as error:
            if error.errno == errno.ENXIO:  # a socket
                raise UnreadableImport("device") from None
            raise
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableImport("device")
            if found.st_size > largest:
                raise UnreadableImport("too-large")
            data = file.read(largest + 1)  # it may still be growing
    if len(data) > largest:
        raise UnreadableImport("too-large")
    return data


def _recognise_workbook(data: bytes) -> RosterKind:
    """A zip is a workbook when it holds one, without macros and within bounds (F41)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeDecodeError):
        raise UnreadableImport("damaged-workbook") from None
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise UnreadableImport("xlsm")
    if "xl/workbook.xml" not in names:
        raise UnreadableImport("zip")
    whole = sum(part.file_size for part in parts)
    others = [part for part in parts if not part.filename.lower().startswith("xl/worksheets/")]
    heavy = any(part.file_size > LARGEST_PART for part in others)
    if len(parts) > MOST_PARTS or whole > LARGEST_UNPACKED or heavy:
        raise UnreadableImport("zip-bomb")
    return RosterKind.XLSX


def _is_text(start: bytes) -> bool:
    """Whether bytes can be a table: hardly a control character, unless it is UTF-16 without a mark."""
    if start.count(0) * 5 > len(start):
        return min(start[0::2].count(0), start[1::2].count(0)) == 0
    strange = sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in start)
    return strange * 20 <= len(start)
