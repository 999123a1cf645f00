"""Hours out to a workbook (XLSX): the tables of the screen, and every week to count with.

Hours are numbers with two decimals, written from Decimal, so 0,1 stays 0,1. A text is always a text: what
begins with = + - or @ is never worked out as a formula, not even after somebody edits the cell (F30).
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jeugdhulp_desktop.domain.hour_tables import (
    PER_HUNDRED,
    TOGETHER,
    HoursLine,
    budget_lines,
    school_lines,
    year_lines,
)
from jeugdhulp_desktop.domain.hours import HourKind, HoursEntry, YearHours
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import clean

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

HOURS_FORMAT = "#,##0.00;−#,##0.00"  # a real minus, as on the screen and on paper
_ONE_DECIMAL, _DAY, _WHOLE, _TEXT = "#,##0.0", "DD-MM-YYYY", "0", "@"
_WIDE, _NARROW = 34, 15  # characters
_Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class HoursWorkbook:
    """Everything in the workbook; ``names`` of workers by their id."""

    year: YearHours
    entries: tuple[HoursEntry, ...]
    names: Mapping[int, str]


def write_workbook(book: HoursWorkbook) -> bytes:
    """The bytes of the workbook: Schooljaar, Alle scholen, Formatie and Weken."""
    from openpyxl import Workbook  # a tenth of a second, so only when there is something to write

    workbook = Workbook(write_only=True)
    workbook.properties.title = f"Inzet en uren {book.year.school_year.code}"
    workbook.properties.creator = "Jeugdhulp Desktop"
    _Sheet(workbook, "Schooljaar", ("School", "Inzet", *_HOURS, *_kinds())).write(_year_rows(book.year))
    _Sheet(workbook, "Alle scholen", ("School", "Leerlingen", *WorkerType, *_HOURS[:-1], PER_HUNDRED)).write(
        _school_rows(book.year)
    )
    _Sheet(workbook, "Formatie", ("Soort", "Beschikbaar", "Verdeeld", "Over")).write(_budget_rows(book.year))
    _Sheet(
        workbook,
        "Weken",
        ("School", "Medewerker", "Week van", "Soort", "Inzet", "Waarvoor", "Gepland of gerealiseerd", "Uren"),
    ).write(_week_rows(book))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


_HOURS = ("Afgesproken", "Gepland", "Gerealiseerd", "Verschil", "Gerealiseerd in %")


def _kinds() -> tuple[str, ...]:
    return tuple(kind.value.capitalize() for kind in HourKind)


class _Sheet:
    """One sheet: a bold head that stays in sight, columns wide enough, and rows of values.

    A row is on its way to the file once it was appended, so each column uses its cells again: making one
    costs more than writing it.
    """

    def __init__(self, workbook: Any, title: str, heads: Sequence[str]) -> None:
        self.sheet: WriteOnlyWorksheet = workbook.create_sheet(title)
        self.sheet.freeze_panes = "A2"
        self._cells: dict[tuple[int, str, bool], Any] = {}
        for number, head in enumerate(heads):
            letter = chr(ord("A") + number)
            self.sheet.column_dimensions[letter].width = _WIDE if number == 0 else max(_NARROW, len(head) + 3)
        self.write([([str(head) for head in heads], True)])

    def write(self, rows: Iterable[tuple[Sequence[_Value], bool]]) -> None:
        """Rows with whether each is a sum; a sum is bold."""
        for values, is_sum in rows:
            self.sheet.append([self._cell(at, value, is_sum) for at, value in enumerate(values)])

    def _cell(self, at: int, value: _Value, bold: bool) -> Any:
        kind = _format_of(value)
        key = (at, kind, bold)
        if key not in self._cells:
            self._cells[key] = self._new_cell(kind, bold)
        cell = self._cells[key]
        if kind == _TEXT:
            cell.value = _tidy(str(value))
            cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
        else:
            cell.value = value
        return cell

    def _new_cell(self, kind: str, bold: bool) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        cell = WriteOnlyCell(self.sheet, value=None)
        if kind == _TEXT:
            cell.quotePrefix = True  # a text it stays, also when somebody edits the cell
        elif kind:
            cell.number_format = kind
        if bold:
            cell.font = Font(bold=True)
        return cell


@lru_cache(maxsize=2_000)
def _tidy(text: str) -> str:
    """A text as a cell holds it; the same few names return on every line."""
    return clean(text).replace("\n", " ")


class _OneDecimal(Decimal):
    """Hours per 100 pupils: one decimal, as on the screen."""


def _format_of(value: _Value) -> str:
    if isinstance(value, str):
        return _TEXT
    if isinstance(value, date):
        return _DAY
    if isinstance(value, _OneDecimal):
        return _ONE_DECIMAL
    if isinstance(value, Decimal):
        return HOURS_FORMAT
    return "" if value is None else _WHOLE


def _hours(line: HoursLine) -> list[_Value]:
    return [line.agreed, line.planned, line.realised, line.difference]


def _year_rows(year: YearHours) -> Iterable[tuple[Sequence[_Value], bool]]:
    schools = [(each.school_name, each.totals) for each in year.schools if each.totals]
    if len(schools) > 1:
        schools.append((TOGETHER, year.totals))
    for name, totals in schools:
        for line in year_lines(totals):
            percentage = int(line.percentage) if line.percentage is not None else None
            kinds = [line.by_kind.get(kind, Decimal(0)) for kind in HourKind]
            yield [name, line.name, *_hours(line), percentage, *kinds], line.is_sum


def _school_rows(year: YearHours) -> Iterable[tuple[Sequence[_Value], bool]]:
    for line in school_lines(year.schools):
        workers = [line.agreed_of[worker] for worker in WorkerType]
        share = _OneDecimal(line.per_hundred) if line.per_hundred is not None else None
        yield [line.name, line.pupil_count, *workers, *_hours(line.hours), share], line.is_sum


def _budget_rows(year: YearHours) -> Iterable[tuple[Sequence[_Value], bool]]:
    for line in budget_lines(year.budgets):
        yield [line.name, line.available, line.agreed, line.left], line.is_sum


def _week_rows(book: HoursWorkbook) -> Iterable[tuple[Sequence[_Value], bool]]:
    schools = {each.school_id: each.school_name for each in book.year.schools}
    for each in book.entries:
        who = book.names.get(each.person_id, "")
        words = [each.worker_type.value, each.deployment.value, each.kind.value, each.state.value]
        yield [schools.get(each.school_id, ""), who, each.monday, *words, each.hours], False
