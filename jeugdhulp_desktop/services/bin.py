"""The bin of thirty days: seen, put back, and gone for good."""

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.bins import BinEntry, BinKind, PutBack
from jeugdhulp_desktop.services.agreements.papers import refresh_open_controls
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.clock import Clock, local_now
from jeugdhulp_desktop.services.undo import changes_of
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.bin_queries import (
    TABLES,
    count_days,
    find_hanging,
    find_over,
    forget_entries,
    load_content,
    load_entries,
    needs_counting,
    remove_entry,
)
from jeugdhulp_desktop.storage.bin_restoring import put_back
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.erasure_queries import forget_drafts
from jeugdhulp_desktop.storage.undo import KeptStep

_ON_PAPER = frozenset({BinKind.AGREEMENT, BinKind.ADDITION, BinKind.EVALUATION})


class BinService:
    """The bin of one open vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def entries(self) -> list[BinEntry]:
        """Everything in it, what was thrown away last first."""
        with self._database.read() as connection:
            return load_entries(connection)

    def restore(self, entry_id: int) -> PutBack:
        """Put it back under its own id, with everything that went along.

        Raises CannotPutBack when what it belongs to is not there or something stands in its place, NotFound
        when it is out of the bin already.
        """
        with self._database.read() as connection:
            kind, record_id, case_id, rows = load_content(connection, entry_id)
        with self._database.write(Action.RESTORE_FROM_BIN, kind, record_id) as connection:
            remove_entry(connection, entry_id)
            left_out = put_back(connection, kind, record_id, rows)
            if kind in _ON_PAPER:
                refresh_open_controls(connection)
        self._changes.announce(Change.BIN, *changes_of(each["table"] for each in rows))
        return PutBack(kind, record_id, case_id, left_out)

    def purge(self, entry_id: int) -> None:
        """Let it go for good, with what lies in the bin of the same case; NotFound when it is gone already.

        It goes from the steps that can be undone too. Backups of before still hold it.
        """
        with self._database.read() as connection:
            kind, record_id, _case, _rows = load_content(connection, entry_id)
        with self._database.write(Action.EMPTY_BIN, kind, record_id) as connection:
            _forget(connection, entry_id, kind, record_id)
        self._database.steps.forget(lambda step: _holds(step, kind, record_id))
        self._changes.announce(Change.BIN)

    def begin_day(self) -> int:
        """At opening: count the day, and let go of what was kept its thirty days; how many went (F14)."""
        now = local_now(self._clock)
        with self._database.read() as connection:
            if not needs_counting(connection, now.date()):
                return 0
        with self._database.write_draft() as connection:  # a day is counted: no record, so no line in the log
            count_days(connection, now.date())
            over = find_over(connection, now)
        for entry_id, kind, record_id in over:
            with self._database.write(Action.EMPTY_BIN, kind, record_id) as connection:
                _forget(connection, entry_id, kind, record_id)
        return len(over)


def _forget(connection: Connection, entry_id: int, kind: BinKind, record_id: int) -> None:
    hanging = find_hanging(connection, record_id) if kind is BinKind.CASE else []
    forget_drafts(connection, {"bin_entries": {(each,) for each in (entry_id, *hanging)}})
    forget_entries(connection, [entry_id, *hanging])


def _holds(step: KeptStep, kind: BinKind, record_id: int) -> bool:
    if kind is BinKind.CASE and record_id in step.case_ids():
        return True
    return step.holds(TABLES[kind], record_id)
