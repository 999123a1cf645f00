import contextlib
import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import argon2.low_level
import pytest

from jeugdhulp_desktop.domain.errors import (
    DamagedHeader,
    DiskProblem,
    NotValid,
    WorldError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from jeugdhulp_desktop.security.kdf import TESTING, KdfCost
from jeugdhulp_desktop.security.keychain import SystemKeyring
from jeugdhulp_desktop.security.recovery_code import RecoveryCode
from jeugdhulp_desktop.security.vault import (
    VaultKeys,
    adopt_older_header,
    change_details,
    change_passphrase,
    confirm_recovery,
    read_vault_info,
    recover_header,
    remember_in_keyring,
    renew_header_backup,
    replace_recovery_code,
    reset_after_recovery,
    unlock_with_passphrase,
    unlock_with_recovery_code,
)
from tests.unit.security.conftest import NEW_PASSPHRASE, PASSPHRASE, MemoryKeyring, Vault, make_vault

DISK_CALLS = (
    (tempfile, "mkstemp"),
    (os, "fdopen"),
    (os, "fsync"),
    (os, "replace"),
    (os, "open"),
    (Path, "read_bytes"),
)


class Killed(BaseException):
    """The process is gone: nothing catches this."""


def opens(vault: Vault, passphrase: str) -> bool:
    try:
        return unlock_with_passphrase(vault.folder, passphrase) == vault.keys
    except WrongPassphrase:
        return False


def opens_with_code(vault: Vault, code: RecoveryCode) -> bool:
    try:
        return unlock_with_recovery_code(vault.folder, code.text) == vault.keys
    except WrongRecoveryCode:
        return False


def same_keys(first: VaultKeys, second: VaultKeys) -> bool:
    return (first.vault_id, first.data_key) == (second.vault_id, second.data_key)


def ways_in(vault: Vault) -> set[str]:
    """Which of the two passphrases open the vault, with its own key."""
    found = set()
    for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
        try:
            if same_keys(unlock_with_passphrase(vault.folder, passphrase), vault.keys):
                found.add(passphrase)
        except WrongPassphrase:
            pass
    return found


def fail_at(monkeypatch: pytest.MonkeyPatch, number: int, fault: Callable[[], BaseException]) -> list[int]:
    """From the ``number``-th call to the disk on, every call fails; returns the running count."""
    count = [0]

    def wrapped(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **named: object) -> object:
            count[0] += 1
            if count[0] >= number:
                raise fault()
            return real(*args, **named)

        return call

    for owner, name in DISK_CALLS:
        monkeypatch.setattr(owner, name, wrapped(getattr(owner, name)))
    return count


def test_after_a_change_only_the_new_passphrase_opens(vault: Vault) -> None:
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    assert ways_in(vault) == {NEW_PASSPHRASE}
    assert same_keys(unlock_with_recovery_code(vault.folder, vault.code.text), vault.keys)
    assert not read_vault_info(vault.folder).change_unfinished
    assert vault.files.header.read_bytes() == vault.files.header_backup.read_bytes()


def test_a_change_takes_the_cost_it_is_given(vault: Vault) -> None:
    from jeugdhulp_desktop.security.header_file import read_header

    cost = KdfCost(20 * 1024, 2)
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, cost)
    assert [slot.cost for slot in read_header(vault.files)[1].slots] == [cost, None]


@pytest.mark.parametrize("fault", [Killed, lambda: OSError(errno.ENOSPC, "full")], ids=["killed", "full"])
def test_f09_f16_whatever_cuts_a_change_off_the_old_or_the_new_passphrase_opens(
    tmp_path: Path, fault: Callable[[], BaseException]
) -> None:
    """Every single call to the disk fails once, and everything after it."""
    number, seen = 0, set()
    while True:
        number += 1
        vault = make_vault(tmp_path / f"{number}")
        with pytest.MonkeyPatch.context() as patch:
            count = fail_at(patch, number, fault)
            with contextlib.suppress(Killed, DiskProblem):
                change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
        open_now = frozenset(ways_in(vault))
        seen.add(open_now)
        assert open_now, f"no way in after call {number}"
        assert same_keys(unlock_with_recovery_code(vault.folder, vault.code.text), vault.keys)
        assert read_vault_info(vault.folder).change_unfinished == (len(open_now) == 2)
        if count[0] < number:
            break
    assert number > 15
    assert seen == {
        frozenset({PASSPHRASE}),
        frozenset({PASSPHRASE, NEW_PASSPHRASE}),
        frozenset({NEW_PASSPHRASE}),
    }


