"""The register of the report folder, and the prints that are kept for ever."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.documents import Registered
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow
from jeugdhulp_desktop.storage.tables.documents import DocumentRow, KeptPrintRow
from jeugdhulp_desktop.storage.tables.relations import SchoolRow


@dataclass(frozen=True)
class Due:
    """One agreement as the report folder sees it. ``control``: the controlegetal of what it says now."""

    agreement_id: int
    school_name: str
    school_year: SchoolYear
    number: int
    status: AgreementStatus
    control: str
    registered: Registered | None
    settled: bool  # the user left another's file in its place on purpose


def load_due(
    connection: Connection, *, ids: Collection[int] | None = None, year: SchoolYear | None = None
) -> list[Due]:
    """The agreements asked for with what was last written of each, in Dutch order of their schools.

    Without ``ids`` the versions that lapsed are left out: their file stays as it was signed.
    """
    register = (
        DocumentRow.file_name, DocumentRow.sha256, DocumentRow.size, DocumentRow.modified_ns,
        DocumentRow.content, DocumentRow.made_at,
    )  # fmt: skip
    agreement = (
        AgreementRow.id, SchoolRow.name, AgreementRow.school_year, AgreementRow.number, AgreementRow.status,
        AgreementRow.content_control,
    )  # fmt: skip
    query = (
        select(*agreement, DocumentRow.settled, *register)
        .join(SchoolRow, SchoolRow.id == AgreementRow.school_id)
        .outerjoin(DocumentRow, DocumentRow.agreement_id == AgreementRow.id)
        .order_by(SchoolRow.sort_key, AgreementRow.school_year, AgreementRow.number, AgreementRow.id)
    )
    if ids is None:
        query = query.where(AgreementRow.status != AgreementStatus.REPLACED)
    else:
        query = query.where(AgreementRow.id.in_(ids))
    if year is not None:
        query = query.where(AgreementRow.school_year == year.first)
    return [_due(row) for row in connection.execute(query)]


def _due(row: Any) -> Due:
    agreement_id, name, first, number, status, control, settled, *register = row
    registered = Registered(agreement_id, *register) if register[0] is not None else None
    return Due(agreement_id, name, SchoolYear(first), number, status, control, registered, bool(settled))


def load_claimed_names(connection: Connection) -> dict[str, int | None]:
    """Which file names are ours, folded as Windows compares them, and of which agreement."""
    rows = connection.execute(select(DocumentRow.file_name, DocumentRow.agreement_id))
    return {name.casefold(): agreement_id for name, agreement_id in rows}


def load_live_names(connection: Connection) -> list[str]:
    """The file names of agreements that are there, as they are written."""
    return list(
        connection.scalars(select(DocumentRow.file_name).where(DocumentRow.agreement_id.is_not(None)))
    )


def load_orphans(connection: Connection) -> list[tuple[int, Registered]]:
    """Files of agreements that were deleted, with the number of their line in the register."""
    rows = connection.execute(
        select(
            DocumentRow.id, DocumentRow.file_name, DocumentRow.sha256, DocumentRow.size,
            DocumentRow.modified_ns, DocumentRow.content, DocumentRow.made_at,
        ).where(DocumentRow.agreement_id.is_(None))
    )  # fmt: skip
    return [(row[0], Registered(0, *row[1:])) for row in rows]


def store_orphan(connection: Connection, registered: Registered) -> None:
    """Remember a file of ours that is to go: the agreement has its file under another name now."""
    names = ("file_name", "sha256", "size", "modified_ns", "content", "made_at")
    values: dict[str, Any] = {name: getattr(registered, name) for name in names}
    connection.execute(insert(DocumentRow).values(agreement_id=None, settled=False, **values))


def delete_orphan(connection: Connection, line_id: int) -> None:
    """Forget a file that is gone, or that is another's now."""
    connection.execute(delete(DocumentRow).where(DocumentRow.id == line_id))


def store_registered(connection: Connection, registered: Registered, *, settled: bool = False) -> None:
    """Keep what was written for an agreement, in place of what was written before."""
    values = {
        "file_name": registered.file_name,
        "sha256": registered.sha256,
        "size": registered.size,
        "modified_ns": registered.modified_ns,
        "content": registered.content,
        "made_at": registered.made_at,
        "settled": settled,
    }
    added = insert(DocumentRow).values(agreement_id=registered.agreement_id, **values)
    connection.execute(added.on_conflict_do_update(index_elements=("agreement_id",), set_=values))


def settle(connection: Connection, agreement_id: int) -> None:
    """The user chose to leave another's file where it is."""
    connection.execute(
        update(DocumentRow).where(DocumentRow.agreement_id == agreement_id).values(settled=True)
    )


def load_print(connection: Connection, agreement_id: int, control: str) -> bytes | None:
    """The PDF as it was frozen under this controlegetal, when it was kept."""
    found: bytes | None = connection.scalar(
        select(KeptPrintRow.pdf).where(
            KeptPrintRow.agreement_id == agreement_id, KeptPrintRow.control == control
        )
    )
    return found


def keep_print(connection: Connection, agreement_id: int, control: str, pdf: bytes, at: datetime) -> None:
    """Keep the PDF of a frozen agreement: what was signed prints the same for ever (F54)."""
    values = {"control": control, "pdf": pdf, "made_at": at}
    added = insert(KeptPrintRow).values(agreement_id=agreement_id, **values)
    connection.execute(added.on_conflict_do_update(index_elements=("agreement_id",), set_=values))


def forget_print(connection: Connection, agreement_id: int) -> None:
    """The agreement was reopened: its next freezing makes a new paper."""
    connection.execute(delete(KeptPrintRow).where(KeptPrintRow.agreement_id == agreement_id))
