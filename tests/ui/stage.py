"""The stage a screen is photographed on: the practice vault, its window, and waiting until it stands."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSize
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.workplace import Workplace

SECONDS_TO_SETTLE = 20.0
SECONDS_OF_REST = 0.4  # what is built again a moment after a change, as the panel of points, stands there too


@dataclass
class Stage:
    """What a screen may use: the practice vault, its passphrase, the worker, and the size of the window."""

    folder: Path
    passphrase: str
    size: QSize
    tasks: Tasks
    opened: "Workplace | None" = None

    def until(self, there: Callable[[], bool]) -> None:
        """Lets Qt and the worker go on until ``there()`` holds; fails after SECONDS_TO_SETTLE."""
        deadline = time.monotonic() + SECONDS_TO_SETTLE
        while not there():
            if time.monotonic() > deadline:
                raise TimeoutError("the screen did not get into its state")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def settle(self) -> None:
        """Waits until the worker has answered everything that was asked."""
        rested = time.monotonic() + SECONDS_OF_REST
        self.until(lambda: time.monotonic() > rested and not self.tasks.busy())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        self.until(lambda: not self.tasks.busy())

    def workplace(self) -> "Workplace":
        """The window of the unlocked vault, opened once a process."""
        from jeugdhulp_desktop.compose import open_session
        from jeugdhulp_desktop.security.vault import unlock_with_passphrase
        from jeugdhulp_desktop.ui.laptop import Laptop
        from jeugdhulp_desktop.ui.privacy_mode import Privacy
        from jeugdhulp_desktop.ui.workplace import Workplace

        if self.opened is None:
            keys = unlock_with_passphrase(self.folder, self.passphrase)
            session = open_session(self.folder, keys, report_folder=self.folder.parent / "Rapporten")
            self.opened = Workplace(session, self.tasks, Privacy(), Laptop())
            self.opened.window.resize(self.size)
            self.opened.window.show()
            self.opened.begin()
            self.settle()
        return self.opened

    def close(self) -> None:
        """Lock what was opened, and end the worker."""
        if self.opened is not None:
            self.opened.leave()
        self.tasks.close()
        if self.opened is not None:
            self.opened.session.close()


Screen = Callable[[Stage], QWidget]
SCREENS: dict[str, Screen] = {}


def screen(name: str) -> Callable[[Screen], Screen]:
    """Adds a screen, under the name that its files get; they are taken in the order of this module."""

    def add(build: Screen) -> Screen:
        SCREENS[name] = build
        return build

    return add


def page(stage: Stage, name: str, argument: object = None) -> QWidget:
    """The window of the unlocked vault at one of its pages, with everything loaded."""
    window = stage.workplace().window
    window.open_page(name, argument)
    stage.settle()
    return window
