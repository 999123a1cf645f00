"""The list of actions on paper, for a meeting or a desk. It says on each page whether it names pupils."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from jeugdhulp_desktop.domain.actions import ActionFilterKind, ActionLine, is_overdue
from jeugdhulp_desktop.domain.text import initials, initials_in, long_date, short_date
from jeugdhulp_desktop.reports.design import ACCENT, COVER, H1, KIND, LEAD, SUBTITLE, UNIT, WIDTH
from jeugdhulp_desktop.reports.flowables import Block, Heading, Rule, Space, Text
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.paper import Paper, printed

_TITLES = {
    ActionFilterKind.MINE: "Mijn acties",
    ActionFilterKind.OPEN: "Open acties",
    ActionFilterKind.OVERDUE: "Acties die te laat zijn",
    ActionFilterKind.DONE: "Acties die klaar zijn",
}
_DATE, _WHAT, _WHO = 74.0, 190.0, 96.0
_WITH_NAMES = "Vertrouwelijk: met namen van leerlingen"
_WITHOUT_NAMES = "Leerlingen staan hier met initialen"


@dataclass(frozen=True)
class ActionList:
    """Everything on the page; ``for_initials`` shows pupils as initials (F53)."""

    lines: tuple[ActionLine, ...]
    kind: ActionFilterKind
    today: date
    user: str
    for_initials: bool


def render(actions: ActionList) -> bytes:
    """The list as a tagged PDF. Title and subject name nobody (F52)."""
    title = _TITLES[actions.kind]
    paper = Paper(
        title=f"Actielijst {long_date(actions.today)}",
        subject=title,
        head_left=title,
        head_right=long_date(actions.today),
        foot_left=_WITHOUT_NAMES if actions.for_initials else _WITH_NAMES,
    )
    return printed(paper, _story(actions, title))


def _story(actions: ActionList, title: str) -> list[Block]:
    made = f"{long_date(actions.today)}, {actions.user}" if actions.user else long_date(actions.today)
    blocks: list[Block] = [
        Rule(COVER, ACCENT, after=2 * UNIT),
        Text("Actielijst", KIND),
        Heading("", title, "actions", H1, 1),
        Text(made, SUBTITLE),
        Space(2 * UNIT),
    ]
    if not actions.lines:
        return [*blocks, Text("Er zijn geen acties.", LEAD)]
    if actions.kind is ActionFilterKind.DONE:
        return [*blocks, _table(actions, list(actions.lines), "Klaar")]
    for late, lines in groupby(actions.lines, lambda line: is_overdue(line, actions.today)):
        blocks.append(_table(actions, list(lines), "Te laat" if late else "Nog te doen"))
    return blocks


def _table(actions: ActionList, lines: list[ActionLine], caption: str) -> Grid:
    columns = [
        Column("Wanneer", _DATE),
        Column("Wat", _WHAT),
        Column("Wie", _WHO),
        Column("Waarover", WIDTH - _DATE - _WHAT - _WHO),
    ]
    rows = [(_when(line), _what(line, actions), line.who, _about(line, actions)) for line in lines]
    return Grid(columns, rows, caption=f"{caption} ({len(lines)})")


def _when(line: ActionLine) -> str:
    day = line.done_on or line.due_on
    return f"{short_date(day)} {day.year}" if day else "geen datum"


def _what(line: ActionLine, actions: ActionList) -> str:
    """What was typed; the pupil's own name in it goes the same way as beside it."""
    hidden = actions.for_initials and line.case_id is not None
    return initials_in(line.what, line.about) if hidden else line.what


def _about(line: ActionLine, actions: ActionList) -> str:
    if line.case_id is None:
        return line.about or NOTHING
    name = initials(line.about) if actions.for_initials else line.about
    return f"{name} ({line.case_number})" if name else line.case_number
