"""The application as it is dressed at the start, and a context for pages that is closed after the test."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.settings import Theme as ThemeChoice
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.services.conftest import demo, demo_template, empty_template, open_copy, session

__all__ = ["demo", "demo_template", "empty_template", "open_copy", "session"]  # vaults to work in


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Light, 100 %, whatever the test before did. Its widgets go first: each would be dressed again."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dress(qapp, ThemeChoice.LIGHT, 100)
    yield qapp
    for window in qapp.topLevelWidgets():
        window.close()


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
