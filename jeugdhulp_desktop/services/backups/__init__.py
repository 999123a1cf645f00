"""Backups: the vault's header and its database in one file that was opened and checked before it counts.

The vault remembers the last write that the last proven backup has in it: so nothing is backed up twice, and
closing a vault in which nothing changed takes no time.
"""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.backup_keeping import KeepRules
from jeugdhulp_desktop.domain.backups import (
    BackupLine,
    BackupProof,
    BackupsOverview,
    Drill,
    KeptUp,
    Safety,
)
from jeugdhulp_desktop.domain.errors import (
    DamagedDatabase,
    DiskProblem,
    MadeByNewerVersion,
    NotOurFile,
    WorldError,
)
from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.files import disk_problems, read_start, sync_folder
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.services.backups.folder import backup_lines, find_renamed, proof_key, thin
from jeugdhulp_desktop.services.backups.making import back_up, looking, told
from jeugdhulp_desktop.services.backups.second_place import find_place, make_place, on_same_disk
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today
from jeugdhulp_desktop.settings import BackupPlace
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.backup import (
    SUFFIX,
    ProvenBackup,
    label_in,
    prove_backup,
    read_manifest,
    remove_partials,
)
from jeugdhulp_desktop.storage.backup_copies import copy_backup
from jeugdhulp_desktop.storage.checks import Proof, counts, run_checks
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.restoring import vault_facts, work_mark
from jeugdhulp_desktop.storage.setting_queries import (
    load_backup_away,
    load_backup_proofs,
    load_keep_rules,
    load_last_backup,
    load_last_drill,
    store_backup_away,
    store_backup_proofs,
    store_keep_rules,
    store_last_backup,
    store_last_drill,
)

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.documents import Stepping

__all__ = ["BackupService", "Proof", "back_up", "told"]

_HEADER = 65_536  # bytes; a header is a few hundred
_SUBJECT = "backup"
MAKING = "De back-up wordt gemaakt en gecontroleerd"
COPYING = "De back-up gaat naar de tweede plek"
PROVING = "De back-up wordt geopend en gecontroleerd"


