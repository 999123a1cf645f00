"""F61: each view of the hours in a small window and with large text: nothing is cut off."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Theme
from jeugdhulp_desktop.ui.hours.page import HoursPage, View
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress
from jeugdhulp_desktop.ui.workplace import Workplace
from tests.ui.controls import unnamed_controls
from tests.ui.test_every_page_fits import LAPTOP, SMALLEST, Stage, beyond_the_edge, cut_texts


@pytest.mark.parametrize(
    ("percent", "size"), [(100, SMALLEST), (150, LAPTOP)], ids=["smallest window", "largest text"]
)
def test_every_view_of_the_hours_fits_f61(  # noqa: PLR0917
    qtbot: QtBot, qapp: QApplication, demo: Session, tasks: Tasks, percent: int, size: tuple[int, int]
) -> None:
    dress(qapp, Theme.LIGHT, percent)
    place = Workplace(demo, tasks, Privacy(), Laptop())
    qtbot.addWidget(place.window)
    place.begin()
    place.window.show()
    stage = Stage(qtbot, place, tasks)
    stage.show("hours", size)
    page = place.window.pages["hours"]
    assert isinstance(page, HoursPage)
    for view in View:
        page._choose_view(view)
        stage.settle()
        assert (view, cut_texts(page)) == (view, [])
        assert (view, beyond_the_edge(page)) == (view, [])
        assert unnamed_controls(page) == []
    place.leave()
