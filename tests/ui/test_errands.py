"""Errands: the vault is closed for them, and opened again with the keys that hold afterwards."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.app import Program
from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.services.machine import machine_id
from jeugdhulp_desktop.services.session import Session, Unclean
from jeugdhulp_desktop.storage.vault_lock import VaultLock
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.quick_note import NoteDialog
from jeugdhulp_desktop.ui.errands import ERRANDS, Errand, ErrandPage, ErrandPlace
from jeugdhulp_desktop.ui.unlock.unlock_page import Unlocked, UnlockPage
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.messages import Message
from tests.services.conftest import Template

SOON = 20_000  # ms


class Visit(ErrandPage):
    """An errand of the test: opens the closed vault by itself, and says what it found."""

    def __init__(self, place: ErrandPlace) -> None:
        super().__init__(place)
        self.writing = False
        self.found: list[str] = []
        QVBoxLayout(self).addWidget(Button("Verder"))
        self.run(self._look, self.found.append)

    def _look(self) -> str:
        session = open_session(self.place.vault.folder, self.place.vault.keys)
        session.close()
        return session.vault_name

    def may_stop(self) -> bool:
        return not self.writing


@pytest.fixture(autouse=True)
def visit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ERRANDS, "visit", ("errand_of_the_test", "Visit"))
    monkeypatch.setattr(
        "jeugdhulp_desktop.ui.errands.import_module", lambda _name: __import__(__name__, fromlist=["Visit"])
    )


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path, empty_template: Template) -> Iterator[Program]:
    """The program with an open vault."""
    folder = tmp_path / "kluis"
    shutil.copytree(empty_template.folder, folder)
    made = Program(qapp, folder)
    made.start()
    qtbot.addWidget(made.frame)
    made.doors._open(Unlocked(folder, empty_template.keys, remember=False))
    qtbot.waitUntil(lambda: made.workplace is not None, timeout=SOON)
    yield made
    made.frame.hide()
    made.end()


def begin(qtbot: QtBot, program: Program) -> Visit:
    """The errand, asked as a page asks it, with its first look done."""
    assert program.workplace is not None
    program.workplace.window.page().errand_asked.emit(Errand("visit", "een vraag"))  # type: ignore[union-attr]
    page = program.frame.currentWidget()
    assert isinstance(page, Visit)
    qtbot.waitUntil(lambda: bool(page.found), timeout=SOON)
    return page


def open_again(qtbot: QtBot, program: Program) -> Session:
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=SOON)
    assert program.session is not None
    return program.session


def test_an_errand_finds_the_vault_closed_and_opens_it_again(qtbot: QtBot, program: Program) -> None:
    before = program.session
    program.workplace.window.open_page("privacy")  # type: ignore[union-attr]
    page = begin(qtbot, program)
    assert page.found == ["Proefkluis"]  # its own opening got the lock of the vault
    assert program.session is None
    assert page.place.argument == "een vraag"
    page.finished.emit(page.place.vault, Message("De back-up staat erin.", "ok", key="errand"))
    session = open_again(qtbot, program)
    assert session is not before
    window = program.workplace.window  # type: ignore[union-attr]
    assert window.page_name() == "privacy"
    assert [message.text for message in window.messages.messages()] == ["De back-up staat erin."]


def test_an_errand_that_is_given_up_keeps_what_was_typed(qtbot: QtBot, program: Program) -> None:
    workplace = program.workplace
    assert workplace is not None
    dialog = NoteDialog(workplace.window, program.session, workplace.context)  # type: ignore[arg-type]
    dialog.show_draft(ContactDraft())
    dialog.open()
    dialog.form.fact.setPlainText("Moeder belde: ze")
    with dialogs.answers() as asked:
        page = begin(qtbot, program)
    assert asked == []
    seen: list[str] = []
    with dialogs.answers(lambda again: seen.append(again.form.fact.toPlainText()) is None):
        page.give_up()
        open_again(qtbot, program)
        qtbot.waitUntil(lambda: bool(seen), timeout=SOON)
    assert seen == ["Moeder belde: ze"]


def test_nobody_at_the_keys_ends_an_errand_at_the_unlock_page(qtbot: QtBot, program: Program) -> None:
    page = begin(qtbot, program)
    qtbot.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(program.frame.currentWidget(), UnlockPage)
    page.give_up()  # an answer that comes late opens nothing
    assert isinstance(program.frame.currentWidget(), UnlockPage)
    assert program.frame.may_close()


def test_what_is_being_written_is_finished_before_it_locks(qtbot: QtBot, program: Program) -> None:
    page = begin(qtbot, program)
    page.writing = True
    program.doors._errands.lock()  # type: ignore[union-attr]
    assert program.frame.currentWidget() is page
    with dialogs.answers("Sluiten") as asked:
        assert not program.frame.may_close()
    assert asked[0].title == "Dit wordt eerst afgemaakt"
    page.finished.emit(page.place.vault, Message("Klaar.", "ok"))
    assert isinstance(program.frame.currentWidget(), UnlockPage)
    assert [message.text for message in program.doors.take_messages()] == ["Klaar."]


def test_the_keys_are_not_told_by_what_holds_them(qtbot: QtBot, program: Program) -> None:
    page = begin(qtbot, program)
    assert page.place.vault.keys.data_key.hex() not in repr(page.place)
    assert "data_key" not in repr(page.place)


def test_f15_closing_the_window_in_an_errand_lets_go_of_the_vault_in_order(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the next start would tell of a crash that never was."""
    page = begin(qtbot, program)
    folder, keys = page.place.vault.folder, page.place.vault.keys
    lock = VaultLock(folder, machine_id(keys.vault_id))
    lock.acquire("2026-09-15T10:42:00+02:00")  # as a backup that stands ready to be put back holds it
    monkeypatch.setattr(page, "let_go", lambda: program.tasks.run(page, lock.release, lambda _none: None))
    program.end()
    session = open_session(folder, keys)
    session.close()
    assert session.unclean is Unclean.NO
