"""What was taken out of a text and put in: nothing lost, and quick whatever is laid side by side."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.word_differences import Piece, PieceKind, word_pieces

KEPT, REMOVED, ADDED = PieceKind

_texts = st.lists(st.sampled_from(["de", "kat", " ", ". ", "\n", "zit", ",", "é", "!?"]), max_size=40).map(
    "".join
)


@given(_texts | st.text(), _texts | st.text())
def test_the_pieces_are_both_texts(before: str, after: str) -> None:
    pieces = word_pieces(before, after)
    assert "".join(each.text for each in pieces if each.kind is not ADDED) == before
    assert "".join(each.text for each in pieces if each.kind is not REMOVED) == after
    assert all(each.text for each in pieces)


@given(_texts)
def test_equal_texts_are_one_piece(text: str) -> None:
    assert word_pieces(text, text) == ((Piece(KEPT, text),) if text else ())


def test_words_that_were_replaced_side_by_side_read_on() -> None:
    assert word_pieces("de kat zit op de mat", "de hond ligt op de mat") == (
        Piece(KEPT, "de "),
        Piece(REMOVED, "kat zit"),
        Piece(ADDED, "hond ligt"),
        Piece(KEPT, " op de mat"),
    )


def test_a_word_put_in_is_only_that_word() -> None:
    assert word_pieces("Vroeg zien, licht oppakken.", "Vroeg zien, en licht oppakken.") == (
        Piece(KEPT, "Vroeg zien, "),
        Piece(ADDED, "en "),
        Piece(KEPT, "licht oppakken."),
    )


def _book(words: int, choices: int, stop: float, seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(
        f"woord{chance.randrange(choices)}{'.' if chance.random() < stop else ''}" for _ in range(words)
    )


@pytest.mark.parametrize(("choices", "stop"), [(300, 0.08), (300, 0.0), (2, 0.5), (10_000, 0.02), (1, 1.0)])
def test_two_texts_of_100_000_characters_are_quick(choices: int, stop: float) -> None:
    before, after = _book(13_000, choices, stop, 1), _book(13_000, choices, stop, 2)
    began = time.perf_counter()
    pieces = word_pieces(before, after)
    assert time.perf_counter() - began < 2
    assert "".join(each.text for each in pieces if each.kind is not REMOVED) == after


def test_in_a_long_text_a_changed_sentence_is_found() -> None:
    sentences = [f"Zin {number} gaat over afspraak {number}. " for number in range(800)]
    changed = [*sentences]
    changed[5] = "Zin vijf is anders. "
    changed[700] = "Zin 700 gaat over een andere afspraak. "
    pieces = word_pieces("".join(sentences), "".join(changed))
    assert [each.text for each in pieces if each.kind is ADDED] == ["vijf is anders", "een andere "]


def test_a_long_sentence_among_others_is_replaced_whole() -> None:
    long, other = _book(600, 9_000, 0, 3), _book(600, 9_000, 0, 4)
    kept = "Dit blijft. "
    pieces = word_pieces(f"x. {long}. {kept}y.", f"z. {other}. {kept}q.")
    assert any(each.kind is KEPT and kept.strip() in each.text for each in pieces)
    assert any(each.kind is REMOVED and long[:500] in each.text for each in pieces)
