"""The columns of the list of actions."""

from datetime import date

from jeugdhulp_desktop.domain.actions import ActionLine
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.ui.cases.looks import due_cell, private_text, table_date
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column


def action_columns(privacy: Privacy, today: date) -> tuple[Column[ActionLine], ...]:
    """What, who, when, and what it belongs to."""

    def what(line: ActionLine) -> Cell:
        text = private_text(line.what, privacy, line.about if line.case_id is not None else "")
        if line.done_on is not None:
            return Cell(text, icon="check-circle-outline", tone="text2")
        return Cell(text, icon="circle-outline")

    def when(line: ActionLine) -> Cell:
        if line.done_on is not None:
            return Cell(f"klaar op {table_date(line.done_on, today)}", tone="text2")
        return due_cell(line.due_on, today, none="Geen datum")

    def about(line: ActionLine) -> Cell:
        if line.case_id is None:
            return Cell(line.about or "–", tone="text" if line.about else "text2")
        return Cell(privacy.name(line.about) or line.case_number)

    def who(line: ActionLine) -> str:
        return line.who[:1].upper() + line.who[1:]

    def number(line: ActionLine) -> str:
        return line.case_number or "–"

    return (
        Column("what", "Wat", what, width=340, stretch=4, sort=lambda line: fold(line.what)),
        Column("who", "Wie", who, width=150, stretch=2, sort=lambda line: fold(line.who)),
        Column("when", "Wanneer", when, width=164, sort=lambda line: line.done_on or line.due_on or date.max),
        Column("about", "Waarover", about, width=170, stretch=2, hide_first=1, sort=_about_key),
        Column("number", "Casus", number, width=110, hide_first=2, sort=lambda line: line.case_number),
    )  # fmt: skip


def _about_key(line: ActionLine) -> str:
    return fold(line.about)
