"""A PNG of every screen on the practice vault: light and dark, 100 and 150 %. Made to be looked at.

``python -m tests.ui.screens DIR [--only NAME]``. A screen is a function below that brings the program into a
state and gives back the widget to photograph. Each look is a process of its own, since the scale of the
screen can only be chosen before Qt starts; all of them read copies of one practice vault.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QWidget

from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.settings import Theme
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress

LOOKS = tuple(product((Theme.LIGHT, Theme.DARK), (100, 150)))
LAPTOP = QSize(1366, 690)  # pixels: a 1366x768 screen less the task bar
SECONDS_TO_SETTLE = 20.0


@dataclass
class Stage:
    """What a screen may use: the practice vault, its passphrase, the worker, and the size of the window."""

    folder: Path
    passphrase: str
    size: QSize
    tasks: Tasks

    def until(self, there: Callable[[], bool]) -> None:
        """Lets Qt and the worker go on until ``there()`` holds; fails after SECONDS_TO_SETTLE."""
        deadline = time.monotonic() + SECONDS_TO_SETTLE
        while not there():
            if time.monotonic() > deadline:
                raise TimeoutError("the screen did not get into its state")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


Screen = Callable[[Stage], QWidget]
SCREENS: dict[str, Screen] = {}


def screen(name: str) -> Callable[[Screen], Screen]:
    """Adds a screen, under the name that its files get; they are taken in the order of this module."""

    def add(build: Screen) -> Screen:
        SCREENS[name] = build
        return build

    return add


@screen("01-ontgrendelen")
def unlock(stage: Stage) -> QWidget:
    """The first thing anybody sees."""
    from jeugdhulp_desktop.security.header_file import read_vault_info
    from jeugdhulp_desktop.ui.unlock.unlock_page import UnlockPage

    page = UnlockPage(stage.tasks)
    page.show_vault(stage.folder, read_vault_info(stage.folder))
    return page


def photograph(theme: Theme, percent: int, vault: Path, target: Path, only: str) -> None:
    """Every screen in one look; runs in a process whose QT_SCALE_FACTOR is the percentage."""
    application = QApplication(["jeugdhulp"])
    dress(application, theme)
    stage = Stage(vault, os.environ.pop("STAGE_PASSPHRASE"), LAPTOP / (percent / 100), Tasks())
    for name, build in SCREENS.items():
        if only not in name:
            continue
        widget = build(stage)
        widget.resize(stage.size)
        widget.show()
        QCoreApplication.processEvents()
        file = target / f"{name}-{theme.value}-{percent}.png"
        if not widget.grab().save(str(file)):
            raise OSError(f"could not write {file}")
        print(file, flush=True)
        widget.close()
    stage.tasks.close()


def main(arguments: list[str]) -> int:
    """Makes the practice vault and starts a process for each look."""
    parser = argparse.ArgumentParser(prog="dev.py screens")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", metavar="NAME", help="screens with NAME in their name")
    parser.add_argument("--look", nargs=3, help=argparse.SUPPRESS)  # theme, percent, vault
    asked = parser.parse_args(arguments)
    target = asked.folder.resolve()
    target.mkdir(parents=True, exist_ok=True)
    if asked.look:
        theme, percent, vault = asked.look
        photograph(Theme(theme), int(percent), Path(vault), target, asked.only)
        return 0
    with tempfile.TemporaryDirectory(prefix="screens-") as scratch:
        return _in_every_look(Path(scratch), target, asked.only)


def _in_every_look(scratch: Path, target: Path, only: str) -> int:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", JEUGDHULP_HOME=str(scratch / "laptop"))
    made = subprocess.run(
        [sys.executable, "main.py", "demo", str(scratch / "kluis"), "--json"],
        cwd=program_folder(),
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    environment["QT_LOGGING_RULES"] = "default.warning=false"  # the offscreen platform knows no size hints
    environment["STAGE_PASSPHRASE"] = json.loads(made.stdout)["passphrase"]
    failed = 0
    for theme, percent in LOOKS:
        vault = scratch / f"{theme.value}-{percent}" / "kluis"
        shutil.copytree(scratch / "kluis", vault)
        look = ("--look", theme.value, str(percent), str(vault))
        command = [sys.executable, "-m", "tests.ui.screens", str(target), "--only", only, *look]
        scaled = dict(environment, QT_SCALE_FACTOR=str(percent / 100))
        failed |= subprocess.run(command, cwd=program_folder(), env=scaled, check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
