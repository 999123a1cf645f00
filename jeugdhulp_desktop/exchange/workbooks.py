"""XLSX, values only: no formula worked out, no link followed, no macro read, no hidden sheet opened (F41)."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Any  # the stubs of openpyxl leave read-only books and sheets out

from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.exchange.columns import MOST_COLUMNS, MOST_ROWS, Lines, TableFile, judge
from jeugdhulp_desktop.exchange.files import ImportFile

EMPTY_ROWS_END = 500  # so many in a row and the sheet is over: Excel may have formatted 1,048,576 of them

# What openpyxl raises on parts that are damaged or missing; all of it means the same to the user.
_DAMAGE = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError,
    SyntaxError, NotImplementedError, RuntimeError, OverflowError, AssertionError,
    zlib.error, struct.error,
)  # fmt: skip


def read_workbook(file: ImportFile, sheet: str = "") -> TableFile:
    """The table on one visible sheet: the named one, or the first with more than one filled row."""
    _refuse_dtd(file.data)
    from openpyxl import load_workbook  # a tenth of a second, so only when there is a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about validation, styles and other things that are not values
            book = load_workbook(io.BytesIO(file.data), read_only=True, data_only=True, keep_links=False)
            names, chosen, lines = _choose(book, sheet)
        epoch = book.epoch.date()
        book.close()
    except (*_DAMAGE, InvalidFileException):
        raise UnreadableImport("damaged-workbook") from None  # openpyxl's messages quote cells
    columns = judge(lines)
    return TableFile(
        file, columns.header, columns.rows, columns.errors, columns.skipped, names, chosen, epoch
    )


def _refuse_dtd(data: bytes) -> None:
    """Office never writes a DTD; the parser of the sheets would follow its entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    with package.open(part) as content:
                        if b"<!DOCTYPE" in content.read(4096).replace(b"\0", b""):
                            raise UnreadableImport("dtd")
    except _DAMAGE:
        raise UnreadableImport("damaged-workbook") from None


def _choose(book: Any, wanted: str) -> tuple[tuple[str, ...], str, Lines]:
    """The visible sheets, the one to read and its lines; a sheet with one filled row holds no table."""
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    chosen = [sheet for sheet in visible if wanted in ("", sheet.title)]
    if not chosen:
        raise UnreadableImport("no-sheet")
    for sheet in chosen:
        lines = Lines(list(_lines(sheet)))
        if len(lines.lines) > 1:
            break
    return tuple(each.title for each in visible), sheet.title, lines


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The filled rows with their numbers. The sheet's own idea of its size is ignored: it is often wrong."""
    sheet.reset_dimensions()
    last = filled = 0
    rows: Iterable[tuple[object, ...]] = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        if any(value is not None and value != "" for value in row):
            last, filled = number, filled + 1
            yield number, [_text(value) for value in row]
        elif number - last > EMPTY_ROWS_END:
            return
        if filled > MOST_ROWS:
            return


def _text(value: object) -> str:
    """A cell as text: whole numbers without a point or power of ten, dates as ISO, the rest as it stands."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return str(value)
