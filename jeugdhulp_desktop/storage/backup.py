"""A backup that was proven: one file that holds everything, and was opened before it got its name.

The file is a zip without compression (an encrypted page does not shrink) with three members: a manifest, the
vault's header and the database as ``VACUUM INTO`` wrote it, encrypted with the same key. What is proven is
the packed member, taken out of the zip again. The manifest holds counts and dates only, so it can be read
without a key. Thinning comes with a later version; what takes a backup back is ``restoring``.
"""

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from jeugdhulp_desktop import __version__
from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, MadeByNewerVersion, NotOurFile
from jeugdhulp_desktop.files import disk_problems, sync_folder
from jeugdhulp_desktop.storage.checks import OF_ANY_VERSION, counts, run_checks
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.migrate import Chain

FORMAT = 1
SUFFIX = ".jeugdhulp-backup"
_PARTIAL = ".deel"
_MANIFEST, _HEADER, _DATABASE = "manifest.json", "vault.header", "vault.db"
_MAX_MANIFEST = 65_536  # bytes; ours are under one kilobyte


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself, without a key."""

    made_at: datetime  # UTC
    program: str
    revision: str  # version of the tables
    vault_id: str  # hexadecimal
    counts: Mapping[str, int]
    sha256: str  # of the packed database
    size: int


@dataclass(frozen=True)
class ProvenBackup:
    """A backup that was opened and checked; ``proofs`` are the names of what was asked and held."""

    path: Path
    manifest: Manifest
    proofs: tuple[str, ...]


def backup_name(made_at: datetime, label: str = "") -> str:
    """A name that sorts by time and says nothing of a school: "2026-09-18T141003Z.jeugdhulp-backup".

    ``label`` says why it was made ("voor-terugzetten").
    """
    return f"{made_at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}{'-' * bool(label)}{label}{SUFFIX}"


def make_backup(
    database: Database, folder: Path, header: bytes, made_at: datetime, *, label: str = "", name: str = ""
) -> ProvenBackup:
    """A proven backup in ``folder``; it gets its name only when every check has passed.

    No backup that is there gives its name to a new one of the same second; ``name`` asks for one in so many
    words and is refused when it is taken. Raises DiskProblem or DamagedDatabase; then nothing new stands in
    the folder (F16, F21). What an interrupted backup left there before is removed first.
    """
    target = folder / name if name else _free_name(folder, made_at, label)
    if name and target.exists():
        raise DiskProblem("exists", target)
    partial = target.with_name(target.name + _PARTIAL)
    with disk_problems(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for left_over in folder.glob(f"*{SUFFIX}{_PARTIAL}*"):
            left_over.unlink()
    copy = partial.with_name(partial.name + ".db")
    try:
        database.copy_into(copy)
        manifest = _describe(database, copy, made_at)
        with disk_problems(folder):
            _pack(partial, manifest, header, copy)
            copy.unlink()
        proven = _proven(partial, copy, database.another)
        with disk_problems(folder):
            partial.replace(target)
            sync_folder(folder)
    finally:
        with disk_problems(folder):
            for left_over in folder.glob(f"{partial.name}*"):
                left_over.unlink()
    return replace(proven, path=target)


def prove_backup(path: Path, database: Database, scratch: Path | None = None) -> Manifest:
    """Take the database out of a backup, open it with the key of ``database`` and run every check.

    ``scratch`` is where the member is unpacked, by default a file in a private temporary folder; it is
    encrypted there too, and removed. Raises DamagedDatabase with the name of the proof that failed.
    """
    if scratch is None:
        with tempfile.TemporaryDirectory() as private:
            return prove_backup(path, database, Path(private) / _DATABASE)
    return _proven(path, scratch, database.another).manifest


def prove_file(path: Path, data_key: bytes, vault_id: bytes) -> Manifest:
    """As ``prove_backup``, for who has the keys and no open vault. Raises NotOurFile for another vault's."""
    with tempfile.TemporaryDirectory() as private:
        scratch = Path(private) / _DATABASE
        return _proven(path, scratch, lambda copy: open_database(copy, data_key, vault_id)).manifest


def _proven(path: Path, scratch: Path, open_copy: Callable[[Path], Database]) -> ProvenBackup:
    try:
        return take_out(path, scratch, open_copy)
    finally:
        for suffix in ("", "-wal", "-shm"):
            scratch.with_name(scratch.name + suffix).unlink(missing_ok=True)


