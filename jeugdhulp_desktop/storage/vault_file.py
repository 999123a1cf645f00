"""The file of a vault: whose it is, whether it can be read, and a connection opened with the key.

The file is SQLCipher with a raw key and the vault id as its salt, so that the vault id can be read from the
first sixteen bytes without a key. The key is given to the driver here and nowhere else. Nothing is opened
that SQLite would take for a new, empty database (F11), and looking changes nothing.

The journal is a WAL with synchronous=FULL; on a remote folder it is DELETE with exclusive locking (F20),
since a WAL needs memory shared by processes of one machine.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, NotOurFile
from jeugdhulp_desktop.files import disk_problems
from jeugdhulp_desktop.storage.faults import driver, faults_named

_HEADER_BYTES = 16
_PLAIN_SQLITE = b"SQLite format 3\x00"
_PAGE_SIZE = 4096
_BUSY_MILLISECONDS = 5_000  # a virus scanner or backup tool holds a file for seconds, not for minutes (F19)
_CACHE_KIBIBYTES = 65_536  # a decrypted page kept is a page not decrypted again

_CIPHER_SETTINGS = (
    # Explicit, although these are the defaults of SQLCipher 4: a later version may choose others.
    ("cipher_page_size", str(_PAGE_SIZE)),
    ("cipher_use_hmac", "ON"),
    ("cipher_hmac_algorithm", "HMAC_SHA512"),
    ("cipher_kdf_algorithm", "PBKDF2_HMAC_SHA512"),
    ("kdf_iter", "256000"),
    ("cipher_plaintext_header_size", "0"),
    ("cipher_memory_security", "OFF"),  # Python holds the same texts in memory it cannot wipe
)


def vault_id_of(path: Path) -> bytes | None:
    """The vault id in the first sixteen bytes; None when the file cannot be one of ours.

    Raises DiskProblem when there is no file or it cannot be read.
    """
    with disk_problems(path), path.open("rb") as file:
        found = file.read(_HEADER_BYTES)
    return found if len(found) == _HEADER_BYTES and found != _PLAIN_SQLITE else None


def probe(path: Path, data_key: bytes, vault_id: bytes) -> None:
    """Look whether this is the vault's database and can be read, without changing a byte of it.

    Raises NotOurFile, DamagedDatabase, DiskProblem or EncryptionMissing as ``open_database`` promises.
    """
    driver()
    with disk_problems(path):
        found = None if path.is_dir() else vault_id_of(path)
        if found is None:
            raise NotOurFile
        size = path.stat().st_size
    ours = found == vault_id
    if size < _PAGE_SIZE:  # SQLite would take it for a new, empty database
        raise DamagedDatabase("first-page") if ours else NotOurFile
    try:
        with untouched(path, data_key, vault_id) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            spoilt = _left_behind(path, "-wal") and not _is_sound(raw)
    except DamagedDatabase:
        if not ours:
            raise NotOurFile from None
        raise DamagedDatabase(_damaged_part(path, data_key, vault_id)) from None
    if spoilt:
        # Closing would bring its pages into the file: one that is whole without its WAL is left as it is.
        with closing(connect_encrypted(path, data_key, vault_id, "mode=ro&immutable=1")) as raw:
            if _is_sound(raw):
                raise DamagedDatabase("wal")


@contextmanager
def untouched(path: Path, data_key: bytes, vault_id: bytes) -> Iterator[Any]:
    """The driver's connection for reading, which leaves the file as it was.

    A WAL that was left behind is read along and stays. Only an interrupted journal of a remote folder is
    rolled back: without that the file cannot be read at all.
    """
    if _left_behind(path, "-journal"):
        query = "mode=rw"
    elif _left_behind(path, "-wal"):
        query = "mode=ro"
    else:
        query = "mode=ro&immutable=1"
    with faults_named(path), closing(connect_encrypted(path, data_key, vault_id, query)) as raw:
        raw.execute("PRAGMA query_only = ON")
        yield raw


def connect_encrypted(path: Path, data_key: bytes, vault_id: bytes, query: str = "mode=rw") -> Any:
    """The driver's connection with key and cipher settings; nothing has been read yet."""
    if len(data_key) != 32 or len(vault_id) != 16:
        raise ValueError("a data key is 32 bytes and a vault id 16")
    connection = driver().connect(
        f"{_uri(path)}?{query}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_MILLISECONDS / 1000,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes to stderr at a wrong key
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}{vault_id.hex()}'\"")  # hexadecimal of bytes only
    for name, value in _CIPHER_SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def set_up(connection: Any, *, remote: bool, foreign_keys: bool, query_only: bool) -> None:
    """How this connection reads and writes; the first statement that touches the file is in here."""
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        if remote:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute(f"PRAGMA journal_mode = {'DELETE' if remote else 'WAL'}")
        for setting in (
            "synchronous = FULL",
            "fullfsync = ON",
            "checkpoint_fullfsync = ON",
            "temp_store = MEMORY",
            "secure_delete = ON",
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            f"cache_size = -{_CACHE_KIBIBYTES}",
            f"query_only = {'ON' if query_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise


def create_empty(path: Path) -> None:
    """An empty private file, made only where nothing stands (F11)."""
    driver()
    with disk_problems(path):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise DiskProblem("exists", path) from None


def _uri(path: Path) -> str:
    """The path as SQLite's URI, with ``#``, ``%``, ``?`` and spaces escaped (F18)."""
    posix = path.absolute().as_posix()
    return "file://" + quote(posix if posix.startswith("/") else f"/{posix}")


def _left_behind(path: Path, suffix: str) -> bool:
    beside = path.with_name(path.name + suffix)
    return beside.exists() and beside.stat().st_size > 0


def _is_sound(raw: Any) -> bool:
    """Whether every page can be read; asked only after a crash, when a WAL was left behind."""
    try:
        return bool(raw.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except driver().Error:
        return False


def _damaged_part(path: Path, data_key: bytes, vault_id: bytes) -> str:
    """Why this vault's first page cannot be read: "wal" when the file without its WAL can (F23).

    The WAL is looked past, never removed: it may be the only place where the last records stand.
    """
    if not _left_behind(path, "-wal"):
        return "first-page"
    with closing(connect_encrypted(path, data_key, vault_id, "mode=ro&immutable=1")) as raw:
        try:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except driver().Error:
            return "first-page"
    return "wal"
