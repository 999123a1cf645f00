"""An open vault: its keys, its database and the services on it, as one thing that can be closed.

Everything below the window hangs on one Session. Locking is closing it and forgetting it; a service that is
kept past that finds a closed database and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.places import Place
from jeugdhulp_desktop.services.changes import Changes
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today

if TYPE_CHECKING:
    from jeugdhulp_desktop.security.keys import VaultKeys
    from jeugdhulp_desktop.services.actions import ActionService
    from jeugdhulp_desktop.services.additions import AdditionService
    from jeugdhulp_desktop.services.agreements import AgreementService
    from jeugdhulp_desktop.services.audit_log import AuditService
    from jeugdhulp_desktop.services.backup_headers import OldBackupService
    from jeugdhulp_desktop.services.backups import BackupService
    from jeugdhulp_desktop.services.bin import BinService
    from jeugdhulp_desktop.services.cases import CaseService
    from jeugdhulp_desktop.services.checklists import ChecklistService
    from jeugdhulp_desktop.services.contacts import ContactService
    from jeugdhulp_desktop.services.dates import DateService
    from jeugdhulp_desktop.services.documents import DocumentService
    from jeugdhulp_desktop.services.drafts import DraftService
    from jeugdhulp_desktop.services.erasures import ErasureService
    from jeugdhulp_desktop.services.evaluations import EvaluationService
    from jeugdhulp_desktop.services.handover import HandoverService
    from jeugdhulp_desktop.services.hours import HoursService
    from jeugdhulp_desktop.services.imports import ImportService
    from jeugdhulp_desktop.services.keys import KeyService
    from jeugdhulp_desktop.services.letterhead import LetterheadService
    from jeugdhulp_desktop.services.mail_texts import MailTextService
    from jeugdhulp_desktop.services.overview import OverviewService
    from jeugdhulp_desktop.services.plain_export import PlainExportService
    from jeugdhulp_desktop.services.pupils import PupilService
    from jeugdhulp_desktop.services.relations import RelationService
    from jeugdhulp_desktop.services.repairs import RepairService
    from jeugdhulp_desktop.services.rollovers import RolloverService
    from jeugdhulp_desktop.services.schools import SchoolService
    from jeugdhulp_desktop.services.security import SecurityService
    from jeugdhulp_desktop.services.text_blocks import TextBlockService
    from jeugdhulp_desktop.services.undo import UndoService
    from jeugdhulp_desktop.services.vault_settings import SettingsService
    from jeugdhulp_desktop.storage.engine import Database


class Unclean(StrEnum):
    """How the program ended the last time that it had this vault open.

    JOURNAL_GONE: it was cut off, and the WAL that it had is not there, so the last records may be missing
    (F23).
    """

    NO = "no"
    CUT_OFF = "cut-off"
    JOURNAL_GONE = "journal-gone"


@dataclass
class Session:
    """One unlocked vault. Its services run on the worker thread; after ``close`` each of them raises.

    ``clock`` gives a moment with its time zone; ``today`` and ``now`` are local, since due dates are (F14).
    """

    vault_name: str
    folder: Path
    demo: bool
    vault_id: str  # 32 hexadecimal digits: the name of this vault in the settings of the laptop
    earlier_ids: tuple[str, ...]  # of before a new key; what this laptop kept for them moves along
    keys: VaultKeys
    database: Database
    changes: Changes
    clock: Clock
    schools: SchoolService
    relations: RelationService
    pupils: PupilService
    imports: ImportService
    cases: CaseService
    contacts: ContactService
    actions: ActionService
    agreements: AgreementService
    additions: AdditionService
    text_blocks: TextBlockService
    checklists: ChecklistService
    hours: HoursService
    documents: DocumentService
    evaluations: EvaluationService
    letterhead: LetterheadService
    overview: OverviewService
    dates: DateService
    mail_texts: MailTextService
    drafts: DraftService
    backups: BackupService
    repairs: RepairService
    erasures: ErasureService
    rollovers: RolloverService
    undo: UndoService
    bin: BinService
    settings: SettingsService
    key_changes: KeyService
    security: SecurityService
    audit: AuditService
    old_backups: OldBackupService
    handover: HandoverService
    plain_export: PlainExportService
    place: Place = field(default_factory=Place)  # of the folder: what has to be said about it (F20)
    stray_copies: tuple[str, ...] = ()  # names of copies beside the vault, as found at opening
    unclean: Unclean = Unclean.NO
    left_in_order: bool = False  # the user closes: the next start begins at the beginning
    left_at: KeptDraft | None = None  # where one was, not left in order; see ui/place_keeping.py
    before_close: Callable[[], None] = field(default=lambda: None)
    on_close: Callable[[], None] = field(default=lambda: None)

    def now(self) -> datetime:
        """The moment, in local time."""
        return local_now(self.clock)

    def today(self) -> date:
        """The local day."""
        return local_today(self.clock)

    def close(self) -> None:
        """Bring everything to the disk, close the file, let go of the keys and of the vault lock."""
        try:
            self.before_close()
        finally:
            try:
                self.database.close()
            finally:
                self.on_close()
