"""Locking: nothing stays readable, nothing is lost, the keys go; also in the middle of something (F24)."""

import gc
import shutil
import sys
import threading
import weakref
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.ui import clipboard, dialogs
from jeugdhulp_desktop.ui.unlock.unlock_page import UnlockPage
from jeugdhulp_desktop.ui.widgets.labels import label
from jeugdhulp_desktop.ui.widgets.pdf_preview import PdfPreview
from tests.services.conftest import PASSPHRASE, Template
from tests.ui.test_program import LONG, programs, start, unlock

__all__ = ["programs", "start"]

SECRET = b"%PDF-1.7 Noor Kanarie"


@pytest.fixture
def opened(qtbot: QtBot, start: Any, empty_template: Template, tmp_path: Path) -> Any:
    """The program with a small vault open."""
    folder = tmp_path / "Kluis"
    shutil.copytree(empty_template.folder, folder)
    program = start(folder)
    unlock(qtbot, program, PASSPHRASE)
    settled(qtbot, program)
    return program


def settled(qtbot: QtBot, program: Any) -> None:
    qtbot.waitUntil(lambda: not program.tasks.busy(), timeout=LONG)


def test_f51_a_lock_waits_for_a_job_and_leaves_nothing_readable_and_no_keys(
    qtbot: QtBot, opened: Any
) -> None:
    program = opened
    window = program.workplace.window
    preview = PdfPreview(window.page().run, label("leeg"), window)
    preview.show_pdf(program.session.documents, SECRET, [], "Casus", "casus.pdf")
    menu = QMenu(window)
    menu.addAction("Noor Kanarie")
    menu.popup(window.rect().center())
    clipboard.put("Noor Kanarie")
    asked = dialogs.FormDialog(window, "Noor Kanarie")
    asked.open()
    begun, end, done = threading.Event(), threading.Event(), []

    def job() -> None:
        begun.set()
        end.wait(20)
        done.append(program_session().cases.counts())  # its Session is open until it has ended

    program_session: Any = weakref.ref(program.session)
    keys: Any = weakref.ref(program.session.keys)
    program.tasks.run(window, job, lambda _none: done.append("told"))
    assert begun.wait(20)
    try:
        program.lock()
        assert isinstance(program.frame.currentWidget(), UnlockPage)
        assert program.frame.windowTitle() == "Jeugdhulp Desktop"
        assert not preview.has_document()
        assert QApplication.activePopupWidget() is None
        assert not asked.isVisible()
        assert QGuiApplication.clipboard().text() == ""
    finally:
        end.set()
    settled(qtbot, program)
    assert len(done) == 1  # it was finished whole, and nobody was left to tell
    del window, preview, menu, asked
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert program_session() is None
    assert keys() is None


class Board:
    """A clipboard with a text that this program copied, or another one."""

    def __init__(self, *, ours: bool) -> None:
        self.ours, self.words = ours, "Noor Kanarie"

    def text(self) -> str:
        return self.words

    def clear(self, _mode: object = None) -> None:
        self.words = ""

    def ownsClipboard(self) -> bool:
        return self.ours

    def supportsSelection(self) -> bool:
        return False


@pytest.mark.parametrize("ours", [True, False])
def test_what_was_copied_by_ctrl_c_goes_and_a_text_of_another_program_stays(
    monkeypatch: pytest.MonkeyPatch, ours: bool
) -> None:
    board = Board(ours=ours)
    monkeypatch.setattr(QGuiApplication, "clipboard", staticmethod(lambda: board))
    clipboard.clear_ours()
    assert (board.words == "") is ours


def test_f25_when_a_slot_fails_what_is_typed_is_kept_and_the_window_goes_on(
    qtbot: QtBot, opened: Any
) -> None:
    program = opened
    session = program.session
    window = program.workplace.window
    window.open_page("cases", "new")
    qtbot.waitUntil(lambda: window.page().editor is not None, timeout=LONG)
    try:
        window.page().editor.form.rows["summary"].field.setPlainText("Moeder belde: ze")
        reports: list[str] = []

        def read(dialog: Any) -> bool:
            reports.append(dialog.report.toPlainText())
            return True

        with dialogs.answers(read):
            try:
                raise ValueError("Moeder belde: ze")
            except ValueError as error:
                sys.excepthook(ValueError, error, error.__traceback__)
            qtbot.waitUntil(lambda: bool(reports), timeout=LONG)
        kept: list[str] = []
        program.tasks.run(program.frame, lambda: [each.form for each in session.drafts.all()], kept.extend)
        settled(qtbot, program)
        assert kept == ["case"]
        assert "Moeder" not in reports[0]
        assert window.isVisible()
        assert window.page().editor.form.values()["summary"] == "Moeder belde: ze"
    finally:
        program.lock()  # closing it would ask about what is typed
        settled(qtbot, program)
