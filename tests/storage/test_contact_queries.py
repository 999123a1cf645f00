"""Contact moments: the time line, and the day of last contact that follows from it."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.contacts import ContactDraft, ContactKind, ContactLine, Place, WithWhom
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import load_case_lines
from jeugdhulp_desktop.storage.contact_queries import (
    delete_contact,
    find_parents_spoken_on,
    load_contact,
    load_timeline,
    store_contact,
)
from jeugdhulp_desktop.storage.engine import Database
from tests.databases import add_case, add_school


@pytest.fixture
def case_id(database: Database) -> int:
    return add_case(database, add_school(database))


def _store(database: Database, draft: ContactDraft) -> int:
    with database.write(Action.SAVE_CONTACT, "contact", draft.id) as connection:
        return store_contact(connection, draft)


def _last_contact(database: Database, case_id: int) -> date | None:
    with database.read() as reading:
        return load_case_lines(reading, [case_id])[0].last_contact


def test_a_contact_moment_comes_back_as_it_was_kept(database: Database, case_id: int) -> None:
    draft = ContactDraft(
        case_id, date(2026, 9, 8), ContactKind.VISIT, Place.HOME, (WithWhom.PARENT, WithWhom.WORKER),
        "moeder", 45, "Eerste regel\ntweede \N{GRINNING FACE} “regel”", "Bellen op vrijdag", True,
    )  # fmt: skip
    contact_id = _store(database, draft)
    with database.read() as reading:
        assert load_contact(reading, contact_id) == replace(draft, id=contact_id, version=1)
        assert load_timeline(reading, case_id) == [
            ContactLine(
                contact_id, case_id, date(2026, 9, 8), ContactKind.VISIT, Place.HOME,
                (WithWhom.PARENT, WithWhom.WORKER), "moeder", 45, draft.fact, "Bellen op vrijdag", 1,
            )
        ]  # fmt: skip


def test_the_time_line_has_the_newest_day_first_and_the_last_written_of_a_day(
    database: Database, case_id: int
) -> None:
    ids = [_store(database, ContactDraft(case_id, date(2026, 9, day), fact="x")) for day in (2, 5, 5, 1)]
    with database.read() as reading:
        assert [line.id for line in load_timeline(reading, case_id)] == [ids[2], ids[1], ids[0], ids[3]]
        assert [line.id for line in load_timeline(reading, case_id, limit=1)] == [ids[2]]


def test_the_day_of_last_contact_follows_what_is_saved_moved_and_removed(
    database: Database, case_id: int
) -> None:
    other = add_case(database, 1)
    contact_id = _store(database, ContactDraft(case_id, date(2026, 9, 8), fact="x"))
    _store(database, ContactDraft(case_id, date(2026, 9, 2), fact="x"))
    assert _last_contact(database, case_id) == date(2026, 9, 8)
    with database.read() as reading:
        kept = load_contact(reading, contact_id)
    _store(database, replace(kept, case_id=other))
    assert (_last_contact(database, case_id), _last_contact(database, other)) == (
        date(2026, 9, 2), date(2026, 9, 8),
    )  # fmt: skip
    with database.write(Action.DELETE_CONTACT, "contact", contact_id) as connection:
        delete_contact(connection, contact_id)
    assert _last_contact(database, other) is None


def test_when_parents_were_last_spoken_to_is_known(database: Database, case_id: int) -> None:  # V06
    with database.read() as reading:
        assert find_parents_spoken_on(reading, case_id) is None
    _store(database, ContactDraft(case_id, date(2026, 9, 2), with_whom=(WithWhom.PARENT,), fact="x"))
    _store(database, ContactDraft(case_id, date(2026, 9, 8), with_whom=(WithWhom.PUPIL,), fact="x"))
    with database.read() as reading:
        assert find_parents_spoken_on(reading, case_id) == date(2026, 9, 2)


def test_a_long_note_and_strange_signs_come_back_unchanged(
    database: Database, case_id: int
) -> None:  # F32, F33
    fact = '=HYPERLINK("x")\'; DROP TABLE cases;-- \u202e\u200d ' + "a" * 100_000
    contact_id = _store(database, ContactDraft(case_id, date(2026, 9, 2), fact=fact))
    with database.read() as reading:
        assert load_contact(reading, contact_id).fact == fact


def test_stale_and_missing_contact_moments_are_told(database: Database, case_id: int) -> None:  # F38
    contact_id = _store(database, ContactDraft(case_id, date(2026, 9, 2), fact="x"))
    with database.read() as reading:
        read = load_contact(reading, contact_id)
    _store(database, read)
    with pytest.raises(ChangedElsewhere):
        _store(database, read)
    with database.write(Action.DELETE_CONTACT) as connection:
        delete_contact(connection, contact_id)
        with pytest.raises(NotFound):
            load_contact(connection, contact_id)
        with pytest.raises(NotFound):
            delete_contact(connection, contact_id)
    with pytest.raises(NotFound):
        _store(database, read)
