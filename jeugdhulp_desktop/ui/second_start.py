"""Hears that the program was started again, by a file in a private folder: there is no network in here."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal


class SecondStarts(QObject):
    """Watches the folder and tells what ``answer`` finds in it, once each.

    The file is read in the window thread: it is one short line of this computer, and the worker may be busy
    for a minute while somebody waits for the window.
    """

    asked = Signal(object)  # instance.Request

    def __init__(self, folder: Path, answer: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer = answer
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self.look)

    def look(self) -> None:
        """What was asked so far, also before anybody watched."""
        request = self._answer()
        if request is not None:
            self.asked.emit(request)
