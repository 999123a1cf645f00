"""When something may be erased, and what two journals are together."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jeugdhulp_desktop.domain.erasures import (
    ErasableCase,
    ErasedRecord,
    ErasureKind,
    ErasureReason,
    check_erasure,
    keep_until,
    united,
)
from jeugdhulp_desktop.domain.problems import Level

TODAY = date(2026, 9, 15)
OPEN = ErasableCase(1, "2026-0001", open=True, ended_on=None, left_on=None)
CLOSED = ErasableCase(2, "2024-0002", open=False, ended_on=date(2025, 3, 3), left_on=None)
OVER = ErasableCase(3, "2023-0003", open=False, ended_on=date(2024, 2, 29), left_on=None)


def found(*cases: ErasableCase, reason: ErasureReason | None) -> list[tuple[str, Level]]:
    return [(each.code, each.level) for each in check_erasure(cases, reason, TODAY)]


@pytest.mark.parametrize(
    ("case", "until"),
    [
        (OPEN, None),
        (CLOSED, date(2027, 3, 3)),
        (OVER, date(2026, 3, 1)),  # R-BEW-1, two years after 29 February
        (replace(CLOSED, left_on=date(2026, 7, 31)), date(2028, 7, 31)),  # the pupil left after it
        (replace(CLOSED, ended_on=None), None),
    ],
)
def test_a_term_is_two_years_after_the_pupil_left_or_the_case_was_closed(
    case: ErasableCase, until: date | None
) -> None:
    assert case.keep_until == until


def test_the_longest_term_of_several_cases_counts() -> None:
    assert keep_until([OVER, CLOSED, OPEN]) == CLOSED.keep_until
    assert keep_until([OPEN]) is None


def test_f57_before_its_term_that_the_term_is_over_is_refused_with_the_date() -> None:
    (refused,) = check_erasure([CLOSED], ErasureReason.TERM, TODAY)
    assert (refused.code, refused.level) == ("erasure-before-term", Level.BLOCKS)
    assert refused.value("until") == "2027-03-03"


def test_before_its_term_another_reason_decides() -> None:
    assert found(CLOSED, reason=ErasureReason.REQUEST) == [("erasure-before-term", Level.REASON)]
    assert found(OVER, reason=ErasureReason.TERM) == []


@pytest.mark.parametrize("reason", ErasureReason)
def test_an_open_case_is_closed_first_unless_it_was_a_mistake(reason: ErasureReason) -> None:
    expected = reason in (ErasureReason.TERM, ErasureReason.REQUEST)
    assert (("erasure-open-case", Level.BLOCKS) in found(OPEN, reason=reason)) is expected


def test_a_reason_is_asked_for_a_case_and_not_for_a_name_on_a_list() -> None:
    assert found(OVER, reason=None) == [("erasure-reason-required", Level.BLOCKS)]
    assert found(reason=None) == []


def test_journals_together_have_each_line_once_in_order() -> None:
    at = datetime(2026, 9, 15, tzinfo=UTC)
    first = ErasedRecord(ErasureKind.CASE, 7, "2026-0007", None, at, "")
    second = replace(first, erased_at=at + timedelta(days=1))
    pupil = replace(first, kind=ErasureKind.PUPIL)
    assert united([second], [first, pupil], [first]) == (first, pupil, second)
    assert united() == ()
