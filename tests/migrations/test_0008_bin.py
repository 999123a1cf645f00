"""The migration that brought the bin: an older vault keeps everything, and what is thrown away comes back."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.bin_queries import load_content, load_entries, remove_entry, throw_away
from jeugdhulp_desktop.storage.bin_restoring import put_back
from jeugdhulp_desktop.storage.case_queries import delete_case
from jeugdhulp_desktop.storage.checks import counts, run_checks
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.migrate import bring_up_to_date
from jeugdhulp_desktop.storage.tables.cases import ContactRow
from jeugdhulp_desktop.storage.vault_file import connect_encrypted
from tests.databases import NOW, TODAY, WHO

OLD_VAULT = Path(__file__).parents[1] / "vaults" / "0.1.0"


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[tuple[Database, dict[str, int]]]:
    """A vault of the first version brought up to date, and what it held before."""
    folder = tmp_path / "kluis"
    shutil.copytree(OLD_VAULT, folder)
    keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
    path = folder / "vault.db"
    with closing(connect_encrypted(path, keys.data_key, keys.vault_id)) as raw:
        before = counts(raw)
    bring_up_to_date(path, keys.data_key, keys.vault_id, before_migration=lambda _: None, clock=lambda: NOW)
    with closing(open_database(path, keys.data_key, keys.vault_id, clock=lambda: NOW)) as opened:
        yield opened, before


def test_an_older_vault_keeps_everything_and_its_cases_can_be_thrown_away_and_come_back(
    migrated: tuple[Database, dict[str, int]],
) -> None:
    database, before = migrated
    with database.read() as connection:
        assert load_entries(connection) == []
        case_id = connection.scalar(select(ContactRow.case_id).order_by(ContactRow.id).limit(1)) or 0
    with database.write(Action.DELETE_CASE, "case", case_id) as connection:
        delete_case(connection, case_id)
        throw_away(connection, BinKind.CASE, case_id, at=NOW, today=TODAY, who=WHO)
    with database.write(Action.RESTORE_FROM_BIN, "case", case_id) as connection:
        (entry,) = load_entries(connection)
        assert entry.rows > 1
        kind, record_id, _case, rows = load_content(connection, entry.id)
        remove_entry(connection, entry.id)
        assert put_back(connection, kind, record_id, rows) == 0
    with database.maintenance() as raw:
        after = counts(raw)
    assert {table: after[table] for table in before} == before
    assert [proof.name for proof in run_checks(database) if not proof.ok] == []


_INSERT = (
    "INSERT INTO bin_entries (kind, record_id, pupil, facts, deleted_at, who, counted_on, days, revision,"
    " content) VALUES (:kind, 1, '', :facts, '', '', '', :days, '0008', '[]')"
)
_RIGHT = {"kind": "case", "facts": "{}", "days": 0}


@pytest.mark.parametrize("wrong", [{"kind": "school"}, {"facts": "{"}, {"days": -1}])
def test_what_cannot_lie_in_the_bin_is_refused_by_the_table(
    database: Database, wrong: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), database.write(Action.EMPTY_BIN) as connection:
        connection.execute(text(_INSERT), _RIGHT | wrong)
