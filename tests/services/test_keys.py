"""The ways into an open vault: each change is proven, holds at once, and is noted in the database."""

import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.errors import (
    DamagedHeader,
    KeyringUnavailable,
    NotValid,
    WrongPassphrase,
    WrongRecoveryCode,
)
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.vault import (
    unlock_with_keyring,
    unlock_with_passphrase,
    unlock_with_recovery_code,
)
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.keys import KeyService
from jeugdhulp_desktop.services.session import Session
from tests.services.conftest import PASSPHRASE

NEW = "zeven gele paraplu's op het strand"


class MemoryKeyring:
    """A keyring that keeps its secrets in a dict, and can be told to fail."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.fails = False

    def get(self, account: str) -> str | None:
        self._admit()
        return self.kept.get(account)

    def set(self, account: str, secret: str) -> None:
        self._admit()
        self.kept[account] = secret

    def delete(self, account: str) -> None:
        self._admit()
        self.kept.pop(account, None)

    def _admit(self) -> None:
        if self.fails:
            raise KeyringUnavailable("failing")


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def keys(session: Session, keyring: MemoryKeyring) -> KeyService:
    return KeyService(
        session.folder, session.keys, session.database, session.changes, cost=TESTING, keyring=keyring
    )


def test_only_the_new_passphrase_opens_after_a_change(session: Session, keys: KeyService) -> None:
    keys.change_passphrase(PASSPHRASE, NEW)
    assert unlock_with_passphrase(session.folder, NEW).data_key == session.keys.data_key
    with pytest.raises(WrongPassphrase):
        unlock_with_passphrase(session.folder, PASSPHRASE)


def test_nothing_changes_for_who_does_not_know_the_passphrase_of_now(
    session: Session, keys: KeyService
) -> None:
    before = VaultFiles(session.folder).header.read_bytes()
    with pytest.raises(WrongPassphrase):
        keys.change_passphrase("iets anders dat ook lang is", NEW)
    with pytest.raises(WrongPassphrase):
        keys.new_recovery_code("iets anders dat ook lang is")
    with pytest.raises(WrongPassphrase):
        keys.remember("iets anders dat ook lang is")
    assert VaultFiles(session.folder).header.read_bytes() == before


def test_a_passphrase_that_cannot_be_is_refused(keys: KeyService) -> None:
    with pytest.raises(NotValid):
        keys.change_passphrase(PASSPHRASE, "")


def test_f6_the_header_of_before_a_change_is_too_old_at_once(session: Session, keys: KeyService) -> None:
    """Without waiting for the vault to be closed: a laptop can stop at any moment."""
    files = VaultFiles(session.folder)
    old = files.header.read_bytes()
    keys.change_passphrase(PASSPHRASE, NEW)
    session.before_close = lambda: None
    session.close()
    files.header.write_bytes(old)
    with pytest.raises(DamagedHeader) as refused:
        open_session(session.folder, unlock_with_passphrase(session.folder, PASSPHRASE))
    assert refused.value.reason == "older"


def test_a_new_code_opens_the_vault_and_has_to_be_looked_at_on_paper(
    session: Session, keys: KeyService
) -> None:
    code = keys.new_recovery_code(PASSPHRASE)
    assert unlock_with_recovery_code(session.folder, code.text).data_key == session.keys.data_key
    assert not keys.state().recovery_confirmed
    keys.confirm_recovery()
    assert keys.state().recovery_confirmed
    second = keys.new_recovery_code(PASSPHRASE)
    assert not keys.state().recovery_confirmed
    with pytest.raises(WrongRecoveryCode):
        unlock_with_recovery_code(session.folder, code.text)
    keys.check_recovery_code(second.text.lower().replace("-", " "))
    assert keys.state().recovery_confirmed


def test_f10_a_code_with_a_slip_is_not_confirmed_and_names_the_group(keys: KeyService) -> None:
    code = keys.new_recovery_code(PASSPHRASE)
    wrong = ["AAAA" if at == 2 else group for at, group in enumerate(code.groups)]
    with pytest.raises(WrongRecoveryCode) as told:
        keys.check_recovery_code(" ".join(wrong))
    assert told.value.groups == (3,)
    assert not keys.state().recovery_confirmed


def test_this_laptop_remembers_and_forgets(
    session: Session, keys: KeyService, keyring: MemoryKeyring
) -> None:
    keys.remember(PASSPHRASE)
    assert unlock_with_keyring(session.folder, keyring).data_key == session.keys.data_key
    assert (keys.state().remembered, keys.state().keyring_problem) == (True, "")
    assert keys.forget()
    assert not keys.state().remembered
    assert keyring.kept == {}


def test_f4_a_keyring_that_lost_or_changed_its_entry_is_told_by_name(
    keys: KeyService, keyring: MemoryKeyring
) -> None:
    keys.remember(PASSPHRASE)
    account, secret = next(iter(keyring.kept.items()))
    keyring.kept[account] = "00" * 32
    assert keys.state().keyring_problem == "stale"
    keyring.kept = {}
    assert keys.state().keyring_problem == "empty"
    keyring.kept, keyring.fails = {account: secret}, True
    assert keys.state().keyring_problem == "failing"
    assert not keys.forget()  # the entry stays behind, but opens nothing any more
    assert not keys.state().remembered


def test_f4_without_a_keyring_nothing_is_remembered(keys: KeyService, keyring: MemoryKeyring) -> None:
    keyring.fails = True
    with pytest.raises(KeyringUnavailable):
        keys.remember(PASSPHRASE)
    assert not keys.state().remembered


def test_an_account_that_is_shared_remembers_nothing_from_then_on(
    keys: KeyService, keyring: MemoryKeyring
) -> None:
    keys.remember(PASSPHRASE)
    keys.set_shared_account(True)
    assert keys.state().shared_account
    assert not keys.state().remembered
    assert keyring.kept == {}
    with pytest.raises(NotValid):
        keys.remember(PASSPHRASE)
    keys.set_shared_account(False)
    keys.remember(PASSPHRASE)
    assert keys.state().remembered


def test_every_change_is_announced_once_it_is_there(session: Session, keys: KeyService) -> None:
    heard: list[frozenset[Change]] = []
    session.changes.subscribe(heard.append)
    keys.confirm_recovery()
    assert heard == [frozenset({Change.SETTINGS})]
