"""The vault closes when nobody sits at the screen: told by a real message bus, or by Windows (F24)."""

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jeugdhulp_desktop.ui.system_events import is_leaving

SECONDS = 20

# Plays logind, UPower and a screen saver on a bus of our own: answers what the real ones are asked, and says
# each line it reads. The descriptor it gives out is one end of a pipe: at its end the other side let it go.
LOGIND = """
import os
from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import (QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusUnixFileDescriptor,
                            QDBusVirtualObject)
application = QCoreApplication([])
bus = QDBusConnection.systemBus()
PATH, MINE, OTHER = "/org/freedesktop/login1", "/org/freedesktop/login1/session/_32", "/session/_33"
reading, writing = os.pipe()

class Manager(QDBusVirtualObject):
    def introspect(self, path):
        return ""

    def handleMessage(self, message, connection):
        if message.member() == "GetSession":
            answer = [QDBusObjectPath(MINE)]
        elif message.member() == "Inhibit" and message.arguments()[0] == "sleep":
            answer = [QDBusUnixFileDescriptor(writing)]
        else:
            return False
        reply = message.createReply()
        reply.setArguments(answer)
        connection.send(reply)
        if message.member() == "Inhibit":
            os.close(writing)
            application.ended = QSocketNotifier(reading, QSocketNotifier.Type.Read)
            application.ended.activated.connect(lambda *_: (print("let go", flush=True), application.quit()))
        return True

manager = Manager()
assert bus.registerVirtualObject(PATH, manager)
assert bus.registerService("org.freedesktop.login1") and bus.registerService("org.freedesktop.UPower")

def signal(path, interface, name, *arguments):
    told = QDBusMessage.createSignal(path, interface, name)
    told.setArguments(list(arguments))
    bus.send(told)

def changed(path, interface, name, value):
    name, told = "org.freedesktop.DBus.Properties", {name: value}
    signal(path, name, "PropertiesChanged", interface, told, ["Display"])

SESSION = "org.freedesktop.login1.Session"
SAYS = {
    "sleep": lambda: signal(PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", True),
    "wake": lambda: signal(PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", False),
    "lock": lambda: signal(MINE, SESSION, "Lock"),
    "lock of another": lambda: signal(OTHER, SESSION, "Lock"),
    "locked": lambda: changed(MINE, SESSION, "LockedHint", True),
    "unlocked": lambda: changed(MINE, SESSION, "LockedHint", False),
    "another user": lambda: changed(MINE, SESSION, "Active", False),
    "back again": lambda: changed(MINE, SESSION, "Active", True),
    "lid": lambda: changed("/org/freedesktop/UPower", "org.freedesktop.UPower", "LidIsClosed", True),
    "saver": lambda: signal("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True),
    "saver over": lambda: signal("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False),
}
asked = QSocketNotifier(0, QSocketNotifier.Type.Read)
asked.activated.connect(lambda *_: [SAYS[each]() for each in os.read(0, 500).decode().splitlines()])
print("ready", flush=True)
application.exec()
"""

LISTENER = """
import os
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget
from jeugdhulp_desktop.ui.system_events import SystemEvents
application = QApplication([])
window = QWidget()
events = SystemEvents(window)
events.left.connect(lambda: print("left", flush=True))
delay = [events.sleep_delay()]
print("held" if delay[0] is not None else "nothing held", flush=True)
asked = QSocketNotifier(0, QSocketNotifier.Type.Read)
asked.activated.connect(lambda *_: (os.read(0, 500), delay.clear()))
application.exec()
"""


@contextmanager
def playing(code: str, address: str) -> Iterator["subprocess.Popen[str]"]:
    """A process on our own bus, which is that of the system and that of the user."""
    environment = {
        "DBUS_SYSTEM_BUS_ADDRESS": address,
        "DBUS_SESSION_BUS_ADDRESS": address,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": ".",
    }
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdin=pipe, stdout=pipe, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def own_bus(folder: Path) -> Iterator[str]:
    """The address of a bus that ends with the test."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon on this machine")
    address = f"unix:path={folder / 'bus'}"
    bus = subprocess.Popen(
        [daemon, "--session", "--nofork", f"--address={address}", "--print-address=1"], stdout=subprocess.PIPE
    )
    try:
        assert bus.stdout is not None
        bus.stdout.readline()
        yield address
    finally:
        bus.terminate()
        bus.communicate()


def line(process: "subprocess.Popen[str]") -> str:
    """The next line it says; empty when it says nothing within SECONDS."""
    assert process.stdout is not None
    number, read = process.stdout.fileno(), b""
    while not read.endswith(b"\n") and select.select([number], [], [], SECONDS)[0]:
        sign = os.read(number, 1)
        if not sign:
            break
        read += sign
    return read.decode().strip()


def say(process: "subprocess.Popen[str]", words: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{words}\n")
    process.stdin.flush()


def test_f24_linux_tells_that_nobody_sits_here_and_waits_until_the_vault_is_closed(tmp_path: Path) -> None:
    with (
        own_bus(tmp_path) as address,
        playing(LOGIND, address) as logind,
        playing(LISTENER, address) as listener,
    ):
        assert line(logind) == "ready"
        assert line(listener) == "held"  # the laptop does not sleep before the drafts are in the vault
        heard = 0
        for silent, leaving in (
            ("lock of another", "lock"),
            ("unlocked", "locked"),
            ("back again", "another user"),
            ("wake", "sleep"),
            ("saver over", "saver"),
            ("saver over", "lid"),
        ):
            say(logind, silent)  # had this one been heard, the next line would come one too early
            say(logind, leaving)
            assert line(listener) == "left"
            heard += 1
        say(listener, "closed")
        assert line(logind) == "let go"
        listener.terminate()
        assert listener.communicate()[0] == ""  # nothing was told twice, and none of the silent ones
    assert heard == 6


@pytest.mark.parametrize(
    ("message", "parameter", "leaves"),
    [
        (0x02B1, 0x7, True),  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
        (0x02B1, 0x8, False),  # WTS_SESSION_UNLOCK
        (0x02B1, 0x2, True),  # WTS_CONSOLE_DISCONNECT: another user
        (0x02B1, 0x4, True),  # WTS_REMOTE_DISCONNECT
        (0x0218, 0x4, True),  # WM_POWERBROADCAST, PBT_APMSUSPEND
        (0x0218, 0x7, False),  # PBT_APMRESUMESUSPEND
    ],
)
def test_windows_messages_that_mean_nobody_sits_here(message: int, parameter: int, leaves: bool) -> None:
    assert is_leaving(message, parameter) is leaves
