"""Making, opening and re-keying a vault's header: the door to this package.

Everything that changes the header proves the data key against it first, writes whole files only, and raises
``generation``. A caller with the database open keeps ``read_vault_info(folder).generation`` in it after each
change: a header that is older than the database knows was put back by somebody.
"""

import os
from pathlib import Path

from jeugdhulp_desktop.domain.errors import (
    KeyringUnavailable,
    NotOurFile,
    NotValid,
    WrongPassphrase,
    WrongRecoveryCode,
)
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.domain.text import clean
from jeugdhulp_desktop.files import disk_problems, make_folder, read_start, write_whole
from jeugdhulp_desktop.security.changes import (
    adopt_older_header,
    change_details,
    change_passphrase,
    confirm_recovery,
    forget_keyring,
    remember_in_keyring,
    renew_header_backup,
    replace_recovery_code,
    reset_after_recovery,
)
from jeugdhulp_desktop.security.files import README, VaultFiles
from jeugdhulp_desktop.security.header import ID_BYTES, Header, SlotKind
from jeugdhulp_desktop.security.header_file import (
    VaultInfo,
    check_database_belongs,
    check_name,
    lived_here,
    read_header,
    read_vault_info,
    recover_header,
)
from jeugdhulp_desktop.security.kdf import KEY_BYTES, KdfCost
from jeugdhulp_desktop.security.keychain import Keyring, account_of
from jeugdhulp_desktop.security.keys import VaultKeys, open_header, write_both
from jeugdhulp_desktop.security.passphrase import check_usable
from jeugdhulp_desktop.security.recovery_code import RecoveryCode, new_code, parse
from jeugdhulp_desktop.security.slots import seal_passphrase, seal_secret

__all__ = [
    "RecoveryCode",
    "VaultFiles",
    "VaultInfo",
    "VaultKeys",
    "adopt_older_header",
    "change_details",
    "change_passphrase",
    "check_database_belongs",
    "confirm_recovery",
    "create_vault",
    "forget_keyring",
    "read_vault_info",
    "recover_header",
    "remember_in_keyring",
    "renew_header_backup",
    "replace_recovery_code",
    "reset_after_recovery",
    "unlock_with_keyring",
    "unlock_with_passphrase",
    "unlock_with_recovery_code",
]


def create_vault(
    folder: Path,
    *,
    name: str,
    passphrase: str,
    cost: KdfCost,
    demo: bool = False,
    shared_account: bool = False,
) -> tuple[VaultKeys, RecoveryCode]:
    """A new vault without a database: folder (for this user only), note and header.

    How strong the passphrase is, is ``check_passphrase``'s business, with the school's words. Raises NotValid
    (folder "vault-exists", name, passphrase), NotOurFile when a file of another program stands in the
    place of one of ours (F11), NotEnoughMemory, DiskProblem.
    """
    files = VaultFiles(folder)
    name = clean(name).strip()
    _check_new(files, name, passphrase)
    vault_id, data_key, code = os.urandom(ID_BYTES), os.urandom(KEY_BYTES), new_code()
    slots = (
        seal_passphrase(passphrase, cost, data_key, vault_id),
        seal_secret(SlotKind.RECOVERY, code.secret, data_key, vault_id),
    )
    header = Header(vault_id, 1, name, slots, demo=demo, shared_account=shared_account)
    with disk_problems(folder):
        make_folder(folder, 0o700)
    if read_start(files.readme, 0) is None:
        write_whole(files.readme, README.replace("\n", "\r\n").encode())
    write_both(files, header, data_key)
    return VaultKeys(vault_id, data_key, header.generation), code


def unlock_with_passphrase(folder: Path, passphrase: str) -> VaultKeys:
    """The keys of the vault. Raises WrongPassphrase, NotEnoughMemory, and what ``read_vault_info`` raises.

    The header alone is asked, not vault.db: see ``check_database_belongs``.
    """
    keys = open_header(VaultFiles(folder), SlotKind.PASSPHRASE, passphrase)
    if keys is None:
        raise WrongPassphrase
    return keys


def unlock_with_recovery_code(folder: Path, text: str) -> VaultKeys:
    """The keys of the vault; ``reset_after_recovery`` comes next.

    Raises WrongRecoveryCode with the groups that are wrong (F10), without groups when every group is right in
    itself and the code is just not this vault's.
    """
    files = VaultFiles(folder)
    code = parse(text)
    keys = open_header(files, SlotKind.RECOVERY, code.secret)
    if keys is None:
        slips = (
            place for place, near in code.near_misses() if open_header(files, SlotKind.RECOVERY, near.secret)
        )
        raise WrongRecoveryCode([*slips])
    return keys


def unlock_with_keyring(folder: Path, keyring: Keyring) -> VaultKeys:
    """The keys of the vault, if this laptop remembers them.

    Raises KeyringUnavailable: missing (no keyring, or the vault was not to be remembered), empty, failing, or
    stale (the entry is of an earlier slot). The entry is left as it is, whatever happens (F4).
    """
    files = VaultFiles(folder)
    _, header = read_header(files)
    if not header.slots_of(SlotKind.KEYRING):
        raise KeyringUnavailable("missing")
    entry = keyring.get(account_of(header.vault_id))
    if not entry:
        raise KeyringUnavailable("empty")
    try:
        keys = open_header(files, SlotKind.KEYRING, bytes.fromhex(entry))
    except ValueError:
        keys = None
    if keys is None:
        raise KeyringUnavailable("stale")
    return keys


def _check_new(files: VaultFiles, name: str, passphrase: str) -> None:
    problems = [*check_usable(passphrase), *check_name(name)]
    if lived_here(files):
        problems.append(problem("folder", "vault-exists"))
    if problems:
        raise NotValid(problems)
    with disk_problems(files.folder):
        ours = (files.header, files.header_backup, files.database)
        foreign = any(path.exists() or path.is_symlink() for path in ours)
        if foreign or (files.folder.exists() and not files.folder.is_dir()):
            raise NotOurFile
