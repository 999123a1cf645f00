"""One worker beside the window: answers in the window thread, dropped when nobody waits for them."""

import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.errors import DiskProblem, NotFound, WorldError
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.engine import WrongThreadError
from jeugdhulp_desktop.ui.cases.facts import load_facts
from jeugdhulp_desktop.ui.tasks import Cancelled, Progress, Step, Task, Tasks


def test_a_job_runs_on_the_worker_and_its_answer_comes_in_the_window_thread(
    qtbot: QtBot, tasks: Tasks
) -> None:
    owner, seen = QObject(), []
    window = QThread.currentThread()

    def job() -> str:
        return threading.current_thread().name

    tasks.run(owner, job, lambda name: seen.append((name, QThread.currentThread() is window)))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("database")
    assert seen[0][1]


def test_jobs_run_one_after_another(qtbot: QtBot, tasks: Tasks) -> None:
    owner, order = QObject(), []
    for number in range(20):
        tasks.run(owner, lambda number=number: number, order.append)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))


def test_the_answer_is_dropped_when_its_owner_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    gone, stays, heard = QObject(), QObject(), []
    gate = threading.Event()
    tasks.run(gone, gate.wait, lambda _answer: heard.append("gone"))
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
    gate.set()
    tasks.run(stays, lambda: None, lambda _answer: heard.append("stays"))
    qtbot.waitUntil(lambda: "stays" in heard)
    assert heard == ["stays"]


def test_only_the_newest_search_is_answered(qtbot: QtBot, tasks: Tasks) -> None:
    owner, heard, ran = QObject(), [], []
    gate = threading.Event()
    tasks.run(owner, gate.wait, lambda _answer: None)

    def search(words: str) -> str:
        ran.append(words)
        return words

    for words in ("n", "no", "noo", "noor"):
        tasks.run(owner, lambda words=words: search(words), heard.append, latest="search")
    gate.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["noor"]
    assert ran == ["noor"]  # what was overtaken before it began is not run at all


def test_an_error_of_the_world_goes_to_who_asked(qtbot: QtBot, tasks: Tasks) -> None:
    owner, errors = QObject(), []

    def job() -> None:
        raise NotFound("case", 7)

    tasks.run(owner, job, lambda _answer: errors.append("answered"), errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], NotFound)


def test_an_error_that_nobody_handles_goes_to_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()

    def job() -> None:
        raise NotFound("case", 7)

    with qtbot.waitSignal(tasks.failed) as caught:
        tasks.run(owner, job, lambda _answer: None)
    assert isinstance(caught.args[0], WorldError)


def test_an_error_nobody_expected_reaches_the_hook_in_the_window_thread(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F25: the window survives, the hook gets the error with its frames."""
    caught: list[tuple[type[BaseException], bool]] = []
    window = QThread.currentThread()

    def hook(kind: type[BaseException], _error: BaseException, trace: object) -> None:
        caught.append((kind, QThread.currentThread() is window and trace is not None))

    monkeypatch.setattr(sys, "excepthook", hook)

    def job() -> None:
        raise ZeroDivisionError

    owner = QObject()
    tasks.run(owner, job, lambda _answer: None)
    qtbot.waitUntil(lambda: bool(caught))
    assert caught == [(ZeroDivisionError, True)]


def test_a_job_tells_how_far_it_is(qtbot: QtBot, tasks: Tasks) -> None:
    owner, steps, done = QObject(), [], []

    def job(progress: Progress) -> str:
        for at in range(3):
            progress.step("Leerlingen lezen", at, 3)
        return "klaar"

    tasks.run(owner, job, done.append, progress=steps.append)
    qtbot.waitUntil(lambda: bool(done))
    assert steps == [Step("Leerlingen lezen", at, 3) for at in range(3)]


def test_stoppen_ends_a_job_at_its_next_step(qtbot: QtBot, tasks: Tasks) -> None:
    owner, errors = QObject(), []
    begun, stopped = threading.Event(), threading.Event()

    def job(progress: Progress) -> None:
        begun.set()
        stopped.wait()
        progress.step()
        raise AssertionError("the step should have ended this job")

    task = tasks.run(owner, job, lambda _answer: None, errors.append)
    begun.wait()
    task.cancel()
    stopped.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)


def test_announcements_of_the_services_are_carried_to_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    with qtbot.waitSignal(tasks.changed) as heard:
        tasks.run(owner, lambda: tasks.announce(frozenset({"cases"})), lambda _answer: None)
    assert heard.args[0] == frozenset({"cases"})


def test_nothing_is_answered_after_close(qtbot: QtBot, qapp: object) -> None:
    tasks, owner, heard = Tasks(), QObject(), []
    tasks.run(owner, lambda: 1, heard.append)
    tasks.close()
    QCoreApplication.processEvents()
    assert heard == []


def test_what_is_asked_after_close_is_not_begun(qapp: object) -> None:
    worker, begun = Tasks(), []
    worker.close()
    worker.run(QObject(), lambda: begun.append("job"), begun.append)
    assert not worker.busy()
    assert begun == []


def test_a_finished_job_is_reported_once(qtbot: QtBot, tasks: Tasks) -> None:
    finished: list[Task] = []
    tasks.finished.connect(finished.append)
    owner, done = QObject(), []
    task = tasks.run(owner, lambda: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert finished == [task]
    assert not tasks.busy()


def test_what_was_asked_before_closing_is_done_and_reads_are_skipped(qapp: object) -> None:
    tasks, owner, go = Tasks(), QObject(), threading.Event()
    done: list[str] = []
    tasks.run(owner, go.wait, lambda _: None)
    tasks.run(owner, lambda: done.append("saved"), lambda _: None)
    tasks.run(owner, lambda: done.append("read"), lambda _: None, latest="list")
    threading.Timer(0.05, go.set).start()
    tasks.close()
    assert done == ["saved"]


def test_a_save_runs_although_its_page_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    go, done = threading.Event(), []
    keeper, page = QObject(), QObject()
    tasks.run(keeper, go.wait, lambda _: None)
    tasks.run(page, lambda: done.append("saved"), lambda _: None)
    del page
    go.set()
    qtbot.waitUntil(lambda: done == ["saved"])


def test_a_save_that_fails_is_told_although_its_page_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    go, page = threading.Event(), QObject()

    def save() -> None:
        go.wait()
        raise DiskProblem("full")

    tasks.run(page, save, lambda _answer: None, lambda _error: None)
    del page
    with qtbot.waitSignal(tasks.failed) as told:
        go.set()
    assert told.args[0].code == "full"


def test_waiting_ends_with_the_answer_and_never_outlasts_the_jobs(qtbot: QtBot, tasks: Tasks) -> None:
    owner, done = QObject(), list[str]()
    tasks.run(owner, lambda: "bewaard", done.append)
    tasks.wait_while(lambda: not done)
    assert done == ["bewaard"]
    tasks.wait_while(lambda: True)  # nothing runs: whatever is waited for will not come


def test_a_page_that_asks_the_database_in_the_window_thread_fails(demo: Session) -> None:
    with pytest.raises(WrongThreadError):
        load_facts(demo)  # what the page of a case gives to its worker
