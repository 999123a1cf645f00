"""Backups as they are told: which there are, where they stand, and whether they were proven."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from jeugdhulp_desktop.domain.backup_keeping import KeepRules
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.domain.restores import VaultFacts

AWAY_DAYS = 14  # after so many without a backup in the second place it is told in the tone of a warning
DRILL_DAYS = 365  # putting back is practised once a year
FIRST_DRILL_DAYS = 30  # a new vault is left alone so long


@dataclass(frozen=True)
class BackupProof:
    """What came of opening a backup again; ``failed`` is the name of the proof, empty when all held."""

    at: str  # local time, ISO
    failed: str = ""


@dataclass(frozen=True)
class BackupProofs:
    """Those that the vault remembers, by place and file name."""

    of: Mapping[str, BackupProof] = field(default_factory=dict)


@dataclass(frozen=True)
class BackupLine:
    """One backup in a list; times are local.

    ``place`` is empty for the vault's own folder. ``proven_at``: when it was opened last and held, which is
    when it was made unless it was looked at again.
    """

    path: Path
    made_at: datetime
    counts: Mapping[str, int]
    label: str
    size: int  # bytes of the database in it
    place: str
    proven_at: datetime | None
    failed: str = ""

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return str(self.path)


@dataclass(frozen=True)
class KeptUp:
    """What was done so that no work is without a backup; ``problem``: the second place did not take it."""

    made: Backup | None = None
    copied: Backup | None = None
    problem: WorldError | None = None


@dataclass(frozen=True)
class Safety:
    """Whether the work of now is safe, read in one go.

    ``changed``: something was written since the last proven one; ``behind``: the second place is there and
    has not the last one yet. ``there``: its folder now, None while the stick is out.
    """

    last: Backup | None
    away: Backup | None
    changed: bool
    there: Path | None
    behind: bool


@dataclass(frozen=True)
class BackupsOverview:
    """Everything the part Back-ups shows."""

    state: Safety
    lines: tuple[BackupLine, ...]
    rules: KeepRules
    counts: Mapping[str, int]  # of the vault now
    drilled: date | None  # when putting back was practised last
    folder: Path


@dataclass(frozen=True)
class Drill:
    """What came of practising: what stood in the backup, beside what stands in the vault."""

    made_at: datetime  # local
    then: VaultFacts
    now: VaultFacts
    proofs: tuple[str, ...]
