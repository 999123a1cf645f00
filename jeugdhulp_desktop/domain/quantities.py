"""Numbers that are added up and printed: what counts as one, quarters of an hour, cents."""

from decimal import ROUND_HALF_UP, Decimal
from typing import TypeGuard

QUARTER = Decimal("0.25")  # hours a year are rounded half up to a quarter of an hour (V19)
CENT = Decimal("0.01")
COUNTABLE = Decimal(10_000)  # hours or weeks above it are a typing error, shown as such and never added up


def is_countable(number: Decimal | None) -> TypeGuard[Decimal]:
    """Whether a number of hours or weeks can be added up: filled in, no NaN, not absurdly large (F36)."""
    return number is not None and number.is_finite() and abs(number) <= COUNTABLE


def to_quarters(hours: Decimal) -> Decimal:
    """Hours rounded half up to a quarter of an hour (V19)."""
    return (hours / QUARTER).quantize(Decimal(1), ROUND_HALF_UP) * QUARTER


def to_cents(euros: Decimal) -> Decimal:
    """Euros rounded half up to a cent."""
    return euros.quantize(CENT, ROUND_HALF_UP)
