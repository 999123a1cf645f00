"""Copies of a vault as it was found, in folders beside its backups: kept before a repair or a restore.

Each holds a header and a database, so it opens with the passphrase of its day as a backup does. Nothing thins
them: whoever looks for what still holds something, or opens with something, looks here too.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DamagedHeader, DiskProblem, MadeByNewerVersion, NotOurFile
from jeugdhulp_desktop.files import disk_problems, read_start, write_whole
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import ID_BYTES, LARGEST, Header, unpack
from jeugdhulp_desktop.storage.damage import AS_FOUND

_MOMENT, _LENGTH = "%Y-%m-%dT%H%M%SZ", 18  # as in the names of backups


@dataclass(frozen=True)
class FoundCopy:
    """One of them; ``made_at`` in UTC."""

    folder: Path
    made_at: datetime


def found_copies(backups: Path, vault_id: bytes) -> list[FoundCopy]:
    """Those of this vault, the oldest first; folders of others and links to elsewhere are passed over."""
    found = []
    with disk_problems(backups):
        folders = sorted(each for each in backups.glob(f"*-{AS_FOUND}*") if each.is_dir())
    for folder in folders:
        with suppress(ValueError):
            made_at = datetime.strptime(folder.name[:_LENGTH], _MOMENT).replace(tzinfo=UTC)
            if not folder.is_symlink() and vault_id in _ids(folder):
                found.append(FoundCopy(folder, made_at))
    return found


def headers_of(folder: Path) -> list[Header]:
    """The headers in it that open something."""
    files, headers = VaultFiles(folder), []
    for path in (files.header, files.header_backup):
        with suppress(DamagedHeader, DiskProblem, MadeByNewerVersion, NotOurFile):
            headers.append(unpack(read_start(path, LARGEST) or b""))
    return headers


def renew_copy(folder: Path, header: bytes) -> None:
    """It opens with the passphrase and code of this header from now on; its database stays as it was."""
    files = VaultFiles(folder)
    for path in (files.header, files.header_backup):
        if read_start(path, 0) is not None:
            write_whole(path, header)


def remove_kept(path: Path) -> None:
    """Take a backup, or a copy as it was found, away. Raises DiskProblem."""
    with disk_problems(path):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _ids(folder: Path) -> set[bytes]:
    with suppress(DiskProblem):
        ids = {each.vault_id for each in headers_of(folder)}
        return ids | {read_start(VaultFiles(folder).database, ID_BYTES) or b""}
    return set()
