"""The PIN of the second unlock: what opens, what counts, and what ends it."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.errors import (
    DamagedHeader,
    KeyringUnavailable,
    NotEnoughMemory,
    NotValid,
    WrongPin,
)
from jeugdhulp_desktop.security import slots
from jeugdhulp_desktop.security.changes import (
    change_details,
    change_passphrase,
    forget_keyring,
    remember_in_keyring,
)
from jeugdhulp_desktop.security.header import SlotKind, pack, unpack
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keychain import SERVICE, SystemKeyring, counter_of
from jeugdhulp_desktop.security.keys import open_packed
from jeugdhulp_desktop.security.pin import TRIES, check_pin, remove_pin, set_pin, tries_left, unlock_with_pin
from jeugdhulp_desktop.security.slots import PinSecret
from jeugdhulp_desktop.security.vault import (
    read_vault_info,
    unlock_with_keyring,
    unlock_with_passphrase,
    unlock_with_recovery_code,
)
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from tests.migrations.test_released_vaults import RELEASED
from tests.unit.security.conftest import NEW_PASSPHRASE, PASSPHRASE, MemoryKeyring, Vault, make_vault

PIN, WRONG = "274916", "274917"


@pytest.fixture
def keyring(memory_keyring: MemoryKeyring) -> SystemKeyring:
    return SystemKeyring(memory_keyring)


@pytest.fixture
def pinned(vault: Vault, keyring: SystemKeyring) -> Vault:
    """A vault that this laptop remembers, with a PIN."""
    remember_in_keyring(vault.folder, vault.keys, keyring)
    set_pin(vault.folder, vault.keys, PIN, keyring, TESTING)
    return vault


def left_after_wrong(vault: Vault, keyring: SystemKeyring) -> int:
    with pytest.raises(WrongPin) as wrong:
        unlock_with_pin(vault.folder, WRONG, keyring)
    return wrong.value.left


def test_the_pin_opens_the_vault_beside_everything_that_opened_it_before(
    pinned: Vault, keyring: SystemKeyring
) -> None:
    assert unlock_with_pin(pinned.folder, PIN, keyring).data_key == pinned.keys.data_key
    assert unlock_with_passphrase(pinned.folder, PASSPHRASE).data_key == pinned.keys.data_key
    assert unlock_with_keyring(pinned.folder, keyring).data_key == pinned.keys.data_key
    assert unlock_with_recovery_code(pinned.folder, pinned.code.text).data_key == pinned.keys.data_key
    assert read_vault_info(pinned.folder).has_pin
    assert tries_left(pinned.folder, keyring) == TRIES


def test_five_wrong_tries_end_the_pin_and_what_the_laptop_remembers(
    pinned: Vault, keyring: SystemKeyring, memory_keyring: MemoryKeyring
) -> None:
    assert [left_after_wrong(pinned, keyring) for _ in range(TRIES)] == [4, 3, 2, 1, 0]
    assert memory_keyring.entries == {}
    for way in (
        lambda: unlock_with_pin(pinned.folder, PIN, keyring),
        lambda: unlock_with_keyring(pinned.folder, keyring),
    ):
        with pytest.raises(KeyringUnavailable):
            way()
    assert tries_left(pinned.folder, keyring) == 0
    assert unlock_with_passphrase(pinned.folder, PASSPHRASE).data_key == pinned.keys.data_key


def test_a_right_pin_gives_the_tries_back(pinned: Vault, keyring: SystemKeyring) -> None:
    assert left_after_wrong(pinned, keyring) == 4
    assert left_after_wrong(pinned, keyring) == 3
    unlock_with_pin(pinned.folder, PIN, keyring)
    assert left_after_wrong(pinned, keyring) == 4


def test_f6_files_copied_back_and_a_restart_give_no_try_back(
    pinned: Vault, memory_keyring: MemoryKeyring
) -> None:
    kept = {each: each.read_bytes() for each in (pinned.files.header, pinned.files.header_backup)}
    for expected in (4, 3, 2, 1, 0):
        for file, data in kept.items():
            file.write_bytes(data)
        assert left_after_wrong(pinned, SystemKeyring(memory_keyring)) == expected
    for file, data in kept.items():
        file.write_bytes(data)
    with pytest.raises(KeyringUnavailable):
        unlock_with_pin(pinned.folder, PIN, SystemKeyring(memory_keyring))


def test_a_try_is_counted_before_it_is_made(
    pinned: Vault, keyring: SystemKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_arguments: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as ended:
        ended.setattr(slots, "derive", killed)
        with pytest.raises(KeyboardInterrupt):
            unlock_with_pin(pinned.folder, PIN, keyring)
    assert tries_left(pinned.folder, keyring) == 4


def test_f8_a_try_that_memory_forbade_is_given_back(
    pinned: Vault, keyring: SystemKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> bytes:
        raise NotEnoughMemory(64)

    with monkeypatch.context() as small:
        small.setattr(slots, "derive", full)
        with pytest.raises(NotEnoughMemory):
            unlock_with_pin(pinned.folder, PIN, keyring)
    assert tries_left(pinned.folder, keyring) == TRIES


def test_the_digits_alone_or_the_keyring_alone_open_nothing(
    pinned: Vault, memory_keyring: MemoryKeyring
) -> None:
    data = pinned.files.header.read_bytes()
    header = unpack(data)
    secret = bytes.fromhex(memory_keyring.entries[SERVICE, pinned.keys.vault_id.hex()])
    for guess in (
        PIN,
        secret,
        PinSecret(PIN, os.urandom(32)),
        PinSecret(WRONG, secret),
        PinSecret("", secret),
    ):
        assert open_packed(data, header, SlotKind.PIN, guess) is None
    assert open_packed(data, header, SlotKind.PIN, PinSecret(PIN, secret)) is not None


def test_f4_a_keyring_that_keeps_no_count_allows_no_try(
    pinned: Vault, keyring: SystemKeyring, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_keyring, "set_password", lambda *_: None)
    with pytest.raises(KeyringUnavailable) as unavailable:
        unlock_with_pin(pinned.folder, PIN, keyring)
    assert unavailable.value.reason == "failing"


@pytest.mark.parametrize("counted", ["6", "0", "-1", "05", "vijf", None])
def test_a_count_that_cannot_be_is_no_pin(
    pinned: Vault, keyring: SystemKeyring, memory_keyring: MemoryKeyring, counted: str | None
) -> None:
    where = (SERVICE, counter_of(pinned.keys.vault_id))
    if counted is None:
        del memory_keyring.entries[where]
    else:
        memory_keyring.entries[where] = counted
    assert tries_left(pinned.folder, keyring) == 0
    with pytest.raises(KeyringUnavailable) as unavailable:
        unlock_with_pin(pinned.folder, PIN, keyring)
    assert unavailable.value.reason == "no-pin"


def test_f4_what_the_keyring_lost_is_told_and_the_passphrase_opens(
    pinned: Vault, keyring: SystemKeyring, memory_keyring: MemoryKeyring
) -> None:
    where = (SERVICE, pinned.keys.vault_id.hex())
    memory_keyring.entries[where] = "geen hexadecimaal"
    with pytest.raises(KeyringUnavailable, match="stale"):
        unlock_with_pin(pinned.folder, PIN, keyring)
    del memory_keyring.entries[where]
    with pytest.raises(KeyringUnavailable, match="empty"):
        unlock_with_pin(pinned.folder, PIN, keyring)
    assert tries_left(pinned.folder, keyring) == 0
    memory_keyring.lock()
    assert tries_left(pinned.folder, keyring) == 0
    assert unlock_with_passphrase(pinned.folder, PASSPHRASE).data_key == pinned.keys.data_key


def test_no_pin_where_the_vault_is_not_remembered_or_the_account_is_shared(
    vault: Vault, keyring: SystemKeyring, memory_keyring: MemoryKeyring, tmp_path: Path
) -> None:
    with pytest.raises(KeyringUnavailable, match="empty"):
        set_pin(vault.folder, vault.keys, PIN, keyring, TESTING)
    memory_keyring.entries[SERVICE, vault.keys.vault_id.hex()] = "ab" * 32
    with pytest.raises(KeyringUnavailable, match="stale"):
        set_pin(vault.folder, vault.keys, PIN, keyring, TESTING)
    shared = make_vault(tmp_path / "Gedeeld", shared_account=True)
    with pytest.raises(NotValid):
        set_pin(shared.folder, shared.keys, PIN, keyring, TESTING)
    with pytest.raises(NotValid):
        set_pin(vault.folder, vault.keys, "123456", keyring, TESTING)
    assert tries_left(vault.folder, keyring) == 0


def test_a_pin_is_changed_and_removed_and_remembering_stays(
    pinned: Vault, keyring: SystemKeyring, memory_keyring: MemoryKeyring
) -> None:
    left_after_wrong(pinned, keyring)
    set_pin(pinned.folder, pinned.keys, "9051837", keyring, TESTING)
    assert tries_left(pinned.folder, keyring) == TRIES
    assert unlock_with_pin(pinned.folder, "9051837", keyring).data_key == pinned.keys.data_key
    remove_pin(pinned.folder, pinned.keys, keyring)
    assert not read_vault_info(pinned.folder).has_pin
    assert list(memory_keyring.entries) == [(SERVICE, pinned.keys.vault_id.hex())]
    assert unlock_with_keyring(pinned.folder, keyring).data_key == pinned.keys.data_key
    generation = read_vault_info(pinned.folder).generation
    remove_pin(pinned.folder, pinned.keys, keyring)  # there is none any more: nothing is written
    assert read_vault_info(pinned.folder).generation == generation


def test_the_pin_ends_with_what_it_is_bound_to(pinned: Vault, keyring: SystemKeyring) -> None:
    change_passphrase(pinned.folder, pinned.keys, NEW_PASSPHRASE, TESTING)
    assert read_vault_info(pinned.folder).has_pin  # it is no part of the passphrase
    remember_in_keyring(pinned.folder, pinned.keys, keyring)
    assert not read_vault_info(pinned.folder).has_pin
    set_pin(pinned.folder, pinned.keys, PIN, keyring, TESTING)
    assert forget_keyring(pinned.folder, pinned.keys, keyring)
    assert not read_vault_info(pinned.folder).has_pin
    remember_in_keyring(pinned.folder, pinned.keys, keyring)
    set_pin(pinned.folder, pinned.keys, PIN, keyring, TESTING)
    change_details(pinned.folder, pinned.keys, shared_account=True)
    assert read_vault_info(pinned.folder).slot_kinds.count(SlotKind.PIN) == 0


@pytest.mark.parametrize(
    ("digits", "code"),
    [
        ("", "required"),
        ("12345a", "not-digits"),
        ("１２３４５６", "not-digits"),
        ("27491", "too-short"),
        ("2749162749161", "too-long"),
        ("123456", "too-guessable"),
        ("987654", "too-guessable"),
        ("000000", "too-guessable"),
        ("121212", "too-guessable"),
        ("274274", "too-guessable"),
        ("112112112", "too-guessable"),
        (PIN, None),
        ("2749163", None),
        ("135792", None),
    ],
)
def test_a_pin_is_six_to_twelve_digits_without_a_pattern(digits: str, code: str | None) -> None:
    assert [found.code for found in check_pin(digits)] == ([code] if code else [])


# --- the header


def test_a_header_without_a_pin_is_the_one_of_before_to_the_byte() -> None:
    """The header of a released vault, read and written again by this program."""
    for folder in RELEASED:
        data = (folder / "vault.header").read_bytes()
        assert data[8:10] == b"\0\1"
        keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
        assert pack(unpack(data), keys.data_key) == data


def test_only_a_header_with_a_pin_is_of_version_2_and_its_other_slots_are_those_of_before(
    pinned: Vault, keyring: SystemKeyring
) -> None:
    data = pinned.files.header.read_bytes()
    assert data[8:10] == b"\0\2"
    remove_pin(pinned.folder, pinned.keys, keyring)
    after = pinned.files.header.read_bytes()
    assert after[8:10] == b"\0\1"
    assert set(unpack(after).slots) < set(unpack(data).slots)
    assert unlock_with_passphrase(pinned.folder, PASSPHRASE).data_key == pinned.keys.data_key


def test_f06_a_version_that_does_not_fit_its_slots_is_damage(pinned: Vault, keyring: SystemKeyring) -> None:
    def with_version(data: bytes, version: int) -> bytes:
        changed = data[:8] + bytes([0, version]) + data[10:-32]
        return changed + hashlib.sha256(changed).digest()

    with_pin = pinned.files.header.read_bytes()
    remove_pin(pinned.folder, pinned.keys, keyring)
    for data in (with_version(with_pin, 1), with_version(pinned.files.header.read_bytes(), 2)):
        with pytest.raises(DamagedHeader, match="layout"):
            unpack(data)


def test_f07_a_pin_slot_out_of_bounds_is_refused_while_reading(pinned: Vault) -> None:
    header = unpack(pinned.files.header.read_bytes())
    slots_ = tuple(
        replace(slot, cost=replace(TESTING, time_cost=0)) if slot.kind is SlotKind.PIN else slot
        for slot in header.slots
    )
    with pytest.raises(DamagedHeader, match="kdf-bounds"):
        unpack(pack(replace(header, slots=slots_), pinned.keys.data_key))
