"""A salvaged vault opens with its own passphrase and header, and the damaged one is kept (F17)."""

import shutil
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.errors import DamagedDatabase
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.salvage import SalvageAtHand
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.vault_file import untouched
from tests.services.conftest import NOW, Template


@pytest.fixture
def vault(tmp_path: Path, empty_template: Template) -> Path:
    """A closed vault without backups, with two schools."""
    folder = tmp_path / "kluis"
    shutil.copytree(empty_template.folder, folder)
    session = open_session(folder, empty_template.keys, clock=lambda: NOW)
    try:
        session.schools.save(SchoolDraft("Later", SchoolType.VSO))
    finally:
        session.close()
    return folder


def spoil(folder: Path, template: Template, table: str) -> bytes:
    path = folder / "vault.db"
    with untouched(path, template.keys.data_key, template.keys.vault_id) as raw:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        root = raw.execute(query, (table,)).fetchone()[0]
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 + 900] ^= 1
    path.write_bytes(data)
    return bytes(data)


def test_f17_what_can_be_read_is_saved_and_the_damaged_vault_is_kept(
    vault: Path, empty_template: Template
) -> None:
    before = spoil(vault, empty_template, "people")
    at_hand = SalvageAtHand(vault, empty_template.keys, clock=lambda: NOW)
    assert (vault / "vault.db").read_bytes() == before
    assert at_hand.report.damaged == ("people",)
    assert at_hand.report.rows["schools"] == 2
    kept = at_hand.carry_out()
    assert (kept / "vault.db").read_bytes() == before
    session = open_session(vault, empty_template.keys, clock=lambda: NOW)
    try:
        assert sorted(line.name for line in session.schools.lines()) == ["Later", "VSO De Proef"]
        assert all(proof.ok for proof in session.repairs.check())
        with session.database.read() as connection:
            (line,) = [each for each in load_audit_lines(connection) if each.action == Action.SALVAGE]
        assert line.who == "Ilse Vermeer"
    finally:
        session.close()


def test_f17_giving_it_up_leaves_everything_as_it_was(vault: Path, empty_template: Template) -> None:
    before = spoil(vault, empty_template, "people")
    SalvageAtHand(vault, empty_template.keys, clock=lambda: NOW).close()
    assert (vault / "vault.db").read_bytes() == before
    assert not (vault / ".terugzetten").exists()
    assert (vault / "vault.lock").read_bytes() == b""


def test_f17_of_a_first_page_nothing_can_be_saved(vault: Path, empty_template: Template) -> None:
    path = vault / "vault.db"
    data = bytearray(path.read_bytes())
    data[700] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedDatabase):
        SalvageAtHand(vault, empty_template.keys, clock=lambda: NOW)
    assert path.read_bytes() == bytes(data)
    assert not (vault / ".terugzetten").exists()


@pytest.mark.parametrize("page", ["people", "sqlite_sequence"])
def test_f17_no_new_record_gets_the_id_of_one_that_was_erased_or_thrown_away(
    vault: Path, empty_template: Template, page: str
) -> None:
    """Else the erasure journal would take a new pupil for the one that was erased, at the next restore."""

    def highest(folder: Path) -> dict[str, int]:
        keys = empty_template.keys
        with untouched(folder / "vault.db", keys.data_key, keys.vault_id) as raw:
            return dict(raw.execute("SELECT name, seq FROM sqlite_sequence"))

    session = open_session(vault, empty_template.keys, clock=lambda: NOW)
    gone = session.schools.save(SchoolDraft("Weg", SchoolType.VSO))
    session.schools.delete(gone)
    session.close()
    before = highest(vault)
    assert before["schools"] == gone
    spoil(vault, empty_template, page)
    SalvageAtHand(vault, empty_template.keys, clock=lambda: NOW).carry_out()
    after = highest(vault)
    assert all(after[name] >= seq for name, seq in before.items())
    session = open_session(vault, empty_template.keys, clock=lambda: NOW)
    try:
        assert session.schools.save(SchoolDraft("Nieuw", SchoolType.VSO)) > gone
    finally:
        session.close()
