"""The only door to the encrypted database.

The file is SQLCipher with a raw key and the vault id as its salt, so that the vault id can be read from the
first sixteen bytes without a key. The key reaches the driver inside ``creator=``: never in a URL, a log or a
line of SQLAlchemy's. Parameters: WAL with synchronous=FULL; on a remote folder journal DELETE and exclusive
locking (F20), since WAL needs memory shared by processes of one machine.

Between transactions a connection refuses to write (``query_only``), so ``Database.write`` is the only way to
change something, and it adds the audit line in the same transaction.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, NotOurFile
from jeugdhulp_desktop.files import disk_problems
from jeugdhulp_desktop.storage.audit import Action, forget_audit_line, start_audit_line
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

_forbidden_threads: set[int] = set()


class WrongThreadError(RuntimeError):
    """The window thread reached for the database; work goes through the worker."""


def forbid_thread(ident: int) -> None:
    """From here on the database may not be used in this thread: the window thread names itself at start."""
    _forbidden_threads.add(ident)


def allow_thread(ident: int) -> None:
    """Take back ``forbid_thread``; tests, and commands that have no window."""
    _forbidden_threads.discard(ident)


def vault_id_of(path: Path) -> bytes | None:
    """The vault id in the first sixteen bytes; None when the file cannot be one of ours.

    Raises DiskProblem when there is no file or it cannot be read.
    """
    with disk_problems(path), path.open("rb") as file:
        found = file.read(_HEADER_BYTES)
    return found if len(found) == _HEADER_BYTES and found != _PLAIN_SQLITE else None


class Database:
    """One open vault: short read transactions, and writes that carry their audit line.

    ``who`` is the name of the user as it stands in the audit line; ``clock`` gives the moment in UTC.
    """

    def __init__(
        self,
        path: Path,
        data_key: bytes,
        vault_id: bytes,
        *,
        remote: bool = False,
        who: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.path = path
        self.vault_id = vault_id
        self.remote = remote
        self.who = who
        self._clock = clock
        self._data_key = data_key
        self._writing = threading.Lock()
        self._writer: int | None = None
        self._closed = False
        self.engine = encrypted_engine(lambda: self._data_key, vault_id, path, remote=remote)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A short read transaction: everything inside sees the same moment. Writing in it fails."""
        with self._connected(writing=False) as connection:
            yield connection

    @contextmanager
    def write(self, action: Action, subject: str = "", record_id: int | None = None) -> Iterator[Connection]:
        """One transaction with its audit line: all of it is kept, or none.

        ``subject`` is the kind of record ("case"), ``record_id`` its id; for a new record the ``store_``
        function names the id. Raises DiskProblem, DamagedDatabase or VaultInUse, with nothing changed.
        """
        if self._writer == threading.get_ident():
            raise RuntimeError("a write inside a write: a use case is one transaction")
        with self._writing, self._connected(writing=True) as connection:
            self._writer = threading.get_ident()
            try:
                start_audit_line(
                    connection, self._clock(), self.who, action=action, subject=subject, record_id=record_id
                )
                yield connection
                connection.commit()
            finally:
                forget_audit_line(connection)
                self._writer = None

    def copy_into(self, path: Path) -> None:
        """The vault of this moment as a new private file with the same key and id.

        Pages that were freed are left out; the vault can be used meanwhile. DiskProblem, DamagedDatabase.
        """
        _create_empty(path)
        with self.maintenance() as raw:
            raw.execute("PRAGMA query_only = OFF")  # it forbids this too, although this vault is only read
            try:
                raw.execute("VACUUM INTO ?", (str(path),))
            finally:
                raw.execute("PRAGMA query_only = ON")

    @contextmanager
    def maintenance(self) -> Iterator[Any]:
        """The driver's own connection outside any transaction, for VACUUM INTO and integrity checks."""
        self._admit()
        with faults_named(self.path), self.engine.connect() as connection:
            yield connection.connection.dbapi_connection

    def another(self, path: Path) -> "Database":
        """A copy of this vault under another path, opened with the same key; the caller closes it."""
        return open_database(path, self._data_key, self.vault_id, remote=self.remote)

    def close(self) -> None:
        """Bring the WAL into the file, leave nothing open and let go of the key. May be called twice."""
        if self._closed:
            return
        self._closed = True
        try:
            with faults_named(self.path), self.engine.connect() as connection:
                raw: Any = connection.connection.dbapi_connection
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.engine.dispose()
            self._data_key = b""

    @contextmanager
    def _connected(self, *, writing: bool) -> Iterator[Connection]:
        self._admit()
        with faults_named(self.path), self.engine.connect() as plain:
            raw: Any = plain.connection.dbapi_connection
            if writing:
                raw.execute("PRAGMA query_only = OFF")
            try:
                connection = plain.execution_options(begin_with="BEGIN IMMEDIATE" if writing else "BEGIN")
                connection.begin()
                yield connection
            finally:
                if writing:
                    raw.execute("PRAGMA query_only = ON")

    def _admit(self) -> None:
        if threading.get_ident() in _forbidden_threads:
            raise WrongThreadError("the database was used in the window thread")
        if self._closed:
            raise RuntimeError("this vault was closed")


