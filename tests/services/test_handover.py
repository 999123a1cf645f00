"""Moving house: a file that opens at the other side, its paper, and nothing left behind when asked."""

import shutil
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.errors import DamagedHeader, DiskProblem, NotValid, VaultInUse, WrongPassphrase
from jeugdhulp_desktop.domain.handovers import StaysBehind
from jeugdhulp_desktop.security.changes import remember_in_keyring
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.vault import read_vault_info, unlock_with_passphrase
from jeugdhulp_desktop.services.damage import mend_vault_id
from jeugdhulp_desktop.services.handover import HandoverService
from jeugdhulp_desktop.services.leaving import erase_vault
from jeugdhulp_desktop.services.new_key import make_new_key
from jeugdhulp_desktop.services.restore import prepare_restore
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage import rekey
from jeugdhulp_desktop.storage.backup import SUFFIX, read_manifest
from jeugdhulp_desktop.storage.restoring import READY
from tests.services.conftest import NOW, PASSPHRASE, SCHOOL, Template
from tests.services.test_keys import MemoryKeyring

THEIRS = "zeven gele paraplu's op het strand"


@pytest.fixture
def moving(session: Session) -> HandoverService:
    return HandoverService(
        session.folder, session.keys, session.database, session.backups, session.clock, cost=TESTING
    )


def arrive(file: Path, folder: Path, passphrase: str) -> Session:
    """As at the other side: the file is put into an empty folder with a passphrase, and opened."""
    with prepare_restore(file, folder, passphrase, clock=lambda: NOW) as prepared:
        prepared.carry_out()
    return open_session(folder, unlock_with_passphrase(folder, passphrase), clock=lambda: NOW)


def test_another_computer_opens_it_with_the_same_passphrase(
    session: Session, moving: HandoverService, tmp_path: Path
) -> None:
    parcel = moving.to_computer(tmp_path / "stick")
    assert parcel.file.parent == parcel.paper.parent == tmp_path / "stick"
    assert parcel.paper.read_bytes().startswith(b"%PDF")
    there = arrive(parcel.file, tmp_path / "daar", PASSPHRASE)
    assert there.vault_id == session.vault_id
    assert [line.name for line in there.schools.lines()] == [SCHOOL.name]
    there.close()


def test_a_successor_has_a_key_an_id_and_a_passphrase_of_their_own(
    session: Session, moving: HandoverService, tmp_path: Path
) -> None:
    parcel = moving.to_successor(tmp_path / "stick", " Joris Prins ", THEIRS)
    assert read_manifest(parcel.file).vault_id != session.vault_id
    with pytest.raises(WrongPassphrase), prepare_restore(parcel.file, tmp_path / "nee", PASSPHRASE):
        pass
    there = arrive(parcel.file, tmp_path / "daar", THEIRS)
    assert there.keys.data_key != session.keys.data_key
    assert [line.name for line in there.schools.lines()] == [SCHOOL.name]
    assert there.settings.load().user_name == "Joris Prins"
    assert there.database.who == "Joris Prins"
    assert there.earlier_ids == ()  # the giver's vault lives on: what is kept for its id stays with it
    assert there.dates._vault_id == session.dates._vault_id
    assert [proof.name for proof in there.backups.check() if not proof.ok] == []
    info = read_vault_info(tmp_path / "daar")
    assert (info.recovery_confirmed, info.shared_account, len(info.slot_kinds)) == (False, True, 1)
    there.close()
    # The giver's own vault is what it was.
    assert session.settings.load().user_name == "Ilse Vermeer"
    assert unlock_with_passphrase(session.folder, PASSPHRASE).data_key == session.keys.data_key
    assert not (session.folder / READY).exists()


def test_the_receipt_counts_and_names_the_copies_that_stay_behind(
    session: Session, moving: HandoverService, tmp_path: Path
) -> None:
    session.backups.make()
    stick = tmp_path / "schoolschijf"
    stick.mkdir()
    second = session.backups.choose_second(stick)
    receipt = moving.to_successor(tmp_path / "stick", "Joris Prins", THEIRS).receipt
    assert (receipt.given_by, receipt.received_by) == ("Ilse Vermeer", "Joris Prins")
    assert receipt.counts["schools"] == 1
    behind = dict(receipt.behind)
    assert behind[StaysBehind.BACKUPS_HERE] == "1"
    assert behind[StaysBehind.SECOND_PLACE] == second.name
    assert {StaysBehind.OTHER_STICKS, StaysBehind.PAPER, StaysBehind.RECOVERY_SHEET} <= set(behind)
    alone = moving.to_computer(tmp_path / "stick").receipt
    assert StaysBehind.RECOVERY_SHEET not in dict(alone.behind)


@pytest.mark.parametrize(("receiver", "passphrase"), [("", THEIRS), ("x" * 121, THEIRS), ("Joris", "")])
def test_without_a_receiver_or_a_passphrase_nothing_is_made(
    moving: HandoverService, tmp_path: Path, receiver: str, passphrase: str
) -> None:
    with pytest.raises(NotValid):
        moving.to_successor(tmp_path / "stick", receiver, passphrase)
    assert not (tmp_path / "stick").exists()


