"""The commands backup and restore as a user types them: what they prove, ask, and say."""

import json
import os
import shutil
from pathlib import Path

import pytest

from jeugdhulp_desktop.storage.backup import read_manifest
from jeugdhulp_desktop.storage.vault_lock import Holder
from tests.services.conftest import PASSPHRASE, Template
from tests.terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "thuis")


@pytest.fixture
def vault(empty_template: Template, tmp_path: Path) -> Path:
    return Path(shutil.copytree(empty_template.folder, tmp_path / "kluis"))


def test_backup_makes_one_and_says_what_it_proved(terminal: Terminal, vault: Path) -> None:
    made = terminal.answer("backup", vault, typed=PASSPHRASE)
    file = Path(made["path"])
    assert file.parent == vault / "backups"
    assert (made["status"], made["counts"]["schools"]) == ("done", 1)
    assert made["sha256"] == read_manifest(file).sha256
    assert {"bytes", "cipher", "integrity", "references", "schema", "counts"} <= set(made["proven"])
    proofs = terminal.answer("check", vault, typed=PASSPHRASE)["proofs"]
    assert {"name": "last-backup", "ok": True, "detail": ""} in proofs


def test_backup_goes_to_the_file_or_the_folder_that_is_asked_for(
    terminal: Terminal, vault: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    named = stick / "voor de vakantie.jeugdhulp-backup"
    first = terminal.answer("backup", vault, "--to", named, typed=PASSPHRASE)
    assert first["path"] == str(named)
    second = terminal.answer("backup", vault, "--to", stick, typed=PASSPHRASE)
    assert Path(second["path"]).parent == stick
    content = named.read_bytes()
    again = terminal.answer("backup", vault, "--to", named, code=7, typed=PASSPHRASE)
    assert again["status"] == "disk-problem"
    assert named.read_bytes() == content


def test_restore_shows_what_differs_and_asks_and_no_is_no_f27(
    terminal: Terminal, vault: Path, tmp_path: Path
) -> None:
    file = Path(terminal.answer("backup", vault, "--to", tmp_path / "een", typed=PASSPHRASE)["path"])
    before = (vault / "vault.db").read_bytes()
    for answer in ("nee", "", "misschien"):
        ended = terminal.type("restore", file, vault, typed=f"{PASSPHRASE}\n{answer}")
        assert ended.returncode == 1
        assert "wachtwoord van nu" in ended.stdout
        assert "back-up" in ended.stdout
        assert ended.stdout.endswith("Er is niets veranderd.\n")
    assert (vault / "vault.db").read_bytes() == before
    assert not (vault / "backups").exists()


def test_restore_after_ja_puts_it_back_and_says_where_the_vault_of_before_is(
    terminal: Terminal, vault: Path, tmp_path: Path
) -> None:
    file = Path(terminal.answer("backup", vault, "--to", tmp_path / "een", typed=PASSPHRASE)["path"])
    ended = terminal.type("restore", file, vault, typed=f"{PASSPHRASE}\nja")
    assert (ended.returncode, ended.stderr) == (0, "")
    (kept,) = (vault / "backups").iterdir()
    assert str(kept) in ended.stdout
    assert ended.stdout.count("Bewezen:") == 1
    assert terminal.type("check", vault, typed=PASSPHRASE).returncode == 0


def test_restore_for_a_program_asks_nothing_and_tells_both_sides(
    terminal: Terminal, vault: Path, tmp_path: Path
) -> None:
    file = terminal.answer("backup", vault, "--to", tmp_path / "een", typed=PASSPHRASE)["path"]
    done = terminal.answer("restore", file, vault, typed=PASSPHRASE)
    assert (done["status"], done["present"], done["passphrase"]) == ("done", "sound", "present")
    assert done["now"]["cases"] == done["backup"]["cases"] == 0
    assert done["kept_proven"]
    assert Path(done["kept"]).exists()
    fresh = terminal.answer("restore", file, tmp_path / "nieuw", typed=PASSPHRASE)
    assert (fresh["present"], fresh["now"], fresh["kept"]) == ("absent", None, None)
    assert terminal.type("restore", file, vault, "--yes", typed=PASSPHRASE).returncode == 0


def test_restore_refuses_by_name_before_a_passphrase_is_asked_f29(
    terminal: Terminal, vault: Path, tmp_path: Path
) -> None:
    file = Path(terminal.answer("backup", vault, "--to", tmp_path / "een", typed=PASSPHRASE)["path"])
    whole = file.read_bytes()
    picture = tmp_path / "foto.jpg"
    picture.write_bytes(b"\xff\xd8\xff")
    refused = terminal.answer("restore", picture, vault, code=5, typed="")
    assert refused["status"] == "backup-not-a-backup"
    file.write_bytes(whole[:-400])
    assert terminal.answer("restore", file, vault, code=4, typed="")["status"] == "backup-partial"
    file.write_bytes(whole[: len(whole) // 2] + b"x" + whole[len(whole) // 2 + 1 :])
    damaged = terminal.type("restore", file, vault, "--yes", typed=PASSPHRASE)
    assert damaged.returncode == 4
    assert damaged.stderr.startswith("Deze back-up is beschadigd. Er is niets veranderd.")
    file.write_bytes(whole)
    assert terminal.answer("restore", file, vault, code=3, typed="fout")["status"] == "wrong-passphrase"
    assert terminal.answer("restore", tmp_path / "weg", vault, code=7, typed="")["status"] == "disk-problem"


def test_9_a_vault_of_another_computer_is_refused_until_one_says_that_it_is_gone_f22(
    terminal: Terminal, vault: Path
) -> None:
    holder = Holder(os.getpid(), "its own start", "1", "2026-01-05T08:42:00+01:00", "b" * 32, "Noor Bakker")
    (vault / "vault.lock").write_text(json.dumps(vars(holder)))
    ended = terminal.type("check", vault, typed=PASSPHRASE)
    assert ended.returncode == 9
    assert "op een andere computer bij Noor Bakker sinds 5-1-2026 om 08:42" in ended.stderr
    assert terminal.type("check", vault, "--other-is-gone", typed=PASSPHRASE).returncode == 0
    assert terminal.type("check", vault, typed=PASSPHRASE).returncode == 0


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_each_command_explains_itself(terminal: Terminal, command: str) -> None:
    ended = terminal.type(command, "--help")
    assert ended.returncode == 0
    assert "gebruik:" in ended.stdout
    assert "--other-is-gone" in ended.stdout
