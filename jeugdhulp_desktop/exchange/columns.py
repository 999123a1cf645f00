"""The columns of a table of pupils, judged before anyone knows what they mean.

A column with citizen service numbers has the whole file refused (V18); columns that are nobody's business
here (e-mail, address, nationality ...) are dropped at once, so that neither preview nor mapping ever shows
them. What the columns mean is the work of `mapping`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from jeugdhulp_desktop.domain.bsn import mostly_bsn
from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.domain.rosters import RosterError
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.exchange.files import ImportFile
from jeugdhulp_desktop.exchange.rows import tidy

MOST_ROWS = 50_000
MOST_COLUMNS = 200
SAMPLE = 5  # rows shown while columns are mapped

_BSN_HEADERS = frozenset({"pgn", "sofi", "bsnpgn"})
_BSN_PARTS = (
    "bsn", "burgerservice", "sofinummer", "sofinr", "onderwijsnummer", "onderwijsnr", "persoonsgebonden",
    "rijksregister",
)  # fmt: skip
_PRIVATE_HEADERS = frozenset({"tel", "land", "login", "gezin", "geslacht", "sekse", "mv", "iban"})
_PRIVATE_PARTS = (
    "mail", "adres", "straat", "huisnummer", "postcode", "woonplaats", "geboorteplaats", "geboorteland",
    "nationaliteit", "etnic", "etnisch", "gewicht", "foto", "gebruikersnaam", "username", "inlognaam",
    "wachtwoord", "password", "eckid", "ketenid", "telefoon", "telnr", "mobiel", "ouder", "verzorger",
    "moeder", "vader", "voogd", "huisarts", "medisch", "medicijn", "allergie", "dieet", "diagnose", "religie",
    "geloof", "geborente",
)  # fmt: skip


@dataclass(frozen=True)
class TableRow:
    """One line of a table, as long as the header."""

    line: int
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class TableFile:
    """A table as read. Headers are unique; ``skipped`` names the columns that were not read."""

    file: ImportFile
    header: tuple[str, ...]
    rows: tuple[TableRow, ...] = field(repr=False)
    errors: tuple[RosterError, ...] = ()
    skipped: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()  # the visible sheets of a workbook
    sheet: str = ""
    epoch: date | None = None  # day 0 of dates written as bare numbers, in a workbook
    separator: str = ""
    encoding: str = ""

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """The first rows, to recognise the columns by."""
        return tuple(row.cells for row in self.rows[:SAMPLE])


@dataclass(frozen=True)
class Lines:
    """The raw lines of a table: line number and cells."""

    lines: Sequence[tuple[int, Sequence[str]]]
    errors: Sequence[RosterError] = ()


def header_key(header: str) -> str:
    """The key under which a header is known and remembered: "Leerling-nr." is "leerlingnr"."""
    return "".join(letter for letter in fold(header) if letter.isalnum())


@dataclass(frozen=True)
class Columns:
    """What is left of a table's raw lines once the header is found and the columns are judged."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    errors: tuple[RosterError, ...]
    skipped: tuple[str, ...]


def judge(raw: Lines) -> Columns:
    """Finds the header, refuses BSN columns, drops private ones, and pads or refuses ragged rows."""
    filled = [
        (line, [tidy(cell) for cell in cells]) for line, cells in raw.lines if any(map(str.strip, cells))
    ]
    if not filled:
        raise UnreadableImport("no-rows")
    if len(filled) > MOST_ROWS:
        raise UnreadableImport("too-many-rows", detail=str(MOST_ROWS))
    # Above the header there may be a title: the header is the first line with more than one filled cell.
    start = next((n for n, (_, cells) in enumerate(filled) if sum(map(bool, cells)) > 1), 0)
    header = _unique(filled[start][1])
    body = filled[start + 1 :]
    keep, skipped = _readable(header)
    rows, errors = [], list(raw.errors)
    for line, cells in body:
        if any(cells[len(header) :]):
            errors.append(
                RosterError(line, "ragged", "")
            )  # a shifted row would put a value under a wrong head
        else:
            whole = cells + [""] * (len(header) - len(cells))
            rows.append(TableRow(line, tuple([whole[place] for place in keep])))
    names = tuple(header[place] for place in keep)
    for place, name in enumerate(names):
        if mostly_bsn(row.cells[place] for row in rows):
            raise UnreadableImport("bsn-column", detail=name)
    if not rows and not errors:
        raise UnreadableImport("no-rows")
    return Columns(names, tuple(rows), tuple(errors), skipped)


def _unique(header: Sequence[str]) -> tuple[str, ...]:
    """Headers told apart: an empty one gets its place, one that comes again gets a number (F40)."""
    while len(header) > 1 and not header[-1]:
        header = header[:-1]
    seen: set[str] = set()
    unique = []
    for place, name in enumerate(header, 1):
        whole = name or f"Kolom {place}"
        numbered = (f"{whole} ({again})" for again in count(2))
        while header_key(whole) in seen:
            whole = next(numbered)
        seen.add(header_key(whole))
        unique.append(whole)
    return tuple(unique)


def _readable(header: Iterable[str]) -> tuple[list[int], tuple[str, ...]]:
    """The places of the columns that may be read, and the headers of those that were passed over."""
    keep, skipped = [], []
    for place, name in enumerate(header):
        key = header_key(name)
        if key in _BSN_HEADERS or any(part in key for part in _BSN_PARTS):
            raise UnreadableImport("bsn-column", detail=name)
        if key in _PRIVATE_HEADERS or any(part in key for part in _PRIVATE_PARTS):
            skipped.append(name)
        else:
            keep.append(place)
    return keep, tuple(skipped)
