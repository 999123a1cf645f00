"""Restoring in the window: choose, compare, put back, undo. Real files, and the keys of a closed vault."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.security.changes import change_passphrase
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.services.backup_list import find_backups
from jeugdhulp_desktop.storage.vault_lock import VaultLock
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.restoring.view import CHOOSE, COMPARE, DONE, OTHER_WORDS, RestoreAsk, RestoreView
from jeugdhulp_desktop.ui.tasks import Tasks
from tests.services.conftest import NOW, PASSPHRASE, Template
from tests.ui.controls import unnamed_controls

SOON = 20_000  # ms


class Case:
    """A copy of the closed vault of this module."""

    def __init__(self, folder: Path, template: Template) -> None:
        self.folder, self.keys = folder, template.keys
        shutil.copytree(template.folder, folder)
        (self.backup,) = (folder / "backups").iterdir()

    def schools(self) -> list[str]:
        session = open_session(self.folder, self.keys, clock=lambda: NOW)
        try:
            return sorted(line.name for line in session.schools.lines())
        finally:
            session.close()


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory, empty_template: Template) -> Template:
    """A closed vault with a backup of one school, and a second school since."""
    folder = tmp_path_factory.mktemp("terug") / "kluis"
    shutil.copytree(empty_template.folder, folder)
    for moment in (NOW, NOW + timedelta(hours=1)):
        session = open_session(folder, empty_template.keys, clock=partial(_at, moment))
        try:
            if moment == NOW:
                session.backups.make_proven()
            else:
                session.schools.save(SchoolDraft("Later", SchoolType.VSO))
        finally:
            session.close()
    return Template(folder, empty_template.keys)


def _at(moment: datetime) -> datetime:
    return moment


@pytest.fixture
def case(tmp_path: Path, backed_up: Template) -> Case:
    return Case(tmp_path / "kluis", backed_up)


def now() -> datetime:
    return (NOW + timedelta(days=1)).astimezone()


@pytest.fixture
def view(qtbot: QtBot, tasks: Tasks, case: Case) -> Iterator[RestoreView]:
    """The wizard with its list."""
    made = RestoreView(tasks, RestoreAsk(case.folder, case.keys, now))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitUntil(lambda: made.choose.table.model.rowCount() > 0, timeout=SOON)
    yield made
    made.let_go()


def press(qtbot: QtBot, view: RestoreView, until: int) -> None:
    """The button that goes on, until the page is there and may be left."""
    view.next_button.click()
    qtbot.waitUntil(lambda: view.current() == until and view.next_button.isEnabled(), timeout=SOON)


def words(view: RestoreView) -> str:
    """Everything that the page in front says."""
    QCoreApplication.processEvents()  # what was made just now is shown by then
    page = (view.choose, view.compare, view.result)[view.current()]
    return "\n".join(
        each.plain_text() if hasattr(each, "plain_text") else each.text()
        for each in page.findChildren(QLabel)
        if each.isVisible()
    )


def test_f27_one_sees_what_differs_puts_it_back_and_undoes_it(
    qtbot: QtBot, view: RestoreView, case: Case
) -> None:
    line = view.choose.table.model.line(0)
    assert line is not None
    assert view.choose.table.model.cell(0, 0).text == "Gisteren 10:42"
    press(qtbot, view, COMPARE)
    told = words(view)
    assert "Wat na deze back-up is bewaard, staat er straks niet meer in." in told
    assert "Na het terugzetten geldt het wachtwoord van nu." in told
    assert "De kluis van nu wordt eerst bewaard" in told
    press(qtbot, view, DONE)
    assert "De back-up van gisteren 10:42 is teruggezet." in words(view)
    assert case.schools() == ["VSO De Proef"]
    assert [each.label for each in find_backups(case.folder)] == ["voor-terugzetten", ""]
    view.result.undo.click()
    qtbot.waitUntil(lambda: "De kluis is weer zoals" in words(view), timeout=SOON)
    assert case.schools() == ["Later", "VSO De Proef"]
    assert not view.result.undo.isVisible()
    with qtbot.waitSignal(view.done) as over:
        view.next_button.click()
    assert over.args == [case.keys]


def test_looking_touches_nothing_and_lets_the_vault_go(qtbot: QtBot, view: RestoreView, case: Case) -> None:
    before = (case.folder / "vault.db").read_bytes()
    press(qtbot, view, COMPARE)
    with pytest.raises(Exception, match="pid"):  # it is held while one looks
        VaultLock(case.folder).acquire("2026-09-15T10:00:00")
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        assert view.current() == CHOOSE
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    done: list[bool] = []
    view._tasks.run(view, lambda: True, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert (case.folder / "vault.db").read_bytes() == before
    assert not (case.folder / ".terugzetten").exists()
    assert case.schools() == ["Later", "VSO De Proef"]


def test_f29_a_damaged_backup_is_refused_in_one_sentence_and_another_may_be_chosen(
    qtbot: QtBot, view: RestoreView, case: Case, tmp_path: Path
) -> None:
    data = bytearray(case.backup.read_bytes())
    data[len(data) // 2] ^= 1
    damaged = tmp_path / "usb.jeugdhulp-backup"
    damaged.write_bytes(bytes(data))
    with dialogs.answers(damaged):
        view.choose.other.click()
    qtbot.waitUntil(lambda: view.current() == CHOOSE and bool(view.choose.messages.messages()), timeout=SOON)
    (message,) = view.choose.messages.messages()
    assert message.text == "Deze back-up is beschadigd. Er is niets veranderd. Kies een andere back-up."
    view.choose.table.select_id(str(case.backup))
    press(qtbot, view, COMPARE)
    assert not view.choose.messages.messages()


def test_f22_a_vault_that_is_open_elsewhere_is_not_touched(
    qtbot: QtBot, view: RestoreView, case: Case
) -> None:
    session = open_session(case.folder, case.keys, clock=lambda: NOW)
    try:
        view.next_button.click()
        qtbot.waitUntil(lambda: bool(view.choose.messages.messages()), timeout=SOON)
        assert "al open op deze computer" in view.choose.messages.messages()[0].text
    finally:
        session.close()


def test_f28_a_typed_passphrase_of_another_time_says_so(qtbot: QtBot, tasks: Tasks, case: Case) -> None:
    change_passphrase(case.folder, case.keys, "vier groene tafels naast de deur", TESTING)
    view = RestoreView(tasks, RestoreAsk(case.folder, PASSPHRASE, now, file=case.backup))
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.current() == COMPARE and view.next_button.isEnabled(), timeout=SOON)
    assert "geldt het wachtwoord van de back-up: dat wat je net gaf." in words(view)
    view.let_go()
    strange = RestoreView(
        tasks, RestoreAsk(case.folder, "geen van beide wachtwoorden", now, file=case.backup)
    )
    qtbot.addWidget(strange)
    qtbot.waitUntil(lambda: bool(strange.choose.messages.messages()), timeout=SOON)
    assert strange.choose.messages.messages()[0].text == OTHER_WORDS


def test_every_control_has_a_name(qtbot: QtBot, view: RestoreView) -> None:
    press(qtbot, view, COMPARE)
    press(qtbot, view, DONE)
    assert unnamed_controls(view) == []


def test_f22_a_look_that_is_given_up_while_it_runs_lets_the_vault_go(
    qtbot: QtBot, view: RestoreView, case: Case
) -> None:
    """As a lock does: the answer has nobody to go to any more, and the vault must not stay held."""
    view.next_button.click()
    view.let_go()
    qtbot.waitUntil(lambda: not view._tasks.busy(), timeout=SOON)
    assert (case.folder / "vault.lock").read_bytes() == b""
    assert not (case.folder / ".terugzetten").exists()
