"""Putting a backup back: proven first, shown beside what is there now, the present kept, then placed whole.

The database and the header are two files, and a process can be killed between them. Every header of a vault
holds the same data key, so each of them opens each database of it: the header goes first when it changes,
and at every moment the passphrase that was just typed opens the old vault or the new one. Which header stays
is decided by that passphrase: the present one when it opens, else the one inside the backup (F28).
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from dataclasses import replace as changed
from datetime import datetime
from pathlib import Path

from jeugdhulp_desktop.domain.erasures import ErasedRecord, ErasureKind, united
from jeugdhulp_desktop.domain.errors import (
    BackupRefused,
    DamagedDatabase,
    DamagedHeader,
    DiskProblem,
    MadeByNewerVersion,
    NotOurFile,
    VaultInUse,
)
from jeugdhulp_desktop.domain.restores import Opener, Present, RestorePreview, VaultFacts
from jeugdhulp_desktop.files import disk_problems, make_folder, read_start, write_whole
from jeugdhulp_desktop.security.erasure_file import read_erasure_file, write_erasure_file
from jeugdhulp_desktop.security.files import README, VaultFiles
from jeugdhulp_desktop.security.header import LARGEST, Header, pack
from jeugdhulp_desktop.security.header_file import read_header
from jeugdhulp_desktop.security.keys import VaultKeys, proven_header
from jeugdhulp_desktop.services.backups import back_up, told
from jeugdhulp_desktop.services.clock import Clock, local_now, system_clock
from jeugdhulp_desktop.services.erasing import erase_again
from jeugdhulp_desktop.services.machine import machine_id
from jeugdhulp_desktop.services.restore_source import check_same_vault, keys_for, read_backup
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.backup import ProvenBackup, take_out
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.damage import found_name
from jeugdhulp_desktop.storage.engine import Database, look_into, open_database
from jeugdhulp_desktop.storage.erasure_queries import find_returned, load_journal
from jeugdhulp_desktop.storage.migrate import bring_up_to_date
from jeugdhulp_desktop.storage.restoring import (
    clear_ready,
    database_files,
    holds_unwritten,
    keep_as_found,
    place_database,
    ready_folder,
    vault_facts,
)
from jeugdhulp_desktop.storage.setting_queries import (
    load_generation,
    load_settings,
    store_generation,
    store_last_backup,
)
from jeugdhulp_desktop.storage.vault_lock import VaultLock

BEFORE = "voor-terugzetten"
Tell = Callable[[str], object]


@dataclass(frozen=True)
class Restored:
    """What was done. ``before``: the proven backup of the vault as it was, to put back for an undo (F27);
    ``as_found``: copies of a vault that could not be read."""

    preview: RestorePreview
    before: ProvenBackup | None
    as_found: Path | None


@dataclass(frozen=True)
class PreparedRestore:
    """A backup that was proven and stands ready beside the vault; nothing of the vault was touched yet."""

    preview: RestorePreview
    source: ProvenBackup
    files: VaultFiles
    keys: VaultKeys = field(repr=False)
    header: Header  # the one that stays: the vault's own, or the one inside the backup
    ready: Path  # its database
    now: datetime
    journal: tuple[ErasedRecord, ...] = ()  # of the vault, the file beside it and the backup together
    tell: Tell = lambda _step: None

    def carry_out(self) -> Restored:
        """Keep the vault of now, then put the backup in its place.

        Raises DiskProblem, VaultInUse, DamagedHeader("older") when an old header was put back beside the
        present database; then the vault is as it was.
        """
        known = self._known_generation()
        header = self._header_afterwards(known)
        self._finish_database(max(header.generation, known))
        self.tell("keeping")
        before, as_found = self._keep_present()
        self.tell("placing")
        files = self.files
        data = pack(header, self.keys.data_key)
        if read_start(files.header, LARGEST) != data:
            write_whole(files.header, data)
        place_database(self.ready, files.database)
        self._write_beside(data)
        return Restored(self.preview, before, as_found)

    def _write_beside(self, header: bytes) -> None:
        """What the next opening would write as well. The backup is in its place by now: a disk that takes no
        more may not make it look as if nothing was done."""
        files = self.files
        with suppress(DiskProblem):
            if read_start(files.header_backup, LARGEST) != header:
                write_whole(files.header_backup, header)
        with suppress(DiskProblem):
            if self.journal:
                write_erasure_file(files, self.keys, self.journal)
        with suppress(DiskProblem):
            if read_start(files.readme, 0) is None:
                write_whole(files.readme, README.replace("\n", "\r\n").encode())

    def _known_generation(self) -> int:
        """The generation that the database of now knows; 0 when it cannot be asked."""
        if self.preview.present is not Present.SOUND:
            return 0
        database = open_database(self.files.database, self.keys.data_key, self.keys.vault_id)
        try:
            with database.read() as connection:
                return load_generation(connection)
        except DamagedDatabase:  # a page of it: what the header says is all there is
            return 0
        finally:
            database.close()

    def _header_afterwards(self, known: int) -> Header:
        if self.preview.opener is Opener.PRESENT:
            if self.header.generation < known:
                raise DamagedHeader("older")
            return self.header
        there = 0
        with suppress(DamagedHeader, NotOurFile, MadeByNewerVersion):
            there = read_header(self.files)[1].generation
        newest = max(self.header.generation, there, known)
        return changed(self.header, generation=newest + 1)

    def _finish_database(self, generation: int) -> None:
        """What the restored vault knows from its first moment: its header, this backup, and who did it."""
        database = open_database(self.ready, self.keys.data_key, self.keys.vault_id, clock=lambda: self.now)
        try:
            with database.read() as connection:
                database.who = load_settings(connection).user_name
                generation = max(generation, load_generation(connection))
            with database.write(Action.RESTORE_BACKUP, "backup") as connection:
                store_generation(connection, generation)
                store_last_backup(connection, told(self.source))
                erase_again(connection, self.journal)
            if self.journal:  # also what lay in the bin of the backup went
                database.sweep()
            failed = [proof.name for proof in run_checks(database) if not proof.ok]
        finally:
            database.close()
        if failed:
            raise BackupRefused("damaged", failed[0])

    def _keep_present(self) -> tuple[ProvenBackup | None, Path | None]:
        files = self.files
        if self.preview.present is Present.ABSENT:
            return None, None
        if self.preview.present is Present.SOUND:
            before = self._back_up_present()
            if before is not None:
                return before, None
        kept = found_name(files.backups, self.now)
        found = (*database_files(files.database), files.header, files.header_backup)
        keep_as_found(found, self.ready.parent, kept)
        return None, kept

    def _back_up_present(self) -> ProvenBackup | None:
        """The proven backup of now; None when it opens and is not whole, so that none can be proven (F17)."""
        files, before = self.files, None
        with suppress(DamagedDatabase):
            database = open_database(files.database, self.keys.data_key, self.keys.vault_id)
            try:
                before = back_up(database, files.folder, self.now, label=BEFORE)
            except DiskProblem as problem:
                if problem.code != "read-error":
                    raise
            finally:
                database.close()
        if before is not None and holds_unwritten(files.database):
            raise VaultInUse
        return before


@contextmanager
def prepare_restore(
    file: Path,
    folder: Path,
    secret: str | VaultKeys,
    *,
    clock: Clock = system_clock,
    other_is_gone: bool = False,
    tell: Tell = lambda _step: None,
) -> Iterator[PreparedRestore]:
    """The backup ``file``, proven and ready to be put into ``folder``; the vault lock is held meanwhile.

    ``secret`` is a passphrase, of the vault or of the backup, or the keys of the vault. Leaving without
    ``carry_out`` leaves everything as it was. ``tell`` hears what is being done: "proving", "comparing",
    "keeping", "placing". Raises BackupRefused (F29), WrongPassphrase, VaultInUse,
    NotOurFile (something else stands in ``folder``), DiskProblem, NotEnoughMemory.
    """
    manifest, data, packed = read_backup(file)
    files = VaultFiles(folder)
    check_same_vault(files, packed.vault_id)
    opened = keys_for(files, data, packed, secret)
    keys = opened.keys
    new = not folder.exists()
    with disk_problems(folder):
        make_folder(folder, 0o700)
    lock = VaultLock(folder, machine_id(keys.vault_id))
    now = local_now(clock)
    lock.acquire(now.isoformat(timespec="seconds"), other_is_gone=other_is_gone)
    try:
        with ready_folder(folder) as ready:
            copy = ready / files.database.name
            tell("proving")
            source = _proven_copy(file, copy, keys)
            tell("comparing")
            present, facts = _look_at_present(files, keys)
            migrated = _up_to_date(copy, keys)
            journal, again = _to_erase_again(files, keys, copy, present)
            preview = RestorePreview(
                made_at=manifest.made_at,
                program=manifest.program,
                then=_facts(open_database(copy, keys.data_key, keys.vault_id)),
                now=facts,
                present=present,
                opener=opened.opener,
                older_version=migrated,
                proofs=source.proofs,
                erased_cases=sum(line.kind is ErasureKind.CASE for line in again),
                erased_pupils=sum(line.kind is ErasureKind.PUPIL for line in again),
            )
            yield PreparedRestore(preview, source, files, keys, opened.header, copy, now, journal, tell)
    finally:
        lock.release()
        if new and not files.database.exists():
            _take_away(files)


def _proven_copy(file: Path, ready: Path, keys: VaultKeys) -> ProvenBackup:
    try:
        return take_out(file, ready, lambda path: look_into(path, keys.data_key, keys.vault_id))
    except DamagedDatabase as damage:
        raise BackupRefused("damaged", damage.reason) from None
    except NotOurFile:  # the manifest names this vault and the packed database is none of it
        raise BackupRefused("other-vault") from None


def _up_to_date(ready: Path, keys: VaultKeys) -> bool:
    """Of an older version: its tables brought up to date (F13); True when that was needed."""
    try:
        return bring_up_to_date(ready, keys.data_key, keys.vault_id, before_migration=lambda _found: None)
    except MadeByNewerVersion as newer:
        raise BackupRefused("newer", newer.found) from None
    except DamagedDatabase as damage:
        raise BackupRefused("damaged", damage.reason) from None


def _look_at_present(files: VaultFiles, keys: VaultKeys) -> tuple[Present, VaultFacts | None]:
    if not files.database.exists():
        return Present.ABSENT, None
    try:
        proven_header(files, keys)
        facts = _facts(open_database(files.database, keys.data_key, keys.vault_id))
    except (DamagedDatabase, DamagedHeader, NotOurFile, MadeByNewerVersion):
        return Present.DAMAGED, None
    except DiskProblem as problem:
        if problem.code != "read-error":
            raise
        return Present.DAMAGED, None
    return Present.SOUND, facts


def _to_erase_again(
    files: VaultFiles, keys: VaultKeys, ready: Path, present: Present
) -> tuple[tuple[ErasedRecord, ...], list[ErasedRecord]]:
    """The erasure journal from everywhere, and the lines whose record the backup still has (F56)."""
    journals = [read_erasure_file(files, keys) or ()]
    if present is Present.SOUND:
        with (
            suppress(DamagedDatabase),  # a page of it: then the file and the backup are all there is
            closing(open_database(files.database, keys.data_key, keys.vault_id)) as database,
            database.read() as connection,
        ):
            journals.append(tuple(load_journal(connection)))
    with (
        closing(open_database(ready, keys.data_key, keys.vault_id)) as database,
        database.read() as connection,
    ):
        journal = united(*journals, load_journal(connection))
        return journal, find_returned(connection, journal)


def _facts(database: Database) -> VaultFacts:
    try:
        with database.maintenance() as raw:
            return vault_facts(raw)
    finally:
        database.close()


def _take_away(files: VaultFiles) -> None:
    """A folder that was made for this and holds nothing but the empty lock goes again."""
    clear_ready(files.folder)
    with suppress(OSError):
        files.lock.unlink(missing_ok=True)
        files.folder.rmdir()
