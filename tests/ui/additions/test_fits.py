"""F61: the list and each kind of request in a small window and with large text: nothing is cut off."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.additions import AdditionStep
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Theme
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress
from jeugdhulp_desktop.ui.workplace import Workplace
from tests.ui.controls import unnamed_controls
from tests.ui.test_every_page_fits import LAPTOP, SMALLEST, Stage, beyond_the_edge, cut_texts, sideways


@pytest.mark.parametrize(
    ("percent", "size"), [(100, SMALLEST), (150, LAPTOP)], ids=["smallest window", "largest text"]
)
def test_additional_deployment_fits_f61(  # noqa: PLR0917
    qtbot: QtBot, qapp: QApplication, demo: Session, tasks: Tasks, percent: int, size: tuple[int, int]
) -> None:
    lines = demo.additions.lines(SchoolYear.of(demo.today()))
    asked = next(each for each in lines if each.status == "aangevraagd")
    draft = demo.additions.advance(demo.additions.load(asked.id), AdditionStep.WITHDRAW)
    dress(qapp, Theme.LIGHT, percent)
    place = Workplace(demo, tasks, Privacy(), Laptop())
    qtbot.addWidget(place.window)
    place.begin()
    place.window.show()
    stage = Stage(qtbot, place, tasks)
    stage.show("agreements", size)
    faults = {}
    for argument in (None, *(line.id for line in lines)):
        place.window.open_page("agreements", ("addition", argument))
        stage.settle()
        page = place.window.pages["agreements"]
        view = page.view()  # type: ignore[attr-defined]
        faults[argument] = [*cut_texts(view), *beyond_the_edge(view), *sideways(view)]
        assert unnamed_controls(view) == []
    place.leave()
    assert draft.id in faults
    assert {name: found for name, found in faults.items() if found} == {}
