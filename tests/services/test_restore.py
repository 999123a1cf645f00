"""A backup put back: proven and shown first, the present kept, and undone by the backup made just before."""

import errno
import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from jeugdhulp_desktop.compose import make_vault, open_session
from jeugdhulp_desktop.domain.errors import (
    BackupRefused,
    DamagedHeader,
    DiskProblem,
    NotOurFile,
    VaultInUse,
    WrongPassphrase,
)
from jeugdhulp_desktop.domain.restores import Opener, Present
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.security.changes import change_passphrase
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.backups import back_up
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.services.restore import BEFORE, Restored, prepare_restore
from jeugdhulp_desktop.storage.backup import prove_backup, read_manifest
from jeugdhulp_desktop.storage.engine import open_database
from jeugdhulp_desktop.storage.restoring import copy_readable
from tests.services.conftest import NOW, PASSPHRASE, SCHOOL, Template

NEW_PASSPHRASE = "vier groene tafels naast de deur"
LATER = NOW + timedelta(hours=2)


class Vault:
    """A closed vault of one test: opened for a moment to do something in it."""

    def __init__(self, folder: Path, keys: VaultKeys) -> None:
        self.folder, self.keys, self.files = folder, keys, VaultFiles(folder)

    def back_up(self) -> Path:
        session = open_session(self.folder, self.keys, clock=lambda: NOW)
        try:
            return session.backups.make_proven().path
        finally:
            session.close()

    def add_school(self, name: str = "Later") -> None:
        session = open_session(self.folder, self.keys, clock=lambda: LATER)
        try:
            session.schools.save(SchoolDraft(name, SchoolType.VSO))
        finally:
            session.close()

    def schools(self, passphrase: str = PASSPHRASE) -> list[str]:
        session = open_session(
            self.folder, unlock_with_passphrase(self.folder, passphrase), clock=lambda: LATER
        )
        try:
            assert all(proof.ok for proof in session.backups.check())
            return sorted(line.name for line in session.schools.lines())
        finally:
            session.close()

    def restore(self, file: Path, secret: str | VaultKeys = PASSPHRASE) -> Restored:
        with prepare_restore(file, self.folder, secret, clock=lambda: LATER) as prepared:
            return prepared.carry_out()

    def content(self) -> dict[str, bytes]:
        """Every file of the vault but the lock, which is empty when nobody holds it."""
        found = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }
        assert found.pop("vault.lock", b"") == b""
        return found


@pytest.fixture
def vault(tmp_path: Path, empty_template: Template) -> Vault:
    folder = tmp_path / "kluis"
    shutil.copytree(empty_template.folder, folder)
    return Vault(folder, empty_template.keys)


@pytest.fixture
def backup(vault: Vault) -> Path:
    """A backup of the vault with one school; a second one came after it."""
    made = vault.back_up()
    vault.add_school()
    return made


