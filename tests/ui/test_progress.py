"""Waiting: nothing for 0.4 s, then a thin bar, from 2 s words and Stoppen."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.ui.tasks import Cancelled, Progress, Step, Tasks
from jeugdhulp_desktop.ui.widgets.progress import AmountBar, BusyLine, ProgressLine


class SlowJob:
    """A job that waits until the test lets it go on."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.told = threading.Event()

    def __call__(self, progress: Progress) -> str:
        progress.step("Leerlingen lezen: 240 van 600", 240, 600)
        self.told.set()
        self.go_on.wait()
        progress.step("Bewaren", 600, 600)
        return "klaar"


@pytest.fixture
def job() -> Iterator[SlowJob]:
    made = SlowJob()
    yield made
    made.go_on.set()


@pytest.fixture
def line(qtbot: QtBot, tasks: Tasks) -> ProgressLine:
    made = ProgressLine(tasks)
    qtbot.addWidget(made)
    made.resize(600, 40)
    made.show()
    return made


def test_a_short_job_shows_nothing(qtbot: QtBot, tasks: Tasks, line: ProgressLine) -> None:
    owner, done = QObject(), []
    tasks.run(owner, lambda: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert not line.bar.isVisible()
    assert not line._bar_timer.isActive()


def test_a_longer_job_shows_a_bar_and_then_words(
    qtbot: QtBot, tasks: Tasks, line: ProgressLine, job: SlowJob
) -> None:
    owner, done = QObject(), []
    tasks.run(owner, job, done.append)
    job.told.wait()
    qtbot.waitUntil(lambda: line.words.text().startswith("Leerlingen lezen"))
    assert not line.bar.isVisible()
    qtbot.waitUntil(line.bar.isVisible, timeout=1_000)
    assert not line.line.isVisible()
    line._words_timer.timeout.emit()  # two seconds are over
    assert line.line.isVisible()
    assert line.stop.isVisible()
    assert line.bar.accessibleName() == "Bezig, 40 procent"
    job.go_on.set()
    qtbot.waitUntil(lambda: bool(done))
    assert not line.bar.isVisible()
    assert not line.line.isVisible()


def test_stoppen_cancels_the_job(qtbot: QtBot, tasks: Tasks, line: ProgressLine, job: SlowJob) -> None:
    owner, errors = QObject(), []
    tasks.run(owner, job, lambda _answer: None, errors.append)
    job.told.wait()
    qtbot.waitUntil(lambda: not line.stop.isHidden())
    line.stop.click()
    assert line.words.text() == "Stoppen na deze stap"
    job.go_on.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)


def test_a_job_that_waits_is_followed_when_the_first_is_done(
    qtbot: QtBot, tasks: Tasks, line: ProgressLine, job: SlowJob
) -> None:
    owner, second, done = QObject(), SlowJob(), []
    tasks.run(owner, job, done.append)
    waiting = tasks.run(owner, second, done.append)
    job.go_on.set()
    second.told.wait()
    qtbot.waitUntil(lambda: len(done) == 1)
    assert line._task is waiting
    second.go_on.set()
    qtbot.waitUntil(lambda: len(done) == 2)
    assert line._task is None


def test_a_wait_of_one_place_tells_how_far_it_is(qtbot: QtBot) -> None:
    busy = BusyLine("Lezen")
    qtbot.addWidget(busy)
    busy.set(Step("Leerlingen lezen", 3, 4))
    assert busy.words.text() == "Leerlingen lezen"
    assert busy.bar.accessibleName() == "Bezig, 75 procent"


def test_an_amount_is_told_in_words(qtbot: QtBot) -> None:
    bar = AmountBar()
    qtbot.addWidget(bar)
    bar.set_amount(1.2, "912 van 760 uur", "bad")
    assert bar.accessibleName() == "912 van 760 uur"
