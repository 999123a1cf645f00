"""Nobody touches keys or mouse for a while: the vault locks by itself.

Keys and mouse are heard where they come in, at the window that has the keyboard: a filter on the whole
application would be called for every paint and every style of every widget.
"""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.tasks import Tasks

WHILE_BUSY = 1.0  # seconds until the next look when a job runs that one waits for
_ACTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def seconds_awake_and_asleep() -> float:
    """Monotonic seconds, so that setting the clock is no help (F14), with those of a laptop that slept.

    Linux leaves the sleep out of its usual monotonic clock; Windows and macOS count it or sleep with us.
    """
    slept_too = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if slept_too is None else time.clock_gettime(slept_too)


class IdleLock(QObject):
    """Tells when nothing was touched for the minutes of the settings.

    A laptop that wakes up after them and is touched before the timer comes by is locked at that touch (F24).
    """

    over = Signal()

    def __init__(self, tasks: Tasks, laptop: Laptop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._laptop = tasks, laptop
        self._touched = seconds_awake_and_asleep()
        self._window: QWindow | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen_to)
            self._listen_to(QGuiApplication.focusWindow())
        laptop.changed.connect(self._wait)
        self._wait()

    def stop(self) -> None:
        """The vault is closed."""
        self._timer.stop()
        self._laptop.changed.disconnect(self._wait)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._listen_to)
        self._listen_to(None)

    def left(self) -> float:
        """Seconds until the vault locks when nothing is touched."""
        return self._touched + self._laptop.settings.idle_minutes * 60 - seconds_awake_and_asleep()

    def _wait(self, *_settings: object) -> None:
        self._timer.start(round(max(0.0, self.left()) * 1000))

    def _look(self) -> None:
        if self.left() > 0:  # touched since the timer was set: it is not set at every key
            self._wait()
        elif self._tasks.busy():  # an import, a backup: its end is waited for
            self._timer.start(round(WHILE_BUSY * 1000))
        else:
            self.over.emit()

    def _touch(self) -> None:
        if self.left() <= 0 and not self._tasks.busy():
            self.over.emit()
        else:
            self._touched = seconds_awake_and_asleep()

    def _listen_to(self, window: QWindow | None) -> None:
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            self._touch()
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTS:
            self._touch()
        return False
