"""The list of backups: read without a key and without the database, whatever lies in the folder (F26)."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import make_vault, open_session
from jeugdhulp_desktop.domain.restores import BackupState
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.services.backup_list import find_backups, prove
from jeugdhulp_desktop.services.backups import back_up
from tests.services.conftest import NOW, PASSPHRASE, SCHOOL, Template


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory, empty_template: Template) -> Path:
    """A vault with three backups: two of its own, one on a stick; the newest was made before a restore."""
    place = tmp_path_factory.mktemp("lijst")
    folder = place / "kluis"
    shutil.copytree(empty_template.folder, folder)
    session = open_session(folder, empty_template.keys, clock=lambda: NOW)
    try:
        back_up(session.database, folder, NOW)
        back_up(session.database, folder, NOW + timedelta(days=2), label="voor-terugzetten")
        back_up(session.database, folder, NOW + timedelta(days=1), place / "stick")
    finally:
        session.close()
    return place


@pytest.fixture
def vault(tmp_path: Path, backed_up: Path) -> VaultFiles:
    """A copy of it."""
    shutil.copytree(backed_up, tmp_path, dirs_exist_ok=True)
    return VaultFiles(tmp_path / "kluis")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Another vault, with a backup of its own."""
    folder = tmp_path_factory.mktemp("ander") / "kluis"
    session, _code = make_vault(
        folder, name="Anders", passphrase=PASSPHRASE, school=SCHOOL, user_name="Bo", user_role="ib",
        cost=TESTING, clock=lambda: NOW,
    )  # fmt: skip
    try:
        back_up(session.database, folder, NOW, label="ander")
    finally:
        session.close()
    return Template(folder, session.keys)


def test_the_newest_stands_first_wherever_it_lies(vault: VaultFiles, tmp_path: Path) -> None:
    found = find_backups(vault.folder, [tmp_path / "stick", tmp_path / "nergens", vault.backups])
    assert [(each.label, each.elsewhere, each.state) for each in found] == [
        ("voor-terugzetten", False, BackupState.READABLE),
        ("", True, BackupState.READABLE),
        ("", False, BackupState.READABLE),
    ]
    assert found[2].made_at == NOW
    assert found[0].counts["schools"] == 1


@pytest.mark.parametrize("lost", [("vault.header", "vault.header.bak", "vault.db"), ("vault.db",)])
def test_f6_it_is_there_when_the_vault_itself_is_not(vault: VaultFiles, lost: tuple[str, ...]) -> None:
    for name in lost:
        (vault.folder / name).unlink()
    assert [each.state for each in find_backups(vault.folder)] == [BackupState.READABLE] * 2


def test_f29_what_is_no_backup_of_this_vault_is_told_and_stands_behind(
    vault: VaultFiles, other: Template
) -> None:
    (theirs,) = VaultFiles(other.folder).backups.iterdir()
    strange = vault.backups / theirs.name
    shutil.copyfile(theirs, strange)
    first = find_backups(vault.folder)[0].path
    half = vault.backups / "half.jeugdhulp-backup"
    half.write_bytes(first.read_bytes()[:9000])
    (vault.backups / "foto.jeugdhulp-backup").write_bytes(b"\xff\xd8\xff\xe0")
    (vault.backups / "brief.docx").write_bytes(b"PK")
    states = {each.path.name: each.state for each in find_backups(vault.folder)}
    assert states[half.name] is BackupState.PARTIAL
    assert states["foto.jeugdhulp-backup"] is BackupState.DAMAGED
    assert states[strange.name] is BackupState.OTHER_VAULT
    assert len(states) == 5
    assert [each.made_at is None for each in find_backups(vault.folder)][-2:] == [True, True]


def test_f26_a_bit_that_fell_over_is_found_by_proving(vault: VaultFiles, empty_template: Template) -> None:
    newest, older = find_backups(vault.folder)
    data = bytearray(newest.path.read_bytes())
    data[len(data) // 2] ^= 1
    newest.path.write_bytes(bytes(data))
    assert find_backups(vault.folder)[0].state is BackupState.READABLE
    assert prove(newest, empty_template.keys).state is BackupState.DAMAGED
    assert prove(older, empty_template.keys).state is BackupState.PROVEN


def test_a_backup_of_another_key_is_not_proven(vault: VaultFiles, other: Template) -> None:
    found = find_backups(vault.folder)[0]
    assert prove(found, other.keys).state is BackupState.DAMAGED
