"""What indicators count: light facts of cases, without a name, a text or a case number (domain.md 4.4)."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, func, or_, select

from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.checklists import Answer
from jeugdhulp_desktop.domain.figures import CaseFact
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow
from jeugdhulp_desktop.storage.tables.cases import CaseRow, CaseWorkerRow
from jeugdhulp_desktop.storage.tables.checklists import ReplyRow, RunRow
from jeugdhulp_desktop.storage.tables.relations import PersonRow


def load_case_facts(connection: Connection, school_id: int, year: SchoolYear) -> list[CaseFact]:
    """The cases of a school that can count in a year; signals, and what ended before it, are left out."""
    workers = _first_workers(connection, school_id)
    row = CaseRow
    query = select(
        row.id, row.referred_on, row.first_talk_on, row.started_on, row.ended_on, row.outcome
    ).where(
        row.school_id == school_id,
        row.status != CaseStatus.SIGNAL,
        or_(row.ended_on.is_(None), row.ended_on >= year.start),
    )
    return [
        CaseFact(workers.get(found), referred, talked, started, ended, outcome)
        for found, referred, talked, started, ended, outcome in connection.execute(query)
    ]


def count_answers(connection: Connection, school_id: int, year: SchoolYear, until: date) -> dict[Answer, int]:
    """The answers of the checklist of the agreement that was last finished by a day; empty without one."""
    last = connection.scalar(
        select(RunRow.id)
        .join(AgreementRow, AgreementRow.id == RunRow.agreement_id)
        .where(
            AgreementRow.school_id == school_id,
            AgreementRow.school_year == year.first,
            RunRow.finished_on <= until,
        )
        .order_by(RunRow.finished_on.desc(), RunRow.id.desc())
        .limit(1)
    )
    query = (
        select(ReplyRow.answer, func.count())
        .where(ReplyRow.run_id == last, ReplyRow.answer.is_not(None))
        .group_by(ReplyRow.answer)
    )
    found: dict[Answer, int] = defaultdict(int)
    for answer, count in connection.execute(query):
        if answer is not None:
            found[answer] = count
    return found


def _first_workers(connection: Connection, school_id: int) -> dict[int, WorkerType]:
    """The type of the first worker of each case that is a JMW, JW or JP."""
    query = (
        select(CaseWorkerRow.case_id, PersonRow.worker_type)
        .join(PersonRow, PersonRow.id == CaseWorkerRow.person_id)
        .join(CaseRow, CaseRow.id == CaseWorkerRow.case_id)
        .where(CaseRow.school_id == school_id, PersonRow.worker_type.is_not(None))
        .order_by(CaseWorkerRow.position.desc())
    )  # backwards, so that the first one stays
    return {case_id: worker for case_id, worker in connection.execute(query) if worker is not None}