def test_f09_a_change_that_was_cut_off_is_finished_by_making_it_again(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fail_at(patch, 8, Killed)
        with pytest.raises(Killed):
            change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    assert ways_in(vault) == {PASSPHRASE, NEW_PASSPHRASE}
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    assert ways_in(vault) == {NEW_PASSPHRASE}


def test_f09_a_real_kill_at_every_call_leaves_a_way_in(tmp_path: Path) -> None:
    """In processes of their own that end without any clean-up."""
    vault = make_vault(tmp_path / "Kluis")
    program = """
import os, sys, tempfile
from pathlib import Path
from jeugdhulp_desktop.domain.errors import WrongPassphrase
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.vault import VaultFiles, change_passphrase, unlock_with_passphrase

folder, old, new = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
files = VaultFiles(folder)
sound = files.header.read_bytes()
keys = unlock_with_passphrase(folder, old)

def die_at(number):
    count = [0]
    def wrapped(real):
        def call(*args, **named):
            count[0] += 1
            if count[0] == number:
                os._exit(9)
            result = real(*args, **named)
            count[0] += 1
            if count[0] == number:
                os._exit(9)
            return result
        return call
    for owner, name in ((tempfile, "mkstemp"), (os, "fsync"), (os, "replace")):
        setattr(owner, name, wrapped(getattr(owner, name)))

for number in range(1, 99):
    files.header.write_bytes(sound)
    files.header_backup.write_bytes(sound)
    child = os.fork()
    if not child:
        die_at(number)
        change_passphrase(folder, keys, new, TESTING)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ways = []
    for text in (old, new):
        try:
            ways.append(unlock_with_passphrase(folder, text).data_key == keys.data_key)
        except WrongPassphrase:
            ways.append(False)
    print(code, *ways)
    if code == 0:
        break
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(vault.folder), PASSPHRASE, NEW_PASSPHRASE],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert len(lines) == 25  # three whole writes: make, sync, rename, sync the folder, each before and after
    assert {line.split()[0] for line in lines[:-1]} == {"9"}
    assert lines[-1] == "0 False True"
    assert all("True" in line for line in lines)
    keys = unlock_with_passphrase(vault.folder, NEW_PASSPHRASE)
    assert list(vault.folder.glob(".*.deel"))  # what the killed ones left behind
    renew_header_backup(vault.folder, keys)
    assert not list(vault.folder.glob(".*.deel"))


def test_f09_a_slot_that_does_not_open_never_replaces_the_old_one(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memory fault while the new slot is sealed: what comes out of Argon2id is one bit off."""
    real, calls = argon2.low_level.hash_secret_raw, [0]

    def one_bit_off(**named: object) -> bytes:
        calls[0] += 1
        key = real(**named)  # type: ignore[arg-type]
        return bytes([key[0] ^ 1]) + key[1:] if calls[0] == 1 else key

    with monkeypatch.context() as patch:
        patch.setattr(argon2.low_level, "hash_secret_raw", one_bit_off)
        with pytest.raises(DamagedHeader) as damaged:
            change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    assert damaged.value.reason == "not-proven"
    assert ways_in(vault) == {PASSPHRASE}


def test_changing_to_the_same_passphrase_makes_a_new_slot(vault: Vault) -> None:
    change_passphrase(vault.folder, vault.keys, PASSPHRASE, TESTING)
    assert ways_in(vault) == {PASSPHRASE}
    assert not read_vault_info(vault.folder).change_unfinished


def test_a_passphrase_that_cannot_be_typed_again_is_refused(vault: Vault) -> None:
    before = vault.files.header.read_bytes()
    with pytest.raises(NotValid):
        change_passphrase(vault.folder, vault.keys, "", TESTING)
    with pytest.raises(NotValid):
        reset_after_recovery(vault.folder, vault.keys, "\udcff", TESTING)
    assert vault.files.header.read_bytes() == before


def test_after_recovery_old_passphrase_and_old_code_are_over(vault: Vault) -> None:
    confirm_recovery(vault.folder, vault.keys)
    keys = unlock_with_recovery_code(vault.folder, vault.code.text)
    code = reset_after_recovery(vault.folder, keys, NEW_PASSPHRASE, TESTING)
    assert ways_in(vault) == {NEW_PASSPHRASE}
    assert same_keys(unlock_with_recovery_code(vault.folder, code.text), vault.keys)
    with pytest.raises(WrongRecoveryCode):
        unlock_with_recovery_code(vault.folder, vault.code.text)
    assert not read_vault_info(vault.folder).recovery_confirmed


def test_a_new_recovery_code_ends_the_old_one_and_leaves_the_passphrase(vault: Vault) -> None:
    confirm_recovery(vault.folder, vault.keys)
    code = replace_recovery_code(vault.folder, vault.keys)
    assert same_keys(unlock_with_recovery_code(vault.folder, code.text), vault.keys)
    with pytest.raises(WrongRecoveryCode):
        unlock_with_recovery_code(vault.folder, vault.code.text)
    assert ways_in(vault) == {PASSPHRASE}
    assert not read_vault_info(vault.folder).recovery_confirmed


def test_the_recovery_code_is_confirmed_until_there_is_a_new_one(vault: Vault) -> None:
    assert not read_vault_info(vault.folder).recovery_confirmed
    confirm_recovery(vault.folder, vault.keys)
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    assert read_vault_info(vault.folder).recovery_confirmed


def test_every_change_raises_the_generation(vault: Vault) -> None:
    generations = [read_vault_info(vault.folder).generation]
    for change in (
        lambda: confirm_recovery(vault.folder, vault.keys),
        lambda: replace_recovery_code(vault.folder, vault.keys),
        lambda: change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING),
    ):
        change()
        generations.append(read_vault_info(vault.folder).generation)
    assert generations == sorted(set(generations))
    assert unlock_with_passphrase(vault.folder, NEW_PASSPHRASE).generation == generations[-1]


