#!/usr/bin/env python3
"""All that a fresh machine with bare Python 3.11 needs: makes .venv, then goes on inside it.

python3 dev.py run [...]        opens the program (without a display: plays the main job into build/demo)
python3 dev.py test [...]       all tests, in random order; further arguments go to pytest
python3 dev.py lint             ruff, mypy strict, import-linter
python3 dev.py bench [--json]   the figures, each beside its floor (--only NAME: some of them)
python3 dev.py screens DIR      a PNG of every screen, light and dark, 100 and 150 %
python3 dev.py faults [--long]  which test proves which fault; kills, power cuts, refused writes, flipped bits
python3 dev.py package          the frozen program in dist/, started once to prove it
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
MARKER = VENV / "klaar"  # written last: without it the venv is half made
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")

# What PySide6's wheel expects of a Linux system, and the Debian package of each.
# fmt: off
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1", "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1", "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0", "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0", "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libxkbcommon.so.0": "libxkbcommon0",
}
# fmt: on


def main(arguments: list[str]) -> int:
    """Runs one command; alone, or with a word that is none, lists them."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python may meet
        return say(f"Python 3.11 of nieuwer is nodig; dit is {sys.version.split()[0]}.", 2)
    commands = {each.__name__: each for each in (run, test, lint, bench, screens, faults, package)}
    first, *rest = arguments or ["--help"]
    if first not in commands:
        print((__doc__ or "").split("\n", 2)[2].rstrip())
        return 0 if first in ("--help", "-h") else 2
    os.chdir(ROOT)
    make_ready()
    return commands[first](rest)


def run(arguments: list[str]) -> int:
    """The program; arguments go to main.py, so that its commands work on a fresh machine too."""
    from jeugdhulp_desktop.start import has_display

    if arguments or has_display():
        return go_on("main.py", *arguments)
    print("Er is geen scherm: het hoofdwerk wordt zonder venster gedaan, met verzonnen leerlingen.")
    return go_on("-m", "tests.e2e.story", "build/demo", offscreen=True)


def test(arguments: list[str]) -> int:
    """pytest on two cores; pytest-randomly shuffles."""
    return go_on("-m", "pytest", "-n", "2", *arguments, offscreen=True)


def lint(_: list[str]) -> int:
    """All four, also after the first complaint."""
    ruff, mypy = ((str(PYTHON), "-m", tool) for tool in ("ruff", "mypy"))
    checks = ((*ruff, "check"), (*ruff, "format", "--check"), mypy, (str(SCRIPTS / "lint-imports"),))
    return max([call(*check) for check in checks])


def bench(arguments: list[str]) -> int:
    """The rows of tests/benchmarks, against their floors."""
    return go_on("-m", "tests.benchmarks", *arguments, offscreen=True)


def screens(arguments: list[str]) -> int:
    """The pictures, for looking at; the README and the manual show them too."""
    if not arguments:
        return say("Noem de map waar de schermen in komen: python3 dev.py screens build/screens", 2)
    return go_on("-m", "tests.ui.screens", *arguments, offscreen=True)


def faults(arguments: list[str]) -> int:
    """The list of faults with the tests that name them; then the vault is struck, and the figures printed."""
    return go_on("-m", "tests.faults", *arguments, offscreen=True)


def package(_: list[str]) -> int:
    """PyInstaller's folder; then the frozen program plays the story, and must make a report."""
    spec = f"resources/package/{'windows' if WINDOWS else 'linux'}.spec"
    where = ("--distpath", "dist", "--workpath", "build/package")
    if call(str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *where, spec):
        return 1
    program = f"dist/jeugdhulp/jeugdhulp{'.exe' if WINDOWS else ''}"
    return go_on("-m", "tests.e2e.story", "build/frozen", "--program", program, offscreen=True)


def make_ready() -> None:
    """A .venv with exactly the locked packages (pip looks for no others), and Qt's libraries; or at once."""
    lock, kind = wanted()
    found = marker() if PYTHON.exists() else None
    if found is None or found[1] != kind:
        make_venv()
        found = None
    if found is None or found[0] != lock:
        print("De pakketten uit requirements.lock worden geïnstalleerd, dat duurt een minuut.", flush=True)
        pip = (str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input")
        if call(*pip, "--no-deps", "--require-hashes", "-r", str(LOCK)):
            raise SystemExit(say("De pakketten zijn niet geïnstalleerd; hierboven staat waarom.", 1))
        MARKER.write_text(f"{lock}\n{kind}\n", encoding="ascii")
    missing = missing_libraries()
    if missing:
        install([QT_LIBRARIES[name] for name in missing], "Qt mist onderdelen van dit systeem.")


def wanted() -> tuple[str, str]:
    """The lock's SHA-256, and the kind of Python that the venv must have been made for."""
    from hashlib import sha256

    return sha256(LOCK.read_bytes()).hexdigest(), f"{sys.implementation.cache_tag} {sys.platform}"


def marker() -> list[str] | None:
    """From which lock and for which Python the venv was made; None when it is half made or not there."""
    try:
        lines = MARKER.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return lines if len(lines) == 2 else None


def make_venv() -> None:
    """An empty .venv, in the place of one that is half made or made for another Python."""
    from importlib.util import find_spec

    shutil.rmtree(VENV, ignore_errors=True)
    if find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        install(["python3-venv"], "Python kan hier nog geen venv maken.")
    if call(sys.executable, "-m", "venv", str(VENV)):
        raise SystemExit(say("De map .venv kon niet gemaakt worden; hierboven staat waarom.", 1))


def missing_libraries() -> list[str]:
    """Qt's system libraries that the loader cannot find; Windows and macOS have their own."""
    import ctypes

    missing = []
    for name in QT_LIBRARIES if sys.platform == "linux" else ():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def install(packages: list[str], why: str) -> None:
    """As root on Debian or Ubuntu installs ``packages``; otherwise says what to type, and stops."""
    names = " ".join(packages)
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"{why} Dit wordt geïnstalleerd: {names}", flush=True)
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        apt = ("apt-get", "-qq", "-y", "-o", "Dpkg::Use-Pty=0")
        if not call(*apt, "update") and not call(*apt, "install", *packages):
            return
    raise SystemExit(say(f"{why} Typ dit, en probeer het daarna opnieuw:\n  sudo apt-get install {names}", 1))


def call(*command: str) -> int:
    """Runs a command to its end and gives its exit code."""
    import subprocess

    return subprocess.run(command, check=False).returncode


def go_on(*arguments: str, offscreen: bool = False) -> int:
    """Becomes the venv's Python, so no second process stays behind; Windows cannot do that and waits."""
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606 - our own venv
    return call(str(PYTHON), *arguments)


def say(sentence: str, code: int) -> int:
    """Tells the user why it stops, and gives the exit code on."""
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
