"""The settings that travel with the vault: what cannot be kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.vault_settings import VaultSettings, check_settings

WHOLE = VaultSettings("Marijke de Boer", budgets={"2026-2027": {WorkerType.JMW: Decimal("320")}})


def test_settings_need_a_user() -> None:
    assert check_settings(WHOLE) == []
    assert [each.code for each in check_settings(replace(WHOLE, user_name=" "))] == ["required"]


@pytest.mark.parametrize("hours", ["-0.25", "1E9", "NaN", "Infinity"])
def test_hours_that_cannot_be_are_refused_f36(hours: str) -> None:
    odd = replace(WHOLE, budgets={"2026-2027": {WorkerType.JP: Decimal(hours)}})
    assert [each.field for each in check_settings(odd)] == ["budgets[2026-2027][JP]"]


def test_holidays_are_those_of_a_region_that_there_is_or_of_none() -> None:
    assert check_settings(replace(WHOLE, holiday_region="zuid")) == []
    assert check_settings(replace(WHOLE, holiday_region="")) == []
    assert [each.code for each in check_settings(replace(WHOLE, holiday_region="oost"))] == ["unknown-region"]


@pytest.mark.parametrize("deadline", [(2, 30), (13, 1), (9,), (2, 29)])
def test_a_deadline_is_a_day_of_every_year_f35(deadline: tuple[int, ...]) -> None:
    assert [each.code for each in check_settings(replace(WHOLE, signing_deadline=deadline))] == [
        "no-such-day"
    ]


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ((9, 30), date(2026, 9, 30)),
        ((8, 1), date(2026, 8, 1)),
        ((1, 15), date(2027, 1, 15)),
        ((7, 31), date(2027, 7, 31)),
        ((2, 30), date(2026, 9, 30)),
    ],
)
def test_v20_the_deadline_lies_within_the_school_year_f36(deadline: tuple[int, ...], day: date) -> None:
    assert replace(WHOLE, signing_deadline=deadline).signing_day(SchoolYear(2026)) == day
