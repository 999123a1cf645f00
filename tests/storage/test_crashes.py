"""A killed process and a full disk: what was told to be kept is there, and nothing is half (F15, F16)."""

import multiprocessing
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.backup import SUFFIX, make_backup, prove_backup
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.contact_queries import load_timeline, store_contact
from jeugdhulp_desktop.storage.engine import Database, open_database
from tests.databases import KEY, NOW, VAULT_ID, add_case, add_school

FACT = "Gesproken over de overstap naar een andere klas. " * 40


def keep_writing(folder: str, told: Connection) -> None:
    """Tell the id of every contact moment after its commit, for ever."""
    database = open_database(Path(folder) / "vault.db", KEY, VAULT_ID)
    while True:
        with database.write(Action.SAVE_CONTACT, "contact") as connection:
            draft = ContactDraft(case_id=1, happened_on=date(2026, 9, 1), fact=FACT)
            contact_id = store_contact(connection, draft)
        told.send(contact_id)


def keep_backing_up(folder: str, told: Connection) -> None:
    """Tell the name of every backup after it got it, for ever."""
    database = open_database(Path(folder) / "vault.db", KEY, VAULT_ID)
    moment = NOW
    while True:
        moment += timedelta(seconds=1)
        told.send(make_backup(database, Path(folder) / "backups", b"header", moment).path.name)


def until_killed(work: Callable[[str, Connection], None], folder: Path, messages: int) -> list[object]:
    """What a process told before it was killed, in the middle of whatever came next."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=work, args=(str(folder), there))
    process.start()
    there.close()
    told = [here.recv() for _ in range(messages)]
    process.kill()
    process.join()
    while here.poll():
        try:
            told.append(here.recv())
        except EOFError:
            break
    here.close()
    return told


@pytest.fixture
def folder(database: Database, tmp_path: Path) -> Path:
    """The folder of a closed vault with one case."""
    add_case(database, add_school(database))
    database.close()
    return tmp_path


def test_every_record_told_as_kept_is_there_after_each_kill(folder: Path) -> None:  # F15
    kept: list[object] = []
    for messages in (1, 5, 25):
        kept += until_killed(keep_writing, folder, messages)
        with closing(open_database(folder / "vault.db", KEY, VAULT_ID)) as opened:
            with opened.read() as reading:
                found = {line.id for line in load_timeline(reading, 1)}
                lines = load_audit_lines(reading, subject="contact", limit=10_000)
            assert found.issuperset(kept)
            assert len(lines) == len(found)  # each write has its line, a torn one neither
            assert [proof for proof in run_checks(opened) if not proof.ok] == []


def test_every_backup_with_a_name_is_whole_after_a_kill_and_the_next_one_cleans_up(
    folder: Path,
) -> None:  # F15, F21
    for messages in (1, 2):
        named = until_killed(keep_backing_up, folder, messages)
        with closing(open_database(folder / "vault.db", KEY, VAULT_ID)) as opened:
            for backup in (folder / "backups").glob(f"*{SUFFIX}"):
                prove_backup(backup, opened)
            assert {backup.name for backup in (folder / "backups").glob(f"*{SUFFIX}")}.issuperset(named)
            make_backup(opened, folder / "backups", b"header", NOW)
        assert all(file.suffix == SUFFIX for file in (folder / "backups").iterdir())
        shutil.rmtree(folder / "backups")


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """The system refuses every write past ``size``, as a disk without room does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_write_that_does_not_fit_fails_whole_and_can_be_tried_again(folder: Path) -> None:  # F16
    with closing(open_database(folder / "vault.db", KEY, VAULT_ID)) as opened:
        draft = ContactDraft(case_id=1, happened_on=date(2026, 9, 1), fact="x" * 2_000_000)
        with (
            no_file_larger_than(500_000),
            pytest.raises(DiskProblem),
            opened.write(Action.SAVE_CONTACT, "contact") as connection,
        ):
            store_contact(connection, draft)
        with opened.read() as reading:
            assert load_timeline(reading, 1) == []
            assert load_audit_lines(reading, subject="contact") == []
        with opened.write(Action.SAVE_CONTACT, "contact") as connection:
            store_contact(connection, draft)
        assert [proof for proof in run_checks(opened) if not proof.ok] == []


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99, 1.01])
def test_a_backup_that_does_not_fit_leaves_nothing_and_the_old_one(folder: Path, share: float) -> None:  # F16
    with closing(open_database(folder / "vault.db", KEY, VAULT_ID)) as opened:
        old = make_backup(opened, folder / "backups", b"header", NOW).path
        with (
            no_file_larger_than(int(old.stat().st_size * share) - 1_000),
            pytest.raises(DiskProblem),
        ):
            make_backup(opened, folder / "backups", b"h" * 50_000, NOW + timedelta(seconds=1))
        assert list((folder / "backups").iterdir()) == [old]
        prove_backup(old, opened)
