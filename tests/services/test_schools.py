"""Schools as a user keeps and removes them: many a vault, one of them mine."""

from dataclasses import replace

import pytest

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.errors import NotFound, NotValid
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session


def test_one_school_is_mine_and_choosing_another_ends_that(session: Session) -> None:
    other = session.schools.save(SchoolDraft("Aan de overkant", is_mine=True))
    mine = session.schools.mine()
    assert mine is not None
    assert mine.id == other
    assert [line.is_mine for line in session.schools.lines()] == [True, False]


def test_a_school_without_a_name_is_refused_and_nothing_is_announced(session: Session) -> None:
    heard: list[frozenset[Change]] = []
    session.changes.subscribe(heard.append)
    with pytest.raises(NotValid):
        session.schools.save(SchoolDraft("\x00 "))
    assert heard == []
    assert session.schools.check(SchoolDraft(""))[0].code == "required"


def test_a_school_with_a_case_stays_and_one_without_goes(session: Session) -> None:
    mine = session.schools.mine()
    assert mine is not None
    assert mine.id is not None
    session.cases.save(CaseDraft(school_id=mine.id))
    with pytest.raises(NotValid) as told:
        session.schools.delete(mine.id)
    assert told.value.problems[0].code == "in-use"
    other = session.schools.save(SchoolDraft("Weg ermee"))
    session.schools.delete(other)
    with pytest.raises(NotFound):
        session.schools.load(other)


def test_a_school_for_which_deployment_was_asked_stays(session: Session) -> None:
    other = session.schools.save(SchoolDraft("De Vrager"))
    session.additions.save(session.additions.new(other, SchoolYear(2026)))
    with pytest.raises(NotValid) as told:
        session.schools.delete(other)
    assert told.value.problems[0].code == "in-use"


def test_no_school_is_mine_until_one_is_chosen(session: Session) -> None:
    mine = session.schools.mine()
    assert mine is not None
    session.schools.save(replace(mine, is_mine=False))
    assert session.schools.mine() is None
