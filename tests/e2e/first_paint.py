"""A child process that tells when its first window stands on the screen, and what was imported for it.

``python -m tests.e2e.first_paint empty`` opens an empty window, ``... controls`` a window with the controls
of the unlock page in bare PySide6, ``... program [FOLDER]`` the program as main.py does. It prints one line
of JSON after the first paint and ends there.
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


def add_controls(window: QWidget) -> None:
    """What stands on the unlock page, without any look of its own."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QVBoxLayout

    column = QVBoxLayout(window)
    column.setAlignment(Qt.AlignmentFlag.AlignCenter)
    for words in ("Jeugdhulp Desktop", "Ontgrendel de kluis om verder te gaan.", "Oefening", "Wachtwoord"):
        column.addWidget(QLabel(words))
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    column.addWidget(field)
    column.addWidget(QCheckBox("Onthouden op deze &computer"))
    for words in ("Ontgrendelen", "Wachtwoord vergeten?", "Andere kluis", "Hulp"):
        column.addWidget(QPushButton(words))


def main(arguments: list[str]) -> int:
    """Opens one or the other; ends inside ``tell``."""
    application = QApplication(["jeugdhulp"])  # app.run takes the one that is there
    watcher = FirstPaint()
    application.focusWindowChanged.connect(watcher.window_there)
    if arguments[0] != "program":
        window = QWidget()
        window.resize(1200, 700)
        if arguments[0] == "controls":
            application.setStyle("Fusion")
            add_controls(window)
        window.show()
        return application.exec()
    from jeugdhulp_desktop.start import main as start

    return start(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
