"""Backups of before a change of passphrase or code: what opens them, and what becomes of them."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, WrongPassphrase
from jeugdhulp_desktop.security import changes as headers
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import SlotKind, unpack
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keys import open_packed
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.backup_headers import OldBackups
from jeugdhulp_desktop.services.restore import prepare_restore
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.backup import SUFFIX, prove_backup, read_header, read_manifest
from tests.services.conftest import NOW, PASSPHRASE, SCHOOL

NEW = "zeven gele paraplu's op het strand"


def opens(path: Path, passphrase: str) -> bool:
    data = read_header(path)
    return open_packed(data, unpack(data), SlotKind.PASSPHRASE, passphrase) is not None


@pytest.fixture
def old(session: Session) -> Path:
    """A backup of before the passphrase was changed."""
    path = session.backups.make_proven().path
    headers.change_passphrase(session.folder, session.keys, NEW, TESTING)
    return path


def test_a_backup_of_before_a_change_is_found_with_what_it_opens_with(session: Session, old: Path) -> None:
    (found,) = session.old_backups.find().found
    assert (found.path, found.passphrase, found.code) == (old, True, False)
    headers.replace_recovery_code(session.folder, session.keys)
    (found,) = session.old_backups.find().found
    assert (found.passphrase, found.code) == (True, True)
    session.backups.make()
    assert len(session.old_backups.find().found) == 1  # the new one has the header of now


def test_another_header_without_another_way_in_makes_no_backup_old(session: Session) -> None:
    session.backups.make()
    headers.confirm_recovery(session.folder, session.keys)
    assert session.old_backups.find() == OldBackups()


def test_f28_a_renewed_backup_opens_with_the_passphrase_of_now_only_and_is_the_same_backup(
    session: Session, old: Path, tmp_path: Path
) -> None:
    before = read_manifest(old)
    assert opens(old, PASSPHRASE)
    told = session.old_backups.renew(session.old_backups.find().found)
    assert (told.done, told.left) == (1, ())
    assert read_manifest(old) == before
    assert not opens(old, PASSPHRASE)
    assert prove_backup(old, session.database) == before
    assert session.old_backups.find().found == ()
    assert [each.name for each in old.parent.iterdir()] == [old.name]
    elsewhere = tmp_path / "andere laptop"
    with (
        pytest.raises(WrongPassphrase),
        prepare_restore(old, elsewhere, PASSPHRASE, clock=lambda: NOW),
    ):
        pass
    with prepare_restore(old, elsewhere, NEW, clock=lambda: NOW + timedelta(hours=1)) as prepared:
        assert prepared.preview.then.counts["cases"] == 0
        prepared.carry_out()
    assert VaultFiles(elsewhere).database.exists()


def test_f29_a_damaged_backup_is_left_as_it_is_and_named(session: Session, old: Path, tmp_path: Path) -> None:
    sound = Path(shutil.copy(old, old.with_name(f"nog-een{SUFFIX}")))
    data = bytearray(old.read_bytes())
    data[len(data) // 2] ^= 1
    old.write_bytes(data)
    told = session.old_backups.renew(session.old_backups.find().found)
    assert told.done == 1
    ((path, fault),) = told.left
    assert path == old
    assert isinstance(fault, DamagedDatabase)
    assert old.read_bytes() == data
    assert opens(sound, NEW)


def test_backups_on_another_place_are_found_and_a_place_that_is_away_is_named(
    session: Session, old: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    second = session.backups.choose_second(stick)
    copy = Path(shutil.copy(old, stick))
    (stick / f"vreemd{SUFFIX}").write_bytes(b"PK\x03\x04 geen back-up")
    found = session.old_backups.find()
    assert {each.path for each in found.found} == {old, copy}
    assert found.out_of_reach == ()
    assert session.old_backups.renew(found.found).done == 2
    assert not opens(copy, PASSPHRASE)
    stick.rename(tmp_path / "in de la")
    assert session.old_backups.find().out_of_reach == (second.name,)


def test_f26_nothing_is_deleted_before_a_new_backup_stands(
    session: Session, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = session.old_backups.find().found

    def full(*_args: object, **_keywords: object) -> None:
        raise DiskProblem("full")

    with monkeypatch.context() as broken:
        broken.setattr(session.backups, "make", full)
        with pytest.raises(DiskProblem):
            session.old_backups.delete(found)
    assert old.exists()
    assert session.old_backups.delete(found).done == 1
    assert not old.exists()
    (kept,) = old.parent.glob(f"*{SUFFIX}")
    assert opens(kept, NEW)
    assert not opens(kept, PASSPHRASE)
    assert session.backups.last() is not None


def test_a_backup_of_another_vault_is_never_touched(session: Session, old: Path, tmp_path: Path) -> None:
    from jeugdhulp_desktop.compose import make_vault

    other, _code = make_vault(
        tmp_path / "andere", name="Andere", passphrase=PASSPHRASE, school=SCHOOL, user_name="X Y",
        user_role="zorgcoördinator", cost=TESTING, clock=lambda: NOW,
    )  # fmt: skip
    path = other.backups.make_proven(old.parent, name=f"van-een-ander{SUFFIX}").path
    other.close()
    assert {each.path for each in session.old_backups.find().found} == {old}
    session.old_backups.delete(session.old_backups.find().found)
    assert path.exists()


def test_f28_a_copy_as_it_was_found_opens_with_the_old_passphrase_too_and_is_renewed_or_deleted(
    session: Session,
) -> None:
    kept = session.repairs._keep()
    headers.change_passphrase(session.folder, session.keys, NEW, TESTING)
    (found,) = session.old_backups.find().found
    assert (found.path, found.passphrase) == (kept, True)
    assert session.old_backups.renew([found]).done == 1
    assert unlock_with_passphrase(kept, NEW).data_key == session.keys.data_key
    assert session.old_backups.find().found == ()
    assert session.old_backups.delete([found]).done == 1
    assert not kept.exists()


def test_f26_the_second_place_keeps_its_old_ones_until_the_new_one_stands_there_too(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.backups.choose_second(tmp_path / "stick")
    session.backups.keep_up()
    headers.change_passphrase(session.folder, session.keys, NEW, TESTING)
    (there,) = (tmp_path / "stick").glob(f"*{SUFFIX}")
    with monkeypatch.context() as full:

        def refuse(*_given: object, **_named: object) -> object:
            raise DiskProblem("full")

        full.setattr("jeugdhulp_desktop.services.backups.copy_backup", refuse)
        told = session.old_backups.delete(session.old_backups.find().found)
    assert (told.done, [path for path, _why in told.left]) == (1, [there])
    assert there.exists()
    assert session.old_backups.delete(session.old_backups.find().found).done == 1
    (kept,) = (tmp_path / "stick").glob(f"*{SUFFIX}")
    assert opens(kept, NEW)
    assert not opens(kept, PASSPHRASE)
