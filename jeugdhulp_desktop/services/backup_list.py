"""The backups that lie beside a vault and at other places: what they are, without opening the database.

Nothing is touched and no key is needed, so this also answers when the vault itself does not open.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from jeugdhulp_desktop.domain.errors import (
    BackupRefused,
    DamagedDatabase,
    DamagedHeader,
    DiskProblem,
    MadeByNewerVersion,
    NotOurFile,
)
from jeugdhulp_desktop.domain.restores import BackupState, FoundBackup
from jeugdhulp_desktop.files import read_start
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import ID_BYTES, LARGEST, unpack
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.services.backups.second_place import find_place
from jeugdhulp_desktop.services.restore_source import read_backup
from jeugdhulp_desktop.settings import BackupPlace
from jeugdhulp_desktop.storage.backup import SUFFIX, prove_file

_STATES = {
    "not-a-backup": BackupState.DAMAGED,
    "partial": BackupState.PARTIAL,
    "other-vault": BackupState.OTHER_VAULT,
    "newer": BackupState.NEWER,
}
_LABEL = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z-(.+)")


def find_backups(folder: Path, elsewhere: Sequence[Path] = ()) -> tuple[FoundBackup, ...]:
    """Every backup of the vault in ``folder``, and in the folders ``elsewhere``; the newest first.

    What cannot be read stands behind them. A place that is not there (a stick that was taken out) has none.
    """
    files = VaultFiles(folder)
    ids = vault_ids(files)
    found = [look_at(file, ids) for file in _files_in(files.backups)]
    known = {files.backups.absolute()}
    for place in elsewhere:
        if place.absolute() not in known:
            known.add(place.absolute())
            found += [replace(look_at(file, ids), elsewhere=True) for file in _files_in(place)]
    told = [each for each in found if each.made_at is not None]
    told.sort(key=lambda each: each.made_at, reverse=True)  # type: ignore[arg-type, return-value]
    return (*told, *(each for each in found if each.made_at is None))


def second_places(folder: Path, places: Mapping[str, BackupPlace]) -> tuple[Path, ...]:
    """Where the second place of this vault stands now, as this laptop remembers it; none while it is out."""
    ids = vault_ids(VaultFiles(folder))
    there = (find_place(place) for vault_id, place in places.items() if vault_id in ids)
    return tuple(place for place in there if place is not None)


def look_at(file: Path, ids: frozenset[str] = frozenset()) -> FoundBackup:
    """One backup. ``ids``: the vault it should be of, in hexadecimal; empty when nobody knows any more."""
    label = _LABEL.fullmatch(file.name.removesuffix(SUFFIX))
    found = FoundBackup(file, BackupState.READABLE, label=label[1].rstrip("-0123456789") if label else "")
    try:
        manifest, _data, _header = read_backup(file)
    except BackupRefused as refused:
        return replace(found, state=_STATES.get(refused.reason, BackupState.DAMAGED))
    except DiskProblem:
        return replace(found, state=BackupState.DAMAGED)
    strange = bool(ids) and manifest.vault_id not in ids
    state = BackupState.OTHER_VAULT if strange else BackupState.READABLE
    return replace(found, state=state, made_at=manifest.made_at, counts=manifest.counts)


def prove(found: FoundBackup, keys: VaultKeys) -> FoundBackup:
    """The same backup, opened with the key and checked whole, in a private temporary folder."""
    if not found.state.usable:
        return found
    try:
        prove_file(found.path, keys.data_key, keys.vault_id)
    except (DamagedDatabase, NotOurFile, DiskProblem):
        return replace(found, state=BackupState.DAMAGED)
    except MadeByNewerVersion:
        return replace(found, state=BackupState.NEWER)
    return replace(found, state=BackupState.PROVEN)


def vault_ids(files: VaultFiles) -> frozenset[str]:
    """Which vault this folder may be, by what is left of it: its header, the copy, the database."""
    ids = set()
    for path in (files.header, files.header_backup):
        with suppress(DamagedHeader, NotOurFile, MadeByNewerVersion, DiskProblem):
            ids.add(unpack(read_start(path, LARGEST) or b"").vault_id.hex())
    if not ids:
        with suppress(DiskProblem):
            ids.add((read_start(files.database, ID_BYTES) or b"").hex())
    return frozenset(ids - {""})


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.name.endswith(SUFFIX) and file.is_file())
    except OSError:  # not there, or not ours to read: nothing is found in it
        return []
