"""A PNG of every screen on the practice vault: light and dark, 100 and 150 %. Made to be looked at.

``python -m tests.ui.screens DIR [--only NAME]``. A screen is a function of tests/ui/states.py that brings the
program into a state and gives back the widget to photograph. Each look is a process of its own, since the
scale of the screen can only be chosen before Qt starts; all of them read copies of one practice vault.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

import tests.ui.states  # noqa: F401 - it adds the screens
from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.settings import Theme
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress
from tests.ui.stage import SCREENS, Stage

LOOKS = tuple(product((Theme.LIGHT, Theme.DARK), (100, 150)))
LAPTOP = QSize(1366, 690)  # pixels: a 1366x768 screen less the task bar


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
        stage.settle()
        file = target / f"{name}-{theme.value}-{percent}.png"
        if not widget.grab().save(str(file)):
            raise OSError(f"could not write {file}")
        print(file, flush=True)
        if stage.opened is None or widget is not stage.opened.window:
            widget.close()
    stage.close()


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
