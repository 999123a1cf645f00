"""The only door to the encrypted database.

The key reaches the driver inside ``creator=``: never in a URL, a log or a line of SQLAlchemy's. Between
transactions a connection refuses to write (``query_only``), so ``Database.write`` is the only way to change
something, and it adds the audit line in the same transaction.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.storage.audit import Action, forget_audit_line, named_record, start_audit_line
from jeugdhulp_desktop.storage.faults import driver, faults_named
from jeugdhulp_desktop.storage.places import is_remote
from jeugdhulp_desktop.storage.row_images import prepare, watching
from jeugdhulp_desktop.storage.undo import UNDOABLE, WATCHED, KeptStep, UndoSteps
from jeugdhulp_desktop.storage.vault_file import connect_encrypted, create_empty, probe, set_up, untouched

Look = Callable[[], object]  # called while something long runs; raises a WorldError to stop it
_STEPS = 2_000  # of SQLite's machine between two looks: thousands a second, and no cost to speak of

_forbidden_threads: set[int] = set()


def go_on() -> None:
    """The Look of whoever never stops."""


class WrongThreadError(RuntimeError):
    """The window thread reached for the database; work goes through the worker."""


def forbid_thread(ident: int) -> None:
    """From here on the database may not be used in this thread: the window thread names itself at start."""
    _forbidden_threads.add(ident)


def allow_thread(ident: int) -> None:
    """Take back ``forbid_thread``; tests, and commands that have no window."""
    _forbidden_threads.discard(ident)


class Database:
    """One open vault: short read transactions, and writes that carry their audit line.

    ``who`` is the name of the user as it stands in the audit line; ``clock`` gives the moment in UTC.
    ``remote``: on another computer, so without a WAL (F20); asked of the system unless it is given.
    """

    def __init__(
        self,
        path: Path,
        data_key: bytes,
        vault_id: bytes,
        *,
        remote: bool | None = None,
        who: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.path = path
        self.vault_id = vault_id
        self.remote = is_remote(path) if remote is None else remote
        self.who = who
        self._clock = clock
        self._data_key = data_key
        self._writing = threading.Lock()
        self._writer: int | None = None
        self._closed = False
        self.steps = UndoSteps()
        self.engine = encrypted_engine(lambda: self._data_key, vault_id, path, remote=self.remote)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A short read transaction: everything inside sees the same moment. Writing in it fails."""
        with self._connected(writing=False) as connection:
            yield connection

    @contextmanager
    def write(self, action: Action, subject: str = "", record_id: int | None = None) -> Iterator[Connection]:
        """One transaction with its audit line: all of it is kept, or none.

        ``subject`` is the kind of record ("case"), ``record_id`` its id; for a new record the ``store_``
        function names the id. What the user does to a record is remembered, to be undone (``undo.py``).
        Raises DiskProblem, DamagedDatabase or VaultInUse, with nothing changed.
        """
        if self._writer == threading.get_ident():
            raise RuntimeError("a write inside a write: a use case is one transaction")
        with self._writing, self._connected(writing=True, watched=action in WATCHED) as connection:
            self._writer = threading.get_ident()
            try:
                start_audit_line(
                    connection, self._clock(), self.who, action=action, subject=subject, record_id=record_id
                )
                if action in UNDOABLE:
                    with watching(connection) as changes:
                        yield connection
                    named = named_record(connection)
                    connection.commit()
                    self.steps.push(KeptStep(action, subject, named, tuple(changes)))
                else:
                    yield connection
                    connection.commit()
            finally:
                forget_audit_line(connection)
                self._writer = None

    @contextmanager
    def write_draft(self) -> Iterator[Connection]:
        """One transaction for what is typed and not saved yet, without an audit line; raises as ``write``.

        The audit tells who changed which record. A draft is no record: nothing can be read from it but by
        whoever typed it, and saving it writes the line. It is stored every second while one types, so a line
        each time would bury the lines that matter and make the vault grow by typing.
        """
        if self._writer == threading.get_ident():
            raise RuntimeError("a draft inside a write: a use case is one transaction")
        with self._writing, self._connected(writing=True) as connection:
            yield connection
            connection.commit()

    def copy_into(self, path: Path, look: Look = go_on) -> None:
        """The vault of this moment as a new private file with the same key and id.

        Pages that were freed are left out; the vault can be used meanwhile. DiskProblem, DamagedDatabase,
        and what ``look`` raises to stop.
        """
        create_empty(path)
        with self.maintenance() as raw:
            raw.execute("PRAGMA query_only = OFF")  # it forbids this too, although this vault is only read
            try:
                with stoppable(raw, look):
                    raw.execute("VACUUM INTO ?", (str(path),))
            finally:
                raw.execute("PRAGMA query_only = ON")

    @contextmanager
    def maintenance(self) -> Iterator[Any]:
        """The driver's own connection outside any transaction, for VACUUM INTO and integrity checks."""
        self._admit()
        with faults_named(self.path), self.engine.connect() as connection:
            yield connection.connection.dbapi_connection

    def sweep(self) -> None:
        """Write the file anew and empty the WAL, so that what was deleted stands in no page any more.

        ``secure_delete`` alone is not enough: when SQLite moves rows to another page, a copy may stay behind
        in the free room of the old one. Takes room for a second copy, in memory and on the disk, while it
        runs; DiskProblem, with the vault as it was.
        """
        with self._writing, self.maintenance() as raw:
            raw.execute("PRAGMA query_only = OFF")
            try:
                raw.execute("VACUUM")
            finally:
                raw.execute("PRAGMA query_only = ON")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def look_into(self, path: Path) -> AbstractContextManager[Any]:
        """``look_into`` with the key of this vault: a copy of it, read and not changed."""
        return look_into(path, self._data_key, self.vault_id)

    def another(self, path: Path) -> "Database":
        """A copy of this vault under another path, opened with the same key; the caller closes it."""
        return open_database(path, self._data_key, self.vault_id)

    def close(self) -> None:
        """Bring the WAL into the file, leave nothing open and let go of the key. May be called twice."""
        if self._closed:
            return
        self._closed = True
        self.steps.clear()
        try:
            with faults_named(self.path), self.engine.connect() as connection:
                raw: Any = connection.connection.dbapi_connection
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.engine.dispose()
            self._data_key = b""

    @contextmanager
    def _connected(self, *, writing: bool, watched: bool = False) -> Iterator[Connection]:
        self._admit()
        with faults_named(self.path), self.engine.connect() as plain:
            raw: Any = plain.connection.dbapi_connection
            if writing:
                raw.execute("PRAGMA query_only = OFF")
            try:
                if watched:
                    prepare(raw)
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
    remote: bool | None = None,
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
        create_empty(path)
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


