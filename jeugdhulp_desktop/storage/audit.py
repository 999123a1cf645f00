"""The audit line that stands in the same transaction as the write it is about.

A line holds who, when, the action, the kind of record and its id. Content has no place to stand in.

Moments are in UTC, so summer time and another time zone change nothing. A clock that was set back leaves a
line of its own, since from there on the moments do not follow the order of the lines (F14).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from jeugdhulp_desktop.storage.tables.audit import AuditRow

_LINE = "audit line"
_RECORD = "record of the audit line"
STEP_BACK = timedelta(minutes=5)  # a clock that is set right by the network goes back by seconds


class Action(StrEnum):
    """Every kind of write, export and print, by name; a draft is none of them (``Database.write_draft``)."""

    CREATE_VAULT = "create-vault"
    MIGRATE = "migrate"
    CHANGE_KEYS = "change-keys"
    SAVE_SETTINGS = "save-settings"
    SAVE_SCHOOL = "save-school"
    DELETE_SCHOOL = "delete-school"
    SAVE_PARTY = "save-party"
    DELETE_PARTY = "delete-party"
    SAVE_PERSON = "save-person"
    DELETE_PERSON = "delete-person"
    SAVE_PUPIL = "save-pupil"
    DELETE_PUPIL = "delete-pupil"
    IMPORT_PUPILS = "import-pupils"
    UNDO_IMPORT = "undo-import"
    ERASE_ROSTER = "erase-roster"
    SAVE_QUESTIONS = "save-questions"
    SAVE_CASE = "save-case"
    CHANGE_CASE_STATUS = "change-case-status"
    CLOSE_CASE = "close-case"
    REOPEN_CASE = "reopen-case"
    DELETE_CASE = "delete-case"
    ERASE_CASE = "erase-case"
    ERASE_PUPIL = "erase-pupil"
    ERASE_AGAIN = "erase-again"
    REFUSE_ERASURE = "refuse-erasure"
    SAVE_CONTACT = "save-contact"
    DELETE_CONTACT = "delete-contact"
    SAVE_ACTION = "save-action"
    DELETE_ACTION = "delete-action"
    SAVE_AGREEMENT = "save-agreement"
    FREEZE_AGREEMENT = "freeze-agreement"
    SIGN_AGREEMENT = "sign-agreement"
    REOPEN_AGREEMENT = "reopen-agreement"
    CHANGE_AGREEMENT_STATUS = "change-agreement-status"
    COPY_AGREEMENT = "copy-agreement"
    DELETE_AGREEMENT = "delete-agreement"
    SAVE_ADDITION = "save-addition"
    DECIDE_ADDITION = "decide-addition"
    DELETE_ADDITION = "delete-addition"
    SAVE_HOURS = "save-hours"
    EXPORT_HOURS = "export-hours"
    SAVE_EVALUATION = "save-evaluation"
    FINISH_EVALUATION = "finish-evaluation"
    REOPEN_EVALUATION = "reopen-evaluation"
    DELETE_EVALUATION = "delete-evaluation"
    SAVE_TEXT_BLOCK = "save-text-block"
    DELETE_TEXT_BLOCK = "delete-text-block"
    SAVE_LETTERHEAD = "save-letterhead"
    ROLL_OVER = "roll-over"
    EXPORT_DATES = "export-dates"
    EXPORT_ALL = "export-all"
    COPY_TEXT = "copy-text"
    UNDO = "undo"
    RESTORE_FROM_BIN = "restore-from-bin"
    EMPTY_BIN = "empty-bin"
    START_CHECKLIST = "start-checklist"
    SAVE_ANSWER = "save-answer"
    FINISH_CHECKLIST = "finish-checklist"
    DELETE_CHECKLIST = "delete-checklist"
    WRITE_DOCUMENT = "write-document"
    SAVE_DOCUMENT_AS = "save-document-as"
    PRINT_DOCUMENT = "print-document"
    MAKE_BACKUP = "make-backup"
    CHECK_BACKUP = "check-backup"
    REMOVE_BACKUP = "remove-backup"
    RESTORE_BACKUP = "restore-backup"
    REPAIR = "repair"
    SALVAGE = "salvage"
    PRACTISE_RESTORE = "practise-restore"
    MAKE_DEMO = "make-demo"
    CLOCK_JUMP = "clock-jump"  # no write of anybody: the clock of this computer went back


@dataclass(frozen=True)
class AuditLine:
    """One line as it is read back; ``at`` in UTC."""

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    record_id: int | None


def load_first_day(connection: Connection) -> date | None:
    """The local day of the first line: since when this vault is used."""
    first: datetime | None = connection.scalar(select(func.min(AuditRow.at)))
    return first.astimezone().date() if first else None


def start_audit_line(
    connection: Connection, at: datetime, who: str, *, action: Action, subject: str, record_id: int | None
) -> None:
    """Write the line of this transaction; only ``Database.write`` calls it."""
    last = connection.scalar(select(AuditRow.at).order_by(AuditRow.id.desc()).limit(1))
    values: dict[str, Any] = {"at": at, "who": who}
    if last is not None and last - at > STEP_BACK:
        jump = {"action": Action.CLOCK_JUMP.value, "subject": "clock", "record_id": None}
        connection.execute(insert(AuditRow).values(values | jump))
    values |= {"action": action.value, "subject": subject, "record_id": record_id}
    connection.info[_LINE] = connection.scalar(insert(AuditRow).values(values).returning(AuditRow.id))
    connection.info[_RECORD] = record_id


def name_record(connection: Connection, record_id: int) -> None:
    """Give the line of this transaction the id of the new record; the first one named stays."""
    if _LINE in connection.info and connection.info[_RECORD] is None:
        line = connection.info[_LINE]
        connection.execute(update(AuditRow).where(AuditRow.id == line).values(record_id=record_id))
        connection.info[_RECORD] = record_id


def named_record(connection: Connection) -> int | None:
    """The id in the line of this transaction."""
    named: int | None = connection.info[_RECORD]
    return named


def forget_audit_line(connection: Connection) -> None:
    """The transaction is over; a pooled connection must not name a record in an old line."""
    connection.info.pop(_LINE, None)
    connection.info.pop(_RECORD, None)


def load_audit_lines(
    connection: Connection,
    *,
    subject: str = "",
    record_id: int | None = None,
    action: Action | None = None,
    limit: int = 200,
) -> list[AuditLine]:
    """The newest lines first; all, or those of one kind of record, of one record, or of one action."""
    query = select(
        AuditRow.id, AuditRow.at, AuditRow.who, AuditRow.action, AuditRow.subject, AuditRow.record_id
    )
    if subject:
        query = query.where(AuditRow.subject == subject)
    if record_id is not None:
        query = query.where(AuditRow.record_id == record_id)
    if action is not None:
        query = query.where(AuditRow.action == action.value)
    rows = connection.execute(query.order_by(AuditRow.id.desc()).limit(limit))
    return [AuditLine(*row) for row in rows]
