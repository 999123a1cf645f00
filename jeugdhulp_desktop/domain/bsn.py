"""The citizen service number (BSN) is never kept; here it is recognised, so that it can be refused or masked.

V18, source R-BSN-1 and R-BSN-2: the laws that let a school use the number do not name the coordination of
youth help. Nine of a hundred nine-digit numbers pass the check by chance, so in free text a find is a
question to the writer, not a verdict; in identity fields and import columns it blocks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MASK = "•••••••••"
# Nine digits in one run, or in the groups people write: 123.456.782, 123 456 782, 1234.56.782. No digit may
# touch it on either side, nor "+" or a decimal part: a phone number or an amount is not a BSN.
_WRITTEN = re.compile(
    r"(?<![\d+])(?<!\d[.,])(?:\d{9}|\d{3}(?P<a>[ .\-\u00a0\u202f])\d{3}(?P=a)\d{3}|"
    r"\d{4}(?P<b>[ .\-\u00a0\u202f])\d{2}(?P=b)\d{3})(?![.,]?\d)"
)
_DIGITS = re.compile(r"[0-9]{2}")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@dataclass(frozen=True)
class Span:
    """Where in a text something stands: ``text[start:end]``."""

    start: int
    end: int


def passes_elfproef(digits: str) -> bool:
    """Whether nine digits can be a BSN: their weighted sum, the last digit counted as -1, divides by 11.

    Eight digits count as nine with a zero in front: a spreadsheet drops it.
    """
    if not (digits.isascii() and digits.isdigit() and len(digits) in (8, 9)):
        return False
    numbers = [int(digit) for digit in digits.zfill(9)]
    return any(numbers) and sum(map(int.__mul__, _WEIGHTS, numbers)) % 11 == 0


def find_bsn_like(text: str) -> list[Span]:
    """Where numbers stand that pass the check, also when written with points, spaces or hyphens."""
    found: list[Span] = []
    if not _DIGITS.search(text):
        return found  # nearly every text: asked for each name of a roster and each keystroke in a note
    for match in _WRITTEN.finditer(text):
        digits = "".join(sign for sign in match.group() if sign.isdigit())
        if passes_elfproef(digits):
            found.append(Span(match.start(), match.end()))
    return found


def mask_bsn(text: str) -> str:
    """The text with every such number replaced by dots, the rest untouched."""
    for span in reversed(find_bsn_like(text)):
        text = text[: span.start] + MASK + text[span.end :]
    return text


def mostly_bsn(values: Iterable[str]) -> bool:
    """Whether more than half of the filled values are such a number alone: then the column is one of BSNs.

    Half and not all: typing errors and empty cells must not let the rest through. By chance a column of
    other nine-digit numbers passes for 9 %.
    """
    filled = passed = 0
    for value in values:
        plain = value.strip()
        filled += bool(plain)
        if 8 <= len(plain) <= 11:
            passed += passes_elfproef(plain.translate(_SEPARATORS))
    return passed * 2 > filled


_SEPARATORS = str.maketrans("", "", " .-\u00a0\u202f")
