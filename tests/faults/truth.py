"""What a vault says, row by row, and whether a vault that was struck still says it.

``rows_of`` reads every row of every table. Two vaults with equal rows say the same, so a struck vault is not
judged by a few records that happen to be looked up: it must say, whole, what the vault said before the act or
what it said after. Left out are the generation of the header and its audit line, which tell how often the
header was written and nothing of a user, and the ids of a vault before a new key, which are drawn by lot.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.errors import WrongPassphrase
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.backup import SUFFIX, prove_backup, read_manifest
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.restoring import READY

Rows = dict[str, tuple[Any, ...]]
_NUMBERED = re.compile(rf"(?<=Z)-\d+(?=[-.])|(?<=[a-z])-\d+(?={re.escape(SUFFIX)})")
_LEFT_OUT = {
    "settings": "name NOT IN ('header-generation', 'earlier-vault-ids')",
    "audit_lines": f"action != '{Action.CHANGE_KEYS}'",
}


class Lost(AssertionError):
    """Something that was kept is gone, something else stands there, or the vault does not open."""


def rows_of(database: Database) -> Rows:
    """Every row of every table, by table."""
    with database.maintenance() as raw:
        return rows_by(raw.execute)


def rows_by(execute: Callable[[str], Any]) -> Rows:
    """As ``rows_of``, by a connection of the driver."""
    tables = [row[0] for row in execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {
        table: tuple(execute(f"SELECT * FROM {table} WHERE {_LEFT_OUT.get(table, 'true')}"))  # noqa: S608 - names of its own
        for table in sorted(tables)
        if not table.startswith("sqlite_")
    }
    # A second try in the same second makes a second file: its number says nothing of what is kept.
    found["settings"] = tuple((name, _NUMBERED.sub("", value)) for name, value in found["settings"])
    return found


def differing(found: Rows, expected: Rows) -> list[str]:
    """Names of the tables that say something else; no content, since this is printed."""
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def unlock_with_any(folder: Path, passphrases: tuple[str, ...]) -> tuple[str, VaultKeys]:
    """The first passphrase that opens the vault, with its keys."""
    for passphrase in passphrases:
        try:
            return passphrase, unlock_with_passphrase(folder, passphrase)
        except WrongPassphrase:
            continue
    raise Lost("no passphrase opens the vault")


@contextmanager
def opened_again(folder: Path, passphrases: tuple[str, ...], now: datetime) -> Iterator[tuple[Session, str]]:
    """The struck vault, opened as its user would, and with which passphrase; whatever fails is a loss."""
    try:
        passphrase, keys = unlock_with_any(folder, passphrases)
        session = open_session(folder, keys, report_folder=folder.parent / "rapporten", clock=lambda: now)
    except Lost:
        raise
    except Exception as error:
        raise Lost(f"the vault does not open: {type(error).__name__} {error}") from error
    try:
        yield session, passphrase
    finally:
        session.close()


def check_whole(session: Session, root: Path) -> None:
    """Every proof of ``main.py check`` holds, and every backup below ``root`` that has its name is proven.

    The last one is proven by ``check`` itself.
    """
    failed = [proof.name for proof in session.backups.check() if not proof.ok]
    if failed:
        raise Lost(f"proofs that do not hold: {', '.join(failed)}")
    last = session.backups.last()
    proven = session.folder / "backups" / last.file_name if last and not last.place else None
    for backup in root.rglob(f"*{SUFFIX}"):
        if backup == proven:
            continue
        try:
            if read_manifest(backup).vault_id == session.vault_id:  # not one of before a new key
                prove_backup(backup, session.database)
        except Exception as error:
            raise Lost(f"a backup with its name is not whole: {type(error).__name__}") from error


def check_nothing_half(folder: Path) -> None:
    """No file that was left half made: after the next opening and the next backup none is there."""
    left = [
        each.name
        for each in folder.rglob("*")
        if each.name.endswith((".deel", "-journal")) or ".deel." in each.name or each.name == READY
    ]
    if left:
        raise Lost(f"left behind: {', '.join(sorted(left))}")
