"""An unlocked vault in, a Session of services out: for the window, the commands and the tests alike.

Here stands the order in which a vault is opened: lock, migration with a proven backup before it, database,
the generation of the header, services.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DiskProblem, NotValid, WorldError
from jeugdhulp_desktop.domain.problems import blocking
from jeugdhulp_desktop.domain.schools import SchoolDraft, check_school
from jeugdhulp_desktop.domain.vault_settings import VaultSettings, check_settings
from jeugdhulp_desktop.files import disk_problems
from jeugdhulp_desktop.paths import default_report_folder
from jeugdhulp_desktop.security.changes import renew_header_backup
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header_file import VaultInfo, read_vault_info
from jeugdhulp_desktop.security.kdf import FLOOR, KdfCost
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.recovery_code import RecoveryCode
from jeugdhulp_desktop.security.vault import create_vault, unlock_with_passphrase
from jeugdhulp_desktop.services.actions import ActionService
from jeugdhulp_desktop.services.additions import AdditionService
from jeugdhulp_desktop.services.agreements import AgreementService
from jeugdhulp_desktop.services.audit_log import AuditService
from jeugdhulp_desktop.services.backup_headers import OldBackupService
from jeugdhulp_desktop.services.backups import BackupService, back_up
from jeugdhulp_desktop.services.backups.drill import clear_scratch
from jeugdhulp_desktop.services.bin import BinService
from jeugdhulp_desktop.services.cases import CaseService
from jeugdhulp_desktop.services.changes import Changes
from jeugdhulp_desktop.services.checklists import ChecklistService
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_now, system_clock
from jeugdhulp_desktop.services.contacts import ContactService
from jeugdhulp_desktop.services.dates import DateService
from jeugdhulp_desktop.services.demo import DEMO_CASES, DEMO_PASSPHRASE, demo_frame, fill_demo
from jeugdhulp_desktop.services.documents import DocumentService
from jeugdhulp_desktop.services.drafts import DraftService
from jeugdhulp_desktop.services.erasing import keep_journals_alike
from jeugdhulp_desktop.services.erasures import ErasureService
from jeugdhulp_desktop.services.evaluations import EvaluationService
from jeugdhulp_desktop.services.handover import HandoverService
from jeugdhulp_desktop.services.hours import HoursService
from jeugdhulp_desktop.services.imports import ImportService
from jeugdhulp_desktop.services.keys import KeyService, note_generation
from jeugdhulp_desktop.services.letterhead import LetterheadService
from jeugdhulp_desktop.services.machine import machine_id
from jeugdhulp_desktop.services.mail_texts import MailTextService
from jeugdhulp_desktop.services.overview import OverviewService
from jeugdhulp_desktop.services.places import look_at, stray_copies
from jeugdhulp_desktop.services.plain_export import PlainExportService
from jeugdhulp_desktop.services.pupils import PupilService
from jeugdhulp_desktop.services.relations import RelationService
from jeugdhulp_desktop.services.repairs import RepairService
from jeugdhulp_desktop.services.rollovers import RolloverService
from jeugdhulp_desktop.services.schools import SchoolService
from jeugdhulp_desktop.services.security import SecurityService
from jeugdhulp_desktop.services.session import Session, Unclean
from jeugdhulp_desktop.services.text_blocks import TextBlockService
from jeugdhulp_desktop.services.undo import UndoService
from jeugdhulp_desktop.services.vault_settings import SettingsService
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.migrate import bring_up_to_date, create_vault_database
from jeugdhulp_desktop.storage.restoring import clear_ready
from jeugdhulp_desktop.storage.school_queries import SCHOOL, store_school
from jeugdhulp_desktop.storage.setting_queries import (
    load_earlier_ids,
    load_first_id,
    load_settings,
    store_settings,
)
from jeugdhulp_desktop.storage.vault_lock import VaultLock


def open_session(
    folder: Path,
    keys: VaultKeys,
    *,
    report_folder: Path | None = None,
    clock: Clock = system_clock,
    create: bool = False,
    other_is_gone: bool = False,
) -> Session:
    """The vault in ``folder``, opened with its keys; ``create`` makes the database of a new vault.

    ``other_is_gone``: the user says that a computer that held it since more than a day does not any more.
    Holds the vault lock until the session is closed. Raises VaultInUse, NotOurFile, DamagedDatabase,
    MadeByNewerVersion, DiskProblem, EncryptionMissing, and DamagedHeader("older") when the header is older
    than the database knows: somebody put an old one back, perhaps with a passphrase that was changed (F6).
    """
    files = VaultFiles(folder)
    lock = VaultLock(folder, machine_id(keys.vault_id))
    lock.acquire(local_now(clock).isoformat(timespec="seconds"), other_is_gone=other_is_gone)
    try:
        unclean = _how_it_ended(files, lock)
        clear_ready(folder)
        clear_scratch(folder)
        info = read_vault_info(folder)
        database = _open(files, keys, clock, create=create)
        try:
            note_generation(database, info.generation)
            renew_header_backup(folder, keys)
            with database.read() as connection:
                database.who = load_settings(connection).user_name
            keep_journals_alike(files, keys, database)
            lock.tell_who(database.who)
            session = _session(
                files, keys, database, info, report_folder=report_folder, clock=clock, on_close=lock.release
            )
            session.unclean = unclean
            session.left_at = session.drafts.place()
            session.before_close = lambda: _leave_in_order(session)
            session.backups.clear_up()
            session.imports.forget_roster()
            session.bin.begin_day()
            session.agreements.renew_controls()
            return session
        except BaseException:
            database.close()
            raise
    except BaseException:
        lock.release()
        raise


def make_vault(
    folder: Path,
    *,
    name: str,
    passphrase: str,
    school: SchoolDraft,
    user_name: str,
    user_role: str,
    cost: KdfCost,
    demo: bool = False,
    shared_account: bool = False,
    report_folder: Path | None = None,
    clock: Clock = system_clock,
) -> tuple[Session, RecoveryCode]:
    """A new vault with its own school and user, opened; and the recovery code, shown once.

    Raises what ``create_vault`` and ``open_session`` raise, and NotValid for the school or the user, before
    anything is written. When the database cannot be made, the files made so far go again: a header without a
    database would stand in the way of the next try.
    """
    school = cleaned(school)
    settings = cleaned(VaultSettings(user_name=user_name, user_role=user_role))
    if problems := blocking([*check_school(school), *check_settings(settings)]):
        raise NotValid(problems)
    keys, code = create_vault(
        folder, name=name, passphrase=passphrase, cost=cost, demo=demo, shared_account=shared_account
    )
    try:
        session = open_session(folder, keys, report_folder=report_folder, clock=clock, create=True)
        try:
            session.database.who = settings.user_name
            with session.database.write(Action.CREATE_VAULT, SCHOOL) as connection:
                store_school(connection, school)
                store_settings(connection, settings)
        except BaseException:
            session.close()
            raise
    except BaseException:
        _take_back(VaultFiles(folder))
        raise
    return session, code


def make_demo(
    folder: Path,
    *,
    cases: int = DEMO_CASES,
    cost: KdfCost = FLOOR,
    report_folder: Path | None = None,
    clock: Clock = system_clock,
) -> Session:
    """A practice vault with fictional pupils, opened; it opens with ``DEMO_PASSPHRASE``.

    Raises DiskProblem("exists") for a folder that holds anything, and what ``make_vault`` raises.
    """
    with disk_problems(folder):
        if folder.exists() and any(folder.iterdir()):
            raise DiskProblem("exists", folder)
    frame = demo_frame()
    session, _code = make_vault(
        folder,
        name=frame.vault_name,
        passphrase=DEMO_PASSPHRASE,
        school=frame.school,
        user_name=frame.user_name,
        user_role=frame.user_role,
        cost=cost,
        demo=True,
        report_folder=report_folder,
        clock=clock,
    )
    try:
        fill_demo(session, cases=cases)
    except BaseException:  # half a story is no practice vault: nothing real was in the folder, so it goes
        session.close()
        _take_back(VaultFiles(folder))
        shutil.rmtree(VaultFiles(folder).backups, ignore_errors=True)
        raise
    return session


def open_practice_vault(
    folder: Path, *, cost: KdfCost = FLOOR, report_folder: Path | None = None, clock: Clock = system_clock
) -> Session:
    """The practice vault in ``folder``, made and filled at the first time; its passphrase is no secret."""
    if VaultFiles(folder).header.exists():
        keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
        return open_session(folder, keys, report_folder=report_folder, clock=clock)
    return make_demo(folder, cost=cost, report_folder=report_folder, clock=clock)


def _open(files: VaultFiles, keys: VaultKeys, clock: Clock, *, create: bool) -> Database:
    moment: Callable[[], datetime] = lambda: local_now(clock)  # noqa: E731 - a clock, with its time zone
    if create:
        return create_vault_database(files.database, keys.data_key, keys.vault_id, clock=moment)

    def before_migration(_found: str) -> None:
        old = open_database(files.database, keys.data_key, keys.vault_id, clock=moment)
        try:
            back_up(old, files.folder, moment(), label="voor-bijwerken")
        finally:
            old.close()

    bring_up_to_date(
        files.database, keys.data_key, keys.vault_id, before_migration=before_migration, clock=moment
    )
    return open_database(files.database, keys.data_key, keys.vault_id, clock=moment)


def _how_it_ended(files: VaultFiles, lock: VaultLock) -> Unclean:
    """Whether the holder before us let go in order; asked before SQLite makes a new WAL."""
    if lock.left_behind is None:
        return Unclean.NO
    beside = [files.database.with_name(files.database.name + suffix) for suffix in ("-wal", "-journal")]
    return Unclean.CUT_OFF if any(path.exists() for path in beside) else Unclean.JOURNAL_GONE


def _leave_in_order(session: Session) -> None:
    """What closing still does in the database; what cannot be done now is done at the next opening."""
    # A stick that was pulled out, a quit from the window thread, a second close.
    with suppress(WorldError, RuntimeError):
        # The passphrase may have been changed since opening: the header of before is too old from now on.
        note_generation(session.database, read_vault_info(session.folder).generation)
        session.imports.forget_roster()
        if session.left_in_order:
            session.drafts.drop_place()


def _session(
    files: VaultFiles,
    keys: VaultKeys,
    database: Database,
    info: VaultInfo,
    *,
    report_folder: Path | None,
    clock: Clock,
    on_close: Callable[[], None],
) -> Session:
    changes = Changes()
    backups = BackupService(database, changes, clock, files.folder)
    agreements = AgreementService(database, changes, clock)
    documents = DocumentService(database, changes, clock, report_folder or default_report_folder())
    key_changes = KeyService(files.folder, keys, database, changes)
    vault_id = keys.vault_id.hex()
    with database.read() as connection:
        earlier, first = load_earlier_ids(connection), load_first_id(connection, vault_id)
    return Session(
        vault_name=info.name,
        folder=files.folder,
        demo=info.demo,
        vault_id=vault_id,
        earlier_ids=earlier,
        keys=keys,
        database=database,
        changes=changes,
        clock=clock,
        schools=SchoolService(database, changes),
        relations=RelationService(database, changes, clock),
        pupils=PupilService(database, changes, clock),
        imports=ImportService(database, changes, clock, backups, demo=info.demo),
        cases=CaseService(database, changes, clock),
        contacts=ContactService(database, changes, clock),
        actions=ActionService(database, changes, clock),
        agreements=agreements,
        additions=AdditionService(database, changes, clock),
        text_blocks=TextBlockService(database, changes),
        checklists=ChecklistService(database, changes, clock),
        hours=HoursService(database, changes, clock),
        documents=documents,
        evaluations=EvaluationService(database, changes, clock),
        letterhead=LetterheadService(database, changes),
        dates=DateService(database, clock, first),
        mail_texts=MailTextService(database, clock),
        overview=OverviewService(database, clock, agreements, files.folder),
        drafts=DraftService(database),
        backups=backups,
        repairs=RepairService(database, changes, clock, backups, keys=keys, folder=files.folder),
        erasures=ErasureService(database, changes, clock, backups, folder=files.folder, keys=keys),
        rollovers=RolloverService(database, changes, clock, backups),
        undo=UndoService(database, changes, clock),
        bin=BinService(database, changes, clock),
        settings=SettingsService(database, changes),
        place=look_at(files.folder),
        stray_copies=stray_copies(files.folder),
        key_changes=key_changes,
        security=SecurityService(database, clock, files.folder, key_changes),
        audit=AuditService(database),
        old_backups=OldBackupService(files.folder, keys, database, backups, changes),
        handover=HandoverService(files.folder, keys, database, backups, clock),
        plain_export=PlainExportService(database, documents, clock),
        on_close=on_close,
    )


def _take_back(files: VaultFiles) -> None:
    """Remove what ``make_vault`` made a moment ago; what stood there before is no file of ours."""
    database = files.database
    beside = [database.with_name(database.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]
    for path in (*beside, files.header, files.header_backup, files.erasures, files.readme, files.lock):
        if path.is_file():
            path.unlink()
