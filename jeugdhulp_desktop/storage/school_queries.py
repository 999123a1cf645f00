"""Schools in and out of the database."""

from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.orm import aliased

from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolLine, tidy_brin
from jeugdhulp_desktop.domain.text import sort_key
from jeugdhulp_desktop.storage.case_keys import refresh_cases_of_school
from jeugdhulp_desktop.storage.relation_queries import refresh_people_of_school
from jeugdhulp_desktop.storage.tables.additions import AdditionRow
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow
from jeugdhulp_desktop.storage.tables.cases import CaseRow
from jeugdhulp_desktop.storage.tables.evaluations import EvaluationRow
from jeugdhulp_desktop.storage.tables.hours import HourEntryRow
from jeugdhulp_desktop.storage.tables.pupils import PupilRow
from jeugdhulp_desktop.storage.tables.relations import PersonRow, SchoolContactRow, SchoolRow
from jeugdhulp_desktop.storage.versions import delete_record, store_record

SCHOOL = "school"
_CONTACT, _DEPUTY = "contact", "deputy"


def load_school_lines(connection: Connection) -> list[SchoolLine]:
    """Every school: mine first, then in the Dutch order."""
    contact, deputy = aliased(SchoolContactRow), aliased(SchoolContactRow)
    rows = connection.execute(
        select(
            SchoolRow.id, SchoolRow.name, SchoolRow.school_type, SchoolRow.brin, SchoolRow.municipality,
            SchoolRow.pupil_count, func.coalesce(PersonRow.name, ""), SchoolRow.is_mine,
            contact.person_id, deputy.person_id,
        )
        .outerjoin(contact, (contact.school_id == SchoolRow.id) & (contact.part == _CONTACT))
        .outerjoin(deputy, (deputy.school_id == SchoolRow.id) & (deputy.part == _DEPUTY))
        .outerjoin(PersonRow, PersonRow.id == contact.person_id)
        .order_by(SchoolRow.is_mine.desc(), SchoolRow.sort_key, SchoolRow.id)
    )  # fmt: skip
    return [SchoolLine(*row[:8], contact_person_id=row[8], deputy_person_id=row[9]) for row in rows]


def load_school(connection: Connection, school_id: int) -> SchoolDraft:
    """A school to edit; NotFound when it is gone."""
    row = connection.execute(
        select(
            SchoolRow.name, SchoolRow.school_type, SchoolRow.brin, SchoolRow.board, SchoolRow.swv,
            SchoolRow.municipality, SchoolRow.area, SchoolRow.pupil_count, SchoolRow.counted_on,
            SchoolRow.coordinator_word, SchoolRow.is_mine, SchoolRow.version,
        ).where(SchoolRow.id == school_id)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(SCHOOL, school_id)
    contacts = dict(
        connection.execute(
            select(SchoolContactRow.part, SchoolContactRow.person_id).where(
                SchoolContactRow.school_id == school_id
            )
        ).all()
    )
    return SchoolDraft(
        *row[:9],
        contact_person_id=contacts.get(_CONTACT),
        deputy_person_id=contacts.get(_DEPUTY),
        coordinator_word=row.coordinator_word,
        is_mine=row.is_mine,
        id=school_id,
        version=row.version,
    )


def find_my_school(connection: Connection) -> int | None:
    """The id of "mijn school"."""
    return connection.scalar(select(SchoolRow.id).where(SchoolRow.is_mine.is_(True)))


def find_school_codes(connection: Connection) -> list[tuple[int, str]]:
    """Ids and BRINs of the schools that have one, as ``domain.rosters.find_school`` asks for them."""
    query = select(SchoolRow.id, SchoolRow.brin).where(SchoolRow.brin != "").order_by(SchoolRow.id)
    return [(school_id, brin) for school_id, brin in connection.execute(query)]


def store_school(connection: Connection, draft: SchoolDraft) -> int:
    """Keep a school; its id. Being "mijn school" ends that of another. ChangedElsewhere, NotFound."""
    if draft.is_mine:
        others = update(SchoolRow).where(SchoolRow.is_mine.is_(True))
        if draft.id is not None:
            others = others.where(SchoolRow.id != draft.id)
        connection.execute(others.values(is_mine=False))
    names = (
        "name", "school_type", "board", "swv", "municipality", "area", "pupil_count", "counted_on",
        "coordinator_word", "is_mine",
    )  # fmt: skip
    values = {name: getattr(draft, name) for name in names}
    values |= {"brin": tidy_brin(draft.brin), "sort_key": sort_key(draft.name)}
    school_id = store_record(connection, SchoolRow, SCHOOL, draft, values)
    connection.execute(delete(SchoolContactRow).where(SchoolContactRow.school_id == school_id))
    parts = {_CONTACT: draft.contact_person_id, _DEPUTY: draft.deputy_person_id}
    for part, person_id in parts.items():
        if person_id is not None:
            connection.execute(
                insert(SchoolContactRow).values(school_id=school_id, part=part, person_id=person_id)
            )
    refresh_people_of_school(connection, school_id)
    refresh_cases_of_school(connection, school_id)
    return school_id


def school_in_use(connection: Connection, school_id: int) -> bool:
    """Whether pupils, cases, agreements, requests, evaluations, hours or people still belong to it."""
    queries: tuple[Select[Any], ...] = (
        select(PupilRow.id).where(PupilRow.school_id == school_id),
        select(CaseRow.id).where(CaseRow.school_id == school_id),
        select(AgreementRow.id).where(AgreementRow.school_id == school_id),
        select(AdditionRow.id).where(AdditionRow.school_id == school_id),
        select(EvaluationRow.id).where(EvaluationRow.school_id == school_id),
        select(PersonRow.id).where(PersonRow.school_id == school_id),
        select(HourEntryRow.school_id).where(HourEntryRow.school_id == school_id),
    )
    return any(connection.execute(query.limit(1)).first() is not None for query in queries)


def delete_school(connection: Connection, school_id: int) -> None:
    """Remove a school nothing belongs to; NotFound when it is gone already."""
    delete_record(connection, SchoolRow, SCHOOL, school_id)
