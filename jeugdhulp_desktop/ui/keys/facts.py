"""What Sleutels shows of the vault, read in one go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.keys import KeyState
    from jeugdhulp_desktop.services.session import Session


@dataclass(frozen=True)
class KeyFacts:
    """Everything the part shows."""

    state: "KeyState"
    words: tuple[str, ...]  # what a guesser of the passphrase would try first


def read_facts(session: "Session") -> KeyFacts:
    """On the worker."""
    return KeyFacts(session.key_changes.state(), guessable_words(session))


def guessable_words(session: "Session") -> tuple[str, ...]:
    """Names that stand in the vault and on its door: no good passphrase; on the worker."""
    settings, school = session.settings.load(), session.schools.mine()
    known = (school.name, school.board, school.municipality, school.swv) if school else ()
    return tuple(each for each in (session.vault_name, settings.user_name, *known) if each)
