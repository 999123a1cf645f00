"""Moving house with a vault: to another computer of the same person, or to a successor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

RECEIVER_LONGEST = 120  # characters


class MoveKind(StrEnum):
    """Who opens the vault at the other side."""

    COMPUTER = "computer"  # the same person: same key, same passphrase
    SUCCESSOR = "successor"  # another: a key, an id and a passphrase of their own


class StaysBehind(StrEnum):
    """Copies that a handover does not reach; whoever gives has to think of them."""

    BACKUPS_HERE = "backups-here"  # in the folder of the vault; ``count`` says how many
    SECOND_PLACE = "second-place"
    OTHER_STICKS = "other-sticks"
    REPORT_FOLDER = "report-folder"
    PAPER = "paper"
    RECOVERY_SHEET = "recovery-sheet"


@dataclass(frozen=True)
class Receipt:
    """What both sides sign: which vault, how much is in it, when, who gave and who received. No pupils."""

    kind: MoveKind
    vault: str
    mark: str  # first 8 hexadecimal digits of the vault id at the other side
    file_name: str
    control: str  # first 16 hexadecimal digits of the SHA-256 of the database in the file
    on: date
    given_by: str
    received_by: str
    counts: Mapping[str, int]
    behind: tuple[tuple[StaysBehind, str], ...]  # with a number or a name, empty when there is none
