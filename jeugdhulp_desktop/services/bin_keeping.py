"""What every deletion does last: what it removed goes into the bin."""

from collections.abc import Sequence

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.services.clock import Clock, local_now
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.bin_queries import TABLES, throw_away
from jeugdhulp_desktop.storage.row_images import RowChange
from jeugdhulp_desktop.storage.undo import KeptStep


def keep_in_bin(connection: Connection, kind: BinKind, record_id: int, *, clock: Clock, who: str) -> None:
    """Keep everything that this write removed, for thirty days; inside the write, after removing."""
    now = local_now(clock)
    throw_away(connection, kind, record_id, at=now, today=now.date(), who=who)


def keep_undone(
    connection: Connection, step: KeptStep, changes: Sequence[RowChange], *, clock: Clock, who: str
) -> None:
    """Undoing that something was added removes what was typed in it: that goes into the bin as well."""
    if step.record_id is None or step.action is Action.RESTORE_FROM_BIN or step.subject not in list(BinKind):
        return
    kind = BinKind(step.subject)
    gone = [each for each in changes if each.before is not None and each.after is None]
    if any(each.table == TABLES[kind] and each.before and each.before[0] == step.record_id for each in gone):
        now = local_now(clock)
        throw_away(connection, kind, step.record_id, at=now, today=now.date(), who=who, changes=changes)
