"""Looking into a damaged database: which tables can still be read, without changing a byte of it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem
from jeugdhulp_desktop.storage.backup import backup_name
from jeugdhulp_desktop.storage.faults import driver, named_error
from jeugdhulp_desktop.storage.vault_file import untouched

AS_FOUND = "zoals-gevonden"  # in the name of each folder with copies of a vault as it was
INDEX = "index"  # what is told when every row can be read and a page that orders them cannot


def found_name(folder: Path, now: datetime) -> Path:
    """A free name for the copies of a vault as it was found, in the folder of its backups."""
    name = folder / Path(backup_name(now, AS_FOUND)).stem
    while name.exists():
        name = name.with_name(name.name + "-2")
    return name


def unreadable_tables(path: Path, data_key: bytes, vault_id: bytes) -> tuple[str, ...]:
    """Names of the tables with a page that cannot be read; every row of every table is read.

    Raises what ``probe`` raises when nothing at all can be read.
    """
    with untouched(path, data_key, vault_id) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if _reads(raw, names, path) is None:
            return () if _is_whole(raw) else (INDEX,)
    bad, left = [], names
    while left:
        # SQLCipher reads nothing more by a connection that met one bad page: each gets another one.
        with untouched(path, data_key, vault_id) as raw:
            failed = _reads(raw, left, path)
        if failed is None:
            break
        bad.append(failed)
        left = left[left.index(failed) + 1 :]
    return tuple(bad)


def _reads(raw: Any, tables: list[str], path: Path) -> str | None:
    """The first of the tables with a row that cannot be read, None when all can."""
    for table in tables:
        try:
            for _row in raw.execute(f'SELECT * FROM "{table}" NOT INDEXED'):  # noqa: S608 - of the file
                pass
        except driver().Error as error:
            if isinstance(named_error(error, path), DamagedDatabase | DiskProblem):
                return table
            raise
    return None


def _is_whole(raw: Any) -> bool:
    """Whether the other pages are as they were written: those that order the rows, and the free ones."""
    try:
        sealed = raw.execute("PRAGMA cipher_integrity_check").fetchone() is None
        return sealed and [row[0] for row in raw.execute("PRAGMA integrity_check")] == ["ok"]
    except driver().Error:
        return False
