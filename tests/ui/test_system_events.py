"""The vault closes when nobody sits at the screen: told by a real message bus, or by Windows' messages."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jeugdhulp_desktop.ui.system_events import is_leaving

# Plays logind: owns its name on a bus of our own, and says what the real one says.
PLAY = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from jeugdhulp_desktop.ui.system_events import SystemEvents
application = QApplication([])
window = QWidget()
bus = QDBusConnection.systemBus()
assert bus.registerService("org.freedesktop.login1")
events = SystemEvents(window)
events.left.connect(lambda: (print("left"), application.quit()))
def say():
    if sys.argv[1] == "sleep":
        place, interface = "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
        told = QDBusMessage.createSignal(place, interface, "PrepareForSleep")
        told.setArguments([True])
    else:
        place, interface = "/org/freedesktop/login1/session/_32", "org.freedesktop.login1.Session"
        told = QDBusMessage.createSignal(place, interface, "Lock")
    bus.send(told)
QTimer.singleShot(100, say)
QTimer.singleShot(8000, application.quit)
application.exec()
"""


@pytest.mark.parametrize("message", ["sleep", "lock"])
def test_logind_tells_that_the_laptop_sleeps_or_the_screen_is_locked(message: str, tmp_path: Path) -> None:
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon on this machine")
    address = f"unix:path={tmp_path / 'bus'}"
    bus = subprocess.Popen(
        [daemon, "--session", "--nofork", f"--address={address}", "--print-address=1"], stdout=subprocess.PIPE
    )
    try:
        assert bus.stdout is not None
        bus.stdout.readline()
        answer = subprocess.run(
            [sys.executable, "-c", PLAY, message],
            env={"DBUS_SYSTEM_BUS_ADDRESS": address, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    finally:
        bus.terminate()
        bus.communicate()
    assert answer.stdout.split() == ["left"]


@pytest.mark.parametrize(
    ("message", "parameter", "leaves"),
    [
        (0x02B1, 0x7, True),  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
        (0x02B1, 0x8, False),  # WTS_SESSION_UNLOCK
        (0x02B1, 0x2, True),  # WTS_CONSOLE_DISCONNECT: another user
        (0x0218, 0x4, True),  # WM_POWERBROADCAST, PBT_APMSUSPEND
        (0x0218, 0x7, False),  # PBT_APMRESUMESUSPEND
    ],
)
def test_windows_messages_that_mean_nobody_sits_here(message: int, parameter: int, leaves: bool) -> None:
    assert is_leaving(message, parameter) is leaves
