"""The screen was locked, the user switched, the laptop goes to sleep: the vault must close with it.

One small seam: ``left`` is emitted whatever the platform. Linux tells it through logind on the system bus;
Windows through session messages to the window. Where neither is there, nothing is emitted and Ctrl+L stays.
The Windows part was not seen running.
"""

import sys
from ctypes import c_void_p, wintypes
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

_LOGIND = "org.freedesktop.login1"
_WM_WTSSESSION_CHANGE = 0x02B1
_WM_POWERBROADCAST = 0x0218
_LEAVING = frozenset({(_WM_WTSSESSION_CHANGE, 0x7), (_WM_WTSSESSION_CHANGE, 0x2), (_WM_POWERBROADCAST, 0x4)})


class SystemEvents(QObject):
    """Tells when nobody sits at the screen any more."""

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter: _WindowsMessages | None = None
        self.source = ""
        if sys.platform == "win32":
            self._listen_to_windows(window)
        elif sys.platform.startswith("linux"):
            self._listen_to_logind()

    def _listen_to_logind(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return
        manager = f"{_LOGIND}.Manager"
        connect: Any = bus.connect  # its type hint asks for bytes, at run time only SLOT's text is taken
        connect(_LOGIND, "/org/freedesktop/login1", manager, "PrepareForSleep", self, SLOT("sleeping(bool)"))
        connect(_LOGIND, "", f"{_LOGIND}.Session", "Lock", self, SLOT("locked()"))
        self.source = "logind"

    def _listen_to_windows(self, window: QWidget) -> None:
        self._filter = _WindowsMessages(self, int(window.winId()))
        application = QCoreApplication.instance()
        if application is not None and self._filter.register():
            application.installNativeEventFilter(self._filter)
            self.source = "windows"

    @Slot(bool)
    def sleeping(self, begins: bool) -> None:
        """Logind: the laptop goes to sleep (True) or wakes (False)."""
        if begins:
            self.left.emit()

    @Slot()
    def locked(self) -> None:
        """Logind: the screen of this session was locked."""
        self.left.emit()


class _WindowsMessages(QAbstractNativeEventFilter):
    """Session and power messages of Windows."""

    def __init__(self, events: SystemEvents, window: int) -> None:
        super().__init__()
        self._events, self._window = events, window

    def register(self) -> bool:
        """Ask Windows to tell of this session; False where it will not."""
        import ctypes

        library: Any = getattr(ctypes, "windll", None)
        return bool(library and library.wtsapi32.WTSRegisterSessionNotification(c_void_p(self._window), 0))

    def nativeEventFilter(self, kind: Any, message: Any) -> object:
        if bytes(kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if is_leaving(told.message, told.wParam):
                self._events.left.emit()
        return False, 0


def is_leaving(message: int, parameter: int) -> bool:
    """Whether a Windows message says that the screen is locked, the user switched, or the laptop sleeps."""
    return (message, parameter) in _LEAVING
