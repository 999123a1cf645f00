"""A new key for a vault, for when a stranger may know the passphrase and have had a copy of it.

Another passphrase keeps nobody out of a copy: the data key in it is the same. Here the vault is exported into
a new file with a key, a salt and an id of its own, proven like a backup, and placed (faults.md "Changing the
passphrase"). The header of the new key stands ready beside the old one before that: one rename of the
database decides which of the two counts, so whatever cuts it off leaves one vault that opens, with the old
passphrase before that rename and with the new one after it.

Old backups hold the old key. No header can help them: they are named, and kept or deleted.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from jeugdhulp_desktop.domain.errors import (
    DamagedHeader,
    DiskProblem,
    NotValid,
    VaultInUse,
    WorldError,
    WrongPassphrase,
)
from jeugdhulp_desktop.files import disk_problems, read_start, write_whole
from jeugdhulp_desktop.security.changes import confirm_recovery, renew_header_backup
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import ID_BYTES, Header, SlotKind, pack
from jeugdhulp_desktop.security.kdf import KEY_BYTES, KdfCost, calibrate
from jeugdhulp_desktop.security.keychain import Keyring, SystemKeyring, forget_entries
from jeugdhulp_desktop.security.keys import VaultKeys, open_packed, proven_header
from jeugdhulp_desktop.security.passphrase import check_usable
from jeugdhulp_desktop.security.recovery_code import RecoveryCode, new_code
from jeugdhulp_desktop.security.slots import seal_passphrase, seal_secret
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.backups import back_up, told
from jeugdhulp_desktop.services.backups.second_place import find_place, make_place
from jeugdhulp_desktop.services.clock import Clock, local_now, system_clock
from jeugdhulp_desktop.services.found_copies import found_copies, remove_kept
from jeugdhulp_desktop.services.machine import machine_id
from jeugdhulp_desktop.settings import BackupPlace
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.backup_copies import copy_backup
from jeugdhulp_desktop.storage.backup_header import own_backups
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.rekey import export_with_key
from jeugdhulp_desktop.storage.restoring import holds_unwritten, place_database, ready_folder
from jeugdhulp_desktop.storage.setting_queries import (
    forget_backups,
    load_generation,
    load_settings,
    store_backup_away,
    store_earlier_id,
    store_generation,
    store_last_backup,
)
from jeugdhulp_desktop.storage.vault_lock import VaultLock

STEPS = (
    "De kluis wordt overgezet naar een nieuwe sleutel.",
    "De nieuwe kluis wordt op zijn plaats gezet.",
    "Er wordt een back-up gemaakt en gecontroleerd.",
)


@dataclass(frozen=True)
class NewKey:
    """What was made. ``code`` is shown once; ``old`` are backups that only the old key opens.

    ``second``: the second place of the backups under its new id; None when there was none, or it could not
    be reached. ``no_backup``: why the new backup could not be made; the vault itself has its new key then.
    """

    keys: VaultKeys = field(repr=False)
    code: RecoveryCode = field(repr=False)
    old: tuple[Path, ...]
    second: BackupPlace | None = None
    no_backup: WorldError | None = None


def make_new_key(
    folder: Path,
    keys: VaultKeys,
    present: str,
    new: str,
    *,
    cost: KdfCost | None = None,
    keyring: Keyring | None = None,
    second: BackupPlace | None = None,
    clock: Clock = system_clock,
    step: Callable[[str, int, int], object] = lambda _text, _done, _all: None,
) -> NewKey:
    """The closed vault in ``folder`` under a new key, with ``new`` as its passphrase and a new recovery code.

    ``present`` proves who asks. Raises WrongPassphrase, NotValid, VaultInUse, DamagedHeader, DamagedDatabase,
    NotEnoughMemory, DiskProblem; then the vault is what it was. What this laptop remembered of it ends.
    """
    if problems := check_usable(new):
        raise NotValid(problems)
    if unlock_with_passphrase(folder, present).data_key != keys.data_key:
        raise WrongPassphrase
    files = VaultFiles(folder)
    fresh = VaultKeys(os.urandom(ID_BYTES), os.urandom(KEY_BYTES), 0)
    # Whichever of the two ids a process that is killed leaves, this computer takes its own lock for its own.
    lock = VaultLock(folder, f"{machine_id(keys.vault_id)} {machine_id(fresh.vault_id)}")
    lock.acquire(local_now(clock).isoformat(timespec="seconds"))
    try:
        step(STEPS[0], 0, len(STEPS))
        header, code = _next_header(files, keys, fresh, new, cost or calibrate())
        fresh = VaultKeys(fresh.vault_id, fresh.data_key, header.generation)
        with ready_folder(folder) as ready:
            copy = ready / files.database.name
            _export(files, keys, fresh, copy, clock)
            step(STEPS[1], 1, len(STEPS))
            _place(files, header, fresh, new, copy)
        # The vault has its new key: whatever fails from here on may not hide the code that goes with it. The
        # copy of the header is renewed at the next opening, and a lock that names who is gone is passed over.
        with suppress(WorldError):
            renew_header_backup(folder, fresh)
        forget_entries(keys.vault_id, keyring or SystemKeyring())
        step(STEPS[2], 2, len(STEPS))
        there = find_place(second) if second else None
        moved = _same_place(there, folder, fresh) if there else None
        failed = _back_up(files, fresh, clock, moved)
        return NewKey(fresh, code, _of_old_key(files.backups, there, keys), moved, failed)
    finally:
        with suppress(DiskProblem):
            lock.release()


def _of_old_key(backups: Path, there: Path | None, keys: VaultKeys) -> tuple[Path, ...]:
    folders = [backups] if there is None else [backups, there]
    old = [path for folder in folders for path, _manifest in own_backups(folder, keys.vault_id)]
    return (*old, *(copy.folder for copy in found_copies(backups, keys.vault_id)))


def _same_place(there: Path, vault: Path, fresh: VaultKeys) -> BackupPlace | None:
    """The second place again, marked with the new id; None when nothing can be written there now."""
    try:
        return make_place(there, vault, fresh.vault_id.hex())
    except (DiskProblem, NotValid):
        return None


def confirm_code(folder: Path, keys: VaultKeys) -> None:
    """The new recovery code was typed back from paper."""
    confirm_recovery(folder, keys)


def delete_old(folder: Path, paths: tuple[Path, ...], keys: VaultKeys) -> tuple[Path, ...]:
    """Delete backups of the old key; those that could not go.

    From no place goes anything while no new one stands there, and here (F26).
    """
    places = {VaultFiles(folder).backups, *(path.parent for path in paths)}
    without = {place for place in places if not own_backups(place, keys.vault_id)}
    if VaultFiles(folder).backups in without:
        return paths
    left = []
    for path in paths:
        if path.parent in without:
            left.append(path)
            continue
        try:
            remove_kept(path)
        except DiskProblem:
            left.append(path)
    return tuple(left)


def _next_header(
    files: VaultFiles, keys: VaultKeys, fresh: VaultKeys, passphrase: str, cost: KdfCost
) -> tuple[Header, RecoveryCode]:
    """The header of the new key: name and answers of the old one, no other way in than the two new ones."""
    old = proven_header(files, keys)
    known = _known_generation(files, keys)
    if old.generation < known:
        raise DamagedHeader("older")
    code = new_code()
    slots = (
        seal_passphrase(passphrase, cost, fresh.data_key, fresh.vault_id),
        seal_secret(SlotKind.RECOVERY, code.secret, fresh.data_key, fresh.vault_id),
    )
    generation = max(old.generation, known) + 1
    header = Header(
        fresh.vault_id, generation, old.name, slots, demo=old.demo, shared_account=old.shared_account
    )
    return header, code


def _known_generation(files: VaultFiles, keys: VaultKeys) -> int:
    database = open_database(files.database, keys.data_key, keys.vault_id)
    try:
        with database.read() as connection:
            return load_generation(connection)
    finally:
        database.close()  # with its WAL in the file: what is exported is all there is


def _export(files: VaultFiles, keys: VaultKeys, fresh: VaultKeys, copy: Path, clock: Clock) -> None:
    if holds_unwritten(files.database):
        raise VaultInUse
    export_with_key(files.database, (keys.data_key, keys.vault_id), copy, (fresh.data_key, fresh.vault_id))
    database = _opened(copy, fresh, clock)
    try:
        with database.write(Action.CHANGE_KEYS, "new-key") as connection:
            store_generation(connection, fresh.generation)
            store_earlier_id(connection, keys.vault_id.hex())
            forget_backups(connection)
    finally:
        database.close()


def _place(files: VaultFiles, header: Header, fresh: VaultKeys, passphrase: str, copy: Path) -> None:
    """The header stands ready and is proven by opening it; then the database is renamed into its place."""
    data = pack(header, fresh.data_key)
    write_whole(files.header_next, data)
    opened = open_packed(data, header, SlotKind.PASSPHRASE, passphrase)
    if opened is None or opened.data_key != fresh.data_key:
        raise DamagedHeader("not-proven")
    try:
        place_database(copy, files.database)
    except WorldError:
        if read_start(files.database, ID_BYTES) != fresh.vault_id:
            with disk_problems(files.header_next):
                files.header_next.unlink(missing_ok=True)
        raise


def _back_up(
    files: VaultFiles, fresh: VaultKeys, clock: Clock, second: BackupPlace | None
) -> WorldError | None:
    """The first backup of the new key, also in the second place when that is there.

    The vault has that key already, so a full disk is only told; a stick that takes no copy gets it later.
    """
    try:
        database = _opened(files.database, fresh, clock)
        try:
            proven = back_up(database, files.folder, local_now(clock))
            last = told(proven)
            with database.write(Action.MAKE_BACKUP, "backup") as connection:
                store_last_backup(connection, last)
            if second is not None:
                with suppress(DiskProblem):
                    copy = copy_backup(proven.path, second.folder)
                    away = replace(last, file_name=copy.name, place=second.name)
                    with database.write(Action.MAKE_BACKUP, "backup") as connection:
                        store_backup_away(connection, away)
        finally:
            database.close()
    except WorldError as failed:
        return failed
    return None


def _opened(path: Path, keys: VaultKeys, clock: Clock) -> Database:
    database = open_database(path, keys.data_key, keys.vault_id, clock=lambda: local_now(clock))
    with database.read() as connection:
        database.who = load_settings(connection).user_name
    return database
