"""Steps that can be undone, as the window names them: what was done to which record, never what it said."""

from dataclasses import dataclass
from enum import StrEnum

MOST_STEPS = 50


class Deed(StrEnum):
    """What a step did to its record."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class UndoStep:
    """One step: the action of its audit line, the kind of record and its id (None for several).

    ``number`` tells steps apart; ``case_id`` is the case it was about, to go and look at.
    """

    number: int
    action: str
    subject: str
    record_id: int | None
    deed: Deed
    case_id: int | None = None
