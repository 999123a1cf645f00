"""Euros and shares: what can be kept, and whether those who pay together pay it all (V13; F36).

The same for section 13 of an agreement and for the financing of additional deployment.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_terms import Contribution
from jeugdhulp_desktop.domain.financing import divide
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.quantities import CENT

MOST_EUROS = Decimal(10_000_000)  # in one amount; above it is a typing error (F36)
WHOLE = Decimal(100)  # per cent
SHARE_TOLERANCE = Decimal("0.01")  # per contribution: three times 33,33 is all of it


def check_euros(path: str, amount: Decimal | None, high: Decimal = MOST_EUROS) -> Iterable[Problem]:
    """An amount that the database holds: not below zero, not absurd, at most two decimals."""
    if amount is None:
        return
    if not amount.is_finite() or not 0 <= amount <= high:
        yield problem(path, "out-of-range", low=0, high=high)
    elif amount != round(amount, 2):
        yield problem(path, "too-many-decimals", high=2)


def check_contributions(
    path: str, contributions: Sequence[Contribution], costs: Decimal | None, level: Level
) -> Iterable[Problem]:
    """Whether amounts add up to the costs (1 cent tolerated), or shares to 100 per cent (V13).

    ``costs`` None: they are not known, so only shares can be added up. ``level`` is of the sum; an amount
    that cannot be kept always blocks.
    """
    wrong = [
        found
        for index, each in enumerate(contributions)
        for found in (
            *check_euros(f"{path}[{index}].amount", each.amount),
            *check_euros(f"{path}[{index}].share", each.share, WHOLE),
        )
    ]
    yield from wrong
    if wrong:
        return
    shares = [each.share for each in contributions if each.share is not None]
    every_share = all(each.share is not None or each.amount is None for each in contributions)
    if shares and every_share and abs(sum(shares) - WHOLE) > SHARE_TOLERANCE * len(shares):
        yield problem(path, "shares-uneven", level, "V13", total=sum(shares))
    elif any(each.amount is not None for each in contributions):
        division = divide(costs, contributions)
        if division.left is not None and abs(division.left) > CENT:
            paid = {"total": division.contributed, "costs": division.cost}
            yield problem(path, "contributions-uneven", level, "V13", **paid)
