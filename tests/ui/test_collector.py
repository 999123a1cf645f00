"""Garbage is collected in the window thread, so that the worker never takes a widget apart."""

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.ui.collector import WindowCollector
from jeugdhulp_desktop.ui.tasks import Tasks


class Knot:
    """Garbage that only the cyclic collector finds; writes down in which thread it went."""

    went_in: ClassVar[list[str]] = []

    def __init__(self) -> None:
        self.itself = self
        weakref.finalize(self, lambda: Knot.went_in.append(threading.current_thread().name))


@pytest.fixture
def collector(qapp: object) -> Iterator[WindowCollector]:
    made = WindowCollector()
    made.install()
    yield made
    made.uninstall()
    assert gc.isenabled()


def test_the_worker_never_collects(qtbot: QtBot, tasks: Tasks, collector: WindowCollector) -> None:
    Knot.went_in = []
    done: list[int] = []

    def job() -> int:
        for _number in range(20_000):  # far beyond the threshold at which Python would collect here
            knot = [None]
            knot[0] = knot  # type: ignore[call-overload]
        return len([Knot() for _number in range(3)])

    tasks.run(collector, job, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert Knot.went_in == []
    collector.collect()
    assert Knot.went_in == ["MainThread"] * 3


def test_the_timer_collects_by_itself(qtbot: QtBot, collector: WindowCollector) -> None:
    Knot.went_in = []
    for _number in range(2_000):
        Knot()
    qtbot.waitUntil(lambda: len(Knot.went_in) == 2_000, timeout=5_000)
