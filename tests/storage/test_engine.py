"""The door to the database: who gets in, what is left behind, and what a write promises."""

import os
import shutil
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from jeugdhulp_desktop.domain.errors import (
    DamagedDatabase,
    DiskProblem,
    EncryptionMissing,
    NotOurFile,
    VaultInUse,
)
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.engine import (
    Database,
    WrongThreadError,
    allow_thread,
    encrypted_engine,
    forbid_thread,
    open_database,
)
from jeugdhulp_desktop.storage.faults import named_error
from jeugdhulp_desktop.storage.migrate import create_vault_database
from jeugdhulp_desktop.storage.school_queries import load_school
from jeugdhulp_desktop.storage.vault_file import connect_encrypted, vault_id_of
from tests.databases import KEY, NOW, VAULT_ID, WHO, add_pupil, add_school, open_copy

NAME = PupilName("Zoë", "van der", "Kanarie")


def _bytes_around(path: Path) -> bytes:
    """Everything SQLite keeps of a database: the file, its WAL and its index."""
    beside = (path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal"))
    return b"".join(file.read_bytes() for file in beside if file.exists())


# --- what stands on the disk ---


def test_nothing_of_a_record_can_be_read_in_the_file_or_its_wal(database: Database) -> None:
    add_pupil(database, add_school(database, "Basisschool De Regenboog"), NAME)
    open_file = _bytes_around(database.path)
    database.close()
    for content in (open_file, _bytes_around(database.path)):
        for word in (b"Kanarie", b"kanarie", b"Regenboog", b"CREATE TABLE", b"SQLite format"):
            assert word not in content


def test_the_first_sixteen_bytes_are_the_vault_id_and_can_be_read_without_a_key(database: Database) -> None:
    assert vault_id_of(database.path) == VAULT_ID


def test_closing_leaves_one_file_and_no_wal(database: Database) -> None:
    add_school(database)
    database.close()
    assert sorted(file.name for file in database.path.parent.iterdir()) == ["vault.db"]


def test_a_database_is_private_to_its_user(tmp_path: Path) -> None:
    create_vault_database(tmp_path / "vault.db", KEY, VAULT_ID).close()
    assert (tmp_path / "vault.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cipher_page_size", "4096"),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
        ("cipher_use_hmac", "1"),
    ],
)
def test_every_connection_is_set_up_safely(database: Database, pragma: str, value: object) -> None:
    with database.maintenance() as raw:
        assert raw.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_on_a_remote_folder_there_is_no_wal_and_nobody_else_gets_in(
    vault_template: Path, tmp_path: Path
) -> None:  # F20
    with closing(open_copy(vault_template, tmp_path, remote=True)) as remote:
        add_school(remote)
        with remote.maintenance() as raw:
            assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
            assert raw.execute("PRAGMA locking_mode").fetchone()[0] == "exclusive"
        assert not remote.path.with_name("vault.db-wal").exists()
        with closing(connect_encrypted(remote.path, KEY, VAULT_ID)) as other:
            other.execute("PRAGMA busy_timeout = 0")
            with pytest.raises(Exception, match="locked"):
                other.execute("SELECT count(*) FROM schools").fetchone()


@pytest.fixture
def on_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the system says to be on a share."""
    mounts = f"1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:9 / {tmp_path}/share rw - cifs //school/x rw\n"
    monkeypatch.setattr("jeugdhulp_desktop.storage.places.read_mounts", lambda: mounts)
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


def test_f20_no_opening_can_forget_that_the_folder_is_on_a_share(on_a_share: Path) -> None:
    path = on_a_share / "vault.db"
    create_vault_database(path, KEY, VAULT_ID).close()
    with closing(open_database(path, KEY, VAULT_ID)) as opened:
        assert opened.remote
        add_school(opened)
        opened.copy_into(on_a_share.parent / "copy.db")
        with closing(opened.another(on_a_share.parent / "copy.db")) as copy:
            assert not copy.remote, "a copy on this computer is proven in the usual way"
    with closing(encrypted_engine_on(path)) as raw:
        modes = [raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "locking_mode")]
    assert modes == ["delete", "exclusive"]
    assert not path.with_name("vault.db-wal").exists()


def encrypted_engine_on(path: Path) -> Any:
    """The driver's connection as an engine without any word about the place makes it."""
    engine = encrypted_engine(lambda: KEY, VAULT_ID, path)
    return engine.raw_connection().dbapi_connection


