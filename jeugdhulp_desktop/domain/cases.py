"""A casus: one pupil with a question for youth help, who leads it, and where it stands (domain.md 6.1, 6.2).

A register that coordinates: no diagnoses, no reports of a provider, no BSN.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from jeugdhulp_desktop.domain.bsn import find_bsn_like
from jeugdhulp_desktop.domain.contacts import ContactLine
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.pupils import age_on
from jeugdhulp_desktop.domain.questions import is_question
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import half_year_after


class CaseStatus(StrEnum):
    """The stored life of a case (6.2). A review is a task, not a status."""

    SIGNAL = "signaal"
    REFERRED = "aanmelding"
    INTAKE = "intake"
    ACTIVE = "actief"
    CLOSED = "afgesloten"

    @property
    def open(self) -> bool:
        """Whether the case still asks attention."""
        return self is not CaseStatus.CLOSED


ORDER = tuple(CaseStatus)


class Referrer(StrEnum):
    """Who brought the question (indicator I05)."""

    TEACHER = "leerkracht of mentor"
    COORDINATOR = "IB'er of zorgcoördinator"
    PARENT = "ouder"
    PUPIL = "leerling zelf"
    YOUTH_DOCTOR = "jeugdarts of JGZ"
    ATTENDANCE = "leerplicht"
    MUNICIPALITY = "gemeente of CJG"
    OTHER = "overig"


class YesNoUnknown(StrEnum):
    """Ja, nee, or not known."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "onbekend"


class Ground(StrEnum):
    """The ground on which the school may keep this (R-AVG-1)."""

    GUIDANCE = "speciale begeleiding"
    CONSENT = "uitdrukkelijke toestemming"
    LEGAL_DUTY = "wettelijke plicht"
    VITAL = "vitaal belang"


class Outcome(StrEnum):
    """How a case ended (6.2), mapped to the CBS reasons for comparable figures."""

    AS_PLANNED = "volgens plan"
    ADVICE = "advies gegeven, geen inzet nodig"
    REFERRED_ON = "toegeleid"
    WITHDRAWN = "ingetrokken"
    EARLY_AGREED = "voortijdig, in overleg"
    BY_FAMILY = "eenzijdig door jongere of ouders"
    BY_PROVIDER = "eenzijdig door aanbieder"
    EXTERNAL = "externe omstandigheden"


CBS_REASON = {
    Outcome.AS_PLANNED: "01",
    Outcome.ADVICE: "01",
    Outcome.REFERRED_ON: "01",
    Outcome.WITHDRAWN: None,
    Outcome.EARLY_AGREED: "02",
    Outcome.BY_FAMILY: "03",
    Outcome.BY_PROVIDER: "04",
    Outcome.EXTERNAL: "05",
}


class NoParentGround(StrEnum):
    """Why a JP may begin without contact with the parents (V06)."""

    AGE_16 = "jongere is 16 of ouder"
    SAFETY = "veiligheid"
    AUTHORITY_ELSEWHERE = "gezag ligt elders"
    UNREACHABLE = "niet bereikbaar"


_CASE_NUMBER = re.compile(r"\d{4}-\d{4}")
EARLIEST = date(2000, 1, 1)  # no case of this program is older


@dataclass(frozen=True)
class CaseDraft:
    """A case being edited. A signal may be without a pupil; a pupil is asked at aanmelding.

    ``lead_id`` (regiehouder) and ``worker_ids`` point at people of the sociale kaart; ``worker_types`` are
    the types of those workers, filled in by whoever loads the draft, for V06 and V07.
    """

    school_id: int | None = None
    pupil_id: int | None = None
    status: CaseStatus = CaseStatus.SIGNAL
    municipality: str = ""  # woongemeente
    question: str = ""  # hoofdhulpvraag, a code of questions.py
    more_questions: tuple[str, ...] = ()  # at most two
    summary: str = ""  # one or two sentences: what is asked
    referrer: Referrer | None = None
    signalled_on: date | None = None
    referred_on: date | None = None
    first_talk_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    next_review_on: date | None = None
    lead_id: int | None = None
    worker_ids: tuple[int, ...] = ()
    worker_types: tuple[WorkerType, ...] = ()
    collective: bool = True  # collectief, zonder beschikking (002:29)
    indicated_help: YesNoUnknown = YesNoUnknown.UNKNOWN
    ground: Ground | None = None
    no_parent_ground: NoParentGround | None = None
    outcome: Outcome | None = None
    without_help: YesNoUnknown | None = None  # zonder hulp verder
    closing_note: str = ""
    previous_case_id: int | None = None
    number: str = ""  # JJJJ-NNNN, given at the first save
    id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class CaseLine:
    """One case in the list. ``pupil`` is empty for a signal without a pupil."""

    id: int
    number: str
    pupil: str
    group: str
    school: str
    question: str  # label
    workers: str  # "Marieke Dijkstra (JMW), Rachid Benali (JP)"
    status: CaseStatus
    last_contact: date | None
    next_review: date | None


@dataclass(frozen=True)
class CaseCounts:
    """What stands above the list."""

    open: int
    review_late: int
    review_today: int


@dataclass(frozen=True)
class CasePerson:
    """Whom to ring about a case."""

    person_id: int
    name: str
    role: str  # function or worker type
    phone: str
    email: str
    days: tuple[int, ...]
    is_lead: bool


@dataclass(frozen=True)
class CaseView:
    """Everything the screen of one case shows."""

    draft: CaseDraft
    pupil: str
    birth_date: date | None
    group: str
    school: str
    people: tuple[CasePerson, ...]
    timeline: tuple[ContactLine, ...]
    parents_spoken_on: date | None
    has_parent_contact: bool


