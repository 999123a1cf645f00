"""When the report folder follows: two seconds of quiet after a save, and never much later."""

import pytest

from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.document_upkeep import DELAY, LONGEST, DocumentUpkeep


def test_nothing_is_due_before_something_was_saved() -> None:
    upkeep = DocumentUpkeep()
    assert upkeep.seconds_left(100.0) is None
    assert not upkeep.take(100.0)


@pytest.mark.parametrize("change", [Change.AGREEMENTS, Change.SCHOOLS])
def test_two_seconds_after_a_save_it_is_due_once(change: Change) -> None:
    upkeep = DocumentUpkeep()
    upkeep.changed({change, Change.ACTIONS}, 100.0)
    assert upkeep.seconds_left(100.5) == DELAY - 0.5
    assert not upkeep.take(101.9)
    assert upkeep.take(102.0)
    assert not upkeep.take(110.0)
    assert upkeep.seconds_left(110.0) is None


def test_another_kind_of_change_makes_nothing_due() -> None:
    upkeep = DocumentUpkeep()
    upkeep.changed({Change.CASES, Change.DOCUMENTS}, 100.0)
    assert upkeep.seconds_left(100.0) is None


def test_saving_on_waits_for_quiet_but_not_for_ever() -> None:
    upkeep = DocumentUpkeep()
    for second in range(20):
        upkeep.changed({Change.AGREEMENTS}, 100.0 + second)
    assert upkeep.seconds_left(110.0) == LONGEST - 10.0
    assert upkeep.take(100.0 + LONGEST)


def test_a_save_during_the_work_asks_for_it_again() -> None:
    upkeep = DocumentUpkeep()
    upkeep.changed({Change.AGREEMENTS}, 100.0)
    assert upkeep.take(103.0)
    upkeep.changed({Change.AGREEMENTS}, 103.5)
    assert upkeep.seconds_left(103.5) == DELAY
