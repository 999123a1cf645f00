"""Changing who can open the vault: each change proves the keys first and leaves a way in at every moment."""

import os
from dataclasses import replace
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DamagedHeader, KeyringUnavailable, NotValid
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.domain.text import clean
from jeugdhulp_desktop.files import disk_problems, read_start, write_whole
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import LARGEST, Header, Slot, SlotKind, pack
from jeugdhulp_desktop.security.header_file import check_name, read_header
from jeugdhulp_desktop.security.kdf import KEY_BYTES, KdfCost
from jeugdhulp_desktop.security.keychain import Keyring, account_of, forget_entries
from jeugdhulp_desktop.security.keys import VaultKeys, proven_header, write_both
from jeugdhulp_desktop.security.passphrase import check_usable
from jeugdhulp_desktop.security.recovery_code import RecoveryCode, new_code
from jeugdhulp_desktop.security.slots import open_slot, seal_passphrase, seal_secret

# A PIN is bound to what the keyring keeps: it ends when that does.
_OF_THIS_LAPTOP = {SlotKind.KEYRING, SlotKind.PIN}


def change_passphrase(folder: Path, keys: VaultKeys, new_passphrase: str, cost: KdfCost) -> None:
    """Only the new passphrase opens the vault from now on; older backups still open with the old one.

    Whatever cuts it off, the old or the new one works, and perhaps both (F9, ``change_unfinished``).
    """
    _exchange(folder, keys, _passphrase_slot(keys, new_passphrase, cost))


def reset_after_recovery(folder: Path, keys: VaultKeys, new_passphrase: str, cost: KdfCost) -> RecoveryCode:
    """A new passphrase and a new recovery code, since the sheet was taken out of the safe."""
    code = new_code()
    _exchange(folder, keys, _passphrase_slot(keys, new_passphrase, cost) | _code_slot(keys, code))
    return code


def replace_recovery_code(folder: Path, keys: VaultKeys) -> RecoveryCode:
    """A new recovery code, not confirmed yet; the old one ends now."""
    code = new_code()
    _exchange(folder, keys, _code_slot(keys, code))
    return code


def confirm_recovery(folder: Path, keys: VaultKeys) -> None:
    """Notes in the header that the recovery code was typed back from paper."""
    files = VaultFiles(folder)
    header = proven_header(files, keys)
    write_both(files, _next(header, recovery_confirmed=True), keys.data_key)


def change_details(
    folder: Path, keys: VaultKeys, *, name: str | None = None, shared_account: bool | None = None
) -> None:
    """Another name, or another answer to whether several people use this account of the laptop.

    Where they do, the keyring may not open the vault any more. Raises NotValid (name).
    """
    files = VaultFiles(folder)
    header = proven_header(files, keys)
    if name is not None:
        header = replace(header, name=clean(name).strip())
    if problems := check_name(header.name):
        raise NotValid(problems)
    if shared_account is not None:
        header = replace(header, shared_account=shared_account)
    if header.shared_account:
        header = replace(header, slots=_without(header, _OF_THIS_LAPTOP))
    write_both(files, _next(header), keys.data_key)


def remember_in_keyring(folder: Path, keys: VaultKeys, keyring: Keyring) -> None:
    """Lets this laptop's keyring open the vault; only after the keys were proven against the header (F4).

    Raises NotValid (keyring "shared-account") where several people use this account, KeyringUnavailable; then
    the header is as it was.
    """
    files = VaultFiles(folder)
    header = proven_header(files, keys)
    if header.shared_account:
        raise NotValid([problem("keyring", "shared-account")])
    secret = os.urandom(KEY_BYTES)
    account = account_of(header.vault_id)
    keyring.set(account, secret.hex())
    if keyring.get(account) != secret.hex():
        raise KeyringUnavailable("failing")
    slot = seal_secret(SlotKind.KEYRING, secret, keys.data_key, header.vault_id)
    others = _without(header, _OF_THIS_LAPTOP)
    write_both(files, _next(header, slots=(*others, slot)), keys.data_key)


def forget_keyring(folder: Path, keys: VaultKeys, keyring: Keyring) -> bool:
    """Ends what the keyring may open; returns whether its worthless entry could be deleted too."""
    files = VaultFiles(folder)
    header = proven_header(files, keys)
    if header.slots_of(SlotKind.KEYRING):
        write_both(files, _next(header, slots=_without(header, _OF_THIS_LAPTOP)), keys.data_key)
    return forget_entries(header.vault_id, keyring)


def adopt_older_header(folder: Path, keys: VaultKeys, known_generation: int) -> None:
    """Makes a header from a backup the newest one, after the user was told that it is older than the vault.

    Without it a vault whose header and copy were both lost could only be refused as "older" for ever. The
    passphrase and the recovery code of the time of that backup are valid again: change them afterwards.
    """
    files = VaultFiles(folder)
    header = proven_header(files, keys)
    newest = max(header.generation, known_generation)
    write_both(files, replace(header, generation=newest + 1), keys.data_key)


def renew_header_backup(folder: Path, keys: VaultKeys) -> bool:
    """Makes ``vault.header.bak`` equal to the header again; True when it was not.

    For after unlocking: a change that was cut off leaves a copy that still opens with the old passphrase, and
    temporary files with headers of that moment, which go as well. So does a header that stood ready for a new
    key: it took its place, or it came to nothing.
    """
    files = VaultFiles(folder)
    proven_header(files, keys)
    data, _ = read_header(files)
    with disk_problems(files.folder):
        for left_over in files.folder.glob(".*.deel"):
            left_over.unlink(missing_ok=True)
    if read_start(files.header, LARGEST) != data:
        write_whole(files.header, data)
    renewed = read_start(files.header_backup, LARGEST) != data
    if renewed:
        write_whole(files.header_backup, data)
    with disk_problems(files.header_next):
        files.header_next.unlink(missing_ok=True)
    return renewed


def _exchange(folder: Path, keys: VaultKeys, fresh: dict[Slot, str | bytes]) -> None:
    """``fresh`` added, proven by opening them from the disk, old slots of those kinds dropped (F9)."""
    files = VaultFiles(folder)
    header = proven_header(files, keys)
    both = _next(header, slots=(*fresh, *header.slots))
    write_whole(files.header, pack(both, keys.data_key))
    written = read_header(files)[1]
    for slot, secret in fresh.items():
        if slot not in written.slots or open_slot(slot, secret, keys.vault_id) != keys.data_key:
            raise DamagedHeader("not-proven")
    kinds = {slot.kind for slot in fresh}
    confirmed = header.recovery_confirmed and SlotKind.RECOVERY not in kinds
    final = _next(both, slots=(*fresh, *_without(header, kinds)), recovery_confirmed=confirmed)
    write_both(files, final, keys.data_key)


def _passphrase_slot(keys: VaultKeys, passphrase: str, cost: KdfCost) -> dict[Slot, str | bytes]:
    if problems := check_usable(passphrase):
        raise NotValid(problems)
    return {seal_passphrase(passphrase, cost, keys.data_key, keys.vault_id): passphrase}


def _code_slot(keys: VaultKeys, code: RecoveryCode) -> dict[Slot, str | bytes]:
    return {seal_secret(SlotKind.RECOVERY, code.secret, keys.data_key, keys.vault_id): code.secret}


def _next(header: Header, **changes: object) -> Header:
    return replace(header, generation=header.generation + 1, **changes)  # type: ignore[arg-type]


def _without(header: Header, kinds: set[SlotKind]) -> tuple[Slot, ...]:
    return tuple(slot for slot in header.slots if slot.kind not in kinds)
