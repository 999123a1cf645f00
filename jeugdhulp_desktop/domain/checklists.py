"""The monitoring checklist: templates with versions, runs and answers (domain.md 4.5, requirements 207-214).

A run keeps the template it was made with, so that an old run reads as it was asked.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jeugdhulp_desktop.domain.bsn import find_bsn_like
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.school_years import SchoolYear

MAX_EXPLANATION = 2_000


class Answer(StrEnum):
    """The four answers; one key each: J D N X."""

    YES = "ja"
    PARTLY = "deels"
    NO = "nee"
    NOT_APPLICABLE = "n.v.t."


class Scope(StrEnum):
    """What a checklist is about."""

    CASE = "casus"
    AGREEMENT = "afspraak"


class Moment(StrEnum):
    """When it is asked (peilmoment)."""

    HALF_YEAR = "tussentijds"
    END = "eind"


class Block(StrEnum):
    """The blocks of source 000: cooperation, referral, critical monitoring."""

    COOPERATION = "samenwerking"
    REFERRAL = "toeleiding"
    MONITORING = "kritisch monitoren"
    PRACTICE = "uitvoering"


@dataclass(frozen=True)
class Item:
    """One question, worded so that "ja" is good and "nee" asks attention.

    ``evidence``: the answer must be backed (000:32 "aantoonbaar"). ``jp_only``: asked only where a JP takes
    part. ``hint`` explains in one sentence.
    """

    key: str
    text: str
    block: Block
    hint: str = ""
    evidence: bool = False
    jp_only: bool = False
    source: str = ""


@dataclass(frozen=True)
class Template:
    """One version of a checklist."""

    id: str
    version: int
    title: str
    scope: Scope
    items: tuple[Item, ...]

    def item(self, key: str) -> Item:
        """The item with this key; KeyError when there is none."""
        return {item.key: item for item in self.items}[key]


@dataclass(frozen=True)
class Reply:
    """The answer to one item."""

    key: str
    answer: Answer | None = None
    explanation: str = ""
    evidence: str = ""  # what shows it: "gesprek thuis, 8 september"
    evidence_contact_id: int | None = None


@dataclass(frozen=True)
class Run:
    """One filling-in of a checklist; ``finished_on`` None while it can be continued."""

    template: Template
    scope: Scope
    case_id: int | None = None
    agreement_id: int | None = None
    moment: Moment = Moment.HALF_YEAR
    started_on: date | None = None
    finished_on: date | None = None
    next_on: date | None = None  # volgende datum (item 10 of 4.5)
    replies: Mapping[str, Reply] | None = None
    id: int | None = None
    version: int = 0

    def reply(self, key: str) -> Reply:
        """The reply to an item, empty while unanswered."""
        return (self.replies or {}).get(key, Reply(key))


@dataclass(frozen=True)
class RunLine:
    """One run in a list. ``about``: pupil or school; ``due_on``: when it is asked, until it is finished."""

    id: int | None
    template_title: str
    scope: Scope
    case_id: int | None
    agreement_id: int | None
    about: str
    detail: str  # school and class, or school year
    moment: Moment
    started_on: date | None
    finished_on: date | None
    due_on: date | None
    answered: int
    asked: int


def parse_template(content: str) -> Template:
    """A template from its TOML; KeyError or ValueError when the file is not one (a fault of ours, tested)."""
    data = tomllib.loads(content)
    items = tuple(
        Item(
            key=item["key"],
            text=item["text"],
            block=Block(item["block"]),
            hint=item.get("hint", ""),
            evidence=item.get("evidence", False),
            jp_only=item.get("jp_only", False),
            source=item.get("source", ""),
        )
        for item in data["items"]
    )
    if len({item.key for item in items}) != len(items):
        raise ValueError("duplicate key")
    return Template(data["id"], data["version"], data["title"], Scope(data["scope"]), items)


def asked_items(template: Template, *, with_jp: bool) -> tuple[Item, ...]:
    """The items that are asked; those for a JP only where one takes part."""
    return tuple(item for item in template.items if with_jp or not item.jp_only)


def check_run(run: Run, *, with_jp: bool, finishing: bool) -> list[Problem]:
    """V25: "nee" needs an explanation to finish; pausing is always possible.

    A number that can be a BSN stays a remark (V18): one in eleven passes by chance, and would block for ever.
    """
    problems = []
    level = Level.BLOCKS if finishing else Level.REMARK
    for item in asked_items(run.template, with_jp=with_jp):
        reply = run.reply(item.key)
        here = f"replies[{item.key}]"
        if reply.answer is None:
            problems.append(problem(f"{here}.answer", "answer-missing", level, question=item.text))
        if reply.answer is Answer.NO and not reply.explanation.strip():
            problems.append(problem(f"{here}.explanation", "explanation-required", level, "V25"))
        needs_evidence = item.evidence and reply.answer in (Answer.YES, Answer.PARTLY)
        if needs_evidence and not reply.evidence.strip() and reply.evidence_contact_id is None:
            problems.append(problem(f"{here}.evidence", "evidence-missing", level))
        for name in ("explanation", "evidence"):
            text = getattr(reply, name)
            if len(text) > MAX_EXPLANATION:
                problems.append(problem(f"{here}.{name}", "too-long", limit=MAX_EXPLANATION))
            if find_bsn_like(text):
                problems.append(problem(f"{here}.{name}", "bsn-like", Level.REMARK, "V18"))
    return problems


def agreement_due(year: SchoolYear, moment: Moment) -> date:
    """The last day on which an agreement is looked at: halfway in January or February, at the end in May or
    June (3.6 no. 14)."""
    if moment is Moment.HALF_YEAR:
        return date(year.first + 1, 3, 1) - timedelta(days=1)
    return date(year.first + 1, 6, 30)


def counts(run: Run, *, with_jp: bool) -> dict[Answer | None, int]:
    """How many items have each answer; None counts the open ones."""
    totals: dict[Answer | None, int] = dict.fromkeys((*Answer, None), 0)
    for item in asked_items(run.template, with_jp=with_jp):
        totals[run.reply(item.key).answer] += 1
    return totals
