"""The screen was locked, the user switched, the lid closed, the laptop goes to sleep: the vault closes.

One small seam: ``left`` is emitted whatever the platform. Linux tells it through the message buses
(linux_events.py), Windows through session messages to the window. Where neither is there, nothing is emitted
and Ctrl+L stays. The Windows part was not seen running.
"""

import sys
from ctypes import c_void_p, wintypes
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.linux_events import LinuxEvents

_WM_WTSSESSION_CHANGE = 0x02B1
_WM_POWERBROADCAST = 0x0218
_LEAVING = frozenset(
    {
        (_WM_WTSSESSION_CHANGE, 0x7),  # WTS_SESSION_LOCK
        (_WM_WTSSESSION_CHANGE, 0x2),  # WTS_CONSOLE_DISCONNECT: another user
        (_WM_WTSSESSION_CHANGE, 0x4),  # WTS_REMOTE_DISCONNECT
        (_WM_POWERBROADCAST, 0x4),  # PBT_APMSUSPEND; closing the lid leads to it
    }
)


class SystemEvents(QObject):
    """Tells when nobody sits at the screen any more."""

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter: _WindowsMessages | None = None
        self._linux: LinuxEvents | None = None
        self.source = ""
        if sys.platform == "win32":
            self._listen_to_windows(window)
        elif sys.platform.startswith("linux"):
            from jeugdhulp_desktop.ui import linux_events

            self._linux = linux_events.LinuxEvents(self)
            self._linux.left.connect(self.left)
            self.source = self._linux.source

    def sleep_delay(self) -> object:
        """What keeps the laptop awake for the moment that the vault needs to close; let go of it then.

        None where the system has no such thing, or gave it out already.
        """
        return self._linux.take_delay() if self._linux is not None else None

    def _listen_to_windows(self, window: QWidget) -> None:
        self._filter = _WindowsMessages(self, int(window.winId()))
        application = QCoreApplication.instance()
        if application is not None and self._filter.register():
            application.installNativeEventFilter(self._filter)
            self.source = "windows"


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
