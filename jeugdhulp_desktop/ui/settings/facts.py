"""What Instellingen shows of the vault, read in one go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.vault_settings import VaultSettings

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

TITLES = {  # of the panels, from top to bottom
    "laptop": "Deze computer",
    "vault": "De kluis",
    "letterhead": "Briefpapier",
    "elsewhere": "Sleutels en back-ups",
}


@dataclass(frozen=True)
class SettingsFacts:
    """Everything the page shows of the vault, read in one go."""

    settings: VaultSettings
    backup: Backup | None
    structures: tuple[Structure, ...]


def read_facts(session: "Session") -> SettingsFacts:
    """On the worker."""
    return SettingsFacts(
        session.settings.load(),
        session.backups.last(),
        tuple(session.agreements.structures()),
    )
