"""Pupils: a picking list from the school's own administration, no file on a child.

Domain model 6.1 (Leerling): key per school, name parts, birth date or "onbekend", group, left on. Nothing
else about a child stands here; what the case needs more is asked in the case.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from jeugdhulp_desktop.domain.bsn import find_bsn_like
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.text import initials, sort_key

EARLIEST_BIRTH = date(1900, 1, 1)

# Prefixes of surnames as Dutch administrations know them, longest first so that "van der" wins from "van".
PREFIXES = tuple(
    sorted(
        (
            "van", "van de", "van den", "van der", "van 't", "van het", "van la", "van ter", "van ten",
            "van van de", "de", "de la", "den", "der", "des", "die le", "het", "'t", "'s", "te", "ten", "ter",
            "in", "in de", "in den", "in der", "in het", "in 't", "op", "op de", "op den", "op der", "op het",
            "op 't", "op ten", "aan de", "aan den", "aan der", "aan het", "aan 't", "bij de", "bij den",
            "bij het", "bij 't", "boven d'", "onder de", "onder den", "onder het", "onder 't", "over de",
            "over den", "over het", "over 't", "uit de", "uit den", "uit het", "uit 't", "uit te de",
            "uijt de", "uijt den", "uijt te de", "uijt ten", "uijt", "uit", "uit ten", "voor de", "voor den",
            "voor 't", "tot", "toe", "von", "von der", "von dem", "von den", "vom", "zu", "zum", "zur",
            "auf dem", "auf der", "auf den", "aus dem", "aus der", "d'", "da", "dal", "dalla",
            "das", "degli", "dei", "del", "della", "delle", "di", "do", "don", "dos", "du", "el", "l'",
            "la", "las", "le", "les", "lo", "los", "af", "al",
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
_PREFIX = re.compile(
    r"(?P<prefix>" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in PREFIXES) + r")(?P<gap>\s+)(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PupilName:
    """A name in its parts, as the school wrote them.

    ``first`` is the call name, or else the first given name, or else the initials.
    """

    first: str = ""
    prefix: str = ""
    last: str = ""

    @property
    def display(self) -> str:
        """ "Noor van den Berg"."""
        return " ".join(filter(None, (self.first, self.prefix, self.last)))

    @property
    def sorted(self) -> str:
        """ "Berg, Noor van den", as in an alphabetical list."""
        behind = " ".join(filter(None, (self.first, self.prefix)))
        return ", ".join(filter(None, (self.last, behind)))

    @cached_property
    def sort_key(self) -> str:
        """The Dutch order: by surname without its prefix, then first name, then prefix ("de Vries" under V).

        A prefix that the school typed into the surname is passed over too, so "Van Dijk" stands under D.
        """
        prefix, last = (self.prefix, self.last) if self.prefix else split_prefix(self.last)
        return sort_key(last, self.first, prefix)

    @property
    def initials(self) -> str:
        """What privacy mode shows: "N.B."; a dot when the name has no letter at all."""
        return initials(f"{self.first} {self.last}") or "•"


def split_prefix(surname: str) -> tuple[str, str]:
    """A surname's prefix and the rest: "van den Berg" becomes ("van den", "Berg"); the prefix may be empty.

    Something must be left behind the prefix: a pupil may simply be called "Den" or "La".
    """
    found = _PREFIX.match(surname.replace("’", "'").replace("‘", "'"))
    if not found:
        return "", surname
    return surname[: found.end("prefix")], surname[found.end() :]


def split_name(text: str) -> PupilName:
    """A whole name from one column: "Vries, Noor de", "de Vries, Noor" or "Noor de Vries".

    Without a comma the first word is the first name, and further words belong to it only when a prefix
    follows ("Anne Marie de Vries"); "Noor Jansen Bakker" becomes Noor + "Jansen Bakker", since a double
    surname is the commoner case in a list with call names.
    """
    before, comma, behind = (part.strip() for part in text.partition(","))
    if comma:
        prefix, last = split_prefix(before)
        words = behind.split()
        for count in range(len(words) - 1, 0, -1):
            tail = " ".join(words[-count:])
            if not prefix and _folded_prefix(tail):
                return PupilName(" ".join(words[:-count]), tail, before)
        return PupilName(" ".join(words), prefix, last)
    words = before.split()
    for index in range(len(words) - 1):
        rest = " ".join(words[index:])
        prefix, last = split_prefix(rest)
        if prefix and not rest[0].isupper():
            return PupilName(" ".join(words[:index]), prefix, last)
    return PupilName(words[0] if words else "", "", " ".join(words[1:]))


def _folded_prefix(text: str) -> bool:
    return " ".join(text.replace("’", "'").replace("‘", "'").lower().split()) in PREFIXES


@dataclass(frozen=True)
class PupilDraft:
    """A pupil being typed or taken from a file; ``id`` is None until it is kept."""

    school_id: int
    name: PupilName = PupilName()
    key: str = ""  # from the school's administration; empty for a pupil typed by hand
    birth_date: date | None = None
    birth_date_unknown: bool = False
    group: str = ""
    year_group: str = ""  # 0-8, or a letter as the school's administration uses it (H, S, V)
    left_on: date | None = None
    id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class Pupil:
    """A pupil as kept; ``version`` tells whether another window saved it since (F38)."""

    id: int
    school_id: int
    key: str
    name: PupilName
    birth_date: date | None = None
    birth_date_unknown: bool = False
    group: str = ""
    year_group: str = ""
    left_on: date | None = None
    version: int = 1

    def draft(self) -> PupilDraft:
        """The same values, to edit."""
        return PupilDraft(
            self.school_id, self.name, self.key, self.birth_date, self.birth_date_unknown, self.group,
            self.year_group, self.left_on, self.id, self.version,
        )  # fmt: skip

    def left(self, day: date) -> "Pupil":
        """This pupil, marked as gone from the school on ``day``."""
        return replace(self, left_on=day)


@dataclass(frozen=True)
class PupilLine:
    """One row of a list in which a pupil is picked."""

    id: int
    school_id: int
    name: PupilName
    birth_date: date | None
    group: str
    left_on: date | None = None
    open_case_id: int | None = None


def age_on(birth_date: date, day: date) -> int:
    """Whole years on ``day``; negative before birth.

    Who was born on 29 February turns a year older on 1 March of a common year: only then has the year gone by
    (F35; the careful side for the borders at 12, 16 and 18).
    """
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def birthday(birth_date: date, age: int) -> date:
    """The day on which someone reaches ``age``; 1 March for a leap day's child in a common year."""
    year = birth_date.year + age
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def check_birth_date(birth_date: date | None, *, unknown: bool, today: date) -> list[Problem]:
    """A birth date is possible, or known to be unknown (F35); shared by pupil, case and import."""
    found = []
    if birth_date is None:
        if not unknown:
            found.append(problem("birth_date", "required", Level.REMARK))
    elif unknown:
        found.append(problem("birth_date", "known-and-unknown"))
    elif birth_date > today:
        found.append(problem("birth_date", "in-future"))
    elif birth_date < EARLIEST_BIRTH:
        found.append(problem("birth_date", "before-1900"))
    return found


def check_pupil(draft: PupilDraft, *, today: date) -> list[Problem]:
    """What is wrong or missing: a name, a possible birth date, no BSN in any identity field (V18)."""
    found = []
    if not (draft.name.first.strip() or draft.name.last.strip()):
        found.append(problem("name.last", "required"))
    found += check_birth_date(draft.birth_date, unknown=draft.birth_date_unknown, today=today)
    if draft.left_on and draft.birth_date and draft.left_on < draft.birth_date:
        found.append(problem("left_on", "before-birth", Level.REMARK))
    identity = {
        "key": draft.key,
        "name.first": draft.name.first,
        "name.prefix": draft.name.prefix,
        "name.last": draft.name.last,
        "group": draft.group,
    }
    found += [problem(where, "bsn", rule="V18") for where, text in identity.items() if find_bsn_like(text)]
    return found
