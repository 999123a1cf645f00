"""Runs of a checklist, in and out of the database; a run carries its template and reads as it was asked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection, delete, select, union, update
from sqlalchemy.dialects.sqlite import insert as upsert

from jeugdhulp_desktop.domain.canonical import canonical_bytes, from_canonical
from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.checklists import (
    Reply,
    Run,
    Template,
)
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow, DeploymentRow
from jeugdhulp_desktop.storage.tables.cases import CaseRow, CaseWorkerRow, ContactRow
from jeugdhulp_desktop.storage.tables.checklists import ReplyRow, RunRow
from jeugdhulp_desktop.storage.tables.relations import PersonRow
from jeugdhulp_desktop.storage.versions import stale, store_record

SUBJECT = "checklist"
_PART = 5_000  # ids in one statement

_RUN = (
    RunRow.id, RunRow.template, RunRow.scope, RunRow.case_id, RunRow.agreement_id, RunRow.moment,
    RunRow.started_on, RunRow.finished_on, RunRow.next_on, RunRow.version,
)  # fmt: skip


def load_run(connection: Connection, run_id: int) -> Run:
    """One run with its replies; NotFound when it is gone."""
    row = connection.execute(select(*_RUN).where(RunRow.id == run_id)).one_or_none()
    if row is None:
        raise NotFound(SUBJECT, run_id)
    columns = (ReplyRow.key, ReplyRow.answer, ReplyRow.explanation, ReplyRow.evidence)
    replies = connection.execute(
        select(*columns, ReplyRow.evidence_contact_id).where(ReplyRow.run_id == run_id)
    )
    return Run(
        template=template_of(row.template),
        scope=row.scope,
        case_id=row.case_id,
        agreement_id=row.agreement_id,
        moment=row.moment,
        started_on=row.started_on,
        finished_on=row.finished_on,
        next_on=row.next_on,
        replies={reply.key: Reply(*reply) for reply in replies},
        id=row.id,
        version=row.version,
    )


def store_run(connection: Connection, run: Run) -> Run:
    """Keep a run without its replies; with its id and new version. ChangedElsewhere, NotFound."""
    values = {
        "template_id": run.template.id,
        "template_version": run.template.version,
        "template": canonical_bytes(run.template).decode(),
        "scope": run.scope,
        "case_id": run.case_id,
        "agreement_id": run.agreement_id,
        "moment": run.moment,
        "started_on": run.started_on,
        "finished_on": run.finished_on,
        "next_on": run.next_on,
    }
    run_id = store_record(connection, RunRow, SUBJECT, run, values)
    return replace(run, id=run_id, version=run.version + 1)


def store_reply(connection: Connection, run: Run, reply: Reply) -> Run:
    """Keep one answer; the run with it, at its new version. ChangedElsewhere when the run was changed."""
    run_id = run.id or 0
    done = connection.execute(
        update(RunRow)
        .where(RunRow.id == run_id, RunRow.version == run.version)
        .values(version=run.version + 1)
    )
    if done.rowcount != 1:
        raise stale(connection, RunRow, SUBJECT, run_id)
    values = {
        "answer": reply.answer,
        "explanation": reply.explanation,
        "evidence": reply.evidence,
        "evidence_contact_id": reply.evidence_contact_id,
    }
    added = upsert(ReplyRow).values(run_id=run_id, key=reply.key, **values)
    connection.execute(added.on_conflict_do_update(index_elements=("run_id", "key"), set_=values))
    return replace(run, replies={**(run.replies or {}), reply.key: reply}, version=run.version + 1)


def delete_run(connection: Connection, run_id: int) -> None:
    """Remove a run and its answers."""
    connection.execute(delete(RunRow).where(RunRow.id == run_id))


def find_open_run(
    connection: Connection, template_id: str, case_id: int | None, agreement_id: int | None
) -> int | None:
    """The run of this list that was begun and not finished, for one case or agreement."""
    return connection.scalar(
        select(RunRow.id).where(
            RunRow.template_id == template_id,
            RunRow.case_id == case_id,
            RunRow.agreement_id == agreement_id,
            RunRow.finished_on.is_(None),
        )
    )


def find_previous_run(connection: Connection, run: Run) -> int | None:
    """The last finished run of the same list before this one: of the same case, or the same school."""
    query = select(RunRow.id).where(
        RunRow.template_id == run.template.id, RunRow.finished_on.is_not(None), RunRow.id != run.id
    )
    if run.id is not None:
        query = query.where(RunRow.id < run.id)
    if run.case_id is not None:
        query = query.where(RunRow.case_id == run.case_id)
    else:
        school = select(AgreementRow.school_id).where(AgreementRow.id == run.agreement_id).scalar_subquery()
        query = query.join(AgreementRow, AgreementRow.id == RunRow.agreement_id).where(
            AgreementRow.school_id == school
        )
    return connection.scalar(query.order_by(RunRow.finished_on.desc(), RunRow.id.desc()).limit(1))


def has_jp(connection: Connection, run: Run) -> bool:
    """Whether a JP takes part in the case or the agreement of a run."""
    if run.case_id is not None:
        return run.case_id in cases_with_jp(connection, [run.case_id])
    return run.agreement_id in agreements_with_jp(connection, [run.agreement_id or 0])


def contact_belongs(connection: Connection, contact_id: int, run: Run) -> bool:
    """Whether a contact moment can be the evidence of a run: it is of the same case."""
    case_id = connection.scalar(select(ContactRow.case_id).where(ContactRow.id == contact_id))
    return case_id is not None and case_id == run.case_id


def set_next_review(connection: Connection, case_id: int, day: date) -> None:
    """When an open case is looked at again; a closed one has no next review."""
    connection.execute(
        update(CaseRow)
        .where(CaseRow.id == case_id, CaseRow.status != CaseStatus.CLOSED)
        .values(next_review_on=day, version=CaseRow.version + 1)
    )


def cases_with_jp(connection: Connection, ids: Iterable[int]) -> set[int]:
    """Those of these cases of which a worker, or the one who leads, is a JP."""
    jp = select(PersonRow.id).where(PersonRow.worker_type == WorkerType.JP)
    found: set[int] = set()
    for some in in_parts(ids):
        workers = select(CaseWorkerRow.case_id).where(
            CaseWorkerRow.case_id.in_(some), CaseWorkerRow.person_id.in_(jp)
        )
        leads = select(CaseRow.id).where(CaseRow.id.in_(some), CaseRow.lead_id.in_(jp))
        found.update(connection.scalars(union(workers, leads)))
    return found


def agreements_with_jp(connection: Connection, ids: Iterable[int]) -> set[int]:
    """Those of these agreements in which a JP is deployed."""
    query = select(DeploymentRow.agreement_id).where(
        DeploymentRow.agreement_id.in_(list(ids)), DeploymentRow.worker_type == WorkerType.JP
    )
    return set(connection.scalars(query))


def in_parts(ids: Iterable[int]) -> Iterator[list[int]]:
    """Ids in lists that fit one statement: SQLite takes 32,766 values."""
    wanted = list(ids)
    return (wanted[start : start + _PART] for start in range(0, len(wanted), _PART))


@lru_cache(maxsize=64)
def template_of(kept: str) -> Template:
    """A template as it was kept; many runs share the same one."""
    return from_canonical(Template, kept.encode())
