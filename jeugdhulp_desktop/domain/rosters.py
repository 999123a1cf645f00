"""A roster: the pupils of one school as its administration exports them, and the plan an import of it is.

These are the values; `roster_plans` makes the plan.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.pupils import Pupil, PupilDraft, PupilName
from jeugdhulp_desktop.domain.schools import tidy_brin
from jeugdhulp_desktop.domain.text import fold

COMPARED = ("name", "birth_date", "group", "year_group", "left_on")


class RosterKind(StrEnum):
    """What kind of file a roster came from."""

    EDEXML = "edexml"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class RosterSchool:
    """The school a file says it is of; each part is empty when the file does not say it."""

    brin: str = ""  # 4 characters
    dependance: str = ""  # 2 digits; "00" means the same as empty
    school_year: str = ""  # "2026-2027" as written: any year, also one the schema never heard of (F42)
    snapshot_date: date | None = None

    @property
    def code(self) -> str:
        """BRIN and location in one, as a school is kept: "99ZZ", "99ZZ01"."""
        return self.brin + ("" if self.dependance == "00" else self.dependance)


@dataclass(frozen=True)
class RosterRow:
    """One pupil of a file; ``line`` is where it stands, for messages."""

    key: str
    name: PupilName
    birth_date: date | None = None
    group: str = ""
    year_group: str = ""
    left_on: date | None = None
    line: int = 0
    location: str = ""  # vestiging, shown in the preview, not kept

    def draft(self, school_id: int) -> PupilDraft:
        """The pupil this row becomes."""
        return PupilDraft(
            school_id, self.name, self.key, self.birth_date,
            group=self.group, year_group=self.year_group, left_on=self.left_on,
        )  # fmt: skip


@dataclass(frozen=True)
class RosterError:
    """A row that cannot come in: which line, why, which field.

    ``key`` (empty when that is what is missing) protects the pupil who stood there: a pupil with a faulty row
    is not gone. It stays out of ``repr``, since errors end in messages.
    """

    line: int
    code: str
    field: str
    key: str = dataclass_field(default="", repr=False)


@dataclass(frozen=True)
class RosterFile:
    """A file as read: good rows, faulty rows, and what was noticed.

    ``fields`` are the fields the file has at all: a table without a column for the group says nothing about
    groups, and must not empty them.
    """

    kind: RosterKind
    school: RosterSchool
    rows: tuple[RosterRow, ...]
    errors: tuple[RosterError, ...] = ()
    sha256: str = ""
    remarks: tuple[Problem, ...] = ()
    fields: frozenset[str] = frozenset(COMPARED)


@dataclass(frozen=True)
class PupilChange:
    """A pupil before and after."""

    before: Pupil
    after: Pupil

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return tuple(
            name for name in ("key", *COMPARED) if getattr(self.before, name) != getattr(self.after, name)
        )


@dataclass(frozen=True)
class KeyQuestion:
    """Is the new key in ``row`` the pupil who was kept under another key? Asked, never assumed."""

    row: RosterRow
    if_same: PupilChange
    if_other: PupilChange | None  # the kept pupil marked as left; None when it has no case and is erased

    @property
    def pupil(self) -> Pupil:
        """The pupil kept under the old key."""
        return self.if_same.before


class HintKind(StrEnum):
    """Why two rows may be looked at together."""

    TWINS = "twins"  # same surname and birth date
    SAME_NAME = "same-name"  # same name, another or no birth date
    SAME_PUPIL = "same-pupil"  # same name and birth date under two keys
    SPELLING = "spelling"  # same birth date, names almost equal


@dataclass(frozen=True)
class DuplicateHint:
    """Two rows of the file that look alike; only shown (F37)."""

    kind: HintKind
    first: RosterRow
    second: RosterRow


@dataclass(frozen=True)
class PlanCounts:
    """What an import does, in numbers."""

    new: int
    changed: int
    unchanged: int
    gone: int


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do, each list but ``unchanged`` in the Dutch order of names.

    A pupil under an unanswered question stays as it is and the row stays out: the next file asks again.
    """

    file: RosterFile
    new: tuple[RosterRow, ...] = ()
    changed: tuple[PupilChange, ...] = ()
    unchanged: tuple[Pupil, ...] = ()
    erased: tuple[Pupil, ...] = ()  # gone, and no case holds them
    left: tuple[PupilChange, ...] = ()  # gone, but with a case: kept, with the day they left
    questions: tuple[KeyQuestion, ...] = ()
    remarks: tuple[Problem, ...] = ()
    school_id: int | None = None  # the school it is planned for; None when its BRIN is unknown (6.6 no. 2)

    @property
    def counts(self) -> PlanCounts:
        """The four numbers above the preview; a pupil under a question counts as unchanged."""
        return PlanCounts(
            len(self.new),
            len(self.changed),
            len(self.unchanged) + len(self.questions),
            len(self.erased) + len(self.left),
        )

    @property
    def hints(self) -> tuple[DuplicateHint, ...]:
        """Rows that look like one another, as far as one of the two is new; worked out when asked for."""
        new = {row.key for row in self.new}
        pairs = find_duplicates(self.file.rows) if new else ()
        return tuple(hint for hint in pairs if hint.first.key in new or hint.second.key in new)

    @property
    def is_empty(self) -> bool:
        """Whether carrying it out would change nothing."""
        return not (self.new or self.changed or self.erased or self.left)


