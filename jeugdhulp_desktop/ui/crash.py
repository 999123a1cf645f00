"""What nobody expected: logged as type and our own frames, shown with "Kopieer melding"; the window stays.

Neither the message nor any value of the error is shown or kept, since it may hold a name (F25, F60).
"""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from jeugdhulp_desktop import __version__
from jeugdhulp_desktop.log import describe_error, log_unexpected


class CrashHook(QObject):
    """Takes both excepthooks; shows one dialog at a time, in the window thread."""

    happened = Signal()  # before it is shown: what is typed can be kept now
    _happened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self._before = (sys.excepthook, threading.excepthook)
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on errors that nobody expected come here."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread

    def uninstall(self) -> None:
        """Put back what was there."""
        sys.excepthook, threading.excepthook = self._before

    def take(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        """Log and show one error; Ctrl+C ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
            return
        log_unexpected(error)
        self._happened.emit(f"Jeugdhulp Desktop {__version__}\n{describe_error(error)}")

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _show(self, report: str) -> None:
        if self._showing:
            return
        from jeugdhulp_desktop.ui.crash_dialog import CrashDialog
        from jeugdhulp_desktop.ui.dialogs import run_form

        self._showing = True
        try:
            self.happened.emit()
            run_form(CrashDialog(report))
        finally:
            self._showing = False