@contextmanager
def look_into(path: Path, data_key: bytes, vault_id: bytes) -> Iterator[Any]:
    """The driver's connection to a database that stays byte for byte as it is; no journal, no lock.

    For a copy that nobody else has open. Raises what ``open_database`` raises.
    """
    probe(path, data_key, vault_id)
    with untouched(path, data_key, vault_id) as raw:
        for setting in ("temp_store = MEMORY", "trusted_schema = OFF", "cell_size_check = ON"):
            raw.execute(f"PRAGMA {setting}")
        yield raw


@contextmanager
def stoppable(raw: Any, look: Look) -> Iterator[None]:
    """Inside this block SQLite asks ``look`` every few thousand steps; what it raises ends the statement."""
    raised: list[WorldError] = []

    def ask() -> int:
        try:
            look()
        except WorldError as stop:
            raised.append(stop)
        return len(raised)

    raw.set_progress_handler(ask, _STEPS)
    try:
        yield
    except driver().Error:
        if not raised:
            raise
    finally:
        raw.set_progress_handler(None, 0)
    if raised:  # also when the statement that was ended passed for a proof that failed
        raise raised[0]


def encrypted_engine(
    data_key: Callable[[], bytes],
    vault_id: bytes,
    path: Path,
    *,
    remote: bool | None = None,
    foreign_keys: bool = True,
    query_only: bool = True,
) -> Engine:
    """An engine whose connections are opened with the key; the file must exist (``mode=rw``).

    Nobody who opens a vault can forget that it is on another computer: ``remote`` is asked of the system
    unless it is given, and there the journal is DELETE and one connection holds the file (F20).
    """
    remote = is_remote(path) if remote is None else remote

    def connect() -> Any:
        connection = connect_encrypted(path, data_key(), vault_id)
        set_up(connection, remote=remote, foreign_keys=foreign_keys, query_only=query_only)
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
