"""Another header in a backup that stands: the file is written whole again beside it, proven, and replaced.

The other members are copied as they are, byte for byte and in their order: the date, the counts and the
SHA-256 of the manifest go on being those of the day it was made.
"""

import os
import shutil
import zipfile
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, MadeByNewerVersion, NotOurFile
from jeugdhulp_desktop.files import disk_problems, place_whole
from jeugdhulp_desktop.storage.backup import (
    SUFFIX,
    Manifest,
    opened_package,
    prove_backup,
    read_header,
    read_manifest,
)
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.restoring import database_files

_HEADER = "vault.header"
_PARTIAL = ".deel"  # as of a backup that is being made: what an interrupted one leaves goes with the next


def replace_header(path: Path, header: bytes, database: Database) -> Manifest:
    """Give the backup ``path`` the header ``header``; ``database`` is the open vault that it is of.

    Raises DamagedDatabase or NotOurFile when the backup does not prove itself, DiskProblem when it cannot be
    written; then ``path`` is as it was. A power cut leaves the old file or the new one, each of them whole.
    """
    partial = path.with_name(path.name + _PARTIAL)
    scratch = partial.with_name(partial.name + ".db")
    try:
        with disk_problems(path):
            _copy_with(path, partial, header)
        manifest = prove_backup(partial, database, scratch)
        if read_header(partial) != header:
            raise DamagedDatabase("backup-bytes")
        place_whole(partial, path)
    finally:
        with disk_problems(path.parent):
            for left_over in (partial, *database_files(scratch)):
                left_over.unlink(missing_ok=True)
    return manifest


def own_backups(folder: Path, vault_id: bytes) -> list[tuple[Path, Manifest]]:
    """The backups of this vault in a folder, the newest first; files of others are passed over (F26).

    By what stands inside: not by the name, and not by the date of the file. None in a folder that is away.
    """
    found = []
    with disk_problems(folder):
        files = sorted(folder.glob(f"*{SUFFIX}"))
    for file in files:
        try:
            manifest = read_manifest(file)
        except (NotOurFile, MadeByNewerVersion, DiskProblem):
            continue
        if manifest.vault_id == vault_id.hex():
            found.append((file, manifest))
    return sorted(found, key=lambda each: (each[1].made_at, each[0].name), reverse=True)


def _copy_with(path: Path, partial: Path, header: bytes) -> None:
    descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with (
            os.fdopen(descriptor, "w+b") as file,
            opened_package(path) as old,
            zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as new,
        ):
            for member in old.infolist():
                if member.filename == _HEADER:
                    new.writestr(_HEADER, header)
                    continue
                large = member.file_size >= zipfile.ZIP64_LIMIT
                with old.open(member) as read, new.open(member.filename, "w", force_zip64=large) as written:
                    shutil.copyfileobj(read, written, 1 << 20)
    except zipfile.BadZipFile:
        raise DamagedDatabase("backup-bytes") from None
