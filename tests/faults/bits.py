"""Flipped bits in header, erasure journal, database and backup: noticed or harmless, never a wrong figure.

A bit is flipped in a copy, and everything is read as the program reads it: the vault is unlocked and opened
and every row of every table read; the backup is put back into an empty folder, and every row of that is read.
The answer is one of three (F6, F17, F29). "told": a named error, or a proof of ``main.py check`` that does
not hold. "harmless": every row, and what header and backup say of themselves, is as it was. Anything else is
a loss: a figure that is different, and no word about it.

What nothing reads is counted apart, since it proves little: a page that no table and no index uses (only
the seal of the page tells of it), and the bytes of a zip that say nothing, as the moments of its members.
"""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from jeugdhulp_desktop.compose import make_demo, open_session
from jeugdhulp_desktop.domain.cases import CaseFilter
from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureReason, ErasureTarget
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.security.changes import renew_header_backup
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header_file import recover_header
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.services.restore import prepare_restore
from jeugdhulp_desktop.storage.backup import SUFFIX
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.engine import open_database
from tests.faults.rehearsal import NOW
from tests.faults.truth import Rows, differing, rows_of


@dataclass
class Flipped:
    """What came of the flips in one region."""

    region: str
    bits: int = 0
    told: dict[str, int] = field(default_factory=dict)  # by the error or the proof
    harmless: int = 0
    unread: int = 0  # of those: nothing reads them
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Region:
    """Bytes ``start`` to ``end`` of a file; ``read`` gives what told of a flip ("" when nothing did).

    It raises AssertionError when something is different and nothing told.
    """

    name: str
    file: Path
    start: int
    end: int
    read: Callable[
        [Path], tuple[str, bool]
    ]  # of the folder with the flipped file; and: does anything read it


class Sound:
    """A vault and a backup of it, what they say, and how a copy with a flipped bit is read."""

    def __init__(self, folder: Path, practice: Path | None = None) -> None:
        """``practice`` is a closed practice vault; without one it is made."""
        self.vault = folder / "kluis"
        self.backup = folder / f"heel{SUFFIX}"
        self._scratch = folder / "terug"
        if practice is None:
            make_demo(self.vault, cases=3, cost=TESTING, clock=lambda: NOW).close()
        else:
            shutil.copytree(practice, self.vault)
        keys = unlock_with_passphrase(self.vault, DEMO_PASSPHRASE)
        session = open_session(self.vault, keys, report_folder=folder / "rapporten", clock=lambda: NOW)
        session.contacts.delete(1)  # leaves room that nothing uses
        case = session.cases.find_ids(CaseFilter())[0]
        session.erasures.carry_out(ErasureTarget(ErasureKind.CASE, case), ErasureReason.MISTAKE)
        session.backups.make_proven(folder, name=self.backup.name)
        session.close()
        self.journal = VaultFiles(self.vault).erasures.read_bytes()
        self.header = VaultFiles(self.vault).header.read_bytes()
        self.keys = keys
        self.rows = self._rows(self.vault, self.keys)
        self.restored = self._put_back(self.backup)

    def regions(self) -> Iterator[Region]:
        """Header, its copy, the erasure journal, the database, and the parts of the backup."""
        files = VaultFiles(self.vault)
        for file, read in (
            (files.header, self._read_header),
            (files.header_backup, self._read_header_copy),
            (files.erasures, self._read_journal),
            (files.database, self._read_database),
        ):
            yield Region(file.name, file, 0, file.stat().st_size, read)
        with zipfile.ZipFile(self.backup) as packed:
            members = packed.infolist()
        starts = [member.header_offset for member in members]
        ends = [
            *starts[1:],
            members[-1].header_offset + 30 + len(members[-1].filename) + members[-1].file_size,
        ]
        for member, start, end in zip(members, starts, ends, strict=True):
            yield Region(f"backup: {member.filename}", self.backup, start, end, self._read_backup)
        yield Region("backup: zip", self.backup, ends[-1], self.backup.stat().st_size, self._read_backup)

    @staticmethod
    def _rows(folder: Path, keys: VaultKeys) -> Rows:
        files = VaultFiles(folder)
        with closing(open_database(files.database, keys.data_key, keys.vault_id)) as database:
            return rows_of(database)

    def _read_header(self, folder: Path) -> tuple[str, bool]:
        """Unlocking tells; then the copy beside it brings back what was there."""
        try:
            keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
        except WorldError as error:
            told = type(error).__name__
        else:
            assert keys == self.keys, "another key"
            told = ""
        recover_header(folder)
        assert VaultFiles(folder).header.read_bytes() == self.header or not told, (
            "the copy gave another header"
        )
        return told, True

    def _read_header_copy(self, folder: Path) -> tuple[str, bool]:
        """The header is asked, never its copy; the next opening puts the copy right."""
        assert unlock_with_passphrase(folder, DEMO_PASSPHRASE) == self.keys, "another key"
        assert renew_header_backup(folder, self.keys), "a copy that differs was left"
        assert VaultFiles(folder).header_backup.read_bytes() == self.header
        return "renewed", True

    def _read_journal(self, folder: Path) -> tuple[str, bool]:
        """What was erased stands in the vault too, and the next opening writes the file anew."""
        open_session(folder, self.keys, report_folder=folder / "rapporten", clock=lambda: NOW).close()
        assert self._rows(folder, self.keys) == self.rows, "other rows"
        assert VaultFiles(folder).erasures.read_bytes() == self.journal, "another journal"
        return "renewed", True

    def _read_database(self, folder: Path) -> tuple[str, bool]:
        files = VaultFiles(folder)
        try:
            with closing(open_database(files.database, self.keys.data_key, self.keys.vault_id)) as database:
                found = rows_of(database)
                failed = [proof.name for proof in run_checks(database) if not proof.ok]
        except WorldError as error:
            return type(error).__name__, True
        if not failed:
            assert found == self.rows, f"other rows in {', '.join(differing(found, self.rows))}"
            return "", True
        # Read whole and told by a proof: which rows came out matters less, but a wrong one is still a loss.
        assert found == self.rows, f"other rows in {', '.join(differing(found, self.rows))}"
        return f"proof {failed[0]}", failed != ["cipher"]

    def _read_backup(self, folder: Path) -> tuple[str, bool]:
        try:
            found = self._put_back(folder / self.backup.name)
        except WorldError as error:
            return type(error).__name__, True
        assert found == self.restored, "the backup says something else"
        return "", False

    def _put_back(self, file: Path) -> tuple[Any, Rows]:
        """What the backup says of itself, and every row after it was put back."""
        shutil.rmtree(self._scratch, ignore_errors=True)
        with prepare_restore(file, self._scratch, DEMO_PASSPHRASE, clock=lambda: NOW) as prepared:
            preview = prepared.preview
            prepared.carry_out()
        keys = unlock_with_passphrase(self._scratch, DEMO_PASSPHRASE)
        return preview, self._rows(self._scratch, keys)


