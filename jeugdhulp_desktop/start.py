"""Picks window or command, and imports as little as it can: the window's first paint waits for this module.

Neither Qt nor SQLAlchemy is imported here; a command works on a machine without Qt's system libraries, and
the window opens before the database layer is read from the disk.
"""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = ("demo", "import", "report", "check", "backup", "restore")
USAGE = """\
Jeugdhulp Desktop: casussen, schoolafspraken en monitoring, versleuteld op deze laptop.

  main.py                      opent het venster
  main.py MAP                  opent het venster met de kluis in MAP

Zonder venster:
  main.py demo MAP             maakt een oefenkluis met verzonnen leerlingen
  main.py import MAP BESTAND   leest een leerlingenlijst in (EDEXML, CSV of XLSX)
  main.py report MAP           brengt de pdf's van de schoolafspraken bij
  main.py check MAP            bewijst dat de kluis heel is
  main.py backup MAP           maakt een back-up en bewijst dat die terug te zetten is
  main.py restore BESTAND MAP  zet een back-up terug en bewaart eerst de kluis van nu

  main.py OPDRACHT --help      vertelt meer over een opdracht
  main.py --version            noemt de versie

Het wachtwoord komt van de standaardinvoer of uit JEUGDHULP_PASSPHRASE, nooit van de opdrachtregel."""
NO_DISPLAY = (
    "Er is geen scherm, dus het venster kan niet open. Typ main.py --help voor wat zonder venster kan."
)
NO_QT = (
    "Het venster mist een onderdeel van dit systeem ({}). "
    "Typ python3 dev.py run, dat zegt wat er geïnstalleerd moet worden."
)
UNKNOWN = 'Ik ken "{}" niet. Typ main.py --help voor wat er kan.'
USAGE_ERROR = 2
NO_WINDOW = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program with these arguments (default: the command line's) and gives the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    first = arguments[0] if arguments else ""
    if first in COMMANDS:
        from jeugdhulp_desktop import cli

        return cli.main(arguments)
    if first in ("--help", "-h", "help"):
        print(USAGE)
        return 0
    if first == "--version":
        from jeugdhulp_desktop import __version__

        print(f"Jeugdhulp Desktop {__version__}")
        return 0
    if len(arguments) > 1 or first.startswith("-") or (first and not Path(first).is_dir()):
        print(UNKNOWN.format(" ".join(arguments)), file=sys.stderr)
        return USAGE_ERROR
    return _open_window(arguments)


def has_display() -> bool:
    """Whether a window can open: Windows and macOS always have a screen, Qt may be told to do without."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _open_window(arguments: list[str]) -> int:
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return NO_WINDOW
    from jeugdhulp_desktop.instance import Instance

    instance, vault = Instance(), Path(arguments[0]) if arguments else None
    if not instance.take() and not instance.ask(vault):
        return 0  # the window that is open comes forward
    # Modules and widgets stay: looking for garbage among them a hundred times costs a tenth of the start.
    gc.set_threshold(50_000, 20, 20)
    try:
        from jeugdhulp_desktop import app
    except ImportError as error:
        # The loader's own words, as "libEGL.so.1: cannot open shared object file"; else the mistake is ours.
        if "cannot open shared object file" not in str(error):
            raise
        print(NO_QT.format(str(error).split(":", maxsplit=1)[0]), file=sys.stderr)
        return NO_WINDOW
    return app.run(vault, instance)
