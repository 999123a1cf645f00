"""SQLite's doors to the disk, watched: a VFS of its own kind, in ctypes, before the one of the system.

SQLite reaches the disk only through a VFS, a table of functions (https://sqlite.org/vfs.html). This one is a
copy of the default, registered as the new default, with two functions of its own: opening and removing. A
file that was opened by the real VFS stays the real VFS's file; only its table of methods is exchanged for a
copy in which write, truncate, sync, close (and, if asked, read) pass through Python first. Locks, shared
memory and everything else go straight to the real ones, so a WAL works as always, and the program knows of
nothing: no line of it is written for this.

The driver's module exports SQLite's functions on Linux. Where it does not (``available`` is False) the tests
that need it are skipped and say so.
"""

import ctypes
import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.faults.steps import Kind, Refusal, Step, Watcher

OK, IOERR, FULL, CANTOPEN = 0, 10, 13, 14
_IOERR_READ, _IOERR_WRITE, _IOERR_FSYNC = 266, 778, 1034
_IOERR_TRUNCATE, _IOERR_DELETE, _IOERR_DELETE_NOENT = 1546, 2570, 5898
_CREATE, _WAL, _JOURNAL = 0x4, 0x80000, 0x800  # flags of xOpen

_int, _i64, _ptr, _str = ctypes.c_int, ctypes.c_int64, ctypes.c_void_p, ctypes.c_char_p
_OPEN = ctypes.CFUNCTYPE(_int, _ptr, _ptr, _ptr, _int, _ptr)  # the name stays SQLite's: it keeps the pointer
_DELETE = ctypes.CFUNCTYPE(_int, _ptr, _str, _int)
_CLOSE = ctypes.CFUNCTYPE(_int, _ptr)
_MOVE = ctypes.CFUNCTYPE(_int, _ptr, _ptr, _int, _i64)  # xRead and xWrite: file, buffer, amount, offset
_TRUNCATE = ctypes.CFUNCTYPE(_int, _ptr, _i64)
_SYNC = ctypes.CFUNCTYPE(_int, _ptr, _int)


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs``, version 3."""

    _fields_ = [
        ("version", _int), ("file_size", _int), ("longest_path", _int), ("next", _ptr), ("name", _str),
        ("data", _ptr), ("open", _ptr), ("delete", _ptr), ("rest", _ptr * 14),
    ]  # fmt: skip


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``, version 3."""

    _fields_ = [
        ("version", _int), ("close", _ptr), ("read", _ptr), ("write", _ptr), ("truncate", _ptr),
        ("sync", _ptr), ("rest", _ptr * 13),
    ]  # fmt: skip


@dataclass
class _Open:
    """A file that SQLite has open. ``sync_folder``: its first sync makes its name last too (os_unix.c)."""

    path: Path
    real: _Methods
    sync_folder: bool


@cache
def _library() -> Any:
    """SQLite as the driver holds it; None where its functions are not exported."""
    try:
        from sqlcipher3 import _sqlite3

        library = ctypes.CDLL(str(_sqlite3.__file__))
        library.sqlite3_vfs_find.restype = _ptr
        library.sqlite3_vfs_register.argtypes = [_ptr, _int]
        library.sqlite3_vfs_unregister.argtypes = [_ptr]
    except (ImportError, OSError, AttributeError):
        return None
    return library


def available() -> bool:
    """Whether SQLite can be watched here."""
    return sys.platform != "win32" and _library() is not None


