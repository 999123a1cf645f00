"""Contact moments: the time line of a case (domain.md 6.1 Contactmoment). A short fact, no report."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jeugdhulp_desktop.domain.bsn import find_bsn_like
from jeugdhulp_desktop.domain.problems import Level, Problem, problem

MAX_FACT = 4_000  # characters: two lines are asked, a page is the end (AVG: only what is needed)


class ContactKind(StrEnum):
    """What happened."""

    TALK = "gesprek"
    PHONE = "telefoon"
    MAIL = "mail of bericht"
    VISIT = "huisbezoek"
    OBSERVATION = "kijken in de klas"
    MEETING = "overleg"
    SHARED = "gedeeld"
    NOTE = "notitie"


class Place(StrEnum):
    """Where (indicator I08)."""

    SCHOOL = "school"
    HOME = "thuis"
    NEIGHBOURHOOD = "wijk"
    ONLINE = "online"
    PHONE = "telefoon"


class WithWhom(StrEnum):
    """With whom; a capacity, not a name."""

    PUPIL = "leerling"
    PARENT = "ouder of verzorger"
    TEACHER = "leerkracht of mentor"
    WORKER = "JMW, JW of JP"
    PARTNER = "partner buiten school"
    OTHER = "iemand anders"


DURATIONS = (5, 10, 15, 20, 30, 45, 60, 90, 120)  # minutes offered; others can be typed


@dataclass(frozen=True)
class ContactDraft:
    """A contact moment being written. ``minutes`` is None when it was not noted."""

    case_id: int | None = None
    happened_on: date | None = None
    kind: ContactKind = ContactKind.TALK
    place: Place = Place.SCHOOL
    with_whom: tuple[WithWhom, ...] = ()
    with_text: str = ""  # "moeder", "mentor": in the words of the writer
    minutes: int | None = None
    fact: str = ""
    agreed: str = ""  # afspraak
    bsn_confirmed: bool = False  # "is geen BSN" was answered for what stands here
    id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class ContactLine:
    """One contact moment on the time line."""

    id: int
    case_id: int
    happened_on: date
    kind: ContactKind
    place: Place
    with_whom: tuple[WithWhom, ...]
    with_text: str
    minutes: int | None
    fact: str
    agreed: str
    version: int


def check_contact(draft: ContactDraft, *, today: date) -> list[Problem]:
    """What is wrong with a contact moment; V18 asks "weghalen / is geen BSN" until it is answered."""
    problems = []
    if draft.case_id is None:
        problems.append(problem("case_id", "case-required"))
    if draft.happened_on is None:
        problems.append(problem("happened_on", "required"))
    elif draft.happened_on > today:
        problems.append(problem("happened_on", "date-in-future"))
    elif draft.happened_on.year < 2000:
        problems.append(problem("happened_on", "date-too-old"))
    if not draft.fact.strip():
        problems.append(problem("fact", "fact-required"))
    if draft.minutes is not None and not 1 <= draft.minutes <= 24 * 60:
        problems.append(problem("minutes", "out-of-range", low=1, high=24 * 60))
    for name, limit in (("fact", MAX_FACT), ("agreed", 500), ("with_text", 120)):
        text = getattr(draft, name)
        if len(text) > limit:
            problems.append(problem(name, "too-long", limit=limit))
        if not draft.bsn_confirmed and find_bsn_like(text):
            problems.append(problem(name, "bsn-like", Level.BLOCKS, "V18"))
    return problems


def speaks_to_parents(draft: ContactDraft | ContactLine) -> bool:
    """Whether this counts as contact with the parents (V06)."""
    return WithWhom.PARENT in draft.with_whom