def test_a_preview_tells_now_and_then_and_touches_nothing_f27(
    demo_template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "oefen"
    shutil.copytree(demo_template.folder, folder)
    demo = Vault(folder, demo_template.keys)
    file = demo.back_up()
    before = demo.content()
    with prepare_restore(file, folder, demo.keys, clock=lambda: LATER) as prepared:
        preview = prepared.preview
    assert demo.content() == before
    assert preview.now is not None
    assert preview.then.counts["cases"] == preview.now.counts["cases"] == 38
    assert preview.then.counts["hour_entries"] > 0
    assert preview.then.last_contact == preview.now.last_contact is not None
    assert (preview.differences, preview.loses) == ({}, False)
    assert {"bytes", "cipher", "integrity", "counts"} <= set(preview.proofs)


def test_a_restore_brings_the_backup_and_keeps_what_was_there_f27(vault: Vault, backup: Path) -> None:
    assert vault.schools() == ["Later", SCHOOL.name]
    done = vault.restore(backup)
    assert done.preview.loses
    assert vault.schools() == [SCHOOL.name]
    assert done.before is not None
    assert done.before.path.parent == vault.files.backups
    assert BEFORE in done.before.path.name
    assert backup.exists()


def test_a_restore_is_undone_by_the_backup_made_just_before_f27(vault: Vault, backup: Path) -> None:
    first = vault.restore(backup).before
    assert first is not None
    second = vault.restore(first.path).before
    assert vault.schools() == ["Later", SCHOOL.name]
    assert second is not None
    assert second.path != first.path  # also within one second: no backup is written over
    assert read_manifest(second.path).counts["schools"] == 1


def test_the_restored_vault_says_who_put_it_back(vault: Vault, backup: Path) -> None:
    vault.restore(backup)
    session = open_session(vault.folder, vault.keys, clock=lambda: LATER)
    try:
        with session.database.maintenance() as raw:
            lines = raw.execute("SELECT who, action FROM audit_lines ORDER BY id DESC LIMIT 1").fetchall()
        last = session.backups.last()
    finally:
        session.close()
    assert lines == [("Ilse Vermeer", "restore-backup")]
    assert last is not None
    assert last.file_name == backup.name


def test_leaving_without_carrying_out_leaves_everything_as_it_was(vault: Vault, backup: Path) -> None:
    before = vault.content()
    with prepare_restore(backup, vault.folder, PASSPHRASE):
        pass
    assert vault.content() == before


def test_a_vault_that_is_open_is_not_replaced_f22(vault: Vault, backup: Path) -> None:
    session = open_session(vault.folder, vault.keys)
    try:
        with pytest.raises(VaultInUse):
            vault.restore(backup)
    finally:
        session.close()
    assert vault.schools() == ["Later", SCHOOL.name]


def test_a_vault_that_is_being_read_past_the_lock_is_not_replaced_f22_f23(
    vault: Vault, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jeugdhulp_desktop.storage.vault_file._BUSY_MILLISECONDS", 20)  # the reader stays
    reader = open_database(vault.files.database, vault.keys.data_key, vault.keys.vault_id)
    try:
        with reader.read() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM schools").fetchone()
            vault.add_school("Terwijl er iemand leest")  # stays in the WAL, which the reader still needs
            with pytest.raises(VaultInUse):
                vault.restore(backup)
    finally:
        reader.close()
    assert vault.schools() == ["Later", "Terwijl er iemand leest", SCHOOL.name]


# --- passphrases


def test_after_a_new_passphrase_the_one_that_is_typed_is_the_one_that_holds_f28(
    vault: Vault, backup: Path
) -> None:
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    done = vault.restore(backup, NEW_PASSPHRASE)
    assert done.preview.opener is Opener.PRESENT
    assert vault.schools(NEW_PASSPHRASE) == [SCHOOL.name]
    with pytest.raises(WrongPassphrase):
        unlock_with_passphrase(vault.folder, PASSPHRASE)


def test_the_passphrase_of_the_backup_brings_its_own_header_back_f28(vault: Vault, backup: Path) -> None:
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    vault.add_school("Nog later")
    newer = vault.files.header.read_bytes()
    done = vault.restore(backup, PASSPHRASE)
    assert done.preview.opener is Opener.BACKUP
    assert vault.schools(PASSPHRASE) == [SCHOOL.name]
    with pytest.raises(WrongPassphrase):
        unlock_with_passphrase(vault.folder, NEW_PASSPHRASE)
    vault.files.header.write_bytes(newer)  # the header of before is an old one from now on
    with pytest.raises(DamagedHeader) as told:
        open_session(vault.folder, unlock_with_passphrase(vault.folder, NEW_PASSPHRASE))
    assert told.value.reason == "older"


def test_a_passphrase_of_neither_touches_nothing_f28(vault: Vault, backup: Path) -> None:
    before = vault.content()
    with pytest.raises(WrongPassphrase):
        vault.restore(backup, "een heel ander wachtwoord")
    assert vault.content() == before


def test_an_old_header_that_was_put_back_does_not_decide_f6_f28(vault: Vault) -> None:
    old = vault.files.header.read_bytes()
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    keys = unlock_with_passphrase(vault.folder, NEW_PASSPHRASE)
    made = Vault(vault.folder, keys).back_up()
    vault.files.header.write_bytes(old)
    with pytest.raises(WrongPassphrase):
        vault.restore(made, PASSPHRASE)
    assert vault.restore(made, NEW_PASSPHRASE).preview.opener is Opener.BACKUP
    assert vault.schools(NEW_PASSPHRASE) == [SCHOOL.name]


# --- where there is no sound vault


def test_a_backup_goes_into_a_new_folder_on_a_new_laptop_f5(
    vault: Vault, backup: Path, tmp_path: Path
) -> None:
    other = Vault(tmp_path / "nieuwe laptop" / "kluis", vault.keys)
    done = other.restore(backup)
    assert (done.preview.present, done.before, done.as_found) == (Present.ABSENT, None, None)
    assert other.files.readme.exists()
    assert other.schools() == [SCHOOL.name]


def test_a_refused_restore_leaves_no_new_folder_f29(vault: Vault, backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as packed:
        at = packed.getinfo("vault.db").header_offset + 8_192
    _flip(backup, at)
    with pytest.raises(BackupRefused):
        Vault(tmp_path / "nieuw", vault.keys).restore(backup)
    assert not (tmp_path / "nieuw").exists()


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("at", [2_000, 3 * 4096 + 100], ids=["first page", "a page"])
def test_a_damaged_database_is_kept_as_it_was_found_and_replaced_f17(
    vault: Vault, backup: Path, at: int
) -> None:
    _flip(vault.files.database, at)
    damaged = vault.files.database.read_bytes()
    done = vault.restore(backup)
    assert done.before is None
    assert done.as_found is not None
    assert (done.as_found / "vault.db").read_bytes()[: len(damaged)] == damaged
    assert (done.as_found / "vault.header").exists()
    assert vault.schools() == [SCHOOL.name]


@pytest.mark.parametrize("change", ["gone", "cut"])
def test_a_lost_header_comes_back_from_the_backup_f6(vault: Vault, backup: Path, change: str) -> None:
    for header in (vault.files.header, vault.files.header_backup):
        if change == "gone":
            header.unlink()
        else:
            header.write_bytes(header.read_bytes()[:-9])
    done = vault.restore(backup)
    assert (done.preview.present, done.preview.opener) == (Present.DAMAGED, Opener.BACKUP)
    assert vault.schools() == [SCHOOL.name]


def test_a_wal_left_by_a_crash_is_in_what_is_kept_and_never_in_what_comes_f23(
    vault: Vault, backup: Path, tmp_path: Path
) -> None:
    session = open_session(vault.folder, vault.keys, clock=lambda: LATER)
    session.schools.save(SchoolDraft("In de WAL", SchoolType.VSO))
    crashed = tmp_path / "na de stroomuitval"
    shutil.copytree(vault.folder, crashed)
    session.close()
    (crashed / "vault.lock").write_bytes(b"")
    found = Vault(crashed, vault.keys)
    assert (crashed / "vault.db-wal").stat().st_size > 0
    done = found.restore(backup)
    assert done.before is not None
    assert read_manifest(done.before.path).counts["schools"] == 3
    assert found.schools() == [SCHOOL.name]


# --- refused before anything is touched (F29)


def _cut(file: Path) -> str:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    return "partial"


def _change_a_byte(file: Path) -> str:
    _flip(file, file.stat().st_size // 2)
    return "damaged"


def _write_a_picture(file: Path) -> str:
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    return "not-a-backup"


def _pack_something_else(file: Path) -> str:
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("brief.txt", "van iemand")
    return "not-a-backup"


def _rewrite(file: Path, **changed: object) -> None:
    with zipfile.ZipFile(file) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changed).encode()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)


def _name_another_vault(file: Path) -> str:
    _rewrite(file, vault_id="00" * 16)
    return "damaged"


def _from_newer_tables(file: Path) -> str:
    _rewrite(file, revision="9999")
    return "newer"


def _of_newer_form(file: Path) -> str:
    _rewrite(file, format=99)
    return "newer"


@pytest.mark.parametrize(
    "spoil",
    [
        _cut, _change_a_byte, _write_a_picture, _pack_something_else, _name_another_vault, _from_newer_tables,
        _of_newer_form,
    ],
)  # fmt: skip
def test_what_is_no_sound_backup_is_refused_by_its_own_name_f29(
    vault: Vault, backup: Path, tmp_path: Path, spoil: Callable[[Path], str]
) -> None:
    file = tmp_path / "stick.jeugdhulp-backup"
    shutil.copyfile(backup, file)
    reason = spoil(file)
    before = vault.content()
    with pytest.raises(BackupRefused) as told:
        vault.restore(file)
    assert told.value.reason == reason
    assert vault.content() == before


def test_a_backup_of_another_vault_is_refused_f29(vault: Vault, backup: Path, tmp_path: Path) -> None:
    session, _code = make_vault(
        tmp_path / "ander", name="Andere kluis", passphrase=PASSPHRASE, school=SCHOOL, user_name="Noor",
        user_role="", cost=TESTING, clock=lambda: NOW,
    )  # fmt: skip
    try:
        other = session.backups.make_proven().path
    finally:
        session.close()
    before = vault.content()
    for secret in (PASSPHRASE, vault.keys):
        with pytest.raises(BackupRefused) as told:
            vault.restore(other, secret)
        assert told.value.reason == "other-vault"
    assert vault.content() == before


def test_a_folder_with_a_database_of_another_program_is_left_alone_f11(
    vault: Vault, backup: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "iets anders"
    folder.mkdir()
    (folder / "vault.db").write_bytes(b"SQLite format 3\x00" + bytes(4080))
    with pytest.raises(NotOurFile):
        Vault(folder, vault.keys).restore(backup)
    assert [path.name for path in folder.iterdir()] == ["vault.db"]


def test_a_backup_that_is_gone_is_a_disk_problem(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(DiskProblem) as told:
        vault.restore(tmp_path / "stick" / "weg")
    assert told.value.code == "missing"


def test_a_full_disk_before_the_present_is_kept_changes_nothing_f16(vault: Vault, backup: Path) -> None:
    shutil.move(vault.files.backups, vault.folder.with_name("back-ups"))
    vault.files.backups.write_bytes(b"hier kan geen map komen")
    file = vault.folder.with_name("back-ups") / backup.name
    before = vault.content()
    with pytest.raises(DiskProblem):
        vault.restore(file)
    after = vault.content()
    assert after.keys() == before.keys()
    assert after["vault.header"] == before["vault.header"]
    vault.files.backups.unlink()
    shutil.move(vault.folder.with_name("back-ups"), vault.files.backups)
    assert vault.schools() == ["Later", SCHOOL.name]


def test_f16_a_disk_that_fills_up_after_the_placing_does_not_deny_that_it_was_done(
    vault: Vault, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.files.readme.unlink()

    def full(path: Path, _data: bytes) -> None:
        raise DiskProblem("full", path)

    monkeypatch.setattr("jeugdhulp_desktop.services.restore.write_whole", full)
    assert vault.restore(backup).before is not None
    assert vault.schools() == [SCHOOL.name]


def test_what_was_kept_can_be_proven_again(vault: Vault, backup: Path) -> None:
    before = vault.restore(backup).before
    assert before is not None
    session = open_session(vault.folder, vault.keys)
    try:
        assert prove_backup(before.path, session.database) == before.manifest
    finally:
        session.close()


# --- a backup of an earlier version


@pytest.mark.parametrize("opened", [False, True], ids=["vault of then", "vault of now"])
def test_a_backup_of_an_earlier_version_is_brought_up_to_date_before_it_is_placed_f13(
    tmp_path: Path, opened: bool
) -> None:
    folder = tmp_path / "kluis"
    shutil.copytree(Path(__file__).parents[1] / "vaults" / "0.1.0", folder)
    keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
    database = open_database(folder / "vault.db", keys.data_key, keys.vault_id)
    try:
        file = back_up(database, folder, NOW).path
    finally:
        database.close()
    vault = Vault(folder, keys)
    if opened:
        vault.add_school()
    done = vault.restore(file, DEMO_PASSPHRASE)
    assert done.preview.older_version
    assert done.preview.then.counts["cases"] >= 3
    assert done.preview.loses is opened
    assert done.before is not None
    assert "Later" not in vault.schools(DEMO_PASSPHRASE)


@pytest.mark.parametrize("damage", ["gone", "cut off"])
def test_the_copy_of_the_header_decides_when_the_header_is_damaged_f6_f28(
    vault: Vault, backup: Path, damage: str
) -> None:
    change_passphrase(vault.folder, vault.keys, NEW_PASSPHRASE, TESTING)
    header = vault.files.header
    if damage == "gone":
        header.unlink()
    else:
        header.write_bytes(header.read_bytes()[:100])
    done = vault.restore(backup, NEW_PASSPHRASE)
    assert done.preview.opener is Opener.PRESENT
    assert vault.schools(NEW_PASSPHRASE) == [SCHOOL.name]
    assert header.read_bytes() == vault.files.header_backup.read_bytes()


def test_a_block_that_the_disk_cannot_read_does_not_stop_the_keeping_f17(tmp_path: Path) -> None:
    file, copy = tmp_path / "vault.db", tmp_path / "kopie.db"
    content = bytes(range(256)) * 40  # two blocks and a half
    file.write_bytes(content)

    def read(source: BinaryIO, size: int) -> bytes:
        if source.tell() == 4096:
            raise OSError(errno.EIO, "worn out")
        return source.read(size)

    assert copy_readable(file, copy, read) == 1
    assert copy.read_bytes() == content[:4096] + bytes(4096) + content[8192:]
