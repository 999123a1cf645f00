"""What main.py does with its arguments, and how little it reads to find out."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from jeugdhulp_desktop import __version__, paths
from jeugdhulp_desktop.start import COMMANDS, has_display, main


def test_help_lists_every_command_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"main.py {command} " in told for command in COMMANDS)
    assert "wachtwoord" in told


def test_the_version_is_that_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"Jeugdhulp Desktop {__version__}\n"
    project = tomllib.loads((paths.program_folder() / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == __version__


@pytest.mark.parametrize("arguments", [["--wat"], ["exporteer"], ["/nergens/kluis"], ["a", "b"]])
def test_what_is_not_known_is_a_usage_error_that_names_it(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert " ".join(arguments) in capsys.readouterr().err


def test_without_a_display_the_window_says_so_instead_of_crashing() -> None:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    ended = subprocess.run(
        [sys.executable, "main.py"], cwd=paths.program_folder(), env=bare, capture_output=True, check=False
    )
    if sys.platform == "linux":
        assert ended.returncode == 1
        assert "geen scherm" in ended.stderr.decode()


def test_without_qts_system_libraries_the_window_says_which_one_is_missing(tmp_path: Path) -> None:
    broken = tmp_path / "PySide6" / "__init__.py"
    broken.parent.mkdir()
    broken.write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file: No such file or directory')"
    )
    environment = dict(os.environ, PYTHONPATH=str(tmp_path), QT_QPA_PLATFORM="offscreen")
    ended = subprocess.run(
        [sys.executable, "main.py"],
        cwd=paths.program_folder(),
        env=environment,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "(libEGL.so.1)" in ended.stderr.decode()


def test_qt_without_a_screen_counts_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert has_display()


def test_picking_a_command_reads_neither_qt_nor_the_database(tmp_path: Path) -> None:
    script = (
        "import sys; from jeugdhulp_desktop.start import main; main(['--version']); "
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'PySide6', 'sqlalchemy', 'reportlab'}))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=paths.program_folder(), capture_output=True, check=True
    )
    assert ended.stdout.decode().splitlines()[-1] == "[]"