def flip(sound: Sound, region: Region, bits: int, folder: Path, random: Random) -> Flipped:
    """Flips so many bits of a region, one at a time, spread over it."""
    found = Flipped(region.name)
    content = region.file.read_bytes()
    size = (region.end - region.start) * 8
    edges = [size * number // bits for number in range(bits + 1)]
    for low, high in pairwise(edges):
        bit = region.start * 8 + random.randrange(low, max(low + 1, high))
        copy = folder / "geraakt"
        if region.file.parent == sound.vault:
            shutil.copytree(sound.vault, copy, ignore=shutil.ignore_patterns("backups"))
        else:
            copy.mkdir()
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        (copy / region.file.name).write_bytes(changed)
        _judge(found, region, copy, bit)
        shutil.rmtree(copy)
    return found


def _judge(found: Flipped, region: Region, copy: Path, bit: int) -> None:
    found.bits += 1
    try:
        told, is_read = region.read(copy)
    except Exception as error:  # noqa: BLE001 - an error that is none of ours is a loss as well
        found.lost.append(f"{region.name}, bit {bit % 8} of byte {bit // 8}: {type(error).__name__} {error}")
        return
    found.unread += not is_read
    if told:
        found.told[told] = found.told.get(told, 0) + 1
    else:
        found.harmless += 1


def flip_all(sound: Sound, bits: int, folder: Path, seed: int = 4) -> Iterator[Flipped]:
    """The flips, spread over the regions: the database gets a third of them, every region some."""
    regions = list(sound.regions())
    for region in regions:
        share = bits // 3 if region.file.name == "vault.db" else bits * 2 // 3 // (len(regions) - 1)
        size = (region.end - region.start) * 8
        yield flip(sound, region, min(max(share, 3), size), folder, Random(f"{region.name} {seed}"))
