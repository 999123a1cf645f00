"""Going over to a new school year (domain.md 6.2): what goes along, what never does, and who leaves.

Pupils go a group up once, unless the list of the school is already that of the new year. What a name of a
group does not tell is asked, never guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.domain.text import fold

OPENS, CLOSES = 4, 9  # April to September: then the way over stands in front; the menu has it all year
HANDOVER_WITHIN = timedelta(weeks=2)  # a warm handover is planned within two weeks
HANDOVER = "Warme overdracht plannen"  # names nobody: the action hangs on the case

_PRIMARY = frozenset({SchoolType.BAO, SchoolType.SBO, SchoolType.SO})
_SECONDARY = frozenset({SchoolType.VO, SchoolType.VSO, SchoolType.PRO})
_LAST_PRIMARY = 8
_SURE_OF = 3  # in secondary education everybody goes on from the years up to here
_LAST_YEARS: Mapping[str, int] = {
    **dict.fromkeys(("v", "vwo", "g", "gym", "gymnasium", "ath", "atheneum"), 6),
    **dict.fromkeys(("h", "havo"), 5),
    **dict.fromkeys(("m", "mavo", "t", "tl", "gl", "gt", "kb", "kbl", "bb", "bbl", "vmbo"), 4),
}
_GROUP = re.compile(r"(?P<before>[^\d/]*?)(?P<year>\d{1,2})(?P<behind>[^\d/]*)")


class Move(StrEnum):
    """What becomes of the pupils of a group."""

    UP = "gaan omhoog"
    LEAVE = "gaan van school"
    STAY = "blijven staan"  # also for a group that the program does not know, until the user says otherwise


@dataclass(frozen=True)
class NextGroup:
    """Where a group goes: to ``group``, away, or nowhere. ``sure`` is False where it has to be asked."""

    move: Move
    group: str = ""
    sure: bool = True


def next_group(group: str, school_type: SchoolType) -> NextGroup:
    """The group of next year: "6a" becomes "7a", 8 leaves, "v4" becomes "v5"; unknown ones stay.

    Of combined groups ("6/7"), named groups and upper years whose level does not stand in the name the next
    group cannot be told.
    """
    found = _GROUP.fullmatch(group.strip())
    if found is None:
        return NextGroup(Move.STAY, group, sure=False)
    year = int(found["year"])
    last = _last_year(year, found["before"], found["behind"], school_type)
    if last is None or not 1 <= year <= last:
        return NextGroup(Move.STAY, group, sure=False)
    if year == last:
        return NextGroup(Move.LEAVE)
    start, end = found.span("year")
    plain = group.strip()
    return NextGroup(Move.UP, f"{plain[:start]}{year + 1}{plain[end:]}")


def _last_year(year: int, before: str, behind: str, school_type: SchoolType) -> int | None:
    """The last year of this kind of education, None where the name does not tell."""
    if school_type in _PRIMARY:
        return _LAST_PRIMARY
    if school_type not in _SECONDARY:
        return None
    known = _level(before) or _level(behind)
    if known is not None:
        return known
    return year + 1 if year <= _SURE_OF else None


def _level(letters: str) -> int | None:
    """The last year of a level as it stands in the name of a class: "v", "havo ", "Ha" (havo, class a).

    "hv" is two levels in one class, and tells nothing of its last year.
    """
    word = fold(letters).strip(" -.")
    if word in _LAST_YEARS:
        return _LAST_YEARS[word]
    return None if word[-1:] in _LAST_YEARS else _LAST_YEARS.get(word[:-1])


def next_year_group(year_group: str, move: Move) -> str:
    """The year within primary education that goes with a move: "6" becomes "7"; what is no number stays."""
    if move is Move.UP and year_group.isascii() and year_group.isdigit() and int(year_group) < _LAST_PRIMARY:
        return str(int(year_group) + 1)
    return year_group


def stands_in_front(today: date) -> bool:
    """Whether it is the time of year to go over."""
    return OPENS <= today.month <= CLOSES


def year_to_prepare(today: date) -> SchoolYear:
    """The school year one goes over to: from April on the next one, from August on the one that began."""
    this = SchoolYear.of(today)
    return this.next if OPENS <= today.month < 8 else this


@dataclass(frozen=True)
class MovedGroups:
    """That the groups of a school were moved to a year, and when: they never move twice."""

    year: SchoolYear
    at: datetime


@dataclass(frozen=True)
class RosterSeen:
    """The newest list of pupils of a school: of which school year, and when it came in."""

    year: SchoolYear
    at: datetime


class GroupState(StrEnum):
    """Whether the groups of a school still have to move."""

    OLD = "van het oude jaar"
    OF_ROSTER = "al van het nieuwe jaar"  # the newest list says so
    MOVED = "al omhoog gezet"
    NONE = "geen leerlingen"


def group_state(
    to_year: SchoolYear, roster: RosterSeen | None, moved: MovedGroups | None, pupils: int
) -> GroupState:
    """Whether groups move: not when the newest list is of the new year, and not twice.

    A list of the old year that came in after they were moved put them back: then they move again.
    """
    if not pupils:
        return GroupState.NONE
    if roster is not None and roster.year >= to_year:
        return GroupState.OF_ROSTER
    if moved is not None and moved.year >= to_year and (roster is None or roster.at <= moved.at):
        return GroupState.MOVED
    return GroupState.OLD


@dataclass(frozen=True)
class GroupPlan:
    """One group: how many pupils it has, how many of them with an open case, and where it would go."""

    group: str
    pupils: int
    open_cases: int
    next: NextGroup


@dataclass(frozen=True)
class OpenCase:
    """An open case of a pupil of a group: who leaves with one is listed."""

    case_id: int
    number: str
    pupil_id: int
    pupil: str
    group: str


@dataclass(frozen=True)
class CopyCounts:
    """What of an agreement goes along as a concept, and what never does."""

    themes: int = 0
    offers: int = 0
    deployments: int = 0
    lessons: int = 0
    signatures: int = 0  # from here on: what stays behind
    evaluations: int = 0
    additions: int = 0


@dataclass(frozen=True)
class SchoolPlan:
    """What going over does for one school.

    ``agreement_id``: the agreement of the old year, None without one; ``next_id``: the one of the new year
    that is there already, so that none is copied. ``actions``: unfinished ones of the old agreement.
    """

    school_id: int
    school_name: str
    school_type: SchoolType
    agreement_id: int | None
    next_id: int | None
    counts: CopyCounts
    actions: int
    open_cases: int
    groups: tuple[GroupPlan, ...]
    state: GroupState
    cases: tuple[OpenCase, ...] = ()  # of pupils, by group and name

    @property
    def copies(self) -> bool:
        """Whether an agreement is made for the new year."""
        return self.agreement_id is not None and self.next_id is None

    @property
    def has_work(self) -> bool:
        """Whether going over would do anything here."""
        return self.copies or self.state is GroupState.OLD or (self.next_id is not None and self.actions > 0)


@dataclass(frozen=True)
class RolloverPlan:
    """Every school, in the Dutch order."""

    to_year: SchoolYear
    schools: tuple[SchoolPlan, ...]


@dataclass(frozen=True)
class SchoolChoice:
    """What the user chose for one school. ``groups``: where each group goes; left out is left as it is."""

    school_id: int
    groups: Mapping[str, NextGroup] = field(default_factory=dict)


@dataclass(frozen=True)
class RolloverChoice:
    """What is carried out. ``handovers``: open cases for which a warm handover is planned now."""

    to_year: SchoolYear
    schools: tuple[SchoolChoice, ...]
    handovers: frozenset[int] = frozenset()


def leavers(plan: SchoolPlan, groups: Mapping[str, NextGroup]) -> list[OpenCase]:
    """The open cases of pupils who leave by these choices."""
    if plan.state is not GroupState.OLD:
        return []
    gone = {group for group, following in groups.items() if following.move is Move.LEAVE}
    return [case for case in plan.cases if case.group in gone]


@dataclass(frozen=True)
class SchoolResult:
    """What was done for one school; the proof of the last step."""

    school_id: int
    school_name: str
    made_id: int | None  # the new concept
    there_already: bool  # an agreement of the new year stood there: nothing was copied over it
    counts: CopyCounts
    actions: int
    open_cases: int
    moved_up: int
    left: int
    stayed: int
    state: GroupState  # before: why groups did not move


@dataclass(frozen=True)
class RolloverReport:
    """Everything that was done, in numbers; ``later`` are leavers without a handover yet."""

    to_year: SchoolYear
    schools: tuple[SchoolResult, ...]
    backup: str  # file name of the proven backup that was made before
    handovers: int = 0
    later: tuple[OpenCase, ...] = ()
