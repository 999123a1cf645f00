"""A child process that tells when its first window stands on the screen, and what was imported for it.

``python -m tests.e2e.first_paint bare`` opens an empty window, ``... first_paint program [FOLDER]`` the
program as main.py does. It prints one line of JSON after the first paint and ends there.
"""

import json
import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget


class FirstPaint(QObject):
    """Watches the first window that gets the focus until it was painted.

    Not every event of the application: a filter there would load the Python class of every widget inside Qt,
    and so cost what it measures.
    """

    def window_there(self, window: QWindow | None) -> None:
        """The first window came up; it is painted at once or when it is exposed."""
        if window is None:
            return
        if window.isExposed():
            QTimer.singleShot(0, tell)
        else:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets everything pass; after the paint that an expose brings the process is done."""
        if event.type() == QEvent.Type.Expose:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, tell)
        return False


def tell() -> None:
    """Prints the names of all imported modules, and leaves without any clean-up."""
    print(json.dumps(sorted(sys.modules)), flush=True)
    os._exit(0)


def main(arguments: list[str]) -> int:
    """Opens one or the other; ends inside ``tell``."""
    application = QApplication(["jeugdhulp"])  # app.run takes the one that is there
    watcher = FirstPaint()
    application.focusWindowChanged.connect(watcher.window_there)
    if arguments[0] == "bare":
        window = QWidget()
        window.resize(1200, 700)
        window.show()
        return application.exec()
    from jeugdhulp_desktop.start import main as start

    return start(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
