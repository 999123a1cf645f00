"""F61: the comparison and the way to a new year in every look, in a small window and with large text."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.rollover.view import GROUPS, LOOK, PROOF, RolloverView
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress
from jeugdhulp_desktop.ui.widgets.focus import install_focus_ring
from jeugdhulp_desktop.ui.workplace import Workplace
from tests.ui.controls import unnamed_controls
from tests.ui.test_every_page_fits import LAPTOP, LOOKS, beyond_the_edge, cut_texts, hidden_stops, sideways

YEAR = SchoolYear(2026)
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)


@pytest.fixture
def place(qtbot: QtBot, qapp: QApplication, demo: Session, tasks: Tasks) -> Iterator[Workplace]:
    install_focus_ring(qapp)
    made = Workplace(demo, tasks, Privacy(), Laptop())
    qtbot.addWidget(made.window)
    made.begin()
    with qtbot.waitActive(made.window):
        made.window.show()
    yield made
    made.leave()


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    """The worker has answered and the layouts are done."""
    for _again in range(3):
        qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
        QCoreApplication.processEvents()


def compared(qtbot: QtBot, place: Workplace, demo: Session, tasks: Tasks) -> AgreementsPage:
    """A new version beside the signed one."""
    line = next(line for line in demo.agreements.lines(YEAR) if line.status is AgreementStatus.SIGNED)
    new = demo.agreements.new_version(line.id or 0, "Andere uren.")
    rows = (replace(new.deployments[0], hours_per_week=Decimal("9.5")), *new.deployments[1:])
    demo.agreements.save(replace(new, deployments=rows, aim=f"{new.aim} " + "Samen. " * 60))
    place.window.open_page("agreements", ("compare", new.id))
    settle(qtbot, tasks)
    page = place.window.pages["agreements"]
    assert isinstance(page, AgreementsPage)
    return page


def faults(page: AgreementsPage) -> list[str]:
    return [*cut_texts(page), *beyond_the_edge(page), *sideways(page)]


@pytest.fixture(params=[pytest.param(look.values, id=look.id) for look in LOOKS])
def dressed_place(request: pytest.FixtureRequest, qapp: QApplication, place: Workplace) -> Workplace:
    """The window in one of the looks and sizes."""
    look, scale, size = request.param
    dress(qapp, look, scale)
    place.window.resize(*size)
    return place


def test_f61_neither_view_cuts_text_off_or_scrolls_sideways(
    qtbot: QtBot, dressed_place: Workplace, demo: Session, tasks: Tasks
) -> None:
    place = dressed_place
    page = compared(qtbot, place, demo, tasks)
    found = {"compare": faults(page)}
    page.close_view()
    place.window.open_page("agreements", ("rollover", YEAR.next))
    settle(qtbot, tasks)
    view = page.view()
    assert isinstance(view, RolloverView)
    for at in range(PROOF + 1):
        settle(qtbot, tasks)
        found[f"step {at + 1}"] = faults(page)
        if at == GROUPS:
            for panel in view.groups.panels:
                panel.rest.click()
        if at < PROOF:
            view.finish()
            qtbot.waitUntil(lambda at=at: view.current() == at + 1, timeout=20_000)
    assert {name: each for name, each in found.items() if each} == {}


def test_f61_tab_comes_everywhere_in_both_views_and_shows_where_it_is(
    qtbot: QtBot, place: Workplace, demo: Session, tasks: Tasks
) -> None:
    place.window.resize(*LAPTOP)
    page = compared(qtbot, place, demo, tasks)
    assert unnamed_controls(place.window) == []
    assert hidden_stops(qtbot, place.window) == []
    page.close_view()
    place.window.open_page("agreements", ("rollover", YEAR.next))
    settle(qtbot, tasks)
    for at in range(LOOK):
        assert unnamed_controls(place.window) == [], at
        assert hidden_stops(qtbot, place.window) == [], at
        if at == GROUPS:
            break
        page.view().finish()
        settle(qtbot, tasks)
