"""The hours of a school year for forty schools, beside the same rows in bare SQL."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jeugdhulp_desktop.domain.hours import HourKind, HourState, weeks_of
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.agreements import AgreementService
from jeugdhulp_desktop.services.changes import Changes
from jeugdhulp_desktop.services.hours import HoursService
from jeugdhulp_desktop.services.schools import SchoolService
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.migrate import create_vault_database
from tests.agreements import IN_ORDER
from tests.benchmarks.filled_vault import KEY, VAULT_ID, WORKERS, insert_rows
from tests.benchmarks.harness import Row
from tests.hours import BASIC, YEAR

SCHOOLS = 40
KINDS = (HourKind.INDIVIDUAL, HourKind.GROUP, HourKind.CONSULTATION)
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
STATEMENTS = (
    "SELECT id, name, pupil_count FROM schools ORDER BY is_mine DESC, sort_key, id",
    "SELECT school_id, worker_type, hours_per_week, weeks FROM additions WHERE school_year = :year",
    "SELECT school_id, id FROM agreements WHERE school_year = :year ORDER BY number",
    "SELECT agreement_id, worker_type, kind, hours_per_week, weeks FROM agreement_deployments"
    " WHERE agreement_id IN (SELECT id FROM agreements WHERE school_year = :year)",
    "SELECT school_id, worker_type, deployment, kind, state, sum(hours) FROM hour_entries"
    " WHERE monday BETWEEN :first AND :last GROUP BY 1, 2, 3, 4, 5",
)


def rows(folder: Path) -> Iterator[Row]:
    """Three workers a school, three kinds of hours a week, planned and realised: 37,000 cells."""
    database = create_vault_database(folder / "vault.db", KEY, VAULT_ID)
    try:
        hours = HoursService(database, Changes(), lambda: NOW)
        fill(database)
        found = hours.year(YEAR)
        assert len(found.schools) == SCHOOLS
        assert all(school.realised and school.agreed for school in found.schools)
        mondays = weeks_of(YEAR)
        values = {"year": YEAR.first, "first": str(mondays[0]), "last": str(mondays[-1])}
        with database.maintenance() as raw:

            def bare() -> list[list[Any]]:
                return [raw.execute(statement, values).fetchall() for statement in STATEMENTS]

            yield Row(
                f"hours of a year of {SCHOOLS} schools against bare SQL", bare, lambda: hours.year(YEAR), 3
            )
    finally:
        database.close()


def fill(database: Database) -> None:
    """Schools with an agreement each, workers, and every week of the year filled in."""
    schools = SchoolService(database, Changes())
    agreements = AgreementService(database, Changes(), lambda: NOW)
    ids = [
        schools.save(SchoolDraft(f"VSO De Proef {number}", SchoolType.VSO, pupil_count=200))
        for number in range(SCHOOLS)
    ]
    for school in ids:
        agreements.save(replace(IN_ORDER, school_id=school))
    with database.write(Action.MAKE_DEMO) as connection:
        insert_rows(connection, "people", [
            {"id": n, "version": 1, "name": name, "sort_key": name.casefold(), "search_key": "", "role": "",
             "phone": "", "email": "", "days": "024", "worker_type": kind, "skj_registered": False}
            for n, (name, kind) in enumerate(WORKERS, 1)
        ])  # fmt: skip
        weeks = [(school, monday) for school in ids for monday in weeks_of(YEAR)]
        insert_rows(connection, "hour_weeks", [
            {"school_id": school, "monday": str(monday), "version": 1} for school, monday in weeks
        ])  # fmt: skip
        insert_rows(connection, "hour_entries", [
            entry for school, monday in weeks for entry in entries(school, monday)
        ])  # fmt: skip


def entries(school: int, monday: date) -> Iterator[dict[str, object]]:
    """One week of a school: every worker, kind and state."""
    for person, (_name, worker) in enumerate(WORKERS, 1):
        for kind in KINDS:
            for state in HourState:
                yield {
                    "school_id": school, "monday": str(monday), "person_id": person, "worker_type": worker,
                    "deployment": BASIC.value, "kind": kind.value, "state": state.value, "hours": 130,
                }  # fmt: skip
