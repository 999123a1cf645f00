"""The page of agreements on a real practice vault."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.ui.agreements.editing import NOW, YEAR


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, demo: Session) -> Iterator[AgreementsPage]:
    made = AgreementsPage(PageContext(tasks, Privacy(), YearChoice(YEAR), lambda: NOW))
    qtbot.addWidget(made)
    made.setMinimumSize(1, 1)  # as inside the window, which sets its own
    made.resize(1302, 690)
    unsubscribe = demo.changes.subscribe(tasks.announce)
    made.open_with(demo)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    yield made
    unsubscribe()
    tasks.close()
