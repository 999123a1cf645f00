"""F56: a name is looked for in every column that can hold text, also of a table that is yet to come."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    insert,
    text,
)

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.erasures import Fixed
from jeugdhulp_desktop.domain.name_words import MASK, NameWords
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import load_case, store_case
from jeugdhulp_desktop.storage.contact_queries import load_contact, store_contact
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.faults import driver
from jeugdhulp_desktop.storage.mentions import NO_NAME, find_mentions, mask_mentions, searched_columns
from jeugdhulp_desktop.storage.setting_queries import load_drafts, store_draft
from jeugdhulp_desktop.storage.tables import Base
from tests.databases import NOW, add_case, add_person, add_pupil, add_school

WHOLE = PupilName("Kanarie", "van", "Piet")
NAME = NameWords.of(WHOLE)


@pytest.fixture
def full() -> Iterator[Connection]:
    """A database in memory with the name in every text of one row of every table, rules switched off."""
    engine = create_engine("sqlite://", module=driver())
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA foreign_keys = OFF"))
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        for table in Base.metadata.sorted_tables:
            values = {}
            for column in table.columns:
                affinity = column.type.dialect_impl(connection.dialect).compile(connection.dialect)
                plain = {"TEXT": WHOLE.display, "BLOB": WHOLE.display.encode(), "INTEGER": 1}[str(affinity)]
                values[column.name] = plain if type(column.type) in (Text, LargeBinary, Integer) else None
                if values[column.name] is None:
                    values[column.name] = "2026-09-15" if affinity == "TEXT" else 1
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - names of ours
            connection.exec_driver_sql(statement, tuple(values.values()))
        yield connection
    engine.dispose()


def test_f56_every_text_column_is_searched_or_named_as_one_that_holds_no_name(full: Connection) -> None:
    found = {f"{each.table}.{each.column}" for each in find_mentions(full, NAME)}
    all_texts = {
        f"{table.name}.{column.key}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if type(column.type) in (Text, LargeBinary)
    }
    assert found == all_texts - NO_NAME
    assert all_texts >= NO_NAME, "a column in the list that is no text any more"
    assert len(found) > 120


def test_a_table_that_is_added_is_searched_without_being_named() -> None:
    new = Table("news", MetaData(), Column("id", Integer, primary_key=True), Column("said", Text))
    assert [column.name for column in searched_columns(new)] == ["said"]


@pytest.fixture
def sibling(database: Database) -> int:
    """A case of a brother in which the name stands in two texts and half of it in a third."""
    school = add_school(database)
    pupil = add_pupil(database, school, PupilName("Merel", "van", "Piet"))
    case_id = add_case(database, school, pupil, summary="Zus Kanarie van Piet krijgt ook hulp.")
    with database.write(Action.SAVE_CONTACT, "contact") as connection:
        store_contact(
            connection,
            ContactDraft(
                case_id=case_id, happened_on=date(2026, 9, 1), fact="Over KANARIE VAN PIET gesproken",
                agreed="Kanarie belt",
            ),
        )  # fmt: skip
    return case_id


def test_a_mention_tells_where_it_stands_and_whether_it_is_sure(database: Database, sibling: int) -> None:
    with database.read() as connection:
        found = find_mentions(connection, NAME)
        number = load_case(connection, sibling).number
    told = {(each.table, each.column): (each.sure, each.fixed) for each in found}
    assert told == {
        ("cases", "summary"): (True, Fixed.NO),
        ("contact_moments", "fact"): (True, Fixed.NO),
        ("contact_moments", "agreed"): (False, Fixed.NO),
    }
    assert {(each.place, each.place_id, each.place_name) for each in found} == {("cases", sibling, number)}


def test_rows_that_go_are_not_mentioned(database: Database, sibling: int) -> None:
    with database.read() as connection:
        found = find_mentions(connection, NAME, {"cases": {(sibling,)}})
    assert {each.table for each in found} == {"contact_moments"}


def test_a_masked_text_has_no_name_and_a_new_version_f38(database: Database, sibling: int) -> None:
    with database.write(Action.ERASE_PUPIL, "pupil", 1) as connection:
        before = load_case(connection, sibling).version
        cells = [each.cell for each in find_mentions(connection, NAME)]
        assert mask_mentions(connection, NAME, cells) == 3
    with database.read() as connection:
        case, contact = load_case(connection, sibling), load_contact(connection, 1)
        assert case.summary == f"Zus {MASK} krijgt ook hulp."
        assert (contact.fact, contact.agreed) == (f"Over {MASK} gesproken", f"{MASK} belt")
        assert case.version > before
        assert contact.version > 1
        assert find_mentions(connection, NAME) == []


def test_half_a_name_in_the_name_of_a_record_is_somebody_elses_and_a_whole_one_stays(
    database: Database,
) -> None:
    add_person(database, "Jan van Piet")
    add_person(database, "Moeder van Kanarie van Piet")
    with database.read() as connection:
        found = find_mentions(connection, NAME)
    assert [(each.table, each.place_id, each.fixed) for each in found] == [("people", 2, Fixed.NAME)]


def test_a_text_that_changed_since_it_was_chosen_is_left(database: Database, sibling: int) -> None:
    with database.read() as connection:
        cells = [each.cell for each in find_mentions(connection, NAME) if each.table == "cases"]
    with database.write(Action.SAVE_CASE, "case", sibling) as connection:
        draft = load_case(connection, sibling)
        store_case(connection, CaseDraft(**{**draft.__dict__, "summary": "Zonder naam."}), year=2026)
    with database.write(Action.ERASE_PUPIL, "pupil", 1) as connection:
        assert mask_mentions(connection, NAME, cells) == 0


def test_a_name_behind_a_line_end_in_what_is_typed_is_found_and_taken_out(database: Database) -> None:
    typed = {"value": {"fact": f"Vandaag\n{WHOLE.display}\nbelde"}, "schema": 1}
    store = partial(store_draft, form="action", record_id=None, content=typed, at=NOW)
    with database.write(Action.ERASE_PUPIL, "pupil", 1) as connection:
        store(connection)
        (found,) = find_mentions(connection, NAME)
        assert (found.place, found.sure, found.text) == ("drafts", True, f"Vandaag {WHOLE.display} belde")
        assert mask_mentions(connection, NAME, [found.cell]) == 1
        ((_form, _record, content, _at),) = load_drafts(connection)
    assert content == {"value": {"fact": f"Vandaag\n{MASK}\nbelde"}, "schema": 1}


def test_an_action_of_nobody_is_a_place_of_its_own(database: Database) -> None:
    with database.write(Action.SAVE_ACTION, "action") as connection:
        connection.execute(
            insert(Base.metadata.tables["actions"]), {"version": 1, "what": f"{WHOLE.display} bellen"}
        )
        found = find_mentions(connection, NAME)
    assert [(each.place, each.place_id, each.sure) for each in found] == [("actions", 1, True)]
