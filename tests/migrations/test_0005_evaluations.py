"""The migration that brings evaluations: what was there stays, and the tables refuse what cannot be."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.migrate import bring_up_to_date, read_revision
from tests.databases import NOW
from tests.migrations.test_0001_foundation import SCHOOL

OLD_VAULT = Path(__file__).parents[1] / "vaults" / "0.1.0"
EVALUATION = (
    "INSERT INTO evaluations (id, version, school_id, school_year, moment, agreement_number, present,"
    " went_well, could_improve, proposal, securing, effect_short, effect_middle, effect_long, changed_at,"
    " frozen_control, finished_on, figures, canonical)"
    " VALUES (1, 1, 1, 2026, 'eind', 1, '', '', '', '', '', '', '', '', '2027-06-01T10:00:00Z',"
    " '', NULL, NULL, NULL)"
)
FINISHED = EVALUATION.replace("'', NULL, NULL, NULL)", "'ab', '2027-06-01', x'7b7d', x'7b7d')")
LINE = (
    "INSERT INTO evaluation_lines (evaluation_id, position, key, subject, agreed, figure, answer,"
    " explanation, to_do) VALUES (1, 0, 'theme:t1', 'Pesten', '', '', 'deels', '', '')"
)
LESSON = "INSERT INTO evaluation_lessons (evaluation_id, position, text) VALUES (1, 0, 'Eerder beginnen')"
STEP = "INSERT INTO evaluation_steps (evaluation_id, at, who, reason) VALUES (1, '2027-06-02', 'I', 'x')"


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Database]:
    """A vault of the first version, with its schools and agreements, brought up to date."""
    folder = tmp_path / "kluis"
    shutil.copytree(OLD_VAULT, folder)
    keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
    path = folder / "vault.db"
    assert read_revision(path, keys.data_key, keys.vault_id) == "0001"
    bring_up_to_date(path, keys.data_key, keys.vault_id, before_migration=lambda _: None, clock=lambda: NOW)
    with closing(open_database(path, keys.data_key, keys.vault_id, clock=lambda: NOW)) as opened:
        yield opened


def test_a_vault_with_records_takes_evaluations_and_passes_every_proof(migrated: Database) -> None:
    with migrated.write(Action.SAVE_EVALUATION) as connection:
        agreements = connection.scalar(text("SELECT count(*) FROM agreements"))
        school = connection.scalar(text("SELECT min(id) FROM schools"))
        for statement in (EVALUATION, LINE, LESSON, STEP):
            connection.execute(text(statement.replace("(1, 1, 1, 2026", f"(1, 1, {school}, 2026")))
    assert agreements
    assert [proof.name for proof in run_checks(migrated) if not proof.ok] == []


def _prepare(connection: Connection, *statements: str) -> None:
    for statement in (SCHOOL, *statements):
        connection.execute(text(statement))


def test_what_hangs_on_an_evaluation_goes_with_it(database: Database) -> None:
    with database.write(Action.SAVE_EVALUATION) as connection:
        _prepare(connection, FINISHED, LINE, LESSON, STEP)
        connection.execute(text("DELETE FROM evaluations"))
        for table in ("evaluation_lines", "evaluation_lessons", "evaluation_steps"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param([EVALUATION.replace("'eind'", "'zomer'")], id="unknown moment"),
        pytest.param([EVALUATION.replace("2026, ", "26, ")], id="a year of two digits"),
        pytest.param([FINISHED.replace("'2027-06-01', x", "NULL, x")], id="frozen and not finished"),
        pytest.param([FINISHED.replace("'ab'", "''")], id="frozen without a controlegetal"),
        pytest.param([FINISHED.replace("x'7b7d', x'7b7d'", "NULL, x'7b7d'")], id="finished, no figures"),
        pytest.param([EVALUATION, EVALUATION.replace("(1, 1, 1", "(2, 1, 1")], id="two of one moment"),
        pytest.param([EVALUATION, LINE.replace("'deels'", "'bijna'")], id="unknown answer"),
        pytest.param([EVALUATION, LINE, LINE.replace("(1, 0", "(1, 1")], id="two lines of one key"),
    ],
)  # fmt: skip
def test_what_the_domain_does_not_know_is_refused_by_the_table(
    database: Database, statements: list[str]
) -> None:
    with pytest.raises(IntegrityError), database.write(Action.SAVE_EVALUATION) as connection:
        _prepare(connection, *statements)
