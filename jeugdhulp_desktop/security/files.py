"""Names of the files of a vault, and the note for whoever finds them."""

from dataclasses import dataclass
from pathlib import Path

README_TITLE = "Jeugdhulp Desktop: kluis"
README = f"""{README_TITLE}

Deze map is een kluis van het programma Jeugdhulp Desktop. Alles wat erin staat is versleuteld.

Kopieer nooit losse bestanden; gebruik Back-up.
De bestanden horen bij elkaar. Een losse kopie van vault.db gaat zonder vault.header nooit meer open.
Wis of hernoem hier niets. Wil je iets terughalen? Gebruik in het programma Back-up terugzetten.

Wachtwoord vergeten? Kies in het programma 'Wachtwoord vergeten' en gebruik de herstelcode.
Zonder wachtwoord en zonder herstelcode kan niemand de kluis openen, ook de makers van het programma niet.
"""


@dataclass(frozen=True)
class VaultFiles:
    """Where everything of the vault in ``folder`` stands; nothing is touched by asking."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "vault.db"

    @property
    def header(self) -> Path:
        """The wrapped keys; without it the database never opens again."""
        return self.folder / "vault.header"

    @property
    def header_backup(self) -> Path:
        """The header as it was after its last change."""
        return self.folder / "vault.header.bak"

    @property
    def header_next(self) -> Path:
        """The header of a new key, from a moment before the database of that key is placed until after."""
        return self.folder / "vault.header.next"

    @property
    def backups(self) -> Path:
        """The folder with backups."""
        return self.folder / "backups"

    @property
    def readme(self) -> Path:
        """The note for people."""
        return self.folder / "LEESMIJ.txt"

    @property
    def lock(self) -> Path:
        """Who has the vault open."""
        return self.folder / "vault.lock"

    @property
    def erasures(self) -> Path:
        """What was erased for good, by id and date; read again at every restore."""
        return self.folder / "vault.erased"

    @property
    def set_aside(self) -> Path:
        """A free name for a header that is replaced: it may be the only one of another vault (F6)."""
        number = 1
        while (place := self.folder / f"vault.header.apart-{number}").exists():
            number += 1
        return place
