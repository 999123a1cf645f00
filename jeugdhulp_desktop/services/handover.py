"""Moving house: a proven file for another computer, or for a successor under a key of their own.

To another computer goes a backup as it is: same key, same passphrase. A successor gets the vault exported
under a new key and a new id, with a passphrase that only they know: no passphrase or code of the giver opens
it, and theirs opens nothing of the giver's. Both files are opened at the other side as a backup is put back.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path

from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.handovers import RECEIVER_LONGEST, MoveKind, Receipt, StaysBehind
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.domain.text import clean
from jeugdhulp_desktop.files import disk_problems, write_whole
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import ID_BYTES, Header, pack
from jeugdhulp_desktop.security.header_file import read_vault_info
from jeugdhulp_desktop.security.kdf import KEY_BYTES, KdfCost, calibrate
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.passphrase import check_usable
from jeugdhulp_desktop.security.slots import seal_passphrase
from jeugdhulp_desktop.services.backups import BackupService
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.backup import SUFFIX, ProvenBackup, make_backup
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.rekey import export_with_key
from jeugdhulp_desktop.storage.restoring import ready_folder
from jeugdhulp_desktop.storage.setting_queries import (
    forget_backups,
    load_settings,
    store_generation,
    store_origin,
    store_settings,
)

_FIRST = 1  # generation of the header that a successor gets
LABELS = {MoveKind.COMPUTER: "verhuizing", MoveKind.SUCCESSOR: "overdracht"}
STEPS = ("De kluis wordt overgezet naar een eigen sleutel.", "Het bestand wordt gemaakt en gecontroleerd.")

Tell = Callable[[str, int, int], object]


@dataclass(frozen=True)
class Parcel:
    """What goes along: the file, and the paper that both sides sign, beside it."""

    file: Path
    paper: Path
    receipt: Receipt


class HandoverService:
    """Makes the file and its receipt from one open vault."""

    def __init__(
        self,
        folder: Path,
        keys: VaultKeys,
        database: Database,
        backups: BackupService,
        clock: Clock,
        *,
        cost: KdfCost | None = None,
    ) -> None:
        self._folder = folder
        self._keys = keys
        self._database = database
        self._backups = backups
        self._clock = clock
        self._cost = cost

    def to_computer(self, target: Path) -> Parcel:
        """A proven backup of now in ``target``, with its paper. Raises what making a backup raises."""
        proven = self._backups.make_proven(target, label=LABELS[MoveKind.COMPUTER])
        return self._with_paper(MoveKind.COMPUTER, proven, self._me())

    def to_successor(
        self,
        target: Path,
        receiver: str,
        passphrase: str,
        tell: Tell = lambda _text, _done, _all: None,
    ) -> Parcel:
        """The vault under a key of its own in ``target``; only ``passphrase`` opens it.

        Raises NotValid (receiver, passphrase), DamagedDatabase, DiskProblem; then nothing stands there.
        """
        receiver = clean(receiver).strip()
        problems = check_usable(passphrase)
        if not 0 < len(receiver) <= RECEIVER_LONGEST:
            problems.append(
                problem("receiver", "too-long" if receiver else "required", limit=RECEIVER_LONGEST)
            )
        if problems:
            raise NotValid(problems)
        fresh = VaultKeys(os.urandom(ID_BYTES), os.urandom(KEY_BYTES), _FIRST)
        header = self._header(fresh, passphrase)
        with ready_folder(self._folder) as ready:
            tell(STEPS[0], 0, len(STEPS))
            copy = self._exported(ready, fresh)
            tell(STEPS[1], 1, len(STEPS))
            proven = self._packed(copy, fresh, header, target, receiver)
        with self._database.write(Action.MAKE_BACKUP, "handover"):
            pass
        return self._with_paper(MoveKind.SUCCESSOR, proven, receiver)

    def _me(self) -> str:
        with self._database.read() as connection:
            return load_settings(connection).user_name

    def _header(self, fresh: VaultKeys, passphrase: str) -> bytes:
        """One way in; whether several people use that account is asked at the other side."""
        info = read_vault_info(self._folder)
        slot = seal_passphrase(passphrase, self._cost or calibrate(), fresh.data_key, fresh.vault_id)
        header = Header(fresh.vault_id, _FIRST, info.name, (slot,), demo=info.demo, shared_account=True)
        return pack(header, fresh.data_key)

    def _exported(self, ready: Path, fresh: VaultKeys) -> Path:
        """By way of a copy under the present key: the vault is open, perhaps by one connection only."""
        same, copy = ready / "zelfde.db", ready / "eigen.db"
        self._database.copy_into(same)
        export_with_key(
            same, (self._keys.data_key, self._keys.vault_id), copy, (fresh.data_key, fresh.vault_id)
        )
        with disk_problems(same):
            same.unlink()
        return copy

    def _packed(
        self, copy: Path, fresh: VaultKeys, header: bytes, target: Path, receiver: str
    ) -> ProvenBackup:
        now = local_now(self._clock)
        database = open_database(copy, fresh.data_key, fresh.vault_id, clock=lambda: now)
        try:
            database.who = self._me()
            with database.write(Action.CHANGE_KEYS, "handover") as connection:
                store_settings(connection, changed(load_settings(connection), user_name=receiver))
                store_generation(connection, _FIRST)
                store_origin(connection, self._keys.vault_id.hex())
                forget_backups(connection)
            return make_backup(database, target, header, now, label=LABELS[MoveKind.SUCCESSOR])
        finally:
            database.close()

    def _with_paper(self, kind: MoveKind, proven: ProvenBackup, receiver: str) -> Parcel:
        from jeugdhulp_desktop.reports.handover_pdf import render

        receipt = Receipt(
            kind=kind,
            vault=read_vault_info(self._folder).name,
            mark=proven.manifest.vault_id[:8],
            file_name=proven.path.name,
            control=proven.manifest.sha256[:16],
            on=local_today(self._clock),
            given_by=self._me(),
            received_by=receiver,
            counts=dict(proven.manifest.counts),
            behind=self._behind(kind),
        )
        paper = proven.path.with_suffix(".pdf")
        write_whole(paper, render(receipt))
        return Parcel(proven.path, paper, receipt)

    def _behind(self, kind: MoveKind) -> tuple[tuple[StaysBehind, str], ...]:
        folder = VaultFiles(self._folder).backups  # also those under an earlier key
        with disk_problems(folder):
            here = sum(1 for _each in folder.glob(f"*{SUFFIX}"))
        second = self._backups.second
        behind = [(StaysBehind.BACKUPS_HERE, str(here))] if here else []
        behind += [(StaysBehind.SECOND_PLACE, second.name)] if second else []
        behind += [(StaysBehind.OTHER_STICKS, ""), (StaysBehind.REPORT_FOLDER, ""), (StaysBehind.PAPER, "")]
        if kind is MoveKind.SUCCESSOR:  # the sheet goes on opening the vault at another computer
            behind.append((StaysBehind.RECOVERY_SHEET, ""))
        return tuple(behind)
