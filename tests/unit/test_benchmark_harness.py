"""A figure is a ratio to its floor, and a slow minute of the machine fails nothing."""

from collections.abc import Callable
from itertools import chain, cycle, repeat

import pytest

from tests.benchmarks.harness import PAIRS, WARM_UPS, Row, Seconds, measure


def taking(*seconds: float) -> Callable[[], Seconds]:
    """Work that says it took so long, round after round."""
    given = cycle(seconds)
    return lambda: Seconds(next(given))


def test_the_figure_is_the_median_and_its_ratio_to_the_floor() -> None:
    figure = measure(Row("x", floor=taking(0.1), ours=taking(0.2, 0.3, 9.0), limit=4))
    assert (figure.value, figure.floor) == (300.0, 100.0)
    assert figure.ratio == pytest.approx(3.0)
    assert figure.ok


def test_one_slow_measurement_is_no_failure() -> None:
    slow = repeat(9.0, WARM_UPS + PAIRS)
    later = chain(slow, repeat(0.1))
    assert measure(Row("x", floor=taking(0.1), ours=lambda: Seconds(next(later)), limit=2)).ok


def test_a_row_that_is_over_its_limit_twice_fails() -> None:
    assert not measure(Row("x", floor=taking(0.1), ours=taking(0.21), limit=2)).ok


def test_half_of_the_rounds_may_be_disturbed() -> None:
    assert measure(Row("x", floor=taking(0.1), ours=taking(0.1, 9.0), limit=1.5)).ok


@pytest.mark.parametrize(("ours", "ok"), [(0.0059, True), (0.0061, False)])
def test_a_floor_under_five_milliseconds_gets_five_on_top(ours: float, ok: bool) -> None:
    assert measure(Row("x", floor=taking(0.001), ours=taking(ours), limit=2)).ok is ok


def test_a_limit_may_be_so_many_seconds_on_top() -> None:
    row = Row("x", floor=taking(0.1), ours=taking(0.29), limit=1, slack=0.2)
    assert measure(row).ok
    assert measure(row).limit == pytest.approx(3.0)


def test_floor_and_ours_take_turns() -> None:
    turns: list[str] = []
    measure(Row("x", floor=lambda: turns.append("floor"), ours=lambda: turns.append("ours"), limit=1e9))
    assert turns == ["floor", "ours"] * (WARM_UPS + PAIRS)
