"""A full disk: nothing is half, and the next try succeeds (F16). Kills: tests/faults/kills.py."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.backup import make_backup, prove_backup
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.contact_queries import load_timeline, store_contact
from jeugdhulp_desktop.storage.engine import Database, open_database
from tests.databases import KEY, NOW, VAULT_ID, add_case, add_school
from tests.faults.full_disk import no_file_larger_than


@pytest.fixture
def folder(database: Database, tmp_path: Path) -> Path:
    """The folder of a closed vault with one case."""
    add_case(database, add_school(database))
    database.close()
    return tmp_path


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
