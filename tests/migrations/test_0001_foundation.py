"""The first migration: what it makes is what the program works with, down to each CHECK."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import expected_schema, run_checks, schema_of
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.migrate import Chain, create_vault_database, read_revision
from jeugdhulp_desktop.storage.tables import Base
from tests.databases import KEY, VAULT_ID

SCHOOL = (
    "INSERT INTO schools (id, version, name, sort_key, school_type, brin, board, swv, municipality, area,"
    " coordinator_word, is_mine) VALUES (1, 1, 'A', 'a', 'bao', '', '', '', '', '', 'x', 0)"
)
CASE = (
    "INSERT INTO cases (id, version, number, school_id, status, sort_key, search_key, municipality, question,"
    " picklist_version, summary, collective, indicated_help, closing_note)"
    " VALUES (1, 1, '2026-0001', 1, 'signaal', '', '', '', '', 1, '', 1, 'onbekend', '')"
)
CONTACT = (
    "INSERT INTO contact_moments (id, version, case_id, happened_on, kind, place, with_whom, parents,"
    " with_text, fact, agreed, bsn_confirmed)"
    " VALUES (1, 1, 1, '2026-09-01', 'gesprek', 'school', '[]', 0, '', 'x', '', 0)"
)


def test_the_migrations_make_exactly_the_tables_of_the_program(database: Database) -> None:
    with database.maintenance() as raw:
        found = schema_of(raw)
    expected = expected_schema()
    assert found.keys() == expected.keys()
    assert {name: found[name] for name in found if found[name] != expected[name]} == {}


def test_a_new_vault_is_at_the_newest_version_and_passes_every_proof(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    with closing(create_vault_database(path, KEY, VAULT_ID)) as made:
        assert [proof for proof in run_checks(made) if not proof.ok] == []
    assert read_revision(path, KEY, VAULT_ID) == Chain.of().newest


def test_every_table_is_strict_and_every_reference_has_an_index(database: Database) -> None:
    with database.maintenance() as raw:
        tables = {row[1]: row for row in raw.execute("PRAGMA table_list") if row[2] == "table"}
        for name in Base.metadata.tables:
            assert tables[name][5] == 1, f"{name} is not STRICT"
            leading = set()
            for index in raw.execute(f"PRAGMA index_list({name})").fetchall():
                leading.add(raw.execute(f"PRAGMA index_info({index[1]})").fetchone()[2])
            primary = next(row[1] for row in raw.execute(f"PRAGMA table_info({name})") if row[5] == 1)
            pointing = {row[3] for row in raw.execute(f"PRAGMA foreign_key_list({name})") if row[1] == 0}
            assert pointing <= leading | {primary}, f"{name}: {pointing - leading}"


def test_records_stand_and_what_hangs_on_them_goes_with_them(database: Database) -> None:
    with database.write(Action.SAVE_CASE) as connection:
        for statement in (SCHOOL, CASE, CONTACT):
            connection.execute(text(statement))
    with database.write(Action.DELETE_CASE) as connection:
        connection.execute(text("DELETE FROM cases"))
        assert connection.scalar(text("SELECT count(*) FROM contact_moments")) == 0


def test_an_id_is_never_given_twice(database: Database) -> None:
    with database.write(Action.SAVE_CASE) as connection:
        connection.execute(text(SCHOOL))
        connection.execute(text("DELETE FROM schools"))
        connection.execute(text(SCHOOL.replace("(id, ", "(").replace("(1, 1", "(1")))
        assert connection.scalar(text("SELECT id FROM schools")) == 2


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(SCHOOL.replace("'bao'", "'universiteit'"), id="unknown kind of school"),
        pytest.param(SCHOOL.replace("'x', 0)", "'x', 2)"), id="a flag of two"),
        pytest.param(SCHOOL.replace("(1, 1", "(1, 'een'"), id="a text as a number"),
        pytest.param(CASE.replace("'signaal'", "'open'"), id="unknown status"),
        pytest.param(CASE.replace("'2026-0001'", "'26-1'"), id="a case number of another form"),
        pytest.param(CASE.replace("'2026-0001', 1,", "'2026-0001', 99,"), id="a school that is not there"),
        pytest.param(CONTACT.replace("'[]'", "'ouder'"), id="a list that is no list"),
        pytest.param(CONTACT.replace("'gesprek'", "'ruzie'"), id="unknown kind of contact"),
        pytest.param("INSERT INTO settings VALUES ('a', 'geen json')", id="a setting that is no JSON"),
    ],
)
def test_what_the_domain_does_not_know_is_refused_by_the_table(database: Database, statement: str) -> None:
    with database.write(Action.SAVE_CASE) as connection:
        connection.execute(text(SCHOOL.replace("(1, 1", "(7, 1")))
    prepared = CASE if "contact_moments" in statement else ""
    with pytest.raises(IntegrityError), database.write(Action.SAVE_CASE) as connection:
        for each in (prepared.replace("'2026-0001', 1,", "'2026-0001', 7,"), statement):
            if each:
                connection.execute(text(each))
        connection.execute(text("SELECT 1"))


def test_there_is_one_school_that_is_mine(database: Database) -> None:
    mine = SCHOOL.replace("'x', 0)", "'x', 1)")
    with pytest.raises(IntegrityError), database.write(Action.SAVE_SCHOOL) as connection:
        connection.execute(text(mine))
        connection.execute(text(mine.replace("(1, 1", "(2, 1")))