class _WatchedVfs:
    """The exchanged tables; made once, since SQLite keeps pointers into them as long as a file is open."""

    def __init__(self) -> None:
        self.root = Path()
        self.watcher = Watcher()
        self.fault: BaseException | None = None  # of ours, inside a callback: raised when SQLite is left
        self._files: dict[int, _Open] = {}
        self._tables: dict[tuple[int, bool], _Methods] = {}
        self.real = _Vfs.from_address(_library().sqlite3_vfs_find(None))
        self.table = _Vfs()
        ctypes.pointer(self.table)[0] = self.real
        self.table.name = b"watched"
        self._callbacks = [
            _OPEN(self._safe(self._open, CANTOPEN)), _DELETE(self._safe(self._delete, _IOERR_DELETE)),
        ]  # fmt: skip
        self.table.open, self.table.delete = (ctypes.cast(each, _ptr) for each in self._callbacks)
        self._real_open = _OPEN(self.real.open)
        self._real_delete = _DELETE(self.real.delete)
        self._methods = (
            ("close", _CLOSE(self._safe(self._close, IOERR))),
            ("read", _MOVE(self._safe(self._read, _IOERR_READ))),
            ("write", _MOVE(self._safe(self._write, _IOERR_WRITE))),
            ("truncate", _TRUNCATE(self._safe(self._truncate, _IOERR_TRUNCATE))),
            ("sync", _SYNC(self._safe(self._sync, _IOERR_FSYNC))),
        )

    def _safe(self, function: Callable[..., int], code: int) -> Callable[..., int]:
        """Python's exceptions cannot pass through SQLite: kept, and raised afterwards."""

        def call(*arguments: Any) -> int:
            try:
                return function(*arguments)
            except BaseException as error:  # noqa: BLE001 - raised again by ``sqlite_watched``
                self.fault = self.fault or error
                return code

        return call

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, told: int | None) -> int:
        path = Path(ctypes.string_at(name).decode()) if name else None
        ours = path is not None and path.is_relative_to(self.root)
        step = None
        if ours and path is not None and flags & _CREATE and not path.exists():
            step = Step(Kind.CREATE, path)
            if self.watcher.before(step):
                return CANTOPEN
        code = self._real_open(ctypes.addressof(self.real), name, file, flags, told)
        if code != OK or not ours or path is None:
            return int(code)
        if step:
            self.watcher.done(step)
        slot = _ptr.from_address(file)  # the first thing in a file is the pointer to its methods
        assert slot.value is not None
        real = _Methods.from_address(slot.value)
        synced_by_name = bool(flags & _CREATE and flags & (_WAL | _JOURNAL))
        self._files[file] = _Open(path, real, synced_by_name)
        slot.value = ctypes.addressof(self._exchanged(slot.value, self.watcher.wants_reads))
        return OK

    def _exchanged(self, address: int, reads: bool) -> _Methods:
        if (address, reads) not in self._tables:
            real = _Methods.from_address(address)
            table = _Methods()
            size = (
                ctypes.sizeof(_Methods) if real.version >= 3 else _ptr_bytes(13 if real.version == 1 else 17)
            )
            ctypes.memmove(ctypes.addressof(table), address, size)
            for name, function in self._methods:
                if name != "read" or reads:
                    setattr(table, name, ctypes.cast(function, _ptr))
            self._tables[address, reads] = table
        return self._tables[address, reads]

    def _delete(self, _vfs: int, name: bytes, sync_folder: int) -> int:
        path = Path(name.decode())
        ours = path.is_relative_to(self.root) and path.exists()
        if ours and self.watcher.before(Step(Kind.REMOVE, path)):
            return _IOERR_DELETE
        code = int(self._real_delete(ctypes.addressof(self.real), name, sync_folder))
        if ours and code == OK:
            self.watcher.done(Step(Kind.REMOVE, path))
            if sync_folder:
                self.watcher.done(Step(Kind.SYNC_FOLDER, path.parent))
        return code

    def _close(self, file: int) -> int:
        found = self._files.pop(file)
        return int(_CLOSE(found.real.close)(file))

    def _read(self, file: int, buffer: int, amount: int, offset: int) -> int:
        found = self._files[file]
        if self.watcher.before(Step(Kind.READ, found.path, offset)):
            return _IOERR_READ
        return int(_MOVE(found.real.read)(file, buffer, amount, offset))

    def _write(self, file: int, buffer: int, amount: int, offset: int) -> int:
        found = self._files[file]
        step = Step(Kind.WRITE, found.path, offset, ctypes.string_at(buffer, amount))
        refusal = self.watcher.before(step)
        write = _MOVE(found.real.write)
        if refusal is None:
            code = int(write(file, buffer, amount, offset))
            if code == OK:
                self.watcher.done(step)
            return code
        if refusal.half:
            write(file, buffer, amount // 2, offset)
            self.watcher.done(Step(Kind.WRITE, found.path, offset, step.data[: amount // 2]))
        return _full_or(refusal, _IOERR_WRITE)

    def _truncate(self, file: int, size: int) -> int:
        found = self._files[file]
        step = Step(Kind.TRUNCATE, found.path, size=size)
        if self.watcher.before(step):
            return _IOERR_TRUNCATE
        code = int(_TRUNCATE(found.real.truncate)(file, size))
        if code == OK:
            self.watcher.done(step)
        return code

    def _sync(self, file: int, flags: int) -> int:
        found = self._files[file]
        step = Step(Kind.SYNC, found.path)
        refusal = self.watcher.before(step)
        if refusal:
            return _full_or(refusal, _IOERR_FSYNC)
        code = int(_SYNC(found.real.sync)(file, flags))
        if code == OK:
            self.watcher.done(step)
            if found.sync_folder:
                found.sync_folder = False
                self.watcher.done(Step(Kind.SYNC_FOLDER, found.path.parent))
        return code


def _full_or(refusal: Refusal, code: int) -> int:
    """What os_unix.c makes of this errno: a disk without room is told apart, all the rest is an I/O error."""
    return FULL if code == _IOERR_WRITE and (refusal.errno == errno.ENOSPC or refusal.half) else code


def _ptr_bytes(count: int) -> int:
    """The size of a table: its version, padded, and this many pointers."""
    return ctypes.sizeof(_ptr) * count


@cache
def _watched_vfs() -> _WatchedVfs:
    return _WatchedVfs()


@contextmanager
def sqlite_watched(root: Path, watcher: Watcher) -> Iterator[None]:
    """What SQLite does to files below ``root``, of connections opened and closed inside the block."""
    if not available():
        raise RuntimeError("SQLite cannot be watched here")
    vfs = _watched_vfs()
    vfs.root, vfs.watcher, vfs.fault = root, watcher, None
    _library().sqlite3_vfs_register(ctypes.addressof(vfs.table), 1)
    try:
        yield
    finally:
        vfs.watcher = Watcher()
        _library().sqlite3_vfs_unregister(ctypes.addressof(vfs.table))
        _library().sqlite3_vfs_register(ctypes.addressof(vfs.real), 1)
        fault, vfs.fault = vfs.fault, None
        if fault is not None:
            raise fault
