"""Leaving: the vault goes from this computer, once somebody else has it.

Keys first: without header and copy the database is noise, whatever the disk keeps of it. So a process that is
killed halfway leaves a vault that opens, or one that never does again; nothing in between can be read.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, NotOurFile
from jeugdhulp_desktop.files import disk_problems
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import SlotKind
from jeugdhulp_desktop.security.keychain import Keyring, SystemKeyring, forget_entries
from jeugdhulp_desktop.security.keys import VaultKeys, proven_header
from jeugdhulp_desktop.services.backups.drill import clear_scratch
from jeugdhulp_desktop.services.clock import Clock, local_now, system_clock
from jeugdhulp_desktop.services.found_copies import found_copies, remove_kept
from jeugdhulp_desktop.services.machine import machine_id
from jeugdhulp_desktop.storage.backup import remove_partials
from jeugdhulp_desktop.storage.backup_header import own_backups
from jeugdhulp_desktop.storage.engine import open_database
from jeugdhulp_desktop.storage.restoring import clear_ready, database_files
from jeugdhulp_desktop.storage.setting_queries import load_earlier_ids
from jeugdhulp_desktop.storage.vault_lock import VaultLock


@dataclass(frozen=True)
class Erased:
    """What became of it: how many backups went, what stayed in the folder because it is not of this vault,
    and whether the keyring let go of its entry."""

    backups: int
    left: tuple[Path, ...]
    entry_gone: bool


def erase_vault(
    folder: Path, keys: VaultKeys, *, keyring: Keyring | None = None, clock: Clock = system_clock
) -> Erased:
    """The closed vault in ``folder`` with its backups there, and what this laptop's keyring has of it.

    Never undone. Raises VaultInUse, DamagedHeader (the header is not of these keys) and DiskProblem: what was
    not erased then, can be erased by asking again.
    """
    files = VaultFiles(folder)
    lock = VaultLock(folder, machine_id(keys.vault_id))
    lock.acquire(local_now(clock).isoformat(timespec="seconds"))
    try:
        remembered = proven_header(files, keys).slots_of(SlotKind.KEYRING)
        backups = _kept(files, keys)
        with disk_problems(folder):
            for path in backups:  # while the keys are there: when this stops halfway, the vault still opens
                remove_kept(path)
            remove_partials(files.backups)
            for path in _in_order(files):
                path.unlink(missing_ok=True)
            clear_ready(folder)
            clear_scratch(folder)
    finally:
        lock.release()
    with disk_problems(folder):
        files.lock.unlink(missing_ok=True)
    for empty in (files.backups, folder):
        with suppress(OSError):  # of others: it stays
            empty.rmdir()
    left = tuple(sorted(each for each in folder.rglob("*") if each.is_file())) if folder.is_dir() else ()
    entry_gone = forget_entries(keys.vault_id, keyring or SystemKeyring())
    return Erased(len(backups), left, entry_gone or not remembered)


def _kept(files: VaultFiles, keys: VaultKeys) -> list[Path]:
    """Backups of this vault, also of before a new key, and copies of it as it was found: each of them opens
    with a passphrase."""
    earlier: tuple[str, ...] = ()
    with (
        suppress(DamagedDatabase, DiskProblem, NotOurFile),  # then nobody knows of a key of before
        closing(open_database(files.database, keys.data_key, keys.vault_id)) as database,
        database.read() as connection,
    ):
        earlier = load_earlier_ids(connection)
    ids = (keys.vault_id, *map(bytes.fromhex, earlier))
    kept = [path for each in ids for path, _manifest in own_backups(files.backups, each)]
    return kept + [copy.folder for each in ids for copy in found_copies(files.backups, each)]


def _in_order(files: VaultFiles) -> Iterator[Path]:
    """Every copy of the keys, the database, and what stands beside it."""
    yield files.header_backup
    yield files.header_next
    yield from files.folder.glob("vault.header.apart-*")
    yield files.header
    yield from files.folder.glob(".*.deel")
    yield from database_files(files.database)
    yield files.erasures
    yield files.readme
