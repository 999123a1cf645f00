"""The migration that brought the erasure journal: everything of an older vault stays, and it has none yet."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.domain.erasures import ErasedRecord, ErasureKind
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import counts, run_checks
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.erasure_queries import load_journal, store_journal
from jeugdhulp_desktop.storage.migrate import bring_up_to_date
from jeugdhulp_desktop.storage.vault_file import connect_encrypted
from tests.databases import NOW

OLD_VAULT = Path(__file__).parents[1] / "vaults" / "0.1.0"
LINE = ErasedRecord(ErasureKind.CASE, 3, "2026-0003", None, NOW, "per ongeluk aangelegd", masked=True)


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


def test_an_older_vault_keeps_everything_and_has_an_empty_journal(
    migrated: tuple[Database, dict[str, int]],
) -> None:
    database, before = migrated
    with database.maintenance() as raw:
        after = counts(raw)
    assert before["cases"] > 0
    assert {table: after[table] for table in before} == before
    with database.read() as connection:
        assert load_journal(connection) == []
    assert [proof.name for proof in run_checks(database) if not proof.ok] == []


def test_lines_are_kept_once_and_in_their_order(database: Database) -> None:
    earlier = replace(LINE, kind=ErasureKind.PUPIL, number="", erased_at=NOW.replace(year=2025))
    with database.write(Action.ERASE_AGAIN, "journal") as connection:
        store_journal(connection, [LINE, earlier])
        store_journal(connection, [LINE])
        assert load_journal(connection) == [earlier, replace(LINE, created_at=None)]


def test_a_vault_of_before_the_journal_is_asked_without_harm(database: Database) -> None:
    with database.write(Action.MIGRATE) as connection:
        connection.execute(text("DROP TABLE erasures"))
        assert load_journal(connection) == []


_INSERT = (
    "INSERT INTO erasures (kind, record_id, number, erased_at, reason, masked)"
    " VALUES (:kind, 1, '', '2026-09-15T14:10:03Z', '', :masked)"
)


@pytest.mark.parametrize("values", [{"kind": "school", "masked": 0}, {"kind": "case", "masked": 2}])
def test_what_cannot_be_a_line_is_refused_by_the_table(database: Database, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), database.write(Action.ERASE_CASE) as connection:
        connection.execute(text(_INSERT), values)
