"""After a crash the window says so quietly, looks by itself, and repairs only what can be computed again."""

import pytest
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.services.session import Session, Unclean
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.ui.after_crash import ALL_THERE, CAN_REPAIR, JOURNAL_GONE, KEY, WHOLE
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.workplace import Workplace
from tests.databases import add_case, add_pupil

SOON = 20_000


class Window:
    """The window of a vault, and the bar about the crash."""

    def __init__(self, qtbot: QtBot, session: Session, tasks: Tasks) -> None:
        self._qtbot, self._tasks = qtbot, tasks
        self.place = Workplace(session, tasks, Privacy(), Laptop())
        self.place.begin()

    def bar(self) -> Message | None:
        """What the bar says when the worker has answered."""
        self._qtbot.waitUntil(lambda: not self._tasks.busy(), timeout=SOON)
        return next((each for each in self.place.window.messages.messages() if each.key == KEY), None)

    def act(self) -> Message | None:
        bar = self.bar()
        assert bar is not None
        bar.acts[0].do()
        return self.bar()


@pytest.mark.parametrize(
    ("unclean", "words"),
    [(Unclean.NO, None), (Unclean.CUT_OFF, ALL_THERE), (Unclean.JOURNAL_GONE, JOURNAL_GONE)],
)
def test_f15_how_the_program_ended_is_told_once_and_can_be_looked_into(
    qtbot: QtBot, session: Session, tasks: Tasks, unclean: Unclean, words: str | None
) -> None:
    session.unclean = unclean
    window = Window(qtbot, session, tasks)
    try:
        bar = window.bar()
        assert (bar.text if bar else None) == words
        if bar is not None:
            checked = window.act()
            assert checked is not None
            assert (checked.text, checked.tone) == (WHOLE, "ok")
    finally:
        window.place.leave()


def test_what_does_not_follow_any_more_is_computed_again_on_demand(
    qtbot: QtBot, session: Session, tasks: Tasks
) -> None:
    school = session.schools.lines()[0].id
    add_case(session.database, school, add_pupil(session.database, school, PupilName("Noor", "", "Bakker")))
    with session.database.write(Action.SAVE_CASE, "case") as connection:
        connection.exec_driver_sql("UPDATE cases SET sort_key = 'zzz'")
    session.unclean = Unclean.CUT_OFF
    window = Window(qtbot, session, tasks)
    try:
        bar = window.bar()
        assert bar is not None
        assert bar.text == f"Klopt niet meer: plaats van een casus in de lijst. {CAN_REPAIR}"
        done = window.act()
        assert done is not None
        assert done.text == "Hersteld: plaats van een casus in de lijst (1)."
    finally:
        window.place.leave()
