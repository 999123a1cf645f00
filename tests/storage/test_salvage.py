"""Salvage: of a damaged database every row that can be read comes along, in a file that is whole (F17)."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.errors import DamagedDatabase
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.contact_queries import store_contact
from jeugdhulp_desktop.storage.damage import INDEX, unreadable_tables
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.migrate import create_vault_database
from jeugdhulp_desktop.storage.repairs import find_differences, repair
from jeugdhulp_desktop.storage.salvage import BY_PARENT, Saved, salvage
from jeugdhulp_desktop.storage.tables import Base
from jeugdhulp_desktop.storage.vault_file import untouched
from tests.databases import KEY, TODAY, VAULT_ID, add_case, add_person, add_pupil, add_school, open_copy

MOMENTS, WEEKS = 300, 150


@pytest.fixture(scope="module")
def filled(vault_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database with two cases and many contact moments, spread over some pages."""
    folder = tmp_path_factory.mktemp("vol")
    database = open_copy(vault_template, folder)
    school = add_school(database)
    for name in ("Noor", "Sem"):
        add_case(database, school, add_pupil(database, school, PupilName(name, "", "Bakker")))
    with database.write(Action.SAVE_CONTACT, "contact") as connection:
        for number in range(MOMENTS):
            day = TODAY - timedelta(days=number)
            store_contact(connection, ContactDraft(1 + number % 2, day, fact=f"Gesprek {number}. " * 8))
    worker = add_person(database, "Jo", WorkerType.JP)
    with database.write(Action.SAVE_HOURS, "hours") as connection:
        for number in range(WEEKS):
            monday = (TODAY - timedelta(days=TODAY.weekday(), weeks=number)).isoformat()
            connection.exec_driver_sql("INSERT INTO hour_weeks VALUES (?, ?, 1)", (school, monday))
            for kind in ("individueel", "groep", "overleg"):
                values = (school, monday, worker, "JP", "basis", kind, "gepland", 150)
                connection.exec_driver_sql("INSERT INTO hour_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    database.close()
    return folder / "vault.db"


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Database]:
    """A new database of the same vault."""
    (tmp_path / "nieuw").mkdir()
    made = create_vault_database(tmp_path / "nieuw" / "vault.db", KEY, VAULT_ID)
    yield made
    made.close()


def pages_of(path: Path, table: str) -> list[int]:
    """Where the pages of the file begin that come behind the root of a table."""
    with untouched(path, KEY, VAULT_ID) as raw:
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        count = raw.execute("PRAGMA page_count").fetchone()[0]
        assert count > root
        return [(page - 1) * 4096 for page in range(root, count + 1)]


def damaged(source: Path, folder: Path, at: int) -> Path:
    data = bytearray(source.read_bytes())
    data[at] ^= 1
    path = folder / "vault.db"
    path.write_bytes(data)
    return path


def meets(path: Path) -> bool:
    """Whether the page that was damaged holds contact moments."""
    try:
        return unreadable_tables(path, KEY, VAULT_ID) == ("contact_moments",)
    except DamagedDatabase:  # it holds the list of tables itself
        return False


def whole(database: Database) -> bool:
    """Every proof holds, after what follows from other rows was computed again."""
    with database.write(Action.REPAIR) as connection:
        repair(connection, find_differences(connection))
    return all(proof.ok for proof in run_checks(database))


def count(database: Database, table: str) -> int:
    with database.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


