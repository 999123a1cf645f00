"""Contact moments: the time line of a case."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, update

from jeugdhulp_desktop.domain.contacts import ContactDraft, ContactLine, WithWhom, speaks_to_parents
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.storage.tables.cases import CaseRow, ContactRow
from jeugdhulp_desktop.storage.versions import delete_record, store_record

CONTACT = "contact"

_PLAIN = (
    "case_id", "happened_on", "kind", "place", "with_text", "minutes", "fact", "agreed", "bsn_confirmed",
)  # fmt: skip

_LINE = select(
    ContactRow.id, ContactRow.case_id, ContactRow.happened_on, ContactRow.kind, ContactRow.place,
    ContactRow.with_whom, ContactRow.with_text, ContactRow.minutes, ContactRow.fact, ContactRow.agreed,
    ContactRow.version,
)  # fmt: skip


def load_timeline(connection: Connection, case_id: int, *, limit: int | None = None) -> list[ContactLine]:
    """The contact moments of a case, the newest first."""
    query = _LINE.where(ContactRow.case_id == case_id)
    rows = connection.execute(
        query.order_by(ContactRow.happened_on.desc(), ContactRow.id.desc()).limit(limit)
    )
    return [ContactLine(*row[:5], _codes(row[5]), *row[6:]) for row in rows]


def find_parents_spoken_on(connection: Connection, case_id: int) -> date | None:
    """The last day on which a parent was spoken to in this case (V06)."""
    return connection.scalar(
        select(func.max(ContactRow.happened_on)).where(
            ContactRow.case_id == case_id, ContactRow.parents.is_(True)
        )
    )


def load_contact(connection: Connection, contact_id: int) -> ContactDraft:
    """A contact moment to edit; NotFound when it is gone."""
    columns = (*(getattr(ContactRow, name) for name in _PLAIN), ContactRow.with_whom, ContactRow.version)
    row = connection.execute(select(*columns).where(ContactRow.id == contact_id)).mappings().first()
    if row is None:
        raise NotFound(CONTACT, contact_id)
    return ContactDraft(**{**row, "with_whom": _codes(row["with_whom"])}, id=contact_id)


def store_contact(connection: Connection, draft: ContactDraft) -> int:
    """Keep a contact moment; its id. The case's day of last contact follows. ChangedElsewhere, NotFound."""
    values: dict[str, Any] = {name: getattr(draft, name) for name in _PLAIN}
    values |= {"with_whom": json.dumps(list(draft.with_whom)), "parents": speaks_to_parents(draft)}
    before = _case_of(connection, draft.id) if draft.id is not None else None
    contact_id = store_record(connection, ContactRow, CONTACT, draft, values)
    for case_id in {before, draft.case_id} - {None}:
        refresh_last_contact(connection, case_id)
    return contact_id


def delete_contact(connection: Connection, contact_id: int) -> None:
    """Remove a contact moment; the case's day of last contact follows. NotFound when it is gone already."""
    case_id = _case_of(connection, contact_id)
    delete_record(connection, ContactRow, CONTACT, contact_id)
    refresh_last_contact(connection, case_id)


def _case_of(connection: Connection, contact_id: int) -> int | None:
    return connection.scalar(select(ContactRow.case_id).where(ContactRow.id == contact_id))


def refresh_last_contact(connection: Connection, case_id: int | None) -> None:
    newest = (
        select(func.max(ContactRow.happened_on)).where(ContactRow.case_id == CaseRow.id).scalar_subquery()
    )
    connection.execute(update(CaseRow).where(CaseRow.id == case_id).values(last_contact_on=newest))


def _codes(kept: str) -> tuple[WithWhom, ...]:
    return tuple(WithWhom(code) for code in json.loads(kept))
