import subprocess
import sys

from tests.unit.security.conftest import Vault

HEAVY = {
    "keyring",
    "zxcvbn",
    "argon2",
    "cryptography",
    "sqlcipher3",
    "sqlalchemy",
    "PySide6",
    "socket",
    "secrets",
}


def loaded_after(program: str, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)", *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_the_unlock_window_can_show_the_vault_without_paying_for_its_lock(shared_vault: Vault) -> None:
    program = """
import sys
from pathlib import Path
from jeugdhulp_desktop.security import attempts, hardening, keychain, passphrase, vault
vault.read_vault_info(Path(sys.argv[1]))
"""
    assert not HEAVY & loaded_after(program, str(shared_vault.folder))


def test_unlocking_loads_no_keyring_and_no_strength_meter(shared_vault: Vault) -> None:
    program = """
import sys
from pathlib import Path
from jeugdhulp_desktop.security.vault import unlock_with_recovery_code
unlock_with_recovery_code(Path(sys.argv[1]), sys.argv[2])
"""
    loaded = loaded_after(program, str(shared_vault.folder), shared_vault.code.text)
    assert not {"keyring", "zxcvbn", "argon2"} & loaded
    assert "cryptography" in loaded
