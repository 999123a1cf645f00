"""Bringing a database up to date: whole or not at all, never without a backup, never a newer file."""

import hashlib
import shutil
import textwrap
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from jeugdhulp_desktop.domain.errors import (
    DamagedDatabase,
    DiskProblem,
    MadeByNewerVersion,
    NotOurFile,
)
from jeugdhulp_desktop.paths import migrations_folder
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.engine import open_database
from jeugdhulp_desktop.storage.migrate import Chain, bring_up_to_date, create_vault_database, read_revision
from jeugdhulp_desktop.storage.vault_file import connect_encrypted
from tests.databases import KEY, NOW, VAULT_ID, WHO, add_case, add_school, open_copy

# How SQLite changes a table: a new one beside it, the rows over, the old one dropped, the name taken.
REBUILD = """
    rows = op.get_bind().exec_driver_sql(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'schools' AND sql IS NOT NULL"
    )
    statements = dict.fromkeys(tuple(row) for row in rows)
    table = next(sql for kind, sql in statements if kind == "table")
    op.execute(table.replace("schools (", "new_schools (", 1))
    op.execute("INSERT INTO new_schools SELECT * FROM schools")
    op.execute("DROP TABLE schools")
    op.execute("ALTER TABLE new_schools RENAME TO schools")
    for kind, sql in statements:
        if kind == "index":
            op.execute(sql)
"""


@pytest.fixture
def path(vault_template: Path, tmp_path: Path) -> Path:
    """A vault with a school and its case, at version 0001."""
    with closing(open_copy(vault_template, tmp_path)) as opened:
        add_case(opened, add_school(opened))
    return opened.path


@pytest.fixture
def chain_with(tmp_path: Path) -> Callable[[str], Chain]:
    """The program's migrations and one more, with this body."""

    def make(body: str) -> Chain:
        folder = tmp_path / "100% migrations"
        shutil.copytree(migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        content = f'''"""One more."""

from alembic import op

revision = "9999"
down_revision = "{Chain.of().newest}"


def upgrade() -> None:
    """For this test."""
{textwrap.indent(textwrap.dedent(body), "    ")}
'''
        (folder / "versions" / "9999_one_more.py").write_text(content)
        return Chain.of(folder)

    return make


def _digest(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file()
    }


def _migrate(path: Path, chain: Chain | None = None, before: Callable[[str], None] | None = None) -> bool:
    return bring_up_to_date(
        path,
        KEY,
        VAULT_ID,
        before_migration=before or (lambda _: None),
        who=WHO,
        clock=lambda: NOW,
        chain=chain,
    )


def test_a_database_of_this_version_is_left_as_it_is(path: Path) -> None:
    before = _digest(path.parent)
    assert not _migrate(path, before=lambda _: pytest.fail("no backup is needed"))
    assert _digest(path.parent) == before


def test_the_backup_comes_before_the_migration_and_is_told_the_version(
    path: Path, chain_with: Callable[[str], Chain]
) -> None:  # F13
    chain = chain_with(REBUILD)
    seen = []

    def back_up(found: str) -> None:
        seen.append((found, read_revision(path, KEY, VAULT_ID)))

    assert _migrate(path, chain, back_up)
    assert seen == [(Chain.of().newest, Chain.of().newest)]
    assert read_revision(path, KEY, VAULT_ID) == "9999"


def test_without_its_backup_a_database_is_not_migrated(
    path: Path, chain_with: Callable[[str], Chain]
) -> None:  # F13
    def fail(_: str) -> None:
        raise DiskProblem("full")

    before = path.read_bytes()
    with pytest.raises(DiskProblem):
        _migrate(path, chain_with(REBUILD), fail)
    assert path.read_bytes() == before


def test_rebuilding_a_table_that_others_point_at_keeps_their_rows(
    path: Path, chain_with: Callable[[str], Chain]
) -> None:
    assert _migrate(path, chain_with(REBUILD))
    with closing(open_database(path, KEY, VAULT_ID)) as opened, opened.read() as reading:
        assert reading.scalar(text("SELECT count(*) FROM schools")) == 1
        assert reading.scalar(text("SELECT count(*) FROM cases")) == 1


def test_a_migration_is_an_act_in_the_audit_trail(path: Path, chain_with: Callable[[str], Chain]) -> None:
    _migrate(path, chain_with(REBUILD))
    with closing(open_database(path, KEY, VAULT_ID)) as opened, opened.read() as reading:
        newest = load_audit_lines(reading)[0]
    assert (newest.action, newest.who, newest.at) == (Action.MIGRATE, WHO, NOW)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('op.execute("PRAGMA defer_foreign_keys = ON")\nop.execute("DELETE FROM schools")', "references"),
        ('op.execute("DROP INDEX ix_schools_brin")', "schema"),
        ("op.execute(\"UPDATE cases SET last_contact_on = '2026-01-01'\")", "last-contact"),
    ],
)
def test_a_migration_that_breaks_what_is_promised_is_taken_back_whole(
    path: Path, chain_with: Callable[[str], Chain], body: str, reason: str
) -> None:  # F13
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase) as caught:
        _migrate(path, chain_with(body))
    assert caught.value.reason == f"migration-{reason}"
    assert path.read_bytes() == before
    assert read_revision(path, KEY, VAULT_ID) == Chain.of().newest
    with closing(open_database(path, KEY, VAULT_ID)) as opened, opened.read() as reading:
        assert reading.scalar(text("SELECT count(*) FROM schools")) == 1