def test_f06_an_old_header_put_back_has_an_older_generation(vault: Vault) -> None:
    old = vault.files.header.read_bytes()
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    known = read_vault_info(vault.folder).generation
    vault.files.header.write_bytes(old)
    assert unlock_with_passphrase(vault.folder, PASSPHRASE).generation < known


def test_f06_an_old_header_from_a_backup_can_be_made_the_newest_again(vault: Vault) -> None:
    from_backup = vault.files.header.read_bytes()
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    known = read_vault_info(vault.folder).generation
    vault.files.header.write_bytes(b"")
    recover_header(vault.folder, source=from_backup)
    adopt_older_header(vault.folder, unlock_with_passphrase(vault.folder, PASSPHRASE), known)
    assert read_vault_info(vault.folder).generation == known + 1
    assert ways_in(vault) == {PASSPHRASE}


def test_nothing_is_changed_with_the_keys_of_another_vault(vault: Vault, tmp_path: Path) -> None:
    other = make_vault(tmp_path / "Andere school")
    before = vault.files.header.read_bytes()
    forged = VaultKeys(vault.keys.vault_id, bytes(32), 1)
    for keys, reason in ((other.keys, "other-vault"), (forged, "tampered")):
        for change in (
            lambda keys=keys: change_passphrase(vault.folder, keys, NEW_PASSPHRASE, TESTING),
            lambda keys=keys: replace_recovery_code(vault.folder, keys),
            lambda keys=keys: confirm_recovery(vault.folder, keys),
            lambda keys=keys: renew_header_backup(vault.folder, keys),
            lambda keys=keys: adopt_older_header(vault.folder, keys, 9),
        ):
            with pytest.raises(DamagedHeader) as damaged:
                change()
            assert damaged.value.reason == reason
    assert vault.files.header.read_bytes() == before


def test_f09_a_copy_that_stayed_behind_is_brought_up_to_date_after_unlocking(vault: Vault) -> None:
    old = vault.files.header_backup.read_bytes()
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    assert not renew_header_backup(vault.folder, vault.keys)
    for content in (old, b"", None):
        if content is None:
            vault.files.header_backup.unlink()
        else:
            vault.files.header_backup.write_bytes(content)
        assert renew_header_backup(vault.folder, vault.keys)
        vault.files.header.write_bytes(b"broken")
        recover_header(vault.folder)
        assert ways_in(vault) == {NEW_PASSPHRASE}


def test_f18_a_folder_that_became_read_only_is_told_and_the_old_passphrase_stays(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fail_at(patch, 1, lambda: PermissionError(errno.EACCES, "read-only"))
        with pytest.raises(WorldError) as problem:
            change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    assert isinstance(problem.value, DiskProblem)
    assert problem.value.code == "denied"
    assert ways_in(vault) == {PASSPHRASE}


def test_a_school_that_takes_another_name_renames_its_vault(vault: Vault) -> None:
    change_details(vault.folder, vault.keys, name=" Kindcentrum De Boog ")
    assert read_vault_info(vault.folder).name == "Kindcentrum De Boog"
    assert not read_vault_info(vault.folder).shared_account
    assert ways_in(vault) == {PASSPHRASE}
    with pytest.raises(NotValid):
        change_details(vault.folder, vault.keys, name=" ")
    assert read_vault_info(vault.folder).name == "Kindcentrum De Boog"


def test_an_account_that_becomes_shared_ends_the_keyring(vault: Vault, memory_keyring: MemoryKeyring) -> None:
    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    change_details(vault.folder, vault.keys, shared_account=False)
    assert read_vault_info(vault.folder).has_keyring
    change_details(vault.folder, vault.keys, shared_account=True)
    info = read_vault_info(vault.folder)
    assert (info.shared_account, info.has_keyring, info.name) == (True, False, "De Regenboog")
