"""The backups that stand in a folder: which are of this vault, and which may go (F26)."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jeugdhulp_desktop.domain.backup_keeping import KeepRules, StoredBackup, backups_to_remove
from jeugdhulp_desktop.domain.backups import BackupLine, BackupProof
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.files import disk_problems
from jeugdhulp_desktop.storage.backup import SUFFIX
from jeugdhulp_desktop.storage.backup_header import own_backups


def backup_lines(
    folder: Path, vault_id: bytes, proofs: Mapping[str, BackupProof], place: str = "", mark: str = ""
) -> list[BackupLine]:
    """The same as lines of a list, with what is known of each; ``place`` is what the folder is called."""
    lines = []
    for path, manifest in own_backups(folder, vault_id):
        made_at = manifest.made_at.astimezone().replace(tzinfo=None)
        proof = proofs.get(proof_key(path, mark))
        # It got its name when it was proven: without another look that is the proof it has.
        at = made_at if proof is None else datetime.fromisoformat(proof.at)
        failed = proof.failed if proof else ""
        lines.append(
            BackupLine(
                path=path,
                made_at=made_at,
                counts=manifest.counts,
                label=manifest.label,
                size=manifest.size,
                place=place,
                proven_at=None if failed else at,
                failed=failed,
            )
        )
    return lines


def proof_key(path: Path, mark: str = "") -> str:
    """By what the vault remembers a look at this file: the place (its mark, empty for our own) and name."""
    return f"{mark}/{path.name}"


def thin(
    folder: Path,
    vault_id: bytes,
    rules: KeepRules,
    now: datetime,
    *,
    proofs: Mapping[str, BackupProof],
    mark: str = "",
) -> list[Path]:
    """Remove the backups that the rules do not keep; which those were.

    Nothing goes while one in this folder failed its last look: the others may be wanted then. The newest that
    was proven is never touched. A file that cannot be removed now is tried next time.
    """
    try:
        own = own_backups(folder, vault_id)
    except DiskProblem:  # a stick that was pulled out meanwhile
        return []
    known = {path.name: proofs.get(proof_key(path, mark)) for path, _manifest in own}
    if any(proof is not None and proof.failed for proof in known.values()):
        return []
    newest = next((path.name for path, manifest in own if manifest.made_at <= now), "")
    stored = [StoredBackup(path.name, manifest.made_at, manifest.label) for path, manifest in own]
    removed = []
    for name in backups_to_remove(stored, rules, now, untouchable=(newest,)):
        with suppress(DiskProblem), disk_problems(folder):
            (folder / name).unlink()
            removed.append(folder / name)
    return removed


def find_renamed(folder: Path, name: str) -> str | None:
    """What the backup ``name`` is called now, when it is gone and stands there under a label.

    A process can end between giving the last backup its label and noting that in the vault.
    """
    if (folder / name).exists():
        return None
    stem = name.removesuffix(SUFFIX)
    for file in sorted(folder.glob(f"{stem}-*{SUFFIX}")):
        if not file.name.removesuffix(SUFFIX).removeprefix(f"{stem}-").isdigit():
            return file.name  # a number is another one of the same second
    return None
