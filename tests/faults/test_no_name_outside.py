"""F52: on every page and in the dialogs of a pupil no title, and no setting, tells who it is about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.cases.quick_note import NoteDialog
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.page_list import pages
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.workplace import Workplace


@pytest.fixture
def place(qtbot: QtBot, demo: Session, tasks: Tasks) -> Iterator[Workplace]:
    """The window on the practice vault, with names shown."""
    made = Workplace(demo, tasks, Privacy(), Laptop())
    qtbot.addWidget(made.window)
    made.window.resize(1366, 690)
    made.begin()
    with qtbot.waitActive(made.window):
        made.window.show()
    yield made
    made.leave()


def titles() -> list[str]:
    """Every title that the task bar or a screenshot of it could show."""
    windows = QApplication.topLevelWidgets()
    return [words for each in windows for words in (each.windowTitle(), each.windowIconText()) if words]


def test_f52_no_title_and_no_setting_names_a_pupil(
    qtbot: QtBot, place: Workplace, tasks: Tasks, demo: Session, own_home: Path
) -> None:
    names = {part for name in demo.cases.full_names() for part in name.split() if len(part) > 3}
    assert len(names) > 20
    seen = set()
    for entry in pages():
        place.window.open_page(entry.name)
        qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
        seen |= set(titles())
    case = demo.cases.search("noor")[0]
    place.window.open_page("cases", case.id)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
    seen |= set(titles())
    dialog = NoteDialog(place.window, demo, place.context)
    dialog.form.set_case(case.id, "Noor")
    dialog.show()
    seen |= set(titles())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert {title for title in seen for name in names if name in title} == set()
    kept = b"".join(each.read_bytes() for each in own_home.rglob("*") if each.is_file()).decode("utf-8")
    assert [name for name in names if name in kept] == []
