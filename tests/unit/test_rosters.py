"""What an import would do: matching on key, doubt left to people, and nobody erased by a faulty row."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.pupils import Pupil, PupilName
from jeugdhulp_desktop.domain.roster_plans import answer, plan_import
from jeugdhulp_desktop.domain.rosters import (
    HintKind,
    ImportPlan,
    PlanCounts,
    RosterError,
    RosterFile,
    RosterKind,
    RosterRow,
    RosterSchool,
    find_duplicates,
    find_school,
    unique_rows,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear

TODAY = date(2026, 9, 15)
BORN = date(2016, 3, 14)
SCHOOL = RosterSchool("99ZZ", "00", "2026-2027", date(2026, 9, 1))


def row(key: str, last: str, first: str = "Noor", prefix: str = "", **more: object) -> RosterRow:
    return replace(RosterRow(key, PupilName(first, prefix, last), BORN, "4B", "4"), **more)  # type: ignore[arg-type]


def pupil(number: int, key: str, last: str, **more: object) -> Pupil:
    kept = Pupil(number, 1, key, PupilName("Noor", "", last), BORN, group="4B", year_group="4")
    return replace(kept, **more)  # type: ignore[arg-type]


def roster(*rows: RosterRow, errors: tuple[RosterError, ...] = (), **more: object) -> RosterFile:
    file = RosterFile(RosterKind.EDEXML, SCHOOL, rows, errors, "ab" * 32)
    return replace(file, **more)  # type: ignore[arg-type]


def codes(plan: ImportPlan) -> list[str]:
    return [remark.code for remark in plan.remarks]


def test_new_changed_unchanged_and_gone_are_told_apart() -> None:
    existing = [
        pupil(1, "1", "Bakker"),
        pupil(2, "2", "Jansen"),
        pupil(3, "3", "Smit"),
        pupil(4, "4", "Mulder"),
    ]
    file = roster(row("1", "Bakker"), row("2", "Jansen", group="5A"), row("9", "Vries", birth_date=None))
    plan = plan_import(existing, {4}, file, today=TODAY, school_year=SchoolYear(2026))
    assert plan.counts == PlanCounts(new=1, changed=1, unchanged=1, gone=2)
    assert plan.changed[0].fields == ("group",)
    assert plan.erased == (existing[2],)
    assert plan.left[0].after == replace(existing[3], left_on=date(2026, 9, 1))
    assert plan.remarks == ()
    assert plan.new[0].draft(1).key == "9"
    assert not plan.is_empty


def test_the_plan_stands_in_the_dutch_order() -> None:
    file = roster(row("1", "Vries", prefix="de"), row("2", "Bakker"), row("3", "Hart", prefix="'t"))
    plan = plan_import([], set(), file, today=TODAY)
    assert [each.name.last for each in plan.new] == ["Bakker", "Hart", "Vries"]


def test_a_pupil_typed_by_hand_is_never_gone() -> None:
    plan = plan_import([pupil(1, "", "Bakker")], set(), roster(row("2", "Smit")), today=TODAY)
    assert plan.counts == PlanCounts(1, 0, 1, 0)


def test_a_file_without_a_column_empties_nothing() -> None:
    kept = pupil(1, "1", "Bakker")
    file = roster(row("1", "Bakker", group="", year_group="", birth_date=None), fields=frozenset({"name"}))
    assert plan_import([kept], set(), file, today=TODAY).unchanged == (kept,)


def test_a_missing_birth_date_takes_none_away_and_a_given_one_ends_onbekend() -> None:
    kept = pupil(1, "1", "Bakker", birth_date=None, birth_date_unknown=True)
    plan = plan_import([kept], set(), roster(row("1", "Bakker")), today=TODAY)
    assert plan.changed[0].after == pupil(1, "1", "Bakker")
    assert plan_import(
        [pupil(1, "1", "Bakker")], set(), roster(row("1", "Bakker", birth_date=None)), today=TODAY
    ).is_empty


def test_who_left_stays_left_once_and_comes_back_when_listed_again() -> None:
    away = pupil(1, "1", "Bakker", left_on=date(2026, 7, 31))
    plan = plan_import([away], {1}, roster(row("2", "Smit")), today=TODAY)
    assert (plan.left, plan.unchanged) == ((), (away,))
    back = plan_import([away], {1}, roster(row("1", "Bakker")), today=TODAY)
    assert back.changed[0].after.left_on is None


def test_without_a_usable_snapshot_date_a_leaver_left_today() -> None:
    for snapshot in (None, date(2027, 1, 1)):
        file = roster(row("2", "Smit"), school=replace(SCHOOL, snapshot_date=snapshot))
        assert plan_import([pupil(1, "1", "Bakker")], {1}, file, today=TODAY).left[0].after.left_on == TODAY


def test_f37_a_changed_key_with_equal_name_and_birth_date_is_a_question_and_nothing_happens_unasked() -> None:
    kept = pupil(1, "1", "Bakker")
    plan = plan_import([kept], set(), roster(row("77", "bakker", group="5A")), today=TODAY)
    assert [question.pupil for question in plan.questions] == [kept]
    assert plan.counts == PlanCounts(0, 0, 1, 0)
    assert plan.is_empty
    assert answer(plan, {}) == plan


def test_f37_the_same_child_keeps_its_record_under_the_new_key() -> None:
    kept = pupil(1, "1", "Bakker")
    plan = answer(plan_import([kept], {1}, roster(row("77", "Bakker", group="5A")), today=TODAY), {1: True})
    assert plan.changed[0].fields == ("key", "group")
    assert (plan.questions, plan.new, plan.left) == ((), (), ())


@pytest.mark.parametrize("has_case", [True, False])
def test_f37_another_child_is_new_and_the_old_one_is_gone(has_case: bool) -> None:
    kept = pupil(1, "1", "Bakker")
    with_case = {1} if has_case else set()
    plan = answer(plan_import([kept], with_case, roster(row("77", "Bakker")), today=TODAY), {1: False})
    assert plan.counts == PlanCounts(1, 0, 0, 1)
    assert bool(plan.left) is has_case
    assert bool(plan.erased) is not has_case


def test_f37_another_child_leaves_the_day_of_an_earlier_leaver_alone() -> None:
    away = pupil(1, "1", "Bakker", left_on=date(2026, 7, 31))
    plan = plan_import([away], {1}, roster(row("77", "Bakker")), today=TODAY)
    other = plan.questions[0].if_other
    assert other
    assert other.after == away


def test_f37_each_question_takes_its_own_row() -> None:
    existing = [pupil(1, "1", "Bakker"), pupil(2, "2", "Bakker"), pupil(3, "3", "Smit", birth_date=None)]
    file = roster(row("7", "Bakker"), row("8", "Bakker"), row("9", "Smit", birth_date=None))
    plan = plan_import(existing, set(), file, today=TODAY)
    assert [question.row.key for question in plan.questions] == ["7", "8"]
    assert [each.id for each in plan.erased] == [3]


def test_f42_a_pupil_whose_row_is_faulty_is_not_gone() -> None:
    kept = [pupil(1, "1", "Bakker"), pupil(2, "2", "Smit")]
    file = roster(row("9", "Vries"), errors=(RosterError(4, "impossible-date", "birth_date", "1"),))
    plan = plan_import(kept, set(), file, today=TODAY)
    assert plan.erased == (kept[1],)
    assert plan.unchanged == (kept[0],)
    assert codes(plan) == ["gone-held"]


def test_f42_a_row_without_a_key_may_be_anyones_so_nobody_is_gone() -> None:
    file = roster(row("9", "Vries"), errors=(RosterError(4, "missing-key", "key"),))
    plan = plan_import([pupil(1, "1", "Bakker")], set(), file, today=TODAY)
    assert plan.counts.gone == 0


@pytest.mark.parametrize(
    "error", [RosterError(4, "missing-key", "key"), RosterError(4, "impossible-date", "birth_date", "1")]
)
def test_f37_a_faulty_row_does_not_turn_a_changed_key_into_a_second_record(error: RosterError) -> None:
    kept = pupil(1, "1", "Bakker")
    plan = plan_import([kept], {1}, roster(row("77", "Bakker"), errors=(error,)), today=TODAY)
    assert [question.pupil for question in plan.questions] == [kept]
    assert (plan.new, codes(plan)) == ((), [])
    assert answer(plan, {1: True}).changed[0].fields == ("key",)
    other = answer(plan, {1: False})
    assert (len(other.new), other.left, other.erased, other.unchanged) == (1, (), (), (kept,))


def test_f35_a_pupil_who_is_not_born_yet_is_an_error_and_not_gone() -> None:
    file = roster(
        row("1", "Bakker", birth_date=date(2026, 9, 16), line=3), row("2", "Smit", birth_date=TODAY)
    )
    plan = plan_import([pupil(1, "1", "Bakker")], set(), file, today=TODAY)
    assert plan.file.errors == (RosterError(3, "impossible-date", "birth_date", "1"),)
    assert plan.counts == PlanCounts(1, 0, 1, 0)


def test_an_error_shows_no_key_when_printed() -> None:
    assert "4711" not in repr(RosterError(4, "impossible-date", "birth_date", "4711"))


def test_f45_another_year_an_unknown_school_the_same_file_again_and_many_leavers_are_remarks() -> None:
    existing = [pupil(number, str(number), "Bakker", birth_date=None) for number in range(1, 13)]
    plan = plan_import(
        existing, set(), roster(row("99", "Smit")), today=TODAY,
        school_year=SchoolYear(2025), school_known=False, earlier={"ab" * 32: date(2026, 9, 2)},
    )  # fmt: skip
    assert codes(plan) == ["other-school-year", "unknown-brin", "same-file", "many-gone"]
    assert plan.remarks[2].value("day") == "2026-09-02"
    assert plan.counts.gone == 12


def test_f42_the_same_key_again_is_an_error_at_its_line() -> None:
    rows, errors = unique_rows(
        [row("1", "Bakker", line=2), row("1", "Smit", line=3), row("2", "Mulder", line=4)]
    )
    assert [each.key for each in rows] == ["1", "2"]
    assert errors == [RosterError(3, "duplicate-key", "key", "1")]


def test_f37_twins_namesakes_and_two_spellings_are_only_hints() -> None:
    rows = [
        row("1", "Bakker", "Noor"),
        row("2", "Bakker", "Daan"),
        row("3", "Mohammedi", "Youssef", birth_date=date(2015, 1, 1)),
        row("4", "Mohamedi", "Youssef", birth_date=date(2015, 1, 1)),
        row("5", "Bakker", "Noor", birth_date=None),
        row("6", "Hart", "Sam", birth_date=date(2014, 1, 1)),
        row("7", "Hart", "Sam", birth_date=date(2014, 1, 1)),
        row("8", "", "Wimpie", birth_date=date(2013, 1, 1)),
        row("9", "", "Noor", birth_date=date(2013, 1, 1)),
    ]
    assert [(hint.kind, hint.first.key, hint.second.key) for hint in find_duplicates(rows)] == [
        (HintKind.TWINS, "1", "2"),
        (HintKind.SPELLING, "3", "4"),
        (HintKind.SAME_PUPIL, "6", "7"),
        (HintKind.SAME_NAME, "1", "5"),
    ]
    assert plan_import([], set(), roster(*rows), today=TODAY).counts.new == 9


def test_f37_hints_are_shown_only_when_one_of_the_two_is_new() -> None:
    file = roster(row("1", "Bakker", "Noor"), row("2", "Bakker", "Daan"))
    old = pupil(1, "1", "Bakker")
    assert len(plan_import([old], set(), file, today=TODAY).hints) == 1
    both = [old, pupil(2, "2", "Bakker", name=PupilName("Daan", "", "Bakker"))]
    assert plan_import(both, set(), file, today=TODAY).hints == ()


@pytest.mark.parametrize(
    ("kept", "wanted", "found"),
    [
        ("99ZZ", RosterSchool("99ZZ"), 1),
        ("99zz00", RosterSchool("99ZZ"), 1),
        ("99ZZ", RosterSchool("99ZZ", "00"), 1),
        ("99ZZ01", RosterSchool("99ZZ", "01"), 1),
        ("99ZZ", RosterSchool("99ZZ", "01"), 1),
        ("99ZZ02", RosterSchool("99ZZ", "01"), None),
        ("99ZZ02", RosterSchool("99ZZ"), None),
        ("88YY", RosterSchool("99ZZ"), None),
        ("", RosterSchool(), None),
    ],
)
def test_a_file_finds_its_school_by_brin_and_location(
    kept: str, wanted: RosterSchool, found: int | None
) -> None:
    assert find_school([(1, kept)], wanted) == found


def test_two_schools_of_one_brin_are_not_guessed_between() -> None:
    assert find_school([(1, "99ZZ"), (2, "99ZZ02")], RosterSchool("99ZZ", "01")) is None
    assert find_school([(1, "99ZZ"), (2, "99ZZ02")], RosterSchool("99ZZ", "02")) == 2