def test_f16_what_the_disk_refuses_leaves_nothing_half(
    session: Session, moving: HandoverService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").write_text("geen map")
    with pytest.raises(DiskProblem):
        moving.to_successor(tmp_path / "stick", "Joris", THEIRS)
    assert not (session.folder / READY).exists()

    def broken(_raw: object) -> dict[str, int]:
        raise DiskProblem("full")

    monkeypatch.setattr(rekey, "_rows", broken)
    with pytest.raises(DiskProblem):
        moving.to_successor(tmp_path / "elders", "Joris", THEIRS)
    assert not (tmp_path / "elders").exists()
    assert not (session.folder / READY).exists()


# --- leaving


@pytest.fixture
def folder(empty_template: Template, tmp_path: Path) -> Path:
    copy = tmp_path / "kluis"
    shutil.copytree(empty_template.folder, copy)
    session = open_session(copy, empty_template.keys, clock=lambda: NOW)
    session.backups.make()
    session.close()
    return copy


def test_whoever_leaves_has_nothing_left(folder: Path, empty_template: Template) -> None:
    keyring = MemoryKeyring()
    remember_in_keyring(folder, empty_template.keys, keyring)
    (folder / "vault.header.apart-1").write_bytes(b"JHVAULT\x1a oud")
    erased = erase_vault(folder, empty_template.keys, keyring=keyring, clock=lambda: NOW)
    assert not folder.exists()
    assert keyring.kept == {}
    assert (erased.backups, erased.left, erased.entry_gone) == (1, (), True)


def test_whoever_leaves_has_no_copy_as_it_was_found_and_none_of_before_a_new_key(
    folder: Path, empty_template: Template, tmp_path: Path
) -> None:
    """Each of them opens with a passphrase; a link to elsewhere is not followed."""
    backups = VaultFiles(folder).backups
    elsewhere = tmp_path / "elders"
    shutil.copytree(folder, elsewhere)
    mend_vault_id(folder, empty_template.keys, clock=lambda: NOW)
    (found,) = (each for each in backups.iterdir() if each.is_dir())
    link = found.with_name(found.name + "-9")
    link.symlink_to(elsewhere, target_is_directory=True)
    made = make_new_key(
        folder, empty_template.keys, PASSPHRASE, THEIRS, cost=TESTING, keyring=MemoryKeyring(),
        clock=lambda: NOW,
    )  # fmt: skip
    assert found in made.old
    assert len(made.old) == 2
    erased = erase_vault(folder, made.keys, keyring=MemoryKeyring(), clock=lambda: NOW)
    assert erased.backups == 4 - 1
    assert sorted(folder.rglob("*")) == [backups, link]
    assert VaultFiles(elsewhere).database.exists()


def test_f4_a_keyring_without_an_answer_is_told_only_where_it_was_to_remember(
    folder: Path, empty_template: Template, tmp_path: Path
) -> None:
    keyring = MemoryKeyring()
    again = Path(shutil.copytree(folder, tmp_path / "nog een"))
    remember_in_keyring(again, empty_template.keys, keyring)
    keyring.fails = True
    assert erase_vault(folder, empty_template.keys, keyring=keyring, clock=lambda: NOW).entry_gone
    assert not erase_vault(again, empty_template.keys, keyring=keyring, clock=lambda: NOW).entry_gone


def test_what_is_not_of_this_vault_stays_and_is_named(folder: Path, empty_template: Template) -> None:
    own = folder / "notitie.txt"
    own.write_text("van een ander programma")
    foreign = VaultFiles(folder).backups / f"vreemd{SUFFIX}"
    foreign.write_bytes(b"PK\x03\x04")
    erased = erase_vault(folder, empty_template.keys, keyring=MemoryKeyring(), clock=lambda: NOW)
    assert erased.left == (foreign, own)
    assert own.exists()


def test_f22_an_open_vault_or_one_of_another_key_is_left_whole(
    folder: Path, empty_template: Template
) -> None:
    before = sorted(each.name for each in folder.rglob("*"))
    other = VaultKeys(empty_template.keys.vault_id, bytes(32), 1)
    with pytest.raises(DamagedHeader):
        erase_vault(folder, other, keyring=MemoryKeyring(), clock=lambda: NOW)
    session = open_session(folder, empty_template.keys, clock=lambda: NOW)
    with pytest.raises(VaultInUse):
        erase_vault(folder, empty_template.keys, keyring=MemoryKeyring(), clock=lambda: NOW)
    session.close()
    assert sorted(each.name for each in folder.rglob("*")) == before


def test_f15_the_copies_of_the_keys_go_before_the_database(
    folder: Path, empty_template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended anywhere, it opens or it never does; a database without keys is noise."""
    gone: list[str] = []
    unlink = Path.unlink

    def watched(path: Path, missing_ok: bool = False) -> None:
        if path.exists():
            gone.append(path.name)
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", watched)
    erase_vault(folder, empty_template.keys, keyring=MemoryKeyring(), clock=lambda: NOW)
    assert gone[0].endswith(SUFFIX)
    assert gone[1:4] == ["vault.header.bak", "vault.header", "vault.db"]
