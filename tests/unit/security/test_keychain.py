import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend

from jeugdhulp_desktop.domain.errors import DamagedHeader, DiskProblem, KeyringUnavailable, NotValid
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keychain import SERVICE, SystemKeyring
from jeugdhulp_desktop.security.vault import (
    VaultKeys,
    change_passphrase,
    forget_keyring,
    read_vault_info,
    remember_in_keyring,
    unlock_with_keyring,
    unlock_with_passphrase,
)
from tests.unit.security.conftest import NEW_PASSPHRASE, PASSPHRASE, MemoryKeyring, Vault, make_vault


def reason(vault: Vault, backend: KeyringBackend) -> str:
    with pytest.raises(KeyringUnavailable) as unavailable:
        unlock_with_keyring(vault.folder, SystemKeyring(backend))
    return unavailable.value.reason


@contextmanager
def system_keyring(backend: KeyringBackend) -> Iterator[None]:
    """What keyring finds on this machine."""
    before = keyring.core._keyring_backend
    keyring.set_keyring(backend)
    yield
    keyring.core._keyring_backend = before


def test_a_laptop_that_was_told_to_remember_opens_the_vault(
    vault: Vault, memory_keyring: MemoryKeyring
) -> None:
    with system_keyring(memory_keyring):
        remember_in_keyring(vault.folder, vault.keys, SystemKeyring())
        opened = unlock_with_keyring(vault.folder, SystemKeyring())
    assert (opened.vault_id, opened.data_key) == (vault.keys.vault_id, vault.keys.data_key)
    assert read_vault_info(vault.folder).has_keyring
    assert unlock_with_passphrase(vault.folder, PASSPHRASE).data_key == vault.keys.data_key


def test_the_keyring_never_holds_the_data_key_or_a_name(vault: Vault, memory_keyring: MemoryKeyring) -> None:
    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    ((where, secret),) = memory_keyring.entries.items()
    assert where == (SERVICE, vault.keys.vault_id.hex())
    assert vault.keys.data_key.hex() not in secret


def test_remembering_again_ends_what_was_remembered(vault: Vault, memory_keyring: MemoryKeyring) -> None:
    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    old = dict(memory_keyring.entries)
    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    assert unlock_with_keyring(vault.folder, SystemKeyring(memory_keyring)).data_key == vault.keys.data_key
    memory_keyring.entries = old
    assert reason(vault, memory_keyring) == "stale"


def test_f04_every_way_in_which_a_keyring_can_fail_has_its_reason_and_changes_nothing(
    vault: Vault, memory_keyring: MemoryKeyring
) -> None:
    assert reason(vault, memory_keyring) == "missing"  # never told to remember
    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    header, where = vault.files.header.read_bytes(), (SERVICE, vault.keys.vault_id.hex())
    memory_keyring.entries[where] = stale = "ab" * 32
    assert reason(vault, memory_keyring) == "stale"
    for broken in ("no hexadecimal", "\ud800", "ab"):
        memory_keyring.entries[where] = broken
        assert reason(vault, memory_keyring) == "stale"
    memory_keyring.entries[where] = ""
    assert reason(vault, memory_keyring) == "empty"
    del memory_keyring.entries[where]
    assert reason(vault, memory_keyring) == "empty"  # None: a Windows password reset, a new profile (F5)
    memory_keyring.entries[where] = stale
    memory_keyring.lock()
    assert reason(vault, memory_keyring) == "failing"
    assert reason(vault, keyring.backends.null.Keyring()) == "missing"
    assert reason(vault, keyring.backends.fail.Keyring()) == "missing"
    assert memory_keyring.entries == {where: stale}
    assert vault.files.header.read_bytes() == header
    assert unlock_with_passphrase(vault.folder, PASSPHRASE).data_key == vault.keys.data_key


def test_f05_after_a_reset_the_passphrase_opens_and_the_entry_is_made_again(
    vault: Vault, memory_keyring: MemoryKeyring
) -> None:
    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    memory_keyring.entries.clear()
    keys = unlock_with_passphrase(vault.folder, PASSPHRASE)
    remember_in_keyring(vault.folder, keys, SystemKeyring(memory_keyring))
    assert unlock_with_keyring(vault.folder, SystemKeyring(memory_keyring)).data_key == keys.data_key


def test_f04_an_entry_is_never_overwritten_with_keys_that_are_not_proven(
    vault: Vault, memory_keyring: MemoryKeyring
) -> None:
    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    before = dict(memory_keyring.entries)
    with pytest.raises(DamagedHeader):
        remember_in_keyring(
            vault.folder, VaultKeys(vault.keys.vault_id, bytes(32), 1), SystemKeyring(memory_keyring)
        )
    assert memory_keyring.entries == before


