"""The window thread opens no files: every page is walked under an ear that hears each file opened.

A slow stick, a share that does not answer or a virus scanner makes one open file a window that stands still.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

import jeugdhulp_desktop
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.paths import resource
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.page_list import pages
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.place_keeping import content_of
from jeugdhulp_desktop.ui.privacy.page import PrivacyPage
from jeugdhulp_desktop.ui.privacy.part_list import parts
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.filters import SearchField
from jeugdhulp_desktop.ui.workplace import Workplace

PROGRAM = Path(jeugdhulp_desktop.__file__).parent
ICONS = resource("icons")
CODE = frozenset({".py", ".pyc", ".so", ".pyd"})  # a module that is imported at the first visit
EVENTS = frozenset({"open", "os.listdir", "os.scandir", "sqlite3.connect", "os.rename", "os.remove"})


class Ear:
    """Hears what the program opens in this thread; an audit hook stays for ever, so there is one, deaf first.

    Named exceptions: modules, which are imported at the first visit of a page; the drawings of the icons,
    which are part of the program and are read once, as a module is.
    """

    def __init__(self) -> None:
        self._heard: list[str] | None = None
        self._installed = False

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        """What is opened meanwhile."""
        if not self._installed:
            sys.addaudithook(self._hear)
            self._installed = True
        heard: list[str] = []
        self._heard = heard
        try:
            yield heard
        finally:
            self._heard = None

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._heard is None or event not in EVENTS:
            return
        if threading.current_thread() is not threading.main_thread():
            return
        path = Path(str(arguments[0])) if arguments else Path()
        frame: FrameType | None = sys._getframe(1)
        if path.suffix in CODE or path.is_relative_to(ICONS) or _looks_for_module(frame):
            return
        while frame is not None and not Path(frame.f_code.co_filename).is_relative_to(PROGRAM):
            frame = frame.f_back
        if frame is not None:  # else the test or pytest opened it
            self._heard.append(f"{event} {path} by {Path(frame.f_code.co_filename).name}:{frame.f_lineno}")


def _looks_for_module(frame: FrameType | None) -> bool:
    """Whether Python itself opened it; what a module of ours opens while it is imported is heard."""
    return frame is not None and frame.f_code.co_filename.startswith("<frozen importlib")


EAR = Ear()


@pytest.fixture
def place(qtbot: QtBot, demo: Session, tasks: Tasks) -> Iterator[Workplace]:
    """The window on the practice vault, which is not begun yet."""
    made = Workplace(demo, tasks, Privacy(), Laptop(tasks=tasks))
    qtbot.addWidget(made.window)
    made.window.resize(1366, 690)
    made.window.show()
    yield made
    made.leave()


def _select(page: QWidget) -> None:
    for view in page.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None and view.model().rowCount():
            view.setCurrentIndex(view.model().index(0, 0))


def _search(qtbot: QtBot, page: Page) -> None:
    page.focus_search()
    field = page.window().focusWidget()
    if isinstance(field, SearchField):  # in another field it would be an edit, and leaving it a question
        qtbot.keyClicks(field, "no")
        field.clear()


def _walk(qtbot: QtBot, tasks: Tasks, place: Workplace, demo: Session) -> Iterator[str]:
    """Every page and part, a word in its search, a line of its lists; then the editors."""
    settle = partial(qtbot.waitUntil, lambda: not tasks.busy(), timeout=20_000)
    place.begin()
    settle()
    for entry in pages():
        place.window.open_page(entry.name)
        settle()
        page = place.window.page()
        assert page is not None
        _search(qtbot, page)
        settle()
        _select(page)
        settle()
        yield entry.name
    for part in parts():
        place.window.open_page("privacy", part.name)
        settle()
        shown = place.window.page()
        assert isinstance(shown, PrivacyPage)
        _select(shown)
        settle()
        yield part.name
    for name, argument in _editors(demo):
        assert place.window.open_page(name, argument), name
        settle()
        yield f"{name} {argument}"


def _editors(demo: Session) -> list[tuple[str, object]]:
    case = demo.cases.search("noor")[0]
    agreement = next(
        line.id for line in demo.agreements.lines(SchoolYear.of(demo.today())) if line.id is not None
    )
    school = demo.schools.lines()[0].id
    return [
        ("cases", case.id), ("agreements", agreement), ("hours", ("year", school)),
        ("monitoring", ("case", case.id)), ("relations", "schools"), ("settings", "letterhead"),
    ]  # fmt: skip


def test_no_page_and_no_editor_opens_a_file_in_the_window_thread(
    qtbot: QtBot, demo: Session, tasks: Tasks, place: Workplace
) -> None:
    seen: list[str] = []
    walk = _walk(qtbot, tasks, place, demo)
    opened: list[str] = []
    while True:
        with dialogs.answers(), EAR.listening() as heard:  # a question would be no walk
            name = next(walk, None)
        opened += [f"{name}: {each}" for each in heard]
        if name is None:
            break
        seen.append(name)
        page, argument = place.place()
        assert argument is None or content_of((page, argument))["argument"] is not None, "a place to keep"
    assert len(seen) == len(pages()) + len(parts()) + len(_editors(demo))
    assert opened == []


@pytest.mark.parametrize("look", [Path.read_bytes, lambda path: list(path.parent.iterdir())])
def test_a_file_that_the_window_opens_is_heard(look: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    program = compile("look(path)", PROGRAM / "ui" / "slow.py", "exec")
    with EAR.listening() as heard:
        exec(program, {"look": look, "path": tmp_path / "x.txt"})  # noqa: S102 - a line as of the program
    assert len(heard) == 1
    assert heard[0].endswith("by slow.py:1")
