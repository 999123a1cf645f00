"""Cases by keyboard alone, in the window as it is: every step is a key at whatever has the focus."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.cases.actions_page import ActionsPage
from jeugdhulp_desktop.ui.cases.page import CasesPage
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.workplace import Workplace

Quiet = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def place(qtbot: QtBot, demo: Session, tasks: Tasks, quiet: Quiet) -> Iterator[Workplace]:
    """The window on Casussen, active."""
    made = Workplace(demo, tasks, Privacy(), Laptop())
    qtbot.addWidget(made.window)
    made.window.resize(1366, 690)
    made.begin("cases")
    with qtbot.waitActive(made.window):
        made.window.show()
    quiet()
    yield made
    made.leave()


def focused() -> QWidget:
    """What has the focus now."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def cases(place: Workplace) -> CasesPage:
    """The page in front."""
    page = place.window.page()
    assert isinstance(page, CasesPage)
    return page


def test_from_the_search_field_to_a_case_and_back(qtbot: QtBot, place: Workplace, quiet: Quiet) -> None:
    page = cases(place)
    qtbot.keyClick(place.window, Qt.Key.Key_F, CTRL)
    assert focused() is page.list.filters.search
    with qtbot.waitSignal(page.list.model.modelReset):
        qtbot.keyClicks(focused(), "noor yi")
    quiet()
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is page.list.table.view
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    quiet()
    assert page.editor is not None
    assert page.editor.isAncestorOf(focused())
    qtbot.keyClick(place.window, Qt.Key.Key_Escape)
    quiet()
    assert page.editor is None
    assert focused() is page.list.table.view


def test_a_new_case_with_a_pupil_of_the_list(
    qtbot: QtBot, place: Workplace, demo: Session, quiet: Quiet
) -> None:
    page = cases(place)
    free = next(each for each in demo.pupils.search("a", limit=200) if each.open_case_id is None)
    qtbot.keyClick(place.window, Qt.Key.Key_N, CTRL)
    quiet()
    assert page.editor is not None
    field = focused()
    assert field is page.editor.form.pupil
    assert isinstance(field, QLineEdit)
    page.editor.form.school.set_value(free.school_id)
    qtbot.keyClicks(field, fold(f"{free.name.display} {free.group}"))
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    quiet()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.editor is not None and page.editor.form.pupil.value() == free.id)
    qtbot.keyClick(field, Qt.Key.Key_Backtab)
    qtbot.keyClick(focused(), Qt.Key.Key_2)
    assert page.editor.form.status.value() is CaseStatus.REFERRED
    qtbot.keyClick(place.window, Qt.Key.Key_S, CTRL)
    quiet()
    made = page.editor.case_id
    assert made is not None
    assert demo.cases.load(made).pupil_id == free.id


def test_a_quick_note_from_anywhere(qtbot: QtBot, place: Workplace, demo: Session, quiet: Quiet) -> None:
    case_id = cases(place).case_in_front()
    assert case_id is not None
    before = len(demo.contacts.timeline(case_id))

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(20, write)
            return
        qtbot.keyClicks(dialog.focusWidget(), "Twee regels.")
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, SHIFT)
        qtbot.keyClicks(dialog.focusWidget(), "Meer niet.")
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    QTimer.singleShot(0, write)
    qtbot.keyClick(place.window, Qt.Key.Key_M, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(demo.contacts.timeline(case_id)) == before + 1)
    quiet()
    assert demo.contacts.timeline(case_id)[0].fact == "Twee regels.\nMeer niet."
    assert cases(place).list.detail.timeline.moments()[0].text.startswith("Twee regels.")


def test_f6_walks_through_search_list_and_case(qtbot: QtBot, place: Workplace) -> None:
    page = cases(place)
    qtbot.keyClick(place.window, Qt.Key.Key_F, CTRL)
    seen = []
    for _step in range(2):
        qtbot.keyClick(place.window, Qt.Key.Key_F6)
        seen.append(next(pane for pane in page.panes() if pane is focused() or pane.isAncestorOf(focused())))
    assert seen == [page.list.table, page.list.detail]


def test_tick_off_an_action(qtbot: QtBot, place: Workplace, quiet: Quiet) -> None:
    place.window.open_page("actions")
    quiet()
    page = place.window.page()
    assert isinstance(page, ActionsPage)
    before = page.model.rowCount()
    qtbot.keyClick(place.window, Qt.Key.Key_F, CTRL)
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert focused() is page.table.view
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    quiet()
    assert page.model.rowCount() == before - 1
    assert focused() is page.table.view
    qtbot.keyClick(place.window, Qt.Key.Key_Z, CTRL)
    quiet()
    assert page.model.rowCount() == before
