"""Verhuizen on the screen: a file for another computer, one for a successor, and leaving nothing behind."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.services import leaving
from jeugdhulp_desktop.services.closed_vault import ClosedVault
from jeugdhulp_desktop.services.handover import HandoverService
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Settings
from jeugdhulp_desktop.storage.backup import SUFFIX, read_manifest
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.errands import Errand, ErrandPlace
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.moving.leave_page import DONE, LeavePage
from jeugdhulp_desktop.ui.moving.part import MovingPart
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from tests.services.conftest import Template
from tests.services.test_keys import MemoryKeyring
from tests.ui.controls import unnamed_controls

THEIRS = "zeven gele paraplu's op het strand"
LONG = 20_000


@pytest.fixture
def part(qtbot: QtBot, context: PageContext, tasks: Tasks, session: Session) -> Iterator[MovingPart]:
    session.handover = HandoverService(
        session.folder, session.keys, session.database, session.backups, session.clock, cost=TESTING
    )
    made = MovingPart(context)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.open_with(session)
    made.show()
    qtbot.waitUntil(lambda: bool(made.words))
    yield made
    tasks.close()


def words_on(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_a_file_for_another_computer_is_made_told_and_has_its_paper(
    qtbot: QtBot, part: MovingPart, tmp_path: Path
) -> None:
    assert "Dit gaat niet mee" in words_on(part)
    with dialogs.answers(None):
        part.computer.make.click()
    assert not part.made.isVisible()
    with dialogs.answers(tmp_path / "stick"), qtbot.waitSignal(part.saved, timeout=LONG):
        part.computer.make.click()
    (file,) = (tmp_path / "stick").glob(f"*{SUFFIX}")
    assert str(file) in part.made.place.words.accessibleName() or str(file) in part.made.place.words.toolTip()
    assert spaced(read_manifest(file).sha256[:16]) in words_on(part.made)
    assert part.made._paper.exists()
    assert part.focusWidget() is part.made.paper


def test_a_successor_types_a_passphrase_and_gets_a_file_of_their_own(
    qtbot: QtBot, part: MovingPart, session: Session, tmp_path: Path
) -> None:
    notes: list[str] = []

    def fill(dialog: Any) -> bool:
        dialog.show()
        assert unnamed_controls(dialog) == []
        assert not dialog.check()
        notes.append(dialog.name_row.note())
        qtbot.keyClicks(dialog.name, "Joris Prins")
        assert not dialog.check()
        notes.append(dialog.new.first_row.note())
        dialog.new.first.setText(THEIRS)  # typed letter by letter it is judged thirty times
        assert not dialog.check()
        notes.append(dialog.new.again_row.note())
        dialog.new.again.setText(THEIRS)
        assert dialog.check()
        return True

    with dialogs.answers(fill, tmp_path / "stick"), qtbot.waitSignal(part.saved, timeout=LONG):
        part.successor.make.click()
    assert notes == [
        "Vul in wie de kluis krijgt. De naam komt op het ontvangstbewijs.",
        "Bedenk een wachtwoord van minstens 15 tekens.",
        "Typ het wachtwoord nog een keer.",
    ]
    (file,) = (tmp_path / "stick").glob(f"*{SUFFIX}")
    assert read_manifest(file).vault_id != session.vault_id
    assert "Geef de stick aan je opvolger" in words_on(part.made)


def test_f21_what_the_disk_refuses_is_told_and_nothing_is_shown_as_made(
    qtbot: QtBot, part: MovingPart, tmp_path: Path
) -> None:
    (tmp_path / "stick").write_text("geen map")
    messages: list[Any] = []
    part.message.connect(messages.append)
    with dialogs.answers(tmp_path / "stick"):
        part.computer.make.click()
    qtbot.waitUntil(lambda: bool(messages), timeout=LONG)
    assert messages[0].text.startswith("Het bestand is niet gemaakt.")
    assert not part.made.isVisible()
    assert not part.busy.isVisible()


def test_leaving_is_an_errand_and_everything_has_a_name(qtbot: QtBot, part: MovingPart) -> None:
    assert unnamed_controls(part) == []
    part.resize(560, 440)
    assert part.area.horizontalScrollBar().maximum() == 0
    with qtbot.waitSignal(part.errand_asked) as asked:
        part.leaving.leave.click()
    assert asked.args == [Errand("leave")]


# --- leaving


@pytest.fixture
def page(
    qtbot: QtBot, tasks: Tasks, empty_template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LeavePage]:
    monkeypatch.setattr(leaving, "SystemKeyring", MemoryKeyring)
    folder = tmp_path / "kluis"
    shutil.copytree(empty_template.folder, folder)
    vault_id = empty_template.keys.vault_id.hex()
    laptop = Laptop(Settings(last_vault=folder, report_folders={vault_id: tmp_path}))
    made = LeavePage(
        ErrandPlace(tasks, laptop, ClosedVault(folder, "Proefkluis", empty_template.keys, tmp_path))
    )
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    tasks.close()


def test_it_is_asked_twice_and_then_nothing_is_left(qtbot: QtBot, page: LeavePage) -> None:
    folder, button = page.place.vault.folder, page.wizard.next_button
    assert unnamed_controls(page) == []
    assert not button.isEnabled()
    first_focus(page)
    assert page.focusWidget() is page.seen
    page.seen.setChecked(True)
    qtbot.keyClicks(page.name, "proefkluis")
    assert not button.isEnabled()
    page.name.clear()
    qtbot.keyClicks(page.name, "Proefkluis")
    assert button.isEnabled()
    with dialogs.answers(None) as asked:
        button.click()
    assert "voorgoed" in asked[0].text
    assert asked[0].default == dialogs.CANCEL
    assert folder.exists()
    with dialogs.answers("Kluis wissen"):
        button.click()
    assert not page.may_stop()
    qtbot.waitUntil(lambda: page.wizard.current() == DONE, timeout=LONG)
    assert not folder.exists()
    assert page.place.laptop.settings == Settings()
    assert "Van de kluis staat hier niets meer." in words_on(page)
    with qtbot.waitSignal(page.finished) as told:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert told.args == [None, None]


def test_stopping_leaves_the_vault_as_it_was(qtbot: QtBot, page: LeavePage) -> None:
    with qtbot.waitSignal(page.finished) as told:
        page.stop.click()
    assert told.args == [page.place.vault, None]
    assert (page.place.vault.folder / "vault.db").exists()


def test_f16_what_cannot_be_erased_is_told_and_may_be_tried_again(
    qtbot: QtBot, page: LeavePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_arguments: object) -> Any:
        raise DiskProblem("locked")

    with monkeypatch.context() as broken:
        broken.setattr(leaving, "erase_vault", held)
        page.seen.setChecked(True)
        qtbot.keyClicks(page.name, "Proefkluis")
        with dialogs.answers("Kluis wissen"):
            page.wizard.next_button.click()
        qtbot.waitUntil(page.row.has_error)
    assert page.may_stop()
    assert page.wizard.next_button.isEnabled()
