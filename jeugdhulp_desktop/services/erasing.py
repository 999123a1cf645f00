"""Erasing inside one transaction, and the two places of the journal that are kept alike.

Used when somebody erases, when a backup is put back and when an older database turns up: what is removed and
what is remembered is the same each time.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.erasures import ErasedRecord, ErasureKind, Fixed, united
from jeugdhulp_desktop.domain.errors import DiskProblem, VaultInUse
from jeugdhulp_desktop.domain.name_words import NameWords
from jeugdhulp_desktop.security.erasure_file import read_erasure_file, write_erasure_file
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.services.agreements.papers import refresh_open_controls
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.bin_queries import forget_erased
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.erasure_queries import (
    erase_rows,
    find_returned,
    load_journal,
    rows_going,
    store_journal,
)
from jeugdhulp_desktop.storage.mentions import find_mentions, mask_mentions
from jeugdhulp_desktop.storage.pupil_queries import load_pupil

Cells = Collection[tuple[str, tuple[Any, ...], str]]


@dataclass(frozen=True)
class Removed:
    """What one erasure took: rows by table, drafts, and texts that lost the name."""

    counts: dict[str, int]
    drafts: int
    masked: int


def erase(
    connection: Connection,
    lines: Sequence[ErasedRecord],
    *,
    name: NameWords | None = None,
    cells: Cells = (),
) -> Removed:
    """Remove what the lines name, take ``name`` out of ``cells``, and write the lines in the journal."""
    cases = [line.record_id for line in lines if line.kind is ErasureKind.CASE]
    pupil = next((line.record_id for line in lines if line.kind is ErasureKind.PUPIL), None)
    going = rows_going(connection, cases, pupil)
    drafts = erase_rows(connection, going)
    masked = mask_mentions(connection, name, cells) if name is not None else 0
    if masked:
        refresh_open_controls(connection)  # an open agreement says something else now
    store_journal(connection, lines)
    return Removed({table: len(keys) for table, keys in going.items()}, drafts, masked)


def erase_again(connection: Connection, lines: Iterable[ErasedRecord]) -> tuple[ErasedRecord, ...]:
    """Erase what stands here although it was erased before; the lines of what was found.

    The name of a pupil comes from the row that goes, so that texts of before lose it as they did then.
    """
    lines = tuple(lines)
    returned = find_returned(connection, lines)
    for line in returned:
        name, cells = None, []
        if line.kind is ErasureKind.PUPIL and line.masked:
            name = NameWords.of(load_pupil(connection, line.record_id).name)
            going = rows_going(connection, (), line.record_id)
            found = find_mentions(connection, name, going)
            cells = [each.cell for each in found if each.sure and each.fixed is Fixed.NO]
        erase(connection, [line], name=name, cells=cells)
    forget_erased(connection, lines)
    store_journal(connection, lines)
    return tuple(returned)


def keep_journals_alike(files: VaultFiles, keys: VaultKeys, database: Database) -> None:
    """At opening: each line of the journal in the vault and in the file beside it, whichever had it.

    A missing or damaged file is made anew. When it lacks a line of the vault, the laptop may have stopped
    between the erasing and the sweep: the pages are written anew too. What the disk refuses now is done at
    the next opening.
    """
    there = read_erasure_file(files, keys)
    with database.read() as connection:
        kept = tuple(load_journal(connection))
    lines = united(kept, there or ())
    if len(lines) > len(kept):
        with database.write(Action.ERASE_AGAIN, "journal") as connection:
            store_journal(connection, lines)
    if lines and lines != there:
        with suppress(DiskProblem, VaultInUse):
            database.sweep()
        with suppress(DiskProblem):
            write_erasure_file(files, keys, lines)


def leave_nothing(files: VaultFiles, keys: VaultKeys, database: Database) -> bool:
    """After erasing: no remains in the file, and then the journal beside it; False when there was no room.

    Then the file of the journal lacks the newest lines, and the next opening does both.
    """
    try:
        database.sweep()
    except (DiskProblem, VaultInUse):
        return False
    with database.read() as connection:
        lines = load_journal(connection)
    with suppress(DiskProblem):
        write_erasure_file(files, keys, lines)
    return True
