"""The application as it is dressed at the start, and a context for pages that is closed after the test."""

import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.settings import Theme as ThemeChoice
from jeugdhulp_desktop.storage.engine import Database, WrongThreadError
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress, theme
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.services.conftest import demo, demo_template, empty_template, open_copy, session

__all__ = ["demo", "demo_template", "empty_template", "open_copy", "session"]  # vaults to work in


_USUAL: dict[str, object] = {}  # how the application looks when it is dressed as usual


def _look(app: QApplication) -> object:
    """All that dressing sets; a test that changes any of it is followed by a new dressing."""
    current = theme()
    chosen = (current.choice, current.scale, current.high_contrast, current.tokens)
    return (*chosen, app.style().objectName(), app.styleSheet(), app.palette(), app.font())


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Light, 100 %, whatever the test before did. Its widgets go first: each would be dressed again."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if _look(qapp) != _USUAL.get("look"):  # dressing takes as long as many a test
        dress(qapp, ThemeChoice.LIGHT, 100)
        _USUAL["look"] = _look(qapp)
    yield qapp
    for window in qapp.topLevelWidgets():
        window.close()


_HERE, _WINDOW = Path(__file__).parent, Path(sys.modules["jeugdhulp_desktop.ui"].__path__[0])


@pytest.fixture(autouse=True)
def no_database_in_the_window_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that reaches for the database by itself fails; a test may look into the vault beside it.

    The program forbids the whole thread (``Program._opened``); here the nearest caller decides.
    """
    admit = Database._admit

    def guarded(database: Database) -> None:
        frame = sys._getframe(1) if threading.current_thread() is threading.main_thread() else None
        while frame is not None and not Path(frame.f_code.co_filename).is_relative_to(_HERE):
            if Path(frame.f_code.co_filename).is_relative_to(_WINDOW):
                raise WrongThreadError("a page used the database in the window thread")
            frame = frame.f_back
        admit(database)

    monkeypatch.setattr(Database, "_admit", guarded)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """The worker; joined after the test."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def context(tasks: Tasks) -> PageContext:
    """What every page may use, on a fixed moment: 15 September 2026, 08:42."""
    now = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
    return PageContext(tasks, Privacy(), YearChoice(SchoolYear(2026)), lambda: now)
