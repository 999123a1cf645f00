"""The database under another key: in one transaction, and a disk without room has its name."""

from contextlib import closing
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.rekey import export_with_key
from tests.databases import KEY, VAULT_ID, add_school
from tests.faults.full_disk import no_file_larger_than
from tests.faults.steps import Counter, Kind, watched
from tests.faults.vfs import available

NEW = (bytes(range(1, 33)), bytes(range(50, 66)))


@pytest.fixture
def closed(database: Database) -> Path:
    """A closed vault with a school."""
    add_school(database, "De Wissel")
    database.close()
    return database.path


@pytest.mark.skipif(not available(), reason="SQLite's functions are not exported by this driver")
def test_the_export_is_one_transaction(closed: Path, tmp_path: Path) -> None:
    counter = Counter()
    with watched(tmp_path, counter):
        export_with_key(closed, (KEY, VAULT_ID), tmp_path / "nieuw.db", NEW)
    assert sum(step.kind is Kind.SYNC for step in counter.steps) < 20  # a slow disk does a hundred a second
    with closing(open_database(tmp_path / "nieuw.db", *NEW)) as opened, opened.maintenance() as raw:
        assert raw.execute("SELECT name FROM schools").fetchone() == ("De Wissel",)


def test_f16_an_export_that_does_not_fit_is_a_full_disk(closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "nieuw.db"
    with no_file_larger_than(100_000), pytest.raises(DiskProblem):
        export_with_key(closed, (KEY, VAULT_ID), target, NEW)
    target.unlink()
    export_with_key(closed, (KEY, VAULT_ID), target, NEW)
