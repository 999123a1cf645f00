"""P8, the vernietigingslijst: proof of what was erased, when and why, for a board or a privacy officer.

Case numbers and days only (domain.md 2.2): the paper names nobody, since that is what was erased.
"""

from dataclasses import dataclass
from datetime import date, datetime

from jeugdhulp_desktop.domain.erasures import ErasedRecord, ErasureKind
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.reports.design import ACCENT, COVER, H1, KIND, LEAD, SUBTITLE, UNIT, WIDTH
from jeugdhulp_desktop.reports.flowables import Block, Heading, Rule, Space, Text
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.paper import Paper, printed

TITLE = "Vernietigingslijst"
_WHEN, _WHAT, _MADE = 120.0, 130.0, 110.0
_FOOT = "Dit papier noemt geen leerlingen"


@dataclass(frozen=True)
class ErasureList:
    """Everything on the page; days are local."""

    lines: tuple[ErasedRecord, ...]  # the newest first
    today: date
    user: str


def render(erased: ErasureList) -> bytes:
    """The list as a tagged PDF."""
    paper = Paper(
        title=f"{TITLE} {long_date(erased.today)}",
        subject=TITLE,
        head_left=TITLE,
        head_right=long_date(erased.today),
        foot_left=_FOOT,
    )
    return printed(paper, _story(erased))


def _story(erased: ErasureList) -> list[Block]:
    made = ", ".join(filter(None, [long_date(erased.today), erased.user]))
    blocks: list[Block] = [
        Rule(COVER, ACCENT, after=2 * UNIT),
        Text("Bewijs van vernietiging", KIND),
        Heading("", TITLE, "erased", H1, 1),
        Text(made, SUBTITLE),
        Space(2 * UNIT),
    ]
    if not erased.lines:
        return [*blocks, Text("Er is nog niets gewist.", LEAD)]
    cases = sum(line.kind is ErasureKind.CASE for line in erased.lines)
    pupils = len(erased.lines) - cases
    counted = f"Gewist: {cases} {'casus' if cases == 1 else 'casussen'} en {pupils} " + (
        "leerling." if pupils == 1 else "leerlingen."
    )
    columns = [
        Column("Gewist op", _WHEN),
        Column("Wat", _WHAT),
        Column("Vastgelegd op", _MADE),
        Column("Reden", WIDTH - _WHEN - _WHAT - _MADE),
    ]
    rows = [
        (_day(line.erased_at), _what(line), _day(line.created_at), line.reason or NOTHING)
        for line in erased.lines
    ]
    return [*blocks, Text(counted, LEAD), Grid(columns, rows, caption=f"{TITLE} ({len(rows)})")]


def _what(line: ErasedRecord) -> str:
    return f"Casus {line.number}" if line.kind is ErasureKind.CASE else "Leerling van de lijst"


def _day(moment: datetime | None) -> str:
    return long_date(moment.astimezone().date()) if moment is not None else NOTHING