def test_a_migration_that_stops_halfway_is_taken_back_whole(
    path: Path, chain_with: Callable[[str], Chain]
) -> None:  # F15
    body = 'op.execute("DELETE FROM cases")\nraise KeyError("halfway")'
    with pytest.raises(KeyError):
        _migrate(path, chain_with(body))
    with closing(open_database(path, KEY, VAULT_ID)) as opened, opened.read() as reading:
        assert reading.scalar(text("SELECT count(*) FROM cases")) == 1


def test_a_file_of_a_newer_version_is_refused_with_its_version_and_left_untouched(
    path: Path, chain_with: Callable[[str], Chain]
) -> None:  # F12
    _migrate(path, chain_with(REBUILD))
    before = _digest(path.parent)
    with pytest.raises(MadeByNewerVersion) as caught:
        _migrate(path, before=lambda _: pytest.fail("nothing may be done to it"))
    assert caught.value.found == "9999"
    assert _digest(path.parent) == before


def test_a_newer_file_with_records_left_in_its_wal_is_untouched_too(
    path: Path, chain_with: Callable[[str], Chain], tmp_path: Path
) -> None:  # F12, F23
    _migrate(path, chain_with(REBUILD))
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(open_database(path, KEY, VAULT_ID)) as opened:
        add_school(opened, "In de WAL")
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{path}{suffix}", crashed / f"vault.db{suffix}")
    before = _digest(crashed)
    assert "vault.db-wal" in before
    with pytest.raises(MadeByNewerVersion):
        _migrate(crashed / "vault.db")
    after = _digest(crashed)
    assert {name: after[name] for name in before} == before


def test_a_vault_whose_making_was_cut_off_gets_its_tables_without_a_backup(tmp_path: Path) -> None:  # F15
    path = tmp_path / "vault.db"
    open_database(path, KEY, VAULT_ID, create=True).close()
    assert read_revision(path, KEY, VAULT_ID) is None
    assert _migrate(path, before=lambda _: pytest.fail("there is nothing to back up"))
    assert read_revision(path, KEY, VAULT_ID) == Chain.of().newest


@pytest.mark.parametrize("statement", ["DROP TABLE alembic_version", "DELETE FROM alembic_version"])
def test_tables_without_a_version_are_damage(path: Path, statement: str) -> None:
    with closing(connect_encrypted(path, KEY, VAULT_ID)) as raw:
        raw.execute(statement)
    with pytest.raises(DamagedDatabase) as caught:
        _migrate(path)
    assert caught.value.reason == "schema"


def test_an_interrupted_journal_of_a_remote_folder_is_rolled_back_first(
    path: Path, tmp_path: Path
) -> None:  # F20
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(connect_encrypted(path, KEY, VAULT_ID)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("DELETE FROM cases")
        raw.execute("INSERT INTO settings VALUES ('a', json_quote(hex(randomblob(200000))))")
        for suffix in ("", "-journal"):
            shutil.copyfile(f"{path}{suffix}", crashed / f"vault.db{suffix}")
        raw.execute("ROLLBACK")
    assert not _migrate(crashed / "vault.db")
    with closing(open_database(crashed / "vault.db", KEY, VAULT_ID)) as opened, opened.read() as reading:
        assert reading.scalar(text("SELECT count(*) FROM cases")) == 1


def test_what_is_not_ours_is_not_migrated(tmp_path: Path) -> None:  # F11
    path = tmp_path / "vault.db"
    path.write_bytes(b"")
    with pytest.raises(NotOurFile):
        _migrate(path)
    assert path.read_bytes() == b""


def test_a_vault_that_cannot_get_its_tables_leaves_no_open_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "program"
    shutil.copytree(migrations_folder(), broken / "migrations")
    (broken / "migrations" / "env.py").write_text("raise OSError('gone')\n")
    monkeypatch.setattr("sys._MEIPASS", str(broken), raising=False)
    with pytest.raises(OSError, match="gone"):
        create_vault_database(tmp_path / "vault.db", KEY, VAULT_ID)
