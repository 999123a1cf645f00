"""The unlock page: one neutral sentence, growing waits, and keys for whoever knows the passphrase."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.errors import KeyringUnavailable, WorldError, WrongPin
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.vault import create_vault, read_vault_info
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.unlock_page import EMPTY, Unlocked, UnlockPage
from jeugdhulp_desktop.ui.unlock.wrong_tries import CAPS, WRONG
from tests.ui.controls import unnamed_controls

PASSPHRASE = "drie blauwe fietsen in de regen"


class Clock:
    """A monotonic clock that a test moves on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unlock") / "Kluis"
    create_vault(folder, name="Zorg Veenrand", passphrase=PASSPHRASE, cost=TESTING)
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, vault: Path, clock: Clock) -> UnlockPage:
    made = UnlockPage(tasks, clock)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show_vault(vault, read_vault_info(vault))
    made.show()
    qtbot.waitExposed(made)
    return made


Try = Callable[[str], None]


@pytest.fixture
def attempt(qtbot: QtBot, page: UnlockPage) -> Try:
    """Type a wrong passphrase and press Enter; waits for the answer."""

    def wrong(text: str) -> None:
        page.field.clear()
        qtbot.keyClicks(page.field, text)
        qtbot.keyClick(page.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not page.field.isReadOnly())

    return wrong


def test_the_pin_opens_after_a_lock_and_the_passphrase_is_one_button_away(
    qtbot: QtBot, tasks: Tasks, vault: Path
) -> None:
    tried: list[str] = []
    answers: list[WorldError | None] = [WrongPin(4), None]

    def open_it(folder: Path, digits: str) -> VaultKeys:
        tried.append(digits)
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        return VaultKeys(bytes(16), bytes(32), 1)

    page = UnlockPage(tasks, pin_opener=open_it)
    qtbot.addWidget(page)
    page.show_vault(vault, read_vault_info(vault))
    page.show()
    assert not page.pin_row.isVisible()
    page.ask_pin()
    assert not page.row.isVisible()
    assert not page.remember.isVisible()
    assert unnamed_controls(page) == []
    qtbot.keyClick(page.pin, Qt.Key.Key_Return)
    assert page.pin_row.note() == "Typ je pincode."
    qtbot.keyClicks(page.pin, "27x4917")
    assert page.pin.text() == "274917"
    qtbot.keyClick(page.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(page.pin_row.has_error)
    assert page.pin_row.note() == "Deze pincode past niet. Je kunt het nog 4 keer proberen."
    assert page.pin.selectedText() != ""
    qtbot.keyClicks(page.pin, "274916")
    with qtbot.waitSignal(page.unlocked) as told:
        page.button.click()
    assert tried == ["274917", "274916"]
    assert told.args[0].remember is False
    assert page.pin.text() == ""
    page.use_passphrase.click()
    assert page.field.isVisible()
    assert page.recovery.isVisible()
    assert not page.asks_pin


@pytest.mark.parametrize("error", [WrongPin(0), KeyringUnavailable("no-pin"), KeyringUnavailable("failing")])
def test_a_pin_that_is_gone_leaves_the_passphrase_with_the_reason(
    qtbot: QtBot, tasks: Tasks, vault: Path, error: WorldError
) -> None:
    def refuse(_folder: Path, _digits: str) -> VaultKeys:
        raise error

    page = UnlockPage(tasks, pin_opener=refuse)
    qtbot.addWidget(page)
    page.show_vault(vault, read_vault_info(vault))
    page.show()
    page.ask_pin()
    qtbot.keyClicks(page.pin, "274916")
    qtbot.keyClick(page.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(page.field.isVisible)
    assert "wachtwoord" in page.row.note()
    with qtbot.waitSignal(page.unlocked):
        qtbot.keyClicks(page.field, PASSPHRASE)
        qtbot.keyClick(page.field, Qt.Key.Key_Return)


def test_the_right_passphrase_gives_the_keys_and_leaves_nothing_in_the_field(
    qtbot: QtBot, page: UnlockPage, vault: Path
) -> None:
    qtbot.keyClicks(page.field, PASSPHRASE)
    with qtbot.waitSignal(page.unlocked) as told:
        qtbot.keyClick(page.field, Qt.Key.Key_Return)
    unlocked = told.args[0]
    assert isinstance(unlocked, Unlocked)
    assert (unlocked.folder, unlocked.remember) == (vault, False)
    assert len(unlocked.keys.data_key) == 32
    assert page.field.text() == ""


def test_a_wrong_passphrase_is_told_neutrally_and_stays_selected(page: UnlockPage, attempt: Try) -> None:
    attempt("iets anders dan dat")
    assert page.row.note() == WRONG
    assert page.field.selectedText() == "iets anders dan dat"


def test_f1_after_five_wrong_tries_one_waits_and_is_never_locked_out(
    qtbot: QtBot, page: UnlockPage, clock: Clock, attempt: Try
) -> None:
    for number in range(6):
        attempt(f"fout {number}")
    assert page.row.note() == "Wacht 2 seconden en probeer het dan opnieuw. Of gebruik de herstelcode."
    assert not page.button.isEnabled()
    assert page.recovery.isEnabled()
    clock.now += 2.1
    qtbot.waitUntil(page.button.isEnabled)
    page.field.clear()
    qtbot.keyClicks(page.field, PASSPHRASE)
    with qtbot.waitSignal(page.unlocked):
        qtbot.keyClick(page.field, Qt.Key.Key_Return)


def test_another_vault_is_not_made_to_wait_for_the_tries_on_this_one(
    page: UnlockPage, vault: Path, attempt: Try
) -> None:
    for number in range(6):
        attempt(f"fout {number}")
    assert not page.button.isEnabled()
    page.show_vault(vault, read_vault_info(vault))
    assert page.button.isEnabled()
    assert page.row.note() == ""


def test_enter_on_an_empty_field_asks_for_the_passphrase(qtbot: QtBot, page: UnlockPage) -> None:
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.row.note() == EMPTY


def test_f3_caps_lock_shows_in_what_is_typed(qtbot: QtBot, page: UnlockPage) -> None:
    qtbot.keyClick(page.field, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert page.row.note() == ""
    page.field.caps_lock.emit(True)
    assert page.row.note() == CAPS


def test_the_eye_shows_the_passphrase_and_a_new_vault_hides_it_again(page: UnlockPage, vault: Path) -> None:
    page.field.eye.click()
    assert page.field.echoMode() is QLineEdit.EchoMode.Normal
    page.show_vault(vault, read_vault_info(vault))
    assert page.field.echoMode() is QLineEdit.EchoMode.Password


def test_f4_the_reason_why_the_passphrase_is_asked_stands_under_the_field(
    page: UnlockPage, vault: Path
) -> None:
    page.show_vault(vault, read_vault_info(vault), "Deze computer onthoudt het wachtwoord niet meer.")
    assert page.row.note() == "Deze computer onthoudt het wachtwoord niet meer."


def test_remembering_is_not_offered_on_a_shared_account(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path, page: UnlockPage
) -> None:
    assert page.remember.isVisible()
    shared = tmp_path / "Gedeeld"
    create_vault(shared, name="Gedeeld", passphrase=PASSPHRASE, cost=TESTING, shared_account=True)
    page.show_vault(shared, read_vault_info(shared))
    assert not page.remember.isVisible()


def test_every_control_has_a_name(page: UnlockPage) -> None:
    assert unnamed_controls(page) == []