def find_school(schools: Iterable[tuple[int, str]], wanted: RosterSchool) -> int | None:
    """The id of the school a file is of, among (id, BRIN with or without location); None when unknown.

    A school kept without a location takes a file with one, when no other school shares its BRIN.
    """
    if not wanted.brin:
        return None
    same_brin = [(school_id, tidy_brin(code)) for school_id, code in schools]
    same_brin = [(school_id, code) for school_id, code in same_brin if code[:4] == wanted.brin]
    for school_id, code in same_brin:
        if code.removesuffix("00") == wanted.code:
            return school_id
    if len(same_brin) == 1 and len(same_brin[0][1]) == 4:
        return same_brin[0][0]
    return None


def unique_rows(rows: Iterable[RosterRow]) -> tuple[list[RosterRow], list[RosterError]]:
    """The rows with each key once; a key that comes again is an error at the later line (F42)."""
    seen: dict[str, RosterRow] = {}
    errors = []
    for row in rows:
        if row.key in seen:
            errors.append(RosterError(row.line, "duplicate-key", "key", row.key))
        else:
            seen[row.key] = row
    return list(seen.values()), errors


def find_duplicates(rows: Sequence[RosterRow]) -> Iterator[DuplicateHint]:
    """Rows that look like one another, by line: twins, namesakes, one pupil under two spellings (F37)."""
    by_birth, by_name = defaultdict(list), defaultdict(list)
    for row in rows:
        if row.birth_date:
            by_birth[row.birth_date].append(row)
        by_name[row.name.display.casefold()].append(row)
    for born_together in by_birth.values():
        for index, first in enumerate(born_together):
            for second in born_together[index + 1 :]:
                kind = _likeness(first.name, second.name)
                if kind:
                    yield DuplicateHint(kind, first, second)
    for namesakes in by_name.values():
        for first, second in pairwise(namesakes):
            if first.birth_date is None or first.birth_date != second.birth_date:
                yield DuplicateHint(HintKind.SAME_NAME, first, second)


def _likeness(one: PupilName, other: PupilName) -> HintKind | None:
    one_whole, other_whole = fold(one.display), fold(other.display)
    if one_whole == other_whole:
        return HintKind.SAME_PUPIL
    matcher = SequenceMatcher(None, one_whole, other_whole)
    if matcher.quick_ratio() > 0.9 and matcher.ratio() > 0.9:
        return HintKind.SPELLING
    return HintKind.TWINS if one.last and fold(one.last) == fold(other.last) else None
