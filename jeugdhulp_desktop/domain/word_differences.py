"""What was taken out of a text and what was put in, word by word.

Two long texts can take minutes to lay side by side word by word, so the work is bounded: what begins and ends
alike is set apart first, then whole sentences are laid side by side, and words only within short stretches.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_PAIRS = 250_000  # of words laid beside one another; 500 words on either side
MOST_SENTENCES = 1_000  # on either side; more is shown as one stretch

_WORDS = re.compile(r"\s+|[^\s\w]|\w+")
_SENTENCES = re.compile(r"[^.!?\n]*(?:[.!?]+\s*|\n+)|[^.!?\n]+")


class PieceKind(StrEnum):
    """What became of a piece of text."""

    KEPT = "gebleven"
    REMOVED = "weggehaald"
    ADDED = "toegevoegd"


@dataclass(frozen=True)
class Piece:
    """A stretch of text: the kept and removed ones are the text before, kept and added the text after."""

    kind: PieceKind
    text: str


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one row of pieces; a removed piece stands before the one that was put in its place."""
    return tuple(_joined(_words(_WORDS.findall(before), _WORDS.findall(after))))


def _words(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Word by word, or in whole sentences where that would take too long."""
    head, tail = _alike(before, after)
    one, other = before[head : len(before) - tail], after[head : len(after) - tail]
    yield Piece(PieceKind.KEPT, "".join(before[:head]))
    if len(one) * len(other) <= MOST_PAIRS:
        yield from _matched(one, other)
    else:
        yield from _sentences("".join(one), "".join(other))
    yield Piece(PieceKind.KEPT, "".join(before[len(before) - tail :]))


def _alike(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many words at the beginning and, behind those, at the end are the same."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    most -= head
    tail = next((at for at in range(most) if before[-1 - at] != after[-1 - at]), most)
    return head, tail


def _sentences(before: str, after: str) -> Iterator[Piece]:
    one, other = _SENTENCES.findall(before), _SENTENCES.findall(after)
    if max(len(one), len(other)) > MOST_SENTENCES:
        yield from _replaced(before, after)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        gone, come = "".join(one[i1:i2]), "".join(other[j1:j2])
        if tag == "equal":
            yield Piece(PieceKind.KEPT, gone)
            continue
        words, others = _WORDS.findall(gone), _WORDS.findall(come)
        short = len(words) * len(others) <= MOST_PAIRS
        yield from _matched(words, others) if short else _replaced(gone, come)


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(PieceKind.KEPT, "".join(before[i1:i2]))
        else:
            yield from _replaced("".join(before[i1:i2]), "".join(after[j1:j2]))


def _replaced(before: str, after: str) -> Iterator[Piece]:
    yield Piece(PieceKind.REMOVED, before)
    yield Piece(PieceKind.ADDED, after)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Pieces of a kind as one; a lone space between two replaced words goes with them, so words read on."""
    removed, added, kept = "", "", ""
    for piece in pieces:
        if piece.kind is PieceKind.KEPT:
            kept += piece.text
        elif piece.text:
            if kept.strip() or not (removed or added):
                yield from _told(removed, added, kept)
                removed, added, kept = "", "", ""
            else:
                removed, added, kept = removed + kept, added + kept, ""
            if piece.kind is PieceKind.REMOVED:
                removed += piece.text
            else:
                added += piece.text
    yield from _told(removed, added, kept)


def _told(removed: str, added: str, kept: str) -> Iterator[Piece]:
    named = ((PieceKind.REMOVED, removed), (PieceKind.ADDED, added), (PieceKind.KEPT, kept))
    yield from (Piece(kind, text) for kind, text in named if text)
