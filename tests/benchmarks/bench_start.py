"""How long it takes until somebody can type: from the spawn of the process to the first paint."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dev
from jeugdhulp_desktop.paths import program_folder
from tests.benchmarks.harness import Row, Seconds


def rows(folder: Path) -> Iterator[Row]:
    """The unlock window of an existing vault against bare PySide6; dev.py against what it starts."""
    vault = folder / "kluis"
    environment = dict(os.environ, JEUGDHULP_HOME=str(folder / "home"), QT_QPA_PLATFORM="offscreen")
    environment["QT_LOGGING_RULES"] = "default.warning=false"  # the offscreen platform knows no size hints
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users have bytecode from the second start on
    subprocess.run(
        [sys.executable, "main.py", "demo", str(vault), "--json"],
        cwd=program_folder(),
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    watched = (sys.executable, "-m", "tests.e2e.first_paint")
    opened = lambda: until_first_line((*watched, "program", str(vault)), environment)  # noqa: E731
    yield Row(
        "spawn to first painted unlock window",
        floor=lambda: until_first_line((*watched, "controls"), environment),
        ours=opened,
        limit=1.6,
    )
    yield Row(
        "spawn to first paint, floor an empty window",
        floor=lambda: until_first_line((*watched, "empty"), environment),
        ours=opened,
        limit=1.6,
        gate=False,
    )
    yield Row(
        "second start of dev.py run, to the first line",
        floor=lambda: until_first_line((str(dev.PYTHON), "main.py", "--version"), environment),
        ours=lambda: until_first_line((sys.executable, "dev.py", "run", "--version"), environment),
        limit=1.0,
        slack=0.2,
        gate=False,
    )


def until_first_line(command: tuple[str, ...], environment: dict[str, str]) -> Seconds:
    """From the spawn to the first line on standard output; the process then ends by itself, off the clock."""
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=program_folder(), env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = time.perf_counter() - began
        process.stdout.read()
    if not line:
        raise RuntimeError(f"no line from {command[-1]}, exit code {process.returncode}")
    return Seconds(took)