class BackupService:
    """Makes proven backups of one vault, remembers the last one in it, and looks after those there are."""

    def __init__(self, database: Database, changes: Changes, clock: Clock, folder: Path) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock
        self._folder = folder
        self._files = VaultFiles(folder)
        self.second: BackupPlace | None = None  # what this laptop remembers; the window tells it

    @property
    def _vault_id(self) -> str:
        return self._database.vault_id.hex()

    def make(self, target: Path | None = None, progress: "Stepping | None" = None) -> Backup:
        """A backup in ``target`` (default: the folder ``backups`` of the vault), read back and proven.

        Raises DiskProblem or DamagedDatabase; then the last proven backup stays what it was (F21).
        """
        return told(self.make_proven(target, progress=progress), target.name if target else "")

    def make_proven(
        self,
        target: Path | None = None,
        name: str = "",
        *,
        label: str = "",
        progress: "Stepping | None" = None,
    ) -> ProvenBackup:
        """As ``make``, and what was proven of it; ``name`` when the file must be called so.

        Afterwards the vault's own folder is thinned as the rules say. One in ``target`` is given away: nobody
        looks after it, so the vault goes on counting on the last one of its own.
        """
        now, look = local_now(self._clock), looking(progress, MAKING)
        proven = back_up(self._database, self._folder, now, target, label=label, name=name, look=look)
        with self._database.write(Action.MAKE_BACKUP, _SUBJECT) as connection:
            if target is None:
                store_last_backup(connection, told(proven))
            rules, proofs = load_keep_rules(connection), load_backup_proofs(connection)
        if target is None:
            thin(self._files.backups, self._database.vault_id, rules, now, proofs=proofs)
        self._changes.announce(Change.BACKUPS)
        return proven

    def before(self, label: str) -> Backup:
        """A proven backup before something that changes much; ``label`` keeps it a month ("voor-import").

        The last one when nothing was written since: it gets the label then, so that it stays as long. Raises
        what ``make`` raises.
        """
        last = self.last()
        if last is None or self._changed(last):
            return told(self.make_proven(label=label))
        path = self._files.backups / last.file_name
        stem = path.name.removesuffix(SUFFIX)
        labelled = path.with_name(f"{stem}-{label}{SUFFIX}")
        if label_in(path.name) or labelled.exists():
            return last  # it has one already; the number of a second one of the same second is none
        with disk_problems(path):
            path.rename(labelled)
            sync_folder(path.parent)
        return self._note_renamed(last, labelled.name)

    def keep_up(self, progress: "Stepping | None" = None, *, anyway: bool = False) -> KeptUp:
        """A backup when something was written since the last one, and a copy where the second place is.

        ``anyway``: the user asks for one, and the second place gets that one too: its header may be another
        although the work is the same. What the second place refuses is no failure of the backup: it is
        told beside it. Raises what ``make`` raises.
        """
        last = self.last()
        made = self.make(progress=progress) if anyway or self._changed(last) else None
        try:
            copied = self._copy_on(made or last, fresh=made is not None, anyway=anyway, progress=progress)
        except DiskProblem as problem:
            return KeptUp(made, None, problem)
        except (DamagedDatabase, NotOurFile) as fault:  # the last one is good no more: it counts no more
            if last is not None:
                self._note_look(self._files.backups / last.file_name, "", _failed_of(fault))
            return self.keep_up(progress, anyway=True)
        return KeptUp(made, copied)

    def copy_to(self, folder: Path, progress: "Stepping | None" = None) -> Backup:
        """The work of now in any other folder: a proven backup, copied there and read back. Returns it."""
        last = self.last()
        if last is None or self._changed(last):
            last = self.make(progress=progress)
        copy_backup(self._files.backups / last.file_name, folder, looking(progress, COPYING))
        return last

    def _copy_on(
        self, last: Backup | None, *, fresh: bool, anyway: bool, progress: "Stepping | None"
    ) -> Backup | None:
        place, there = self.second, self._there()
        if place is None or there is None or last is None or last.place:
            return None
        source = self._files.backups / last.file_name
        if not source.exists() or not (anyway or self._behind(last, there)):
            return None
        if not fresh:  # it was proven when it was made, which may be long ago
            prove_backup(source, self._database, look=looking(progress, PROVING))
        try:
            copy = copy_backup(source, there, looking(progress, COPYING))
        except DiskProblem:
            if find_place(place) is None:
                raise DiskProblem("pulled-out") from None
            raise
        away = Backup(**{**vars(last), "file_name": copy.name, "place": place.name})
        now = local_now(self._clock)
        with self._database.write(Action.MAKE_BACKUP, _SUBJECT) as connection:
            store_backup_away(connection, away)
            rules, proofs = load_keep_rules(connection), load_backup_proofs(connection)
        thin(there, self._database.vault_id, rules, now, proofs=proofs, mark=place.mark)
        self._changes.announce(Change.BACKUPS)
        return away

    # --- the second place

    def choose_second(self, chosen: Path) -> BackupPlace:
        """Make this folder the second place and use it from now on. Raises NotValid or DiskProblem."""
        self.second = make_place(chosen, self._folder, self._vault_id)
        self._changes.announce(Change.BACKUPS)
        return self.second

    def on_same_disk(self, folder: Path) -> bool:
        """Whether this folder is lost together with the vault's own."""
        return on_same_disk(folder, self._folder)

    def _there(self) -> Path | None:
        return find_place(self.second) if self.second is not None else None

    def folders(self) -> list[tuple[Path, str]]:
        """Where backups of this vault stand now, each with what it is called: the vault's own folder has no
        name, the second place is among them while it is there."""
        there = self._there()
        second = [(there, self.second.name)] if self.second is not None and there is not None else []
        return [(self._files.backups, ""), *second]

    def keep_rules(self) -> KeepRules:
        """How long backups are kept."""
        with self._database.read() as connection:
            return load_keep_rules(connection)

    def _behind(self, last: Backup, there: Path) -> bool:
        away = self.last_away()
        return away is None or away.mark != last.mark or not (there / away.file_name).exists()

    # --- what there is

    def state(self) -> Safety:
        """Whether the work of now is safe; asks for the second place too."""
        last, there = self.last(), self._there()
        behind = last is not None and not last.place and there is not None and self._behind(last, there)
        return Safety(last, self.last_away(), self._changed(last), there, behind)

    def overview(self) -> BackupsOverview:
        """Everything the part Back-ups shows."""
        state = self.state()
        with self._database.read() as connection:
            proofs, rules = load_backup_proofs(connection), load_keep_rules(connection)
            drilled = load_last_drill(connection)
        lines = backup_lines(self._files.backups, self._database.vault_id, proofs)
        if self.second is not None and state.there is not None:
            lines += backup_lines(
                state.there, self._database.vault_id, proofs, self.second.name, self.second.mark
            )
        lines.sort(key=lambda line: (line.made_at, not line.place), reverse=True)
        return BackupsOverview(state, tuple(lines), rules, self.counts(), drilled, self._folder)

    def prove(self, line: BackupLine, progress: "Stepping | None" = None) -> BackupProof:
        """Open this backup again, check all of it, and remember what came of it. Raises DiskProblem."""
        failed = ""
        try:
            prove_backup(line.path, self._database, look=looking(progress, PROVING))
        except (DamagedDatabase, NotOurFile, MadeByNewerVersion) as fault:
            failed = _failed_of(fault)
        return self._note_look(line.path, self._mark_of(line), failed)

    def _note_look(self, path: Path, mark: str, failed: str) -> BackupProof:
        proof = BackupProof(local_now(self._clock).replace(tzinfo=None).isoformat(), failed)
        with self._database.write(Action.CHECK_BACKUP, _SUBJECT) as connection:
            proofs = load_backup_proofs(connection)
            proofs[proof_key(path, mark)] = proof
            store_backup_proofs(connection, proofs)
        self._changes.announce(Change.BACKUPS)
        return proof

    def _mark_of(self, line: BackupLine) -> str:
        return self.second.mark if line.place and self.second is not None else ""

    def remove(self, line: BackupLine) -> None:
        """Take a backup away, one that failed above all. Raises DiskProblem."""
        with disk_problems(line.path):
            line.path.unlink(missing_ok=True)
        with self._database.write(Action.REMOVE_BACKUP, _SUBJECT) as connection:
            proofs = load_backup_proofs(connection)
            proofs.pop(proof_key(line.path, self._mark_of(line)), None)
            store_backup_proofs(connection, proofs)
        self._changes.announce(Change.BACKUPS)

    def keep_by(self, rules: KeepRules) -> None:
        """Keep backups by other rules from the next one on."""
        with self._database.write(Action.SAVE_SETTINGS, _SUBJECT) as connection:
            store_keep_rules(connection, rules)
        self._changes.announce(Change.BACKUPS)

    def practise(self, line: BackupLine, passphrase: str) -> Drill:
        """The yearly drill with this backup; remembers the day. Raises what ``drill.practise`` raises."""
        from jeugdhulp_desktop.services.backups.drill import practise  # the way back knows this package

        with self._database.maintenance() as raw:
            now = vault_facts(raw)
        drill = practise(line.path, self._folder, passphrase, now, self._clock)
        with self._database.write(Action.PRACTISE_RESTORE, _SUBJECT) as connection:
            store_last_drill(connection, local_today(self._clock))
        self._changes.announce(Change.BACKUPS)
        return drill

    def check(self) -> list[Proof]:
        """Every proof that the vault is whole: the database, the header's copy, and the last backups."""
        files = self._files
        proofs = run_checks(self._database)
        same = read_start(files.header, _HEADER) == read_start(files.header_backup, _HEADER)
        proofs.append(Proof("header-copy", same, "" if same else "differs"))
        last, away, there = self.last(), self.last_away(), self._there()
        path = files.backups / last.file_name if last else None
        if path is not None and path.exists():  # a backup on a stick is not always there
            proofs.append(_prove("last-backup", path, self._database))
        copy = there / away.file_name if there is not None and away is not None else None
        if copy is not None and copy.exists():
            proofs.append(_prove("second-backup", copy, self._database))
        return proofs

    def counts(self) -> dict[str, int]:
        """How many records the vault holds, by table; pupils are a picking list and are not counted."""
        with self._database.maintenance() as raw:
            return counts(raw)

    def last(self) -> Backup | None:
        """The last proven backup of this vault."""
        with self._database.read() as connection:
            return load_last_backup(connection)

    def last_away(self) -> Backup | None:
        """The last one in the second place."""
        with self._database.read() as connection:
            return load_backup_away(connection)

    def clear_up(self) -> None:
        """Put right what a process that ended in the middle left in the vault's own folder; at opening."""
        with suppress(DiskProblem), disk_problems(self._files.backups):
            remove_partials(self._files.backups)
            last = self.last()
            if last and not last.place and (name := find_renamed(self._files.backups, last.file_name)):
                self._note_renamed(last, name)

    def _note_renamed(self, last: Backup, name: str) -> Backup:
        renamed = Backup(**{**vars(last), "file_name": name})
        with self._database.write(Action.MAKE_BACKUP, _SUBJECT) as connection:
            store_last_backup(connection, renamed)
        self._changes.announce(Change.BACKUPS)
        return renamed

    def _changed(self, last: Backup | None) -> bool:
        if last is None:
            return True
        with self._database.read() as connection:
            mark, proofs = work_mark(_driver_of(connection)), load_backup_proofs(connection)
        look = proofs.get(proof_key(self._files.backups / last.file_name))
        failed = look is not None and bool(look.failed)
        return mark != last.mark or bool(last.place) or failed or not self._stands(last)

    def _stands(self, last: Backup) -> bool:
        """Whether its file is there, and of this vault: a new key gives the vault another id."""
        with suppress(DiskProblem, NotOurFile, MadeByNewerVersion):
            return read_manifest(self._files.backups / last.file_name).vault_id == self._vault_id
        return False


def _driver_of(connection: Connection) -> object:
    return connection.connection.dbapi_connection


def _failed_of(fault: WorldError) -> str:
    """Which proof failed."""
    return fault.reason if isinstance(fault, DamagedDatabase) else "not-ours"


def _prove(name: str, path: Path, database: Database) -> Proof:
    try:
        prove_backup(path, database)
    except (DamagedDatabase, NotOurFile, MadeByNewerVersion) as fault:
        return Proof(name, False, type(fault).__name__)
    return Proof(name, True)
