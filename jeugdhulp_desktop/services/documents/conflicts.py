"""Conflicted copies in the report folder: found, told apart from ours, and removed only when asked (F20)."""

import hashlib
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

from jeugdhulp_desktop.domain.conflicts import ConflictedCopy, origin_of
from jeugdhulp_desktop.domain.documents import Registered
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.files import disk_problems
from jeugdhulp_desktop.services.clock import local_now
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.document_queries import (
    load_kept_copies,
    load_orphans,
    load_registered,
    store_kept_copies,
)
from jeugdhulp_desktop.storage.engine import Database

CHANGED = "changed"  # code of a DiskProblem: the file is not the one that was shown


class ConflictedCopies:
    """The copies that a synced folder made beside our files."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def find(self) -> list[ConflictedCopy]:
        """The copies in the folder, by name; those the user chose to keep are left out. Writes nothing.

        A folder that is not there holds none. Raises DiskProblem.
        """
        with self._database.read() as connection:
            ours = {each.file_name: each for each in load_registered(connection).values()}
            ours |= {each.file_name: each for _line, each in load_orphans(connection)}
            kept = load_kept_copies(connection)
        try:
            with disk_problems(self._folder), os.scandir(self._folder) as entries:
                names = sorted(entry.name for entry in entries)
        except DiskProblem as problem:
            if problem.code == "missing":
                return []
            raise
        found = []
        for name in names:
            origin = origin_of(name, ours) if name not in kept else ""
            copy = self._look(name, ours[origin]) if origin else None
            if copy is not None:
                found.append(copy)
        return found

    def keep(self, copy: ConflictedCopy) -> None:
        """The user knows it and it stays: it is not told again."""
        with self._database.write(Action.WRITE_DOCUMENT, "copy") as connection:
            store_kept_copies(connection, {*load_kept_copies(connection), copy.file_name})

    def remove(self, copy: ConflictedCopy) -> None:
        """Take the copy away, when it is still the file that was shown; asked for by the user, and noted.

        DiskProblem: "changed" when it is another file by now.
        """
        path = self._folder / copy.file_name
        with disk_problems(path):
            found = path.lstat()
            if (found.st_size, found.st_mtime_ns) != (copy.size, copy.modified_ns):
                raise DiskProblem(CHANGED, path)
            path.unlink()
        with self._database.write(Action.WRITE_DOCUMENT, "copy"):
            pass  # the audit line is all there is to keep

    def path_of(self, copy: ConflictedCopy) -> Path:
        """Where it stands."""
        return self._folder / copy.file_name

    def _look(self, name: str, ours: Registered) -> ConflictedCopy | None:
        path = self._folder / name
        with disk_problems(path):
            found = path.lstat()
            if not stat.S_ISREG(found.st_mode):
                return None
            same = found.st_size == ours.size
            same = same and hashlib.sha256(path.read_bytes()).hexdigest() == ours.sha256
        moment = datetime.fromtimestamp(found.st_mtime, UTC)
        local = local_now(lambda: moment).replace(tzinfo=None).isoformat(timespec="seconds")
        return ConflictedCopy(name, ours.file_name, found.st_size, found.st_mtime_ns, local, same)
