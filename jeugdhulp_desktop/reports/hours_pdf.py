"""The hours of a school year on paper: per school what was agreed, planned and realised; then side by side.

No pupil stands in it. Hours per 100 pupils carry no norm: which size fits is for the parties to say.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.hour_tables import (
    PER_HUNDRED,
    TOGETHER,
    BudgetLine,
    HoursLine,
    SchoolLine,
    budget_lines,
    school_lines,
    show_hours,
    show_percentage,
    year_lines,
)
from jeugdhulp_desktop.domain.hours import HourKind, HoursTotal, YearHours
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import format_decimal, long_date
from jeugdhulp_desktop.reports.design import ACCENT, COVER, H1, H2, KIND, LEAD, SUBTITLE, UNIT, WIDTH
from jeugdhulp_desktop.reports.flowables import Block, Heading, Rule, Space, Text
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.letterhead import letterhead
from jeugdhulp_desktop.reports.paper import Paper, printed

_FIGURE, _LAST = 64.0, 84.0
_NO_NORM = "Uur per 100 leerlingen is afgesproken inzet, zonder norm: hoeveel past, bepalen partijen samen."
_LEFT_OVER = "Verdeeld is wat in de schoolafspraken staat, basis en aanvullend."
_NO_HOURS = "Er zijn dit schooljaar nog geen uren afgesproken of ingevuld."


@dataclass(frozen=True)
class HoursPaper:
    """Everything on the page; ``year`` holds the schools that are printed."""

    year: YearHours
    today: date
    user: str
    sender: Letterhead


def render(paper: HoursPaper, *, logo: bytes = b"") -> bytes:
    """The overview as a tagged PDF. ``logo``: the PNG of which the sender holds the SHA-256, or nothing."""
    code = paper.year.school_year.code
    around = Paper(
        title=f"Inzet en uren {code}",
        subject="Afgesproken, geplande en gerealiseerde uren",
        head_left="Inzet en uren",
        head_right=f"Schooljaar {code}",
        foot_left="Zonder gegevens van leerlingen",
    )
    return printed(around, [*letterhead(paper.sender, logo), *_story(paper)])


def _story(paper: HoursPaper) -> list[Block]:
    year = paper.year
    made = f"Stand van {long_date(paper.today)}" + (f", {paper.user}" if paper.user else "")
    blocks: list[Block] = [
        Rule(COVER, ACCENT, after=2 * UNIT),
        Text("Urenoverzicht", KIND),
        Heading("", f"Inzet en uren {year.school_year.code}", "hours", H1, 1),
        Text(made, SUBTITLE),
        Space(2 * UNIT),
    ]
    schools = [each for each in year.schools if each.totals]
    if not schools:
        return [*blocks, Text(_NO_HOURS, LEAD)]
    if year.budgets:
        blocks += [Heading("", "Formatie", "budget", H2, 2), _budgets(year)]
    if len(schools) > 1:
        blocks += [Heading("", "Alle scholen naast elkaar", "schools", H2, 2), _schools(year)]
    for number, school in enumerate(schools):
        blocks += [Heading("", school.school_name, f"school-{number}", H2, 2), *_tables(school.totals)]
    if len(schools) > 1:
        blocks += [Heading("", "Alle scholen samen", "together", H2, 2), *_tables(year.totals)]
    return blocks


def _budgets(year: YearHours) -> Grid:
    columns = [
        Column("Soort", WIDTH - 3 * _FIGURE),
        *(Column(head, _FIGURE, "right") for head in ("Beschikbaar", "Verdeeld", "Over")),
    ]
    lines = budget_lines(year.budgets)
    rows = [_budget_row(line) for line in lines if not line.is_sum]
    total = next((_budget_row(line) for line in lines if line.is_sum), None)
    caption = "Uren van dit schooljaar per soort medewerker"
    return Grid(columns, rows, caption=caption, note=_LEFT_OVER, total=total)


def _budget_row(line: BudgetLine) -> tuple[str, ...]:
    name = line.name if line.is_sum else f"{line.name} ({WorkerType(line.name).label})"
    return (name, *(show_hours(each) for each in (line.available, line.agreed, line.left)))


def _schools(year: YearHours) -> Grid:
    narrow = 52.0
    heads = (
        "Leerlingen",
        *(worker.value for worker in WorkerType),
        "Afgesproken",
        "Gerealiseerd",
        PER_HUNDRED,
    )
    columns = [
        Column("School", WIDTH - len(heads) * narrow),
        *(Column(head, narrow, "right") for head in heads),
    ]
    *lines, together = school_lines(year.schools)
    return Grid(
        columns,
        [_school_row(line) for line in lines],
        caption="Uren per school",
        note=_NO_NORM,
        total=_school_row(together),
    )


def _school_row(line: SchoolLine) -> tuple[str, ...]:
    return (
        line.name,
        NOTHING if line.pupil_count is None else format_decimal(Decimal(line.pupil_count), 0),
        *(show_hours(line.agreed_of[worker]) for worker in WorkerType),
        show_hours(line.hours.agreed),
        show_hours(line.hours.realised),
        NOTHING if line.per_hundred is None else format_decimal(line.per_hundred, 1),
    )


def _tables(totals: tuple[HoursTotal, ...]) -> list[Block]:
    *lines, together = year_lines(totals)
    heads = ("Afgesproken", "Gepland", "Gerealiseerd", "Verschil", "Gerealiseerd in %")
    columns = [
        Column("Inzet", WIDTH - (len(heads) - 1) * _FIGURE - _LAST),
        *(Column(head, _FIGURE, "right") for head in heads[:-1]),
        Column(heads[-1], _LAST, "right"),
    ]
    kinds = [
        Column("Gerealiseerd voor", WIDTH - (len(HourKind) + 1) * _FIGURE),
        *(Column(kind.value.capitalize(), _FIGURE, "right") for kind in HourKind),
        Column(TOGETHER, _FIGURE, "right"),
    ]
    return [
        Grid(columns, [_hours_row(line) for line in lines], caption="Uren in dit schooljaar",
             total=_hours_row(together)),
        Grid(kinds, [_kind_row(line) for line in lines], caption="Waarvoor de uren waren",
             total=_kind_row(together)),
    ]  # fmt: skip


def _hours_row(line: HoursLine) -> tuple[str, ...]:
    figures = (line.agreed, line.planned, line.realised, line.difference)
    return (line.name, *(show_hours(each) for each in figures), show_percentage(line.percentage))


def _kind_row(line: HoursLine) -> tuple[str, ...]:
    figures = (line.by_kind.get(kind, Decimal(0)) for kind in HourKind)
    return (line.name, *(show_hours(each) for each in figures), show_hours(line.realised))
