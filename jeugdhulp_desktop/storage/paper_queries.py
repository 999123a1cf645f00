"""The prints that are kept for ever, and the register of every paper that left the program."""

import hashlib
import string
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from jeugdhulp_desktop.domain.documents import PaperKey, PaperUse, RegisteredPaper
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.tables.documents import KeptPrintRow, PaperRow

_MOMENT = {
    PaperUse.FROZEN: "frozen_at",
    PaperUse.FILED: "filed_at",
    PaperUse.PRINTED: "printed_at",
    PaperUse.SAVED: "saved_at",
}


def load_print(connection: Connection, key: PaperKey, control: str) -> bytes | None:
    """The PDF as it was frozen under this controlegetal, when it was kept."""
    found: bytes | None = connection.scalar(
        select(KeptPrintRow.pdf).where(
            KeptPrintRow.kind == key.kind, KeptPrintRow.subject_id == key.id, KeptPrintRow.control == control
        )
    )
    return found


def load_prints(connection: Connection) -> Iterator[tuple[PaperKey, str, str]]:
    """Every kept print: which paper, its controlegetal, and the SHA-256 of its bytes."""
    rows = connection.execute(
        select(KeptPrintRow.kind, KeptPrintRow.subject_id, KeptPrintRow.control, KeptPrintRow.pdf)
    )
    for kind, subject_id, control, pdf in rows:
        yield PaperKey(kind, subject_id), control, hashlib.sha256(pdf).hexdigest()


def keep_print(connection: Connection, key: PaperKey, control: str, pdf: bytes, at: datetime) -> None:
    """Keep the PDF of a frozen paper: what was signed prints the same for ever (F54)."""
    values = {"control": control, "pdf": pdf, "made_at": at}
    added = insert(KeptPrintRow).values(kind=key.kind, subject_id=key.id, **values)
    connection.execute(added.on_conflict_do_update(index_elements=("kind", "subject_id"), set_=values))


def forget_print(connection: Connection, key: PaperKey) -> None:
    """It was reopened or deleted: its next freezing makes a new paper. The register remembers the old one."""
    connection.execute(
        delete(KeptPrintRow).where(KeptPrintRow.kind == key.kind, KeptPrintRow.subject_id == key.id)
    )


def register_paper(connection: Connection, paper: RegisteredPaper, use: PaperUse, at: datetime) -> None:
    """Note that a paper left the program, and how; the same bytes again are the same line.

    The moments and the id in ``paper`` are not read: a line is made now, or used again now.
    """
    used = {_MOMENT[use]: at}
    facts: dict[str, Any] = {
        "kind": paper.key.kind,
        "subject_id": paper.key.id,
        "title": paper.title,
        "school_name": paper.school_name,
        "school_year": paper.school_year.first,
        "number": paper.number,
        "status": paper.status,
    }
    added = insert(PaperRow).values(
        control=paper.control, sha256=paper.sha256, pages=paper.pages, made_at=at, **facts, **used
    )
    connection.execute(
        added.on_conflict_do_update(index_elements=("control", "sha256"), set_={**facts, **used})
    )


def find_papers(connection: Connection, digits: str) -> list[RegisteredPaper]:
    """The papers whose controlegetal or SHA-256 begins with these hexadecimal digits, newest first."""
    if not digits or not set(digits) <= set(string.hexdigits):
        return []
    first, past = digits.lower(), digits.lower() + "g"
    ours = (PaperRow.control >= first) & (PaperRow.control < past)
    bytes_of = (PaperRow.sha256 >= first) & (PaperRow.sha256 < past)
    return _papers(connection.execute(_every().where(ours | bytes_of).order_by(PaperRow.id.desc())))


def load_papers(
    connection: Connection, *, year: SchoolYear | None = None, key: PaperKey | None = None
) -> list[RegisteredPaper]:
    """The register: of a school year, or of one paper; newest first."""
    query = _every().order_by(PaperRow.id.desc())
    if year is not None:
        query = query.where(PaperRow.school_year == year.first)
    if key is not None:
        query = query.where(PaperRow.kind == key.kind, PaperRow.subject_id == key.id)
    return _papers(connection.execute(query))


def _every() -> Any:
    return select(PaperRow.__table__)


def _papers(rows: Iterable[Row[Any]]) -> list[RegisteredPaper]:
    return [
        RegisteredPaper(
            key=PaperKey(row.kind, row.subject_id),
            control=row.control,
            sha256=row.sha256,
            title=row.title,
            school_name=row.school_name,
            school_year=SchoolYear(row.school_year),
            number=row.number,
            status=row.status,
            pages=row.pages,
            made_at=_local(row.made_at),
            frozen_at=_local(row.frozen_at),
            filed_at=_local(row.filed_at),
            printed_at=_local(row.printed_at),
            saved_at=_local(row.saved_at),
            id=row.id,
        )
        for row in rows
    ]


def _local(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return moment.astimezone().replace(tzinfo=None).isoformat(timespec="seconds")
