"""What Linux tells on its message buses when nobody sits at the screen any more.

logind: this session is locked, is not in front any more (another user), the laptop goes to sleep; it waits
for us a moment (a delay inhibitor). UPower: the lid. Desktops whose screen saver does not tell logind say it
on the bus of the user. Whatever is missing says nothing.
"""

import os
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor

_LOGIND, _LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_UPOWER, _UPOWER_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver",
           "org.mate.ScreenSaver", "org.xfce.ScreenSaver")  # fmt: skip
_ANSWER_WITHIN = 1500  # ms; a bus that is stuck does not keep anybody from the work


class LinuxEvents(QObject):
    """Listens until it goes; ``left`` when nobody sits at the screen any more."""

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._delay: QDBusUnixFileDescriptor | None = None
        self.source = ""
        system = QDBusConnection.systemBus()
        if system.isConnected():
            self._listen_to_system(system)
            self.source = "logind"
        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for name in _SAVERS:
                _connect(session, "", "", name, "ActiveChanged", self, SLOT("saver_changed(bool)"))

    def take_delay(self) -> QDBusUnixFileDescriptor | None:
        """The descriptor that keeps the laptop awake a moment; when the last one drops it, it may sleep."""
        delay, self._delay = self._delay, None
        return delay

    def _listen_to_system(self, bus: QDBusConnection) -> None:
        session = _own_session(bus)
        manager = f"{_LOGIND}.Manager"
        _connect(bus, _LOGIND, _LOGIND_PATH, manager, "PrepareForSleep", self, SLOT("sleeping(bool)"))
        # Without a session of our own those of others would lock us out of our work.
        if session:
            _connect(bus, _LOGIND, session, f"{_LOGIND}.Session", "Lock", self, SLOT("locked()"))
            told = SLOT("session_changed(QString,QVariantMap,QStringList)")
            _connect(bus, _LOGIND, session, _PROPERTIES, "PropertiesChanged", self, told)
        told = SLOT("power_changed(QString,QVariantMap,QStringList)")
        _connect(bus, _UPOWER, _UPOWER_PATH, _PROPERTIES, "PropertiesChanged", self, told)
        self._delay = _sleep_delay(bus)

    @Slot(bool)
    def sleeping(self, begins: bool) -> None:
        """Logind: the laptop goes to sleep (True) or wakes (False)."""
        if begins:
            self.left.emit()

    @Slot()
    def locked(self) -> None:
        """Logind: the screen of this session was locked."""
        self.left.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def session_changed(self, _interface: str, changed: dict[str, Any], _gone: list[str]) -> None:
        """Logind: this session is not in front any more, or its desktop says that the screen is locked."""
        if changed.get("Active") is False or changed.get("LockedHint") is True:
            self.left.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def power_changed(self, _interface: str, changed: dict[str, Any], _gone: list[str]) -> None:
        """UPower: the lid was closed, whether the laptop sleeps of it or not."""
        if changed.get("LidIsClosed") is True:
            self.left.emit()

    @Slot(bool)
    def saver_changed(self, active: bool) -> None:
        """The desktop: the screen saver began, or ended."""
        if active:
            self.left.emit()


def _connect(
    bus: QDBusConnection, service: str, path: str, interface: str, name: str, listener: QObject, slot: str
) -> None:
    connect: Any = bus.connect  # its type hint asks for bytes, at run time only SLOT's text is taken
    connect(service, path, interface, name, listener, slot)


def _ask(bus: QDBusConnection, method: str, *arguments: object) -> list[Any]:
    """What logind's manager answers; nothing where there is none, or it refuses."""
    asked = QDBusMessage.createMethodCall(_LOGIND, _LOGIND_PATH, f"{_LOGIND}.Manager", method)
    asked.setArguments(list(arguments))
    interface = bus.interface()
    if interface is None or not interface.isServiceRegistered(_LOGIND).value():
        return []
    answer = bus.call(asked, timeout=_ANSWER_WITHIN)
    return answer.arguments() if answer.type() == QDBusMessage.MessageType.ReplyMessage else []


def _own_session(bus: QDBusConnection) -> str:
    """The path of the session this program runs in; empty when logind knows none."""
    answer = _ask(bus, "GetSession", os.environ.get("XDG_SESSION_ID") or "auto")
    return str(answer[0].path()) if answer else ""


def _sleep_delay(bus: QDBusConnection) -> QDBusUnixFileDescriptor | None:
    words = ("sleep", "Jeugdhulp Desktop", "De kluis gaat dicht", "delay")
    answer = _ask(bus, "Inhibit", *words)
    held = answer[0] if answer else None
    return held if isinstance(held, QDBusUnixFileDescriptor) and held.isValid() else None
