"""The log of the vault: who did what to which record, when; what it said stands in no line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from jeugdhulp_desktop.storage.audit_queries import find_audit_ids, load_audit_by_ids, load_people
from jeugdhulp_desktop.storage.engine import Database


@dataclass(frozen=True)
class LogFilter:
    """Which lines: of local days, both included; of actions by name; of one person. None asks nothing."""

    first: date | None = None
    last: date | None = None
    actions: frozenset[str] | None = None
    who: str | None = None


@dataclass(frozen=True)
class LogLine:
    """One line, in local time. ``who`` is empty for what the program did by itself before it knew a name."""

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    record_id: int | None


class AuditService:
    """Reads the log; nothing in the program changes or removes a line of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, wanted: LogFilter) -> list[int]:
        """The ids of the lines, the newest first."""
        after = wanted.last + timedelta(days=1) if wanted.last else None
        with self._database.read() as connection:
            return find_audit_ids(
                connection,
                since=_midnight(wanted.first) if wanted.first else None,
                until=_midnight(after) if after else None,
                actions=wanted.actions,
                who=wanted.who,
            )

    def lines(self, ids: Sequence[int]) -> list[LogLine]:
        """These lines, in this order."""
        with self._database.read() as connection:
            found = load_audit_by_ids(connection, ids)
        return [
            LogLine(line.id, line.at.astimezone(), line.who, line.action, line.subject, line.record_id)
            for line in found
        ]

    def people(self) -> list[str]:
        """Everybody who stands in the log: professionals who worked in this vault."""
        with self._database.read() as connection:
            return load_people(connection)


def _midnight(day: date) -> datetime:
    """When a local day begins."""
    return datetime.combine(day, time()).astimezone()
