"""What one transaction changed, row by row: the image of each row before it and after it.

TEMP triggers write both images into a TEMP table of the connection that writes. That table lives in memory
(``temp_store``), belongs to the transaction, and is emptied before its commit; what is kept of it is a value.
A row that was removed and put back the same, as the lists of an agreement are at every save, is no change.

Images hold the driver's own values, so that a row can be put back byte for byte. Cascades are seen too:
SQLite fires the triggers of a child when its parent goes.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

from jeugdhulp_desktop.storage.tables import Base

Values = tuple[Any, ...]

# Not records of the user: the trail, what is typed, the files beside the vault, and an import with its own
# way back. What is on this list is neither undone nor thrown into the bin.
_UNWATCHED = frozenset(
    {
        "audit_lines", "drafts", "settings", "column_mappings", "documents", "papers", "kept_prints", "logos",
        "letterhead", "imports", "import_changes", "erasures",
    }
)  # fmt: skip

# Columns that follow from other rows and are written again after a row was put back.
_FOLLOWING: Mapping[str, frozenset[str]] = {
    "cases": frozenset({"sort_key", "search_key", "last_contact_on"}),
    "agreements": frozenset({"content_control"}),
}
VERSION = "version"


@dataclass(frozen=True)
class Watched:
    """A table whose rows are watched; ``columns`` in its own order, ``key`` the places of its key in them."""

    name: str
    columns: tuple[str, ...]
    key: tuple[int, ...]
    following: frozenset[int]  # places that do not count when two images are compared
    version: int | None
    unique: str  # the column of a list that no two rows of one record share; empty without one

    def key_of(self, image: Values) -> Values:
        """What tells this row from the others of its table."""
        return tuple(image[at] for at in self.key)

    def own(self, image: Values | None, *, versioned: bool = False) -> Values | None:
        """The image without what follows from other rows, and without its version unless ``versioned``."""
        if image is None:
            return None
        skipped = self.following if versioned or self.version is None else self.following | {self.version}
        return tuple(value for at, value in enumerate(image) if at not in skipped)


@dataclass(frozen=True)
class RowChange:
    """One row that is another after the transaction: None before is new, None after is gone."""

    table: str
    before: Values | None
    after: Values | None


@cache
def watched_tables() -> tuple[Watched, ...]:
    """Every watched table, parents before their children."""
    made = []
    for table in Base.metadata.sorted_tables:
        if table.name in _UNWATCHED:
            continue
        names = tuple(column.name for column in table.columns)
        following = _FOLLOWING.get(table.name, frozenset())
        made.append(
            Watched(
                table.name,
                names,
                tuple(names.index(column.name) for column in table.primary_key),
                frozenset(names.index(each) for each in following),
                names.index(VERSION) if VERSION in names else None,
                _unique_of(table),
            )
        )
    return tuple(made)


def _unique_of(table: Table) -> str:
    keys = set(table.primary_key.columns)
    if len(keys) == 1:
        return ""
    shared = [column for index in table.indexes if index.unique for column in index.columns]
    return next((column.name for column in shared if column not in keys), "")


@cache
def watched(name: str) -> Watched:
    """The watched table of this name."""
    return next(each for each in watched_tables() if each.name == name)


def prepare(raw: Any) -> None:
    """Give the driver's connection its tables and triggers, once; outside a transaction, writing allowed."""
    if raw.execute("SELECT 1 FROM sqlite_temp_master WHERE name = 'row_images'").fetchone() is None:
        raw.executescript(_script())


@contextmanager
def watching(connection: Connection) -> Iterator[list[RowChange]]:
    """Inside a write: afterwards the list holds what the block changed, parents before their children."""
    changes: list[RowChange] = []
    connection.exec_driver_sql("UPDATE temp.row_watch SET watching = 1")
    yield changes
    changes += changes_so_far(connection)
    connection.exec_driver_sql("DELETE FROM temp.row_images")
    connection.exec_driver_sql("UPDATE temp.row_watch SET watching = 0")


def changes_so_far(connection: Connection) -> list[RowChange]:
    """Inside ``watching``: first and last image of each row that is another now.

    A row of which only the version changed counts too: its lists did, and whoever reads it must notice.
    """
    tables = watched_tables()
    first: dict[tuple[int, Values], Values | None] = {}
    last: dict[tuple[int, Values], Values | None] = {}
    for _id, at, after, *columns in connection.exec_driver_sql("SELECT * FROM temp.row_images ORDER BY id"):
        table = tables[at]
        image = tuple(columns[: len(table.columns)])
        row = (at, table.key_of(image))
        first.setdefault(row, None if after else image)
        last[row] = image if after else None
    changes = [
        (row[0], RowChange(tables[row[0]].name, before, last[row]))
        for row, before in first.items()
        if tables[row[0]].own(before, versioned=True) != tables[row[0]].own(last[row], versioned=True)
    ]
    return [change for _at, change in sorted(changes, key=lambda each: each[0])]


@cache
def _script() -> str:
    """The tables and triggers of one connection; their names are ours, so nothing is escaped."""
    tables = watched_tables()
    widest = max(len(table.columns) for table in tables)
    places = ", ".join(f"c{at}" for at in range(widest))
    parts = [
        "CREATE TEMP TABLE row_watch (watching INTEGER NOT NULL)",
        "INSERT INTO temp.row_watch VALUES (0)",
        f"CREATE TEMP TABLE row_images (id INTEGER PRIMARY KEY, at INTEGER, after INTEGER, {places})",
    ]
    for at, table in enumerate(tables):
        for event, sides in (("INSERT", (1,)), ("DELETE", (0,)), ("UPDATE", (0, 1))):
            kept = " ".join(f"{_keep(at, side, table.columns)};" for side in sides)
            parts.append(
                f"CREATE TEMP TRIGGER watch_{event.lower()}_{table.name} AFTER {event} ON main.{table.name}"  # noqa: S608
                f" WHEN (SELECT watching FROM row_watch) BEGIN {kept} END"
            )
    return ";\n".join(parts) + ";"


def _keep(at: int, after: int, columns: Sequence[str]) -> str:
    side = "NEW" if after else "OLD"
    places = ", ".join(f"c{place}" for place in range(len(columns)))
    values = ", ".join(f'{side}."{column}"' for column in columns)
    return f"INSERT INTO row_images (at, after, {places}) VALUES ({at}, {after}, {values})"  # noqa: S608
