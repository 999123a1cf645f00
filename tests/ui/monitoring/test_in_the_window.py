"""Monitoring and Rapporten inside the shell: its keys reach the page, also from inside a text field."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.documents.page import DocumentsPage
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.monitoring.page import MonitoringPage
from jeugdhulp_desktop.ui.page_list import pages
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.year_choice import YearChoice

NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tasks: Tasks, demo: Session) -> Iterator[MainWindow]:
    """The window of the practice vault on a laptop of 1366x768."""
    context = PageContext(tasks, Privacy(), YearChoice(SchoolYear(2026)), lambda: NOW)
    made = MainWindow(pages(), context)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    unsubscribe = demo.changes.subscribe(tasks.announce)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open_with(demo, "monitoring")
    quiet(qtbot, made)
    yield made
    unsubscribe()
    tasks.close()


def quiet(qtbot: QtBot, window: MainWindow) -> None:
    idle: list[bool] = []

    def settled() -> bool:
        idle.append(not window.context.tasks.busy())
        return len(idle) > 8 and all(idle[-8:])

    qtbot.waitUntil(settled)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focused = window.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_a_whole_list_is_filled_in_with_the_keyboard_alone(
    qtbot: QtBot, window: MainWindow, demo: Session
) -> None:
    page = window.page()
    assert isinstance(page, MonitoringPage)
    page.take_focus()
    press(qtbot, window, Qt.Key.Key_Return)
    quiet(qtbot, window)
    assert page.view is not None
    view, run = page.view, page.view.contents.run
    asked = len(view.questions.rows)
    for _question in range(asked - 1):
        press(qtbot, window, Qt.Key.Key_J)
        press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_N)
    explanation = view.questions.rows[-1].details
    assert explanation is not None
    assert window.focusWidget() is explanation.explanation
    press(qtbot, window, Qt.Key.Key_Return, CTRL)
    quiet(qtbot, window)
    assert demo.checklists.load(run.id or 0).finished_on is None, "V25 holds"
    qtbot.keyClicks(window.focusWidget(), "Volgt na het gesprek.")
    press(qtbot, window, Qt.Key.Key_Return, CTRL)
    quiet(qtbot, window)
    finished = demo.checklists.load(run.id or 0)
    assert finished.finished_on == date(2026, 9, 15)
    assert finished.reply(view.contents.items[-1].key).explanation == "Volgt na het gesprek."
    assert page.stack.currentIndex() == 0


def test_esc_goes_back_and_the_page_is_found_again(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page()
    assert isinstance(page, MonitoringPage)
    page.take_focus()
    press(qtbot, window, Qt.Key.Key_Return)
    quiet(qtbot, window)
    press(qtbot, window, Qt.Key.Key_J)
    press(qtbot, window, Qt.Key.Key_Escape)
    quiet(qtbot, window)
    assert page.stack.currentIndex() == 0
    assert page.header.facts.text() == "2 bezig, 29 gepland, 5 afgerond"


def test_a_pupils_name_never_stands_in_the_window_title(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page()
    assert isinstance(page, MonitoringPage)
    page.take_focus()
    press(qtbot, window, Qt.Key.Key_Return)
    quiet(qtbot, window)
    assert page.view is not None
    assert window.windowTitle() == "Monitoring · Jeugdhulp Desktop"


def test_the_preview_is_asked_for_by_an_agreement(qtbot: QtBot, window: MainWindow, demo: Session) -> None:
    agreement_id = demo.agreements.lines(SchoolYear(2026))[0].id
    window.open_page("documents", agreement_id)
    quiet(qtbot, window)
    page = window.page()
    assert isinstance(page, DocumentsPage)
    assert page.table.current().agreement_id == agreement_id
    assert page.preview.sheets.hasFocus()
    press(qtbot, window, Qt.Key.Key_PageDown)
    assert page.preview.sheets.page() == 1
    press(qtbot, window, Qt.Key.Key_Escape)
    assert page.table.view.hasFocus()
