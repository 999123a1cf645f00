"""Actions: one list of all, seen from several sides."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionFilter, ActionFilterKind, ActionLine
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.storage.action_queries import (
    delete_action,
    load_action,
    load_action_lines,
    set_action_done,
    store_action,
)
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from tests.databases import TODAY, add_case, add_person, add_pupil, add_school


def _add(database: Database, what: str, **values: object) -> int:
    with database.write(Action.SAVE_ACTION, "action") as connection:
        return store_action(connection, ActionDraft(what, **values))  # type: ignore[arg-type]


def _lines(database: Database, wanted: ActionFilter = ActionFilter()) -> list[ActionLine]:  # noqa: B008
    with database.read() as reading:
        return load_action_lines(reading, wanted, today=TODAY, me="Ilse")


def test_an_action_comes_back_as_it_was_kept(database: Database) -> None:
    person_id, case_id = add_person(database, "Els"), add_case(database, add_school(database))
    draft = ActionDraft("Bellen met moeder", person_id, date(2026, 9, 20), case_id, None, None, TODAY)
    action_id = _add(database, draft.what, **{k: v for k, v in vars(draft).items() if k != "what"})
    with database.read() as reading:
        assert load_action(reading, action_id) == replace(draft, id=action_id, version=1)


def test_a_line_tells_who_what_when_and_about_whom(database: Database) -> None:
    school_id = add_school(database, "De Wissel")
    pupil_id = add_pupil(database, school_id, PupilName("Noor", "de", "Vries"))
    case_id, signal = add_case(database, school_id, pupil_id), add_case(database, school_id)
    els = add_person(database, "Els Smit")
    first = _add(database, "A", person_id=els, due_on=date(2026, 9, 1), case_id=case_id)
    second = _add(database, "B", due_on=date(2026, 9, 2), case_id=signal)
    third = _add(database, "C")
    assert _lines(database) == [
        ActionLine(first, "A", "Els Smit", False, date(2026, 9, 1), None, case_id, "2026-0001", None,
                   "Noor de Vries", 1),
        ActionLine(second, "B", "Ilse", True, date(2026, 9, 2), None, signal, "2026-0002", None,
                   "De Wissel", 1),
        ActionLine(third, "C", "Ilse", True, None, None, None, "", None, "", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ActionFilter(), ["laat", "vandaag", "ander", "ooit"]),
        (ActionFilter(ActionFilterKind.MINE), ["laat", "vandaag", "ooit"]),
        (ActionFilter(ActionFilterKind.OVERDUE), ["laat"]),
        (ActionFilter(ActionFilterKind.DONE), ["pas klaar", "lang klaar"]),
        (ActionFilter(case_id=1), ["ander"]),
        (ActionFilter(ActionFilterKind.OVERDUE, case_id=1), []),
        (ActionFilter(agreement_id=1), []),
    ],
)
def test_the_list_is_seen_from_several_sides(
    database: Database, wanted: ActionFilter, expected: list[str]
) -> None:
    case_id, els = add_case(database, add_school(database)), add_person(database, "Els")
    _add(database, "ooit")
    _add(database, "ander", person_id=els, due_on=date(2026, 9, 20), case_id=case_id)
    _add(database, "vandaag", due_on=TODAY)
    _add(database, "laat", due_on=date(2026, 9, 14))
    _add(database, "lang klaar", due_on=date(2026, 9, 1), done_on=date(2026, 9, 2))
    _add(database, "pas klaar", done_on=date(2026, 9, 10))
    assert [line.what for line in _lines(database, wanted)] == expected


def test_an_action_is_done_and_opened_again(database: Database) -> None:
    action_id = _add(database, "A")
    with database.write(Action.SAVE_ACTION, "action", action_id) as connection:
        set_action_done(connection, action_id, 1, TODAY)
        assert load_action(connection, action_id).done_on == TODAY
        set_action_done(connection, action_id, 2, None)
        assert load_action(connection, action_id).done_on is None


def test_stale_and_missing_actions_are_told(database: Database) -> None:  # F38
    action_id = _add(database, "A")
    with database.write(Action.SAVE_ACTION) as connection:
        read = load_action(connection, action_id)
        store_action(connection, replace(read, what="B"))
        with pytest.raises(ChangedElsewhere):
            store_action(connection, read)
        with pytest.raises(ChangedElsewhere):
            set_action_done(connection, action_id, 1, TODAY)
        delete_action(connection, action_id)
        for attempt in (
            lambda: load_action(connection, action_id),
            lambda: set_action_done(connection, action_id, 2, TODAY),
            lambda: delete_action(connection, action_id),
        ):
            with pytest.raises(NotFound):
                attempt()
