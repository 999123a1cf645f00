"""What every deletion does last: what it removed goes into the bin."""

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.services.clock import Clock, local_now
from jeugdhulp_desktop.storage.bin_queries import throw_away


def keep_in_bin(connection: Connection, kind: BinKind, record_id: int, *, clock: Clock, who: str) -> None:
    """Keep everything that this write removed, for thirty days; inside the write, after removing."""
    now = local_now(clock)
    throw_away(connection, kind, record_id, at=now, today=now.date(), who=who)
