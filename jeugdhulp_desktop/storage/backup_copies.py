"""A proven backup in a second place: copied whole, synced, read back and compared (F21).

A stick is pulled out when one least wants it. The copy gets its name only when it was read back from the
stick and is byte for byte what was read here; a part of one goes at the next copy.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.files import disk_problems, make_folder, sync_folder
from jeugdhulp_desktop.storage.backup import chunks_of, forget_cached, partial_of, pour, remove_partials
from jeugdhulp_desktop.storage.engine import Look, go_on


def copy_backup(source: Path, folder: Path, look: Look = go_on) -> Path:
    """The backup ``source`` in ``folder`` under its own name; where it stands.

    One that is there already is compared and left. Raises DiskProblem, and what ``look`` raises to stop; then
    no file of that name was made.
    """
    with disk_problems(folder):
        make_folder(folder)
        remove_partials(folder)
        target = folder / source.name
        if target.exists():
            if _digest(target, look) == _digest(source, look):
                return target
            target = _other_name(target)
        partial = partial_of(target)
        try:
            _write(source, partial, look)
            partial.replace(target)
            sync_folder(folder)
        except BaseException:
            with suppress(OSError):  # the stick may be gone: then the next copy removes it
                partial.unlink(missing_ok=True)
            raise
    return target


def _write(source: Path, partial: Path, look: Look) -> None:
    descriptor = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with source.open("rb") as read:
            digest = pour(read, file, look)
        file.flush()
        os.fsync(file.fileno())
        forget_cached(file.fileno())
    if _digest(partial, look) != digest:
        raise DiskProblem("read-error", partial)


def _digest(path: Path, look: Look) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in chunks_of(file):
            look()
            digest.update(chunk)
    return digest.hexdigest()


def _other_name(taken: Path) -> Path:
    """A backup of another vault may have this name: nothing is written over it."""
    stem, number = taken.name.partition(".")[0], 2
    while (free := taken.with_name(f"{stem}-{number}{taken.suffix}")).exists():
        number += 1
    return free
