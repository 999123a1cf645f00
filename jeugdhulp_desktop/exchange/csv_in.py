"""CSV as school administrations and spreadsheets write it: any separator, encoding and line end (F40)."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.domain.rosters import RosterError
from jeugdhulp_desktop.exchange.columns import Lines, TableFile, judge
from jeugdhulp_desktop.exchange.files import ImportFile

SEPARATORS = (";", ",", "\t", "|")
_SNIFFED = 100  # lines by which the separator is chosen
_QUOTED_LINES = 5  # a cell in quotes may hold line ends, but not more than this many
_PUNCTUATION = "€‘’“”–—…´°§²³½«»\u00a0"
_CODE_PAGES = ["cp1252", "cp850", "mac_roman", "cp1250", "cp1254"]


def read_csv(file: ImportFile) -> TableFile:
    """The table in a CSV file; a line whose quotes do not end is an error by itself and swallows no other."""
    text, encoding = decode(file.data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = 0
    if lines[0].lower().startswith("sep=") and len(lines[0]) == 5:  # what Excel writes for itself
        separator, first = lines[0][4], 1
    else:
        separator = _sniff(lines[:_SNIFFED])
    errors: list[RosterError] = []
    columns = judge(Lines(list(_records(lines, first, separator, errors)), errors))
    return TableFile(
        file, columns.header, columns.rows, columns.errors, columns.skipped,
        separator=separator, encoding=encoding,
    )  # fmt: skip


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: a mark, else UTF-16 by its zeros, else UTF-8, else a code page.

    Windows' own code page is taken when what comes out are letters and Dutch punctuation; only then is it
    left to guessing, between the code pages that occur here.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, encoding), encoding
    start = data[:4096]
    if start.count(0) * 5 > len(start):
        encoding = "utf-16-le" if start[1::2].count(0) > start[0::2].count(0) else "utf-16-be"
        return _decoded(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and all(letter.isalpha() or letter in _PUNCTUATION for letter in text if letter > "\x7e"):
        return text, "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=_CODE_PAGES).best()
    encoding = best.encoding if best else "cp1252"
    return data.decode(encoding, errors="replace"), encoding


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableImport("encoding") from None


def _sniff(lines: list[str]) -> str:
    """The separator that parts most lines into the same number of cells, more than one."""

    def agreement(separator: str) -> tuple[int, int]:
        widths = Counter(len(_cells(line, separator) or ()) for line in lines if line.strip())
        widths.pop(1, None)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return times, width

    return max(SEPARATORS, key=agreement)


def _records(
    lines: list[str], first: int, separator: str, errors: list[RosterError]
) -> Iterator[tuple[int, list[str]]]:
    at = first
    while at < len(lines):
        for taken in range(1, _QUOTED_LINES + 1):
            cells = _cells("\n".join(lines[at : at + taken]), separator)
            if cells is not None or at + taken >= len(lines):
                break
        # A quote that was forgotten twice seems to end; but then separators stand inside the long cell.
        if cells is None or any("\n" in cell and separator in cell for cell in cells):
            errors.append(RosterError(at + 1, "missing-quote", ""))
            taken = 1
        else:
            yield at + 1, cells
        at += taken


def _cells(record: str, separator: str) -> list[str] | None:
    """The cells of one record, or None when it ends inside quotes."""
    if '"' not in record:
        return record.split(separator)
    try:
        return next(csv.reader(io.StringIO(record, newline=""), delimiter=separator, strict=True), [])
    except csv.Error as error:
        if "unexpected end" in str(error):
            return None
    try:
        return next(csv.reader(io.StringIO(record, newline=""), delimiter=separator), [])
    except csv.Error:  # a cell of more than 131,072 characters
        return None
