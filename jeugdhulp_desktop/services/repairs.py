"""The check of the vault with its counters, and the repair of what can be computed again.

Repaired is only what follows from other rows, and the copy of the header: never what somebody typed. The
vault is copied as it was found first, since a vault with a failing proof cannot be a proven backup.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from jeugdhulp_desktop.files import disk_problems, make_folder, write_whole
from jeugdhulp_desktop.security.changes import renew_header_backup
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.services.backups import BackupService
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.clock import Clock, local_now
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import Proof, check_content
from jeugdhulp_desktop.storage.damage import found_name
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.repairs import CASE_ORDER, LAST_CONTACT, SEARCH_KEYS, find_differences, repair

HEADER_COPY = "header-copy"
REPAIRABLE = frozenset({LAST_CONTACT, CASE_ORDER, SEARCH_KEYS, HEADER_COPY})


@dataclass(frozen=True)
class Repaired:
    """How many rows of each kind were written again, and where the vault stays as it was found."""

    counts: dict[str, int]
    kept: Path | None = None


class RepairService:
    """Checks and repairs one open vault."""

    def __init__(
        self, database: Database, changes: Changes, clock: Clock, backups: BackupService, *, keys: VaultKeys,
        folder: Path,
    ) -> None:  # fmt: skip
        self._database, self._changes, self._clock, self._backups = database, changes, clock, backups
        self._keys, self._files = keys, VaultFiles(folder)

    def quick(self) -> list[Proof]:
        """The proofs about what stands in the tables, and that each page can be read; for after a crash."""
        with self._database.maintenance() as raw:
            readable = [row[0] for row in raw.execute("PRAGMA quick_check(1)")] == ["ok"]
            proofs = check_content(raw)
        return [Proof("integrity", readable, "" if readable else "quick"), *self._with_keys(proofs)]

    def check(self) -> list[Proof]:
        """Every proof there is, the backups too."""
        return self._with_keys(self._backups.check())

    def repair(self) -> Repaired:
        """Compute again what differs, in one write with its line; nothing is done when nothing differs.

        Raises DiskProblem or DamagedDatabase; then the vault is as it was.
        """
        with self._database.read() as connection:
            found = find_differences(connection)
        copy = not self._same_header()
        if not found and not copy:
            return Repaired({})
        kept = self._keep()
        counts: dict[str, int] = {}
        if found:
            with self._database.write(Action.REPAIR, "vault") as connection:
                counts = repair(connection, find_differences(connection))
        if copy and renew_header_backup(self._files.folder, self._keys):
            counts[HEADER_COPY] = 1
        self._changes.announce(Change.CASES, Change.PUPILS, Change.RELATIONS, Change.BACKUPS)
        return Repaired(counts, kept)

    def _with_keys(self, proofs: list[Proof]) -> list[Proof]:
        """The proofs with those that need folding, which SQLite cannot do."""
        with self._database.read() as connection:
            counted = Counter(each.name for each in find_differences(connection))
        told = {proof.name: proof for proof in proofs}
        for name in (LAST_CONTACT, CASE_ORDER, SEARCH_KEYS):
            count = counted[name]
            if count or name not in told:
                told[name] = Proof(name, not count, str(count) if count else "")
        return list(told.values())

    def _same_header(self) -> bool:
        with disk_problems(self._files.header):
            copy = self._files.header_backup
            return copy.exists() and copy.read_bytes() == self._files.header.read_bytes()

    def _keep(self) -> Path:
        """The vault as it was found: its database and header, in a folder beside the backups."""
        files = self._files
        kept = found_name(files.backups, local_now(self._clock))
        with disk_problems(kept):
            make_folder(kept)
            header = files.header.read_bytes()
        self._database.copy_into(kept / files.database.name)
        write_whole(kept / files.header.name, header)
        return kept
