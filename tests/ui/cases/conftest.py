"""The pages of cases on a real vault: shown, wired to what the services announce."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.cases.actions_page import ActionsPage
from jeugdhulp_desktop.ui.cases.page import CasesPage
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.tasks import Tasks
from tests.services.conftest import (  # noqa: F401
    demo,
    demo_template,
    empty_template,
    open_copy,
    session,
)

AnyPage = TypeVar("AnyPage", bound=Page)
Opens = Callable[..., CasesPage]


@pytest.fixture
def opens(
    qtbot: QtBot, context: PageContext, tasks: Tasks
) -> Iterator[Callable[[type[AnyPage], Session], AnyPage]]:
    """Shows a page of a Session, 1366 wide, and lets it hear of every write as the window does."""
    shown: list[Page] = []

    def open_it(kind: type[AnyPage], session: Session) -> AnyPage:  # noqa: F811
        page = kind(context)
        qtbot.addWidget(page)
        session.changes.subscribe(tasks.announce)

        def told(changes: frozenset[object]) -> None:
            if changes & page.watches:
                page.refresh(changes & page.watches)

        tasks.changed.connect(told)
        page.resize(1366, 690)
        page.open_with(session)
        page.show()
        shown.append(page)
        qtbot.waitUntil(lambda: not tasks.busy())
        return page

    yield open_it
    for page in shown:
        page.close()  # what is hidden asks the worker for nothing more


@pytest.fixture
def page(opens: Opens, demo: Session) -> CasesPage:  # noqa: F811
    """Casussen of the practice vault."""
    return opens(CasesPage, demo)


@pytest.fixture
def new_vault(opens: Opens, session: Session) -> CasesPage:  # noqa: F811
    """Casussen of a vault with one school and nothing else."""
    return opens(CasesPage, session)


@pytest.fixture
def actions(opens: Callable[..., ActionsPage], demo: Session) -> ActionsPage:  # noqa: F811
    """Acties of the practice vault."""
    return opens(ActionsPage, demo)


@pytest.fixture
def quiet(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    """Waits until the worker has nothing left to do and everything it answered was shown."""

    def settle() -> None:
        for _round in range(3):  # an answer may ask the next question
            QCoreApplication.processEvents()
            qtbot.waitUntil(lambda: not tasks.busy())

    return settle
