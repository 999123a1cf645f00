"""Nobody touches the laptop: the vault locks by itself, after the minutes of this laptop (F14: monotonic)."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.ui.idle import IdleLock, seconds_awake_and_asleep
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.tasks import Tasks


class Clock:
    """Monotonic seconds that a test lets pass."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Instead of the clock of the machine."""
    made = Clock()
    monkeypatch.setattr("jeugdhulp_desktop.ui.idle.time", made)
    return made


@pytest.fixture
def idle(tasks: Tasks, clock: Clock) -> Iterator[IdleLock]:
    """Ten minutes, and what it told."""
    made = IdleLock(tasks, Laptop())
    yield made
    made.stop()


def test_f14_ten_minutes_without_a_touch_lock_the_vault(qtbot: QtBot, idle: IdleLock, clock: Clock) -> None:
    clock.now += 599
    with qtbot.assertNotEmitted(idle.over):
        idle._look()
    clock.now += 1
    with qtbot.waitSignal(idle.over):
        idle._look()


@pytest.mark.parametrize("act", ["key", "mouse"])
def test_a_key_and_the_mouse_begin_the_time_anew(
    qtbot: QtBot, idle: IdleLock, clock: Clock, act: str
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is field.windowHandle())
    clock.now += 500
    window = field.windowHandle()
    if act == "key":
        QTest.keyClick(window, Qt.Key.Key_A)  # type: ignore[call-overload]
    else:
        QTest.mouseClick(window, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]
    assert idle.left() == 600
    clock.now += 500
    with qtbot.assertNotEmitted(idle.over):
        idle._look()


def test_f14_f24_the_first_touch_of_a_laptop_that_slept_locks_instead_of_beginning_anew(
    qtbot: QtBot, idle: IdleLock, clock: Clock
) -> None:
    """The timer of Qt stands still while the laptop sleeps; who opens the lid is heard before it."""
    clock.now += 8 * 3600
    with qtbot.waitSignal(idle.over):
        idle._touch()
    assert idle.left() < 0


def test_f14_the_clock_on_the_wall_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    before = seconds_awake_and_asleep()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert 0 <= seconds_awake_and_asleep() - before < 60
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    assert abs(seconds_awake_and_asleep() - time.monotonic()) < 60


def test_a_long_job_is_waited_for(qtbot: QtBot, idle: IdleLock, tasks: Tasks, clock: Clock) -> None:
    end = threading.Event()
    tasks.run(idle, end.wait, lambda _ended: None)
    clock.now += 3600
    with qtbot.assertNotEmitted(idle.over):
        idle._look()
    with qtbot.waitSignal(idle.over, timeout=5000):
        end.set()


def test_the_minutes_of_the_settings_hold_at_once(tasks: Tasks, clock: Clock) -> None:
    laptop = Laptop()
    idle = IdleLock(tasks, laptop)
    laptop.keep(replace(laptop.settings, idle_minutes=3))
    assert idle.left() == 180
    assert idle._timer.interval() == 180_000
    idle.stop()
