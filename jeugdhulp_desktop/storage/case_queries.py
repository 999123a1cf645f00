"""Cases in and out of the database: the list, the draft and everything the screen of one case shows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Text,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
    type_coerce,
)

from jeugdhulp_desktop.domain.cases import (
    ORDER,
    CaseDraft,
    CaseFilter,
    CaseLine,
    CaseOrder,
    CasePerson,
    CaseStatus,
    CaseView,
    case_number,
)
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.questions import PICKLIST_VERSION, QUESTIONS, question_label
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.storage.bin_queries import find_binned_numbers
from jeugdhulp_desktop.storage.case_keys import refresh_case
from jeugdhulp_desktop.storage.contact_queries import find_parents_spoken_on, load_timeline
from jeugdhulp_desktop.storage.relation_queries import days_of
from jeugdhulp_desktop.storage.search import matches
from jeugdhulp_desktop.storage.tables.cases import (
    CaseQuestionRow,
    CaseRow,
    CaseWorkerRow,
)
from jeugdhulp_desktop.storage.tables.pupils import PupilRow
from jeugdhulp_desktop.storage.tables.relations import PersonRow, SchoolRow
from jeugdhulp_desktop.storage.versions import delete_record, store_record

CASE = "case"

# The fields of a draft that stand in the row of the case as they are.
CASE_FIELDS = (
    "school_id", "pupil_id", "status", "municipality", "question", "summary", "referrer", "signalled_on",
    "referred_on", "first_talk_on", "started_on", "ended_on", "next_review_on", "lead_id", "collective",
    "indicated_help", "ground", "no_parent_ground", "outcome", "without_help", "closing_note",
    "previous_case_id",
)  # fmt: skip
_LIST_LIMIT = 500  # ids in one statement


LINES = (
    select(
        CaseRow.id, CaseRow.number, CaseRow.status, CaseRow.question, CaseRow.last_contact_on,
        CaseRow.next_review_on, PupilRow.first, PupilRow.prefix, PupilRow.last, PupilRow.group,
        SchoolRow.name,
    )
    .join(SchoolRow, SchoolRow.id == CaseRow.school_id)
    .outerjoin(PupilRow, PupilRow.id == CaseRow.pupil_id)
)  # fmt: skip
_LINES_OF = LINES.where(CaseRow.id.in_(bindparam("ids", expanding=True)))
_WORKERS_OF = (
    select(CaseWorkerRow.case_id, PersonRow.name, type_coerce(PersonRow.worker_type, Text))
    .join(PersonRow, PersonRow.id == CaseWorkerRow.person_id)
    .where(CaseWorkerRow.case_id.in_(bindparam("ids", expanding=True)))
    .order_by(CaseWorkerRow.case_id, CaseWorkerRow.position)
)


def find_case_ids(
    connection: Connection,
    wanted: CaseFilter,
    order: CaseOrder = CaseOrder.PUPIL,
    *,
    descending: bool = False,
    limit: int | None = None,
) -> list[int]:
    """Ids of the cases that pass the filter, in order; within the same value by pupil, the Dutch way.

    Cases without a value (no contact, no review, no group) stand behind the others in both directions.
    """
    query = select(CaseRow.id).where(*_conditions(wanted))
    if order is CaseOrder.GROUP:
        query = query.outerjoin(PupilRow, PupilRow.id == CaseRow.pupil_id)
    for term in _order_terms(order, descending=descending):
        query = query.order_by(term)
    # One row at a time: a hundred thousand of them at once keep the collector busier than the database.
    return [case_id for (case_id,) in connection.execute(query.limit(limit))]


def load_case_lines(connection: Connection, ids: Sequence[int]) -> list[CaseLine]:
    """The lines of these cases, in the order of ``ids``; a case that is gone is left out."""
    lines: dict[int, CaseLine] = {}
    for start in range(0, len(ids), _LIST_LIMIT):
        some = ids[start : start + _LIST_LIMIT]
        workers = _load_workers(connection, some)
        rows = connection.execute(_LINES_OF, {"ids": some}).all()
        for case_id, number, status, question, last, review, first, prefix, surname, group, school in rows:
            lines[case_id] = CaseLine(
                case_id,
                number,
                PupilName(first, prefix, surname).display if first is not None else "",
                group or "",
                school,
                question_label(question),
                ", ".join(workers.get(case_id, ())),
                status,
                last,
                review,
            )
    return [lines[case_id] for case_id in ids if case_id in lines]


_DRAFT = select(CaseRow.number, CaseRow.version, *(getattr(CaseRow, name) for name in CASE_FIELDS))


def load_case(connection: Connection, case_id: int) -> CaseDraft:
    """A case to edit, with the types of its workers for V06 and V07; NotFound when it is gone."""
    row = connection.execute(_DRAFT.where(CaseRow.id == case_id)).mappings().first()
    if row is None:
        raise NotFound(CASE, case_id)
    more = connection.scalars(
        select(CaseQuestionRow.code)
        .where(CaseQuestionRow.case_id == case_id)
        .order_by(CaseQuestionRow.position)
    )
    workers = connection.execute(
        select(CaseWorkerRow.person_id, PersonRow.worker_type)
        .join(PersonRow, PersonRow.id == CaseWorkerRow.person_id)
        .where(CaseWorkerRow.case_id == case_id)
        .order_by(CaseWorkerRow.position)
    ).all()
    return CaseDraft(
        **row,
        more_questions=tuple(more),
        worker_ids=tuple(person_id for person_id, _ in workers),
        worker_types=tuple(worker_type for _, worker_type in workers if worker_type is not None),
        id=case_id,
    )


def store_case(connection: Connection, draft: CaseDraft, *, year: int) -> int:
    """Keep a case; its id. A new one gets the next number of the calendar ``year`` (JJJJ-NNNN).

    Raises ChangedElsewhere or NotFound.
    """
    values: dict[str, Any] = {name: getattr(draft, name) for name in CASE_FIELDS}
    values["picklist_version"] = PICKLIST_VERSION
    if draft.id is None:
        values |= {
            "number": draft.number or next_case_number(connection, year),
            "sort_key": "",
            "search_key": "",
        }
    case_id = store_record(connection, CaseRow, CASE, draft, values)
    connection.execute(delete(CaseQuestionRow).where(CaseQuestionRow.case_id == case_id))
    connection.execute(delete(CaseWorkerRow).where(CaseWorkerRow.case_id == case_id))
    questions = [
        {"case_id": case_id, "position": position, "code": code}
        for position, code in enumerate(dict.fromkeys(draft.more_questions))
    ]
    workers = [
        {"case_id": case_id, "position": position, "person_id": person_id}
        for position, person_id in enumerate(dict.fromkeys(draft.worker_ids))
    ]
    if questions:
        connection.execute(insert(CaseQuestionRow), questions)
    if workers:
        connection.execute(insert(CaseWorkerRow), workers)
    refresh_case(connection, case_id)
    return case_id


def next_case_number(connection: Connection, year: int) -> str:
    """The first number of this year that was never given to a case that is there, or in the bin."""
    given = func.max(cast(func.substr(CaseRow.number, 6), Integer))
    highest = connection.scalar(
        select(given).where(CaseRow.number >= f"{year:04d}-", CaseRow.number < f"{year:04d}.")
    )
    binned = [int(each[5:]) for each in find_binned_numbers(connection) if each.startswith(f"{year:04d}-")]
    return case_number(year, max(highest or 0, *binned, 0) + 1)


def load_case_view(connection: Connection, case_id: int) -> CaseView:
    """Everything the screen of one case shows; NotFound when the case is gone."""
    draft = load_case(connection, case_id)
    row = connection.execute(
        select(
            PupilRow.first,
            PupilRow.prefix,
            PupilRow.last,
            PupilRow.birth_date,
            PupilRow.group,
            SchoolRow.name,
        )
        .select_from(CaseRow)
        .join(SchoolRow, SchoolRow.id == CaseRow.school_id)
        .outerjoin(PupilRow, PupilRow.id == CaseRow.pupil_id)
        .where(CaseRow.id == case_id)
    ).one()
    first, prefix, last, birth_date, group, school = row
    parents = find_parents_spoken_on(connection, case_id)
    return CaseView(
        draft=draft,
        pupil=PupilName(first, prefix, last).display if first is not None else "",
        birth_date=birth_date,
        group=group or "",
        school=school,
        people=tuple(_load_people(connection, draft)),
        timeline=tuple(load_timeline(connection, case_id)),
        parents_spoken_on=parents,
        has_parent_contact=parents is not None,
    )


def count_cases(connection: Connection, today: date) -> tuple[int, int, int]:
    """Open cases, those whose review is late, and those whose review is today."""
    row = connection.execute(
        select(
            func.count(),
            func.count().filter(CaseRow.next_review_on < today),
            func.count().filter(CaseRow.next_review_on == today),
        ).where(CaseRow.status != CaseStatus.CLOSED)
    ).one()
    return row[0], row[1], row[2]


def load_full_names(connection: Connection) -> list[str]:
    """The names of pupils with a case, for the search of an agreement's text (V26)."""
    rows = connection.execute(
        select(PupilRow.first, PupilRow.prefix, PupilRow.last)
        .where(PupilRow.id.in_(select(CaseRow.pupil_id).where(CaseRow.pupil_id.is_not(None))))
        .order_by(PupilRow.id)
    )
    return [PupilName(*row).display for row in rows]


