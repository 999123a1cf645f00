"""Red wat leesbaar is: a new database of the rows that can still be read, proven before it is placed.

For when no backup is good, or when the last one is older than what can still be read. As with a restore the
damaged vault is kept as it was found, and nothing of it is touched before ``carry_out``.
"""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DamagedDatabase
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.keys import VaultKeys, proven_header
from jeugdhulp_desktop.services.clock import Clock, local_now, system_clock
from jeugdhulp_desktop.services.machine import machine_id
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.damage import found_name
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.migrate import create_vault_database
from jeugdhulp_desktop.storage.repairs import find_differences, repair
from jeugdhulp_desktop.storage.restoring import (
    database_files,
    keep_as_found,
    place_database,
    ready_folder,
)
from jeugdhulp_desktop.storage.salvage import Saved, salvage
from jeugdhulp_desktop.storage.setting_queries import load_generation, load_settings, store_generation
from jeugdhulp_desktop.storage.vault_lock import VaultLock


@dataclass(frozen=True)
class SalvageReport:
    """What came along, by table; ``damaged`` lost some rows, ``loose`` went with what they belonged to."""

    rows: dict[str, int]
    loose: dict[str, int]
    damaged: tuple[str, ...]


class SalvageAtHand:
    """What could be saved stands ready beside the vault; the lock is held until ``close``.

    Raises DamagedDatabase when nothing can be read ("first-page"), when the tables are of an older version
    ("schema"), or with the name of a proof that the result does not hold; VaultInUse, DiskProblem.
    """

    def __init__(
        self,
        folder: Path,
        keys: VaultKeys,
        tell: Callable[[str], object] = lambda _step: None,
        *,
        clock: Clock = system_clock,
    ) -> None:
        self._files, self._keys, self._now = VaultFiles(folder), keys, local_now(clock)
        self._header = proven_header(self._files, keys)
        self._stack = ExitStack()
        with ExitStack() as stack:
            lock = VaultLock(folder, machine_id(keys.vault_id))
            lock.acquire(self._now.isoformat(timespec="seconds"))
            stack.callback(lock.release)
            self._ready = stack.enter_context(ready_folder(folder)) / self._files.database.name
            tell("saving")
            saved = self._save(tell)
            self._stack = stack.pop_all()
        self.report = SalvageReport(saved.rows, saved.loose, saved.damaged)

    def _save(self, tell: Callable[[str], object]) -> Saved:
        keys = self._keys
        target = create_vault_database(self._ready, keys.data_key, keys.vault_id, clock=lambda: self._now)
        try:
            saved = salvage(self._files.database, keys.data_key, keys.vault_id, target)
            self._finish(target)
            tell("checking")
            failed = [proof.name for proof in run_checks(target) if not proof.ok]
        finally:
            target.close()
        if failed:
            raise DamagedDatabase(failed[0])
        return saved

    def _finish(self, target: Database) -> None:
        """What follows from other rows, the generation of the header, and the line of what was done."""
        with target.read() as connection, suppress(ValueError):  # a settings row may be among what is lost
            target.who = load_settings(connection).user_name
        with target.write(Action.SALVAGE, "vault") as connection:
            repair(connection, find_differences(connection))
            store_generation(connection, max(self._header.generation, load_generation(connection)))

    def carry_out(self) -> Path:
        """Keep the vault as it was found, and put what was saved in its place; where it was kept."""
        try:
            files = self._files
            kept = found_name(files.backups, self._now)
            found = (*database_files(files.database), files.header, files.header_backup)
            keep_as_found(found, self._ready.parent, kept)
            place_database(self._ready, files.database)
            return kept
        finally:
            self.close()

    def close(self) -> None:
        """Leave everything as it is now. May be called twice."""
        self._stack.close()
