# ruff: noqa: ARG002 - SQLAlchemy gives the dialect to every type; ours are the same in each
"""What every table shares: names of constraints, and columns that keep exactly what the domain holds.

Tables are STRICT, so a text never lands in a column of numbers, and an id is never given twice: the audit
trail, drafts and the undo of an import speak of records that may be gone. Names of constraints follow one
convention, since a migration can only drop what has a name.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Dialect, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_OPTIONS = {"sqlite_strict": True, "sqlite_autoincrement": True}


_TOO_LARGE = Decimal(10) ** 15  # hundredths fit in SQLite's 64 bits with room for sums


class IsoDate(TypeDecorator[date]):
    """A day as "2026-09-18": sorts as text and can be read in any tool."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return value.isoformat() if value is not None else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return date.fromisoformat(value) if value is not None else None


class UtcMoment(TypeDecorator[datetime]):
    """A moment in UTC as "2026-09-18T14:10:03Z", to the second."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if value is not None else None


class Hundredths(TypeDecorator[Decimal]):
    """An exact number with two decimals, kept as a whole number of hundredths: sums are exact (F36)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if not value.is_finite() or abs(value) >= _TOO_LARGE:
            raise ValueError("no number that can be kept")
        scaled = value * 100
        if scaled != scaled.to_integral_value():
            raise ValueError("more than two decimals cannot be kept")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return Decimal(value).scaleb(-2) if value is not None else None


class Flag(TypeDecorator[bool]):
    """Yes or no, as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return int(value) if value is not None else None

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return bool(value) if value is not None else None


class Coded(TypeDecorator[StrEnum]):
    """A member of one enum, by its value; the table has the CHECK (``one_of``)."""

    impl = Text
    cache_ok = True

    def __init__(self, codes: type[StrEnum]) -> None:
        super().__init__()
        self.codes = codes
        self._members = {code.value: code for code in codes}

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return value.value if value is not None else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return self._members[value] if value is not None else None


class Base(DeclarativeBase):
    """All tables of the vault."""

    metadata = MetaData(naming_convention=CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        int: Integer(),
        bool: Flag(),
        date: IsoDate(),
        datetime: UtcMoment(),
        Decimal: Hundredths(),
    }


def one_of(column: str, codes: type[StrEnum] | Iterable[str]) -> CheckConstraint:
    """The column holds one of these codes; an empty column is allowed where the column is."""
    listed = ", ".join("'" + code.replace("'", "''") + "'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def yes_or_no(*columns: str) -> list[CheckConstraint]:
    """These columns hold 1 or 0."""
    return [CheckConstraint(f"{column} IN (0, 1)", name=column) for column in columns]


def table_options(*constraints: Any) -> tuple[Any, ...]:
    """The constraints of a table, that it is STRICT and gives each id once."""
    return (*constraints, _OPTIONS)
