"""A vault that arrives: a file, its passphrase, and an empty place; nothing that stands there is touched."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.arrive_page import ArrivePage, free_folder
from tests.services.conftest import NOW, PASSPHRASE, SCHOOL, Template
from tests.ui.controls import unnamed_controls

LONG = 20_000


@pytest.fixture
def file(empty_template: Template, tmp_path: Path) -> Path:
    """The file of the stick."""
    folder = tmp_path / "daar"
    shutil.copytree(empty_template.folder, folder)
    session = open_session(folder, empty_template.keys, clock=lambda: NOW)
    path = session.backups.make_proven(tmp_path / "stick").path
    session.close()
    return path


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, file: Path, tmp_path: Path) -> ArrivePage:
    made = ArrivePage(tasks, file, tmp_path / "hier" / "Kluis")
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def test_the_file_becomes_the_vault_of_this_computer_after_its_own_passphrase(
    qtbot: QtBot, page: ArrivePage, file: Path, tmp_path: Path
) -> None:
    before = file.read_bytes()
    assert unnamed_controls(page) == []
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.row.note() == "Typ het wachtwoord van deze kluis."
    qtbot.keyClicks(page.field, "iets anders dan het is")
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "past niet" in page.row.note(), timeout=LONG)
    assert not (tmp_path / "hier" / "Kluis").exists()
    qtbot.keyClicks(page.field, PASSPHRASE)
    with qtbot.waitSignal(page.arrived, timeout=LONG) as told:
        page.button.click()
    folder, keys = told.args
    assert page.field.text() == ""
    session = open_session(folder, keys, clock=lambda: NOW)
    assert [line.name for line in session.schools.lines()] == [SCHOOL.name]
    session.close()
    assert unlock_with_passphrase(folder, PASSPHRASE).data_key == keys.data_key
    assert file.read_bytes() == before


def test_f29_a_damaged_file_is_refused_and_leaves_nothing_here(
    qtbot: QtBot, page: ArrivePage, file: Path, tmp_path: Path
) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    qtbot.keyClicks(page.field, PASSPHRASE)
    page.button.click()
    qtbot.waitUntil(page.row.has_error, timeout=LONG)
    assert not (tmp_path / "hier" / "Kluis").exists()


def test_f11_only_an_empty_folder_is_taken(qtbot: QtBot, page: ArrivePage, tmp_path: Path) -> None:
    taken, empty = tmp_path / "vol", tmp_path / "leeg"
    taken.mkdir()
    empty.mkdir()
    (taken / "iets.txt").write_text("van een ander")
    with dialogs.answers(taken):
        page.other.click()
    qtbot.waitUntil(page.row.has_error)
    assert page.row.note() == "In deze map staat al iets. Kies een lege map."
    with dialogs.answers(empty):
        page.other.click()
    qtbot.waitUntil(lambda: page._folder == empty)
    assert not page.row.has_error()
    assert free_folder(taken) == tmp_path / "vol 2"
