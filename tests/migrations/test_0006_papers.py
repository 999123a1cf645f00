"""The migration that gave every kind of paper its place: files and prints of an older vault stay theirs."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.document_queries import load_orphans, load_registered
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.letterhead_queries import load_letterhead_version
from jeugdhulp_desktop.storage.migrate import bring_up_to_date
from jeugdhulp_desktop.storage.paper_queries import load_prints
from jeugdhulp_desktop.storage.vault_file import connect_encrypted
from tests.databases import NOW

OLD_VAULT = Path(__file__).parents[1] / "vaults" / "0.1.0"
SHA = hashlib.sha256(b"een pdf").hexdigest()
FILE = "INSERT INTO documents VALUES (?, ?, ?, ?, 7, 12, 'ab104053661ac058.1', '2026-09-15T10:42:00', 1)"
PRINT = "INSERT OR REPLACE INTO kept_prints VALUES (?, 'ab104053661ac058', ?, '2026-09-15T08:42:00Z')"


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[tuple[Database, int]]:
    """A vault of the first version with a file, an orphan and a print, brought up to date; its agreement."""
    folder = tmp_path / "kluis"
    shutil.copytree(OLD_VAULT, folder)
    keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
    path = folder / "vault.db"
    with closing(connect_encrypted(path, keys.data_key, keys.vault_id)) as raw:
        agreement = raw.execute("SELECT min(id) FROM agreements").fetchone()[0]
        raw.execute("DELETE FROM documents")
        raw.execute(FILE, (5, agreement, "Onze.pdf", SHA))
        raw.execute(FILE, (9, None, "Weg.pdf", SHA))
        raw.execute(PRINT, (agreement, b"een pdf"))
    bring_up_to_date(path, keys.data_key, keys.vault_id, before_migration=lambda _: None, clock=lambda: NOW)
    with closing(open_database(path, keys.data_key, keys.vault_id, clock=lambda: NOW)) as opened:
        yield opened, agreement


def test_files_orphans_and_prints_of_an_older_vault_belong_to_the_same_agreements(
    migrated: tuple[Database, int],
) -> None:
    database, agreement = migrated
    key = PaperKey(PaperKind.AGREEMENT, agreement)
    with database.read() as connection:
        (kept,) = load_registered(connection).values()
        assert (kept.key, kept.file_name, kept.sha256, kept.size, kept.settled) == (
            key, "Onze.pdf", SHA, 7, True,
        )  # fmt: skip
        ((line, orphan),) = load_orphans(connection)
        assert (line, orphan.key, orphan.file_name) == (9, None, "Weg.pdf")
        assert (key, "ab104053661ac058", SHA) in list(load_prints(connection))
        assert load_letterhead_version(connection)[1] == 0
    assert [proof.name for proof in run_checks(database) if not proof.ok] == []


def test_a_new_line_of_the_register_never_gets_the_number_of_an_old_one(
    migrated: tuple[Database, int],
) -> None:
    database, _agreement = migrated
    with database.write(Action.WRITE_DOCUMENT) as connection:
        connection.execute(text("DELETE FROM documents"))
        connection.execute(
            text(
                "INSERT INTO documents (kind, subject_id, file_name, sha256, size, modified_ns, content,"
                " made_at, settled) VALUES ('overzicht', 2026, 'x', :sha, 1, 1, '', '', 0)"
            ),
            {"sha": SHA},
        )
        assert connection.scalar(text("SELECT id FROM documents")) == 10


LETTERHEAD = "INSERT INTO letterhead VALUES (1, 1, 'A', '[]', NULL)"
PAPER = (
    "INSERT INTO papers (kind, subject_id, control, sha256, title, school_name, school_year, number, status,"
    " pages, made_at) VALUES ('juniblad', 1, 'ab104053661ac058', :sha, 't', 's', 2026, 1, 'x', 2, 'nu')"
)
LOGO = "INSERT INTO logos VALUES (:sha, x'00', 1, 1)"


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(PAPER.replace("'juniblad'", "'rekening'"), id="an unknown kind of paper"),
        pytest.param(PAPER.replace("'ab104053661ac058'", "'ab10'"), id="half a controlegetal"),
        pytest.param(PAPER.replace("2, 'nu'", "0, 'nu'"), id="a paper without pages"),
        pytest.param(f"{PAPER};{PAPER}", id="one paper twice"),
        pytest.param(LETTERHEAD.replace("(1, 1", "(2, 1"), id="a second letterhead"),
        pytest.param(LETTERHEAD.replace("'[]'", "'straat'"), id="an address that is no list"),
        pytest.param(LETTERHEAD.replace("NULL", ":sha"), id="a logo that is not there"),
        pytest.param(LOGO.replace("1, 1", "0, 1"), id="a logo of no width"),
    ],
)
def test_what_cannot_be_a_paper_is_refused_by_the_table(database: Database, statement: str) -> None:
    with pytest.raises(IntegrityError), database.write(Action.WRITE_DOCUMENT) as connection:
        for each in statement.split(";"):
            connection.execute(text(each), {"sha": SHA} if ":sha" in each else {})
        connection.execute(text("SELECT 1"))


def test_a_paper_and_a_letterhead_as_they_should_be_are_taken(database: Database) -> None:
    with database.write(Action.SAVE_LETTERHEAD) as connection:
        connection.execute(text(LOGO), {"sha": SHA})
        connection.execute(text(LETTERHEAD.replace("NULL", ":sha")), {"sha": SHA})
        connection.execute(text(PAPER), {"sha": SHA})
