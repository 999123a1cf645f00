"""What happens to every paper that leaves the program: it is registered, and when frozen its bytes are kept.

A leaf of the services, so that each feature can freeze its own papers without knowing the report folder.
"""

import hashlib
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.canonical import canonical_bytes, control_number, from_canonical
from jeugdhulp_desktop.domain.documents import (
    DrawnPaper,
    DuePaper,
    Letterhead,
    PaperKind,
    PaperUse,
    RegisteredPaper,
)
from jeugdhulp_desktop.domain.errors import DamagedDatabase
from jeugdhulp_desktop.services.page_images import count_pages
from jeugdhulp_desktop.storage.paper_queries import keep_print, register_paper

Document = TypeVar("Document")

SUBJECTS = {  # the kind of record in the audit line of a paper
    PaperKind.AGREEMENT: "agreement",
    PaperKind.LETTER: "agreement",
    PaperKind.HOURS: "agreement",
    PaperKind.ADDITION: "addition",
    PaperKind.INTERIM: "evaluation",
    PaperKind.JUNE: "evaluation",
    PaperKind.INDEX: "school-year",
}


def read_frozen(kind: type[Document], canonical: bytes | None, control: str) -> Document:
    """The document of a frozen tree; DamagedDatabase("canonical") when it is not what was frozen then."""
    if canonical is None or control_number(canonical) != control:
        raise DamagedDatabase("canonical")
    try:
        return from_canonical(kind, canonical)
    except ValueError:
        raise DamagedDatabase("canonical") from None


def open_content(control: str, template: int, letterhead: Letterhead) -> str:
    """``DuePaper.content`` of a paper that is not frozen: another layout or letterhead draws it again."""
    issued = "" if letterhead == Letterhead() else f".{control_number(canonical_bytes(letterhead))}"
    return f"{control}.{template}{issued}"


def registered(due: DuePaper, drawn: DrawnPaper) -> RegisteredPaper:
    """The line of the register of a paper that was just drawn."""
    return RegisteredPaper(
        key=due.key,
        control=drawn.control,
        sha256=hashlib.sha256(drawn.pdf).hexdigest(),
        title=due.title,
        school_name=due.school_name,
        school_year=due.school_year,
        number=due.number,
        status=due.status,
        pages=count_pages(drawn.pdf),
    )


def note_use(connection: Connection, due: DuePaper, drawn: DrawnPaper, use: PaperUse, at: datetime) -> None:
    """A paper left the program: it can be looked up from now on."""
    register_paper(connection, registered(due, drawn), use, at)


def freeze_print(connection: Connection, due: DuePaper, drawn: DrawnPaper, at: datetime) -> None:
    """Keep the bytes of a paper that is frozen now: every later print is this one (F54)."""
    keep_print(connection, due.key, drawn.control, drawn.pdf, at)
    note_use(connection, due, drawn, PaperUse.FROZEN, at)
