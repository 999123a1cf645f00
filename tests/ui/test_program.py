"""The program as a whole: which screen stands in the frame, and that locking leaves nothing behind."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop import paths, settings
from jeugdhulp_desktop.app import Program
from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.errors import WrongPassphrase
from jeugdhulp_desktop.instance import Request
from jeugdhulp_desktop.security import vault as security_vault
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keychain import counter_of
from jeugdhulp_desktop.security.pin import set_pin
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.storage.engine import WrongThreadError
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.backups.closing import ClosingPage
from jeugdhulp_desktop.ui.cases.quick_note import NoteDialog
from jeugdhulp_desktop.ui.recovering.page import RecoveryPage
from jeugdhulp_desktop.ui.unlock.new_code_page import NewCodePage
from jeugdhulp_desktop.ui.unlock.problem_page import VaultProblemPage
from jeugdhulp_desktop.ui.unlock.recover_page import Recovered, RecoverPage
from jeugdhulp_desktop.ui.unlock.unlock_page import Unlocked, UnlockPage
from jeugdhulp_desktop.ui.unlock.wizard import CODE, NewVaultWizard
from tests.services.conftest import PASSPHRASE, Template
from tests.services.test_keys import MemoryKeyring

SENTENCE = "mijn fiets staat achter de bakker"
LONG = 20_000  # ms: Argon2id at its real cost, while another test works beside this one


@pytest.fixture
def vault(tmp_path: Path, demo_template: Template) -> Path:
    """A copy of the practice vault."""
    folder = tmp_path / "Kluis"
    shutil.copytree(demo_template.folder, folder)
    return folder


@pytest.fixture
def programs(qapp: QApplication) -> Iterator[list[Program]]:
    """The programs that a test starts; ended after it."""
    started: list[Program] = []
    yield started
    for program in started:
        program.frame.hide()
        program.end()


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, programs: list[Program]):  # type: ignore[no-untyped-def]
    """Starts the program on a folder, or as on a fresh laptop."""

    def begin(folder: Path | None = None) -> Program:
        program = Program(qapp, folder)
        programs.append(program)
        program.start()
        qtbot.addWidget(program.frame)
        return program

    return begin


def unlock(qtbot: QtBot, program: Program, passphrase: str = DEMO_PASSPHRASE) -> None:
    page = program.frame.currentWidget()
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.field, passphrase)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=LONG)


def now_in_front(qtbot: QtBot, program: Program, kind: type) -> None:
    qtbot.waitUntil(lambda: isinstance(program.frame.currentWidget(), kind), timeout=LONG)


def test_a_fresh_laptop_begins_with_the_wizard(start) -> None:  # type: ignore[no-untyped-def]
    program = start()
    assert isinstance(program.frame.currentWidget(), NewVaultWizard)


def test_the_wizard_makes_a_vault_that_opens_again(
    qtbot: QtBot, start, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("jeugdhulp_desktop.security.kdf.calibrate", lambda: TESTING)
    program = start()
    wizard = program.frame.currentWidget()
    assert isinstance(wizard, NewVaultWizard)
    wizard.who.form.set_values({"user_name": "Ans de Boer", "name": "Obs De Kraanvogel"})
    wizard._turn(0)
    wizard.next_button.click()
    wizard.next_button.click()
    for field in (wizard.passphrase.first, wizard.passphrase.again):
        qtbot.keyClicks(field, SENTENCE)
    wizard.next_button.click()
    qtbot.waitUntil(lambda: wizard.current() == CODE, timeout=LONG)
    code = wizard.code.code
    assert code is not None
    for row in wizard.code.rows:
        number = int(row.field.objectName().removeprefix("group"))
        qtbot.keyClicks(row.field, code.groups[number - 1])
    wizard.next_button.click()
    wizard.next_button.click()
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=LONG)
    folder = paths.default_vault_folder()
    assert security_vault.read_vault_info(folder).recovery_confirmed
    assert settings.load_settings().last_vault == folder
    program.lock()
    unlock(qtbot, program, SENTENCE)


def test_lock_and_unlock_return_to_the_same_page(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(vault)
    unlock(qtbot, program)
    window = program.workplace.window
    window.open_page("agreements")
    session = program.session
    program.lock()
    assert isinstance(program.frame.currentWidget(), UnlockPage)
    assert program.frame.windowTitle() == "Jeugdhulp Desktop"
    assert program.session is None
    unlock(qtbot, program)
    assert program.workplace.window.page_name() == "agreements"
    assert program.session is not session


def test_locking_closes_the_session_and_takes_its_pages_away(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(vault)
    unlock(qtbot, program)
    window, session = program.workplace.window, program.session
    with qtbot.waitSignal(window.destroyed):
        program.lock()
    done: list[bool] = []
    program.tasks.run(program.frame, lambda: True, done.append)
    qtbot.waitUntil(lambda: bool(done))
    with pytest.raises(RuntimeError):
        session.cases.counts()
    assert not (vault / "vault.db-wal").exists() or (vault / "vault.db-wal").stat().st_size == 0


@pytest.mark.parametrize("by_key", [False, True])
def test_f24_a_lock_in_the_middle_of_a_word_asks_nothing_and_brings_it_back(  # type: ignore[no-untyped-def]
    qtbot: QtBot, start, vault: Path, by_key: bool
) -> None:
    """As the screen lock, sleep and the idle time do: nobody is there to answer. And Ctrl+L in the dialog."""
    program = start(vault)
    unlock(qtbot, program)
    workplace = program.workplace
    workplace.window.open_page("agreements")
    dialog = NoteDialog(workplace.window, program.session, workplace.context)
    dialog.show_draft(ContactDraft())
    dialog.open()
    dialog.activateWindow()
    dialog.form.fact.setFocus()
    qtbot.waitUntil(dialog.form.fact.hasFocus)
    dialog.form.fact.setPlainText("Moeder belde: ze")
    with dialogs.answers() as asked:
        if by_key:  # the window under the dialog does not get its keys
            qtbot.keyClick(dialog.form.fact, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        else:
            workplace._events.left.emit()
    assert asked == []
    assert program.session is None
    assert not dialog.isVisible()
    seen: list[str] = []
    with dialogs.answers(lambda again: seen.append(again.form.fact.toPlainText()) is None):
        unlock(qtbot, program)
        qtbot.waitUntil(lambda: bool(seen), timeout=LONG)
    assert seen == ["Moeder belde: ze"]
    assert program.workplace.window.page_name() == "agreements"


def test_after_a_lock_the_same_case_stands_open(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(vault)
    unlock(qtbot, program)
    program.workplace.window.open_page("cases", 1)
    qtbot.waitUntil(lambda: program.workplace.window.page().place() == 1, timeout=LONG)
    program.lock()
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: program.workplace.window.page().place() == 1, timeout=LONG)


def test_nobody_at_the_keys_locks_the_vault(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(vault)
    unlock(qtbot, program)
    program.workplace._idle.over.emit()
    assert program.session is None
    assert isinstance(program.frame.currentWidget(), UnlockPage)


def test_f6_a_damaged_header_is_told_and_its_copy_can_be_put_back(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    header = vault / "vault.header"
    data = bytearray(header.read_bytes())
    data[len(data) // 2] ^= 0xFF
    header.write_bytes(bytes(data))
    program = start(vault)
    page = program.frame.currentWidget()
    assert isinstance(page, RecoveryPage)
    assert "beschadigd" in page.card.words.plain_text()
    qtbot.waitUntil(lambda: bool(page.card.buttons), timeout=LONG)
    page.card.buttons[0].click()
    now_in_front(qtbot, program, UnlockPage)
    unlock(qtbot, program)


def test_f11_a_folder_of_something_else_is_refused_and_left_alone(start, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0 geen kluis")
    program = start(tmp_path)
    page = program.frame.currentWidget()
    assert isinstance(page, VaultProblemPage)
    assert page.words.plain_text().startswith("Dit is geen kluis van Jeugdhulp Desktop.")
    assert [file.name for file in tmp_path.iterdir()] == ["foto.jpg"]


def test_damage_in_the_database_is_not_a_wrong_passphrase(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    database = vault / "vault.db"
    data = bytearray(database.read_bytes())
    data[16:4096] = bytes(4080)
    database.write_bytes(bytes(data))
    program = start(vault)
    page = program.frame.currentWidget()
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.field, DEMO_PASSPHRASE)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    now_in_front(qtbot, program, RecoveryPage)
    assert program.frame.currentWidget().card.words.plain_text().startswith("De gegevens in de kluis zijn")
    assert database.read_bytes() == bytes(data)


def test_a_vault_that_another_window_holds_is_told(qtbot: QtBot, start, demo, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(demo.folder)
    page = program.frame.currentWidget()
    qtbot.keyClicks(page.field, DEMO_PASSPHRASE)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    now_in_front(qtbot, program, VaultProblemPage)
    assert "al open op deze computer" in program.frame.currentWidget().words.plain_text()


def test_f4_a_laptop_without_a_keyring_asks_the_passphrase_with_the_reason(  # type: ignore[no-untyped-def]
    qtbot: QtBot, start, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forgetful:
        def get(self, account: str) -> str | None:
            return self.kept.get(account)

        def set(self, account: str, secret: str) -> None:
            self.kept[account] = secret

        def delete(self, account: str) -> None:
            self.kept.pop(account, None)

        def __init__(self) -> None:
            self.kept: dict[str, str] = {}

    keyring = Forgetful()
    keys = security_vault.unlock_with_passphrase(vault, DEMO_PASSPHRASE)
    security_vault.remember_in_keyring(vault, keys, keyring)
    monkeypatch.setattr("jeugdhulp_desktop.security.keychain.SystemKeyring", lambda: keyring)
    keyring.kept.clear()
    program = start(vault)
    page = program.frame.currentWidget()
    qtbot.waitUntil(lambda: "onthoudt het wachtwoord niet meer" in page.row.note())
    assert page.remember.isChecked()
    unlock(qtbot, program)
    again = security_vault.unlock_with_keyring(vault, keyring)  # F5: made again once the vault was proven
    assert again.data_key == keys.data_key


def test_what_is_remembered_opens_once_and_after_a_lock_the_pin_or_the_passphrase_does(  # type: ignore[no-untyped-def]
    qtbot: QtBot, start, empty_template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keyring serves the first opening after a start only, also when it was told to remember just now."""
    folder, keyring = tmp_path / "Kluis", MemoryKeyring()
    shutil.copytree(empty_template.folder, folder)
    monkeypatch.setattr("jeugdhulp_desktop.security.keychain.SystemKeyring", lambda: keyring)
    program = start(folder)
    unlock(qtbot, program, PASSPHRASE)
    security_vault.remember_in_keyring(folder, empty_template.keys, keyring)
    program.lock()
    page = program.frame.currentWidget()
    qtbot.waitUntil(lambda: not program.tasks.busy())
    assert program.frame.currentWidget() is page  # it did not open by itself
    assert page.field.isVisible()
    set_pin(folder, empty_template.keys, "274916", keyring, TESTING)
    unlock(qtbot, program, PASSPHRASE)
    program.lock()
    page = program.frame.currentWidget()
    assert page.asks_pin
    qtbot.keyClicks(page.pin, "274916")
    qtbot.keyClick(page.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=LONG)
    keyring.delete(counter_of(empty_template.keys.vault_id))  # as after five wrong tries
    program.lock()
    page = program.frame.currentWidget()
    qtbot.waitUntil(lambda: not page.asks_pin)
    assert page.field.hasFocus() or page.focusWidget() is page.field


