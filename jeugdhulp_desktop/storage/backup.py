"""A backup that was proven: one file that holds everything, and was opened before it got its name.

The file is a zip without compression (an encrypted page does not shrink) with three members: the vault's
header, the database as ``VACUUM INTO`` wrote it, encrypted with the same key, and a manifest. What is proven
is the packed member, taken out of the zip again. The manifest holds counts and dates only, so it can be read
without a key; it comes last, since the SHA-256 in it is taken while the database is packed. What puts the
file in a second place is ``backup_copies``, what takes a backup back is ``restoring``.

A database of hundreds of megabytes is written twice (the copy, the zip) and read back once, each pass with
its hash; the copy that is checked is opened without a change to it, so that no pass is spent on a journal.
"""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from jeugdhulp_desktop import __version__
from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, MadeByNewerVersion, NotOurFile
from jeugdhulp_desktop.files import disk_problems, make_folder, sync_folder
from jeugdhulp_desktop.storage.checks import OF_ANY_VERSION, counts, run_checks_on
from jeugdhulp_desktop.storage.engine import Database, Look, go_on, look_into, stoppable
from jeugdhulp_desktop.storage.migrate import Chain
from jeugdhulp_desktop.storage.restoring import work_mark

FORMAT = 1
SUFFIX = ".jeugdhulp-backup"
_PARTIAL = ".deel"
_MANIFEST, _HEADER, _DATABASE = "manifest.json", "vault.header", "vault.db"
_MAX_MANIFEST = 65_536  # bytes; ours are under one kilobyte
_UTF8_NAME = 0x800  # the one flag of a zip member that says nothing about how to read it
CHUNK = 1 << 20  # bytes read at a time; between two of them one may stop

OpenCopy = Callable[[Path], AbstractContextManager[Any]]  # ``Database.look_into`` of the vault it is of


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
    label: str = ""  # why it was made, or what it was called afterwards ("voor-terugzetten")


@dataclass(frozen=True)
class ProvenBackup:
    """A backup that was opened and checked; ``proofs`` are the names of what was asked and held.

    ``mark`` is the last write of a user in it (``work_mark``): two with the same hold the same work.
    """

    path: Path
    manifest: Manifest
    proofs: tuple[str, ...]
    mark: int = 0


def backup_name(made_at: datetime, label: str = "") -> str:
    """A name that sorts by time and says nothing of a school: "2026-09-18T141003Z.jeugdhulp-backup".

    ``label`` says why it was made ("voor-terugzetten").
    """
    return f"{made_at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}{'-' * bool(label)}{label}{SUFFIX}"


def make_backup(
    database: Database,
    folder: Path,
    header: bytes,
    made_at: datetime,
    *,
    label: str = "",
    name: str = "",
    look: Look = go_on,
) -> ProvenBackup:
    """A proven backup in ``folder``; it gets its name only when every check has passed.

    No backup that is there gives its name to a new one of the same second; ``name`` asks for one in so many
    words and is refused when it is taken. Raises DiskProblem or DamagedDatabase, and what ``look`` raises to
    stop; then nothing new stands in the folder (F16, F21). What an interrupted backup left there before is
    removed first.
    """
    target = folder / name if name else _free_name(folder, made_at, label)
    if name and target.exists():
        raise DiskProblem("exists", target)
    partial = target.with_name(target.name + _PARTIAL)
    with disk_problems(folder):
        make_folder(folder)
        remove_partials(folder)
    copy = partial.with_name(partial.name + ".db")
    try:
        database.copy_into(copy, look)
        told = _describe(database, copy, made_at, label)
        with disk_problems(folder):
            _pack(partial, told, header, copy, look)
            copy.unlink()
        proven = _proven(partial, copy, database.look_into, look)
        with disk_problems(folder):
            partial.replace(target)
            sync_folder(folder)
    finally:
        with disk_problems(folder):
            for left_over in folder.glob(f"{partial.name}*"):
                left_over.unlink()
    return replace(proven, path=target)


def prove_backup(path: Path, database: Database, scratch: Path | None = None, look: Look = go_on) -> Manifest:
    """Take the database out of a backup, open it with the key of ``database`` and run every check.

    ``scratch`` is where the member is unpacked, by default a file in a private temporary folder; it is
    encrypted there too, and removed. Raises DamagedDatabase with the name of the proof that failed.
    """
    if scratch is None:
        with tempfile.TemporaryDirectory() as private:
            return prove_backup(path, database, Path(private) / _DATABASE, look)
    return _proven(path, scratch, database.look_into, look).manifest


def prove_file(path: Path, data_key: bytes, vault_id: bytes) -> Manifest:
    """As ``prove_backup``, for who has the keys and no open vault. Raises NotOurFile for another vault's."""
    with tempfile.TemporaryDirectory() as private:
        scratch = Path(private) / _DATABASE
        return _proven(path, scratch, lambda copy: look_into(copy, data_key, vault_id)).manifest


def remove_partials(folder: Path) -> None:
    """What an interrupted backup or copy left in a folder; no other program gives a file such a name."""
    for left_over in folder.glob(f"*{SUFFIX}{_PARTIAL}*"):
        left_over.unlink(missing_ok=True)


def partial_of(target: Path) -> Path:
    """The name under which ``target`` is made until it is whole."""
    return target.with_name(target.name + _PARTIAL)


def _proven(path: Path, scratch: Path, open_copy: OpenCopy, look: Look = go_on) -> ProvenBackup:
    try:
        return take_out(path, scratch, open_copy, look)
    finally:
        with disk_problems(scratch):
            scratch.unlink(missing_ok=True)


