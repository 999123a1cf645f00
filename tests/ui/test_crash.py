"""What nobody expected: a report without names, one dialog, and a window that stays (F25, F60)."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.text import parse_dutch_date
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.crash import CrashHook
from jeugdhulp_desktop.ui.crash_dialog import CrashDialog

NAME = "Noor Kanarie"


@pytest.fixture
def hook(qapp: object) -> Iterator[CrashHook]:
    made = CrashHook()
    before = (sys.excepthook, threading.excepthook)
    made.install()
    yield made
    made.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def crash_with_a_name() -> BaseException:
    try:
        parse_dutch_date(7)
    except AttributeError as error:
        error.args = (NAME,)
        return error
    raise AssertionError("a number is no text")


def test_the_report_holds_places_in_our_code_and_no_name(
    qtbot: QtBot, hook: CrashHook, caplog: pytest.LogCaptureFixture
) -> None:
    """F60: neither the log nor the dialog shows what the error said."""
    reports: list[str] = []

    def read(dialog: CrashDialog) -> bool:
        reports.append(dialog.report.toPlainText())
        dialog.copy.click()
        return True

    error = crash_with_a_name()
    with dialogs.answers(read):
        sys.excepthook(type(error), error, error.__traceback__)
        qtbot.waitUntil(lambda: bool(reports))
    assert "AttributeError" in reports[0]
    assert "domain/text.py" in reports[0]
    assert NAME not in reports[0]
    assert NAME not in caplog.text.split("Traceback")[0]
    assert QGuiApplication.clipboard().text() == reports[0]


def test_a_thread_that_fails_is_shown_too(qtbot: QtBot, hook: CrashHook) -> None:
    shown: list[bool] = []

    def fail() -> None:
        raise crash_with_a_name()

    with dialogs.answers(lambda _dialog: shown.append(True) or True):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(shown))


def test_ctrl_c_is_no_crash(hook: CrashHook, capsys: pytest.CaptureFixture[str]) -> None:
    with dialogs.answers() as asked:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert asked == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
