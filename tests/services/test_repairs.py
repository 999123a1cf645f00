"""The check with its counters, the repair of what follows from other rows, and how the program ended."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.services.session import Session, Unclean
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from tests.databases import add_case, add_pupil
from tests.services.conftest import NOW, TODAY, Template


@pytest.fixture
def case_id(session: Session) -> int:
    """A case of a pupil with a contact moment."""
    school = session.schools.lines()[0].id
    pupil = add_pupil(session.database, school, PupilName("Noor", "", "Bakker"))
    made = add_case(session.database, school, pupil)
    session.contacts.save(ContactDraft(made, TODAY, fact="Gesprek."))
    return made


def spoil(session: Session, statement: str) -> None:
    """Write past the services, as a fault of the program or a stray tool would."""
    with session.database.write(Action.SAVE_CASE, "case") as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statement", "name", "count"),
    [
        ("UPDATE cases SET last_contact_on = '2020-01-01'", "last-contact", 1),
        ("UPDATE cases SET sort_key = 'zzz'", "case-order", 1),
        ("UPDATE cases SET search_key = ''", "search-keys", 1),
        ("UPDATE pupils SET search_key = ' iets', sort_key = ''", "search-keys", 1),
    ],
)
def test_what_follows_from_other_rows_is_found_counted_and_computed_again(
    session: Session, case_id: int, statement: str, name: str, count: int
) -> None:
    assert all(proof.ok for proof in session.repairs.check())
    spoil(session, statement)
    found = {proof.name: proof for proof in session.repairs.check()}
    assert not found[name].ok
    assert found[name].detail == str(count)
    done = session.repairs.repair()
    assert done.counts[name] == count
    assert all(proof.ok for proof in session.repairs.check())
    assert [line.id for line in session.cases.search("bakker")] == [case_id]
    with session.database.read() as connection:
        assert load_audit_lines(connection, limit=1)[0].action == Action.REPAIR
    assert done.kept is not None
    assert {file.name for file in done.kept.iterdir()} == {"vault.db", "vault.header"}


def test_nothing_is_written_when_nothing_differs(session: Session, case_id: int) -> None:
    with session.database.read() as connection:
        before = load_audit_lines(connection)
    assert session.repairs.repair().counts == {}
    with session.database.read() as connection:
        assert load_audit_lines(connection) == before
    assert not any(each.is_dir() for each in VaultFiles(session.folder).backups.glob("*"))


def test_f6_the_copy_of_the_header_is_made_equal_again(session: Session) -> None:
    copy = VaultFiles(session.folder).header_backup
    copy.write_bytes(b"anders")
    assert [proof.name for proof in session.repairs.check() if not proof.ok] == ["header-copy"]
    assert session.repairs.repair().counts == {"header-copy": 1}
    assert copy.read_bytes() == VaultFiles(session.folder).header.read_bytes()


def test_what_somebody_typed_is_told_and_never_touched(session: Session, case_id: int) -> None:
    spoil(session, "UPDATE contact_moments SET happened_on = '1999-01-01'")  # a day may be wrong, not unknown
    session.repairs.repair()
    with session.database.read() as connection:
        day = connection.exec_driver_sql("SELECT happened_on FROM contact_moments").scalar_one()
        followed = connection.exec_driver_sql("SELECT last_contact_on FROM cases").scalar_one()
    assert (day, followed) == ("1999-01-01", "1999-01-01")
    assert date.fromisoformat(day) < TODAY


@pytest.fixture
def crashed(tmp_path: Path, empty_template: Template) -> Path:
    """The files as a kill leaves them: the lock filled, the last records in the WAL only."""
    folder, left = tmp_path / "kluis", tmp_path / "gebleven"
    shutil.copytree(empty_template.folder, folder)
    session = open_session(folder, empty_template.keys, clock=lambda: NOW)
    try:
        spoil(session, "UPDATE schools SET name = 'Later'")
        shutil.copytree(folder, left)
    finally:
        session.close()
    lock = left / "vault.lock"
    lock.write_text(lock.read_text().replace(f'"pid": {os.getpid()}', '"pid": 1'))
    return left


def test_f22_an_orderly_end_says_nothing_and_a_crash_is_recognised(
    crashed: Path, empty_template: Template
) -> None:
    for expected in (Unclean.CUT_OFF, Unclean.NO):
        session = open_session(crashed, empty_template.keys, clock=lambda: NOW)
        try:
            assert session.unclean is expected
            assert [line.name for line in session.schools.lines()] == ["Later"]
            assert all(proof.ok for proof in session.repairs.quick())
        finally:
            session.close()


def test_f23_a_wal_that_went_missing_after_a_crash_is_recognised(
    crashed: Path, empty_template: Template
) -> None:
    (crashed / "vault.db-wal").unlink()
    session = open_session(crashed, empty_template.keys, clock=lambda: NOW)
    try:
        assert session.unclean is Unclean.JOURNAL_GONE
        assert [line.name for line in session.schools.lines()] == ["VSO De Proef"]
    finally:
        session.close()
