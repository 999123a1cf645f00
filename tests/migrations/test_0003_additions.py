"""The migration that brings additional deployment: an old vault takes it, and refuses what cannot be."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.storage.addition_queries import delete_addition, load_addition, store_addition
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.migrate import bring_up_to_date
from tests.additions import GRANTABLE
from tests.databases import NOW, add_school

OLD_VAULT = Path(__file__).parents[1] / "vaults" / "0.1.0"
LISTS = ("reasons", "goals", "contributions", "approvals", "deviations", "steps")


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Database]:
    """A vault of the first version, with its schools and agreements, brought up to date."""
    folder = tmp_path / "kluis"
    shutil.copytree(OLD_VAULT, folder)
    keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
    path = folder / "vault.db"
    bring_up_to_date(path, keys.data_key, keys.vault_id, before_migration=lambda _: None, clock=lambda: NOW)
    with closing(open_database(path, keys.data_key, keys.vault_id, clock=lambda: NOW)) as opened:
        yield opened


@pytest.fixture
def one(database: Database) -> Database:
    """A vault with one request."""
    add_school(database)
    with database.write(Action.SAVE_ADDITION) as connection:
        store_addition(connection, GRANTABLE, changed_at=NOW, canonical=None)
    return database


def test_a_vault_with_records_takes_a_request_and_passes_every_proof(migrated: Database) -> None:
    with migrated.read() as connection:
        agreements = connection.scalar(text("SELECT count(*) FROM agreements"))
        school = connection.scalar(text("SELECT min(id) FROM schools"))
    with migrated.write(Action.SAVE_ADDITION) as connection:
        kept = store_addition(
            connection, replace(GRANTABLE, school_id=school), changed_at=NOW, canonical=None
        )
    with migrated.read() as connection:
        assert load_addition(connection, kept.id or 0) == kept
        assert connection.scalar(text("SELECT count(*) FROM agreements")) == agreements
    assert agreements
    assert [proof.name for proof in run_checks(migrated) if not proof.ok] == []


@pytest.mark.parametrize(
    "change",
    [
        "status = 'lopend'",
        "status = 'toegekend'",  # nothing is granted without its tree
        "frozen_control = 'ab'",
        "canonical = X'00'",
        "hours_per_week = 0",
        "hours_per_week = 6001",
        "weeks = 5301",
        "rate = -1",
        "worker_type = 'IB'",
        "number = 0",
        "school_year = 1999",
        "school_id = 99",
        "previous_id = id",
        "previous_id = 99",
    ],
)
def test_what_the_rules_refuse_never_stands_in_the_table(one: Database, change: str) -> None:  # F36
    with pytest.raises(IntegrityError), one.write(Action.SAVE_ADDITION) as connection:
        connection.execute(text(f"UPDATE additions SET {change}"))  # noqa: S608 - of this test


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE addition_reasons SET kind = 'gemak'",
        "UPDATE addition_contributions SET funder = 'loterij'",
        "UPDATE addition_contributions SET share = 10001",
        "UPDATE addition_contributions SET amount = -1",
        "UPDATE addition_approvals SET role = 'ouders'",
    ],
)
def test_the_lists_hold_only_what_the_domain_knows(one: Database, statement: str) -> None:
    with pytest.raises(IntegrityError), one.write(Action.SAVE_ADDITION) as connection:
        connection.execute(text(statement))


def test_a_number_is_given_once_within_school_and_year(one: Database) -> None:
    with pytest.raises(IntegrityError), one.write(Action.SAVE_ADDITION) as connection:
        store_addition(connection, GRANTABLE, changed_at=NOW, canonical=None)


def test_what_hangs_on_a_request_goes_with_it(one: Database) -> None:
    with one.write(Action.DELETE_ADDITION) as connection:
        delete_addition(connection, 1, 1)
    with one.read() as connection:
        for name in LISTS:
            count = f"SELECT count(*) FROM addition_{name}"  # noqa: S608 - names of ours
            assert connection.scalar(text(count)) == 0
