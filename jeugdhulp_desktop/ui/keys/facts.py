"""What Sleutels shows of the vault, read in one go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.backup_headers import OldBackups
    from jeugdhulp_desktop.services.keys import KeyChange, KeyState
    from jeugdhulp_desktop.services.session import Session


@dataclass(frozen=True)
class KeyFacts:
    """Everything the part shows."""

    state: "KeyState"
    words: tuple[str, ...]  # what a guesser of the passphrase would try first
    old: "OldBackups"
    recent: "tuple[KeyChange, ...]"


def read_facts(session: "Session") -> KeyFacts:
    """On the worker."""
    state, words = session.key_changes.state(), guessable_words(session)
    recent = tuple(session.key_changes.recent())
    return KeyFacts(state, words, session.old_backups.find(), recent)


def guessable_words(session: "Session") -> tuple[str, ...]:
    """Names that stand in the vault and on its door: no good passphrase; on the worker."""
    settings, school = session.settings.load(), session.schools.mine()
    known = (school.name, school.board, school.municipality, school.swv) if school else ()
    return tuple(each for each in (session.vault_name, settings.user_name, *known) if each)
