"""Rows out of the bin into their tables, also into tables that got other columns since.

A migration that renames a table or column, or gives an old one another meaning, takes the content of the bin
along; one that only adds or drops a column needs nothing.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, ForeignKeyConstraint, Table, func, select
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.domain.errors import CannotPutBack
from jeugdhulp_desktop.storage.bin_queries import TABLES, Rows, is_binned
from jeugdhulp_desktop.storage.reverting import current_row, overwrite_row, refresh_following
from jeugdhulp_desktop.storage.row_images import VERSION, RowChange, watched, watched_tables
from jeugdhulp_desktop.storage.tables import Base
from jeugdhulp_desktop.storage.tables.additions import AdditionRow

_EMPTY: dict[str, Any] = {"TEXT": "", "INTEGER": 0, "BLOB": b""}
# Without these a record would say something else than it did: it is not put back before they are there.
_NEEDED = frozenset({"cases", "agreements", "schools"})


def put_back(connection: Connection, kind: BinKind, record_id: int, rows: Rows) -> int:
    """Put everything of an entry back under its own ids; how many references had to be left out.

    Raises CannotPutBack: what it belongs to is gone, or something stands in its place.
    """
    known = {each.name for each in watched_tables()}
    rows = [each for each in rows if each["table"] in known]
    if current_row(connection, watched(TABLES[kind]), (record_id,)) is not None:
        raise CannotPutBack("exists", kind)
    left_out = 0
    done: list[RowChange] = []
    for row in rows:
        if row["before"] is not None and row["after"] is None:
            root = row["table"] == TABLES[kind] and row["before"]["id"] == record_id
            values = dict(row["before"])
            lost = _let_go(connection, row["table"], values, kind if root else None)
            left_out += lost
            if values:
                done.append(_insert(connection, kind, row["table"], values))
    for row in rows:
        if row["before"] is not None and row["after"] is not None:
            done += _refer_again(connection, row["table"], row["before"], row["after"])
    refresh_following(connection, done)
    return left_out


def _let_go(connection: Connection, name: str, values: dict[str, Any], root: BinKind | None) -> int:
    """Empty the references to what is gone; a row of a list that cannot do without is emptied whole."""
    table, lost = Base.metadata.tables[name], 0
    for link in table.foreign_key_constraints:
        if _stands(connection, link, values):
            continue
        lost += 1
        if root is not None and link.referred_table.name in _NEEDED:
            raise CannotPutBack(_why(connection, link, values), root)
        if all(column.nullable for column in link.columns):
            values |= {column.name: None for column in link.columns}
        else:
            values.clear()
            break
    return lost


def _stands(connection: Connection, link: ForeignKeyConstraint, values: dict[str, Any]) -> bool:
    pairs = [(element.column, values.get(element.parent.name)) for element in link.elements]
    if any(value is None for _column, value in pairs):
        return True
    query = select(func.count()).select_from(link.referred_table)
    return bool(connection.scalar(query.where(*(column == value for column, value in pairs))))


def _why(connection: Connection, link: ForeignKeyConstraint, values: dict[str, Any]) -> str:
    """What to do first: a case or agreement in the bin can be put back, what is gone for good cannot."""
    above = {"cases": BinKind.CASE, "agreements": BinKind.AGREEMENT}.get(link.referred_table.name)
    if above is None:
        return "school-gone"
    key = values[link.elements[0].parent.name]
    return f"{above}-binned" if is_binned(connection, above, key) else f"{above}-gone"


def _insert(connection: Connection, kind: BinKind, name: str, values: dict[str, Any]) -> RowChange:
    """One row under its own key, one version further; columns of before are dropped, new ones are empty."""
    table = watched(name)
    found = connection.exec_driver_sql(f"PRAGMA table_info({name})").all()
    image = tuple(
        values[column] if column in values else _default(connection, kind_of, needed, default)
        for _at, column, kind_of, needed, default, _key in found
    )
    columns = tuple(row[1] for row in found)
    full = dict(zip(columns, image, strict=True))
    if VERSION in full:
        full[VERSION] += 1
    if name == "additions":
        full["number"] = _free_number(connection, full)
    places = ", ".join("?" for _ in columns)
    quoted = ", ".join(f'"{each}"' for each in columns)
    try:
        connection.exec_driver_sql(f"INSERT INTO {name} ({quoted}) VALUES ({places})", tuple(full.values()))  # noqa: S608
    except IntegrityError:
        raise CannotPutBack("exists", kind) from None
    return RowChange(name, None, tuple(full[each] for each in table.columns))


def _default(connection: Connection, kind: str, needed: int, default: str | None) -> Any:
    if default is not None:
        return connection.exec_driver_sql(f"SELECT {default}").scalar()
    return _EMPTY.get(kind) if needed else None


def _free_number(connection: Connection, addition: dict[str, Any]) -> int:
    """Its own number, or the next one when another request got it meanwhile."""
    row = AdditionRow
    same = (row.school_id == addition["school_id"], row.school_year == addition["school_year"])
    taken = set(connection.scalars(select(row.number).where(*same)))
    number: int = addition["number"]
    return number if number not in taken else max(taken) + 1


def _refer_again(
    connection: Connection, name: str, before: dict[str, Any], after: dict[str, Any]
) -> Iterable[RowChange]:
    """A row that stayed and lost something: what nobody changed since is put back, column by column."""
    table, place = watched(name), Base.metadata.tables[name]
    key = tuple(after[table.columns[at]] for at in table.key)
    now = current_row(connection, table, key)
    if now is None:
        return []
    here = dict(zip(table.columns, now, strict=True))
    again = {
        column: value
        for column, value in before.items()
        if column in here and value != after[column] and here[column] == after[column] and column != VERSION
    }
    again = {column: value for column, value in again.items() if _may_refer(connection, place, column, value)}
    if not again:
        return []
    image = tuple((here | again)[column] for column in table.columns)
    overwrite_row(connection, table, image, now)
    return [RowChange(name, now, image)]


def _may_refer(connection: Connection, table: Table, column: str, value: Any) -> bool:
    links = [link for link in table.foreign_key_constraints if column in {each.name for each in link.columns}]
    return all(_stands(connection, link, {column: value}) for link in links)
