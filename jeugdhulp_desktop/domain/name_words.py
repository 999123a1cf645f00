"""A pupil's name inside a text: found word by word, without case or accents, and taken out of it.

Who looks for "Noor van den Berg" also means "NOOR", "Noors moeder", "v.d. Berg" and "Zoë" typed as two signs.
A text in which both the first and the last name stand is surely about this pupil; one of the two may be
somebody else, and is for a human to decide.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.text import fold

MASK = "[naam gewist]"

# Marks that combine, soft hyphens and signs of no width stand inside a word: ``fold`` drops them.
_WORD = re.compile("[\\w\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]+")
_INSIDE_A_NAME = re.compile(r"[\s'’‘.\-]*")  # between the words of one name: "Anne-Marie", "van 't Hof"
_SHOWN = 60  # characters around a name that are shown


@dataclass(frozen=True)
class FoundName:
    """Where a name stands in one text, as (start, end); ``sure`` when first and last name are both there."""

    spans: tuple[tuple[int, int], ...]
    sure: bool


@dataclass(frozen=True)
class NameWords:
    """The folded words of one name, ready to look for in many texts."""

    first: tuple[str, ...]
    prefix: tuple[str, ...]
    last: tuple[str, ...]

    @classmethod
    def of(cls, name: PupilName) -> "NameWords":
        """The words of a pupil's name."""
        return cls(
            *(tuple(word for word, *_ in _words(part)) for part in (name.first, name.prefix, name.last))
        )

    def hinted(self, text: str) -> bool:
        """Whether the letters of a part of the name stand somewhere in it: most texts are done with that."""
        folded = fold(text)
        return any(part[0] in folded for part in (self.first, self.last) if part)

    def find(self, text: str) -> FoundName | None:
        """Where the name stands in this text; None when it does not."""
        if not self.hinted(text):
            return None
        parts = [part for part in (self.first, self.last) if part]
        words = _words(text)
        first = _spans(text, words, self.first)
        last = _spans(text, words, (*self.prefix, *self.last)) if self.last else []
        # "Jong" of "Daan de Jong" is a name with a capital only: "Daan is nog jong".
        alone = _spans(text, words, self.last) if self.prefix else []
        last += [span for span in alone if text[span[0]].isupper()]
        sure = bool(first and last) if len(parts) > 1 else bool(first or last)
        if not sure and self.first and len("".join(self.first)) < 2:  # an initial stands anywhere
            first = []
        spans = _joined(text, [*first, *last])
        return FoundName(tuple(spans), sure) if spans else None


def masked(text: str, found: FoundName) -> str:
    """The text without the name: MASK stands in its place."""
    for start, end in reversed(found.spans):
        text = text[:start] + MASK + text[end:]
    return text


def around(text: str, found: FoundName) -> str:
    """The first place of the name with some words around it, on one line, for the screen."""
    start, end = found.spans[0]
    before, after = text[max(0, start - _SHOWN) : start], text[end : end + _SHOWN]
    if start > _SHOWN:
        before = "… " + before.partition(" ")[2]
    if end + _SHOWN < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _words(text: str) -> list[tuple[str, int, int]]:
    """Each word folded, with where it stands."""
    return [(fold(each.group()), each.start(), each.end()) for each in _WORD.finditer(text)]


def _spans(text: str, words: list[tuple[str, int, int]], wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where these words stand behind one another; the last one also as "Noors"."""
    if not wanted:
        return []
    found = []
    for at in range(len(words) - len(wanted) + 1):
        run = words[at : at + len(wanted)]
        *heads, end = (word for word, *_ in run)
        same = heads == list(wanted[:-1]) and end in (wanted[-1], wanted[-1] + "s")
        if same and all(_near(text, one[2], other[1]) for one, other in pairwise(run)):
            found.append((run[0][1], run[-1][2]))
    return found


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order; those that overlap or stand side by side as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and _near(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _near(text: str, end: int, start: int) -> bool:
    return end >= start or _INSIDE_A_NAME.fullmatch(text, end, start) is not None
