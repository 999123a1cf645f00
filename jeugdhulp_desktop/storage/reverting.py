"""Rows back as they were: what undo and the bin share.

Nothing is put back over something newer. Versions only go up, so that an editor that read an older one
notices (F38); what follows from other rows is written again afterwards.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.storage.case_keys import (
    refresh_case,
    refresh_cases_of_pupils,
    refresh_cases_of_school,
)
from jeugdhulp_desktop.storage.contact_queries import refresh_last_contact
from jeugdhulp_desktop.storage.row_images import RowChange, Values, Watched, watched, watching


class ChangedSince(Exception):
    """A row is not what it was after the change."""


class HeldElsewhere(Exception):
    """The database holds on to a row, or what it refers to is gone."""


def revert(connection: Connection, changes: Sequence[RowChange]) -> Sequence[RowChange]:
    """Make every row what it was before these changes; gives what that changed.

    Raises ChangedSince or HeldElsewhere.

    The caller's transaction must end with the exception. What the database itself does along (a cascade into
    rows that came since) is seen by the same triggers and refused: the images of reverting must be exactly
    those of the change, mirrored.
    """
    for change in changes:
        table = watched(change.table)
        if table.own(current_row(connection, table, _key(change))) != table.own(change.after):
            raise ChangedSince
    try:
        with watching(connection) as done:
            _put_back(connection, changes)
    except IntegrityError:
        raise HeldElsewhere from None
    if _mirror(done) != {_side(each) for each in changes}:
        raise ChangedSince
    refresh_following(connection, changes)
    return done


def current_row(connection: Connection, table: Watched, key: Values) -> Values | None:
    """The row as it stands, in the driver's own values; None when it is gone."""
    columns = ", ".join(f'"{each}"' for each in table.columns)
    row = connection.exec_driver_sql(f"SELECT {columns} FROM {table.name} WHERE {_where(table)}", key).first()  # noqa: S608
    return tuple(row) if row is not None else None


def insert_row(connection: Connection, table: Watched, image: Values) -> None:
    """Put a removed row back under its own key, one version further."""
    places = ", ".join("?" for _ in table.columns)
    columns = ", ".join(f'"{each}"' for each in table.columns)
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({columns}) VALUES ({places})",  # noqa: S608
        _versioned(table, image, table.version is not None and image[table.version] + 1),
    )


def overwrite_row(connection: Connection, table: Watched, image: Values, now: Values) -> None:
    """Make a row what it was, one version further than it is now."""
    columns = ", ".join(f'"{each}" = ?' for each in table.columns)
    values = _versioned(table, image, table.version is not None and now[table.version] + 1)
    connection.exec_driver_sql(
        f"UPDATE {table.name} SET {columns} WHERE {_where(table)}",  # noqa: S608
        (*values, *table.key_of(image)),
    )


def refresh_following(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Write again what follows from these rows: order, words to search by and last contact of cases."""
    cases: set[int] = set()
    for change in changes:
        for image in (change.before, change.after):
            if image is None:
                continue
            values: dict[str, Any] = dict(zip(watched(change.table).columns, image, strict=True))
            if change.table == "cases":
                cases.add(values["id"])
            elif change.table == "contact_moments":
                cases.add(values["case_id"])
            elif change.table == "pupils":
                refresh_cases_of_pupils(connection, [values["id"]])
            elif change.table == "schools":
                refresh_cases_of_school(connection, values["id"])
    for case_id in cases:
        refresh_case(connection, case_id)
        refresh_last_contact(connection, case_id)


def _put_back(connection: Connection, changes: Sequence[RowChange]) -> None:
    """Parents come before their children and go after them; a row is there before another points at it."""
    _step_aside(connection, changes)
    for change in changes:
        table = watched(change.table)
        if change.before is not None and change.after is None:
            insert_row(connection, table, change.before)
    for change in changes:
        if change.before is not None and change.after is not None:
            table = watched(change.table)
            now = current_row(connection, table, _key(change))
            overwrite_row(connection, table, change.before, now or change.after)
    for change in reversed(changes):
        if change.before is None:
            table = watched(change.table)
            connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE {_where(table)}", _key(change))  # noqa: S608


def _step_aside(connection: Connection, changes: Sequence[RowChange]) -> None:
    """Lists whose rows change places: no two rows share a key while one after the other is put back."""
    for number, change in enumerate(changes):
        table = watched(change.table)
        if table.unique and change.after is not None:
            connection.exec_driver_sql(
                f'UPDATE {table.name} SET "{table.unique}" = ? WHERE {_where(table)}',  # noqa: S608
                (f"\x00{number}", *_key(change)),
            )


def _key(change: RowChange) -> Values:
    image = change.after if change.before is None else change.before
    return watched(change.table).key_of(image or ())


def _where(table: Watched) -> str:
    return " AND ".join(f'"{table.columns[at]}" = ?' for at in table.key)


def _versioned(table: Watched, image: Values, version: int) -> Values:
    at = table.version
    return image if at is None else (*image[:at], version, *image[at + 1 :])


def _side(change: RowChange, *, mirrored: bool = False) -> tuple[str, Values | None, Values | None]:
    table = watched(change.table)
    before, after = table.own(change.before), table.own(change.after)
    return (change.table, after, before) if mirrored else (change.table, before, after)


def _mirror(done: Iterable[RowChange]) -> set[tuple[str, Values | None, Values | None]]:
    return {_side(each, mirrored=True) for each in done}