def take_out(path: Path, scratch: Path, open_copy: OpenCopy, look: Look = go_on) -> ProvenBackup:
    """The packed database as the file ``scratch``, proven: opened by ``open_copy`` and checked whole.

    Whoever asked removes ``scratch``, also after an error. Raises what ``prove_backup`` raises.
    """
    manifest = read_manifest(path)
    if _unpack(path, scratch, look) != manifest.sha256:
        raise DamagedDatabase("backup-bytes")
    look()
    with open_copy(scratch) as raw, stoppable(raw, look):
        held, failed = _checked(raw, scratch, manifest)
        counted, mark = counts(raw), work_mark(raw)
    if failed:
        raise DamagedDatabase(f"backup-{failed[0]}")
    if counted != manifest.counts:
        raise DamagedDatabase("backup-counts")
    return ProvenBackup(path, manifest, ("bytes", *held, "counts"), mark)


def _checked(raw: Any, copy: Path, manifest: Manifest) -> tuple[list[str], list[str]]:
    """Names of the proofs that hold and of those that fail.

    Of an older version only those count that do not ask today's tables.
    """
    revision, proofs = manifest.revision, run_checks_on(raw, copy, bytes.fromhex(manifest.vault_id))
    failed = [proof.name for proof in proofs if not proof.ok]
    if revision != Chain.of().newest:
        failed = [name for name in failed if name in OF_ANY_VERSION]
    return [proof.name for proof in proofs if proof.ok], failed


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself. Raises NotOurFile, MadeByNewerVersion or DiskProblem."""
    with disk_problems(path):
        try:
            with opened_package(path) as packed:
                if packed.getinfo(_MANIFEST).file_size > _MAX_MANIFEST:
                    raise NotOurFile
                told = json.loads(packed.read(_MANIFEST))
        except (zipfile.BadZipFile, KeyError):
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
            label=str(told.get("label") or label_in(path.name)),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotOurFile from None


def read_header(path: Path) -> bytes:
    """The vault's header inside a backup, for who lost the one beside the database (F6)."""
    with disk_problems(path):
        try:
            with opened_package(path) as packed:
                return packed.read(_HEADER)
        except (zipfile.BadZipFile, KeyError):
            raise NotOurFile from None


@contextmanager
def opened_package(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip of a backup, for reading. Raises BadZipFile for everything that zipfile makes of damage.

    One flipped bit in the directory asks for a compression, a password or a version of zip that no backup
    ever has, and each of them has an error of its own (F29).
    """
    try:
        with zipfile.ZipFile(path) as packed:
            for member in packed.infolist():
                if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & ~_UTF8_NAME:
                    raise zipfile.BadZipFile("not as it was packed")
            yield packed
    except (NotImplementedError, EOFError, ValueError):
        raise zipfile.BadZipFile("not as it was packed") from None


def _free_name(folder: Path, made_at: datetime, label: str) -> Path:
    name = backup_name(made_at, label)
    number = 1
    while (target := folder / name).exists():
        number += 1
        name = backup_name(made_at, f"{label}{'-' * bool(label)}{number}")
    return target


def label_in(name: str) -> str:
    """The label in a file name, without the number of a second one of the same second."""
    _moment, _, rest = name.removesuffix(SUFFIX).partition("Z-")
    return "-".join(part for part in rest.split("-") if part and not part.isdigit())


def _describe(database: Database, copy: Path, made_at: datetime, label: str) -> dict[str, Any]:
    """The manifest of a copy but for its SHA-256: counted in the copy, since the vault may have moved on."""
    with database.look_into(copy) as raw:
        counted = counts(raw)
        revision = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    with disk_problems(copy):
        return {
            "format": FORMAT,
            "made_at": made_at.astimezone(UTC).replace(microsecond=0).isoformat(),
            "program": __version__,
            "revision": revision,
            "vault_id": database.vault_id.hex(),
            "counts": counted,
            "size": copy.stat().st_size,
            "label": label,
        }


def _pack(partial: Path, told: Mapping[str, Any], header: bytes, copy: Path, look: Look) -> None:
    descriptor = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            packed.writestr(_HEADER, header)
            large = told["size"] >= zipfile.ZIP64_LIMIT
            with copy.open("rb") as source, packed.open(_DATABASE, "w", force_zip64=large) as member:
                digest = pour(source, member, look)
            packed.writestr(_MANIFEST, json.dumps({**told, "sha256": digest}, indent=1, sort_keys=True))
        file.flush()
        os.fsync(file.fileno())
        forget_cached(file.fileno())


def _unpack(path: Path, scratch: Path, look: Look) -> str:
    """The packed database into ``scratch``; the SHA-256 of what was read."""
    with disk_problems(path):
        try:
            with (
                opened_package(path) as packed,
                packed.open(_DATABASE) as member,
                scratch.open("wb") as file,
            ):
                return pour(member, file, look)
        except KeyError:
            raise NotOurFile from None
        except zipfile.BadZipFile:  # the checksum of the member, met while it was read
            raise DamagedDatabase("backup-bytes") from None


def pour(source: IO[bytes], target: IO[bytes], look: Look = go_on) -> str:
    """Everything of ``source`` into ``target``; the SHA-256 of it, taken on the way."""
    digest = hashlib.sha256()
    for chunk in chunks_of(source):
        look()
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def chunks_of(source: IO[bytes]) -> Iterator[bytes]:
    """What stands in ``source``, a piece at a time."""
    while chunk := source.read(CHUNK):
        yield chunk


def forget_cached(descriptor: int) -> None:
    """What was synced is read back from the disk, not from memory; where the system can be asked that."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
