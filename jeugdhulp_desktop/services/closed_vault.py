"""A vault that was just closed, and the keys that were open: for what can only be done while it is closed."""

from dataclasses import dataclass, field
from pathlib import Path

from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.services.session import Session

__all__ = ["ClosedVault", "VaultKeys"]  # the window takes its keys from here


@dataclass(frozen=True)
class ClosedVault:
    """Where it stands and what opens it. Lives as long as one errand, and is never written anywhere.

    ``reports`` is where its papers go on this laptop; it and the name are unknown of one that did not open.
    """

    folder: Path
    name: str
    keys: VaultKeys = field(repr=False)
    reports: Path | None = None

    @classmethod
    def of(cls, session: Session) -> "ClosedVault":
        """What an errand needs of a Session that is closed next."""
        return cls(session.folder, session.vault_name, session.keys, session.documents.folder)
