"""Two agreements side by side: what is new, gone, changed or moved, in the words of its reader.

The parts and their names stand in ``compared_parts``. What cannot be seen on paper (row ids, the row's
version, the controlegetal) is no difference.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter
from typing import Any

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.compared_fields import Compared, Field, Group, Listed
from jeugdhulp_desktop.domain.compared_parts import parts_of
from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.evaluations import Evaluation

_NO_SENDER = Letterhead()


class DifferenceKind(StrEnum):
    """What became of a part; ``SAME`` only where everything is shown."""

    NEW = "nieuw"
    GONE = "vervallen"
    CHANGED = "gewijzigd"
    MOVED = "verplaatst"
    SAME = "gelijk"

    @property
    def mirrored(self) -> "DifferenceKind":
        """The same difference seen from the other side."""
        return {DifferenceKind.NEW: DifferenceKind.GONE, DifferenceKind.GONE: DifferenceKind.NEW}.get(
            self, self
        )


@dataclass(frozen=True)
class Contents:
    """An agreement to lay beside another, alone or with what is printed along with it."""

    agreement: Agreement
    sender: Letterhead = _NO_SENDER
    previous_hours_per_year: Decimal | None = None
    additions: tuple[Addition, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One line of the comparison.

    ``path`` points into the agreement behind it ("themes[2].goal"), for what is gone into the one before.
    ``item`` is the part it is about, empty for what is there once; ``name`` is its field, empty for a part as
    a whole. Of a part that is new or gone, the text is everything that is filled in, a line each.
    ``derived``: worked out from other fields, so it counts as no difference of its own.
    """

    path: str
    item: str
    name: str
    before: str
    after: str
    kind: DifferenceKind
    derived: bool = False

    @property
    def label(self) -> str:
        """ "Inzet JMW, uren per week"."""
        return ", ".join(each for each in (self.item, self.name) if each)


@dataclass(frozen=True)
class Comparison:
    """The lines by section, in the order of the paper; a section without lines is left out."""

    sections: Mapping[Section, tuple[Difference, ...]] = field(default_factory=dict)

    @property
    def differences(self) -> list[Difference]:
        """Everything that is not the same, in the order of the paper."""
        return [
            each for rows in self.sections.values() for each in rows if each.kind is not DifferenceKind.SAME
        ]

    def count(self, section: Section) -> int:
        """How many differences a section has; what follows from another one is not counted twice."""
        rows = self.sections.get(section, ())
        return sum(each.kind is not DifferenceKind.SAME and not each.derived for each in rows)

    @property
    def total(self) -> int:
        """How many differences there are."""
        return sum(self.count(section) for section in self.sections)


def compare(before: Compared, after: Compared, *, everything: bool = False) -> Comparison:
    """What differs between two agreements; with ``everything`` also what is the same."""
    looked = _Look(before, after, everything)
    found = {section: tuple(looked.at(section)) for section in Section}
    return Comparison({section: rows for section, rows in found.items() if rows})


@dataclass(frozen=True)
class _Look:
    """The two agreements while they are laid side by side."""

    before: Compared
    after: Compared
    everything: bool

    def at(self, section: Section) -> Iterator[Difference]:
        for part in parts_of(section):
            if isinstance(part, Group):
                one, other = (attrgetter(part.path)(each) if part.path else each for each in self._both())
                yield from self._fields(part.fields, one, other, part.path, "")
            else:
                yield from self._list(part)

    def _both(self) -> tuple[Compared, Compared]:
        return self.before, self.after

    def _fields(
        self, wanted: Iterable[Field], one: Any, other: Any, path: str, item: str
    ) -> Iterator[Difference]:
        for each in wanted:
            was, now = each.read(one, self.before), each.read(other, self.after)
            same = _same(was, now)
            if same and (not self.everything or is_blank(now)):
                continue
            before, after = each.show(was), each.show(now)
            kind = DifferenceKind.SAME if same else _kind(before, after)
            yield Difference(_below(path, each.name), item, each.label, before, after, kind, each.derived)

    def _list(self, part: Listed) -> Iterator[Difference]:
        read = attrgetter(part.path)
        one, other = read(self.before), read(self.after)
        if one == other and part.alone and not self.everything:
            return
        pairs = match(one, other, part.identities)
        moved = _moved(pairs, lambda i, j: _tie(part, one[i], other[j]))
        met, come_from = {i for i, _ in pairs}, {j: i for i, j in pairs}
        places = dict(pairs)
        gone: dict[int, list[int]] = {}
        anchor = -1
        for i in range(len(one)):  # what is gone stands behind what it stood behind
            anchor = places.get(i, anchor)
            if i not in met:
                gone.setdefault(anchor, []).append(i)
        for j in range(-1, len(other)):
            was = come_from.get(j)
            if was is not None:
                if j in moved:
                    yield _move(part, one[was], (was, j))
                yield from self._beside(part, one[was], other[j], f"{part.path}[{j}]")
            elif j >= 0:
                yield self._whole(part, other[j], self.after, f"{part.path}[{j}]", DifferenceKind.NEW)
            for i in gone.get(j, ()):
                yield self._whole(part, one[i], self.before, f"{part.path}[{i}]", DifferenceKind.GONE)

    def _beside(self, part: Listed, one: Any, other: Any, path: str) -> Iterator[Difference]:
        """A part of both lists, field by field."""
        if self.everything or not part.alone or one != other:
            yield from self._fields(part.fields, one, other, path, part.title(one))

    def _whole(self, part: Listed, row: Any, whole: Compared, path: str, kind: DifferenceKind) -> Difference:
        told = []
        for each in part.fields:
            value = each.read(row, whole)
            if not is_blank(value):
                told.append(f"{each.label}: {each.show(value)}" if each.label else each.show(value))
        text = "\n".join(told)
        before, after = (text, "") if kind is DifferenceKind.GONE else ("", text)
        return Difference(_below(path, ""), part.title(row), "", before, after, kind)


