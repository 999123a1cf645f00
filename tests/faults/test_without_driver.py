"""F62: without the encrypting driver nothing opens, nothing is made, nothing falls back to plain SQLite."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.app import Program
from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.ui.unlock.problem_page import VaultProblemPage
from jeugdhulp_desktop.ui.unlock.unlock_page import UnlockPage
from tests.services.conftest import Template

GONE = (
    "import sys; sys.modules['sqlcipher3'] = None; "
    "from jeugdhulp_desktop.start import main; sys.exit(main(sys.argv[1:]))"
)
DISK_PROBLEM = 7
OURS = ("jeugdhulp_desktop", "resources", "migrations")


def whole(folder: Path) -> dict[str, bytes]:
    """Everything under a folder, except compiled Python."""
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file() and each.suffix != ".pyc"
    }


def run_without_driver(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command in a process that cannot import sqlcipher3, as after a virus scanner took it."""
    environment = dict(os.environ, JEUGDHULP_HOME=str(home), JEUGDHULP_PASSPHRASE=DEMO_PASSPHRASE)
    return subprocess.run(
        [sys.executable, "-c", GONE, *arguments],
        cwd=program_folder(), env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", ["check", "report"])
def test_f62_a_command_says_what_is_missing_and_touches_nothing(
    tmp_path: Path, demo_template: Template, command: str
) -> None:
    vault = tmp_path / "Kluis"
    shutil.copytree(demo_template.folder, vault)
    before = whole(vault)
    done = run_without_driver(tmp_path, command, str(vault))
    assert done.returncode != 0
    assert "Het onderdeel dat de kluis versleutelt ontbreekt" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert {name: data for name, data in whole(vault).items() if name != "vault.lock"} == {
        name: data for name, data in before.items() if name != "vault.lock"
    }


def test_f62_no_vault_is_made_without_encryption(tmp_path: Path) -> None:
    done = run_without_driver(tmp_path, "demo", str(tmp_path / "Kluis"))
    assert done.returncode != 0
    assert "Het onderdeel dat de kluis versleutelt ontbreekt" in done.stdout + done.stderr
    assert not any(data.startswith(b"SQLite format 3") for data in whole(tmp_path).values())
    assert not (tmp_path / "Kluis" / "vault.db").exists()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path, demo_template: Template) -> Iterator[Program]:
    """The program before a vault."""
    shutil.copytree(demo_template.folder, tmp_path / "Kluis")
    made = Program(qapp, tmp_path / "Kluis")
    made.start()
    qtbot.addWidget(made.frame)
    yield made
    made.frame.hide()
    made.end()


def test_f62_the_window_says_it_too_and_the_vault_stays_shut(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    before = (tmp_path / "Kluis" / "vault.db").read_bytes()
    page = program.frame.currentWidget()
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.field, DEMO_PASSPHRASE)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.frame.currentWidget(), VaultProblemPage), timeout=20_000)
    told = program.frame.currentWidget()
    assert isinstance(told, VaultProblemPage)
    assert told.words.plain_text().startswith("Het onderdeel dat de kluis versleutelt ontbreekt")
    assert (tmp_path / "Kluis" / "vault.db").read_bytes() == before


def test_f62_a_vault_and_its_reports_leave_the_folder_of_the_program_alone(tmp_path: Path) -> None:
    before = {name: whole(program_folder() / name).keys() for name in OURS}
    environment = dict(os.environ, JEUGDHULP_HOME=str(tmp_path), JEUGDHULP_PASSPHRASE=DEMO_PASSPHRASE)
    for command in ("demo", "report"):
        subprocess.run(
            [sys.executable, "main.py", command, str(tmp_path / "Kluis"), "--json"],
            cwd=program_folder(), env=environment, capture_output=True, check=True,
        )  # fmt: skip
    assert {name: whole(program_folder() / name).keys() for name in OURS} == before
