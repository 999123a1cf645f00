"""What the editor must know before it is built, read in one go on the worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.relations import PersonLine, WorkerType
from jeugdhulp_desktop.domain.structures import Structure

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


@dataclass(frozen=True)
class EditorFacts:
    """People to choose from, structures, and the hours that are available (V19)."""

    structures: tuple[Structure, ...]
    workers: tuple[PersonLine, ...]
    people: tuple[PersonLine, ...]
    budget: Mapping[WorkerType, Decimal]
    hours_elsewhere: Mapping[WorkerType, Decimal]


def load_facts(session: "Session", agreement: Agreement) -> EditorFacts:
    """Read everything the editor of this agreement needs; on the worker."""
    return EditorFacts(
        tuple(session.agreements.structures()),
        tuple(session.relations.workers()),
        tuple(session.relations.people(active_only=True)),
        session.agreements.budget(agreement.school_year),
        session.agreements.hours_elsewhere(agreement),
    )
