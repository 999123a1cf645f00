"""The whole database under another key: exported into a new file with a key and a salt of its own.

SQLCipher can change the key of a file in place (``PRAGMA rekey``), page after page: a power cut in the middle
leaves a file of two keys, and the old id. ``sqlcipher_export`` leaves the old file alone until the new one
was proven.
"""

from contextlib import closing
from pathlib import Path
from typing import Any

from jeugdhulp_desktop.domain.errors import DamagedDatabase
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.faults import faults_named
from jeugdhulp_desktop.storage.vault_file import connect_encrypted, create_empty


def export_with_key(database: Path, old: tuple[bytes, bytes], target: Path, new: tuple[bytes, bytes]) -> None:
    """Everything of the closed vault ``database`` into the new file ``target``; keys as (data key, vault id).

    Proven before it counts: each table has as many rows, and every check of a backup holds. Raises
    DamagedDatabase with the name of what failed, and DiskProblem; ``target`` is then of no use.
    """
    create_empty(target)
    data_key, vault_id = new
    with faults_named(target), closing(connect_encrypted(database, *old)) as raw:
        raw.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(target), f"x'{data_key.hex()}{vault_id.hex()}'"))
        for setting, value in (("synchronous", "FULL"), ("secure_delete", "ON")):
            raw.execute(f"PRAGMA fresh.{setting} = {value}")
        raw.execute("BEGIN")  # else every table and every index is a transaction, with three syncs each
        raw.execute("SELECT sqlcipher_export('fresh')").fetchone()
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        raw.execute(f"PRAGMA fresh.user_version = {int(version)}")
        raw.execute("COMMIT")
        before = _rows(raw)
        raw.execute("DETACH DATABASE fresh")
    copy = open_database(target, data_key, vault_id)
    try:
        _prove(copy, before)
    finally:
        copy.close()


def _prove(copy: Database, before: dict[str, int]) -> None:
    failed = [proof.name for proof in run_checks(copy) if not proof.ok]
    if failed:
        raise DamagedDatabase(f"new-key-{failed[0]}")
    with copy.maintenance() as raw:
        if _rows(raw) != before:
            raise DamagedDatabase("new-key-counts")


def _rows(raw: Any) -> dict[str, int]:
    """How many rows every table has, those behind the search index too."""
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
