"""Bring the database of an earlier version up to date: whole, or not at all.

Alembic runs on an engine of its own with foreign keys off, because rebuilding a table that others point at
deletes their rows when they are on. Everything is one transaction; references, columns and counters are
looked at before its commit. The one truth about the version is the table ``alembic_version``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from jeugdhulp_desktop.domain.errors import DamagedDatabase, MadeByNewerVersion
from jeugdhulp_desktop.paths import migrations_folder
from jeugdhulp_desktop.storage.audit import Action, start_audit_line
from jeugdhulp_desktop.storage.checks import check_content
from jeugdhulp_desktop.storage.engine import Database, encrypted_engine, open_database
from jeugdhulp_desktop.storage.faults import faults_named
from jeugdhulp_desktop.storage.vault_file import create_empty, probe, untouched


@dataclass(frozen=True)
class Chain:
    """The migrations of one folder, oldest first."""

    folder: Path
    revisions: tuple[str, ...]

    @classmethod
    def of(cls, folder: Path | None = None) -> "Chain":
        """The chain of a folder; of the program's own migrations without one."""
        return _own_chain(migrations_folder()) if folder is None else cls._read(folder)

    @classmethod
    def _read(cls, folder: Path) -> "Chain":
        scripts = ScriptDirectory.from_config(_config(folder))
        return cls(folder, tuple(script.revision for script in scripts.walk_revisions())[::-1])

    @property
    def newest(self) -> str:
        """The version this program writes."""
        return self.revisions[-1]


@cache
def _own_chain(folder: Path) -> Chain:
    """Read once: it belongs to the program, and each unlock asks for its newest."""
    return Chain._read(folder)


def create_vault_database(
    path: Path,
    data_key: bytes,
    vault_id: bytes,
    *,
    remote: bool | None = None,
    who: str = "",
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Database:
    """A new database with all tables, at a path where nothing stands; DiskProblem("exists") otherwise."""
    create_empty(path)
    # Nobody else holds it meanwhile: on a remote folder the tables would wait for it for ever.
    _upgrade(
        path, data_key, vault_id, chain=Chain.of(), action=Action.CREATE_VAULT, who=who, at=clock(),
        remote=remote,
    )  # fmt: skip
    return open_database(path, data_key, vault_id, remote=remote, who=who, clock=clock)


def bring_up_to_date(
    path: Path,
    data_key: bytes,
    vault_id: bytes,
    *,
    before_migration: Callable[[str], None],
    remote: bool | None = None,
    who: str = "",
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    chain: Chain | None = None,
) -> bool:
    """Migrate the database when it is older than the program; True when something was done.

    ``before_migration`` gets the version found and must leave a proven backup, or raise: then nothing is
    migrated. Raises MadeByNewerVersion with the file untouched (F12), DamagedDatabase when it does not hold
    what its version promises, before or after (then nothing was changed), and what ``probe`` raises.
    """
    chain = chain or Chain.of()
    probe(path, data_key, vault_id)
    found = read_revision(path, data_key, vault_id)
    if found == chain.newest:
        return False
    if found is not None:
        if found not in chain.revisions:
            raise MadeByNewerVersion(found)
        before_migration(found)
    _upgrade(path, data_key, vault_id, chain=chain, action=Action.MIGRATE, who=who, at=clock(), remote=remote)
    return True


def read_revision(path: Path, data_key: bytes, vault_id: bytes) -> str | None:
    """The version of the file, read without changing it; None for a database without any table yet.

    Such a file is what a power cut during the making of a vault leaves. Raises DamagedDatabase("schema")
    when there are tables and no version.
    """
    with untouched(path, data_key, vault_id) as raw:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        found = (
            raw.execute("SELECT version_num FROM alembic_version").fetchone()
            if "alembic_version" in tables
            else None
        )
    if found is None:
        raise DamagedDatabase("schema")
    return str(found[0])


def _upgrade(
    path: Path,
    data_key: bytes,
    vault_id: bytes,
    *,
    chain: Chain,
    action: Action,
    who: str,
    at: datetime,
    remote: bool | None,
) -> None:
    engine = encrypted_engine(
        lambda: data_key, vault_id, path, remote=remote, foreign_keys=False, query_only=False
    )
    try:
        with faults_named(path), engine.connect() as plain:
            connection = plain.execution_options(begin_with="BEGIN IMMEDIATE")
            with connection.begin():
                config = _config(chain.folder)
                config.attributes["connection"] = connection  # taken up by migrations/env.py
                command.upgrade(config, "head")
                start_audit_line(connection, at, who, action=action, subject="vault", record_id=None)
                _prove(connection)
    finally:
        engine.dispose()


def _prove(connection: Connection) -> None:
    """The database as it is about to be committed must hold what the program promises (F13)."""
    raw: Any = connection.connection.dbapi_connection
    failed = [proof.name for proof in check_content(raw) if not proof.ok]
    if failed:
        raise DamagedDatabase(f"migration-{failed[0]}")


def _config(folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))  # ConfigParser's own escape
    config.set_main_option("path_separator", "os")
    return config