def test_a_forgotten_passphrase_ends_with_a_new_one_and_a_new_code(  # type: ignore[no-untyped-def]
    qtbot: QtBot, start, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jeugdhulp_desktop.security.kdf.calibrate", lambda: TESTING)
    keys = security_vault.unlock_with_passphrase(vault, DEMO_PASSPHRASE)
    code = security_vault.replace_recovery_code(vault, keys)
    program = start(vault)
    program.frame.currentWidget().recovery.click()
    now_in_front(qtbot, program, RecoverPage)
    page = program.frame.currentWidget()
    qtbot.keyClicks(page.code, code.text)
    qtbot.keyClicks(page.first, SENTENCE)
    qtbot.keyClicks(page.again, SENTENCE)
    qtbot.keyClick(page.again, Qt.Key.Key_Return)
    now_in_front(qtbot, program, NewCodePage)
    program.frame.currentWidget().later.click()
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=LONG)
    assert security_vault.unlock_with_passphrase(vault, SENTENCE).data_key == keys.data_key
    with pytest.raises(WrongPassphrase):
        security_vault.unlock_with_passphrase(vault, DEMO_PASSPHRASE)


def test_another_vault_can_be_chosen(qtbot: QtBot, start, vault: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(tmp_path / "nergens")
    with dialogs.answers(vault):
        program.doors.choose_vault()
    page = program.frame.currentWidget()
    assert isinstance(page, UnlockPage)
    assert page.vault_name.text() == "Oefenkluis Veenrand"


def test_the_pdfs_follow_two_seconds_after_the_start(
    qtbot: QtBot, start, vault: Path, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    program = start(vault)
    folder = tmp_path / "rapporten"
    info = security_vault.read_vault_info(vault)
    program.laptop.keep_report_folder(info.vault_id.hex(), folder)
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: any(folder.glob("*Overzicht*.pdf")), timeout=LONG)  # it comes after the others
    names = [file.name for file in folder.glob("*.pdf")]
    assert {"Zonnewijzer", "Kraanvogel"} <= {word for name in names for word in name.split()}


def test_the_manual_opens_at_the_screen_one_is_on(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(vault)
    unlock(qtbot, program)
    program.workplace.window.open_page("agreements")
    program.workplace.window._ask_help()
    assert program._help.isVisible()
    assert "Schoolafspraken" in program._help.pages.toPlainText()
    program._help.close()


def test_the_keyring_and_the_passphrase_together_open_the_vault_once(  # type: ignore[no-untyped-def]
    qtbot: QtBot, start, vault: Path
) -> None:
    program = start(vault)
    keys = security_vault.unlock_with_passphrase(vault, DEMO_PASSPHRASE)
    program.doors._open_remembered(vault, keys)
    program.doors._open(Unlocked(vault, keys, remember=False))
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=LONG)
    done: list[bool] = []
    program.tasks.run(program.frame, lambda: True, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert program.frame.currentWidget() is program.workplace.window


def test_a_vault_that_cannot_be_remembered_opens_all_the_same(  # type: ignore[no-untyped-def]
    qtbot: QtBot, start, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = security_vault.unlock_with_passphrase(vault, DEMO_PASSPHRASE)
    security_vault.change_details(vault, keys, shared_account=True)
    program = start(vault)
    program.doors._open(Unlocked(vault, keys, remember=True))
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=LONG)


def test_after_a_recovery_the_reports_go_where_they_went(  # type: ignore[no-untyped-def]
    qtbot: QtBot, start, vault: Path, tmp_path: Path
) -> None:
    program = start(vault)
    keys = security_vault.unlock_with_passphrase(vault, DEMO_PASSPHRASE)
    program.laptop.keep_report_folder(keys.vault_id.hex(), tmp_path / "Mijn rapporten")
    program.doors._new_code_kept(Recovered(vault, keys, SENTENCE), False)
    qtbot.waitUntil(lambda: program.session is not None, timeout=LONG)
    assert program.session.documents.folder == tmp_path / "Mijn rapporten"


def test_the_practice_vault_has_a_report_folder_of_its_own(  # type: ignore[no-untyped-def]
    qtbot: QtBot, start, vault: Path
) -> None:
    program = start()
    practice = paths.default_vault_folder().parent / "Oefenkluis"
    shutil.copytree(vault, practice)
    program.frame.currentWidget().practice_asked.emit()
    qtbot.waitUntil(lambda: program.session is not None, timeout=LONG)
    assert program.session.documents.folder.name == "Oefenrapporten"
    program.lock()
    unlock(qtbot, program)
    assert program.session.documents.folder.name == "Oefenrapporten"


def test_the_window_thread_cannot_reach_the_database(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(vault)
    unlock(qtbot, program)
    with pytest.raises(WrongThreadError):
        program.session.cases.counts()


def test_quitting_still_writes_what_closing_writes(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(vault)
    unlock(qtbot, program)
    session, closed = program.session, []
    leave = session.before_close
    session.before_close = lambda: (session.cases.counts(), closed.append(leave()))
    program.frame.hide()
    program.end()
    assert closed == [None]


def test_a_program_that_ended_locked_leaves_no_guard_behind(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(vault)
    unlock(qtbot, program)
    program.lock()
    qtbot.waitUntil(lambda: isinstance(program.frame.currentWidget(), UnlockPage))
    qtbot.waitUntil(lambda: not program.tasks.busy())
    program.frame.hide()
    program.end()
    keys = security_vault.unlock_with_passphrase(vault, DEMO_PASSPHRASE)
    open_session(vault, keys).close()  # in this thread: another program may begin here


def test_f22_a_second_start_with_another_vault_is_asked_about_before_this_one_locks(  # type: ignore[no-untyped-def]
    qtbot: QtBot, start, vault: Path, tmp_path: Path, empty_template: Template
) -> None:
    other = tmp_path / "Andere kluis"
    shutil.copytree(empty_template.folder, other)
    program = start(vault)
    program.come_forward(Request(other))
    assert program.doors._vault == other, "nothing is open yet: it is shown at once"
    program.come_forward(Request(vault))
    unlock(qtbot, program)
    with dialogs.answers() as asked:
        program.come_forward(Request(vault))
        program.come_forward(Request())
    assert asked == []
    with dialogs.answers(None) as asked:
        program.come_forward(Request(other))
    assert str(other) in asked[0].text
    assert program.session is not None
    program.workplace.window.open_page("cases", 1)
    qtbot.waitUntil(lambda: program.workplace.window.page().place() == 1, timeout=LONG)
    with dialogs.answers("Andere kluis openen"):
        program.come_forward(Request(other))
    assert program.session is None
    unlock(qtbot, program, PASSPHRASE)
    assert program.session.folder == other
    assert program.workplace.window.page_name() == "start", "a case of the other vault says nothing here"


def test_a_second_start_leads_away_from_a_vault_that_is_damaged(  # type: ignore[no-untyped-def]
    qtbot: QtBot, start, vault: Path, tmp_path: Path, empty_template: Template
) -> None:
    shutil.copytree(empty_template.folder, tmp_path / "Andere kluis")
    (vault / "vault.header").write_bytes(b"JHVAULT\x1a en verder niets")
    program = start(vault)
    now_in_front(qtbot, program, RecoveryPage)
    program.come_forward(Request(vault))
    assert isinstance(program.frame.currentWidget(), RecoveryPage)
    program.come_forward(Request(tmp_path / "Andere kluis"))
    now_in_front(qtbot, program, UnlockPage)
    unlock(qtbot, program, PASSPHRASE)


def test_a_second_start_waits_for_who_is_making_a_vault(start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    program = start()
    wizard = program.frame.currentWidget()
    program.come_forward(Request(vault))
    assert program.frame.currentWidget() is wizard


def test_closing_goes_at_once_unless_work_is_without_a_backup(qtbot: QtBot, start, vault: Path) -> None:  # type: ignore[no-untyped-def]
    program = start(vault)
    unlock(qtbot, program)
    backups, session = program.workplace.backups, program.session
    program.workplace._upkeep.stop()  # the pdfs of the practice vault are not what is waited for here
    program.tasks.run(program.frame, session.backups.make, lambda _made: None)
    qtbot.waitUntil(lambda: not backups.due, timeout=LONG)
    assert program._may_close()
    job = lambda: session.actions.save(ActionDraft(what="Nog iets"))  # noqa: E731
    program.tasks.run(program.frame, job, lambda _id: None)
    qtbot.waitUntil(lambda: backups.due and not program.tasks.busy(), timeout=LONG)
    before = set((vault / "backups").iterdir())
    program.frame.close()
    assert isinstance(program.frame.currentWidget(), ClosingPage)
    assert program.session is session  # until the end
    qtbot.waitUntil(lambda: not program.frame.isVisible(), timeout=LONG)
    assert len(set((vault / "backups").iterdir()) - before) == 1
