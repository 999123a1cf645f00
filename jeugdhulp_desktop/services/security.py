"""How well the vault is protected, as facts: for the user, and for the school's data protection officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.domain.places import Place
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.hardening import measures
from jeugdhulp_desktop.security.header import SlotKind
from jeugdhulp_desktop.security.header_file import read_header
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today
from jeugdhulp_desktop.services.disk_encryption import DiskEncryption, disk_encryption
from jeugdhulp_desktop.services.keys import KeyService, KeyState
from jeugdhulp_desktop.services.places import look_at, stray_copies
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.audit_queries import begun_at, last_done
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.setting_queries import load_last_backup, load_settings

__all__ = ["DiskEncryption", "KeyCost", "SecurityFacts", "SecurityService"]

_ANY_WAY = "vault"  # in the audit: keys that were changed before the database was open


@dataclass(frozen=True)
class KeyCost:
    """What one guess of the passphrase costs: MiB of memory, passes over it, lanes beside one another."""

    memory_mib: int
    passes: int
    lanes: int


@dataclass(frozen=True)
class SecurityFacts:
    """Everything that can be told without asking the system for long.

    The days are local. A way in that was changed before the vault was opened (after "wachtwoord vergeten")
    counts for passphrase and code both. ``measures``: what this platform can do for a process, and whether it
    holds for this one.
    """

    folder: Path
    database_version: str  # "SQLCipher 4.19.0"
    cost: KeyCost
    keys: KeyState
    passphrase_since: date | None
    recovery_since: date | None
    keyring_since: date | None  # None when no laptop remembers the vault
    backup: Backup | None
    place: Place
    copies: tuple[str, ...]
    measures: dict[str, bool]


class SecurityService:
    """Reads the facts of one open vault."""

    def __init__(self, database: Database, clock: Clock, folder: Path, keys: KeyService) -> None:
        self._database = database
        self._clock = clock
        self._folder = folder
        self._keys = keys
        self._disk: DiskEncryption | None = None

    def facts(self) -> SecurityFacts:
        """How it is now. Raises DamagedHeader, DiskProblem."""
        _data, header = read_header(VaultFiles(self._folder))
        cost = next(slot.cost for slot in header.slots_of(SlotKind.PASSPHRASE) if slot.cost)
        state = self._keys.state()
        with self._database.maintenance() as raw:
            version = str(raw.execute("PRAGMA cipher_version").fetchone()[0])
        return SecurityFacts(
            folder=self._folder,
            database_version=f"SQLCipher {version.split(maxsplit=1)[0]}",
            cost=KeyCost(cost.memory_kib // 1024, cost.time_cost, cost.parallelism),
            keys=state,
            passphrase_since=self._since("passphrase"),
            recovery_since=self._since("recovery-code"),
            keyring_since=self._since("remember") if state.remembered else None,
            backup=self._last_backup(),
            place=look_at(self._folder),
            copies=stray_copies(self._folder),
            measures=measures(),
        )

    def disk(self) -> DiskEncryption:
        """The encryption of the laptop's disk, asked once: it may take seconds on Windows."""
        if self._disk is None:
            self._disk = disk_encryption()
        return self._disk

    def sheet(self, verdict: str, lines: Sequence[tuple[str, str, str, str]], limits: Sequence[str]) -> bytes:
        """The page as a PDF for the data protection officer, noted in the audit.

        A line is its title, the verdict in a word, how it stands, and the technical side. The words are those
        of the window, so that paper and screen never differ.
        """
        from jeugdhulp_desktop import __version__
        from jeugdhulp_desktop.reports.security_pdf import SecuritySheet, SheetLine, render

        with self._database.read() as connection:
            user = load_settings(connection).user_name
        made = SecuritySheet(
            vault_name=read_header(VaultFiles(self._folder))[1].name,
            user=user,
            today=local_today(self._clock),
            program=f"Jeugdhulp Desktop {__version__}",
            verdict=verdict,
            lines=tuple(SheetLine(*line) for line in lines),
            limits=tuple(limits),
        )
        pdf = render(made)
        with self._database.write(Action.SAVE_DOCUMENT_AS, "security"):
            pass  # the audit line is the write: a paper about the vault left it
        return pdf

    def _since(self, what: str) -> date | None:
        with self._database.read() as connection:
            moment = last_done(connection, Action.CHANGE_KEYS, (what, _ANY_WAY)) or begun_at(connection)
        return local_now(lambda: moment).date() if moment is not None else None

    def _last_backup(self) -> Backup | None:
        with self._database.read() as connection:
            return load_last_backup(connection)
