"""One way to keep an edited record: a new one gets its id, an old one only when nobody saved it since."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection, delete, insert, select, update

from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.storage.audit import name_record
from jeugdhulp_desktop.storage.tables import Base


class Edited(Protocol):
    """A draft: its id (None for a new record) and the version that was read."""

    @property
    def id(self) -> int | None:
        """None until it is kept."""

    @property
    def version(self) -> int:
        """0 until it is kept."""


def store_record(
    connection: Connection, table: type[Base], subject: str, draft: Edited, values: Mapping[str, Any]
) -> int:
    """Insert a new record or update it at exactly its version; the id. The version becomes one higher.

    Raises ChangedElsewhere when the record was saved since it was read, NotFound when it is gone.
    """
    columns: Any = table
    if draft.id is None:
        new_id = connection.scalar(insert(table).values({**values, "version": 1}).returning(columns.id))
        name_record(connection, int(new_id))
        return int(new_id)
    done = connection.execute(
        update(table)
        .where(columns.id == draft.id, columns.version == draft.version)
        .values({**values, "version": draft.version + 1})
    )
    if done.rowcount == 0:
        raise stale(connection, table, subject, draft.id)
    return draft.id


def delete_record(connection: Connection, table: type[Base], subject: str, record_id: int) -> None:
    """Remove a record and what hangs on it; NotFound when it is gone already."""
    columns: Any = table
    if connection.execute(delete(table).where(columns.id == record_id)).rowcount == 0:
        raise NotFound(subject, record_id)


def stale(
    connection: Connection, table: type[Base], subject: str, record_id: int
) -> ChangedElsewhere | NotFound:
    """Why an update met no row: somebody saved the record, or it is gone (F38)."""
    columns: Any = table
    there = connection.scalar(select(columns.id).where(columns.id == record_id))
    return ChangedElsewhere(subject, record_id) if there is not None else NotFound(subject, record_id)
