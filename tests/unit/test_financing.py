"""Who pays what: amounts that add up to the cent, whatever shares were agreed."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.agreement_kinds import Funder
from jeugdhulp_desktop.domain.agreement_terms import Contribution, Finance, Rate
from jeugdhulp_desktop.domain.financing import Division, cost_of_agreement, divide
from jeugdhulp_desktop.domain.relations import WorkerType
from tests.agreements import IN_ORDER


def share(per_cent: object) -> Contribution:
    return Contribution(Funder.OTHER, "iemand", share=Decimal(str(per_cent)))


def euros(amount: object) -> Contribution:
    return Contribution(Funder.SCHOOL, amount=Decimal(str(amount)))


def amounts(division: Division) -> list[str]:
    return [str(each.amount) for each in division.portions]


def test_shares_become_amounts() -> None:
    division = divide(Decimal(5148), [share(60), share(25), share(15)])
    assert amounts(division) == ["3088.80", "1287.00", "772.20"]
    assert division.closes and division.left == 0 and division.contributed == 5148


def test_thirds_add_up_to_the_cent() -> None:
    division = divide(Decimal("0.10"), [share("33.4"), share("33.3"), share("33.3")])
    assert amounts(division) == ["0.04", "0.03", "0.03"]
    assert amounts(divide(Decimal("0.05"), [share(50), share(50)])) == ["0.03", "0.02"]


def test_an_amount_goes_before_a_share_and_what_is_left_is_told() -> None:
    division = divide(Decimal(1000), [replace(euros(250), share=Decimal(90)), share(50)])
    assert amounts(division) == ["250.00", "500.00"]
    assert [each.share for each in division.portions] == [25, 50]
    assert division.left == 250 and not division.closes


def test_more_than_the_cost_leaves_less_than_nothing() -> None:
    division = divide(Decimal(100), [euros(150)])
    assert division.left == -50 and not division.closes


def test_the_share_of_an_amount_is_told_when_it_is_exact() -> None:
    division = divide(Decimal(300), [euros(100), euros(75)])
    assert [each.share for each in division.portions] == [None, Decimal(25)]
    assert divide(Decimal(0), [euros(0)]).portions[0].share is None


def test_without_a_cost_shares_have_to_be_a_hundred() -> None:
    assert divide(None, []).closes
    assert divide(None, [share(60), share(40)]).closes
    assert not divide(None, [share(60), share(30)]).closes
    assert divide(None, [euros(20)]).closes
    assert divide(None, [share(60)]).portions[0].amount is None
    assert divide(None, [share(60)]).left is None


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "-1", "101", "sNaN"])
def test_what_is_no_share_is_not_counted_f36(odd: str) -> None:
    portion = divide(Decimal(100), [share(odd)]).portions[0]
    assert portion.amount is None and portion.share is None


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "1e12", "sNaN"])
def test_what_is_no_amount_is_not_counted_f36(odd: str) -> None:
    assert divide(Decimal(odd), [euros(odd), share(50)]).contributed == 0


@given(st.decimals(0, 1_000_000, places=2), st.lists(st.integers(0, 1_000), min_size=1, max_size=8))
def test_shares_of_a_hundred_per_cent_are_the_whole_cost(cost: Decimal, weights: list[int]) -> None:
    total = sum(weights) or 1
    shares = [(Decimal(weight) * 100 / total).quantize(Decimal("0.01")) for weight in weights]
    largest = shares.index(max(shares))
    shares[largest] += 100 - sum(shares, Decimal(0))
    division = divide(cost, [share(each) for each in shares])
    assert division.closes
    for portion in division.portions:
        assert portion.amount is not None and portion.share is not None
        assert abs(portion.amount - cost * portion.share / 100) < Decimal("0.01")


def test_the_cost_of_an_agreement_is_that_of_all_types_with_a_rate() -> None:
    assert cost_of_agreement(replace(IN_ORDER, finance=Finance())) is None
    rated = replace(IN_ORDER, finance=Finance(rates=(Rate(WorkerType.JMW, Decimal("71.50")),)))
    assert cost_of_agreement(rated) == Decimal(320) * Decimal("71.50")
