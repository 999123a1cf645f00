"""Practising the bad day: the newest backup put back in an empty folder, with the passphrase typed.

It is the real way back (``services/restore``), as on another computer: only the header inside the backup is
there. What was put back is opened, counted and removed; what a crash left goes at the next opening.
"""

import shutil
from pathlib import Path

from jeugdhulp_desktop.domain.backups import Drill
from jeugdhulp_desktop.domain.restores import VaultFacts
from jeugdhulp_desktop.files import disk_problems
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.clock import Clock
from jeugdhulp_desktop.services.restore import prepare_restore
from jeugdhulp_desktop.storage.engine import look_into
from jeugdhulp_desktop.storage.restoring import vault_facts

SCRATCH = ".oefenen"  # inside the vault's own folder: on its disk, and as encrypted as the vault


def practise(file: Path, vault: Path, passphrase: str, now: VaultFacts, clock: Clock) -> Drill:
    """Put ``file`` back in a scratch folder, open it with the passphrase, count, and remove it again.

    Raises WrongPassphrase (the backup opens with the one of then), BackupRefused, DiskProblem,
    NotEnoughMemory; nothing is left behind then either.
    """
    clear_scratch(vault)
    folder = vault / SCRATCH
    try:
        with disk_problems(folder):
            folder.mkdir(mode=0o700)
        with prepare_restore(file, folder / "kluis", passphrase, clock=clock) as prepared:
            prepared.carry_out()
        keys = unlock_with_passphrase(folder / "kluis", passphrase)
        database = VaultFiles(folder / "kluis").database
        with look_into(database, keys.data_key, keys.vault_id) as raw:
            then = vault_facts(raw)
        made_at = prepared.preview.made_at.astimezone().replace(tzinfo=None)
        return Drill(made_at, then, now, prepared.preview.proofs)
    finally:
        clear_scratch(vault)


def clear_scratch(vault: Path) -> None:
    """Remove what practising left, also that of a program that was killed; only while the vault is held."""
    shutil.rmtree(vault / SCRATCH, ignore_errors=True)
