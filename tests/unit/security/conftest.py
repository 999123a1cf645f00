"""A vault without a database, and a keyring of our own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.recovery_code import RecoveryCode
from jeugdhulp_desktop.security.vault import VaultFiles, VaultKeys, create_vault

PASSPHRASE = "een fietsbel zingt zachtjes"
NEW_PASSPHRASE = "de lantaarn kent mijn hond"


@dataclass(frozen=True)
class Vault:
    """What a test needs to know of the vault it plays with."""

    folder: Path
    keys: VaultKeys
    code: RecoveryCode

    @property
    def files(self) -> VaultFiles:
        return VaultFiles(self.folder)

    def give_database(self) -> None:
        """Two pages that look encrypted and begin with the vault's salt."""
        self.files.database.write_bytes(self.keys.vault_id + bytes(range(16)) * 511)


def make_vault(folder: Path, *, shared_account: bool = False) -> Vault:
    keys, code = create_vault(
        folder, name="De Regenboog", passphrase=PASSPHRASE, cost=TESTING, shared_account=shared_account
    )
    return Vault(folder, keys, code)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return make_vault(tmp_path / "Kluis")


@pytest.fixture(scope="session")
def shared_vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    """A vault that no test changes."""
    return make_vault(tmp_path_factory.mktemp("shared") / "Kluis")


class MemoryKeyring(KeyringBackend):
    """A keyring that forgets when the test ends, and that can be locked."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.raises: Callable[[], Exception] | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._perhaps_raise()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._perhaps_raise()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._perhaps_raise()
        if (service, username) not in self.entries:
            raise PasswordDeleteError
        del self.entries[service, username]

    def lock(self) -> None:
        self.raises = KeyringLocked

    def _perhaps_raise(self) -> None:
        if self.raises:
            raise self.raises()


@pytest.fixture
def memory_keyring() -> MemoryKeyring:
    return MemoryKeyring()
