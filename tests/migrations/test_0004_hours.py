"""The migration that brings hours: what was there stays, and the tables refuse what cannot be."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.migrate import bring_up_to_date
from tests.databases import NOW, add_person, add_school

OLD_VAULT = Path(__file__).parents[1] / "vaults" / "0.1.0"
WEEK = "INSERT INTO hour_weeks (school_id, monday, version) VALUES (1, '2026-09-14', 1)"
ENTRY = (
    "INSERT INTO hour_entries (school_id, monday, person_id, worker_type, deployment, kind, state, hours)"
    " VALUES (1, '2026-09-14', 1, 'JMW', 'basis', 'groep', 'gerealiseerd', 10)"
)


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Database]:
    """A vault of the first version, with its schools and workers, brought up to date."""
    folder = tmp_path / "kluis"
    shutil.copytree(OLD_VAULT, folder)
    keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
    path = folder / "vault.db"
    bring_up_to_date(path, keys.data_key, keys.vault_id, before_migration=lambda _: None, clock=lambda: NOW)
    with closing(open_database(path, keys.data_key, keys.vault_id, clock=lambda: NOW)) as opened:
        yield opened


@pytest.fixture
def week(database: Database) -> Database:
    """A vault with a school, a worker and the week of 14 September."""
    assert (add_school(database), add_person(database, "Marieke")) == (1, 1)
    with database.write(Action.SAVE_HOURS) as connection:
        connection.execute(text(WEEK))
    return database


def test_a_vault_with_records_takes_hours_and_passes_every_proof(migrated: Database) -> None:
    with migrated.write(Action.SAVE_HOURS) as connection:
        people = connection.scalar(text("SELECT count(*) FROM people"))
        school, person = connection.execute(
            text("SELECT min(schools.id), min(people.id) FROM schools, people")
        ).one()
        connection.execute(text(WEEK.replace("(1, ", f"({school}, ")))
        entry = ENTRY.replace("(1, '2026-09-14', 1", f"({school}, '2026-09-14', {person}")
        connection.execute(text(entry))
    assert people
    assert [proof.name for proof in run_checks(migrated) if not proof.ok] == []


def test_the_hours_of_a_week_go_with_the_week_and_the_week_with_its_school(week: Database) -> None:
    with week.write(Action.DELETE_SCHOOL) as connection:
        connection.execute(text(ENTRY))
        connection.execute(text("DELETE FROM schools"))
        for query in ("SELECT count(*) FROM hour_weeks", "SELECT count(*) FROM hour_entries"):
            assert connection.scalar(text(query)) == 0


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(WEEK.replace("2026-09-14", "2026-09-15"), id="a week that begins on Tuesday"),
        pytest.param(WEEK.replace("2026-09-14", "maandag"), id="a week that is no day"),
        pytest.param(WEEK, id="a week twice"),
        pytest.param(WEEK.replace("(1, ", "(99, "), id="a school that is not there"),
        pytest.param(ENTRY.replace("09-14'", "09-21'"), id="hours without their week"),
        pytest.param(ENTRY.replace("', 1, 'JMW'", "', 99, 'JMW'"), id="a worker that is not there"),
        pytest.param(ENTRY.replace("'JMW'", "'JGZ'"), id="unknown kind of worker"),
        pytest.param(ENTRY.replace("'basis'", "'extra'"), id="unknown deployment"),
        pytest.param(ENTRY.replace("'groep'", "'reistijd'"), id="unknown kind of hours"),
        pytest.param(ENTRY.replace("'gerealiseerd'", "'geschat'"), id="unknown state"),
        pytest.param(ENTRY.replace("10)", "0)"), id="no hours"),
        pytest.param(ENTRY.replace("10)", "6001)"), id="more than sixty hours"),
        pytest.param(ENTRY.replace("10)", "0.1)"), id="a binary fraction"),
        pytest.param(ENTRY.replace("10)", "'tien')"), id="a text as a number"),
    ],
)
def test_what_the_domain_does_not_know_is_refused_by_the_table(week: Database, statement: str) -> None:
    with pytest.raises(IntegrityError), week.write(Action.SAVE_HOURS) as connection:
        connection.execute(text(statement))


def test_a_worker_with_hours_cannot_be_removed(week: Database) -> None:
    with week.write(Action.SAVE_HOURS) as connection:
        connection.execute(text(ENTRY))
    with pytest.raises(IntegrityError), week.write(Action.DELETE_PERSON) as connection:
        connection.execute(text("DELETE FROM people"))
        connection.execute(text("SELECT 1"))
