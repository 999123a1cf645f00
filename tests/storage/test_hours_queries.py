"""Hours in and out of the database: exact, never over another's work, and added up by year (F36, I18)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.errors import ChangedElsewhere
from jeugdhulp_desktop.domain.hours import HourKind, HourState, HoursTotal, WeekRow, WeekSheet, add_up
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.addition_queries import store_addition
from jeugdhulp_desktop.storage.agreement_queries import store_agreement
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.hours_queries import (
    find_hour_keys,
    load_deployments,
    load_week_entries,
    load_week_version,
    load_year_entries,
    store_week,
    week_sums,
    year_totals,
)
from jeugdhulp_desktop.storage.relation_queries import person_in_use
from jeugdhulp_desktop.storage.school_queries import school_in_use
from tests.agreements import IN_ORDER, JMW, JP, YEAR
from tests.databases import NOW, add_person, add_school

BASIC, ADDITIONAL = DeploymentKind.BASIC, DeploymentKind.ADDITIONAL
REALISED, PLANNED = HourState.REALISED, HourState.PLANNED
MONDAY = date(2026, 9, 14)
WEEK = timedelta(weeks=1)
TENTH = Decimal("0.1")


@pytest.fixture
def school(database: Database) -> int:
    """A school with two workers, 1 and 2."""
    assert [add_person(database, "Marieke", JMW), add_person(database, "Rachid", JP)] == [1, 2]
    return add_school(database)


def row(person: int = 1, **hours: str) -> WeekRow:
    worker = JMW if person == 1 else JP
    found = {HourKind[name]: Decimal(each) for name, each in hours.items()}
    return WeekRow(person, "", worker, BASIC, realised=found)


def keep(database: Database, school: int, monday: date, *rows: WeekRow, version: int = 0) -> int:
    with database.write(Action.SAVE_HOURS, "hour week", school) as connection:
        return store_week(connection, WeekSheet(school, monday, rows, version))


def totals(database: Database, school: int, until: date | None = None) -> tuple[HoursTotal, ...]:
    with database.read() as connection:
        return year_totals(connection, YEAR, school, until).get(school, ())


def add_agreement(
    database: Database,
    school: int,
    *deployments: Deployment,
    number: int = 1,
    status: AgreementStatus = AgreementStatus.CONCEPT,
) -> None:
    """A version of the agreement; frozen with a tree when its status is."""
    control = "ab10" * 4 if status.frozen else ""
    draft = replace(
        IN_ORDER,
        school_id=school,
        deployments=deployments,
        number=number,
        status=status,
        frozen_control=control,
    )
    with database.write(Action.SAVE_AGREEMENT, "agreement") as connection:
        store_agreement(
            connection, draft, changed_at=NOW, control="ab10" * 4, canonical=b"{}" if control else None
        )


def test_three_times_a_tenth_is_three_tenths_in_the_database_f36(database: Database, school: int) -> None:
    for number in range(3):
        keep(database, school, MONDAY + number * WEEK, row(GROUP="0.1"))
    (total,) = totals(database, school)
    assert str(total.realised) == "0.30"
    assert total.by_kind == {HourKind.GROUP: Decimal("0.3")}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hours=st.dictionaries(
        st.sampled_from(HourKind), st.decimals(Decimal("0.01"), Decimal(60), places=2), max_size=5
    ),
    state=st.sampled_from(HourState),
)
def test_any_hours_come_back_as_they_were_kept(
    database: Database, school: int, hours: dict[HourKind, Decimal], state: HourState
) -> None:
    with database.read() as connection:
        version = load_week_version(connection, school, MONDAY)
    keep(database, school, MONDAY, row().with_hours(state, hours), version=version)
    with database.read() as connection:
        entries = load_week_entries(connection, school, MONDAY)
    assert {(each.kind, each.state): each.hours for each in entries} == {
        (kind, state): each for kind, each in hours.items()
    }
    (week,) = [each for each in _sums(database, school) if each.monday == MONDAY]
    assert (week.planned if state is PLANNED else week.realised) == add_up(hours.values())


def _sums(database: Database, school: int) -> list:  # type: ignore[type-arg]
    with database.read() as connection:
        return week_sums(connection, school, YEAR)


def test_a_week_written_by_another_window_is_not_written_over_f38(database: Database, school: int) -> None:
    assert keep(database, school, MONDAY, row(GROUP="1")) == 1
    assert keep(database, school, MONDAY, row(GROUP="2"), version=1) == 2
    for behind in (0, 1):
        with pytest.raises(ChangedElsewhere):
            keep(database, school, MONDAY, row(GROUP="9"), version=behind)
    assert totals(database, school)[0].realised == 2


def test_a_week_made_empty_leaves_no_hours_and_keeps_its_guard(database: Database, school: int) -> None:
    keep(database, school, MONDAY, row(GROUP="1"))
    keep(database, school, MONDAY, row(), version=1)
    with database.read() as connection:
        assert load_week_entries(connection, school, MONDAY) == []
        assert load_week_version(connection, school, MONDAY) == 2


def test_a_worker_that_is_not_known_is_not_kept(database: Database, school: int) -> None:
    nobody = replace(row(GROUP="1"), person_id=None)
    keep(database, school, MONDAY, nobody)
    assert totals(database, school) == ()


def test_planned_and_realised_of_a_year_count_until_a_day(database: Database, school: int) -> None:
    for number in range(3):
        both = row(GROUP="2").with_hours(PLANNED, {HourKind.OTHER: Decimal(3)})
        keep(database, school, MONDAY + number * WEEK, both)
    (total,) = totals(database, school, MONDAY + WEEK)
    assert (total.planned, total.realised) == (6, 4)
    assert total.by_kind_planned == {HourKind.OTHER: Decimal(6)}


def test_hours_of_another_school_or_year_do_not_count(database: Database, school: int) -> None:
    other = add_school(database, "De Andere")
    keep(database, other, MONDAY, row(GROUP="7"))
    keep(database, school, date(2026, 7, 27), row(GROUP="5"))  # its Thursday is in the old year
    keep(database, school, date(2027, 7, 26), row(GROUP="1"))
    assert totals(database, school)[0].realised == 1
    with database.read() as connection:
        assert {each: found[0].realised for each, found in year_totals(connection, YEAR).items()} == {
            school: 1, other: 7,
        }  # fmt: skip
        assert len(load_year_entries(connection, YEAR)) == 2
        assert load_year_entries(connection, SchoolYear(2025))[0].hours == 5


def test_hours_stay_with_the_function_they_were_made_in(database: Database, school: int) -> None:
    keep(database, school, MONDAY, row(GROUP="4"))
    with database.write(Action.SAVE_PERSON) as connection:
        connection.execute(text("UPDATE people SET worker_type = NULL"))
    assert totals(database, school)[0].worker_type is JMW
    with database.read() as connection:
        assert find_hour_keys(connection, school, YEAR) == [(1, JMW, BASIC)]


def test_agreed_hours_come_from_the_agreement_in_force_or_else_the_newest(
    database: Database, school: int
) -> None:
    eight = Deployment(JMW, hours_per_week=Decimal(8), weeks=Decimal(40))
    add_agreement(database, school, eight)
    assert totals(database, school) == (HoursTotal(JMW, BASIC, agreed=Decimal(320)),)
    other = add_school(database, "De Andere")
    ten = replace(eight, hours_per_week=Decimal(10))
    add_agreement(database, other, ten, status=AgreementStatus.SIGNED)
    add_agreement(database, other, eight, number=2)
    assert totals(database, other)[0].agreed == 400  # version 2 is not signed yet
    with database.read() as connection:
        assert [each.hours_per_week for each in load_deployments(connection, other, YEAR)] == [10]
        assert load_deployments(connection, school, SchoolYear(2030)) == []


def test_a_deployment_not_filled_in_yet_is_agreed_at_nothing(database: Database, school: int) -> None:
    add_agreement(database, school, Deployment(JMW), Deployment(JP, hours_per_week=TENTH, weeks=Decimal(3)))
    assert [each.agreed for each in totals(database, school)] == [0, Decimal("0.25")]  # V19: to a quarter


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        (AdditionStatus.DRAFT, False),
        (AdditionStatus.REQUESTED, False),
        (AdditionStatus.REJECTED, False),
        (AdditionStatus.GRANTED, True),
        (AdditionStatus.STOPPED, True),
    ],
)
def test_additional_hours_are_those_that_were_granted(
    database: Database, school: int, status: AdditionStatus, counts: bool
) -> None:
    addition = Addition(
        school, YEAR, worker_type=JMW, hours_per_week=Decimal(2), weeks=Decimal(10),
        starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 1),
    )  # fmt: skip
    _store_addition(database, addition, status)
    found = {(each.worker_type, each.deployment): each.agreed for each in totals(database, school)}
    assert found == ({(JMW, ADDITIONAL): Decimal(20)} if counts else {})


def _store_addition(database: Database, addition: Addition, status: AdditionStatus) -> None:
    control = "ab10" * 4 if status.in_force else ""
    draft = replace(addition, status=status, frozen_control=control)
    with database.write(Action.SAVE_ADDITION, "addition") as connection:
        store_addition(connection, draft, changed_at=NOW, canonical=b"{}" if control else None)


def test_additional_hours_in_an_older_agreement_count_once(database: Database, school: int) -> None:
    extra = Deployment(JMW, ADDITIONAL, hours_per_week=Decimal(2), weeks=Decimal(10))
    add_agreement(database, school, extra, replace(extra, worker_type=WorkerType.JW))
    assert [each.agreed for each in totals(database, school)] == [20, 20]
    addition = Addition(school, YEAR, worker_type=JMW, hours_per_week=Decimal(3), weeks=Decimal(10))
    _store_addition(database, addition, AdditionStatus.GRANTED)
    assert [each.agreed for each in totals(database, school)] == [30, 20]


def test_a_school_and_a_worker_with_hours_are_in_use(database: Database, school: int) -> None:
    with database.read() as connection:
        assert not school_in_use(connection, school)
        assert not person_in_use(connection, 1)
    keep(database, school, MONDAY, row(GROUP="1"))
    with database.read() as connection:
        assert school_in_use(connection, school)
        assert person_in_use(connection, 1)
        assert not person_in_use(connection, 2)


def test_every_week_of_the_year_stands_in_the_overview(database: Database, school: int) -> None:
    keep(database, school, MONDAY, row(GROUP="0.1", OTHER="0.2"))
    found = _sums(database, school)
    assert len(found) == 52
    assert [each.realised for each in found if each.realised] == [Decimal("0.3")]


@pytest.mark.parametrize("group", ["worker_type, deployment, kind, state", "monday, state"])
def test_a_year_of_one_school_is_found_by_its_key_and_not_by_reading_all(
    database: Database, school: int, group: str
) -> None:
    statement = (
        "EXPLAIN QUERY PLAN SELECT sum(hours) FROM hour_entries WHERE school_id = 1"
        " AND monday BETWEEN '2026-08-03' AND '2027-07-26' GROUP BY "
    )
    with database.read() as connection:
        plan = " ".join(found[3] for found in connection.execute(text(statement + group)))
    assert "SEARCH hour_entries USING PRIMARY KEY (school_id=? AND monday>? AND monday<?)" in plan