def match(
    one: Sequence[Any], other: Sequence[Any], identities: Sequence[Callable[[Any], Hashable]]
) -> list[tuple[int, int]]:
    """Which part of a list is which of the other, as places in both, by the place in the first.

    Identity by identity: parts that share one belong together in the order in which they stand.
    """
    free_one, free_other = list(range(len(one))), list(range(len(other)))
    pairs: list[tuple[int, int]] = []
    for identity in identities:
        waiting: dict[Hashable, list[int]] = {}
        for j in free_other:
            waiting.setdefault(identity(other[j]), []).append(j)
        waiting.pop(None, None)
        for i in free_one:
            if found := waiting.get(identity(one[i])):
                pairs.append((i, found.pop(0)))
        met_one, met_other = {i for i, _ in pairs}, {j for _, j in pairs}
        free_one = [i for i in free_one if i not in met_one]
        free_other = [j for j in free_other if j not in met_other]
    return sorted(pairs)


def is_blank(value: object) -> bool:
    """Whether nothing was filled in or chosen."""
    return value is None or value is False or value in ("", ()) or value == {}


def _moved(pairs: Sequence[tuple[int, int]], tie: Callable[[int, int], Any]) -> set[int]:
    """The places behind of the fewest parts that must be moved to come from one order to the other.

    The choice is the same from either side: of the longest rows of parts that kept their order, the one with
    the parts that stand most to the front.
    """
    if all(one[1] < other[1] for one, other in pairwise(pairs)):
        return set()
    longest = [1] * len(pairs)  # row of parts in order that begins here
    for at in range(len(pairs) - 1, -1, -1):
        behind = (longest[k] for k in range(at + 1, len(pairs)) if pairs[k][1] > pairs[at][1])
        longest[at] = 1 + max(behind, default=0)
    kept: set[int] = set()
    last = (-1, -1)
    for wanted in range(max(longest), 0, -1):
        able = [
            pair
            for pair, length in zip(pairs, longest, strict=True)
            if length == wanted and pair[0] > last[0] and pair[1] > last[1]
        ]
        last = min(able, key=lambda pair: (sum(pair), abs(pair[0] - pair[1]), tie(*pair)))
        kept.add(last[1])
    return {j for _, j in pairs} - kept


def _move(part: Listed, row: Any, places: tuple[int, int]) -> Difference:
    before, after = (f"plaats {place + 1}" for place in places)
    path = _below(f"{part.path}[{places[1]}]", "")
    return Difference(path, part.title(row), "", before, after, DifferenceKind.MOVED)


def _tie(part: Listed, one: Any, other: Any) -> tuple[str, str]:
    first, second = sorted(repr(part.identities[0](each)) for each in (one, other))
    return first, second


def _same(one: object, other: object) -> bool:
    """Equal, or both no number at all (NaN equals nothing, itself included)."""
    if isinstance(one, Decimal) and isinstance(other, Decimal) and one.is_nan():
        return other.is_nan()
    return one == other


def _kind(before: str, after: str) -> DifferenceKind:
    if not before and after:
        return DifferenceKind.NEW
    return DifferenceKind.GONE if before and not after else DifferenceKind.CHANGED


def _below(path: str, name: str) -> str:
    """The path of a field within the agreement; of what is printed along, within the document."""
    whole = ".".join(each for each in (path, name) if each)
    return whole.removeprefix("agreement.")