def find_open_case_of_pupil(connection: Connection, pupil_id: int) -> int | None:
    """The pupil's open case, if there is one; the oldest when there are more."""
    return connection.scalar(
        select(func.min(CaseRow.id)).where(CaseRow.pupil_id == pupil_id, CaseRow.status != CaseStatus.CLOSED)
    )


def delete_case(connection: Connection, case_id: int) -> None:
    """Remove a case and everything that hangs on it; NotFound when it is gone already."""
    delete_record(connection, CaseRow, CASE, case_id)


def _conditions(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    conditions = matches(CaseRow.search_key, wanted.words)
    if wanted.statuses:
        conditions.append(CaseRow.status.in_(sorted(wanted.statuses)))
    if wanted.school_id is not None:
        conditions.append(CaseRow.school_id == wanted.school_id)
    if wanted.worker_id is not None:
        helps = select(CaseWorkerRow.case_id).where(CaseWorkerRow.person_id == wanted.worker_id)
        conditions.append(or_(CaseRow.lead_id == wanted.worker_id, CaseRow.id.in_(helps)))
    if wanted.question:
        codes = [each.code for each in QUESTIONS if each.main == wanted.question] or [wanted.question]
        further = select(CaseQuestionRow.case_id).where(CaseQuestionRow.code.in_(codes))
        conditions.append(or_(CaseRow.question.in_(codes), CaseRow.id.in_(further)))
    if wanted.review_due_on is not None:
        conditions.append(CaseRow.next_review_on <= wanted.review_due_on)
    return conditions


def _order_terms(order: CaseOrder, *, descending: bool) -> list[Any]:
    labels = sorted((fold(question_label(each.code)), each.code) for each in QUESTIONS)
    keys: dict[CaseOrder, Any] = {
        CaseOrder.GROUP: func.nullif(PupilRow.group, ""),
        CaseOrder.QUESTION: case(
            {code: place for place, (_, code) in enumerate(labels)}, value=CaseRow.question, else_=None
        ),
        CaseOrder.STATUS: case({code: place for place, code in enumerate(ORDER)}, value=CaseRow.status),
        CaseOrder.LAST_CONTACT: CaseRow.last_contact_on,
        CaseOrder.NEXT_REVIEW: CaseRow.next_review_on,
    }
    if order is CaseOrder.PUPIL:
        way = (CaseRow.sort_key.desc(), CaseRow.id.desc()) if descending else (CaseRow.sort_key, CaseRow.id)
        return list(way)
    key = keys[order]
    directed = key.desc() if descending else key.asc()
    return [directed.nulls_last(), CaseRow.sort_key, CaseRow.id]


def _load_workers(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Per case its workers with their type, as the list shows them."""
    workers: dict[int, list[str]] = {}
    for case_id, name, worker_type in connection.execute(_WORKERS_OF, {"ids": ids}).all():
        workers.setdefault(case_id, []).append(f"{name} ({worker_type})" if worker_type else name)
    return workers


def _load_people(connection: Connection, draft: CaseDraft) -> list[CasePerson]:
    """Whom to ring: who leads the case first, then its workers in their order."""
    wanted = [each for each in dict.fromkeys((draft.lead_id, *draft.worker_ids)) if each is not None]
    rows = connection.execute(
        select(
            PersonRow.id, PersonRow.name, PersonRow.role, PersonRow.worker_type, PersonRow.phone,
            PersonRow.email, PersonRow.days,
        ).where(PersonRow.id.in_(wanted))
    )  # fmt: skip
    people = {
        person_id: CasePerson(
            person_id, name, worker_type or role, phone, email, days_of(days), person_id == draft.lead_id
        )
        for person_id, name, role, worker_type, phone, email, days in rows
    }
    return [people[person_id] for person_id in wanted]
