"""Parties, people and workers: the "sociale kaart" of the coordinator (domain.md 6.1, 002:63-65)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jeugdhulp_desktop.domain.problems import Level, Problem, problem


class PartyKind(StrEnum):
    """What a party is to the school."""

    SCHOOL_BOARD = "school"
    WELFARE = "welzijnsorganisatie"
    MUNICIPALITY = "gemeente"
    SWV = "samenwerkingsverband"
    JGZ = "jeugdgezondheidszorg"
    CARE_PROVIDER = "jeugdhulpaanbieder"
    INFORMAL = "informeel"
    OTHER = "overig"


class WorkerType(StrEnum):
    """Who is deployed: jeugdmaatschappelijk werker, jongerenwerker, jeugdprofessional (002:13-15)."""

    JMW = "JMW"
    JW = "JW"
    JP = "JP"

    @property
    def label(self) -> str:
        """The function in words."""
        return {"JMW": "jeugdmaatschappelijk werk", "JW": "jongerenwerk", "JP": "jeugdprofessional"}[
            self.value
        ]


@dataclass(frozen=True)
class PartyDraft:
    """An organisation being edited."""

    name: str = ""
    kind: PartyKind = PartyKind.OTHER
    phone: str = ""
    email: str = ""
    note: str = ""
    id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class PersonDraft:
    """A professional: contact of a party or a school, and a worker when ``worker_type`` is set.

    ``days`` are the weekdays present, 0 = Monday. Professionals only; parents and pupils never stand here.
    """

    name: str = ""
    role: str = ""  # function: directeur, teamleider, beleidsmedewerker ...
    party_id: int | None = None
    school_id: int | None = None
    phone: str = ""
    email: str = ""
    days: tuple[int, ...] = ()
    worker_type: WorkerType | None = None
    skj_registered: bool = False
    active_from: date | None = None
    active_until: date | None = None
    id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class PartyLine:
    """One organisation in a list, with the number of people known there."""

    id: int
    name: str
    kind: PartyKind
    phone: str
    email: str
    people: int
    note: str = ""  # what one goes there for


@dataclass(frozen=True)
class PersonLine:
    """One person in a list: whom to ring, and when."""

    id: int
    name: str
    role: str
    organisation: str  # party or school
    phone: str
    email: str
    days: tuple[int, ...]
    worker_type: WorkerType | None
    active: bool
    party_id: int | None = None
    school_id: int | None = None


_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[+(0-9][0-9 ()\-]{5,20}")


def _check_reach(phone: str, email: str) -> list[Problem]:
    problems = []
    if phone.strip() and not _PHONE.fullmatch(phone.strip()):
        problems.append(problem("phone", "phone-format", Level.REMARK))
    if email.strip() and not _EMAIL.fullmatch(email.strip()):
        problems.append(problem("email", "email-format", Level.REMARK))
    return problems


def check_party(draft: PartyDraft) -> list[Problem]:
    """What is wrong with an organisation."""
    problems = []
    if not draft.name.strip():
        problems.append(problem("name", "required"))
    elif len(draft.name) > 120:
        problems.append(problem("name", "too-long", limit=120))
    return problems + _check_reach(draft.phone, draft.email)


def check_person(draft: PersonDraft) -> list[Problem]:
    """What is wrong with a person; a worker belongs to a party (002:63-65)."""
    problems = []
    if not draft.name.strip():
        problems.append(problem("name", "required"))
    elif len(draft.name) > 120:
        problems.append(problem("name", "too-long", limit=120))
    if draft.worker_type is not None and draft.party_id is None:
        problems.append(problem("party_id", "worker-without-party", Level.REMARK))
    if draft.active_from and draft.active_until and draft.active_until < draft.active_from:
        problems.append(problem("active_until", "end-before-start"))
    if any(day not in range(7) for day in draft.days):
        problems.append(problem("days", "out-of-range", low=0, high=6))
    return problems + _check_reach(draft.phone, draft.email)
