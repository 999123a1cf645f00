"""Where things are: what the program brings along, and what it keeps on this laptop.

Nothing is ever kept in the program's own folder (F62). JEUGDHULP_HOME puts everything that belongs to the
laptop under one folder; tests, benchmarks and a try-out on a memory stick use it.
"""

import os
import sys
from pathlib import Path

APP_NAME = "Jeugdhulp Desktop"


def program_folder() -> Path:
    """The folder of the checkout, or the one in which the frozen program carries its data."""
    frozen = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's boot loader
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """A file or folder of ``resources/``, as ``resource("icons", "home-outline.svg")``."""
    return program_folder().joinpath("resources", *parts)


def migrations_folder() -> Path:
    """The folder with Alembic's env.py and versions/, read by path and so carried along as it is."""
    return program_folder() / "migrations"


def settings_file() -> Path:
    """The settings of this laptop; see settings.py for what belongs in there."""
    return _app_folder("config") / "settings.json"


def log_folder() -> Path:
    """The folder of the log, which holds no names and no texts (log.py)."""
    return _app_folder("log")


def runtime_folder() -> Path:
    """A private folder for what lives as long as the window: of this user, on this computer (instance.py)."""
    shared = os.environ.get("XDG_RUNTIME_DIR")  # of one computer, also where the home folder is on a server
    if shared and not os.environ.get("JEUGDHULP_HOME"):
        return Path(shared) / "jeugdhulp-desktop"
    return _app_folder("config") / "window"


def documents_folder() -> Path:
    """The folder "Documenten/Jeugdhulp", in which the wizard proposes vault and reports."""
    home = os.environ.get("JEUGDHULP_HOME")
    if home:
        return Path(home) / "Documenten" / "Jeugdhulp"
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / "Jeugdhulp"


def default_vault_folder() -> Path:
    """Where a new vault goes, unless the user chooses otherwise."""
    return documents_folder() / "Kluis"


def default_report_folder() -> Path:
    """Where documents without pupils are kept up to date, unless the user chooses otherwise."""
    return documents_folder() / "Rapporten"


def _app_folder(kind: str) -> Path:
    """The laptop's own folder for settings or logs: not roaming, since a vault path is no other laptop's."""
    home = os.environ.get("JEUGDHULP_HOME")
    if home:
        return Path(home) / kind
    import platformdirs

    if kind == "log":
        return Path(platformdirs.user_log_dir(APP_NAME, appauthor=False))
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False, roaming=False))
