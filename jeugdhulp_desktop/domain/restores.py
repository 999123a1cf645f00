"""What putting a backup back would change: the vault now and the vault then, in plain numbers.

Only counts and dates: this is shown before anybody decides, and told on standard output.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True)
class VaultFacts:
    """How much stands in a vault, by table, and the latest days in it."""

    counts: Mapping[str, int]
    last_contact: date | None = None
    last_change: datetime | None = None  # UTC; the last thing a user saved


class BackupState(StrEnum):
    """What can be said of a backup by looking at it; that it opens is only known with the key.

    READABLE got its name after it was proven, and is cut off nowhere: its manifest and header are whole.
    """

    READABLE = "readable"
    PROVEN = "proven"  # opened just now, with the key, and checked whole
    PARTIAL = "partial"  # cut off
    DAMAGED = "damaged"
    OTHER_VAULT = "other-vault"
    NEWER = "newer"  # of a newer version of the program

    @property
    def usable(self) -> bool:
        """Whether it may be put back, as far as it is known."""
        return self in (BackupState.READABLE, BackupState.PROVEN)


@dataclass(frozen=True)
class FoundBackup:
    """One backup as it lies there. ``made_at`` (UTC) and ``counts`` are None and empty when it cannot tell.

    ``label`` says why it was made ("voor-terugzetten", or nothing); ``elsewhere``: not beside the vault.
    """

    path: Path
    state: BackupState
    made_at: datetime | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    label: str = ""
    elsewhere: bool = False


class Present(StrEnum):
    """What stands in the folder that a backup is put back into."""

    SOUND = "sound"
    DAMAGED = "damaged"  # it is copied as it is, since a backup of it cannot be proven
    ABSENT = "absent"


class Opener(StrEnum):
    """Whose passphrase was given, and so which one opens the vault afterwards (F28).

    The one that was just typed always does: nobody can be shut out by a passphrase of long ago.
    """

    PRESENT = "present"
    BACKUP = "backup"


@dataclass(frozen=True)
class RestorePreview:
    """A proven backup beside the vault of now; ``now`` is None when that one cannot be read."""

    made_at: datetime  # UTC
    program: str
    then: VaultFacts
    now: VaultFacts | None
    present: Present
    opener: Opener
    older_version: bool  # the backup's tables were brought up to date
    proofs: tuple[str, ...]
    erased_cases: int = 0  # erased since, so erased in it again before it is put in place
    erased_pupils: int = 0

    @property
    def differences(self) -> dict[str, tuple[int, int]]:
        """Now and then of every count that differs; without a vault of now everything is new."""
        now = self.now.counts if self.now else {}
        return {
            name: (now.get(name, 0), count)
            for name, count in self.then.counts.items()
            if now.get(name, 0) != count
        }

    @property
    def loses(self) -> bool:
        """Whether the vault of now has something that the backup may not have (F27)."""
        if self.now is None:
            return self.present is Present.DAMAGED
        if any(now > then for now, then in self.differences.values()):
            return True
        changed = self.now.last_change
        return changed is not None and (self.then.last_change is None or changed > self.then.last_change)
