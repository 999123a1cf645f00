"""The code on the sheet in the safe: 128 random bits that a person can copy by hand.

Eight groups of four signs, as "7K2M-...". A group carries 16 bits of the secret and 4 check bits, which also
know the place of the group: a slip of the pen, two signs swapped and two groups swapped are told by group
number, while the next group is still being typed (F10).

Four check bits cannot see every slip: each sign has one twin with the same check. The twins were chosen so
that no two look alike (0-J, 1-K, 2-G, 3-H, 4-P, 5-Q, 6-M, 7-N, 8-T, 9-V, A-R, B-S, C-Y, D-Z, E-W, F-X), and
``near_misses`` lets the slot's own tag find the group even then.
"""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from jeugdhulp_desktop.domain.errors import WrongRecoveryCode

GROUPS = 8
SIGNS_A_GROUP = 4
SECRET_BYTES = 16
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U

_VALUES = {sign: value for value, sign in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1, "U": 27}
_SEPARATORS = str.maketrans(dict.fromkeys("-_.,;:/|‐‑‒–—−", " "))
_TWIN = 0b10010  # two values that differ by this have the same check
_Group = tuple[int, ...]


@dataclass(frozen=True)
class RecoveryCode:
    """The secret of the recovery slot. Neither ``repr`` nor ``str`` shows it."""

    secret: bytes = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """The eight groups as they are shown and printed."""
        return tuple("".join(ALPHABET[value] for value in group) for group in self._values())

    @property
    def text(self) -> str:
        """The groups with hyphens between them."""
        return "-".join(self.groups)

    def wrong_groups(self, typed: str) -> tuple[int, ...]:
        """Which groups (from 1) of a code that is typed back differ from this one; empty when it is right."""
        try:
            other = parse(typed)
        except WrongRecoveryCode as wrong:
            return wrong.groups
        pairs = enumerate(zip(self.groups, other.groups, strict=True), start=1)
        return tuple(number for number, (mine, theirs) in pairs if mine != theirs)

    def near_misses(self) -> Iterator[tuple[int, "RecoveryCode"]]:
        """The 120 codes that one group full of twins could have been, each with the number of that group."""
        values = self._values()
        for place, group in enumerate(values):
            for choice in range(1, 1 << SIGNS_A_GROUP):
                changed = tuple(
                    value ^ _TWIN if choice >> index & 1 else value for index, value in enumerate(group)
                )
                yield place + 1, _from_values([*values[:place], changed, *values[place + 1 :]])

    def _values(self) -> list[_Group]:
        words = (int.from_bytes(self.secret[at : at + 2]) for at in range(0, SECRET_BYTES, 2))
        return [_encode(word, place) for place, word in enumerate(words)]


def new_code() -> RecoveryCode:
    """A code that nobody has seen yet."""
    return RecoveryCode(os.urandom(SECRET_BYTES))


def parse(text: str) -> RecoveryCode:
    """The code in ``text`` as people type it: any case, spaces or hyphens, o for 0, i and l for 1, u for V.

    Raises WrongRecoveryCode with the numbers of the groups that cannot be right. Without separators a missing
    sign shifts all that follows: then only the first wrong group is named.
    """
    words = unicodedata.normalize("NFKC", text).upper().translate(_SEPARATORS).split()
    joined = "".join(words)
    separated = len(words) == GROUPS
    if not separated:
        words = [joined[at : at + SIGNS_A_GROUP] for at in range(0, GROUPS * SIGNS_A_GROUP, SIGNS_A_GROUP)]
    groups = [_read(word) for word in words]
    wrong = [place + 1 for place, group in enumerate(groups) if not _is_right(group, place)]
    if not separated and len(joined) != GROUPS * SIGNS_A_GROUP:
        wrong = wrong[:1] or [GROUPS]
    if wrong:
        raise WrongRecoveryCode(wrong)
    return _from_values(groups)


def tidy_group(text: str) -> str:
    """One group as it is compared: capitals, o for 0, i and l for 1, separators left out."""
    typed = unicodedata.normalize("NFKC", text).upper().translate(_SEPARATORS)
    return "".join(ALPHABET[_VALUES[sign]] if sign in _VALUES else sign for sign in "".join(typed.split()))


def _encode(word: int, place: int) -> _Group:
    """16 bits as four values: three free ones; the last makes the check fit and holds the last bit."""
    free = (word >> 11, word >> 6 & 31, word >> 1 & 31)
    last = _check((*free, 0)) ^ (place + 1)
    return (*free, last ^ _TWIN if word & 1 else last)


def _from_values(groups: list[_Group]) -> RecoveryCode:
    words = (a << 11 | b << 6 | c << 1 | last >> 4 for a, b, c, last in groups)
    return RecoveryCode(b"".join(word.to_bytes(2) for word in words))


def _read(word: str) -> _Group:
    """The values of a typed group; a sign that is no sign of a code becomes -1."""
    return tuple(_VALUES.get(sign, -1) for sign in word)


def _is_right(group: _Group, place: int) -> bool:
    return len(group) == SIGNS_A_GROUP and min(group) >= 0 and _check(group) == place + 1


def _check(group: _Group) -> int:
    """Four bits over a group: a sum in GF(16) with another weight for each place, so that swaps show."""
    total = 0
    for value in group:
        total <<= 1
        if total & 16:
            total ^= 0b10011  # x^4 + x + 1
        total ^= value & 15 ^ (2 if value & 16 else 0)
    return total
