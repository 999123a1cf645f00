"""A new key: what opens the vault afterwards, what does not any more, and what moves along."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.errors import (
    BackupRefused,
    DamagedDatabase,
    DamagedHeader,
    DiskProblem,
    NotOurFile,
    NotValid,
    VaultInUse,
    WrongPassphrase,
)
from jeugdhulp_desktop.security.changes import remember_in_keyring
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.vault import (
    create_vault,
    read_vault_info,
    reset_after_recovery,
    unlock_with_passphrase,
    unlock_with_recovery_code,
)
from jeugdhulp_desktop.services import new_key
from jeugdhulp_desktop.services.new_key import NewKey, delete_old, make_new_key
from jeugdhulp_desktop.services.restore import prepare_restore
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import load_audit_lines
from jeugdhulp_desktop.storage.backup import SUFFIX
from jeugdhulp_desktop.storage.engine import open_database
from tests.services.conftest import NOW, PASSPHRASE, SCHOOL, Template
from tests.services.test_keys import MemoryKeyring

NEW = "zeven gele paraplu's op het strand"


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


Make = Callable[..., NewKey]


@pytest.fixture
def folder(empty_template: Template, tmp_path: Path) -> Path:
    copy = tmp_path / "kluis"
    shutil.copytree(empty_template.folder, copy)
    return copy


@pytest.fixture
def make(folder: Path, empty_template: Template, keyring: MemoryKeyring) -> Make:
    def make_it(present: str = PASSPHRASE, new: str = NEW) -> NewKey:
        return make_new_key(
            folder, empty_template.keys, present, new, cost=TESTING, keyring=keyring, clock=lambda: NOW
        )

    return make_it


def opened(folder: Path, passphrase: str = NEW) -> Session:
    return open_session(folder, unlock_with_passphrase(folder, passphrase), clock=lambda: NOW)


def test_everything_is_under_another_key_another_id_another_passphrase_and_another_code(
    folder: Path, make: Make, empty_template: Template
) -> None:
    old = empty_template.keys
    copy = folder.with_name("kopie van een vreemde")
    shutil.copytree(folder, copy)
    made = make()
    assert made.keys.data_key != old.data_key
    assert made.keys.vault_id != old.vault_id
    assert VaultFiles(folder).database.read_bytes()[:16] == made.keys.vault_id
    with pytest.raises(WrongPassphrase):
        unlock_with_passphrase(folder, PASSPHRASE)
    assert unlock_with_recovery_code(folder, made.code.text).data_key == made.keys.data_key
    assert unlock_with_passphrase(copy, PASSPHRASE).data_key == old.data_key  # what a stranger has, stays his
    with pytest.raises(NotOurFile):
        open_database(VaultFiles(folder).database, old.data_key, old.vault_id)
    session = opened(folder)
    try:
        assert [line.name for line in session.schools.lines()] == [SCHOOL.name]
        assert [proof.name for proof in session.backups.check() if not proof.ok] == []
        assert session.earlier_ids == (old.vault_id.hex(),)
        assert session.backups.last() is not None
        with session.database.read() as connection:
            told = [(line.action, line.subject, line.who) for line in load_audit_lines(connection, limit=2)]
        assert told == [("make-backup", "backup", "Ilse Vermeer"), ("change-keys", "new-key", "Ilse Vermeer")]
    finally:
        session.close()
    assert not VaultFiles(folder).header_next.exists()
    assert not read_vault_info(folder).recovery_confirmed


def test_what_the_laptop_remembered_ends_with_the_old_key(
    folder: Path, make: Make, empty_template: Template, keyring: MemoryKeyring
) -> None:
    remember_in_keyring(folder, empty_template.keys, keyring)
    make()
    assert keyring.kept == {}
    assert not read_vault_info(folder).has_keyring


def test_f28_old_backups_are_named_refused_here_and_deleted_only_beside_a_new_one(
    folder: Path, make: Make, empty_template: Template
) -> None:
    session = open_session(folder, empty_template.keys, clock=lambda: NOW)
    old = session.backups.make_proven().path
    session.close()
    made = make()
    assert made.old == (old,)
    with pytest.raises(BackupRefused, match="other-vault"), prepare_restore(old, folder, PASSPHRASE):
        pass
    (new,) = set(VaultFiles(folder).backups.glob(f"*{SUFFIX}")) - {old}
    away = new.rename(folder / "weg")
    assert delete_old(folder, made.old, made.keys) == (old,)
    assert old.exists()
    away.rename(new)
    assert delete_old(folder, made.old, made.keys) == ()
    assert not old.exists()
    assert new.exists()


def test_the_second_place_goes_on_under_the_new_id_and_its_old_backups_are_named(
    folder: Path, empty_template: Template, keyring: MemoryKeyring, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    session = open_session(folder, empty_template.keys, clock=lambda: NOW)
    place = session.backups.choose_second(stick)
    session.backups.keep_up(anyway=True)
    session.close()
    (copy,) = stick.glob(f"*{SUFFIX}")
    made = make_new_key(
        folder,
        empty_template.keys,
        PASSPHRASE,
        NEW,
        cost=TESTING,
        keyring=keyring,
        second=place,
        clock=lambda: NOW,
    )
    assert copy in made.old
    assert made.second is not None
    (new,) = set(stick.glob(f"*{SUFFIX}")) - {copy}
    session = opened(folder)
    session.backups.second = made.second
    assert session.old_backups.find().out_of_reach == ()
    assert not session.backups.state().behind
    session.close()
    away = new.rename(tmp_path / "weg")
    assert delete_old(folder, made.old, made.keys) == (copy,)  # the stick would be left without any (F26)
    away.rename(new)
    assert delete_old(folder, made.old, made.keys) == ()
    assert list(stick.glob(f"*{SUFFIX}")) == [new]


def test_who_does_not_know_the_passphrase_makes_no_key(folder: Path, make: Make) -> None:
    before = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    with pytest.raises(WrongPassphrase):
        make("iets anders")
    with pytest.raises(NotValid):
        make(PASSPHRASE, "")
    assert {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()} == before


def test_f22_a_vault_that_is_open_is_left_alone(folder: Path, make: Make) -> None:
    session = opened(folder, PASSPHRASE)
    with pytest.raises(VaultInUse):
        make()
    session.close()
    opened(folder, PASSPHRASE).close()


@pytest.mark.parametrize("fails", ["export_with_key", "place_database"])
def test_f16_what_fails_before_the_vault_is_placed_leaves_it_as_it_was(
    folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def full(*_arguments: object) -> None:
        raise DiskProblem("full")

    monkeypatch.setattr(new_key, fails, full)
    with pytest.raises(DiskProblem):
        make()
    assert sorted(each.name for each in folder.iterdir() if each.name.startswith((".", "vault.header"))) == [
        "vault.header",
        "vault.header.bak",
    ]
    opened(folder, PASSPHRASE).close()


def test_f17_a_vault_that_is_not_whole_gets_no_new_key(
    folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jeugdhulp_desktop.storage import rekey

    counted = rekey._rows
    calls: list[int] = []

    def one_row_lost(raw: object) -> dict[str, int]:
        calls.append(1)
        rows = counted(raw)
        return rows if len(calls) == 1 else {**rows, "schools": rows["schools"] - 1}

    monkeypatch.setattr(rekey, "_rows", one_row_lost)
    with pytest.raises(DamagedDatabase, match="new-key-counts"):
        make()
    opened(folder, PASSPHRASE).close()


def test_f16_a_full_disk_after_it_is_told_and_the_new_key_holds(
    folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_keywords: object) -> None:
        raise DiskProblem("full")

    monkeypatch.setattr(new_key, "back_up", full)
    made = make()
    assert isinstance(made.no_backup, DiskProblem)
    session = opened(folder)
    assert session.backups.last() is None
    session.close()


def test_f6_an_old_header_that_was_put_back_gets_no_new_key(
    folder: Path, empty_template: Template, make: Make
) -> None:
    from jeugdhulp_desktop.security.changes import confirm_recovery

    files = VaultFiles(folder)
    old = files.header.read_bytes()
    confirm_recovery(folder, empty_template.keys)
    opened(folder, PASSPHRASE).close()
    files.header.write_bytes(old)
    with pytest.raises(DamagedHeader, match="older"):
        make()


def half_placed(folder: Path, make: Make) -> NewKey:
    """As a power cut leaves it right after the database was renamed."""
    files = VaultFiles(folder)
    old = files.header.read_bytes()
    made = make()
    shutil.copy(files.header, files.header_next)
    files.header.write_bytes(old)
    files.header_backup.write_bytes(old)
    return made


def test_f9_a_forgotten_passphrase_right_after_a_power_cut_is_reset_too(folder: Path, make: Make) -> None:
    """The recovery changes the header before the vault was ever opened with its new key."""
    made = half_placed(folder, make)
    keys = unlock_with_recovery_code(folder, made.code.text)
    reset_after_recovery(folder, keys, "een derde zin over een ander huis", TESTING)
    opened(folder, "een derde zin over een ander huis").close()
    with pytest.raises(WrongPassphrase):
        unlock_with_passphrase(folder, NEW)
    assert not VaultFiles(folder).header_next.exists()


@pytest.mark.parametrize("noise", [b"", b"JHVAULT\x1a onzin", b"\xff\xd8\xff"])
def test_f6_a_header_that_stands_ready_and_is_none_changes_nothing(folder: Path, noise: bytes) -> None:
    files = VaultFiles(folder)
    files.header_next.write_bytes(noise)
    opened(folder, PASSPHRASE).close()
    assert not files.header_next.exists()


def test_f9_a_header_that_stood_ready_for_a_key_that_was_not_placed_goes(
    folder: Path, tmp_path: Path
) -> None:
    create_vault(tmp_path / "andere", name="Andere", passphrase=NEW, cost=TESTING)
    files = VaultFiles(folder)
    shutil.copy(VaultFiles(tmp_path / "andere").header, files.header_next)
    with pytest.raises(WrongPassphrase):
        unlock_with_passphrase(folder, NEW)
    opened(folder, PASSPHRASE).close()
    assert not files.header_next.exists()


def test_f6_a_damaged_header_beside_one_that_stands_ready_is_looked_past(folder: Path, make: Make) -> None:
    half_placed(folder, make)
    files = VaultFiles(folder)
    files.header.write_bytes(files.header.read_bytes()[:-1])
    opened(folder).close()
    assert files.header.read_bytes() == files.header_backup.read_bytes()


def test_the_calendar_knows_the_dates_of_before(folder: Path, make: Make, empty_template: Template) -> None:
    session = opened(folder, PASSPHRASE)
    before = session.dates._vault_id
    session.close()
    make()
    session = opened(folder)
    assert session.dates._vault_id == before == empty_template.keys.vault_id.hex()
    session.close()


def test_f17_a_lock_that_cannot_be_emptied_does_not_hide_the_new_code(
    folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = new_key.VaultLock.release

    def breaks(lock: new_key.VaultLock) -> None:
        released(lock)
        raise DiskProblem("read-error")

    monkeypatch.setattr(new_key.VaultLock, "release", breaks)
    made = make()
    monkeypatch.undo()
    assert unlock_with_recovery_code(folder, made.code.text).data_key == made.keys.data_key
    opened(folder, NEW).close()
