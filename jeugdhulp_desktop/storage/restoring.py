"""Putting the database of a backup in the place of the vault's: whole, or not at all.

What is put back is made ready in a folder inside the vault's own, on the same disk, so that the last step is
one rename. Whatever stops before it leaves the vault as it was; what was made ready goes at the next opening.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.domain.restores import VaultFacts
from jeugdhulp_desktop.files import disk_problems, make_folder, place_whole, read_start, sync_folder
from jeugdhulp_desktop.storage.audit import Action

READY = ".terugzetten"  # the folder in which a backup is made ready
_BESIDE = ("-wal", "-shm", "-journal")
_BLOCK = 4096  # bytes: a page of the database, and what a disk reads at once
_FACTS = ("cases", "contact_moments", "actions", "agreements", "additions", "hour_entries", "checklist_runs")
# What the program notes of itself and what only went out: no user's work is lost with it.
_NO_CHANGE = (
    Action.MIGRATE, Action.CHANGE_KEYS, Action.MAKE_BACKUP, Action.RESTORE_BACKUP,
    Action.REPAIR, Action.SALVAGE, Action.ERASE_ROSTER,
    Action.WRITE_DOCUMENT, Action.SAVE_DOCUMENT_AS, Action.PRINT_DOCUMENT, Action.EXPORT_HOURS,
    Action.EXPORT_DATES, Action.EXPORT_ALL, Action.COPY_TEXT,
    Action.ERASE_CASE, Action.ERASE_PUPIL, Action.ERASE_AGAIN,
    Action.REFUSE_ERASURE,
    Action.CHECK_BACKUP, Action.REMOVE_BACKUP, Action.PRACTISE_RESTORE, Action.CLOCK_JUMP,
)  # fmt: skip

_ERASING = (Action.ERASE_CASE, Action.ERASE_PUPIL, Action.ERASE_AGAIN)


def work_mark(raw: Any) -> int:
    """The number of the last write of a user, 0 when there is none: the same mark is the same work.

    Drafts have no number; they are in the copy all the same. What was erased has one: the backups of before
    still hold it, and go once newer ones stand.
    """
    notes = [action.value for action in _NO_CHANGE if action not in _ERASING]
    marks = ", ".join("?" * len(notes))
    last = raw.execute(
        f"SELECT max(id) FROM audit_lines WHERE action NOT IN ({marks})",  # noqa: S608 - only marks
        notes,
    ).fetchone()[0]
    return last or 0


def vault_facts(raw: Any) -> VaultFacts:
    """Counts and latest days of a vault of any version, by the driver's own connection."""
    there = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    counts = {
        table: raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names of ours
        for table in _FACTS
        if table in there
    }
    contact = raw.execute("SELECT max(happened_on) FROM contact_moments").fetchone()[0]
    marks = ", ".join("?" * len(_NO_CHANGE))
    changed = raw.execute(
        f"SELECT max(at) FROM audit_lines WHERE action NOT IN ({marks})",  # noqa: S608 - only marks
        tuple(action.value for action in _NO_CHANGE),
    ).fetchone()[0]
    return VaultFacts(
        counts,
        date.fromisoformat(contact) if contact else None,
        datetime.fromisoformat(changed) if changed else None,
    )


@contextmanager
def ready_folder(vault: Path) -> Iterator[Path]:
    """A private folder on the vault's disk that is gone afterwards."""
    folder = vault / READY
    with disk_problems(folder):
        clear_ready(vault)
        folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        clear_ready(vault)


def clear_ready(vault: Path) -> None:
    """Remove what an interrupted restore made ready; only while the vault lock is held."""
    shutil.rmtree(vault / READY, ignore_errors=True)


def keep_as_found(files: tuple[Path, ...], ready: Path, kept: Path) -> None:
    """Copies of a vault that cannot be read, as they are, in the folder ``kept``: something may be saved.

    They are made in the folder ``ready``, and get their name when they are whole. Raises DiskProblem; then
    ``kept`` is not there.
    """
    unfinished = ready / kept.name
    with disk_problems(kept):
        make_folder(kept.parent)
        unfinished.mkdir(mode=0o700)
        for file in files:
            if file.exists():
                copy_readable(file, unfinished / file.name)
        sync_folder(unfinished)
        unfinished.rename(kept)
        sync_folder(kept.parent)


def copy_readable(
    file: Path, copy: Path, read: Callable[[BinaryIO, int], bytes] = lambda source, size: source.read(size)
) -> int:
    """A copy of ``file`` on the disk; the number of blocks that could not be read, which are zeros in it.

    A worn-out disk gives an error for one block and the rest reads well (F17). Raises OSError when the copy
    cannot be written.
    """
    bad, size = 0, file.stat().st_size
    with file.open("rb", buffering=0) as source, copy.open("wb") as target:
        for at in range(0, size, _BLOCK):
            source.seek(at)
            try:
                block = read(source, _BLOCK)
            except OSError:
                bad += 1
                block = bytes(min(_BLOCK, size - at))
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    return bad


def database_files(database: Path) -> tuple[Path, ...]:
    """The database and what SQLite keeps beside it."""
    return (database, *(database.with_name(database.name + suffix) for suffix in _BESIDE))


def mend_first_bytes(database: Path, vault_id: bytes) -> None:
    """Write the vault id where the file begins with it; the rest stays. Raises DiskProblem."""
    with disk_problems(database):
        with database.open("rb+", buffering=0) as file:
            file.write(vault_id)
            os.fsync(file.fileno())
        if read_start(database, len(vault_id)) != vault_id:
            raise DiskProblem("read-error", database)


def place_database(ready: Path, database: Path) -> None:
    """Put ``ready``, closed and proven, in the place of the vault's database, and read it back.

    A WAL of the old one would be played into the new one, so it goes first (F23); what it held is in the
    backup or the copy that was made of the vault before. Raises DiskProblem.
    """
    with disk_problems(database):
        ready.chmod(0o600)
        digest = _digest(ready)
        for beside in database_files(database)[1:]:
            beside.unlink(missing_ok=True)
        sync_folder(database.parent)
        place_whole(ready, database)
        if _digest(database) != digest:
            raise DiskProblem("read-error", database)


def holds_unwritten(database: Path) -> bool:
    """Whether a WAL with records still stands beside a database that was closed: somebody else reads it."""
    wal = database.with_name(database.name + "-wal")
    with disk_problems(wal):
        return wal.exists() and wal.stat().st_size > 0


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
