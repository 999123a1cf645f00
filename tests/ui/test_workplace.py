"""The palette finds what stands behind a menu and schools by name; F1 helps with the view in front."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.palette import Command
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.workplace import Workplace


@pytest.fixture
def place(qtbot: QtBot, demo: Session, tasks: Tasks) -> Iterator[Workplace]:
    made = Workplace(demo, tasks, Privacy(), Laptop())
    made.window.resize(1366, 690)
    made.window.show()
    made.begin()
    yield made
    made.leave()
    made.window.hide()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def agreements(place: Workplace) -> AgreementsPage:
    page = place.window.page()
    assert isinstance(page, AgreementsPage)
    return page


def test_the_palette_finds_the_agreement_of_a_school(qtbot: QtBot, place: Workplace) -> None:
    found: list[Command] = []
    assert place.window.search_provider is not None
    place.window.search_provider("zonnewij", found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].words == "Schoolafspraak VSO De Zonnewijzer"
    found[0].do()
    qtbot.waitUntil(lambda: agreements(place).editor is not None)


@pytest.mark.parametrize(
    ("words", "topic"), [("Aanvullende inzet", "aanvullende-inzet"), ("Nieuw schooljaar", "nieuw-schooljaar")]
)
def test_what_stands_behind_a_menu_is_a_command_and_has_its_own_help(
    qtbot: QtBot, place: Workplace, words: str, topic: str
) -> None:
    command = next(each for each in place.window.commands() if each.words == words)
    command.do()
    qtbot.waitUntil(lambda: agreements(place).view() is not None)
    agreements(place).take_focus()
    with qtbot.waitSignal(place.window.help_asked) as asked:
        place.window._ask_help()
    assert asked.args == [topic]