def open_database(
    path: Path,
    data_key: bytes,
    vault_id: bytes,
    *,
    remote: bool = False,
    create: bool = False,
    who: str = "",
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Database:
    """The vault at ``path``; without ``create`` it must be there, with it it must not be.

    Raises NotOurFile for a plain SQLite file, an empty file, any other file and another vault's database
    (F11: nothing is ever created over it); DamagedDatabase when it is this vault's and its first page cannot
    be read; DiskProblem; EncryptionMissing. A file whose first sixteen bytes alone are damaged opens: they
    are outside the checksum of the page, and are written right at the next change of the first page.
    """
    if create:
        _create_empty(path)
    else:
        probe(path, data_key, vault_id)
    database = Database(path, data_key, vault_id, remote=remote, who=who, clock=clock)
    try:
        with database.maintenance() as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        database.engine.dispose()
        raise
    return database


def probe(path: Path, data_key: bytes, vault_id: bytes) -> None:
    """Look whether this is the vault's database and can be read, without changing a byte of it.

    Raises NotOurFile, DamagedDatabase, DiskProblem or EncryptionMissing as ``open_database`` promises.
    """
    driver()
    if path.is_dir():
        raise NotOurFile
    found = vault_id_of(path)
    if found is None:
        raise NotOurFile
    ours = found == vault_id
    if path.stat().st_size < _PAGE_SIZE:  # SQLite would take it for a new, empty database
        raise DamagedDatabase("first-page") if ours else NotOurFile
    try:
        with untouched(path, data_key, vault_id) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DamagedDatabase:
        if not ours:
            raise NotOurFile from None
        raise DamagedDatabase(_damaged_part(path, data_key, vault_id)) from None


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


def encrypted_engine(
    data_key: Callable[[], bytes],
    vault_id: bytes,
    path: Path,
    *,
    remote: bool = False,
    foreign_keys: bool = True,
    query_only: bool = True,
) -> Engine:
    """An engine whose connections are opened with the key; the file must exist (``mode=rw``)."""

    def connect() -> Any:
        connection = connect_encrypted(path, data_key(), vault_id)
        _set_up(connection, remote=remote, foreign_keys=foreign_keys, query_only=query_only)
        return connection

    engine = create_engine(
        "sqlite://",
        module=driver(),
        creator=connect,
        poolclass=QueuePool,
        pool_size=1,  # one worker; a second connection would not share the cache of decrypted pages
        max_overflow=0 if remote else 3,
        pool_use_lifo=True,
        hide_parameters=True,  # SQLAlchemy prints parameters in its errors, so a pupil's name in a log
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin_with", "BEGIN"))

    return engine


def connect_encrypted(path: Path, data_key: bytes, vault_id: bytes, query: str = "mode=rw") -> Any:
    """The driver's connection with key and cipher settings; nothing has been read yet."""
    if len(data_key) != 32 or len(vault_id) != 16:
        raise ValueError("a data key is 32 bytes and a vault id 16")
    connection = driver().connect(
        f"{_file_uri(path)}?{query}", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes to stderr at a wrong key
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}{vault_id.hex()}'\"")  # hexadecimal of bytes only
    for name, value in _CIPHER_SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def _set_up(connection: Any, *, remote: bool, foreign_keys: bool, query_only: bool) -> None:
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


def _create_empty(path: Path) -> None:
    """An empty private file, made only where nothing stands (F11)."""
    driver()
    with disk_problems(path):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise DiskProblem("exists", path) from None


def _file_uri(path: Path) -> str:
    """The path as SQLite's URI, with ``#``, ``%``, ``?`` and spaces escaped (F18)."""
    posix = path.absolute().as_posix()
    return "file://" + quote(posix if posix.startswith("/") else f"/{posix}")


def _left_behind(path: Path, suffix: str) -> bool:
    beside = path.with_name(path.name + suffix)
    return beside.exists() and beside.stat().st_size > 0


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
