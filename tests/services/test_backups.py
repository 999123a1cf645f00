"""Backups that were proven, and the proofs of a whole vault."""

from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.backup import read_header, read_manifest


def test_the_last_proven_backup_is_remembered_in_the_vault(demo: Session) -> None:
    heard: list[frozenset[Change]] = []
    demo.changes.subscribe(heard.append)
    made = demo.backups.make()
    assert demo.backups.last() == made
    assert (made.cases, made.agreements) == (38, 4)
    assert made.made_at == "2026-09-15T10:42:00"
    assert heard == [frozenset({Change.BACKUPS})]


def test_a_backup_brings_its_own_header(session: Session, tmp_path: Path) -> None:
    made = session.backups.make(tmp_path / "stick")
    path = tmp_path / "stick" / made.file_name
    assert read_header(path) == VaultFiles(session.folder).header.read_bytes()
    assert read_manifest(path).vault_id == session.vault_id


def test_a_backup_that_cannot_be_written_is_not_remembered_f21(session: Session, tmp_path: Path) -> None:
    before = session.backups.last()
    (tmp_path / "stick").write_text("dit is geen map")
    with pytest.raises(DiskProblem):
        session.backups.make(tmp_path / "stick")
    assert session.backups.last() == before


def test_every_proof_of_a_sound_vault_is_good(demo: Session) -> None:
    proofs = {proof.name: proof.ok for proof in demo.backups.check()}
    assert all(proofs.values())
    assert {"cipher", "integrity", "references", "schema", "vault-id", "header-copy", "last-backup"} <= set(
        proofs
    )


def test_a_damaged_backup_and_a_stale_header_copy_are_found(demo: Session) -> None:
    made = demo.backups.make()
    files = VaultFiles(demo.folder)
    path = files.backups / made.file_name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    files.header_backup.write_bytes(files.header_backup.read_bytes()[:-1])
    failed = {proof.name: proof.detail for proof in demo.backups.check() if not proof.ok}
    assert set(failed) == {"header-copy", "last-backup"}


def test_a_backup_on_a_stick_that_is_away_is_no_fault(session: Session, tmp_path: Path) -> None:
    session.backups.make(tmp_path / "stick")
    assert "last-backup" not in [proof.name for proof in session.backups.check()]
