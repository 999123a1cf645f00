"""F61: every page in every look, in a small window and with large text: nothing is cut off, all is reached.

The pages are taken from the window itself, so a page that is added is judged as well.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Theme
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.page_list import pages
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress, theme, tokens_from_palette
from jeugdhulp_desktop.ui.widgets.elided import ElidedLabel
from jeugdhulp_desktop.ui.widgets.focus import install_focus_ring
from jeugdhulp_desktop.ui.workplace import Workplace
from tests.ui.controls import unnamed_controls

SMALLEST, LAPTOP = (960, 580), (1366, 690)
LOOKS = [
    pytest.param(Theme.LIGHT, 100, SMALLEST, id="light-smallest"),
    pytest.param(Theme.DARK, 100, SMALLEST, id="dark-smallest"),
    pytest.param(Theme.LIGHT, 125, LAPTOP, id="light-125"),
    pytest.param(Theme.DARK, 150, LAPTOP, id="dark-150"),
]
PAGES = [entry.name for entry in pages()]
OPENED = ["cases", "agreements", "monitoring"]  # what opens from a line of its list
MOST_STOPS = 400


class Stage:
    """The window on the practice vault."""

    def __init__(self, qtbot: QtBot, place: Workplace, tasks: Tasks) -> None:
        self._qtbot, self._tasks = qtbot, tasks
        self.window = place.window

    def show(self, name: str, size: tuple[int, int]) -> None:
        """A page with everything loaded."""
        self.window.resize(*size)
        assert self.window.open_page(name)
        self.settle()

    def open_first(self, name: str) -> None:
        """The page of the first line of a list."""
        self._qtbot.keyClick(self.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        self.settle()
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self._qtbot.keyClick(QApplication.focusWidget() or self.window, key)
            self.settle()
        page = self.window.pages[name]
        stack = page.stack  # type: ignore[attr-defined]
        if name == "cases" and stack.currentIndex() == 0:
            self._qtbot.keyClick(self.window, Qt.Key.Key_F2)
            self.settle()
        self._qtbot.waitUntil(lambda: stack.currentIndex() == 1)
        self.settle()

    def settle(self) -> None:
        """The worker has answered and the layouts are done."""
        for _again in range(3):
            self._qtbot.waitUntil(lambda: not self._tasks.busy(), timeout=20_000)
            QCoreApplication.processEvents()


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, demo: Session, tasks: Tasks) -> Iterator[Stage]:
    install_focus_ring(qapp)
    place = Workplace(demo, tasks, Privacy(), Laptop())
    qtbot.addWidget(place.window)
    place.begin()
    with qtbot.waitActive(place.window):
        place.window.show()
    yield Stage(qtbot, place, tasks)
    place.leave()


def said(widget: QWidget) -> str:
    """A widget as a reader of the failure finds it."""
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__}({words or widget.accessibleName() or widget.objectName()!r})"


def cut_texts(root: QWidget) -> list[str]:
    """Labels and buttons that have less room than their words need, unless they are made to give way."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                short = widget.heightForWidth(widget.width()) - widget.height()
            else:
                short = widget.sizeHint().width() - widget.width()
        elif isinstance(widget, QPushButton) and widget.text():
            short = widget.sizeHint().width() - widget.width()
        else:
            continue
        if short > 1:
            found.append(f"{said(widget)} lacks {short} px")
    return found


def beyond_the_edge(root: QWidget) -> list[str]:
    """Widgets of which a part lies right of what holds them: scrolling does not bring it back."""
    found = []
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        if not widget.isVisible() or parent is None or isinstance(parent, QAbstractScrollArea):
            continue
        if isinstance(widget, QLabel | QAbstractButton) and widget.geometry().right() > parent.width():
            found.append(f"{said(widget)} sticks out of {said(parent)}")
    return found


def sideways(root: QWidget) -> list[str]:
    """Areas that would have to be scrolled sideways."""
    areas = [each for each in root.findChildren(QAbstractScrollArea) if each.isVisible()]
    return [said(each) for each in areas if each.horizontalScrollBar().maximum() > 0]


def hidden_stops(qtbot: QtBot, window: QWidget) -> list[str]:
    """Walk with Tab until one is back: stops without a name, out of sight, or without a mark of the focus."""
    found, seen = [], []
    ring = install_focus_ring(QApplication.instance())  # type: ignore[arg-type]
    for _step in range(MOST_STOPS):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        QCoreApplication.processEvents()
        stop = QApplication.focusWidget()
        if stop is None:
            return [*found, "the focus is lost"]
        if stop in seen:
            return found if len(seen) > 3 else [*found, f"Tab stays at {said(stop)}"]
        seen.append(stop)
        if stop.visibleRegion().isEmpty():
            found.append(f"{said(stop)} has the focus and cannot be seen")
        overlay = ring.ring()
        if stop.property("ring") != "never" and (overlay is None or not overlay.isVisible()):
            found.append(f"{said(stop)} has the focus and nothing shows it")
    return [*found, "Tab never comes back"]


def contrast_look(qapp: QApplication) -> None:
    """As when the system asks for high contrast, with the colours of this system."""
    look = theme()
    look.high_contrast, look.tokens = True, tokens_from_palette(QPalette())
    qapp.setStyleSheet(look.style_sheet())
    look.changed.emit()


@pytest.mark.parametrize(("look", "scale", "size"), LOOKS)
def test_f61_no_page_cuts_text_off_or_scrolls_sideways(
    qapp: QApplication, stage: Stage, look: Theme, scale: int, size: tuple[int, int]
) -> None:
    dress(qapp, look, scale)
    faults = {}
    for name in PAGES:
        stage.show(name, size)
        page = stage.window.pages[name]
        faults[name] = [*cut_texts(page), *beyond_the_edge(page), *sideways(page)]
    for name in OPENED:
        stage.show(name, size)
        stage.open_first(name)
        page = stage.window.pages[name]
        faults[f"{name}, opened"] = [*cut_texts(page), *beyond_the_edge(page), *sideways(page)]
    assert {name: found for name, found in faults.items() if found} == {}


def test_f61_high_contrast_cuts_nothing_off_either(qapp: QApplication, stage: Stage) -> None:
    contrast_look(qapp)
    faults = {}
    for name in PAGES:
        stage.show(name, SMALLEST)
        page = stage.window.pages[name]
        faults[name] = [*cut_texts(page), *beyond_the_edge(page), *sideways(page)]
    assert {name: found for name, found in faults.items() if found} == {}


def test_f61_these_measures_see_what_is_cut_off(stage: Stage) -> None:
    stage.show("start", LAPTOP)
    page = stage.window.pages["start"]
    button = next(each for each in page.findChildren(QPushButton) if each.isVisible())
    button.setText("Een heel lange tekst op een knop die daar geen plaats voor heeft")
    button.setFixedWidth(60)
    assert any("Een heel lange tekst" in words for words in cut_texts(page))


def test_f61_every_control_of_every_page_has_a_name(stage: Stage) -> None:
    for name in PAGES:
        stage.show(name, LAPTOP)
        assert unnamed_controls(stage.window) == [], name


def test_f61_tab_comes_everywhere_and_always_shows_where_it_is(qtbot: QtBot, stage: Stage) -> None:
    for name in PAGES:
        stage.show(name, LAPTOP)
        assert hidden_stops(qtbot, stage.window) == [], name
    for name in OPENED:
        stage.show(name, LAPTOP)
        stage.open_first(name)
        assert unnamed_controls(stage.window) == [], name
        assert hidden_stops(qtbot, stage.window) == [], f"{name}, opened"
