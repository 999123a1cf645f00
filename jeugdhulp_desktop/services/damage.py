"""What is left of a vault that does not open, and the small repairs that lose nothing.

Looking changes no byte. Each repair keeps the files as they were found in a folder beside the backups first,
and holds the lock of the vault meanwhile.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from jeugdhulp_desktop.domain.damage import Diagnosis, PartState
from jeugdhulp_desktop.domain.errors import (
    DamagedDatabase,
    DamagedHeader,
    DiskProblem,
    MadeByNewerVersion,
    NotOurFile,
)
from jeugdhulp_desktop.domain.restores import BackupState, FoundBackup
from jeugdhulp_desktop.files import disk_problems, read_start
from jeugdhulp_desktop.security.changes import adopt_older_header
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import ID_BYTES, LARGEST, Header, unpack
from jeugdhulp_desktop.security.header_file import recover_header
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.backup_list import find_backups, prove
from jeugdhulp_desktop.services.clock import Clock, local_now, system_clock
from jeugdhulp_desktop.services.machine import machine_id
from jeugdhulp_desktop.storage.backup import read_header
from jeugdhulp_desktop.storage.damage import found_name, unreadable_tables
from jeugdhulp_desktop.storage.engine import open_database
from jeugdhulp_desktop.storage.restoring import (
    database_files,
    keep_as_found,
    mend_first_bytes,
    ready_folder,
)
from jeugdhulp_desktop.storage.setting_queries import load_generation
from jeugdhulp_desktop.storage.vault_file import probe
from jeugdhulp_desktop.storage.vault_lock import VaultLock


def look_at_vault(folder: Path, elsewhere: Sequence[Path] = ()) -> Diagnosis:
    """What can be said without a key."""
    files = VaultFiles(folder)
    backups = find_backups(folder, elsewhere)
    start = _start(files.database, ID_BYTES)
    headers = {path: _header(path) for path in (files.header, files.header_backup)}
    known = {each.vault_id for each in headers.values() if isinstance(each, Header)}
    known |= {_vault_id(each) for each in backups if each.state.usable} - {b""}
    states = [_header_state(headers[path], start, known) for path in headers]
    database = PartState.ABSENT if start is None else PartState.UNKNOWN
    return Diagnosis(states[0], states[1], database, backups)


def look_with_keys(
    seen: Diagnosis, folder: Path, keys: VaultKeys, tell: Callable[[str], object] = lambda _step: None
) -> Diagnosis:
    """The same, with what only the key can tell: what can be read, and the newest backup that is whole."""
    files = VaultFiles(folder)
    tell("reading")
    found = replace(seen, **_database_state(files, keys))  # type: ignore[arg-type]
    tell("proving")
    return replace(found, backups=_proven(found.backups, keys))


def keys_of(folder: Path, passphrase: str) -> VaultKeys:
    """The keys by the header alone, whatever the database is. Raises WrongPassphrase, NotEnoughMemory."""
    return unlock_with_passphrase(folder, passphrase)


def bring_header_back(folder: Path, backup: Path | None = None) -> None:
    """Put the copy of the header back, or the one inside a backup (F6). Raises as ``recover_header``."""
    recover_header(folder, None if backup is None else read_header(backup))


def adopt_header(folder: Path, keys: VaultKeys) -> None:
    """Use a header that is older than the database knows: its passphrase and code hold from now on."""
    files = VaultFiles(folder)
    with _held(files, keys):
        database = open_database(files.database, keys.data_key, keys.vault_id)
        try:
            with database.read() as connection:
                known = load_generation(connection)
        finally:
            database.close()
        adopt_older_header(folder, keys, known)


def mend_vault_id(folder: Path, keys: VaultKeys, *, clock: Clock = system_clock) -> None:
    """Write the first sixteen bytes of the database again; they are the vault id, and in no page's seal."""
    files = VaultFiles(folder)
    with _held(files, keys):
        probe(files.database, keys.data_key, keys.vault_id)  # only when everything behind them is ours
        _keep(files, clock)
        mend_first_bytes(files.database, keys.vault_id)


def set_wal_aside(folder: Path, keys: VaultKeys, *, clock: Clock = system_clock) -> Path:
    """Open without a WAL that is damaged or of another vault; where it was kept (F23)."""
    files = VaultFiles(folder)
    with _held(files, keys):
        kept = _keep(files, clock)
        for beside in database_files(files.database)[1:]:
            with disk_problems(beside):
                beside.unlink(missing_ok=True)
    return kept


def _database_state(files: VaultFiles, keys: VaultKeys) -> dict[str, object]:
    path = files.database
    try:
        probe(path, keys.data_key, keys.vault_id)
        unreadable = unreadable_tables(path, keys.data_key, keys.vault_id)
    except DamagedDatabase as damage:
        return {"database": PartState.DAMAGED, "wal": damage.reason == "wal"}
    except NotOurFile:
        return {"database": PartState.FOREIGN}
    except DiskProblem as problem:
        gone = problem.code == "missing"
        return {"database": PartState.ABSENT if gone else PartState.DAMAGED}
    strange = _start(path, ID_BYTES) != keys.vault_id
    damaged = bool(unreadable) or strange
    return {
        "database": PartState.DAMAGED if damaged else PartState.GOOD,
        "unreadable": unreadable,
        "first_bytes": strange and not unreadable,
    }


def _proven(backups: Sequence[FoundBackup], keys: VaultKeys) -> tuple[FoundBackup, ...]:
    """Each from the newest on, until one is proven; the others stay as they were seen."""
    told = list(backups)
    for at, each in enumerate(told):
        told[at] = prove(each, keys)
        if told[at].state is BackupState.PROVEN:
            break
    return tuple(told)


def _header(path: Path) -> Header | PartState:
    data = _start(path, LARGEST)
    if data is None:
        return PartState.ABSENT
    try:
        return unpack(data)
    except (DamagedHeader, NotOurFile, MadeByNewerVersion):
        return PartState.DAMAGED


def _header_state(found: Header | PartState, start: bytes | None, known: set[bytes]) -> PartState:
    """A header of another id than the database is foreign, when anything else says that it is.

    Otherwise the first bytes of the database are what is damaged.
    """
    if not isinstance(found, Header):
        return found
    return PartState.FOREIGN if start != found.vault_id and start in known else PartState.GOOD


def _vault_id(found: FoundBackup) -> bytes:
    with suppress(NotOurFile, DiskProblem, DamagedHeader, MadeByNewerVersion):
        return unpack(read_header(found.path)).vault_id
    return b""


def _start(path: Path, size: int) -> bytes | None:
    try:
        return read_start(path, size)
    except DiskProblem:  # a folder, a bad block: there is something, and it says nothing
        return b""


@contextmanager
def _held(files: VaultFiles, keys: VaultKeys) -> Iterator[None]:
    lock = VaultLock(files.folder, machine_id(keys.vault_id))
    lock.acquire(local_now(system_clock).isoformat(timespec="seconds"))
    try:
        yield
    finally:
        lock.release()


def _keep(files: VaultFiles, clock: Clock) -> Path:
    """Copies of the vault as it was found; where they are."""
    kept = found_name(files.backups, local_now(clock))
    with ready_folder(files.folder) as ready:
        keep_as_found((*database_files(files.database), files.header, files.header_backup), ready, kept)
    return kept
