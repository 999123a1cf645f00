"""Where a vault stands, and which copies of it another program left beside it (F20).

Reads names only; it is used before a vault is opened and imports nothing heavy.
"""

import os
from pathlib import Path

from jeugdhulp_desktop.domain.conflicts import is_copy_of
from jeugdhulp_desktop.domain.places import Place
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.storage.places import look_at

__all__ = ["Place", "look_at", "stray_copies"]


def stray_copies(folder: Path) -> tuple[str, ...]:
    """Names of the files beside the vault that are copies of its own, made by OneDrive or somebody.

    They are told and never touched: work may stand in one that is in no other place. A folder that cannot be
    read has none: opening the vault will say what is wrong with it.
    """
    files = VaultFiles(folder)
    ours = (files.database.name, files.header.name, files.header_backup.name)
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    except OSError:
        return ()
    return tuple(sorted(name for name in names if any(is_copy_of(name, each) for each in ours)))
