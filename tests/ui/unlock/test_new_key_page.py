"""A new key in the window: explained, made, its code typed back, and the old backups chosen about."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.vault import read_vault_info, unlock_with_passphrase
from jeugdhulp_desktop.services import new_key
from jeugdhulp_desktop.services.closed_vault import ClosedVault
from jeugdhulp_desktop.settings import Settings
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.errands import ErrandPlace
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.new_key_page import CODE, END, PROVE, WHEN, NewKeyPage
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from tests.services.conftest import NOW, PASSPHRASE, Template
from tests.services.test_keys import MemoryKeyring
from tests.ui.controls import unnamed_controls

NEW = "zeven gele paraplu's op het strand"
LONG = 20_000


@pytest.fixture
def page(
    qtbot: QtBot, tasks: Tasks, empty_template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[NewKeyPage]:
    monkeypatch.setattr(new_key, "calibrate", lambda: TESTING)
    monkeypatch.setattr(new_key, "SystemKeyring", MemoryKeyring)
    folder = tmp_path / "kluis"
    shutil.copytree(empty_template.folder, folder)
    session = open_session(folder, empty_template.keys, clock=lambda: NOW)
    place = session.backups.choose_second(_made(tmp_path / "stick"))
    session.backups.keep_up(anyway=True)
    session.close()
    vault_id = empty_template.keys.vault_id.hex()
    laptop = Laptop(Settings(report_folders={vault_id: tmp_path}).with_backup_place(vault_id, place))
    vault = ClosedVault(folder, "Proefkluis", empty_template.keys, tmp_path)
    made = NewKeyPage(ErrandPlace(tasks, laptop, vault, ("Proefkluis",)))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    tasks.close()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def words(page: NewKeyPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def fill_in(page: NewKeyPage, present: str = PASSPHRASE, new: str = NEW) -> None:
    """As pasted: each key that is typed has the whole passphrase judged again, which is tested elsewhere."""
    for field, text in (
        (page.prove.present, present),
        (page.prove.new.first, new),
        (page.prove.new.again, new),
    ):
        field.setText(text)
        field.changed.emit()


def make(qtbot: QtBot, page: NewKeyPage) -> None:
    page.wizard.next_button.click()
    fill_in(page)
    page.wizard.next_button.click()
    qtbot.waitUntil(lambda: page.wizard.current() == CODE, timeout=LONG)


def test_it_says_when_another_passphrase_is_enough_and_stopping_leaves_all_as_it_was(
    qtbot: QtBot, page: NewKeyPage
) -> None:
    assert "Een ander wachtwoord is genoeg" in words(page)
    first_focus(page)
    assert page.focusWidget() is page.wizard.next_button
    assert unnamed_controls(page) == []
    with qtbot.waitSignal(page.finished) as told:
        page.stop.click()
    assert told.args == [page.place.vault, None]
    unlock_with_passphrase(page.place.vault.folder, PASSPHRASE)


def test_from_the_keyboard_to_the_vault_that_opens_with_the_new_key(qtbot: QtBot, page: NewKeyPage) -> None:
    folder, old = page.place.vault.folder, page.place.vault.keys
    make(qtbot, page)
    assert not page.wizard.next_button.isEnabled()
    assert not page.stop.isVisible()
    code = page.code.code
    assert code is not None
    for row in page.code.rows:
        number = int(row.field.objectName().removeprefix("group"))
        qtbot.keyClicks(row.field, code.groups[number - 1])
    page.wizard.next_button.click()
    assert page.wizard.current() == END
    assert page.code.code is None
    assert "2 back-ups openen alleen met het oude wachtwoord" in words(page)
    assert not page.wizard.next_button.isEnabled()  # nothing is chosen for anybody
    assert unnamed_controls(page) == []
    made = page.made
    assert made is not None
    assert len(made.old) == 2
    page.end.delete.setChecked(True)
    with dialogs.answers(None) as asked:
        page.wizard.next_button.click()
    assert asked[0].default == dialogs.CANCEL
    assert asked[0].text.startswith("2 back-ups met de oude sleutel gaan weg.")
    assert all(path.exists() for path in made.old)
    with dialogs.answers("Wissen"), qtbot.waitSignal(page.finished, timeout=LONG) as told:
        page.wizard.next_button.click()
    vault, message = told.args
    assert not any(path.exists() for path in made.old)
    assert vault.keys.data_key == unlock_with_passphrase(folder, NEW).data_key != old.data_key
    assert message.tone == "ok"
    assert read_vault_info(folder).recovery_confirmed
    settings, new_id = page.place.laptop.settings, made.keys.vault_id.hex()
    assert list(settings.report_folders) == list(settings.backup_places) == [new_id]
    open_session(folder, vault.keys, clock=lambda: NOW).close()


def test_f1_a_wrong_passphrase_is_told_under_its_field_and_a_weak_one_beside_the_button(
    qtbot: QtBot, page: NewKeyPage
) -> None:
    page.wizard.next_button.click()
    assert not page.wizard.next_button.isEnabled()
    fill_in(page, new=PASSPHRASE)
    assert not page.wizard.next_button.isEnabled()
    fill_in(page, present="iets heel anders dan dit")
    page.wizard.next_button.click()
    assert not page.may_stop()  # a lock waits for what is being written
    qtbot.waitUntil(lambda: "past niet" in page.prove.row.note(), timeout=LONG)
    assert page.may_stop()
    assert page.wizard.current() == PROVE
    page.wizard.back_button.click()
    assert page.wizard.current() == WHEN
    unlock_with_passphrase(page.place.vault.folder, PASSPHRASE)


def test_f16_without_a_new_backup_the_old_ones_cannot_be_deleted(
    qtbot: QtBot, page: NewKeyPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_keywords: object) -> Any:
        raise DiskProblem("full")

    monkeypatch.setattr(new_key, "back_up", full)
    make(qtbot, page)
    page.later.click()
    assert "De schijf is vol" in words(page)
    assert not page.end.delete.isEnabled()
    qtbot.keyClick(page.end.keep, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.finished):
        page.wizard.next_button.click()
    assert not read_vault_info(page.place.vault.folder).recovery_confirmed


def test_a_second_place_that_is_away_is_let_go_and_told(
    qtbot: QtBot, page: NewKeyPage, tmp_path: Path
) -> None:
    (tmp_path / "stick").rename(tmp_path / "in de la")
    make(qtbot, page)
    page.later.click()
    assert "Kies hem opnieuw" in words(page)
    assert page.place.laptop.settings.backup_places == {}


def test_leaving_it_takes_passphrases_and_code_off_the_screen(qtbot: QtBot, page: NewKeyPage) -> None:
    make(qtbot, page)
    page.let_go()
    assert page.code.code is None
    assert page.prove.present.text() == page.prove.new.first.text() == ""
