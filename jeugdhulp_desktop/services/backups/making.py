"""One proven backup, as the vault remembers it; also for who has no service yet (a migration, a restore)."""

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.files import disk_problems
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.storage.backup import ProvenBackup, make_backup
from jeugdhulp_desktop.storage.engine import Database, Look, go_on

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.documents import Stepping

_OFTEN = 0.1  # seconds between two words about the progress; SQLite asks thousands of times


def back_up(
    database: Database,
    folder: Path,
    now: datetime,
    target: Path | None = None,
    *,
    label: str = "",
    name: str = "",
    look: Look = go_on,
) -> ProvenBackup:
    """A proven backup of the vault in ``folder``; also before a migration, when no service exists yet.

    The header is read first: with an older header the newer database opens too, but not the other way round.
    """
    files = VaultFiles(folder)
    with disk_problems(files.header):
        header = files.header.read_bytes()
    return make_backup(database, target or files.backups, header, now, label=label, name=name, look=look)


def told(proven: ProvenBackup, place: str = "") -> Backup:
    """A backup as the vault remembers it, in local time; ``place`` when it is not the vault's own folder."""
    counts = proven.manifest.counts
    return Backup(
        made_at=proven.manifest.made_at.astimezone().replace(tzinfo=None).isoformat(),
        cases=counts.get("cases", 0),
        agreements=counts.get("agreements", 0),
        file_name=proven.path.name,
        mark=proven.mark,
        place=place,
    )


def looking(progress: "Stepping | None", words: str) -> Look:
    """A Look that tells ``words`` now and then, and stops when the user wants to."""
    if progress is None:
        return go_on
    last = 0.0

    def look() -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _OFTEN:
            last = now
            progress.step(words)

    return look
