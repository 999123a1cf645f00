"""Backups: the vault's header and its database in one file that was opened and checked before it counts."""

from datetime import datetime
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DamagedDatabase, MadeByNewerVersion, NotOurFile
from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.files import disk_problems, read_start
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.clock import Clock, local_now
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.backup import ProvenBackup, make_backup, prove_backup
from jeugdhulp_desktop.storage.checks import Proof, counts, run_checks
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.setting_queries import load_last_backup, store_last_backup

__all__ = ["BackupService", "Proof", "back_up"]

_HEADER = 65_536  # bytes; a header is a few hundred


class BackupService:
    """Makes proven backups of one vault and remembers the last one in it."""

    def __init__(self, database: Database, changes: Changes, clock: Clock, folder: Path) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock
        self._folder = folder

    def make(self, target: Path | None = None) -> Backup:
        """A backup in ``target`` (default: the folder ``backups`` of the vault), read back and proven.

        Raises DiskProblem or DamagedDatabase; then the last proven backup stays what it was (F21).
        """
        return told(self.make_proven(target))

    def make_proven(self, target: Path | None = None, name: str = "") -> ProvenBackup:
        """As ``make``, and what was proven of it; ``name`` when the file must be called so."""
        proven = back_up(self._database, self._folder, local_now(self._clock), target, name=name)
        with self._database.write(Action.MAKE_BACKUP, "backup") as connection:
            store_last_backup(connection, told(proven))
        self._changes.announce(Change.BACKUPS)
        return proven

    def check(self) -> list[Proof]:
        """Every proof that the vault is whole: the database, the header's copy, and the last backup."""
        files = VaultFiles(self._folder)
        proofs = run_checks(self._database)
        same = read_start(files.header, _HEADER) == read_start(files.header_backup, _HEADER)
        proofs.append(Proof("header-copy", same, "" if same else "differs"))
        last = self.last()
        path = files.backups / last.file_name if last else None
        if path is not None and path.exists():  # a backup on a stick is not always there
            proofs.append(_prove(path, self._database))
        return proofs

    def counts(self) -> dict[str, int]:
        """How many records the vault holds, by table; pupils are a picking list and are not counted."""
        with self._database.maintenance() as raw:
            return counts(raw)

    def last(self) -> Backup | None:
        """The last proven backup of this vault."""
        with self._database.read() as connection:
            return load_last_backup(connection)


def _prove(path: Path, database: Database) -> Proof:
    try:
        prove_backup(path, database)
    except (DamagedDatabase, NotOurFile, MadeByNewerVersion) as fault:
        return Proof("last-backup", False, type(fault).__name__)
    return Proof("last-backup", True)


def back_up(
    database: Database,
    folder: Path,
    now: datetime,
    target: Path | None = None,
    *,
    label: str = "",
    name: str = "",
) -> ProvenBackup:
    """A proven backup of the vault in ``folder``; also before a migration, when no service exists yet.

    The header is read first: with an older header the newer database opens too, but not the other way round.
    """
    files = VaultFiles(folder)
    with disk_problems(files.header):
        header = files.header.read_bytes()
    return make_backup(database, target or files.backups, header, now, label=label, name=name)


def told(proven: ProvenBackup) -> Backup:
    """A backup as the vault remembers it, in local time."""
    counts = proven.manifest.counts
    return Backup(
        made_at=proven.manifest.made_at.astimezone().replace(tzinfo=None).isoformat(),
        cases=counts.get("cases", 0),
        agreements=counts.get("agreements", 0),
        file_name=proven.path.name,
    )
