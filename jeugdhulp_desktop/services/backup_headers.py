"""Backups of before a change of passphrase or recovery code: found, given the header of now, or deleted.

Each backup carries the header of its day, so it opens with the passphrase and the code of that day; whoever
knows those reads it (faults.md "Changing the passphrase"). All headers of a vault hold the same data key, so
an old backup takes the present one. What cannot be reached now (a stick in a drawer) is named, not forgotten.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jeugdhulp_desktop.domain.errors import (
    DamagedDatabase,
    DamagedHeader,
    DiskProblem,
    MadeByNewerVersion,
    NotOurFile,
    WorldError,
)
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import Header, Slot, SlotKind, unpack
from jeugdhulp_desktop.security.header_file import read_header as read_present
from jeugdhulp_desktop.security.keys import VaultKeys, proven_header
from jeugdhulp_desktop.services.backups import BackupService
from jeugdhulp_desktop.services.backups.second_place import find_place
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.found_copies import found_copies, headers_of, remove_kept, renew_copy
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.backup import read_header
from jeugdhulp_desktop.storage.backup_header import own_backups, replace_header
from jeugdhulp_desktop.storage.engine import Database

_TYPED = (SlotKind.PASSPHRASE, SlotKind.RECOVERY)  # what somebody may know; a keyring is of one laptop
_FAULTS = (DamagedDatabase, DamagedHeader, DiskProblem, MadeByNewerVersion, NotOurFile)


@dataclass(frozen=True)
class OldBackup:
    """A backup that opens with a passphrase or a recovery code that no longer opens the vault."""

    path: Path
    made_at: datetime  # UTC
    passphrase: bool
    code: bool


@dataclass(frozen=True)
class OldBackups:
    """All that were found, the newest first, and the names of places that could not be looked at."""

    found: tuple[OldBackup, ...] = ()
    out_of_reach: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tidied:
    """What became of them: how many were done, and what was left as it is, with why."""

    done: int
    left: tuple[tuple[Path, WorldError], ...] = ()


class OldBackupService:
    """Of one open vault: in its own folder, and in the second place of its backups."""

    def __init__(
        self, folder: Path, keys: VaultKeys, database: Database, backups: BackupService, changes: Changes
    ) -> None:
        self._files = VaultFiles(folder)
        self._keys = keys
        self._database = database
        self._backups = backups
        self._changes = changes

    def find(self) -> OldBackups:
        """Those that open with what was changed since."""
        present = proven_header(self._files, self._keys)
        second = self._backups.second
        there = find_place(second) if second else None
        away = (second.name,) if second and there is None else ()
        found = []
        for folder in filter(None, (self._files.backups, there)):
            for path, manifest in own_backups(folder, self._keys.vault_id):
                passphrase, code = (_has_other(path, present, kind) for kind in _TYPED)
                if passphrase or code:
                    found.append(OldBackup(path, manifest.made_at, passphrase, code))
        for copy in found_copies(self._files.backups, self._keys.vault_id):
            headers = headers_of(copy.folder)
            passphrase, code = (any(_other(each, present, kind) for each in headers) for kind in _TYPED)
            if passphrase or code:
                found.append(OldBackup(copy.folder, copy.made_at, passphrase, code))
        found.sort(key=lambda each: each.made_at, reverse=True)
        return OldBackups(tuple(found), away)

    def renew(
        self, old: Sequence[OldBackup], progress: Callable[[int, int], object] = lambda _done, _all: None
    ) -> Tidied:
        """Each opens with the passphrase and code of now; one that does not prove itself stays as it is."""
        proven_header(self._files, self._keys)
        data, _ = read_present(self._files)

        def renew_one(path: Path) -> None:
            if path.is_dir():
                renew_copy(path, data)
            else:
                replace_header(path, data, self._database)

        return self._each(old, renew_one, progress)

    def delete(
        self, old: Sequence[OldBackup], progress: Callable[[int, int], object] = lambda _done, _all: None
    ) -> Tidied:
        """They go, once a new backup stands and is proven; without one, nothing goes (F26).

        Those in the second place go when the new one stands there too. Raises what making a backup raises.
        """
        kept = self._backups.keep_up(anyway=True)
        going = [each for each in old if kept.copied is not None or each.path.parent == self._files.backups]
        done = self._each(going, remove_kept, progress)
        why = kept.problem or DiskProblem("pulled-out")
        return Tidied(done.done, (*done.left, *((each.path, why) for each in old if each not in going)))

    def _each(
        self, old: Sequence[OldBackup], act: Callable[[Path], object], progress: Callable[[int, int], object]
    ) -> Tidied:
        done, left = 0, []
        for number, backup in enumerate(old):
            progress(number, len(old))
            try:
                act(backup.path)
            except _FAULTS as fault:
                left.append((backup.path, fault))
            else:
                done += 1
        if done:
            with self._database.write(Action.CHANGE_KEYS, "backups"):
                pass
        self._changes.announce(Change.BACKUPS)
        return Tidied(done, tuple(left))


def _has_other(path: Path, present: Header, kind: SlotKind) -> bool:
    """Whether the header in it opens with something of this kind that the present one does not open with."""
    try:
        return _other(unpack(read_header(path)), present, kind)
    except _FAULTS:  # it opens with nothing
        return False


def _other(header: Header, present: Header, kind: SlotKind) -> bool:
    slots: set[Slot] = set(header.slots_of(kind))
    return bool(slots - set(present.slots_of(kind)))
