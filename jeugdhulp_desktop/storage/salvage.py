"""Every row of a damaged database that can still be read, brought into a new file of the same vault.

The damaged file is only read. SQLCipher reads nothing more by a connection that met one bad page, so each
failure costs a new connection; what lies between the last row from the front and the last from the back is
asked for row by row.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem
from jeugdhulp_desktop.storage.checks import expected_schema, schema_of
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.faults import driver, named_error
from jeugdhulp_desktop.storage.tables import Base
from jeugdhulp_desktop.storage.vault_file import untouched

# Tables without a rowid: the parent whose keys their own begin with.
BY_PARENT = {"hour_entries": ("hour_weeks", ("school_id", "monday"))}
SEQUENCE = "sqlite_sequence"  # the highest id that each table ever gave
_MOST_FAILURES = 5_000  # of one table: behind that a whole branch of it is gone, and each costs a connection


@dataclass
class Saved:
    """Rows by table: those that were saved, and those that had to go because what they belong to is lost.

    ``damaged``: the tables with a page that could not be read. How many rows stood there nobody can tell.
    """

    rows: dict[str, int] = field(default_factory=dict)
    loose: dict[str, int] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()


def salvage(path: Path, data_key: bytes, vault_id: bytes, target: Database) -> Saved:
    """Fill ``target``, a new database with all tables, with what can be read of ``path``.

    Raises DamagedDatabase: "first-page" when nothing can be read, "schema" when the tables are not those of
    this version (a backup of then must be put back instead).
    """
    reader = _Reader(path, data_key, vault_id)
    try:
        if reader.schema() != expected_schema():
            raise DamagedDatabase("schema")
        with target.maintenance() as raw:
            return _fill(reader, raw)
    finally:
        reader.close()


def _fill(reader: "_Reader", raw: Any) -> Saved:
    saved, damaged = Saved(), []
    raw.execute("PRAGMA query_only = OFF")
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("BEGIN IMMEDIATE")
    try:
        tables = [table.name for table in Base.metadata.sorted_tables]
        for table in reversed(tables):
            raw.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a table of ours; its making left a line
        for table in tables:
            count, whole = _copy(reader, raw, table)
            saved.rows[table] = count
            damaged += [] if whole else [table]
        _let_loose_go(raw, saved)
        _keep_ids_used(reader, raw, tables)
        raw.execute("COMMIT")
    except BaseException:
        raw.execute("ROLLBACK")
        raise
    finally:
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA query_only = ON")
    saved.damaged = tuple(damaged)
    return saved


def _copy(reader: "_Reader", raw: Any, table: str) -> tuple[int, bool]:
    columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
    named, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    insert = f'INSERT OR IGNORE INTO "{table}" ({named}) VALUES ({marks})'  # noqa: S608
    count = 0
    for row in reader.rows(table, named, _keys_of(raw, table)):
        count += raw.execute(insert, row).rowcount
    return count, table not in reader.damaged


def _let_loose_go(raw: Any, saved: Saved) -> None:
    """Rows that point at a lost one: the pointer is emptied where it may be, else the row goes too."""
    while broken := raw.execute("PRAGMA foreign_key_check").fetchall():
        for table, rowid, _parent, number in broken:
            columns = [
                row[3] for row in raw.execute(f'PRAGMA foreign_key_list("{table}")') if row[0] == number
            ]
            if rowid is None:  # a table without rowid: its rows go by the parent that is not there
                _delete_orphans(raw, saved, table, number)
                break
            if not _empty(raw, table, rowid, columns):
                raw.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608
                _count_loose(saved, table, 1)


def _empty(raw: Any, table: str, rowid: int, columns: list[str]) -> bool:
    sets = ", ".join(f'"{column}" = NULL' for column in columns)
    try:
        raw.execute(f'UPDATE "{table}" SET {sets} WHERE rowid = ?', (rowid,))  # noqa: S608
    except driver().IntegrityError:
        return False
    return True


def _delete_orphans(raw: Any, saved: Saved, table: str, number: int) -> None:
    links = [row for row in raw.execute(f'PRAGMA foreign_key_list("{table}")') if row[0] == number]
    parent = links[0][2]
    same = " AND ".join(f'there."{link[4] or "id"}" = "{table}"."{link[3]}"' for link in links)
    lost = f'NOT EXISTS (SELECT 1 FROM "{parent}" AS there WHERE {same})'  # noqa: S608
    done = raw.execute(f'DELETE FROM "{table}" WHERE {lost}')  # noqa: S608
    _count_loose(saved, table, done.rowcount)


def _keep_ids_used(reader: "_Reader", raw: Any, tables: list[str]) -> None:
    """No new record gets an id that was given before: the bin, the drafts and the erasure journal know
    records that are not in their table by id alone, and would take the new one for theirs.

    Where the page with the numbers is lost too, each table goes on behind every id that is known.
    """
    used = dict(reader.rows(SEQUENCE, '"name", "seq"', None))
    behind = 0
    if SEQUENCE in reader.damaged:
        known = "SELECT max(id) AS at FROM audit_lines UNION ALL SELECT max(record_id) FROM audit_lines"
        known += " UNION ALL SELECT max(seq) FROM sqlite_sequence"
        behind = raw.execute(f"SELECT max(at) FROM ({known})").fetchone()[0] or 0  # noqa: S608 - ours
    counting = "SELECT 1 FROM sqlite_master WHERE name = ? AND sql LIKE '%AUTOINCREMENT%'"
    for table in tables:
        if raw.execute(counting, (table,)).fetchone() is None:
            continue
        here = raw.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        highest = max(here[0] if here else 0, used.get(table, 0), behind)
        raw.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        raw.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, highest))


def _count_loose(saved: Saved, table: str, count: int) -> None:
    saved.rows[table] -= count
    saved.loose[table] = saved.loose.get(table, 0) + count


class _Reader:
    """Reads the damaged file; opens it again after each bad page."""

    def __init__(self, path: Path, data_key: bytes, vault_id: bytes) -> None:
        self._open: Callable[[], Any] = lambda: untouched(path, data_key, vault_id)
        self._path = path
        self._stack = ExitStack()
        self._raw: Any = self._stack.enter_context(self._open())
        self.damaged: set[str] = set()

    def close(self) -> None:
        """Let go of the file."""
        self._stack.close()

    def schema(self) -> dict[str, str]:
        """The tables as they stand there; DamagedDatabase("first-page") when even they cannot be read."""
        try:
            return schema_of(self._raw)
        except driver().Error:
            raise DamagedDatabase("first-page") from None

    def rows(self, table: str, columns: str, keys: "Keys | None") -> Iterator[tuple[Any, ...]]:
        """Every row that can be read; some may come twice. ``keys``: by what to ask, else by the rowid."""
        order = ", ".join(f'"{name}"' for name in keys.columns) if keys else "rowid"
        query = f'SELECT {"0" if keys else "rowid"}, {columns} FROM "{table}" NOT INDEXED ORDER BY '  # noqa: S608
        first = yield from self._scan(table, query + order)
        if table not in self.damaged:
            return
        down = ", ".join(f"{each} DESC" for each in order.split(", "))
        last = yield from self._scan(table, query + down)
        if keys is not None:
            where = " AND ".join(f'"{name}" = ?' for name in keys.columns)
            one = f'SELECT {columns} FROM "{table}" WHERE {where}'  # noqa: S608
            yield from self._one_by_one(table, one, keys.values)
        elif first is not None or last is not None:
            start = first or 0
            values = ((value,) for value in range(start, (last or start) + 1))
            one = f'SELECT {columns} FROM "{table}" WHERE rowid = ?'  # noqa: S608
            yield from self._one_by_one(table, one, values)

    def _scan(self, table: str, query: str) -> Generator[tuple[Any, ...], None, int | None]:
        """From one end until a row cannot be read; the rowid of the last one that could."""
        seen: int | None = None
        try:
            for row in self._raw.execute(query):
                seen = row[0]
                yield row[1:]
        except driver().Error as error:
            self._met(error, table)
        return seen

    def _one_by_one(
        self, table: str, query: str, values: Iterable[tuple[Any, ...]]
    ) -> Iterator[tuple[Any, ...]]:
        failures = 0
        for value in values:
            try:
                found = self._raw.execute(query, value).fetchall()
            except driver().Error as error:
                self._met(error, table)
                failures += 1
                if failures > _MOST_FAILURES:
                    return
            else:
                yield from found

    def _met(self, error: BaseException, table: str) -> None:
        if not isinstance(named_error(error, self._path), DamagedDatabase | DiskProblem):
            raise error
        self.damaged.add(table)
        self._stack.close()
        self._raw = self._stack.enter_context(self._open())


@dataclass(frozen=True)
class Keys:
    """The first columns of a key, and every value of them that there is."""

    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]


def _keys_of(raw: Any, table: str) -> Keys | None:
    """For a table without rowid: the rows of its parent, which were saved before it."""
    if table not in BY_PARENT:
        return None
    parent, columns = BY_PARENT[table]
    named = ", ".join(f'"{name}"' for name in columns)
    return Keys(columns, tuple(raw.execute(f'SELECT {named} FROM "{parent}"').fetchall()))  # noqa: S608
