"""How a figure is measured and when it fails.

Milliseconds depend on the machine, so they are printed and never judged. What is judged is the ratio to a
floor, measured in the same minute on the same machine: 15 pairs (floor, ours, floor, ours ...) after two
rounds that warm up. A row fails only if even the lower quartile of the ratios is over the limit, twice.
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

WARM_UPS = 2
PAIRS = 15
SHORT_FLOOR = 0.005  # seconds: below it a ratio says little, and 5 ms on top is nothing anybody feels

_UNITS = {"s": 1.0, "ms": 1e3, "µs": 1e6}


class Seconds(float):
    """What a function gives back that has timed itself, since not all it does belongs to the figure."""


Work = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One figure: ``ours`` may take ``limit`` times as long as ``floor``, or ``slack`` seconds longer."""

    name: str
    floor: Work
    ours: Work
    limit: float
    gate: bool = True
    unit: str = "ms"
    slack: float = 0.0

    def allowed_ratio(self, floor: float) -> float:
        """The ratio that passes, for a floor of so many seconds."""
        if floor <= 0:
            return self.limit
        slack = max(self.slack, SHORT_FLOOR if floor < SHORT_FLOOR else 0.0)
        return max(self.limit, 1 + slack / floor) if slack else self.limit


@dataclass(frozen=True)
class Figure:
    """What was measured: medians of ours and of the floor in the row's unit, and of the ratio."""

    name: str
    unit: str
    value: float
    floor: float
    ratio: float
    limit: float
    gate: bool
    ok: bool


def measure(row: Row, *, pairs: int = PAIRS, warm_ups: int = WARM_UPS) -> Figure:
    """Measures ``row``, and once more if it is over its limit."""
    figure = _measure_once(row, pairs, warm_ups)
    return figure if figure.ok else _measure_once(row, pairs, warm_ups)


def _measure_once(row: Row, pairs: int, warm_ups: int) -> Figure:
    gc.collect()  # else the first rounds clean up what the set-up left
    for _ in range(warm_ups):
        row.floor()
        row.ours()
    measured = [(_timed(row.floor), _timed(row.ours)) for _ in range(pairs)]
    floor = statistics.median(pair[0] for pair in measured)
    ratios = [ours / base if base > 0 else float("inf") for base, ours in measured]
    limit = row.allowed_ratio(floor)
    scale = _UNITS[row.unit]
    return Figure(
        name=row.name,
        unit=row.unit,
        value=statistics.median(pair[1] for pair in measured) * scale,
        floor=floor * scale,
        ratio=statistics.median(ratios),
        limit=limit,
        gate=row.gate,
        ok=_lower_quartile(ratios) <= limit,
    )


def _timed(work: Work) -> float:
    began = time.perf_counter()
    answer = work()
    took = time.perf_counter() - began
    return float(answer) if isinstance(answer, Seconds) else took


def _lower_quartile(ratios: list[float]) -> float:
    if len(ratios) == 1:
        return ratios[0]
    return statistics.quantiles(ratios, n=4, method="inclusive")[0]
