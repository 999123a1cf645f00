"""F55: nobody can work out a number of 1 to 4 from what is shown."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.small_cells import SMALL, Shown, Sum, protect

SUM = [Sum("t", ("a", "b", "c"))]


def _table(*parts: int) -> dict[str, int]:
    return {"a": parts[0], "b": parts[1], "c": parts[2], "t": sum(parts)}


def _told(numbers: Mapping[str, int], sums: Sequence[Sum], **more: list[str]) -> dict[str, str]:
    shown = protect(numbers, sums, **more)
    signs = {Shown.FEW: "<5", Shown.HIDDEN: "–", Shown.UNTOLD: "?"}
    return {name: signs.get(how) or str(numbers[name]) for name, how in shown.items()}


def test_large_numbers_and_zero_are_shown() -> None:
    assert _told(_table(12, 0, 7), SUM) == {"a": "12", "b": "0", "c": "7", "t": "19"}


def test_one_small_number_takes_a_second_with_it() -> None:
    assert _told(_table(12, 3, 20), SUM) == {"a": "–", "b": "<5", "c": "20", "t": "35"}


def test_a_dash_tells_that_it_is_no_small_number_so_another_goes() -> None:
    """Of 6, "<5" beside a dash that is 5 or more would be 1 for sure: so the total goes instead."""
    sums = [Sum("t", ("x", "y"))]
    assert _told({"x": 1, "y": 5, "t": 6}, sums) == {"x": "<5", "y": "5", "t": "–"}


def test_two_small_numbers_hide_each_other() -> None:
    assert _told(_table(12, 3, 2), SUM) == {"a": "12", "b": "<5", "c": "<5", "t": "17"}


def test_two_fours_would_be_told_by_their_sum_of_eight() -> None:
    assert _told(_table(12, 4, 4), SUM) == {"a": "–", "b": "<5", "c": "<5", "t": "20"}
    assert _told(_table(0, 4, 4), SUM)["a"] == "–"


def test_the_total_goes_when_no_other_part_is_left() -> None:
    assert _told({"a": 4, "b": 4, "t": 8}, [Sum("t", ("a", "b"))]) == {"a": "<5", "b": "<5", "t": "–"}


def test_all_goes_when_every_number_would_follow_from_being_small() -> None:
    sums = [Sum("t", ("a", "b", "c", "d"))]
    assert set(_told({"a": 1, "b": 1, "c": 1, "d": 1, "t": 4}, sums).values()) == {"–"}


def test_a_share_whose_rest_is_small_hides_one_of_the_two() -> None:
    numbers = {"all": 14, "closed": 12, "open": 2}
    told = _told(numbers, [Sum("all", ("closed", "open"))], untold=["open"])
    assert sorted(told.values()) == ["14", "?", "–"]


def test_what_stands_on_an_earlier_paper_is_reckoned_with_and_left_alone() -> None:
    numbers = {"load": 14, "start": 12, "new": 2}
    sums = [Sum("load", ("start", "new"))]
    assert _told(numbers, sums, untold=["start"]) == {"load": "14", "start": "?", "new": "<5"}
    assert _told(numbers, sums, known=["start"]) == {"load": "–", "start": "12", "new": "<5"}


def _worlds(numbers: Mapping[str, int], shown: Mapping[str, Shown]) -> Iterator[dict[str, int]]:
    """Every table of three parts that a reader must think possible: an own search, by trying all."""
    possible = {
        Shown.FEW: list(SMALL),
        Shown.HIDDEN: [0, *range(5, 31)],
        Shown.UNTOLD: list(range(31)),
    }
    parts = [possible.get(shown[name], [numbers[name]]) for name in "abc"]
    for a, b, c in product(*parts):
        total = a + b + c
        if total == numbers["t"] or total in possible.get(shown["t"], ()):
            yield {"a": a, "b": b, "c": c, "t": total}


@given(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)))
def test_f55_every_hidden_small_number_can_be_another_one(parts: tuple[int, int, int]) -> None:
    numbers = _table(*parts)
    shown = protect(numbers, SUM)
    told = {name for name, how in shown.items() if how is Shown.EXACT}
    if not told:
        return
    worlds = list(_worlds(numbers, shown))
    for name, number in numbers.items():
        if number in SMALL:
            assert shown[name] is not Shown.EXACT
            assert len({world[name] for world in worlds}) > 1, (numbers, shown)


_flows = st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8))


@settings(max_examples=60)
@given(st.lists(_flows, min_size=2, max_size=4))
def test_f55_no_sum_of_a_whole_table_tells_a_small_number(rows: list[tuple[int, int, int]]) -> None:
    numbers: dict[str, int] = {}
    sums = []
    for at, (start, new, left) in enumerate(rows):
        closed = max(0, start + new - left)
        numbers |= {f"s{at}": start, f"n{at}": new, f"c{at}": closed, f"k{at}": start + new}
        numbers |= {f"o{at}": start + new - closed}
        sums += [Sum(f"k{at}", (f"s{at}", f"n{at}")), Sum(f"k{at}", (f"c{at}", f"o{at}"))]
    for row in "snkco":
        numbers[row] = sum(numbers[f"{row}{at}"] for at in range(len(rows)))
        sums.append(Sum(row, tuple(f"{row}{at}" for at in range(len(rows)))))
    sums += [Sum("k", ("s", "n")), Sum("k", ("c", "o"))]
    untold = [f"{row}{at}" for at in range(len(rows)) for row in "so"]
    shown = protect(numbers, sums, untold)
    assert not [name for name, how in shown.items() if how is Shown.EXACT and numbers[name] in SMALL]
    exact = {name for name, how in shown.items() if how is Shown.EXACT}
    if exact:
        _nothing_follows(numbers, sums, exact)


def _nothing_follows(numbers: Mapping[str, int], sums: Sequence[Sum], exact: set[str]) -> None:
    """Subtracting, over and over, as a reader with a pencil does: no small number comes out."""
    found = set(exact)
    while follows := {name for each in sums for name in each.cells if set(each.cells) - found == {name}}:
        assert not [name for name in follows if numbers[name] in SMALL]
        found |= follows


@pytest.mark.parametrize("parts", [(1, 0, 0), (2, 2, 2), (0, 0, 0), (1, 1, 1), (4, 4, 4)])
def test_f55_tables_of_few_pupils_tell_none_of_them(parts: tuple[int, int, int]) -> None:
    told = _told(_table(*parts), SUM)
    assert not set(told.values()) & {"1", "2", "3", "4"}
