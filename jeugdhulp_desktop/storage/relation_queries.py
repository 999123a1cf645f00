"""Parties and people, in and out of the database."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, update

from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.relations import PartyDraft, PartyLine, PersonDraft, PersonLine
from jeugdhulp_desktop.domain.text import sort_key
from jeugdhulp_desktop.storage.search import matches, search_key
from jeugdhulp_desktop.storage.tables.agreements import DeploymentRow
from jeugdhulp_desktop.storage.tables.cases import ActionRow, CaseRow, CaseWorkerRow
from jeugdhulp_desktop.storage.tables.hours import HourEntryRow
from jeugdhulp_desktop.storage.tables.relations import PartyRow, PersonRow, SchoolContactRow, SchoolRow
from jeugdhulp_desktop.storage.versions import delete_record, store_record

PARTY, PERSON = "party", "person"


def load_party_lines(connection: Connection, words: str = "") -> list[PartyLine]:
    """Organisations in the Dutch order; by name, or by the beginnings of words in it."""
    people = (
        select(func.count()).select_from(PersonRow).where(PersonRow.party_id == PartyRow.id).scalar_subquery()
    )
    rows = connection.execute(
        select(
            PartyRow.id, PartyRow.name, PartyRow.kind, PartyRow.phone, PartyRow.email, people, PartyRow.note
        )
        .where(*matches(PartyRow.search_key, words))
        .order_by(PartyRow.sort_key, PartyRow.id)
    )  # fmt: skip
    return [PartyLine(*row) for row in rows]


def load_party(connection: Connection, party_id: int) -> PartyDraft:
    """An organisation to edit; NotFound when it is gone."""
    row = connection.execute(
        select(
            PartyRow.name, PartyRow.kind, PartyRow.phone, PartyRow.email, PartyRow.note, PartyRow.id,
            PartyRow.version,
        ).where(PartyRow.id == party_id)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(PARTY, party_id)
    return PartyDraft(*row)


def store_party(connection: Connection, draft: PartyDraft) -> int:
    """Keep an organisation; its id. Raises ChangedElsewhere or NotFound."""
    values = {
        "name": draft.name,
        "sort_key": sort_key(draft.name),
        "search_key": search_key(draft.name, draft.kind),
        "kind": draft.kind,
        "phone": draft.phone,
        "email": draft.email,
        "note": draft.note,
    }
    party_id = store_record(connection, PartyRow, PARTY, draft, values)
    _refresh_people(connection, PersonRow.party_id == party_id)
    return party_id


def party_in_use(connection: Connection, party_id: int) -> bool:
    """Whether people still belong to it."""
    return _any(connection, select(PersonRow.id).where(PersonRow.party_id == party_id))


def delete_party(connection: Connection, party_id: int) -> None:
    """Remove an organisation nobody belongs to; NotFound when it is gone already."""
    delete_record(connection, PartyRow, PARTY, party_id)


def load_person_lines(
    connection: Connection,
    today: date,
    words: str = "",
    *,
    workers_only: bool = False,
    active_only: bool = False,
    party_id: int | None = None,
    school_id: int | None = None,
) -> list[PersonLine]:
    """People in the Dutch order of their names; found by name, function and organisation.

    Active: today lies within the dates that were given; an open date does not limit.
    """
    active = and_(
        or_(PersonRow.active_from.is_(None), PersonRow.active_from <= today),
        or_(PersonRow.active_until.is_(None), PersonRow.active_until >= today),
    )
    conditions: list[ColumnElement[bool]] = matches(PersonRow.search_key, words)
    if workers_only:
        conditions.append(PersonRow.worker_type.is_not(None))
    if active_only:
        conditions.append(active)
    if party_id is not None:
        conditions.append(PersonRow.party_id == party_id)
    if school_id is not None:
        conditions.append(PersonRow.school_id == school_id)
    rows = connection.execute(
        select(
            PersonRow.id, PersonRow.name, PersonRow.role,
            func.coalesce(PartyRow.name, SchoolRow.name, ""), PersonRow.phone, PersonRow.email,
            PersonRow.days, PersonRow.worker_type, active, PersonRow.party_id, PersonRow.school_id,
        )
        .outerjoin(PartyRow, PartyRow.id == PersonRow.party_id)
        .outerjoin(SchoolRow, SchoolRow.id == PersonRow.school_id)
        .where(*conditions)
        .order_by(PersonRow.sort_key, PersonRow.id)
    )  # fmt: skip
    return [
        PersonLine(
            id=row[0], name=row[1], role=row[2], organisation=row[3], phone=row[4], email=row[5],
            days=days_of(row[6]), worker_type=row[7], active=bool(row[8]), party_id=row[9], school_id=row[10],
        )
        for row in rows
    ]  # fmt: skip


def load_person(connection: Connection, person_id: int) -> PersonDraft:
    """A person to edit; NotFound when gone."""
    row = connection.execute(
        select(
            PersonRow.name, PersonRow.role, PersonRow.party_id, PersonRow.school_id, PersonRow.phone,
            PersonRow.email, PersonRow.days, PersonRow.worker_type, PersonRow.skj_registered,
            PersonRow.active_from, PersonRow.active_until, PersonRow.id, PersonRow.version,
        ).where(PersonRow.id == person_id)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(PERSON, person_id)
    return PersonDraft(*row[:6], days_of(row[6]), *row[7:])


def store_person(connection: Connection, draft: PersonDraft) -> int:
    """Keep a person; the id. Raises ChangedElsewhere or NotFound."""
    values = {
        "name": draft.name,
        "sort_key": person_sort_key(draft.name),
        "search_key": "",
        "role": draft.role,
        "party_id": draft.party_id,
        "school_id": draft.school_id,
        "phone": draft.phone,
        "email": draft.email,
        "days": "".join(str(day) for day in sorted(set(draft.days))),
        "worker_type": draft.worker_type,
        "skj_registered": draft.skj_registered,
        "active_from": draft.active_from,
        "active_until": draft.active_until,
    }
    person_id = store_record(connection, PersonRow, PERSON, draft, values)
    _refresh_people(connection, PersonRow.id == person_id)
    return person_id


def person_in_use(connection: Connection, person_id: int) -> bool:
    """Whether a case, action, agreement or school still names this person, or hours stand on that name."""
    return any(
        _any(connection, query)
        for query in (
            select(CaseWorkerRow.case_id).where(CaseWorkerRow.person_id == person_id),
            select(CaseRow.id).where(CaseRow.lead_id == person_id),
            select(ActionRow.id).where(ActionRow.person_id == person_id),
            select(DeploymentRow.agreement_id).where(DeploymentRow.worker_id == person_id),
            select(SchoolContactRow.school_id).where(SchoolContactRow.person_id == person_id),
            select(HourEntryRow.person_id).where(HourEntryRow.person_id == person_id),
        )
    )


def delete_person(connection: Connection, person_id: int) -> None:
    """Remove a person nothing names; NotFound when gone already."""
    delete_record(connection, PersonRow, PERSON, person_id)


def days_of(digits: str) -> tuple[int, ...]:
    """Weekdays as they are kept: "024" is Monday, Wednesday and Friday."""
    return tuple(int(digit) for digit in digits)


def person_sort_key(name: str) -> str:
    """Professionals are listed as one speaks of them: by first name."""
    return sort_key(name)


def refresh_people_of_school(connection: Connection, school_id: int) -> None:
    """The school has another name: its people are found by it."""
    _refresh_people(connection, PersonRow.school_id == school_id)


def people_texts() -> Any:
    """A query: id and the texts by which a person is found, the name first."""
    return (
        select(
            PersonRow.id, PersonRow.name, PersonRow.role, PersonRow.worker_type, PartyRow.name, SchoolRow.name
        )
        .outerjoin(PartyRow, PartyRow.id == PersonRow.party_id)
        .outerjoin(SchoolRow, SchoolRow.id == PersonRow.school_id)
    )


def _refresh_people(connection: Connection, which: ColumnElement[bool]) -> None:
    """Write the search keys again of these people: they hold the name of their organisation."""
    rows = connection.execute(people_texts().where(which))
    for person_id, *texts in rows.all():
        key = search_key(*(text for text in texts if text))
        connection.execute(update(PersonRow).where(PersonRow.id == person_id).values(search_key=key))


def _any(connection: Connection, query: Select[Any]) -> bool:
    return connection.execute(query.limit(1)).first() is not None
