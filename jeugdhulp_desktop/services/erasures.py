"""Erasing a case or a pupil for good, everywhere: shown first, decided with a reason, told afterwards."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.drafts import PLACE
from jeugdhulp_desktop.domain.erasures import (
    ErasableCase,
    ErasedRecord,
    ErasureKind,
    ErasurePlan,
    ErasureReason,
    ErasureReport,
    ErasureTarget,
    HoldingBackup,
    Mention,
    check_erasure,
)
from jeugdhulp_desktop.domain.errors import DiskProblem, NotFound, NotValid
from jeugdhulp_desktop.domain.name_words import NameWords
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.domain.pupils import Pupil
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.services.backups import BackupService
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today
from jeugdhulp_desktop.services.erasing import erase, erase_again, leave_nothing
from jeugdhulp_desktop.services.found_copies import found_copies, remove_kept
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.backup_header import own_backups
from jeugdhulp_desktop.storage.case_queries import CASE
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.erasure_queries import (
    count_loosened,
    count_namesakes,
    find_created,
    find_drafts_going,
    find_pupil_of,
    find_returned,
    load_erasable,
    load_journal,
    rows_going,
)
from jeugdhulp_desktop.storage.mentions import find_mentions
from jeugdhulp_desktop.storage.pupil_queries import load_pupil
from jeugdhulp_desktop.storage.setting_queries import load_earlier_ids

_ACTIONS = {ErasureKind.CASE: Action.ERASE_CASE, ErasureKind.PUPIL: Action.ERASE_PUPIL}
# Every page that could show something of it, or a text that lost the name.
_TOLD = tuple(each for each in Change if each not in (Change.SETTINGS, Change.BACKUPS))


_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class _Found:
    """A target as it stands in the vault."""

    cases: tuple[ErasableCase, ...]
    pupil: Pupil | None = field(repr=False)
    pupil_goes: bool

    @property
    def name(self) -> NameWords | None:
        """What is looked for elsewhere: only the name of a pupil who goes."""
        return NameWords.of(self.pupil.name) if self.pupil_goes and self.pupil is not None else None


class ErasureService:
    """What can be erased in one vault, and what was."""

    def __init__(
        self,
        database: Database,
        changes: Changes,
        clock: Clock,
        backups: BackupService,
        *,
        folder: Path,
        keys: VaultKeys,
    ) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock
        self._files = VaultFiles(folder)
        self._keys = keys
        self._backups = backups

    def plan(self, target: ErasureTarget) -> ErasurePlan:
        """Everything that would go and everything that would be left; nothing is changed. NotFound."""
        with self._database.read() as connection:
            found = _find(connection, target)
            going = rows_going(
                connection, [case.id for case in found.cases], target.record_id if found.pupil_goes else None
            )
            mentions = find_mentions(connection, found.name, going) if found.name else []
            drafts = {("drafts", place) for place in find_drafts_going(connection, going)}
            namesakes = count_namesakes(connection, target.record_id) if found.pupil_goes else 0
            lines = self._lines(connection, found, target, None, masked=False)
            plan = ErasurePlan(
                target=target,
                name=found.pupil.name.display if found.pupil else "",
                group=found.pupil.group if found.pupil else "",
                cases=found.cases,
                pupil_goes=found.pupil_goes,
                counts={table: len(keys) for table, keys in going.items()},
                loosened=count_loosened(connection, going),
                drafts=sum(form != PLACE for _table, (form, _record) in drafts),
                namesakes=namesakes,
                mentions=tuple(each for each in mentions if (each.table, each.key) not in drafts),
                backups=(),
            )
        return replace(plan, backups=tuple(self._holding(lines)))

    def check(self, plan: ErasurePlan, reason: ErasureReason | None) -> list[Problem]:
        """Whether it may go now, with this reason (F57)."""
        return check_erasure(plan.cases, reason, local_today(self._clock))

    def carry_out(
        self, target: ErasureTarget, reason: ErasureReason | None, mask: Collection[Mention] = ()
    ) -> ErasureReport:
        """Erase it, for good: rows, drafts, references and the name in the texts of ``mask``.

        One transaction; then the pages of the file and the journal beside the header are written anew. A
        refusal is written in the audit trail (F57). Raises NotValid, NotFound, DiskProblem before anything
        was changed.
        """
        with self._database.read() as connection:
            problems = blocking(
                check_erasure(_find(connection, target).cases, reason, local_today(self._clock))
            )
        if problems:
            self.log_refusal(target)
            raise NotValid(problems)
        cells = [each.cell for each in mask]
        with self._database.write(_ACTIONS[target.kind], target.kind, target.record_id) as connection:
            found = _find(connection, target)
            lines = self._lines(connection, found, target, reason, masked=bool(cells))
            removed = erase(connection, lines, name=found.name, cells=cells)
        swept = self._clean_up()
        with self._database.read() as connection:
            left = find_mentions(connection, found.name) if found.name else []
        self._changes.announce(*_TOLD)
        return ErasureReport(
            target=target,
            numbers=tuple(case.number for case in found.cases),
            pupil_gone=found.pupil_goes,
            counts=removed.counts,
            drafts=removed.drafts,
            masked=removed.masked,
            left=tuple(left),
            swept=swept,
            backups=tuple(self._holding(lines)),
            erased_at=lines[0].erased_at,
        )

    def log_refusal(self, target: ErasureTarget) -> None:
        """Write in the audit trail that somebody wanted to erase this and was refused (F57)."""
        with self._database.write(Action.REFUSE_ERASURE, target.kind, target.record_id):
            pass

    def journal(self) -> list[ErasedRecord]:
        """What was erased, the newest first."""
        with self._database.read() as connection:
            return load_journal(connection)[::-1]

    def sheet(self) -> bytes:
        """The vernietigingslijst (P8) as a PDF, noted in the audit trail."""
        from jeugdhulp_desktop.reports.erasure_list_pdf import ErasureList, render

        lines = tuple(self.journal())
        pdf = render(ErasureList(lines, local_today(self._clock), self._database.who))
        with self._database.write(Action.SAVE_DOCUMENT_AS, "erasure-list"):
            pass  # the audit line is the write: a paper left the vault
        return pdf

    def returned(self) -> list[ErasedRecord]:
        """What was erased and stands in the vault again: somebody put an older file in its folder.

        Nothing is erased by itself at opening: the file may have been put there on purpose. It is told.
        """
        with self._database.read() as connection:
            return find_returned(connection, load_journal(connection))

    def erase_returned(self) -> int:
        """Erase again what came back; how many lines of the journal were carried out."""
        with self._database.write(Action.ERASE_AGAIN, "journal") as connection:
            again = erase_again(connection, load_journal(connection))
        self._clean_up()
        self._changes.announce(*_TOLD)
        return len(again)

    def holding(self) -> list[HoldingBackup]:
        """Backups in which something stands that was erased since, the newest of each place first."""
        return self._holding(self.journal())

    def delete_holding(self) -> int:
        """Delete those backups, after a new one was made and proven; how many went.

        Those in the second place go when the new one stands there too. Raises DiskProblem or DamagedDatabase
        when no new one can be made; then all of them are still there.
        """
        old = self.holding()
        if old:
            kept = self._backups.keep_up(anyway=True)
            old = [each for each in old if not each.place or kept.copied is not None]
        for each in old:
            remove_kept(each.path)
        if old:
            with self._database.write(Action.REMOVE_BACKUP, "backup"):
                pass
        self._changes.announce(Change.BACKUPS)
        return len(old)

    def _holding(self, lines: Collection[ErasedRecord]) -> list[HoldingBackup]:
        """Backups of this vault, also of before a new key, and copies of it as it was found, that were made
        while one of these was there."""
        months = self._backups.keep_rules().monthly
        with self._database.read() as connection:
            earlier = [bytes.fromhex(each) for each in load_earlier_ids(connection)]
        own = self._database.vault_id
        kept = [
            HoldingBackup(path, made_at, made_at.date() + _MONTH * months if thinned else None, place)
            for folder, place in self._backups.folders()
            for vault_id in (own, *earlier)
            for path, made_at, thinned in _own(folder, vault_id, thinned=vault_id == own)
        ]
        return [
            each
            for each in kept
            if any(
                (line.created_at is None or line.created_at <= each.made_at) and each.made_at < line.erased_at
                for line in lines
            )
        ]

    def _lines(
        self,
        connection: Connection,
        found: _Found,
        target: ErasureTarget,
        reason: ErasureReason | None,
        *,
        masked: bool,
    ) -> list[ErasedRecord]:
        """The lines of the journal: one for each case, and one for the pupil."""
        at = local_now(self._clock).astimezone(UTC).replace(microsecond=0)
        why = reason.value if reason is not None and found.cases else ""
        records = [(ErasureKind.CASE, case.id, case.number) for case in found.cases]
        if found.pupil_goes:
            records.append((ErasureKind.PUPIL, target.record_id, ""))
        return [
            ErasedRecord(
                kind, record_id, number, find_created(connection, kind, record_id), at, why, masked=masked
            )
            for kind, record_id, number in records
        ]

    def _clean_up(self) -> bool:
        """No step to undo (F59), no remains in the file, and the journal beside it; False without room.

        Every step goes: a text that lost the name stands in one as it was.
        """
        self._database.steps.clear()
        return leave_nothing(self._files, self._keys, self._database)


def _find(connection: Connection, target: ErasureTarget) -> _Found:
    if target.kind is ErasureKind.PUPIL:
        pupil = load_pupil(connection, target.record_id)
        return _Found(tuple(load_erasable(connection, pupil_id=pupil.id)), pupil, pupil_goes=True)
    cases = tuple(load_erasable(connection, case_id=target.record_id))
    if not cases:
        raise NotFound(CASE, target.record_id)
    pupil_id = find_pupil_of(connection, target.record_id)
    of = load_pupil(connection, pupil_id) if pupil_id is not None else None
    return _Found(cases, of, pupil_goes=False)


def _own(folder: Path, vault_id: bytes, *, thinned: bool) -> list[tuple[Path, datetime, bool]]:
    """Path, moment, and whether it is thinned some day."""
    try:
        backups = [(path, manifest.made_at, thinned) for path, manifest in own_backups(folder, vault_id)]
        return backups + [(copy.folder, copy.made_at, False) for copy in found_copies(folder, vault_id)]
    except DiskProblem:  # a stick that was pulled out meanwhile
        return []
