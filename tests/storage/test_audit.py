"""The audit trail: one line a write, about the right record."""

from sqlalchemy import text

from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines, name_record
from jeugdhulp_desktop.storage.engine import Database
from tests.databases import add_pupil, add_school


def test_a_vault_begins_with_the_line_of_its_making(database: Database) -> None:
    with database.read() as reading:
        lines = load_audit_lines(reading)
    assert [(line.action, line.subject) for line in lines] == [("create-vault", "vault")]


def test_the_first_record_named_stays_whatever_follows_in_the_same_write(database: Database) -> None:
    with database.write(Action.IMPORT_PUPILS, "import") as connection:
        name_record(connection, 7)
        name_record(connection, 8)
    with database.read() as reading:
        assert load_audit_lines(reading)[0].record_id == 7


def test_an_id_that_was_given_is_not_changed(database: Database) -> None:
    with database.write(Action.SAVE_SCHOOL, "school", 5) as connection:
        name_record(connection, 9)
    with database.read() as reading:
        assert load_audit_lines(reading)[0].record_id == 5


def test_a_record_named_after_a_write_changes_no_line(database: Database) -> None:
    with database.write(Action.SAVE_SETTINGS, "settings") as connection:
        pass
    with database.read() as reading:
        name_record(reading, 3)
        assert load_audit_lines(reading)[0].record_id is None
    assert connection.closed


def test_lines_are_found_by_kind_and_by_record_newest_first(database: Database) -> None:
    first = add_school(database, "A")
    add_pupil(database, first, PupilName("Noor"))
    second = add_school(database, "B")
    with database.read() as reading:
        of_schools = load_audit_lines(reading, subject="school")
        of_first = load_audit_lines(reading, subject="school", record_id=first)
        limited = load_audit_lines(reading, limit=2)
    assert [line.record_id for line in of_schools] == [second, first]
    assert [line.record_id for line in of_first] == [first]
    assert [line.subject for line in limited] == ["school", "pupil"]


def test_a_line_outlives_its_record(database: Database) -> None:
    school_id = add_school(database)
    with database.write(Action.DELETE_SCHOOL, "school", school_id) as connection:
        connection.execute(text("DELETE FROM schools"))
    with database.read() as reading:
        actions = [line.action for line in load_audit_lines(reading, record_id=school_id)]
    assert actions == ["delete-school", "save-school"]
