"""What is left of a vault that does not open: its parts one by one, and the backups beside it."""

from dataclasses import dataclass
from enum import StrEnum

from jeugdhulp_desktop.domain.restores import BackupState, FoundBackup


class PartState(StrEnum):
    """How one part of a vault is."""

    GOOD = "good"
    DAMAGED = "damaged"
    ABSENT = "absent"
    FOREIGN = "foreign"  # of another vault
    UNKNOWN = "unknown"  # only the key can tell


@dataclass(frozen=True)
class Diagnosis:
    """What was found. Without a key the database is UNKNOWN and no backup is PROVEN.

    ``unreadable``: tables of which a page cannot be read. ``wal``: the file without its WAL can be read, with
    it it cannot (F23). ``first_bytes``: only the vault id at the start of the database is damaged, which the
    header knows.
    """

    header: PartState
    header_copy: PartState
    database: PartState
    backups: tuple[FoundBackup, ...]
    unreadable: tuple[str, ...] = ()
    wal: bool = False
    first_bytes: bool = False

    @property
    def best(self) -> FoundBackup | None:
        """The newest proven backup; without a key the newest that can be read."""
        proven = (each for each in self.backups if each.state is BackupState.PROVEN)
        return next(proven, None) or next((each for each in self.backups if each.state.usable), None)
