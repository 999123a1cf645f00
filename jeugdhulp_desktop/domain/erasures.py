"""Erasing a case or a pupil for good: what goes, what is left, why, and what is remembered of it.

Remembered are ids and dates only (faults.md, erasure journal): a backup of before is put back without what
was erased since. The terms are those of domain.md 2.2: a school keeps the file of a pupil at most two years
after the pupil left (R-BEW-1). Nothing is ever erased because a term is over: a human decides, with a reason
that is chosen and not typed, since a typed reason would keep the name that is to go.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from jeugdhulp_desktop.domain.problems import Level, Problem, problem

TERM_YEARS = 2  # R-BEW-1


class ErasureKind(StrEnum):
    """What is erased: one case, or a pupil with every case and the name on the list."""

    CASE = "case"
    PUPIL = "pupil"


class ErasureReason(StrEnum):
    """Why."""

    TERM = "bewaartermijn voorbij"
    REQUEST = "verzoek van leerling of ouders"
    MISTAKE = "per ongeluk aangelegd"
    DOUBLE = "dubbel aangelegd"


# Who made a case by mistake has nothing to close.
_WITHOUT_CLOSING = (ErasureReason.MISTAKE, ErasureReason.DOUBLE)


@dataclass(frozen=True)
class ErasureTarget:
    """Which case or pupil."""

    kind: ErasureKind
    record_id: int


@dataclass(frozen=True)
class ErasedRecord:
    """One line of the erasure journal. No name, no text.

    ``created_at`` tells a case from another that got the same id in an older backup or a copy of the vault;
    None where nothing tells it (a pupil from a list). ``masked``: the name was taken out of other texts too,
    and so it is again when a backup is put back. Moments are in UTC, to the second.
    """

    kind: ErasureKind
    record_id: int
    number: str  # of the case, as it stands on paper; empty for a pupil
    created_at: datetime | None
    erased_at: datetime
    reason: str  # the value of an ErasureReason; empty for a pupil without a case
    masked: bool = False


@dataclass(frozen=True)
class ErasableCase:
    """A case that would go, with what its term follows from."""

    id: int
    number: str
    open: bool
    ended_on: date | None
    left_on: date | None  # the pupil's last day at school
    binned: bool = False  # it was thrown away already, so it need not be closed

    @property
    def keep_until(self) -> date | None:
        """The last day of its term: two years after the pupil left, else after closing; None while open."""
        if self.open:
            return None
        days = [day for day in (self.ended_on, self.left_on) if day is not None]
        return _years_after(max(days), TERM_YEARS) if days else None


class Fixed(StrEnum):
    """Why a name is not taken out of a text by the program."""

    NO = ""
    FROZEN = "frozen"  # a paper that was agreed says for ever what was signed
    NAME = "name"  # it is the name of a school, a party or a professional: only its user knows


@dataclass(frozen=True)
class Mention:
    """A text of another record in which the name stands. For the screen only: it holds text.

    ``place`` is the kind of record that can be opened to see it ("cases", "agreements" ...), ``place_id`` its
    id and ``place_name`` how it is called; ``table`` and ``column`` say where in it.
    """

    table: str
    key: tuple[object, ...]
    column: str
    text: str = field(repr=False)
    sure: bool
    fixed: Fixed
    place: str
    place_id: int | None
    place_name: str = field(repr=False)

    @property
    def cell(self) -> tuple[str, tuple[object, ...], str]:
        """Where the text stands; what is chosen to be masked is told by this."""
        return self.table, self.key, self.column


@dataclass(frozen=True)
class HoldingBackup:
    """A backup that was made while what is erased was still there.

    ``place`` is empty for the vault's own folder. ``until``: with a backup every month it is thinned away by
    then; without newer ones it stays longer. None: it never goes by itself, being of before a new key or a
    copy of the vault as it was found.
    """

    path: Path
    made_at: datetime  # UTC
    until: date | None
    place: str = ""


@dataclass(frozen=True)
class ErasurePlan:
    """Everything that goes and everything that is left, before anybody decides.

    ``counts``: rows that go, by table; ``loosened``: rows of other records that only lose their reference.
    ``namesakes``: other pupils with the same name, who stay and are still found by it.
    """

    target: ErasureTarget
    name: str = field(repr=False)
    group: str
    cases: tuple[ErasableCase, ...]
    pupil_goes: bool
    counts: Mapping[str, int]
    loosened: Mapping[str, int]
    drafts: int
    namesakes: int
    mentions: tuple[Mention, ...]
    backups: tuple[HoldingBackup, ...]


@dataclass(frozen=True)
class ErasureReport:
    """What was done: rows by table, texts in which the name was masked, and where it is still found."""

    target: ErasureTarget
    numbers: tuple[str, ...]  # of the cases
    pupil_gone: bool
    counts: Mapping[str, int]
    drafts: int
    masked: int
    left: tuple[Mention, ...]
    swept: bool  # False when the disk had no room to write the file anew: remains may stand in free pages
    backups: tuple[HoldingBackup, ...]
    erased_at: datetime


def check_erasure(cases: Sequence[ErasableCase], reason: ErasureReason | None, today: date) -> list[Problem]:
    """Whether this may go now (F57): an open case is closed first, and before its term a reason decides.

    A pupil without a case stands on a picking list only and goes at once.
    """
    if not cases:
        return []
    if reason is None:
        return [problem("reason", "erasure-reason-required")]
    problems = []
    if any(case.open for case in cases) and reason not in _WITHOUT_CLOSING:
        problems.append(problem("reason", "erasure-open-case"))
    until = keep_until(cases)
    if until is not None and until >= today:
        early = Level.BLOCKS if reason is ErasureReason.TERM else Level.REASON
        problems.append(problem("reason", "erasure-before-term", early, until=until))
    return problems


def keep_until(cases: Iterable[ErasableCase]) -> date | None:
    """The last day on which one of these is kept; None when none of them has a term yet."""
    return max((case.keep_until for case in cases if case.keep_until is not None), default=None)


def united(*journals: Iterable[ErasedRecord]) -> tuple[ErasedRecord, ...]:
    """Journals as one, each line once, in the order of erasing: none of them may be cut unnoticed."""
    lines = {(line.kind, line.record_id, line.erased_at): line for journal in journals for line in journal}
    return tuple(sorted(lines.values(), key=lambda line: (line.erased_at, line.kind, line.record_id)))


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)
