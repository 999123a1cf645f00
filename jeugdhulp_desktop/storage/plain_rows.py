"""Whole tables as rows of values, and what their ids point to in words: for an export of everything."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from jeugdhulp_desktop.storage.tables import Base

_WORDS = {  # what a row is called where another points to it
    "schools": ("name",),
    "parties": ("name",),
    "people": ("name",),
    "pupils": ("first", "prefix", "last"),
    "cases": ("number",),
    "agreements": ("facts_name", "school_year", "number"),
    "additions": ("school_year", "number"),
    "evaluations": ("school_year", "moment"),
}


def table_names() -> list[str]:
    """Every table of the vault."""
    return [table.name for table in Base.metadata.sorted_tables]


def column_names(table: str) -> list[str]:
    """The columns of a table, in their order."""
    return [column.name for column in Base.metadata.tables[table].columns]


def load_words(connection: Connection) -> Mapping[str, Mapping[int, str]]:
    """By table: what each id is called ("Noor van Dijk", "2026-0014")."""
    return {table: dict(_called(connection, table, columns)) for table, columns in _WORDS.items()}


def points_to(table: str, column: str) -> str:
    """The table that a column refers to; empty when to none, or to one without words."""
    source = next(each for each in Base.metadata.tables[table].columns if each.name == column)
    found = next((key.column.table.name for key in source.foreign_keys), "")
    return found if found in _WORDS else ""


def load_rows(connection: Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table by their primary key, as Python values; read as they are asked for."""
    source = Base.metadata.tables[table]
    for row in connection.execute(select(source).order_by(*source.primary_key.columns)):
        yield tuple(row)


def _called(connection: Connection, table: str, columns: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    source = Base.metadata.tables[table]
    for row in connection.execute(select(source.c.id, *(source.c[name] for name in columns))):
        yield row[0], " ".join(str(part) for part in row[1:] if part not in (None, ""))


def load_years(connection: Connection) -> list[int]:
    """The school years of which there may be documents, by the year in which they begin."""
    found: set[int] = set()
    for table in ("agreements", "additions", "evaluations", "papers"):
        column = Base.metadata.tables[table].c.school_year
        found |= {int(year) for year in connection.scalars(select(column).distinct())}
    return sorted(found)
