"""The palette finds what stands behind a menu and schools by name; F1 helps with the view in front."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.places import Place
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


def shown_keys(place: Workplace) -> set[str]:
    return {message.key for message in place.window.messages.messages()}


def test_f20_a_synced_vault_is_told_until_the_user_knows_it_and_copies_each_time(
    qtbot: QtBot, session: Session, tasks: Tasks
) -> None:
    session.place, session.stray_copies = Place(service="OneDrive"), ("vault-LAPTOP.db",)
    laptop = Laptop()

    def open_it() -> Workplace:
        made = Workplace(session, tasks, Privacy(), laptop)
        qtbot.addWidget(made.window)
        made.begin()
        return made

    first = open_it()
    told = {message.key: message for message in first.window.messages.messages()}
    assert "OneDrive" in told["place"].text
    assert "vault-LAPTOP.db" in told["copies"].text
    assert "Wis hem niet" in told["copies"].text
    with qtbot.waitSignal(first.help_asked) as asked:
        told["copies"].acts[0].do()
    assert asked.args == ["samen"]
    told["place"].acts[0].do()
    assert shown_keys(first) >= {"copies"}
    assert "place" not in shown_keys(first)
    first.leave()
    second = open_it()
    assert "place" not in shown_keys(second)
    assert "copies" in shown_keys(second)
    second.leave()
    session.place = Place(remote=True)
    third = open_it()
    assert "place" in shown_keys(third), "it stands in another kind of place now"
    third.leave()


def test_after_a_lock_the_same_list_and_line_stand_in_front(qtbot: QtBot, place: Workplace) -> None:
    window = place.window
    window.open_page("relations", "parties")
    page = window.page()
    qtbot.waitUntil(lambda: page.models["parties"].rowCount() > 2, timeout=20_000)  # type: ignore[union-attr]
    page.table.select_row(2)  # type: ignore[union-attr]
    name, argument = place.place()
    window.open_page("start")
    page.open_at("people")  # type: ignore[union-attr]
    window.open_page(name, argument)
    assert page.place() == argument  # type: ignore[union-attr]
