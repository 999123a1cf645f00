"""Columns of numbers: as many decimals as the column needs, a dash for what is not known."""

from collections.abc import Iterable
from decimal import Decimal

from jeugdhulp_desktop.domain.financing import Division, is_euros
from jeugdhulp_desktop.domain.quantities import is_countable
from jeugdhulp_desktop.domain.text import format_decimal, format_hours
from jeugdhulp_desktop.reports.design import TEXT_WIDTH
from jeugdhulp_desktop.reports.grids import NOTHING, SHORT, Column, Grid


def decimals_of(numbers: Iterable[Decimal | None]) -> int:
    """Decimals that show every number of hours exactly, one at least and two at most: one for a column."""
    return 2 if any(number * 10 % 1 for number in numbers if is_countable(number)) else 1


def euro_decimals(amounts: Iterable[Decimal | None]) -> int:
    """No decimals in a column of whole euros, else cents."""
    return 2 if any(amount % 1 for amount in amounts if is_euros(amount)) else 0


def hours_or_dash(number: Decimal | None, decimals: int) -> str:
    """A number of hours, or a dash while it is open or no number."""
    return format_decimal(number, decimals) if is_countable(number) else NOTHING


def euros_or_dash(amount: Decimal | None, decimals: int) -> str:
    """An amount without its sign, which stands in the head of the column."""
    return format_decimal(amount, decimals) if is_euros(amount) else NOTHING


def per_cent(share: Decimal | None) -> str:
    """ "60%", "12,5%"."""
    return f"{format_hours(share)}%" if is_countable(share) else NOTHING


def euros(amount: Decimal) -> str:
    """ "€ 5.148", "€ 71,50" within a sentence."""
    return f"€\u00a0{format_decimal(amount, euro_decimals([amount]))}"


def division_table(division: Division, *, caption: str, note: str = "") -> Grid:
    """Who pays what. What nobody pays yet has a row of its own, so the table always adds up."""
    portions, left = division.portions, division.left or Decimal(0)
    notes = any(each.contribution.note.strip() for each in portions)
    decimals = euro_decimals([division.cost, left, *(each.amount for each in portions)])
    rows = [
        [
            each.contribution.name.strip() or each.contribution.funder.value.capitalize(),
            each.contribution.note.strip() or NOTHING,
            per_cent(each.share),
            euros_or_dash(each.amount, decimals),
        ]
        for each in portions
    ]
    if left:
        word = "Nog te verdelen" if left > 0 else "Te veel verdeeld"
        rows.append([word, "", NOTHING, format_decimal(left, decimals)])
    known = division.cost is not None or any(each.amount is not None for each in portions)
    total = division.cost if division.cost is not None else division.contributed
    whole = all(each.share is not None for each in portions) and not left
    sums = [
        "Totaal",
        "",
        per_cent(division.shared) if whole else "",
        format_decimal(total, decimals) if known else NOTHING,
    ]
    numbers = [Column("Aandeel", 60, "right"), Column("Bedrag in €", 72, "right")]
    if notes:
        columns = [Column("Partij", 105), Column("Toelichting", TEXT_WIDTH - 105 - 132), *numbers]
    else:
        columns = [Column("Partij", TEXT_WIDTH - 132), *numbers]
        rows, sums = [[row[0], *row[2:]] for row in rows], [sums[0], *sums[2:]]
    return Grid(columns, rows, total=sums, caption=caption, note=note, aside=len(rows) <= SHORT)