@dataclass(frozen=True)
class CaseFilter:
    """What the list shows. ``words``: typed text, beginnings of words in any order."""

    words: str = ""
    statuses: frozenset[CaseStatus] = frozenset()
    school_id: int | None = None
    worker_id: int | None = None
    question: str = ""
    review_due_on: date | None = None  # only cases whose review is due on this day or before


class CaseOrder(StrEnum):
    """By what the list is sorted."""

    PUPIL = "pupil"
    GROUP = "group"
    QUESTION = "question"
    STATUS = "status"
    LAST_CONTACT = "last_contact"
    NEXT_REVIEW = "next_review"


def is_case_number(text: str) -> bool:
    """Whether a text is a case number, JJJJ-NNNN."""
    return bool(_CASE_NUMBER.fullmatch(text.strip()))


def case_number(year: int, sequence: int) -> str:
    """The case number of the ``sequence``-th case of a calendar year; V18 never meets it: 8 digits."""
    return f"{year:04d}-{sequence:04d}"


def _reached(draft: CaseDraft, status: CaseStatus) -> bool:
    return ORDER.index(draft.status) >= ORDER.index(status)


def check_case(
    draft: CaseDraft, *, today: date, birth_date: date | None = None, has_parent_contact: bool = False
) -> list[Problem]:
    """V06, V07, V15, V16, V18 and V24 for one case.

    ``birth_date`` of the pupil when known; ``has_parent_contact``: a contact moment with a parent is
    recorded.
    """
    problems: list[Problem] = []
    if draft.school_id is None:
        problems.append(problem("school_id", "required"))
    if _reached(draft, CaseStatus.REFERRED) and draft.pupil_id is None:
        problems.append(problem("pupil_id", "pupil-required"))
    if draft.question and not is_question(draft.question):
        problems.append(problem("question", "unknown-question", Level.REMARK))
    if _reached(draft, CaseStatus.REFERRED) and not draft.question:
        problems.append(problem("question", "question-missing", Level.REMARK))
    if len(draft.more_questions) > 2:
        problems.append(problem("more_questions", "too-many-questions", high=2))
    if draft.status is CaseStatus.ACTIVE and draft.lead_id is None:
        problems.append(problem("lead_id", "lead-required", rule="V15"))
    if draft.ground is None and _reached(draft, CaseStatus.REFERRED):
        problems.append(problem("ground", "ground-missing", Level.REMARK))
    problems += _check_dates(draft, today)
    problems += _check_professional(draft, has_parent_contact)
    problems += _check_age(birth_date, today)
    problems += _check_closing(draft)
    for name in ("summary", "closing_note", "municipality"):
        problems += check_free_text(name, getattr(draft, name), limit=4_000)
    return problems


def check_free_text(field: str, text: str, *, limit: int) -> list[Problem]:
    """V18 in free text (a remark: nine percent of nine-digit numbers pass by chance), and the length."""
    problems = []
    if len(text) > limit:
        problems.append(problem(field, "too-long", limit=limit))
    if find_bsn_like(text):
        problems.append(problem(field, "bsn-like", Level.REMARK, "V18"))
    return problems


def _check_dates(draft: CaseDraft, today: date) -> Sequence[Problem]:
    problems = []
    names = ("signalled_on", "referred_on", "first_talk_on", "started_on", "ended_on")
    dated = [(name, getattr(draft, name)) for name in names if getattr(draft, name) is not None]
    for name, day in dated:
        if day > today:
            problems.append(problem(name, "date-in-future"))
        elif day < EARLIEST:
            problems.append(problem(name, "date-too-old"))
    for (_, earlier), (name, later) in pairwise(dated):
        if later < earlier:
            problems.append(problem(name, "date-order", Level.REMARK))
    return problems


def _check_professional(draft: CaseDraft, has_parent_contact: bool) -> Sequence[Problem]:
    """V06: parents are always involved when a JP works; V07: indicated help is aligned JMW-JP (002:29)."""
    if WorkerType.JP not in draft.worker_types:
        return []
    problems = []
    if draft.status is CaseStatus.ACTIVE and not has_parent_contact and draft.no_parent_ground is None:
        problems.append(problem("status", "jp-without-parents", rule="V06"))
    if draft.indicated_help is YesNoUnknown.YES and draft.status.open:
        problems.append(problem("indicated_help", "align-jmw-jp", Level.REMARK, "V07"))
    return problems


def _check_age(birth_date: date | None, today: date) -> Sequence[Problem]:
    """V16: 18 and older is "uitloop", 23 and older outside the target group; it never blocks (002:69)."""
    if birth_date is None:
        return []
    age = age_on(birth_date, today)
    if age >= 23:
        return [problem("pupil_id", "age-23", Level.REMARK, "V16")]
    if age >= 18:
        return [problem("pupil_id", "age-18", Level.REMARK, "V16")]
    return []


def _check_closing(draft: CaseDraft) -> Sequence[Problem]:
    """V24 without goals: closing needs an outcome, whether the pupil goes on without help, and a date."""
    if draft.status is not CaseStatus.CLOSED:
        return []
    fields = {"outcome": draft.outcome, "without_help": draft.without_help, "ended_on": draft.ended_on}
    return [
        problem(name, f"{name.replace('_', '-')}-required", rule="V24")
        for name, v in fields.items()
        if v is None
    ]


def next_review(draft: CaseDraft, today: date) -> date | None:
    """The review that belongs to a case: half a year after the start or the last review (6.2).

    A case that is active and has no date gets one; a closed case has none; a date that was set stays.
    """
    if draft.status is CaseStatus.CLOSED:
        return None
    if draft.next_review_on is None and draft.status is CaseStatus.ACTIVE:
        return half_year_after(draft.started_on or today)
    return draft.next_review_on