def test_f04_a_keyring_that_does_not_keep_what_it_is_given_is_not_relied_on(vault: Vault) -> None:
    class Forgetful(MemoryKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            self.entries[service, username] = password[:10]

    before = vault.files.header.read_bytes()
    with pytest.raises(KeyringUnavailable) as unavailable:
        remember_in_keyring(vault.folder, vault.keys, SystemKeyring(Forgetful()))
    assert unavailable.value.reason == "failing"
    assert vault.files.header.read_bytes() == before


def test_f04_a_locked_keyring_is_told_when_remembering_and_forgetting(
    vault: Vault, memory_keyring: MemoryKeyring
) -> None:
    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    memory_keyring.lock()
    with pytest.raises(KeyringUnavailable):
        remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    assert forget_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring)) is False
    memory_keyring.raises = None
    assert reason(vault, memory_keyring) == "missing"  # revoked all the same: the entry opens nothing


def test_forgetting_takes_slot_and_entry_away_and_can_be_done_twice(
    vault: Vault, memory_keyring: MemoryKeyring
) -> None:
    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    assert forget_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring)) is True
    assert memory_keyring.entries == {}
    assert not read_vault_info(vault.folder).has_keyring
    generation = read_vault_info(vault.folder).generation
    assert forget_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring)) is False
    assert read_vault_info(vault.folder).generation == generation


def test_a_shared_account_is_never_remembered(tmp_path: Path, memory_keyring: MemoryKeyring) -> None:
    vault = make_vault(tmp_path / "v", shared_account=True)
    with pytest.raises(NotValid) as refused:
        remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    assert [each.code for each in refused.value.problems] == ["shared-account"]
    assert memory_keyring.entries == {}


def test_a_new_passphrase_leaves_the_keyring_slot_as_it_is(
    vault: Vault, memory_keyring: MemoryKeyring
) -> None:
    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    assert unlock_with_keyring(vault.folder, SystemKeyring(memory_keyring)).data_key == vault.keys.data_key


def test_f16_a_header_that_cannot_be_written_leaves_a_stale_entry_and_the_passphrase(
    vault: Vault, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    def full(*_: object) -> None:
        raise OSError(28, "full")

    remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DiskProblem):
            remember_in_keyring(vault.folder, vault.keys, SystemKeyring(memory_keyring))
    assert reason(vault, memory_keyring) == "stale"
    assert unlock_with_passphrase(vault.folder, PASSPHRASE).data_key == vault.keys.data_key


def test_on_windows_the_secret_stays_on_this_machine() -> None:
    class Roaming(MemoryKeyring):
        persist = "enterprise"

    class Chain(MemoryKeyring):
        backends: list[KeyringBackend]

    alone, in_chain, chain = Roaming(), Roaming(), Chain()
    chain.backends = [in_chain]
    for backend in (alone, chain):
        SystemKeyring(backend).set("account", "secret")
    assert (alone.persist, in_chain.persist) == ("local machine", "local machine")
    assert not hasattr(chain, "persist")


def test_a_back_end_that_keeps_passwords_in_a_plain_file_is_none() -> None:
    class PlainFile(MemoryKeyring):
        priority = 0.5  # type: ignore[assignment]

    backend = PlainFile()
    with pytest.raises(KeyringUnavailable) as unavailable:
        SystemKeyring(backend).set("account", "secret")
    assert unavailable.value.reason == "missing"
    assert backend.entries == {}


def test_f04_errors_of_the_libraries_below_a_back_end_are_failures_too(
    monkeypatch: pytest.MonkeyPatch, memory_keyring: MemoryKeyring
) -> None:
    library = ModuleType("pywintypes")

    class error(Exception):  # noqa: N801 - its name on Windows
        """What pywintypes raises; it derives from Exception only."""

    library.error = error  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pywintypes", library)
    for raised in (error, OSError, RuntimeError):
        memory_keyring.raises = raised
        for use in (
            lambda: SystemKeyring(memory_keyring).get("account"),
            lambda: SystemKeyring(memory_keyring).set("account", "secret"),
            lambda: SystemKeyring(memory_keyring).delete("account"),
        ):
            with pytest.raises(KeyringUnavailable) as unavailable:
                use()
            assert unavailable.value.reason == "failing"


def test_a_bug_is_not_taken_for_a_failing_keyring(memory_keyring: MemoryKeyring) -> None:
    memory_keyring.raises = ZeroDivisionError
    with pytest.raises(ZeroDivisionError):
        SystemKeyring(memory_keyring).get("account")


def test_f04_without_the_library_or_with_one_that_cannot_start_there_is_no_keyring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> None:
        raise RuntimeError("no bus")

    with monkeypatch.context() as patch:
        patch.setattr(keyring, "get_keyring", broken)
        with pytest.raises(KeyringUnavailable) as unavailable:
            SystemKeyring().get("account")
        assert unavailable.value.reason == "missing"
    monkeypatch.setitem(sys.modules, "keyring", None)  # what Python does when an import has failed
    with pytest.raises(KeyringUnavailable) as unavailable:
        SystemKeyring().get("account")
    assert unavailable.value.reason == "missing"
