"""Going over to a new year: groups up once and never by guess, and who leaves with an open case is listed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.rollovers import (
    CopyCounts,
    GroupState,
    Move,
    MovedGroups,
    NextGroup,
    OpenCase,
    RosterSeen,
    SchoolPlan,
    group_state,
    leavers,
    next_group,
    next_year_group,
    stands_in_front,
    year_to_prepare,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolType

NEXT = SchoolYear(2027)
BAO, SBO, SO, VO, VSO, PRO, MBO, YOUNG = (
    SchoolType.BAO,
    SchoolType.SBO,
    SchoolType.SO,
    SchoolType.VO,
    SchoolType.VSO,
    SchoolType.PRO,
    SchoolType.MBO,
    SchoolType.KINDEROPVANG,
)


@pytest.mark.parametrize(
    ("group", "school_type", "following"),
    [
        ("6", BAO, "7"),
        ("6a", BAO, "7a"),
        (" Groep 7b ", SBO, "Groep 8b"),
        ("1", SO, "2"),
        ("2h", VO, "3h"),
        ("v4", VO, "v5"),
        ("4 vwo", VO, "5 vwo"),
        ("h4a", VO, "h5a"),
        ("4Ha", VO, "5Ha"),
        ("3b", VO, "4b"),
        ("4hv", VSO, ""),
        ("vso 2", VSO, "vso 3"),
        ("3", PRO, "4"),
    ],
)
def test_a_group_goes_up(group: str, school_type: SchoolType, following: str) -> None:
    found = next_group(group, school_type)
    assert found == (NextGroup(Move.UP, following) if following else NextGroup(Move.STAY, group, sure=False))


@pytest.mark.parametrize(
    ("group", "school_type"),
    [
        ("8", BAO),
        ("8a", SBO),
        ("Groep 8", SO),
        ("5h", VO),
        ("v6", VO),
        ("4mavo", VO),
        ("4tl", VSO),
        ("4kba", VO),
    ],
)
def test_the_last_year_leaves(group: str, school_type: SchoolType) -> None:
    assert next_group(group, school_type) == NextGroup(Move.LEAVE)


@pytest.mark.parametrize(
    ("group", "school_type"),
    [
        ("6/7", BAO), ("1-2", BAO), ("De Uilen", BAO), ("", BAO), ("9", BAO), ("0", BAO), ("4b", VO),
        ("5hv", VO), ("5", PRO), ("2", MBO), ("3", YOUNG), ("7v", VO), ("2027", BAO),
    ],
)  # fmt: skip
def test_what_a_name_does_not_tell_stays_and_is_asked(group: str, school_type: SchoolType) -> None:
    assert next_group(group, school_type) == NextGroup(Move.STAY, group, sure=False)


@given(st.text(max_size=12), st.sampled_from(SchoolType))
def test_any_name_of_a_group_has_an_answer_that_keeps_its_words(group: str, school_type: SchoolType) -> None:
    found = next_group(group, school_type)
    if found.move is Move.UP:
        letters = [letter for letter in group.strip() if not letter.isdigit()]
        assert [letter for letter in found.group if not letter.isdigit()] == letters
        assert found.group != group


def test_the_year_within_primary_education_goes_along_as_far_as_it_goes() -> None:
    assert next_year_group("6", Move.UP) == "7"
    assert next_year_group("8", Move.UP) == "8"
    assert next_year_group("6", Move.STAY) == "6"
    assert next_year_group("H", Move.UP) == "H"
    assert next_year_group("²", Move.UP) == "²"


def test_from_april_one_prepares_the_next_year_and_from_august_the_one_that_began() -> None:
    assert [stands_in_front(date(2027, month, 1)) for month in (3, 4, 9, 10)] == [False, True, True, False]
    assert year_to_prepare(date(2027, 3, 31)) == SchoolYear(2026)
    assert year_to_prepare(date(2027, 4, 1)) == NEXT
    assert year_to_prepare(date(2027, 7, 31)) == NEXT
    assert year_to_prepare(date(2027, 8, 1)) == NEXT


def _at(month: int) -> datetime:
    return datetime(2027, month, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("roster", "moved", "state"),
    [
        (None, None, GroupState.OLD),
        (RosterSeen(SchoolYear(2026), _at(1)), None, GroupState.OLD),
        (RosterSeen(NEXT, _at(6)), None, GroupState.OF_ROSTER),
        (RosterSeen(NEXT, _at(6)), MovedGroups(NEXT, _at(5)), GroupState.OF_ROSTER),
        (None, MovedGroups(NEXT, _at(5)), GroupState.MOVED),
        (RosterSeen(SchoolYear(2026), _at(4)), MovedGroups(NEXT, _at(5)), GroupState.MOVED),
        (RosterSeen(SchoolYear(2026), _at(6)), MovedGroups(NEXT, _at(5)), GroupState.OLD),
        (None, MovedGroups(SchoolYear(2026), _at(5)), GroupState.OLD),
    ],
)
def test_groups_move_once_and_not_when_the_list_is_of_the_new_year(
    roster: RosterSeen | None, moved: MovedGroups | None, state: GroupState
) -> None:
    assert group_state(NEXT, roster, moved, pupils=3) is state
    assert group_state(NEXT, roster, moved, pupils=0) is GroupState.NONE


def _plan(
    state: GroupState, agreement_id: int | None = 1, next_id: int | None = None, actions: int = 0
) -> SchoolPlan:
    cases = (OpenCase(1, "2026-0001", 1, "Noor de Vries", "8"), OpenCase(2, "2026-0002", 2, "Sam Bos", "7"))
    return SchoolPlan(1, "De Wissel", BAO, agreement_id, next_id, CopyCounts(), actions, 2, (), state, cases)


def test_who_leaves_with_an_open_case_is_listed_only_where_groups_move() -> None:
    groups = {"8": NextGroup(Move.LEAVE), "7": NextGroup(Move.UP, "8")}
    assert [case.case_id for case in leavers(_plan(GroupState.OLD), groups)] == [1]
    assert leavers(_plan(GroupState.OF_ROSTER), groups) == []


def test_a_school_has_work_while_something_would_be_done() -> None:
    assert _plan(GroupState.MOVED).has_work
    assert _plan(GroupState.OLD, next_id=4).has_work
    assert _plan(GroupState.MOVED, next_id=4, actions=2).has_work
    assert not _plan(GroupState.MOVED, next_id=4).has_work
    assert not _plan(GroupState.NONE, agreement_id=None).has_work
