"""Every page of cases fits: 960x580 at 100 %, and 1366x768 with text of 150 %, without a horizontal bar."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.actions_page import ActionsPage
from jeugdhulp_desktop.ui.cases.page import CasesPage
from jeugdhulp_desktop.ui.cases.quick_note import NoteDialog
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import IconButton

Quiet = Callable[[], None]
ROOMS = ((100, 960 - 64), (150, 1366 - 96))  # text size in percent, width beside the folded rail


@pytest.fixture(params=ROOMS, ids=["small window", "large text"])
def room(request: pytest.FixtureRequest, dressed: object) -> int:
    """The width that a page gets, with the text size set."""
    scale, width = request.param
    theme().apply(scale=scale)
    return int(width)


def test_list_and_detail_fit(room: int, opens: Callable[..., CasesPage], demo: Session, quiet: Quiet) -> None:
    page = opens(CasesPage, demo)
    assert page.minimumSizeHint().width() <= room
    page.resize(room, 560)
    page.list.table.opened.emit(page.list.table.current())
    quiet()
    assert page.minimumSizeHint().width() <= room


def test_a_case_fits_with_all_that_can_be_asked(
    room: int, opens: Callable[..., CasesPage], demo: Session, quiet: Quiet
) -> None:
    page = opens(CasesPage, demo)
    page.open_case(demo.cases.search("noor y")[0].id)
    quiet()
    assert page.editor is not None
    for row in page.editor.form.rows.values():
        row.show()
    page.resize(room, 560)
    quiet()
    assert page.minimumSizeHint().width() <= room
    assert page.editor.form.minimumSizeHint().width() <= page.editor.form_area.viewport().width()


def test_tab_goes_as_one_reads(opens: Callable[..., CasesPage], demo: Session, quiet: Quiet) -> None:
    """What was made anew after a write would come last: rows of people, actions, the time line."""
    page = opens(CasesPage, demo)
    page.open_case(demo.cases.search("noor y")[0].id)
    quiet()
    assert page.editor is not None
    stops, widget = [], page.editor.header.back
    while (widget := widget.nextInFocusChain()) is not page.editor.header.back:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and page.editor.isAncestorOf(widget):
            stops.append(widget)
    form, side = page.editor.form, page.editor.side
    wanted = [
        page.editor.save_button,
        next(each for each in form.status.findChildren(QRadioButton) if each.isChecked()),
        form.pupil,
        *form.workers.findChildren(IconButton),
        form.workers.field,
        side.action_panel.ticks[0],
    ]
    places = [stops.index(each) for each in wanted if not each.focusProxy()]
    assert places == sorted(places)
    assert len(places) >= 6


def test_actions_fit(room: int, opens: Callable[..., ActionsPage], demo: Session) -> None:
    assert opens(ActionsPage, demo).minimumSizeHint().width() <= room


def test_the_quick_note_fits_in_a_dialog(
    room: int, demo: Session, context: PageContext, tasks: Tasks, dressed: object
) -> None:
    dialog: dialogs.FormDialog = NoteDialog(None, demo, context)
    assert dialog.inner.minimumSizeHint().width() <= theme().px(600)
    dialog.deleteLater()
