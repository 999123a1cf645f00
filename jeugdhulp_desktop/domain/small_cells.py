"""Small cells: what may be told of few pupils, so that nobody can work out the rest (V26, F55).

A number of 1 to 4 is shown as "<5". Since totals stand beside it, more has to go: a number is hidden ("–")
until every small number that is not shown, the rest of a share included, can be at least two numbers. That
is not assumed but looked for: another set of numbers that fits everything that is shown. Where none is found
more is hidden, so the search may be cut short without ever telling too much.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

SMALL = range(1, 5)
_NEAR = 8  # how far from the real number another one is looked for
_STEPS = 400  # of one search; past it nothing is proven, so more is hidden


class Shown(Enum):
    """How a number is told."""

    EXACT = "exact"
    FEW = "few"  # "<5": the reader knows that it is 1 to 4
    HIDDEN = "hidden"  # "–": the reader knows that it is not 1 to 4, for that would be "<5"
    UNTOLD = "untold"  # stands nowhere, but can be worked out: the rest of a share


@dataclass(frozen=True)
class Sum:
    """A total and its parts."""

    total: str
    parts: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


def protect(
    numbers: Mapping[str, int], sums: Sequence[Sum], untold: Iterable[str] = (), known: Iterable[str] = ()
) -> dict[str, Shown]:
    """How each number may be told, so that none of 1 to 4 can be worked out from the others.

    ``sums`` are what holds between the numbers, ``untold`` those that are shown nowhere, ``known`` those that
    stand elsewhere already and are not hidden here. When nothing helps, all that hangs together is hidden.
    """
    shown = {name: Shown.FEW if number in SMALL else Shown.EXACT for name, number in numbers.items()}
    shown |= dict.fromkeys(untold, Shown.UNTOLD)
    shown |= dict.fromkeys(known, Shown.EXACT)
    fixed = frozenset(known)
    while (open_cell := _first_open(numbers, sums, shown, fixed)) is not None:
        together = _connected(open_cell, sums)
        choices = [
            name
            for name in _by_preference(open_cell, numbers, sums, together)
            if shown[name] is Shown.EXACT and name not in fixed
        ]
        if not choices:
            told = (name for name in together if shown[name] is Shown.FEW)
            shown |= dict.fromkeys(told, Shown.HIDDEN)
            shown |= {name: Shown.HIDDEN for name in together if shown[name] is Shown.UNTOLD}
            continue
        helping = (name for name in choices if _helps(name, open_cell, numbers, sums, shown))
        shown[next(helping, choices[0])] = Shown.HIDDEN
    return shown


def _first_open(
    numbers: Mapping[str, int], sums: Sequence[Sum], shown: Mapping[str, Shown], fixed: frozenset[str]
) -> str | None:
    """The first small number that can be worked out, or None."""
    for name, number in numbers.items():
        sensitive = number in SMALL and name not in fixed and shown[name] in (Shown.FEW, Shown.UNTOLD)
        if sensitive and not _is_free(name, numbers, sums, shown):
            return name
    return None


def _helps(
    name: str, cell: str, numbers: Mapping[str, int], sums: Sequence[Sum], shown: Mapping[str, Shown]
) -> bool:
    return _is_free(cell, numbers, sums, {**shown, name: Shown.HIDDEN})


def _by_preference(
    cell: str, numbers: Mapping[str, int], sums: Sequence[Sum], together: Iterable[str]
) -> list[str]:
    """What to hide first: parts before totals, beside the cell before far off, few pupils before many."""
    totals = {each.total for each in sums}
    beside = {name for each in sums if cell in each.cells for name in each.cells}

    def weight(name: str) -> tuple[bool, bool, bool, int, str]:
        return name not in beside, name in totals, numbers[name] == 0, numbers[name], name

    return sorted(together, key=weight)


def _connected(cell: str, sums: Sequence[Sum]) -> list[str]:
    """Every number that hangs together with this one, in the order of the sums."""
    found = {cell}
    grew = True
    while grew:
        more = {name for each in sums if found & set(each.cells) for name in each.cells}
        grew, found = not more <= found, found | more
    return sorted(found)


def _is_free(cell: str, numbers: Mapping[str, int], sums: Sequence[Sum], shown: Mapping[str, Shown]) -> bool:
    """Whether this number can be another one while everything that is shown stays as it is."""
    steps = iter(range(_STEPS))
    loose = {name for name, how in shown.items() if how is not Shown.EXACT}
    fixed = {name: number for name, number in numbers.items() if name not in loose}
    for other in _candidates(numbers[cell], shown[cell]):
        if other != numbers[cell] and _fits({**fixed, cell: other}, numbers, sums, shown, steps):
            return True
    return False


def _candidates(number: int, how: Shown) -> Iterator[int]:
    """What the reader must think possible, the real number first and then the nearest."""
    for distance in range(_NEAR + 1):
        for other in dict.fromkeys((number - distance, number + distance)):
            if other >= 0 and _may_be(other, how):
                yield other


def _may_be(number: int, how: Shown) -> bool:
    if how is Shown.FEW:
        return number in SMALL
    return how is Shown.UNTOLD or number not in SMALL


def _fits(
    chosen: dict[str, int],
    numbers: Mapping[str, int],
    sums: Sequence[Sum],
    shown: Mapping[str, Shown],
    steps: Iterator[int],
) -> bool:
    """Whether the rest can be filled in so that every sum holds; False too when the search takes too long."""
    if next(steps, None) is None or not _follow(chosen, sums, shown):
        return False
    open_sum = next((each for each in sums if any(name not in chosen for name in each.cells)), None)
    if open_sum is None:
        return True
    name = next(name for name in open_sum.cells if name not in chosen)
    return any(
        _fits({**chosen, name: other}, numbers, sums, shown, steps)
        for other in _candidates(numbers[name], shown[name])
    )


def _follow(chosen: dict[str, int], sums: Sequence[Sum], shown: Mapping[str, Shown]) -> bool:
    """Fill in what follows from the sums; False when one of them cannot hold."""
    again = True
    while again:
        again = False
        for each in sums:
            open_cells = [name for name in each.cells if name not in chosen]
            if len(open_cells) > 1:
                continue
            known = sum(chosen.get(name, 0) for name in each.parts)
            if not open_cells:
                if known != chosen[each.total]:
                    return False
                continue
            (name,) = open_cells
            found = known if name == each.total else chosen[each.total] - known
            if found < 0 or not _may_be(found, shown[name]):
                return False
            chosen[name] = found
            again = True
    return True
