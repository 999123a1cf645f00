"""What a school must have, and what it only should have before an agreement is signed."""

from dataclasses import replace

import pytest

from jeugdhulp_desktop.domain.problems import Level, blocking
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType, check_school, tidy_brin

WHOLE = SchoolDraft(
    "VSO De Zonnewijzer", SchoolType.VSO, "99ZZ01", swv="SWV Veenrand", municipality="Veenrand",
    pupil_count=146, contact_person_id=1, deputy_person_id=2,
)  # fmt: skip


def found(draft: SchoolDraft) -> dict[str, str]:
    return {each.field: each.code for each in check_school(draft)}


def test_a_whole_school_has_no_problems() -> None:
    assert check_school(WHOLE) == []


@pytest.mark.parametrize(("name", "code"), [("", "required"), ("  ", "required"), ("x" * 121, "too-long")])
def test_a_school_has_a_name_of_at_most_120_characters(name: str, code: str) -> None:
    assert found(replace(WHOLE, name=name)) == {"name": code}


@pytest.mark.parametrize("brin", ["", "99ZZ", " 99 zz 01 "])
def test_a_brin_may_be_unknown_short_with_location_or_typed_with_spaces(brin: str) -> None:
    assert found(replace(WHOLE, brin=brin)) == {}


@pytest.mark.parametrize("brin", ["9ZZ9", "ABCD", "99ZZ1", "99ZZ012"])
def test_what_is_no_brin_is_refused(brin: str) -> None:
    assert found(replace(WHOLE, brin=brin)) == {"brin": "brin-format"}


def test_a_brin_is_kept_in_capitals_without_spaces() -> None:
    assert tidy_brin(" 99 zz 01 ") == "99ZZ01"


def test_swv_and_municipality_are_asked_and_never_refuse_the_save() -> None:
    bare = replace(WHOLE, swv="", municipality=" ")
    assert found(bare) == {"swv": "swv-missing", "municipality": "municipality-missing"}
    assert blocking(check_school(bare)) == []


@pytest.mark.parametrize("count", [-1, 20_001])
def test_a_pupil_count_that_cannot_be_is_refused_f36(count: int) -> None:
    assert found(replace(WHOLE, pupil_count=count)) == {"pupil_count": "out-of-range"}
    assert found(replace(WHOLE, pupil_count=None)) == {}


def test_v15_one_fixed_contact_is_a_remark_and_a_deputy_is_somebody_else() -> None:
    without = check_school(replace(WHOLE, contact_person_id=None))
    assert [(each.rule, each.level) for each in without] == [("V15", Level.REMARK)]
    same = check_school(replace(WHOLE, deputy_person_id=1))
    assert [(each.rule, each.level) for each in same] == [("V15", Level.BLOCKS)]


def test_every_kind_of_school_is_written_out() -> None:
    assert all(kind.label for kind in SchoolType)
    assert SchoolType.VSO.label == "voortgezet speciaal onderwijs (vso)"