def test_f20_a_vault_that_was_copied_to_a_share_with_its_wal_keeps_every_record(
    vault_template: Path, tmp_path: Path, on_a_share: Path
) -> None:
    with closing(open_copy(vault_template, tmp_path)) as here:
        school_id = add_school(here)
        for suffix in ("", "-wal", "-shm"):
            shutil.copyfile(tmp_path / f"vault.db{suffix}", on_a_share / f"vault.db{suffix}")
    with closing(open_database(on_a_share / "vault.db", KEY, VAULT_ID)) as there:
        with there.read() as connection:
            assert load_school(connection, school_id).name == "De Wissel"
        with there.maintenance() as raw:
            assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert not (on_a_share / "vault.db-wal").exists()


@pytest.mark.parametrize("name", ["met spatie", "Kluis é ü", "100% #1 ?x=1&y", "a;b'c"])
def test_a_folder_may_have_any_name(vault_template: Path, tmp_path: Path, name: str) -> None:  # F18
    (tmp_path / name).mkdir()
    with closing(open_copy(vault_template, tmp_path / name)) as opened:
        school_id = add_school(opened)
        assert opened.path.parent.name == name
    with (
        closing(open_database(tmp_path / name / "vault.db", KEY, VAULT_ID)) as again,
        again.read() as reading,
    ):
        assert reading.scalar(text("SELECT id FROM schools")) == school_id


def test_a_path_that_is_too_long_is_explained(tmp_path: Path) -> None:  # F18
    long_path = tmp_path / ("k" * 300) / "vault.db"
    for attempt in (
        lambda: open_database(long_path, KEY, VAULT_ID),
        lambda: open_database(long_path, KEY, VAULT_ID, create=True),
    ):
        with pytest.raises(DiskProblem) as caught:
            attempt()
        assert caught.value.code == "too-long"


# --- who gets in ---


def _plain_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE t (a)")
        plain.commit()


def _another_sqlcipher(path: Path) -> None:
    create_vault_database(path, b"o" * 32, b"p" * 16).close()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(b"\xff\xd8\xff\xe0short"), id="short JPEG"),
        pytest.param(lambda path: path.write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(9_000)), id="JPEG"),
        pytest.param(_plain_sqlite, id="plain SQLite"),
        pytest.param(_another_sqlcipher, id="another's SQLCipher"),
        pytest.param(lambda path: path.mkdir(), id="folder"),
    ],
)
def test_what_is_not_ours_is_refused_and_left_as_it_was(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def] # F11
    path = tmp_path / "vault.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(NotOurFile):
        open_database(path, KEY, VAULT_ID)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [file.name for file in tmp_path.iterdir()] == ["vault.db"]


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:  # F11
    with pytest.raises(DiskProblem) as caught:
        open_database(tmp_path / "vault.db", KEY, VAULT_ID)
    assert caught.value.code == "missing"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"anything"])
def test_creating_refuses_a_path_where_something_stands(tmp_path: Path, content: bytes) -> None:  # F11
    path = tmp_path / "vault.db"
    path.write_bytes(content)
    with pytest.raises(DiskProblem) as caught:
        create_vault_database(path, KEY, VAULT_ID)
    assert caught.value.code == "exists"
    assert path.read_bytes() == content


