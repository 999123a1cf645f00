"""The audit read back: pages of lines for the log, and when something was last done."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from jeugdhulp_desktop.storage.audit import Action, AuditLine
from jeugdhulp_desktop.storage.tables.audit import AuditRow

_COLUMNS = (AuditRow.id, AuditRow.at, AuditRow.who, AuditRow.action, AuditRow.subject, AuditRow.record_id)


def find_audit_ids(
    connection: Connection,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    actions: Collection[str] | None = None,
    who: str | None = None,
) -> list[int]:
    """The ids of the lines, in the order in which they were written, the newest first.

    ``since`` is included and ``until`` is not; None asks nothing.
    """
    query = select(AuditRow.id).order_by(AuditRow.id.desc())
    if since is not None:
        query = query.where(AuditRow.at >= since)
    if until is not None:
        query = query.where(AuditRow.at < until)
    if actions is not None:
        query = query.where(AuditRow.action.in_(actions))
    if who is not None:
        query = query.where(AuditRow.who == who)
    return list(connection.scalars(query))


def load_audit_by_ids(connection: Connection, ids: Sequence[int]) -> list[AuditLine]:
    """The lines with these ids, in their order."""
    found = {
        row.id: AuditLine(*row)
        for row in connection.execute(select(*_COLUMNS).where(AuditRow.id.in_(list(ids))))
    }
    return [found[each] for each in ids if each in found]


def load_people(connection: Connection) -> list[str]:
    """Everybody whose name stands in a line, by name; the program itself has none."""
    names = connection.scalars(select(AuditRow.who).distinct().where(AuditRow.who != ""))
    return sorted(names, key=str.casefold)


def last_done(connection: Connection, action: Action, subjects: Collection[str]) -> datetime | None:
    """When this was last done to one of these, in UTC."""
    query = select(func.max(AuditRow.id)).where(AuditRow.action == action.value)
    newest = connection.scalar(query.where(AuditRow.subject.in_(subjects)))
    return connection.scalar(select(AuditRow.at).where(AuditRow.id == newest))


def begun_at(connection: Connection) -> datetime | None:
    """When the vault was made: the moment of its first line."""
    return connection.scalar(select(AuditRow.at).order_by(AuditRow.id).limit(1))
