"""The tables of a year on the screen: as high as their rows, with the figures of ``domain.hour_tables``."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from jeugdhulp_desktop.domain.hour_tables import (
    PER_HUNDRED,
    TOGETHER,
    HoursLine,
    SchoolLine,
    show_hours,
    show_percentage,
)
from jeugdhulp_desktop.domain.hours import HourKind
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import format_decimal
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.labels import Hairline
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column, LinesModel
from jeugdhulp_desktop.ui.widgets.row_delegate import HEAD, ROW
from jeugdhulp_desktop.ui.widgets.table import LinesTable

_FIGURE = 104


def figure_column(
    name: str, title: str, show: Callable[[Any], Decimal | None], *, hide_first: int = 0, tip: str = ""
) -> Column[Any]:
    """A column of hours: right-aligned, two decimals, bold in a sum."""

    def cell(line: Any) -> Cell:
        return Cell(show_hours(show(line)), bold=line.is_sum)

    return Column(name, title, cell, width=_FIGURE, right=True, hide_first=hide_first, tip=tip)


def _name(line: HoursLine | SchoolLine) -> Cell:
    return Cell(line.name, bold=line.is_sum)


def _kind_column(kind: HourKind) -> Column[Any]:
    return figure_column(kind.value, kind.value.capitalize(), lambda line: line.by_kind.get(kind, Decimal(0)))


def _worker_column(worker: WorkerType) -> Column[Any]:
    place = 2 + list(WorkerType).index(worker)  # the rarest goes first
    return figure_column(worker.value, worker.value, lambda line: line.agreed_of[worker], hide_first=place)


def _pupils(line: SchoolLine) -> Cell:
    text = "–" if line.pupil_count is None else format_decimal(Decimal(line.pupil_count), 0)
    return Cell(text, bold=line.is_sum)


def _per_hundred(line: SchoolLine) -> Cell:
    return Cell("–" if line.per_hundred is None else format_decimal(line.per_hundred, 1), bold=line.is_sum)


YEAR_COLUMNS: tuple[Column[HoursLine], ...] = (
    Column("name", "Inzet", _name, width=130, stretch=1),
    figure_column("agreed", "Afgesproken", lambda line: line.agreed),
    figure_column("planned", "Gepland", lambda line: line.planned, hide_first=2),
    figure_column("realised", "Gerealiseerd", lambda line: line.realised),
    figure_column("difference", "Verschil", lambda line: line.difference, tip="Gerealiseerd min afgesproken"),
    Column(
        "percentage",
        "In %",
        lambda line: Cell(show_percentage(line.percentage), bold=line.is_sum),
        width=72,
        right=True,
        hide_first=1,
        tip="Gerealiseerd van afgesproken",
    ),
)
KIND_COLUMNS: tuple[Column[HoursLine], ...] = (
    Column("name", "Gerealiseerd voor", _name, width=150, stretch=1),
    *(_kind_column(kind) for kind in HourKind),
    figure_column("together", TOGETHER, lambda line: line.realised, hide_first=1),
)
SCHOOL_COLUMNS: tuple[Column[SchoolLine], ...] = (
    Column("name", "School", _name, width=180, stretch=1),
    Column("pupils", "Leerlingen", _pupils, width=96, right=True, hide_first=7),
    *(_worker_column(worker) for worker in WorkerType),
    figure_column("agreed", "Afgesproken", lambda line: line.hours.agreed),
    figure_column("realised", "Gerealiseerd", lambda line: line.hours.realised),
    figure_column("difference", "Verschil", lambda line: line.hours.difference, hide_first=6),
    Column("share", PER_HUNDRED, _per_hundred, width=176, right=True, hide_first=1),
)


class FittedTable(LinesTable):
    """A short table in a page that scrolls: as high as its rows, so it never scrolls by itself."""

    def __init__(self, columns: Sequence[Column[Any]], name: str) -> None:
        super().__init__(LinesModel(columns, identity=lambda line: line.name), name, hints=False)
        for widget in (self.foot, *self.findChildren(Hairline)):
            widget.hide()
        self.model.modelReset.connect(self._grow)
        theme().changed.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        look = theme()
        self.view.setFixedHeight(look.px(HEAD) + self.model.rowCount() * look.px(ROW) + 2)

    def texts(self) -> list[list[str]]:
        """What is shown, row by row, hidden columns too; for whoever compares screen and paper."""
        return [[_text(column.show(line)) for column in self.model.columns] for line in self.model.lines()]


def _text(cell: Any) -> str:
    return cell.text if isinstance(cell, Cell) else str(cell)
