"""Which record a row of any table is part of, as its user knows it: a case, an agreement, a school.

A row is part of the record that it goes with: the foreign key that deletes it along (ON DELETE CASCADE).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, and_, select, update

from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.tables import Base

_TABLES = Base.metadata.tables
_FROZEN = "canonical"  # the column of what was agreed: who has it, does not change any more


@dataclass(frozen=True)
class Place:
    """A record that can be opened: its table, id and name; ``frozen`` when what it says is agreed."""

    kind: str
    record_id: int | None = None
    name: str = ""
    frozen: bool = False


def find_places(
    connection: Connection, table: Table, keys: Collection[tuple[Any, ...]]
) -> dict[tuple[Any, ...], Place]:
    """The record that each of these rows is part of."""
    return {key: _place(connection, *_owner(connection, table, key)) for key in keys}


def next_version(connection: Connection, table: Table, key: tuple[Any, ...]) -> None:
    """The row and the record it is part of were changed behind the back of whoever has them open."""
    owner, owners_key = _owner(connection, table, key)
    for each, whose in {table.name: (table, key), owner.name: (owner, owners_key)}.values():
        if "version" in each.c:
            connection.execute(update(each).where(_is(each, whose)).values(version=each.c.version + 1))


def _owner(connection: Connection, table: Table, key: tuple[Any, ...]) -> tuple[Table, tuple[Any, ...]]:
    """Up along what it is deleted with, to a record with a name of its own."""
    while table.name not in _NAMED:
        for link in table.foreign_key_constraints:
            columns = [element.parent for element in link.elements]
            above = connection.execute(select(*columns).where(_is(table, key))).one()
            if link.ondelete == "CASCADE" and None not in above:
                table, key = link.referred_table, tuple(above)
                break
        else:
            break
    return table, key


def _is(table: Table, key: tuple[Any, ...]) -> Any:
    return and_(*(column == value for column, value in zip(table.primary_key, key, strict=True)))


def _place(connection: Connection, table: Table, key: tuple[Any, ...]) -> Place:
    record_id = key[0] if isinstance(key[0], int) else None
    name = _NAMED.get(table.name)
    if name is None or record_id is None:
        return Place(table.name, record_id)
    frozen = _FROZEN in table.c and bool(
        connection.scalar(select(table.c[_FROZEN].is_not(None)).where(_is(table, key)))
    )
    return Place(table.name, record_id, name(connection, record_id), frozen)


def _column(table: str, column: str) -> Callable[[Connection, int], str]:
    """A record that is called by one of its columns."""
    place: Table = _TABLES[table]

    def name(connection: Connection, record_id: int) -> str:
        return connection.scalar(select(place.c[column]).where(place.c.id == record_id)) or ""

    return name


def _of_school_and_year(table: str) -> Callable[[Connection, int], str]:
    """A record of one school in one year: "De Wissel 2026-2027"."""
    place, schools = _TABLES[table], _TABLES["schools"]

    def name(connection: Connection, record_id: int) -> str:
        query = select(schools.c.name, place.c.school_year).join(schools, schools.c.id == place.c.school_id)
        school, year = connection.execute(query.where(place.c.id == record_id)).one()
        return f"{school} {SchoolYear(year).code}"

    return name


_NAMED: dict[str, Callable[[Connection, int], str]] = {
    "cases": _column("cases", "number"),
    "agreements": _of_school_and_year("agreements"),
    "additions": _of_school_and_year("additions"),
    "evaluations": _of_school_and_year("evaluations"),
    "schools": _column("schools", "name"),
    "parties": _column("parties", "name"),
    "people": _column("people", "name"),
    "text_blocks": _column("text_blocks", "title"),
}
