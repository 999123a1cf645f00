"""Everything in plain files, so that stopping is possible: a CSV of every list, a PDF of every document.

Nothing in it is encrypted, and all names are in it: it is asked twice and stands in the log. It is written
into a folder of its own that gets its name when all of it is there.
"""

import csv
import io
import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.documents import DocumentLine
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.exchange.cells import safe_cell
from jeugdhulp_desktop.files import disk_problems, sync_folder, write_whole
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today
from jeugdhulp_desktop.services.documents import DocumentService
from jeugdhulp_desktop.services.plain_names import COLUMNS, HIDDEN, LEFT_OUT, TABLES
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.plain_rows import (
    column_names,
    load_rows,
    load_words,
    load_years,
    points_to,
    table_names,
)

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.documents import Stepping

LISTS, DOCUMENTS = "lijsten", "documenten"
_UNFINISHED = " (nog niet af)"
_README = """Alles uit de kluis, als gewone bestanden
{when}

LET OP: niets hiervan is versleuteld. Er staan namen van leerlingen in. Wie deze map heeft, kan alles lezen.
Bewaar hem op een versleutelde schijf en wis hem zodra hij niet meer nodig is.

{lists}       elke lijst als csv, te openen met Excel of LibreOffice (puntkomma, UTF-8)
{documents}   elk document als pdf, per schooljaar

Niet meegenomen: wat het programma voor zichzelf bewaart, wat in de prullenbak ligt en wat nog niet
bewaard was.
"""


@dataclass(frozen=True)
class Exported:
    """Where it stands and how much it is."""

    folder: Path
    lists: int
    rows: int
    documents: int


class PlainExportService:
    """Writes the lists and documents of one open vault into plain files."""

    def __init__(self, database: Database, documents: DocumentService, clock: Clock) -> None:
        self._database = database
        self._documents = documents
        self._clock = clock

    def export(self, target: Path, progress: "Stepping | None" = None) -> Exported:
        """Everything into a new folder in ``target``.

        Raises DiskProblem, or what ``progress`` raises to stop; then nothing of it stays, and nothing that
        stood there was touched. The log says that it was begun, whatever came of it.
        """
        with self._database.write(Action.EXPORT_ALL, "vault"):
            pass
        folder = _free(target / f"Alles uit de kluis {local_today(self._clock).isoformat()}")
        unfinished = folder.with_name(folder.name + _UNFINISHED)
        try:
            with disk_problems(unfinished):
                (unfinished / LISTS).mkdir(mode=0o700, parents=True)
            lists, rows = self._write_lists(unfinished / LISTS, progress)
            documents = self._write_documents(unfinished / DOCUMENTS, progress)
            when = f"{local_now(self._clock):%d-%m-%Y %H:%M}"
            readme = _README.format(when=when, lists=LISTS, documents=DOCUMENTS)
            write_whole(unfinished / "LEESMIJ.txt", readme.replace("\n", "\r\n").encode("utf-8-sig"))
            with disk_problems(folder):
                unfinished.rename(folder)
                sync_folder(target)
        except BaseException:
            with suppress(OSError):
                shutil.rmtree(unfinished)
            raise
        return Exported(folder, lists, rows, documents)

    def _write_lists(self, folder: Path, progress: "Stepping | None") -> tuple[int, int]:
        names = [name for name in table_names() if name not in LEFT_OUT]
        written = rows = 0
        with self._database.read() as connection:
            words = load_words(connection)
            for number, name in enumerate(names):
                if progress is not None:
                    progress.step(f"Lijst: {TABLES.get(name, name)}", number, len(names))
                data, count = _as_csv(connection, name, words)
                if count:
                    write_whole(folder / f"{TABLES.get(name, name)}.csv", data)
                    written, rows = written + 1, rows + count
        return written, rows

    def _write_documents(self, folder: Path, progress: "Stepping | None") -> int:
        with self._database.read() as connection:
            years = [SchoolYear(first) for first in load_years(connection)]
        lines = [(year, line) for year in years for line in self._documents.lines(year)]
        for number, (year, line) in enumerate(lines):
            if progress is not None:
                progress.step(f"Document: {line.title}", number, len(lines))
            write_whole(folder / year.code / _file_name(line), self._documents.pdf(line.key))
        return len(lines)


def _as_csv(connection: Connection, table: str, words: Mapping[str, Mapping[int, str]]) -> tuple[bytes, int]:
    """The table as it is read by a spreadsheet, and how many rows it has."""
    shown = [
        (at, name, points_to(table, name))
        for at, name in enumerate(column_names(table))
        if name not in HIDDEN
    ]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([head for _at, name, to in shown for head in _heads(name, to)])
    count = 0
    for row in load_rows(connection, table):
        writer.writerow([cell for at, name, to in shown for cell in _cells(name, row[at], words.get(to))])
        count += 1
    return text.getvalue().encode("utf-8-sig"), count


def _heads(name: str, to: str) -> list[str]:
    head = COLUMNS.get(name, name)
    return [f"{head} (nummer in de kluis)", head] if to else [head]


def _cells(name: str, value: Any, words: Mapping[int, str] | None) -> list[str]:
    if name == "school_year" and value is not None:
        return [SchoolYear(value).code]
    cell = _plain(value)
    return [cell] if words is None else [cell, safe_cell(words.get(value, ""))]


def _plain(value: Any) -> str:
    """As a person reads it: a comma in a number, ja or nee, a day as 2026-09-15."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case Enum():
            return str(value.value)
        case Decimal() | float():
            return str(value).replace(".", ",")
        case datetime():
            local = value.astimezone() if value.tzinfo else value
            return local.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")
        case date():
            return value.isoformat()
        case list() | tuple():
            return safe_cell(", ".join(map(_plain, value)))
        case str():
            return safe_cell(_unlisted(value))
    return safe_cell(str(value))


def _unlisted(text: str) -> str:
    """What was kept as a list of words, in words; anything else that looks like it stays what it is."""
    if not (text.startswith('["') and text.endswith('"]')):
        return text
    try:
        return ", ".join(str(each) for each in json.loads(text))
    except ValueError:
        return text


def _file_name(line: DocumentLine) -> str:
    """The name that the paper has in the folder of reports, without any folder in it."""
    return Path(line.file_name.replace("\\", "/")).name or f"{line.key.kind.value} {line.key.id}.pdf"


def _free(folder: Path) -> Path:
    """A name under which nothing stands."""
    with disk_problems(folder.parent):
        if not folder.parent.is_dir():
            raise DiskProblem("missing", folder.parent)
        free, number = folder, 1
        while free.exists() or free.with_name(free.name + _UNFINISHED).exists():
            number += 1
            free = folder.with_name(f"{folder.name} ({number})")
    return free
