"""Which paper is this? From the controlegetal on a printed page, or from the bytes of a file."""

import hashlib
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.documents import DuePaper, PaperKey, PaperKind, RegisteredPaper
from jeugdhulp_desktop.services.documents.index import every_paper
from jeugdhulp_desktop.storage.document_queries import load_registered
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.paper_queries import find_papers, load_prints

LEAST_DIGITS = 4  # fewer would name half the register
LARGEST = 50_000_000  # bytes of a file to recognise; our papers are under one


@dataclass(frozen=True)
class FoundPaper:
    """A paper that was found. ``now``: how its subject stands; None when that was deleted.

    ``current``: it still says what its subject says now. ``latest``: the newest version of the same school
    and year, None when this is it or nothing is left.
    """

    paper: RegisteredPaper
    now: DuePaper | None
    current: bool
    latest: DuePaper | None


def digits_of(typed: str) -> str:
    """The hexadecimal digits of what was typed or read aloud; empty when it cannot be a controlegetal.

    Spaces, hyphens and the word before it do not matter.
    """
    words = typed.lower().replace("controlegetal", " ").replace("sha-256", " ").replace(":", " ")
    digits = "".join(words.replace("-", "").split())
    known = LEAST_DIGITS <= len(digits) <= 64 and set(digits) <= set(string.hexdigits)
    return digits if known else ""


def find_by_digits(connection: Connection, digits: str) -> list[FoundPaper]:
    """The papers of which the controlegetal or the SHA-256 begins so, newest first."""
    if not digits:
        return []
    found = find_papers(connection, digits)
    return _placed(connection, found or list(_of_before(connection, digits)))


def file_digest(path: Path) -> str:
    """The SHA-256 of a file the user chose. UnreadableImport for what is no plain file, DiskProblem."""
    from jeugdhulp_desktop.exchange.files import read_regular

    return hashlib.sha256(read_regular(path, LARGEST)).hexdigest()


def _of_before(connection: Connection, digits: str) -> Iterator[RegisteredPaper]:
    """Papers that were kept or filed before there was a register."""
    kept = [(key, control, digest, "") for key, control, digest in load_prints(connection)]
    filed = [
        (key, each.content[:16], each.sha256, each.made_at)
        for key, each in load_registered(connection).items()
    ]
    seen: set[tuple[PaperKey, str]] = set()
    for key, control, digest, made_at in (*kept, *filed):
        if (key, digest) in seen or not (control.startswith(digits) or digest.startswith(digits)):
            continue
        seen.add((key, digest))
        for due in every_paper(connection, keys=[key]):
            yield RegisteredPaper(
                key=key,
                control=control,
                sha256=digest,
                title=due.title,
                school_name=due.school_name,
                school_year=due.school_year,
                number=due.number,
                status=due.status,
                pages=0,
                made_at=made_at,
                filed_at=made_at,
            )


def _placed(connection: Connection, papers: Sequence[RegisteredPaper]) -> list[FoundPaper]:
    found = []
    for paper in papers:
        now = next(iter(every_paper(connection, keys=[paper.key])), None)
        current = now is not None and now.control == paper.control
        found.append(FoundPaper(paper, now, current, _latest(connection, paper, now)))
    return found


def _latest(connection: Connection, paper: RegisteredPaper, now: DuePaper | None) -> DuePaper | None:
    """A newer version of the same agreement; other kinds have no versions."""
    if paper.key.kind is not PaperKind.AGREEMENT:
        return None
    name = now.school_name if now is not None else paper.school_name
    others = [
        each
        for each in every_paper(connection, year=paper.school_year)
        if each.key.kind is PaperKind.AGREEMENT and each.school_name == name and each.key != paper.key
    ]
    newest = max(others, key=lambda each: each.number, default=None)
    return newest if newest is not None and newest.number > paper.number else None


class Lookup:
    """Looking papers up in one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_text(self, typed: str) -> list[FoundPaper]:
        """What was typed from a page; empty when it is no controlegetal or is not known."""
        with self._database.read() as connection:
            return find_by_digits(connection, digits_of(typed))

    def by_file(self, path: Path) -> tuple[str, list[FoundPaper]]:
        """The SHA-256 of a file, and the paper it is. Nothing else of the file is read."""
        digest = file_digest(path)
        with self._database.read() as connection:
            return digest, find_by_digits(connection, digest)
