"""Columns keep exactly what the domain holds."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, MetaData, Table, create_engine, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from jeugdhulp_desktop.storage.tables.base import Coded, Flag, Hundredths, IsoDate, UtcMoment, one_of


class Colour(StrEnum):
    RED = "rood"
    APOSTROPHE = "IB'er"


VALUES = Table(
    "values_kept",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("day", IsoDate()),
    Column("moment", UtcMoment()),
    Column("hours", Hundredths()),
    Column("yes", Flag()),
    Column("colour", Coded(Colour)),
    one_of("colour", Colour),
    sqlite_strict=True,
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A small table with one column of each kind."""
    path: Path = tmp_path_factory.mktemp("base") / "values.db"
    engine = create_engine(f"sqlite:///{path}")
    VALUES.metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _round_trip(kept: Connection, **values: object) -> tuple[object, ...]:
    added = kept.execute(insert(VALUES).values(**values)).inserted_primary_key
    assert added is not None
    return tuple(kept.execute(select(VALUES).where(VALUES.c.id == added[0])).one())[1:]


@given(
    day=st.none() | st.dates(),
    hours=st.none() | st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    yes=st.none() | st.booleans(),
    colour=st.none() | st.sampled_from(Colour),
)
def test_what_goes_in_comes_out_exactly(
    kept: Connection, day: date | None, hours: Decimal | None, yes: bool | None, colour: Colour | None
) -> None:  # F36
    assert _round_trip(kept, day=day, hours=hours, yes=yes, colour=colour) == (day, None, hours, yes, colour)


def test_sums_are_exact(kept: Connection) -> None:  # F36
    kept.execute(VALUES.delete())
    for _ in range(10):
        _round_trip(kept, hours=Decimal("0.10"))
    assert kept.scalar(text("SELECT sum(hours) FROM values_kept")) == 100


def test_a_moment_of_any_zone_is_kept_in_utc_to_the_second(kept: Connection) -> None:  # F14
    summer = datetime(2026, 9, 15, 16, 10, 3, 999_999, timezone(timedelta(hours=2)))
    assert _round_trip(kept, moment=summer)[1] == datetime(2026, 9, 15, 14, 10, 3, tzinfo=UTC)
    assert kept.scalar(text("SELECT moment FROM values_kept ORDER BY id DESC")) == "2026-09-15T14:10:03Z"


@pytest.mark.parametrize(
    "values",
    [
        {"hours": Decimal("0.125")},
        {"hours": Decimal("NaN")},
        {"hours": Decimal("Infinity")},
        {"hours": Decimal("1e15")},
        {"moment": datetime(2026, 9, 15, 16, 10)},  # noqa: DTZ001
    ],
)
def test_what_cannot_be_kept_exactly_is_refused(kept: Connection, values: dict[str, object]) -> None:  # F36
    with pytest.raises(StatementError):
        _round_trip(kept, **values)


def test_a_code_that_is_not_in_the_list_is_refused_by_the_table(kept: Connection) -> None:
    with pytest.raises(IntegrityError):
        kept.execute(text("INSERT INTO values_kept (colour) VALUES ('blauw')"))
    kept.execute(text("INSERT INTO values_kept (colour) VALUES ('IB''er')"))
