"""An import is one act: carried out whole, and undone for every pupil untouched since (6.6 no. 3)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.pupils import Pupil, PupilName
from jeugdhulp_desktop.domain.roster_plans import plan_import
from jeugdhulp_desktop.domain.rosters import (
    ImportPlan,
    PlanCounts,
    RosterFile,
    RosterKind,
    RosterRow,
    RosterSchool,
)
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.import_queries import (
    apply_import,
    find_undoable_import,
    load_import,
    load_imported_files,
    undo_import,
)
from jeugdhulp_desktop.storage.pupil_queries import (
    find_pupils_with_case,
    load_pupil,
    load_pupils,
    store_pupil,
)
from jeugdhulp_desktop.storage.search import search_cases
from tests.databases import NOW, TODAY, add_case, add_pupil, add_school

LATER = NOW + timedelta(days=1)


def _row(key: str, last: str, group: str = "1") -> RosterRow:
    return RosterRow(key, PupilName("Noor", "", last), date(2014, 1, 1), group)


def _plan(database: Database, rows: Sequence[RosterRow], sha256: str = "a" * 64) -> ImportPlan:
    file = RosterFile(
        RosterKind.EDEXML, RosterSchool("99ZZ", "", "2026-2027", TODAY), tuple(rows), (), sha256
    )
    with database.read() as reading:
        return plan_import(load_pupils(reading, 1), find_pupils_with_case(reading, 1), file, today=TODAY)


def _apply(database: Database, plan: ImportPlan) -> int:
    with database.write(Action.IMPORT_PUPILS, "import") as connection:
        return apply_import(connection, plan, 1, NOW)


def _undo(database: Database, import_id: int) -> tuple[int, list[Pupil]]:
    with database.write(Action.UNDO_IMPORT, "import", import_id) as connection:
        return undo_import(connection, import_id, LATER)


def _pupils(database: Database) -> dict[str, Pupil]:
    with database.read() as reading:
        return {pupil.key: pupil for pupil in load_pupils(reading, 1)}


def _content(pupils: dict[str, Pupil]) -> dict[str, Pupil]:
    return {key: replace(pupil, version=0) for key, pupil in pupils.items()}


@pytest.fixture
def imported(database: Database) -> int:
    """A first import of four pupils, of whom "held" has a case."""
    add_school(database)
    rows = [_row("stays", "Smit"), _row("moves", "Bakker"), _row("goes", "Visser"), _row("held", "Mulder")]
    import_id = _apply(database, _plan(database, rows))
    add_case(database, 1, _pupils(database)["held"].id)
    return import_id


SECOND = [_row("stays", "Smit"), _row("moves", "Bakker", "2"), _row("comes", "Vries")]


def test_an_import_brings_in_changes_erases_and_marks_as_left(database: Database, imported: int) -> None:
    plan = _plan(database, SECOND, "b" * 64)
    import_id = _apply(database, plan)
    pupils = _pupils(database)
    assert sorted(pupils) == ["comes", "held", "moves", "stays"]
    assert (pupils["moves"].group, pupils["held"].left_on) == ("2", TODAY)
    assert (pupils["stays"].version, pupils["moves"].version) == (1, 2)
    with database.read() as reading:
        assert load_import(reading, import_id) == (1, NOW, PlanCounts(1, 1, 1, 2))
        assert load_imported_files(reading, 1) == {"a" * 64: NOW.date(), "b" * 64: NOW.date()}
        assert load_audit_lines(reading)[0].record_id == import_id


def test_a_case_is_found_by_what_the_import_made_of_its_pupil(database: Database, imported: int) -> None:
    _apply(database, _plan(database, [_row("held", "Nieuwenhuis", "7c")]))
    with database.read() as reading:
        assert search_cases(reading, "nieuw 7c") == [1]


def test_undoing_puts_every_untouched_pupil_back_under_the_same_id(database: Database, imported: int) -> None:
    before = _pupils(database)
    import_id = _apply(database, _plan(database, SECOND))
    assert _undo(database, import_id) == (4, [])
    assert _content(_pupils(database)) == _content(before)


def test_an_undone_import_is_as_if_it_had_not_been(database: Database, imported: int) -> None:
    import_id = _apply(database, _plan(database, SECOND, "b" * 64))
    _undo(database, import_id)
    with database.read() as reading:
        assert find_undoable_import(reading) is None
        assert "b" * 64 not in load_imported_files(reading, 1)
        assert reading.scalar(text("SELECT count(*) FROM import_changes")) == 0
    again = _apply(database, _plan(database, SECOND, "b" * 64))
    with database.read() as reading:
        assert find_undoable_import(reading) == again


def test_pupils_touched_since_are_left_alone_and_listed(database: Database, imported: int) -> None:
    import_id = _apply(database, _plan(database, SECOND))
    with database.write(Action.SAVE_PUPIL) as connection:
        moved = _pupils(database)["moves"]
        store_pupil(connection, replace(moved.draft(), group="3"))
    add_case(database, 1, _pupils(database)["comes"].id)
    undone, left_alone = _undo(database, import_id)
    assert undone == 2
    assert sorted(pupil.key for pupil in left_alone) == ["comes", "moves"]
    pupils = _pupils(database)
    assert sorted(pupils) == ["comes", "goes", "held", "moves", "stays"]
    assert (pupils["moves"].group, pupils["held"].left_on) == ("3", None)


def test_an_erased_pupil_whose_key_another_has_now_is_not_put_back_over_it(
    database: Database, imported: int
) -> None:
    import_id = _apply(database, _plan(database, SECOND))
    add_pupil(database, 1, PupilName("Iemand"), key="goes")
    undone, left_alone = _undo(database, import_id)
    assert undone == 3
    assert [pupil.key for pupil in left_alone] == ["goes"]
    assert _pupils(database)["goes"].name.first == "Iemand"


def test_a_pupil_removed_by_hand_since_is_not_missed(database: Database, imported: int) -> None:
    import_id = _apply(database, _plan(database, SECOND))
    with database.write(Action.DELETE_PUPIL) as connection:
        connection.execute(text("DELETE FROM pupils WHERE key IN ('moves', 'comes')"))
    assert _undo(database, import_id) == (2, [])


def test_only_the_last_import_of_a_school_can_be_undone(database: Database, imported: int) -> None:
    second = _apply(database, _plan(database, SECOND))
    with pytest.raises(NotFound):
        _undo(database, imported)
    _undo(database, second)
    for import_id in (second, 999):
        with pytest.raises(NotFound):
            _undo(database, import_id)
    with database.read() as reading, pytest.raises(NotFound):
        load_import(reading, 999)


def test_what_an_erased_pupil_was_called_goes_with_the_next_import(database: Database, imported: int) -> None:
    _apply(database, _plan(database, SECOND))
    query = text("SELECT count(*) FROM import_changes WHERE before LIKE '%Visser%'")
    with database.read() as reading:
        assert reading.scalar(query) == 1
    _apply(database, _plan(database, SECOND))
    with database.read() as reading:
        assert reading.scalar(query) == 0


def test_a_new_pupil_may_carry_the_key_of_one_who_was_erased_before(
    database: Database, imported: int
) -> None:
    _apply(database, _plan(database, SECOND))
    _apply(database, _plan(database, [*SECOND, _row("goes", "Anders")]))
    assert _pupils(database)["goes"].name.last == "Anders"


@pytest.mark.parametrize("touched", ["moves", "goes", "held"])
def test_a_plan_made_before_somebody_saved_a_pupil_changes_nothing(
    database: Database, imported: int, touched: str
) -> None:  # F38
    plan = _plan(database, SECOND)
    pupil_id = _pupils(database)[touched].id
    with database.write(Action.SAVE_PUPIL) as connection:
        store_pupil(connection, replace(load_pupil(connection, pupil_id).draft(), group="9"))
    before = _pupils(database)
    with pytest.raises(ChangedElsewhere) as caught:
        _apply(database, plan)
    assert caught.value.record_id == pupil_id
    assert _pupils(database) == before
    with database.read() as reading:
        assert find_undoable_import(reading) == imported


def test_a_pupil_who_got_a_case_since_the_plan_is_not_erased(database: Database, imported: int) -> None:
    plan = _plan(database, SECOND)
    pupil_id = _pupils(database)["goes"].id
    add_case(database, 1, pupil_id)
    with pytest.raises(ChangedElsewhere):
        _apply(database, plan)
    assert "goes" in _pupils(database)
