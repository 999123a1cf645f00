"""An action: what, who, when; and when it is late."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionLine, check_action, is_overdue
from jeugdhulp_desktop.domain.problems import Level

TODAY = date(2026, 9, 15)
CALL = ActionDraft("Moeder terugbellen", due_on=TODAY)
LINE = ActionLine(1, CALL.what, "ik", True, TODAY, None, 7, "2026-0001", None, "", 1)


def found(draft: ActionDraft) -> list[tuple[str, str, Level]]:
    return [(each.field, each.code, each.level) for each in check_action(draft)]


def test_an_action_with_a_day_has_no_problems() -> None:
    assert found(CALL) == []


@pytest.mark.parametrize(("what", "code"), [(" ", "action-required"), ("x" * 301, "too-long")])
def test_an_action_says_what_in_at_most_300_characters(what: str, code: str) -> None:
    assert found(replace(CALL, what=what)) == [("what", code, Level.BLOCKS)]


def test_an_action_without_a_day_is_remarked_and_one_in_another_century_refused() -> None:
    assert found(replace(CALL, due_on=None)) == [("due_on", "when-missing", Level.REMARK)]
    assert found(replace(CALL, due_on=date(1926, 9, 15))) == [("due_on", "date-too-old", Level.BLOCKS)]


def test_v18_a_number_that_may_be_a_bsn_blocks() -> None:
    assert found(replace(CALL, what="Bel over 123456782")) == [("what", "bsn-like", Level.BLOCKS)]


@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        (date(2026, 9, 14), None, True),
        (TODAY, None, False),
        (None, None, False),
        (date(2026, 9, 14), TODAY, False),
    ],
)
def test_late_is_open_with_a_day_that_has_passed(due: date | None, done: date | None, late: bool) -> None:
    assert is_overdue(replace(LINE, due_on=due, done_on=done), TODAY) is late