def test_f17_a_bit_in_one_page_leaves_all_rows_of_the_other_pages(
    filled: Path, tmp_path: Path, target: Database
) -> None:
    """What stood in the other pages is there, whole and proven."""
    hit = 0
    for number, at in enumerate(reversed(pages_of(filled, "contact_moments"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = damaged(filled, folder, at + 900)
        if not meets(path):
            continue
        hit += 1
        if hit < 3:  # one in the middle: rows before it and behind it
            continue
        before = path.read_bytes()
        saved = salvage(path, KEY, VAULT_ID, target)
        assert path.read_bytes() == before
        assert saved.damaged == ("contact_moments",)
        assert MOMENTS * 0.8 < saved.rows["contact_moments"] < MOMENTS
        assert saved.rows["contact_moments"] == count(target, "contact_moments")
        assert count(target, "cases") == 2
        assert whole(target)
        return
    pytest.fail("no page in the middle")


def test_an_index_that_is_damaged_costs_no_row(filled: Path, tmp_path: Path, target: Database) -> None:
    for at in pages_of(filled, "contact_moments")[1:]:
        path = damaged(filled, tmp_path, at + 900)
        with suppress(DamagedDatabase):
            if unreadable_tables(path, KEY, VAULT_ID) == (INDEX,):
                break
    else:
        pytest.fail("no page of an index")
    saved = salvage(path, KEY, VAULT_ID, target)
    assert saved.damaged == ()
    assert saved.loose == {}
    assert saved.rows["contact_moments"] == MOMENTS
    assert whole(target)


def test_what_belongs_to_a_lost_row_goes_with_it_and_is_counted(
    filled: Path, tmp_path: Path, target: Database
) -> None:
    with untouched(filled, KEY, VAULT_ID) as raw:
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'cases'").fetchone()[0]
    saved = salvage(damaged(filled, tmp_path, (root - 1) * 4096 + 900), KEY, VAULT_ID, target)
    assert saved.rows["cases"] == 0
    assert saved.loose["contact_moments"] == MOMENTS
    assert saved.rows["contact_moments"] == 0
    assert saved.rows["pupils"] == 2
    assert whole(target)


def test_without_its_first_page_nothing_can_be_read(filled: Path, tmp_path: Path, target: Database) -> None:
    with pytest.raises(DamagedDatabase):
        salvage(damaged(filled, tmp_path, 900), KEY, VAULT_ID, target)
    assert count(target, "audit_lines") == 1


def test_each_table_without_a_rowid_is_read_by_its_parent() -> None:
    without = {
        name
        for name, table in Base.metadata.tables.items()
        if table.dialect_options["sqlite"]["with_rowid"] is False
    }
    assert without == set(BY_PARENT)


def test_nothing_is_lost_of_a_sound_one(filled: Path, target: Database) -> None:
    saved: Saved = salvage(filled, KEY, VAULT_ID, target)
    with untouched(filled, KEY, VAULT_ID) as raw:
        for table, rows in saved.rows.items():
            there = raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            assert there == rows == count(target, table)


def test_f17_the_hours_have_no_rowid_and_are_asked_week_by_week(
    filled: Path, tmp_path: Path, target: Database
) -> None:
    for at in reversed(pages_of(filled, "hour_entries")):
        path = damaged(filled, tmp_path, at + 900)
        with suppress(DamagedDatabase):
            if unreadable_tables(path, KEY, VAULT_ID) == ("hour_entries",):
                break
    else:
        pytest.fail("no page of the hours")
    saved = salvage(path, KEY, VAULT_ID, target)
    assert saved.damaged == ("hour_entries",)
    assert WEEKS < saved.rows["hour_entries"] < WEEKS * 3
    assert saved.rows["hour_entries"] == count(target, "hour_entries")
    assert saved.rows["hour_weeks"] == WEEKS
    assert whole(target)


def test_hours_of_a_week_that_is_lost_go_with_it(filled: Path, tmp_path: Path, target: Database) -> None:
    for at in pages_of(filled, "hour_weeks"):
        path = damaged(filled, tmp_path, at + 900)
        with suppress(DamagedDatabase):
            if unreadable_tables(path, KEY, VAULT_ID) == ("hour_weeks",):
                break
    else:
        pytest.fail("no page of the weeks")
    saved = salvage(path, KEY, VAULT_ID, target)
    assert saved.rows["hour_entries"] == saved.rows["hour_weeks"] * 3
    assert saved.loose["hour_entries"] == (WEEKS - saved.rows["hour_weeks"]) * 3 > 0
    assert whole(target)
