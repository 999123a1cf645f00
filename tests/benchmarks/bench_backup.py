"""A proven backup of a vault of 200 MB, beside the sum of its own parts without us."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.backup import make_backup
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.migrate import create_vault_database
from jeugdhulp_desktop.storage.vault_file import connect_encrypted, create_empty
from tests.benchmarks.harness import Row

KEY, VAULT_ID = bytes(range(32)), bytes(range(16))
MEGABYTES = 200
TEXT = 3_000  # bytes of one draft: the rows of a vault are small, but for a frozen paper here and there
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)


def rows(folder: Path) -> Iterator[Row]:
    """One row: what is asked of it stands in issue 4, at most 1.3 times its parts."""
    with closing(large_vault(folder / "vault.db", MEGABYTES)) as database:
        yield Row(
            f"a proven backup of {MEGABYTES} MB against its bare parts",
            lambda: bare_parts(database.path, folder / "bare"),
            lambda: proven(database, folder / "backups"),
            limit=1.3,
        )


def large_vault(path: Path, megabytes: int) -> Database:
    """A vault of so many megabytes; drafts hold any text and point to nothing, so they are quickly made."""
    database = create_vault_database(path, KEY, VAULT_ID, clock=lambda: NOW)
    count = megabytes * 1_000_000 // (TEXT + 700)  # a page of 4 kB holds one of these
    with database.write(Action.MAKE_DEMO, "benchmark") as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO drafts (form, record_id, content, saved_at)"
            " SELECT 'benchmark', i, json_quote(hex(randomblob(?))), '2026-09-15 08:42:00' FROM n",
            (count, TEXT // 2),
        )
    return database


def proven(database: Database, folder: Path) -> None:
    """What the program does, and the file goes again."""
    make_backup(database, folder, b"header", NOW).path.unlink()


def bare_parts(vault: Path, folder: Path) -> None:
    """VACUUM INTO, fsync, the two checks of every page, and packing with its fsync: nothing is read back."""
    folder.mkdir(exist_ok=True)
    copy, packed = folder / "copy.db", folder / "packed.zip"
    create_empty(copy)
    with closing(connect_encrypted(vault, KEY, VAULT_ID)) as raw:
        raw.execute("VACUUM INTO ?", (str(copy),))
    _sync(copy)
    with closing(connect_encrypted(copy, KEY, VAULT_ID, "mode=ro&immutable=1")) as raw:
        _all_of(raw, "PRAGMA cipher_integrity_check")
        _all_of(raw, "PRAGMA integrity_check")
    with packed.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.write(copy, "vault.db")
        file.flush()
        os.fsync(file.fileno())
    copy.unlink()
    packed.unlink()


def _all_of(raw: Any, statement: str) -> None:
    raw.execute(statement).fetchall()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