def test_a_damaged_first_page_is_damage_and_not_another_file(vault_template: Path, tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    content = bytearray(vault_template.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    with pytest.raises(DamagedDatabase) as caught:
        open_database(path, KEY, VAULT_ID)
    assert caught.value.reason == "first-page"


def test_a_file_cut_short_inside_its_first_page_is_never_taken_for_a_new_one(tmp_path: Path) -> None:  # F11
    path = tmp_path / "vault.db"
    path.write_bytes(VAULT_ID + b"x" * 100)
    with pytest.raises(DamagedDatabase):
        open_database(path, KEY, VAULT_ID)
    assert path.stat().st_size == 116


def test_a_damaged_page_in_the_middle_is_told_when_it_is_read(vault_template: Path, tmp_path: Path) -> None:
    with closing(open_copy(vault_template, tmp_path)) as opened:
        add_school(opened)
        with opened.maintenance() as raw:
            page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'schools'").fetchone()[0]
    content = bytearray(opened.path.read_bytes())
    content[(page - 1) * 4096 + 50] ^= 1
    opened.path.write_bytes(content)
    with (
        closing(open_database(opened.path, KEY, VAULT_ID)) as damaged,
        pytest.raises(DamagedDatabase) as caught,
        damaged.read() as reading,
    ):
        reading.execute(text("SELECT * FROM schools"))
    assert caught.value.reason == "page"


def test_a_damaged_salt_alone_does_not_lock_the_owner_out(vault_template: Path, tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(os.urandom(16) + vault_template.read_bytes()[16:])
    with closing(open_database(path, KEY, VAULT_ID)) as opened, opened.read() as reading:
        assert reading.scalar(text("SELECT count(*) FROM schools")) == 0


def test_a_wal_of_another_vault_is_told_apart_and_never_removed(
    vault_template: Path, tmp_path: Path
) -> None:  # F23
    path, foreign = tmp_path / "vault.db", tmp_path / "elsewhere"
    foreign.mkdir()
    shutil.copyfile(vault_template, path)
    other = create_vault_database(foreign / "vault.db", b"o" * 32, b"p" * 16)
    add_school(other)
    wal = (foreign / "vault.db-wal").read_bytes()
    other.close()
    path.with_name("vault.db-wal").write_bytes(wal)
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase) as caught:
        open_database(path, KEY, VAULT_ID)
    assert caught.value.reason == "wal"
    assert path.with_name("vault.db-wal").read_bytes() == wal
    assert path.read_bytes() == before


def test_a_wal_does_not_hide_that_the_file_itself_is_damaged(
    vault_template: Path, tmp_path: Path
) -> None:  # F23
    path = tmp_path / "vault.db"
    content = bytearray(vault_template.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    path.with_name("vault.db-wal").write_bytes(b"not a WAL either")
    with pytest.raises(DamagedDatabase) as caught:
        open_database(path, KEY, VAULT_ID)
    assert caught.value.reason == "first-page"


def test_a_vault_that_another_holds_alone_is_in_use_and_nothing_stays_open(
    vault_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # F20, F22
    monkeypatch.setattr("jeugdhulp_desktop.storage.vault_file._BUSY_MILLISECONDS", 50)
    with closing(open_copy(vault_template, tmp_path, remote=True)) as holder:
        add_school(holder)
        with pytest.raises(VaultInUse):
            open_database(holder.path, KEY, VAULT_ID, remote=True)
    with closing(open_database(holder.path, KEY, VAULT_ID)) as again:
        add_school(again, "Na de ander")


def test_a_vault_that_cannot_be_set_up_is_closed_again(
    vault_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # F20
    monkeypatch.setattr("jeugdhulp_desktop.storage.vault_file._BUSY_MILLISECONDS", 50)
    path = tmp_path / "vault.db"
    shutil.copyfile(vault_template, path)
    with closing(connect_encrypted(path, KEY, VAULT_ID)) as other:
        other.execute("PRAGMA journal_mode = DELETE")  # as a vault that was on a remote folder
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(VaultInUse):
            open_database(path, KEY, VAULT_ID)
    with closing(open_database(path, KEY, VAULT_ID)) as opened:
        add_school(opened)


def test_an_error_that_is_not_of_the_driver_has_no_name(tmp_path: Path) -> None:
    assert named_error(ValueError(), tmp_path) is None


def test_records_that_only_stand_in_the_wal_are_there_after_a_crash(
    database: Database, tmp_path: Path
) -> None:  # F15
    school_id = add_school(database)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{database.path}{suffix}", crashed / f"vault.db{suffix}")
    with closing(open_database(crashed / "vault.db", KEY, VAULT_ID)) as again, again.read() as reading:
        assert reading.scalar(text("SELECT id FROM schools")) == school_id


def test_without_the_driver_nothing_is_opened_and_nothing_is_made(
    tmp_path: Path, vault_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # F62
    path = tmp_path / "vault.db"
    shutil.copyfile(vault_template, path)
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    with pytest.raises(EncryptionMissing):
        open_database(path, KEY, VAULT_ID)
    with pytest.raises(EncryptionMissing):
        open_database(tmp_path / "new.db", KEY, VAULT_ID, create=True)
    assert path.read_bytes() == vault_template.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["vault.db"]


def test_a_key_of_another_length_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect_encrypted(tmp_path / "vault.db", b"short", VAULT_ID)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_explained(vault_template: Path, tmp_path: Path) -> None:  # F18
    path = tmp_path / "vault.db"
    shutil.copyfile(vault_template, path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(DiskProblem) as caught:
            open_database(path, KEY, VAULT_ID)
        assert caught.value.code == "denied"
    finally:
        tmp_path.chmod(0o700)


# --- writing ---


def test_a_write_carries_its_audit_line_with_who_when_what_and_which(database: Database) -> None:
    school_id = add_school(database, "Geheime School")
    with database.read() as reading:
        newest = load_audit_lines(reading)[0]
        content = reading.execute(text("SELECT * FROM audit_lines")).all()
    assert (newest.at, newest.who, newest.action) == (NOW, WHO, "save-school")
    assert (newest.subject, newest.record_id) == ("school", school_id)
    assert "Geheime" not in str(content)


def test_a_write_that_fails_leaves_neither_record_nor_audit_line(database: Database) -> None:
    with database.read() as reading:
        before = load_audit_lines(reading)
    with (
        pytest.raises(ZeroDivisionError),
        database.write(Action.SAVE_SCHOOL, "school") as connection,
    ):
        connection.execute(text("INSERT INTO settings VALUES ('a', '1')"))
        raise ZeroDivisionError
    with database.read() as reading:
        assert load_audit_lines(reading) == before
        assert reading.scalar(text("SELECT count(*) FROM settings")) == 0


def test_reading_cannot_write(database: Database) -> None:
    with (
        pytest.raises(DiskProblem),
        database.read() as reading,
    ):
        reading.execute(text("INSERT INTO settings VALUES ('a', '1')"))


def test_after_a_write_the_same_connection_cannot_write_any_more(database: Database) -> None:
    add_school(database)
    with pytest.raises(DiskProblem), database.read() as reading:
        reading.execute(text("DELETE FROM schools"))


def test_a_write_inside_a_write_is_a_mistake_of_ours(database: Database) -> None:
    with (
        database.write(Action.SAVE_SCHOOL),
        pytest.raises(RuntimeError, match="one transaction"),
        database.write(Action.SAVE_SCHOOL),
    ):
        pass


def test_two_threads_write_one_after_the_other(database: Database) -> None:
    threads = [threading.Thread(target=add_school, args=(database, f"School {n}")) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as reading:
        assert reading.scalar(text("SELECT count(*) FROM schools")) == 6


def test_a_reader_sees_one_moment_while_another_writes(database: Database) -> None:
    with database.read() as reading:
        assert reading.scalar(text("SELECT count(*) FROM schools")) == 0
        writer = threading.Thread(target=add_school, args=(database,))
        writer.start()
        writer.join()
        assert reading.scalar(text("SELECT count(*) FROM schools")) == 0
    with database.read() as reading:
        assert reading.scalar(text("SELECT count(*) FROM schools")) == 1


def test_what_breaks_a_constraint_is_no_fault_of_the_disk_and_names_nobody(database: Database) -> None:
    with (
        pytest.raises(IntegrityError) as caught,
        database.write(Action.SAVE_PUPIL) as connection,
    ):
        connection.execute(
            text("INSERT INTO settings VALUES (:name, :value)"), {"name": "x", "value": "Kanarie, Zoë"}
        )
    assert "Kanarie" not in str(caught.value)


def test_a_mistake_in_a_statement_is_left_to_the_crash_report(database: Database) -> None:
    with pytest.raises(OperationalError), database.read() as reading:
        reading.execute(text("SELECT * FROM nothing_of_the_kind"))


def test_a_file_held_by_another_program_is_told_as_in_use(database: Database) -> None:  # F19
    with closing(connect_encrypted(database.path, KEY, VAULT_ID)) as other:
        with database.maintenance() as raw:
            raw.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(VaultInUse), database.write(Action.SAVE_SCHOOL):
            pass
        other.execute("ROLLBACK")
    add_school(database)


def test_a_full_disk_fails_the_whole_write_and_the_next_one_succeeds(database: Database) -> None:  # F16
    with database.maintenance() as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskProblem) as caught, database.write(Action.SAVE_SETTINGS) as connection:
        connection.execute(text("INSERT INTO settings VALUES ('a', json_quote(hex(randomblob(100000))))"))
    assert caught.value.code == "full"
    with database.maintenance() as raw:
        raw.execute("PRAGMA max_page_count = 1000000")
    school_id = add_school(database)
    with database.read() as reading:
        assert reading.scalar(text("SELECT count(*) FROM settings")) == 0
        assert reading.scalar(text("SELECT id FROM schools")) == school_id


# --- threads and the end ---


def test_the_window_thread_cannot_use_the_database(database: Database) -> None:
    here = threading.get_ident()
    forbid_thread(here)
    try:
        with pytest.raises(WrongThreadError), database.read():
            pass
        with pytest.raises(WrongThreadError), database.write(Action.SAVE_SCHOOL):
            pass
    finally:
        allow_thread(here)
    with database.read():
        pass


def test_a_closed_vault_cannot_be_used_and_may_be_closed_again(database: Database) -> None:
    database.close()
    with pytest.raises(RuntimeError, match="closed"), database.read():
        pass
    database.close()
