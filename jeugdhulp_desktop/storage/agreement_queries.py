"""Agreements: rows to values and back.

One row and its lists; a list is written whole, since it is edited whole. ``load_agreements`` reads many at
once with one statement a table, whatever their number. The lists and texts are read and written by
``agreement_list_queries``.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from jeugdhulp_desktop.domain.agreement_sections import SchoolFacts
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus, StepTaken
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.agreement_list_queries import load_parts, store_parts
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow, StepRow
from jeugdhulp_desktop.storage.versions import stale, store_record

SUBJECT = "agreement"

_PLAIN = (
    "school_id",
    "number",
    "status",
    "dated",
    "author",
    "public",
    "structure_id",
    "change_reason",
    "occasion",
    "aim",
    "theme_intro",
    "monitoring_note",
    "paper_kept_at",
    "frozen_control",
    "id",
    "version",
)  # fields of Agreement whose column has the same name
_FACTS = tuple(each.name for each in fields(SchoolFacts))


def load_agreement(connection: Connection, agreement_id: int) -> Agreement:
    """One agreement; NotFound when it is gone."""
    found = load_agreements(connection, [agreement_id])
    if agreement_id not in found:
        raise NotFound(SUBJECT, agreement_id)
    return found[agreement_id]


def load_agreements(connection: Connection, ids: Iterable[int]) -> dict[int, Agreement]:
    """The agreements with these ids that are there, whole."""
    wanted = list(ids)
    columns = [getattr(AgreementRow, name) for name in _PLAIN]
    facts = [getattr(AgreementRow, f"facts_{name}") for name in _FACTS]
    rows = connection.execute(
        select(AgreementRow.school_year, *columns, *facts).where(AgreementRow.id.in_(wanted))
    ).all()
    parts = load_parts(connection, wanted)
    found = {}
    for row in rows:
        plain: dict[str, Any] = dict(zip(_PLAIN, row[1 : len(_PLAIN) + 1], strict=True))
        school = SchoolFacts(*row[len(_PLAIN) + 1 :])
        found[plain["id"]] = Agreement(
            school_year=SchoolYear(row[0]), school=school, **plain, **parts[plain["id"]]
        )
    return found


def store_agreement(
    connection: Connection, draft: Agreement, *, changed_at: datetime, control: str, canonical: bytes | None
) -> Agreement:
    """Keep the whole agreement; gives it back with its id and new version.

    ``control`` is the controlegetal of what stands on paper, ``canonical`` the frozen tree or None. Raises
    ChangedElsewhere when the row is not the version that was read, and NotFound when it is gone.
    """
    values = {name: getattr(draft, name) for name in _PLAIN if name not in ("id", "version")}
    values |= {f"facts_{name}": getattr(draft.school, name) for name in _FACTS}
    values |= {
        "school_year": draft.school_year.first,
        "changed_at": changed_at,
        "content_control": control,
        "canonical": canonical,
    }
    agreement_id = store_record(connection, AgreementRow, SUBJECT, draft, values)
    store_parts(connection, agreement_id, draft)
    return replace(draft, id=agreement_id, version=draft.version + 1)


def change_status(connection: Connection, agreement_id: int, status: AgreementStatus, at: datetime) -> None:
    """Another status for an agreement whose content stays as it is: it was replaced, or is in force again."""
    connection.execute(
        update(AgreementRow)
        .where(AgreementRow.id == agreement_id)
        .values(status=status, changed_at=at, version=AgreementRow.version + 1)
    )


def store_content_control(connection: Connection, agreement_id: int, control: str) -> None:
    """Another controlegetal for what an open agreement says: something changed that its paper tells of."""
    connection.execute(
        update(AgreementRow).where(AgreementRow.id == agreement_id).values(content_control=control)
    )


def load_canonical(connection: Connection, agreement_id: int) -> bytes | None:
    """The frozen tree, or None while the agreement can be edited; NotFound when it is gone."""
    row = connection.execute(
        select(AgreementRow.canonical).where(AgreementRow.id == agreement_id)
    ).one_or_none()
    if row is None:
        raise NotFound(SUBJECT, agreement_id)
    found: bytes | None = row[0]
    return found


def delete_agreement(connection: Connection, agreement_id: int, version: int) -> None:
    """Remove an agreement with its lists; ChangedElsewhere when it is not the version that was read."""
    done = connection.execute(
        delete(AgreementRow).where(AgreementRow.id == agreement_id, AgreementRow.version == version)
    )
    if done.rowcount != 1:
        raise stale(connection, AgreementRow, SUBJECT, agreement_id)


def store_step(
    connection: Connection,
    agreement_id: int,
    *,
    at: datetime,
    who: str,
    before: AgreementStatus,
    after: AgreementStatus,
    reason: str,
) -> None:
    """Keep why an agreement was reopened or replaced; the audit line has no place for a reason."""
    values = {"agreement_id": agreement_id, "at": at, "who": who, "reason": reason}
    connection.execute(insert(StepRow).values(values | {"from_status": before, "to_status": after}))


def load_steps(connection: Connection, agreement_id: int) -> list[StepTaken]:
    """The steps that asked a reason, newest first."""
    columns = (StepRow.at, StepRow.who, StepRow.from_status, StepRow.to_status, StepRow.reason)
    query = select(*columns).where(StepRow.agreement_id == agreement_id).order_by(StepRow.id.desc())
    return [StepTaken(local_iso(row[0]), *row[1:]) for row in connection.execute(query)]


def local_iso(moment: datetime) -> str:
    """A moment as local time without its zone, to the second: what lists show."""
    return moment.astimezone().replace(tzinfo=None).isoformat(timespec="seconds")
