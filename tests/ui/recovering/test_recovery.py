"""A vault that does not open, on real damaged files: what is said, and the way back in two clicks."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.app import Program
from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.security.changes import change_passphrase
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.storage.engine import allow_thread
from jeugdhulp_desktop.storage.vault_file import untouched
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.errands import Errand
from jeugdhulp_desktop.ui.recovering.page import GO_ON, RecoveryPage
from jeugdhulp_desktop.ui.restoring.view import COMPARE, DONE
from jeugdhulp_desktop.ui.unlock.unlock_page import Unlocked, UnlockPage
from tests.databases import add_school, make_template, open_copy
from tests.services.conftest import NOW, PASSPHRASE, Template
from tests.ui.controls import unnamed_controls

SOON = 20_000  # ms
LATER = "vier groene tafels naast de deur"


class Vault:
    """A copy of the closed vault of this module."""

    def __init__(self, folder: Path, template: Template) -> None:
        shutil.copytree(template.folder, folder)
        self.folder, self.keys, self.files = folder, template.keys, VaultFiles(folder)

    def flip(self, at: int, path: Path | None = None) -> bytes:
        """One bit falls over; the file as it is then."""
        path = path or self.files.database
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)
        return bytes(data)

    def page_of(self, table: str) -> int:
        """Where the first page of a table begins in the file."""
        with untouched(self.files.database, self.keys.data_key, self.keys.vault_id) as raw:
            query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
            return (int(raw.execute(query, (table,)).fetchone()[0]) - 1) * 4096

    def schools(self) -> list[str]:
        allow_thread(threading.get_ident())  # the program forbade it to this thread, and is closed
        session = open_session(self.folder, self.keys, clock=lambda: NOW)
        try:
            return sorted(line.name for line in session.schools.lines())
        finally:
            session.close()


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory, empty_template: Template) -> Template:
    """A closed vault with a proven backup; a school was added after it."""
    folder = tmp_path_factory.mktemp("herstel") / "kluis"
    shutil.copytree(empty_template.folder, folder)
    session = open_session(folder, empty_template.keys, clock=lambda: NOW)
    try:
        session.backups.make_proven()
        session.schools.save(SchoolDraft("Later", SchoolType.VSO))
    finally:
        session.close()
    return Template(folder, empty_template.keys)


@pytest.fixture
def vault(tmp_path: Path, backed_up: Template) -> Vault:
    return Vault(tmp_path / "kluis", backed_up)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Vault], Program]]:
    """The program, on a vault."""
    started: list[Program] = []

    def begin(vault: Vault) -> Program:
        program = Program(qapp, vault.folder)
        started.append(program)
        program.start()
        qtbot.addWidget(program.frame)
        return program

    yield begin
    for program in started:
        program.frame.hide()
        program.end()


def unlock(program: Program, vault: Vault) -> None:
    """The passphrase was right."""
    program.doors._open(Unlocked(vault.folder, vault.keys, remember=False))


def recovery(qtbot: QtBot, program: Program) -> RecoveryPage:
    """The recovery screen, once it has looked."""
    qtbot.waitUntil(lambda: isinstance(program.frame.currentWidget(), RecoveryPage), timeout=SOON)
    page = program.frame.currentWidget()
    assert isinstance(page, RecoveryPage)
    qtbot.waitUntil(lambda: not page._busy, timeout=SOON)
    return page


def lines(page: RecoveryPage) -> str:
    return "\n".join(words for words, _icon, _tone in page.card.lines)


def two_clicks(qtbot: QtBot, program: Program, page: RecoveryPage) -> None:
    """The button with the newest proven backup, and Terugzetten; then the vault is opened."""
    (button,) = [each for each in page.card.buttons if each.text().startswith("Zet back-up van")]
    button.click()
    view = page.restore
    assert view is not None
    qtbot.waitUntil(lambda: view.current() == COMPARE and view.next_button.isEnabled(), timeout=SOON)
    view.next_button.click()
    qtbot.waitUntil(lambda: view.current() == DONE and view.next_button.isEnabled(), timeout=SOON)
    view.next_button.click()
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=SOON)
    program.lock()
    qtbot.waitUntil(lambda: not program.tasks.busy(), timeout=SOON)


def test_f17_a_byte_in_the_first_page_comes_back_in_two_clicks(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault
) -> None:
    damaged = vault.flip(700)
    program = start(vault)
    unlock(program, vault)
    page = recovery(qtbot, program)
    assert "beschadigd" in page.card.words.plain_text()
    assert "Het begin van de gegevens is beschadigd" in lines(page)
    assert "is net gecontroleerd en heel" in lines(page)
    assert vault.files.database.read_bytes() == damaged
    assert page.card.buttons[0].text().startswith("Zet back-up van 15 september 10:42 terug")
    two_clicks(qtbot, program, page)
    assert vault.schools() == ["VSO De Proef"]
    (kept,) = [each for each in vault.files.backups.iterdir() if each.is_dir()]
    assert (kept / "vault.db").read_bytes() == damaged


def test_f17_a_byte_in_a_page_of_a_table_is_told_by_its_part(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault
) -> None:
    """The vault opens: the page is read when a screen asks for it, and the window says so in one bar."""
    vault.flip(vault.page_of("schools") + 900)
    program = start(vault)
    unlock(program, vault)
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=SOON)
    assert program.workplace is not None
    messages = program.workplace.window.messages
    qtbot.waitUntil(lambda: any(each.key == "damaged" for each in messages.messages()), timeout=SOON)
    (bar,) = [each for each in messages.messages() if each.tone == "bad"]
    assert bar.acts[0].words == "Herstel openen"
    bar.acts[0].do()
    page = recovery(qtbot, program)
    assert "Niet te lezen: scholen. De rest is te lezen." in lines(page)
    two_clicks(qtbot, program, page)
    assert vault.schools() == ["VSO De Proef"]


def test_f6_the_start_of_the_database_is_mended_without_losing_anything(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault
) -> None:
    vault.flip(3)
    program = start(vault)
    page = recovery(qtbot, program)
    assert page.card.row.isVisibleTo(page)
    qtbot.keyClicks(page.card.field, PASSPHRASE)
    page.card.buttons[0].click()
    qtbot.waitUntil(lambda: page._keys is not None and not page._busy, timeout=SOON)
    assert "De gegevens zelf zijn heel" in lines(page)
    page.card.buttons[0].click()
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=SOON)
    program.lock()
    qtbot.waitUntil(lambda: not program.tasks.busy(), timeout=SOON)
    assert vault.schools() == ["Later", "VSO De Proef"]


def test_f6_a_damaged_header_comes_back_from_its_copy(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault
) -> None:
    vault.flip(60, vault.files.header)
    program = start(vault)
    page = recovery(qtbot, program)
    assert "Het sleutelbestand is beschadigd.\nDe reservekopie ernaast is heel." in lines(page)
    program.frame.activateWindow()
    qtbot.waitUntil(page.card.buttons[0].hasFocus, timeout=SOON)
    qtbot.keyClick(page.card.buttons[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.frame.currentWidget(), UnlockPage), timeout=SOON)
    assert unlock_with_passphrase(vault.folder, PASSPHRASE) == vault.keys


def test_f6_without_a_copy_the_header_inside_the_newest_backup_serves(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault
) -> None:
    """Its passphrase is that of then: an older one, which must be said yes to before it opens the vault."""
    change_passphrase(vault.folder, vault.keys, LATER, TESTING)
    open_session(
        vault.folder, unlock_with_passphrase(vault.folder, LATER)
    ).close()  # it is noted in the vault
    vault.files.header.unlink()
    vault.files.header_backup.write_bytes(b"JHVAULT\x1a" + bytes(200))
    program = start(vault)
    page = recovery(qtbot, program)
    assert "in een back-up zit er nog een" in lines(page)
    assert page.card.buttons[0].text() == "Sleutelbestand uit back-up van 15 september 10:42 halen"
    page.card.buttons[0].click()
    qtbot.waitUntil(lambda: isinstance(program.frame.currentWidget(), UnlockPage), timeout=SOON)
    front = program.frame.currentWidget()
    assert isinstance(front, UnlockPage)
    qtbot.keyClicks(front.field, PASSPHRASE)
    front.button.click()
    page = recovery(qtbot, program)
    assert "ouder dan de kluis" in page.card.words.plain_text()
    assert page.card.buttons[0].text() == "Dit sleutelbestand gebruiken"
    page.card.buttons[0].click()
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=SOON)


def test_f23_a_wal_that_is_no_good_is_set_aside_and_kept(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault, tmp_path: Path
) -> None:
    (tmp_path / "ander").mkdir()
    other = open_copy(make_template(tmp_path), tmp_path / "ander")
    try:
        add_school(other)
        strange = (tmp_path / "ander" / "vault.db-wal").read_bytes()
    finally:
        other.close()
    wal = vault.folder / "vault.db-wal"
    wal.write_bytes(strange)
    program = start(vault)
    unlock(program, vault)
    page = recovery(qtbot, program)
    assert "hulpbestand" in page.card.words.plain_text()
    assert wal.read_bytes() == strange
    page.card.buttons[0].click()
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=SOON)
    program.lock()
    qtbot.waitUntil(lambda: not program.tasks.busy(), timeout=SOON)
    assert vault.schools() == ["Later", "VSO De Proef"]
    (kept,) = [each for each in vault.files.backups.iterdir() if each.is_dir()]
    assert (kept / "vault.db-wal").read_bytes() == strange


def test_f1_a_wrong_passphrase_is_no_damage_and_waits(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault
) -> None:
    vault.flip(3)
    page = recovery(qtbot, start(vault))
    page.card.field.setText("zo heet de kluis niet")
    page.card.buttons[0].click()
    qtbot.waitUntil(lambda: "past niet bij deze kluis" in page.card.row.note(), timeout=SOON)
    assert page.card.buttons[0].isEnabled()


def test_without_any_backup_nothing_is_offered_that_is_not_there(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault, tmp_path: Path
) -> None:
    shutil.rmtree(vault.files.backups)
    vault.flip(700)
    program = start(vault)
    unlock(program, vault)
    page = recovery(qtbot, program)
    assert "Er ligt geen back-up bij de kluis." in lines(page)
    assert not any("terug" in each.text() for each in page.card.buttons)
    assert unnamed_controls(page) == []
    other = next(each for each in page.card.buttons if each.text() == "Andere kluis openen")
    with dialogs.answers(None):
        other.click()
    assert program.frame.currentWidget() is page
    with dialogs.answers(tmp_path / "leeg"):
        other.click()
    assert program.frame.currentWidget() is not page


def test_damage_that_a_page_meets_leads_to_the_recovery_with_the_open_keys(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault
) -> None:
    program = start(vault)
    unlock(program, vault)
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=SOON)
    program.run_errand(Errand("recover"))
    page = recovery(qtbot, program)
    assert "De gegevens zijn heel." in lines(page)
    (again,) = [each for each in page.card.buttons if each.text() == "Opnieuw proberen"]
    again.click()
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=SOON)


def test_f17_without_a_good_backup_what_can_be_read_is_saved(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault
) -> None:
    shutil.rmtree(vault.files.backups)
    vault.flip(vault.page_of("people") + 900)
    program = start(vault)
    unlock(program, vault)
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=SOON)
    program.run_errand(Errand("recover"))
    page = recovery(qtbot, program)
    damaged = vault.files.database.read_bytes()  # the vault was open: where one was is kept in it
    assert page.card.buttons[0].text() == "Red wat leesbaar is"
    with dialogs.answers(None) as asked:
        page.card.buttons[0].click()
        qtbot.waitUntil(lambda: bool(asked), timeout=SOON)
    assert "Een deel is weg van: de sociale kaart." in asked[0].text
    assert vault.files.database.read_bytes() == damaged
    with dialogs.answers(GO_ON):
        page.card.buttons[0].click()
        qtbot.waitUntil(lambda: program.workplace is not None, timeout=SOON)
    program.lock()
    qtbot.waitUntil(lambda: not program.tasks.busy(), timeout=SOON)
    assert vault.schools() == ["Later", "VSO De Proef"]


def test_f6_a_database_that_is_gone_comes_back_from_the_newest_backup(
    qtbot: QtBot, start: Callable[[Vault], Program], vault: Vault
) -> None:
    vault.files.database.unlink()
    program = start(vault)
    unlock(program, vault)
    page = recovery(qtbot, program)
    assert "Het bestand met de gegevens (vault.db) is er niet meer." in lines(page)
    two_clicks(qtbot, program, page)
    assert vault.schools() == ["VSO De Proef"]