def take_out(path: Path, scratch: Path, open_copy: Callable[[Path], Database]) -> ProvenBackup:
    """The packed database as the file ``scratch``, proven: opened by ``open_copy`` and checked whole.

    Whoever asked removes ``scratch``, also after an error. Raises what ``prove_backup`` raises.
    """
    manifest = read_manifest(path)
    if _unpack(path, scratch) != manifest.sha256:
        raise DamagedDatabase("backup-bytes")
    copy = open_copy(scratch)
    try:
        held, failed = _checked(copy, manifest.revision)
        with copy.maintenance() as raw:
            counted = counts(raw)
    finally:
        copy.close()
    if failed:
        raise DamagedDatabase(f"backup-{failed[0]}")
    if counted != manifest.counts:
        raise DamagedDatabase("backup-counts")
    return ProvenBackup(path, manifest, ("bytes", *held, "counts"))


def _checked(copy: Database, revision: str) -> tuple[list[str], list[str]]:
    """Names of the proofs that hold and of those that fail.

    Of an older version only those count that do not ask today's tables.
    """
    proofs = run_checks(copy)
    failed = [proof.name for proof in proofs if not proof.ok]
    if revision != Chain.of().newest:
        failed = [name for name in failed if name in OF_ANY_VERSION]
    return [proof.name for proof in proofs if proof.ok], failed


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself. Raises NotOurFile, MadeByNewerVersion or DiskProblem."""
    with disk_problems(path):
        try:
            with zipfile.ZipFile(path) as packed:
                if packed.getinfo(_MANIFEST).file_size > _MAX_MANIFEST:
                    raise NotOurFile
                told = json.loads(packed.read(_MANIFEST))
        except (zipfile.BadZipFile, KeyError, ValueError):
            raise NotOurFile from None
    if not isinstance(told, dict) or not isinstance(told.get("format"), int):
        raise NotOurFile
    if told["format"] > FORMAT:
        raise MadeByNewerVersion(str(told.get("program", "")))
    try:
        return Manifest(
            made_at=datetime.fromisoformat(told["made_at"]),
            program=str(told["program"]),
            revision=str(told["revision"]),
            vault_id=str(told["vault_id"]),
            counts={str(name): int(number) for name, number in told["counts"].items()},
            sha256=str(told["sha256"]),
            size=int(told["size"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotOurFile from None


def read_header(path: Path) -> bytes:
    """The vault's header inside a backup, for who lost the one beside the database (F6)."""
    with disk_problems(path):
        try:
            with zipfile.ZipFile(path) as packed:
                return packed.read(_HEADER)
        except (zipfile.BadZipFile, KeyError):
            raise NotOurFile from None


def _free_name(folder: Path, made_at: datetime, label: str) -> Path:
    name = backup_name(made_at, label)
    number = 1
    while (target := folder / name).exists():
        number += 1
        name = backup_name(made_at, f"{label}{'-' * bool(label)}{number}")
    return target


def _describe(database: Database, copy: Path, made_at: datetime) -> Manifest:
    """The manifest of a copy: counted in the copy itself, since the vault may have moved on."""
    opened = database.another(copy)
    try:
        with opened.maintenance() as raw:
            counted = counts(raw)
            revision = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    finally:
        opened.close()
    with disk_problems(copy):
        return Manifest(
            made_at=made_at.astimezone(UTC).replace(microsecond=0),
            program=__version__,
            revision=revision,
            vault_id=database.vault_id.hex(),
            counts=counted,
            sha256=_sha256_of(copy),
            size=copy.stat().st_size,
        )


def _pack(partial: Path, manifest: Manifest, header: bytes, copy: Path) -> None:
    told = {
        "format": FORMAT,
        "made_at": manifest.made_at.isoformat(),
        "program": manifest.program,
        "revision": manifest.revision,
        "vault_id": manifest.vault_id,
        "counts": dict(manifest.counts),
        "sha256": manifest.sha256,
        "size": manifest.size,
    }
    descriptor = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            packed.writestr(_MANIFEST, json.dumps(told, indent=1, sort_keys=True))
            packed.writestr(_HEADER, header)
            packed.write(copy, _DATABASE)
        file.flush()
        os.fsync(file.fileno())


def _unpack(path: Path, scratch: Path) -> str:
    """The packed database into ``scratch``; its SHA-256."""
    with disk_problems(path):
        try:
            with (
                zipfile.ZipFile(path) as packed,
                packed.open(_DATABASE) as member,
                scratch.open("wb") as file,
            ):
                shutil.copyfileobj(member, file, 1 << 20)
        except KeyError:
            raise NotOurFile from None
        except zipfile.BadZipFile:  # the checksum of the member, met while it was read
            raise DamagedDatabase("backup-bytes") from None
        return _sha256_of(scratch)


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
