"""What the editor must know before it is built, read in one go on the worker."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.additions import AdditionLine
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementLine, Derived
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment, EvaluationState
from jeugdhulp_desktop.domain.relations import PersonLine, WorkerType
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text_blocks import TextBlock

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


@dataclass(frozen=True)
class RecordFacts:
    """What section 8 and 14 read of records beside the agreement; only evaluations that were begun."""

    additions: tuple[AdditionLine, ...] = ()
    evaluations: Mapping[EvaluationMoment, EvaluationState] = field(default_factory=dict)


@dataclass(frozen=True)
class EditorFacts:
    """People to choose from, structures, hours that are available (V19), text blocks, and records."""

    structures: tuple[Structure, ...]
    workers: tuple[PersonLine, ...]
    people: tuple[PersonLine, ...]
    budget: Mapping[WorkerType, Decimal]
    hours_elsewhere: Mapping[WorkerType, Decimal]
    deadline: date
    blocks: tuple[TextBlock, ...] = ()
    records: RecordFacts = RecordFacts()


def load_facts(session: "Session", agreement: Agreement) -> EditorFacts:
    """Read everything the editor of this agreement needs; on the worker."""
    return EditorFacts(
        tuple(session.agreements.structures()),
        tuple(session.relations.workers()),
        tuple(session.relations.people(active_only=True)),
        session.agreements.budget(agreement.school_year),
        session.agreements.hours_elsewhere(agreement),
        session.settings.load().signing_day(agreement.school_year),
        tuple(session.text_blocks.blocks()),
        load_records(session, agreement),
    )


def derived_of(agreement: Agreement, records: RecordFacts, today: date) -> Derived | None:
    """What follows from a signature today, as the list says it."""
    finished = tuple(each.moment for each in records.evaluations.values() if each.finished_on)
    line = AgreementLine(
        agreement.id,
        agreement.school_id,
        agreement.school.name,
        agreement.school_year,
        agreement.number,
        agreement.status,
        agreement.hours_per_week(),
        len(agreement.themes),
        (),
        "",
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        evaluated=finished,
    )
    return line.derived(today)


def load_records(session: "Session", agreement: Agreement) -> RecordFacts:
    """The requests and evaluations of this school and year; on the worker."""
    additions = session.additions.lines(agreement.school_year, school_id=agreement.school_id)
    state = session.evaluations.state(agreement.school_id, agreement.school_year)
    begun = [each for each in (state.halfway, state.end) if each.id is not None] if state else []
    return RecordFacts(tuple(additions), {each.moment: each for each in begun})
