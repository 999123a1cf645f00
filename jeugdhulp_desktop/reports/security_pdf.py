"""How safe the vault is, on paper: for the data protection officer of the school. It names no pupil."""

from dataclasses import dataclass
from datetime import date

from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.reports.design import ACCENT, COVER, H1, H2, KIND, LEAD, SUBTITLE, UNIT, WIDTH
from jeugdhulp_desktop.reports.flowables import Block, Heading, Rule, Space, Text
from jeugdhulp_desktop.reports.grids import Column, Grid
from jeugdhulp_desktop.reports.paper import Paper, printed
from jeugdhulp_desktop.reports.prose import items

TITLE = "Beveiliging van deze kluis"
_SUBJECT, _VERDICT = 104.0, 60.0


@dataclass(frozen=True)
class SheetLine:
    """A subject, its verdict in a word, how it stands, and the technical side of it."""

    title: str
    word: str
    text: str
    technical: str = ""


@dataclass(frozen=True)
class SecuritySheet:
    """Everything on the page."""

    vault_name: str
    user: str
    today: date
    program: str  # "Jeugdhulp Desktop 0.1.0"
    verdict: str
    lines: tuple[SheetLine, ...]
    limits: tuple[str, ...]


def render(sheet: SecuritySheet) -> bytes:
    """The sheet as a tagged PDF; the same sheet gives the same bytes."""
    paper = Paper(
        title=f"{TITLE} {long_date(sheet.today)}",
        subject=TITLE,
        head_left=TITLE,
        head_right=long_date(sheet.today),
        foot_left=sheet.program,
    )
    return printed(paper, _story(sheet))


def _story(sheet: SecuritySheet) -> list[Block]:
    made = f"{long_date(sheet.today)}, {sheet.user}" if sheet.user else long_date(sheet.today)
    columns = [
        Column("Onderwerp", _SUBJECT),
        Column("Oordeel", _VERDICT),
        Column("Hoe het ervoor staat", WIDTH - _SUBJECT - _VERDICT),
    ]
    rows = [(line.title, line.word, f"{line.text} {line.technical}".strip()) for line in sheet.lines]
    return [
        Rule(COVER, ACCENT, after=2 * UNIT),
        Text(sheet.vault_name, KIND),
        Heading("", TITLE, "security", H1, 1),
        Text(made, SUBTITLE),
        Space(UNIT),
        Text(sheet.verdict, LEAD),
        Space(UNIT),
        Grid(columns, rows, caption="Wat de kluis beschermt"),
        Heading("", "Waar het programma niet tegen beschermt", "limits", H2, 2),
        *items(sheet.limits, indent=0.0),
    ]
