"""Sleutels on the screen: a real vault, real keys, and what opens it afterwards."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.errors import (
    DamagedDatabase,
    DiskProblem,
    KeyringUnavailable,
    WrongPassphrase,
    WrongPin,
)
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.pin import unlock_with_pin
from jeugdhulp_desktop.security.vault import unlock_with_passphrase, unlock_with_recovery_code
from jeugdhulp_desktop.services.backup_headers import OldBackup, OldBackups, Tidied
from jeugdhulp_desktop.services.keys import KeyService
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.errands import Errand
from jeugdhulp_desktop.ui.keys.old_backups_panel import days_of, title_of, told_words
from jeugdhulp_desktop.ui.keys.part import KeysPart
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.messages import Message
from tests.services.conftest import PASSPHRASE
from tests.services.test_keys import MemoryKeyring
from tests.ui.controls import unnamed_controls

NEW = "zeven gele paraplu's op het strand"


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def part(
    qtbot: QtBot, context: PageContext, tasks: Tasks, session: Session, keyring: MemoryKeyring
) -> Iterator[KeysPart]:
    session.key_changes = KeyService(
        session.folder, session.keys, session.database, session.changes, cost=TESTING, keyring=keyring
    )
    made = KeysPart(context)
    qtbot.addWidget(made)
    made.resize(900, 640)
    session.changes.subscribe(tasks.announce)
    tasks.changed.connect(lambda changes: made.refresh(changes) if changes & made.watches else None)
    made.open_with(session)
    made.show()
    qtbot.waitUntil(lambda: made.facts is not None)
    yield made
    tasks.close()
    made.close()


def words_on(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def told(part: KeysPart) -> list[Message]:
    messages: list[Message] = []
    part.message.connect(messages.append)
    return messages


def proving(qtbot: QtBot, passphrase: str = PASSPHRASE, then: Callable[[Any], None] | None = None) -> Any:
    """Answers a dialog that asks the passphrase of now: types it, presses Enter, waits for the worker."""

    def fill(dialog: Any) -> bool:
        dialog.show()
        qtbot.keyClicks(dialog.present, passphrase)
        if then is not None:
            then(dialog)
        with qtbot.waitSignal(dialog.accepted):
            qtbot.keyClick(dialog.present, Qt.Key.Key_Return)
        return True

    return fill


# --- passphrase and recovery code


def test_the_passphrase_is_changed_by_keyboard_and_it_is_told(
    qtbot: QtBot, part: KeysPart, session: Session
) -> None:
    messages = told(part)

    def type_new(dialog: Any) -> None:
        qtbot.keyClicks(dialog.new.first, NEW)
        qtbot.keyClicks(dialog.new.again, NEW)

    with dialogs.answers(proving(qtbot, then=type_new)), qtbot.waitSignal(part.saved):
        part.ways.change.click()
    assert unlock_with_passphrase(session.folder, NEW).data_key == session.keys.data_key
    with pytest.raises(WrongPassphrase):
        unlock_with_passphrase(session.folder, PASSPHRASE)
    assert "Back-ups van eerder openen nog met het oude" in messages[0].text
    assert not part.old.isVisible()


def test_f1_a_wrong_passphrase_of_now_is_told_and_changes_nothing(
    qtbot: QtBot, part: KeysPart, session: Session
) -> None:
    notes: list[str] = []

    def fill(dialog: Any) -> bool:
        dialog.show()
        qtbot.keyClicks(dialog.present, "dit is het zeker niet geweest")
        qtbot.keyClicks(dialog.new.first, NEW)
        qtbot.keyClicks(dialog.new.again, NEW)
        dialog.accept_button.click()
        qtbot.waitUntil(lambda: "past niet" in dialog.row.note())
        notes.append(dialog.row.note())
        assert dialog.present.selectedText() != ""
        dialog.reject()
        return False

    with dialogs.answers(fill):
        part.ways.change.click()
    assert notes[0].startswith("Dit wachtwoord past niet bij deze kluis.")
    unlock_with_passphrase(session.folder, PASSPHRASE)


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [
        ("kort", "kort", "Dit zijn nog geen 15 tekens. Maak er een zin van, dat onthoudt makkelijker."),
        ("VSO De Proef 2026", "VSO De Proef 2026", "Dit is te makkelijk te raden."),
        (PASSPHRASE, PASSPHRASE, "Dit is het wachtwoord dat je nu hebt. Bedenk een ander."),
        (NEW, NEW + "!", "De twee wachtwoorden zijn niet gelijk. Typ het nog een keer."),
        (NEW, "", "Typ het wachtwoord nog een keer."),
    ],
)
def test_a_new_passphrase_that_will_not_do_is_told_under_its_field(
    qtbot: QtBot, part: KeysPart, new: str, again: str, sentence: str
) -> None:
    notes: list[str] = []

    def fill(dialog: Any) -> bool:
        dialog.show()
        for field, text in ((dialog.present, PASSPHRASE), (dialog.new.first, new), (dialog.new.again, again)):
            qtbot.keyClicks(field, text)
        assert not dialog.check()
        notes.extend((dialog.new.first_row.note(), dialog.new.again_row.note()))
        return False

    with dialogs.answers(fill):
        part.ways.change.click()
    assert any(note.startswith(sentence) for note in notes)


def test_without_the_passphrase_of_now_nothing_is_asked_of_the_worker(qtbot: QtBot, part: KeysPart) -> None:
    def fill(dialog: Any) -> bool:
        assert not dialog.check()
        assert dialog.row.note() == "Typ het wachtwoord waarmee je de kluis nu opent."
        return False

    with dialogs.answers(fill):
        part.ways.new_code.click()


def test_a_code_nobody_looked_at_on_paper_is_red(part: KeysPart) -> None:
    assert "Gecontroleerd op papier: nog niet" in words_on(part.ways)
    assert part.ways.code.text.property("tone") == "bad"


def test_a_new_code_is_shown_typed_back_and_then_counts_as_looked_at(
    qtbot: QtBot, part: KeysPart, session: Session
) -> None:
    codes: list[str] = []

    def type_back(dialog: Any) -> bool:
        dialog.show()
        assert not dialog.accept_button.isEnabled()
        panel = dialog.panel
        codes.append(panel.code.text)
        for row, number in zip(panel.rows, panel._asked, strict=True):
            qtbot.keyClicks(row.field, panel.code.groups[number].lower())
        assert dialog.accept_button.isEnabled()
        dialog.accept_button.click()
        assert panel.code is None
        return True

    with dialogs.answers(proving(qtbot), type_back), qtbot.waitSignal(part.saved):
        part.ways.new_code.click()
    assert unlock_with_recovery_code(session.folder, codes[0]).data_key == session.keys.data_key
    qtbot.waitUntil(lambda: "Gecontroleerd op papier: ja" in words_on(part.ways))
    assert not part.ways.check_code.isVisible()


def test_a_new_code_may_be_checked_later_and_stays_red(
    qtbot: QtBot, part: KeysPart, session: Session
) -> None:
    codes: list[str] = []

    def later(dialog: Any) -> bool:
        codes.append(dialog.panel.code.text)
        dialog.show()
        with dialogs.answers(None):
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)  # asks first: the code is nowhere else
        assert dialog.isVisible()
        dialog.cancel_button.click()
        return False

    with dialogs.answers(proving(qtbot), later), qtbot.waitSignal(part.saved):
        part.ways.new_code.click()
    assert "nog niet" in words_on(part.ways)

    def compare(dialog: Any) -> bool:
        dialog.show()
        qtbot.keyClicks(dialog.field, codes[0][:-1])
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
        qtbot.waitUntil(dialog.row.has_error)
        assert "Groep 8" in dialog.row.note()
        qtbot.keyClicks(dialog.field, codes[0][-1])
        with qtbot.waitSignal(dialog.accepted):
            qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
        return True

    with dialogs.answers(compare), qtbot.waitSignal(part.saved):
        part.ways.check_code.click()
    qtbot.waitUntil(lambda: "Gecontroleerd op papier: ja" in words_on(part.ways))


def test_start_leads_to_the_recovery_code(qtbot: QtBot, part: KeysPart) -> None:
    part.activateWindow()
    part.open_at("recovery")
    qtbot.waitUntil(lambda: part.ways.code.isAncestorOf(part.focusWidget()))


# --- old backups


def changed(part: KeysPart, session: Session, qtbot: QtBot) -> Path:
    """A backup of before a change of passphrase, as the part shows it after that change."""
    path = session.backups.make_proven().path

    def type_new(dialog: Any) -> None:
        qtbot.keyClicks(dialog.new.first, NEW)
        qtbot.keyClicks(dialog.new.again, NEW)

    with dialogs.answers(proving(qtbot, then=type_new)):
        part.ways.change.click()
    qtbot.waitUntil(part.old.isVisible)
    return path


def test_f28_after_a_change_the_old_backups_are_told_and_renewed_from_the_keyboard(
    qtbot: QtBot, part: KeysPart, session: Session
) -> None:
    path = changed(part, session, qtbot)
    assert "1 back-up opent nog met een wachtwoord van eerder" in words_on(part.old)
    assert "usb-stick" in words_on(part.old)
    qtbot.waitUntil(lambda: part.focusWidget() is part.old.renew)
    messages = told(part)
    qtbot.keyClick(part.old.renew, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not part.old.isVisible())
    assert path.exists()
    assert messages[0].text == "1 back-up is vernieuwd."


def test_old_backups_are_deleted_only_when_that_is_said_and_a_new_one_stands(
    qtbot: QtBot, part: KeysPart, session: Session
) -> None:
    path = changed(part, session, qtbot)
    with dialogs.answers(None) as asked:
        part.old.delete.click()
    assert asked[0].default == dialogs.CANCEL
    assert "Van vandaag." in asked[0].text or "Van 15 september." in asked[0].text
    assert path.exists()
    with dialogs.answers("Wissen"):
        part.old.delete.click()
    qtbot.waitUntil(lambda: not part.old.isVisible())
    assert not path.exists()
    assert len(list(path.parent.iterdir())) == 1


def test_f16_a_backup_that_cannot_be_made_deletes_nothing_and_says_so(
    qtbot: QtBot, part: KeysPart, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = changed(part, session, qtbot)
    messages = told(part)

    def full(**_named: object) -> None:
        raise DiskProblem("full")

    monkeypatch.setattr(session.backups, "make", full)
    with dialogs.answers("Wissen"):
        part.old.delete.click()
    qtbot.waitUntil(lambda: bool(messages))
    assert "De schijf is vol" in messages[0].text
    assert "geen back-up gewist" in messages[0].text
    assert path.exists()
    assert not part.old.busy.isVisible()


def test_a_place_that_is_away_is_named_and_what_did_not_prove_itself_too() -> None:
    day = datetime(2026, 9, 14, 12, tzinfo=UTC)
    old = [OldBackup(Path(f"{n}.zip"), day - timedelta(days=n), n > 2, n < 3) for n in range(5)]
    several = OldBackups(tuple(old), ("usb-stick ZORG",))
    assert title_of(several) == "5 back-ups openen nog met een wachtwoord of herstelcode van eerder"
    assert title_of(OldBackups(several.found[:1])) == "1 back-up opent nog met een herstelcode van eerder"
    assert days_of(several, date(2026, 9, 15)) == (
        "Van gisteren, 13 september, 12 september en nog 2 andere."
    )
    told = Tidied(2, ((Path("a.zip"), DamagedDatabase("backup-bytes")),))
    assert told_words(told, "vernieuwd").endswith("en klopt niet of is in gebruik: a.zip.")


# --- remembering


def test_this_computer_remembers_after_the_passphrase_and_forgets_at_once(
    qtbot: QtBot, part: KeysPart, session: Session, keyring: MemoryKeyring
) -> None:
    with dialogs.answers(proving(qtbot)), qtbot.waitSignal(part.saved):
        part.remember.remember.click()
    qtbot.waitUntil(part.remember.forget.isVisible)
    assert len(keyring.kept) == 1
    assert "opent de kluis bij het starten" in words_on(part.remember)
    with qtbot.waitSignal(part.saved):
        part.remember.forget.click()
    qtbot.waitUntil(part.remember.remember.isVisible)
    assert keyring.kept == {}


def test_f4_a_laptop_without_a_keyring_says_so_and_stays_as_it_was(
    qtbot: QtBot, part: KeysPart, session: Session, keyring: MemoryKeyring
) -> None:
    keyring.fails = True
    notes: list[str] = []

    def fill(dialog: Any) -> bool:
        dialog.show()
        qtbot.keyClicks(dialog.present, PASSPHRASE)
        dialog.accept_button.click()
        qtbot.waitUntil(dialog.row.has_error)
        notes.append(dialog.row.note())
        dialog.reject()
        return False

    with dialogs.answers(fill):
        part.remember.remember.click()
    assert notes == [
        "Deze computer heeft geen sleutelbos die het doet. Typ bij het starten gewoon je wachtwoord."
    ]
    assert not session.key_changes.state().remembered


def test_on_a_shared_account_remembering_is_not_offered_and_ends(
    qtbot: QtBot, part: KeysPart, session: Session, keyring: MemoryKeyring
) -> None:
    session.key_changes.remember(PASSPHRASE)
    qtbot.waitUntil(part.remember.forget.isVisible)
    with qtbot.waitSignal(part.saved):
        part.remember.shared.button(True).click()
    qtbot.waitUntil(lambda: not part.remember.forget.isVisible())
    assert not part.remember.remember.isVisible()
    assert "Misschien delen jullie deze account" in words_on(part.remember)
    assert keyring.kept == {}


def test_what_this_computer_forgot_is_told_with_a_way_to_do_it_again(
    qtbot: QtBot, part: KeysPart, session: Session, keyring: MemoryKeyring
) -> None:
    session.key_changes.remember(PASSPHRASE)
    keyring.kept = {}
    part.shown()
    qtbot.waitUntil(lambda: "Een andere computer onthoudt de kluis" in words_on(part.remember))
    assert part.remember.remember.isVisible()
    assert part.remember.forget.isVisible()


def test_what_the_disk_refuses_is_said_in_a_sentence(part: KeysPart) -> None:
    messages = told(part)
    part._refused(DiskProblem("full"))
    part._refused(KeyringUnavailable("failing"))
    assert "De schijf is vol" in messages[0].text


# --- the PIN


def test_a_pin_is_offered_once_this_computer_remembers_and_is_removed_again(
    qtbot: QtBot, part: KeysPart, session: Session, keyring: MemoryKeyring
) -> None:
    assert not part.remember.pin.isVisible()
    session.key_changes.remember(PASSPHRASE)
    qtbot.waitUntil(part.remember.set_pin.isVisible)
    notes: list[str] = []

    def fill(dialog: Any) -> bool:
        dialog.show()
        qtbot.keyClicks(dialog.present, PASSPHRASE)
        for pin, again, row in (
            ("123456", "123456", dialog.pin_row),
            ("27a4 916", "274917", dialog.again_row),
        ):
            dialog.pin.clear()
            dialog.again.clear()
            qtbot.keyClicks(dialog.pin, pin)
            qtbot.keyClicks(dialog.again, again)
            dialog.accept_button.click()
            notes.append(row.note())
        dialog.again.clear()
        qtbot.keyClicks(dialog.again, "274916")
        with qtbot.waitSignal(dialog.accepted):
            qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
        assert dialog.pin.text() == dialog.again.text() == ""
        return True

    with dialogs.answers(fill), qtbot.waitSignal(part.saved):
        part.remember.set_pin.click()
    assert notes == [
        "Deze pincode is te makkelijk te raden. Kies cijfers zonder patroon.",
        "De twee pincodes zijn niet gelijk. Typ hem nog een keer.",
    ]
    assert unlock_with_pin(session.folder, "274916", keyring).data_key == session.keys.data_key
    qtbot.waitUntil(lambda: "Na vergrendelen is je pincode genoeg" in words_on(part.remember))
    assert part.remember.set_pin.text() == "Pincode veranderen"
    qtbot.waitUntil(lambda: "Pincode ingesteld of weggehaald" in words_on(part.recent))
    with qtbot.waitSignal(part.saved):
        part.remember.remove_pin.click()
    qtbot.waitUntil(lambda: not part.remember.remove_pin.isVisible())
    assert not session.key_changes.state().has_pin


def test_a_pin_that_is_gone_says_so_and_a_new_one_can_be_set(
    qtbot: QtBot, part: KeysPart, session: Session, keyring: MemoryKeyring
) -> None:
    session.key_changes.remember(PASSPHRASE)
    session.key_changes.set_pin(PASSPHRASE, "274916")
    for _ in range(5):
        with pytest.raises(WrongPin):
            unlock_with_pin(session.folder, "274917", keyring)
    part.shown()
    qtbot.waitUntil(lambda: "De pincode geldt niet meer" in words_on(part.remember))
    assert not part.remember.set_pin.isVisible()  # this computer must remember the vault again first
    assert part.remember.remember.isVisible()
    session.key_changes.remember(PASSPHRASE)
    qtbot.waitUntil(part.remember.set_pin.isVisible)


def test_a_computer_that_forgot_meanwhile_keeps_the_dialog_and_says_why(
    qtbot: QtBot, part: KeysPart, session: Session, keyring: MemoryKeyring
) -> None:
    session.key_changes.remember(PASSPHRASE)
    qtbot.waitUntil(part.remember.set_pin.isVisible)
    keyring.kept = {}
    notes: list[str] = []

    def fill(dialog: Any) -> bool:
        dialog.show()
        for field, text in ((dialog.present, PASSPHRASE), (dialog.pin, "274916"), (dialog.again, "274916")):
            qtbot.keyClicks(field, text)
        dialog.accept_button.click()
        qtbot.waitUntil(dialog.row.has_error)
        notes.append(dialog.row.note())
        dialog.reject()
        return False

    with dialogs.answers(fill):
        part.remember.set_pin.click()
    assert notes == ["Deze computer onthoudt de kluis niet meer. Laat hem dat eerst weer doen."]


def test_a_new_key_is_an_errand_with_the_words_that_make_a_bad_passphrase(
    qtbot: QtBot, part: KeysPart
) -> None:
    with qtbot.waitSignal(part.errand_asked) as asked:
        part.new_key.make.click()
    assert asked.args[0] == Errand("new-key", ("Proefkluis", "Ilse Vermeer", *asked.args[0].argument[2:]))


@pytest.mark.parametrize("size", [(900, 640), (560, 440)])
def test_every_control_has_a_name_and_nothing_lies_outside(part: KeysPart, size: tuple[int, int]) -> None:
    part.resize(*size)
    assert unnamed_controls(part) == []
    assert part.area.horizontalScrollBar().maximum() == 0
