"""What Instellingen shows of the vault, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.vault_settings import VaultSettings

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.keys import KeyState
    from jeugdhulp_desktop.services.session import Session

TITLES = {  # of the panels, from top to bottom
    "laptop": "Deze computer",
    "vault": "De kluis",
    "letterhead": "Briefpapier",
    "keys": "Wachtwoord en code",
    "remember": "Onthouden",
    "backup": "Kluis en back-up",
}


@dataclass(frozen=True)
class SettingsFacts:
    """Everything the page shows of the vault, read in one go."""

    settings: VaultSettings
    keys: "KeyState"
    backup: Backup | None
    counts: Mapping[str, int]
    structures: tuple[Structure, ...]
    words: tuple[str, ...]  # what a guesser of the passphrase would try first


def read_facts(session: "Session") -> SettingsFacts:
    """On the worker."""
    settings, school = session.settings.load(), session.schools.mine()
    known = (school.name, school.board, school.municipality, school.swv) if school else ()
    words = tuple(each for each in (session.vault_name, settings.user_name, *known) if each)
    return SettingsFacts(
        settings,
        session.key_changes.state(),
        session.backups.last(),
        session.backups.counts(),
        tuple(session.agreements.structures()),
        words,
    )
