"""Who pays which part of a cost, to the cent (domain.md 3.6 nos. 8 and 13: "sluitend check").

A party pays an amount, or a share of the cost. Shares that are 100 per cent together give amounts that are
the cost together, whatever rounding does: the cents left over go to the largest remainders. So the table on
paper, the sum on the screen and the check always say the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import TypeGuard

from jeugdhulp_desktop.domain.agreement_terms import Contribution
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.quantities import CENT, to_cents
from jeugdhulp_desktop.domain.relations import WorkerType

MOST_EUROS = Decimal(1_000_000_000)  # above it a typing error, never added up (F36)
_WHOLE = Decimal(100)  # per cent


@dataclass(frozen=True)
class Portion:
    """One contribution in euros and per cent; None where it cannot be told without the cost."""

    contribution: Contribution
    amount: Decimal | None
    share: Decimal | None


@dataclass(frozen=True)
class Division:
    """A cost over those who pay. ``left`` is what nobody pays yet; negative when more is paid than asked."""

    cost: Decimal | None
    portions: tuple[Portion, ...] = ()

    @property
    def contributed(self) -> Decimal:
        """Euros of all contributions of which the amount is known."""
        return _sum(each.amount for each in self.portions)

    @property
    def shared(self) -> Decimal:
        """Per cent of all contributions of which the share is known."""
        return _sum(each.share for each in self.portions)

    @property
    def left(self) -> Decimal | None:
        """Cost minus contributions; without a cost None."""
        return None if self.cost is None else self.cost - self.contributed

    @property
    def closes(self) -> bool:
        """Whether it adds up: all of the cost, or without a cost all of the shares (100 per cent)."""
        if self.cost is not None:
            return self.left == 0
        return not self.portions or self.shared in (_WHOLE, Decimal(0))


def is_euros(amount: Decimal | None) -> TypeGuard[Decimal]:
    """Whether an amount can be added up: filled in, no NaN, not absurdly large (F36)."""
    return amount is not None and amount.is_finite() and abs(amount) <= MOST_EUROS


def divide(cost: Decimal | None, contributions: Sequence[Contribution]) -> Division:
    """Each contribution as euros and per cent of the cost; a filled in amount goes before a share."""
    known = cost if is_euros(cost) else None
    of_share = _cents_of_shares(known, contributions)
    portions: list[Portion] = []
    amount: Decimal | None
    for number, each in enumerate(contributions):
        share = each.share if _is_share(each.share) else None
        if is_euros(each.amount):
            amount = to_cents(each.amount)
            share = _exact_share(amount, known) if known else share
        else:
            amount = of_share.get(number)
        portions.append(Portion(each, amount, share))
    return Division(known, tuple(portions))


def cost_of_agreement(agreement: Agreement) -> Decimal | None:
    """Euros a year of every worker type that has a rate; None when none has."""
    costs = [cost for each in WorkerType if (cost := agreement.cost_of(each)) is not None]
    return _sum(costs) if costs else None


def _cents_of_shares(cost: Decimal | None, contributions: Sequence[Contribution]) -> dict[int, Decimal]:
    """The amount of every contribution that only has a share: rounded down, and the cents that are left."""
    shares = {
        number: each.share
        for number, each in enumerate(contributions)
        if not is_euros(each.amount) and _is_share(each.share)
    }
    if cost is None:
        return {}
    exact = {number: cost * share / _WHOLE for number, share in shares.items()}
    amounts = {number: amount.quantize(CENT, ROUND_DOWN) for number, amount in exact.items()}
    over = to_cents(_sum(exact.values())) - _sum(amounts.values())
    largest = sorted(exact, key=lambda number: (amounts[number] - exact[number], number))
    for number in largest[: int(over / CENT)]:
        amounts[number] += CENT
    return amounts


def _is_share(share: Decimal | None) -> TypeGuard[Decimal]:
    return share is not None and share.is_finite() and 0 <= share <= _WHOLE


def _exact_share(amount: Decimal, cost: Decimal) -> Decimal | None:
    """The share of an amount when it is exact to a tenth: rounded shares would not be 100 together."""
    share = amount * _WHOLE / cost
    return share if share == share.quantize(Decimal("0.1")) else None


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))
