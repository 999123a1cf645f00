"""The columns of the list: one line per school of the chosen year."""

from collections.abc import Callable
from datetime import date

from jeugdhulp_desktop.domain.agreements import AgreementLine, AgreementStatus
from jeugdhulp_desktop.domain.text import format_hours
from jeugdhulp_desktop.ui.agreements.looks import status_pill
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column


def _signed_cell(line: AgreementLine) -> Cell:
    if line.status is None or line.status in (AgreementStatus.CONCEPT, AgreementStatus.DISCUSSION):
        return Cell("–", tone="text2")
    if not line.unsigned or line.status is not AgreementStatus.SIGNING:
        return Cell("Iedereen heeft getekend", tone="text2")
    return Cell(", ".join(line.unsigned), icon="pencil-outline", tone="warn")


def columns(today: Callable[[], date]) -> tuple[Column[AgreementLine], ...]:
    """The columns; what follows from a signature is told for today."""
    return (
        Column("school", "School", lambda line: Cell(line.school_name, bold=True), stretch=3, width=220),
        Column("status", "Status", lambda line: status_pill(line.status, line.derived(today())), width=220),
        Column("number", "Versie", lambda line: str(line.number) if line.id else "", width=70, hide_first=3),
        Column(
            "hours",
            "Uur per week",
            lambda line: format_hours(line.hours_per_week) if line.id else "",
            width=130,
            right=True,
            hide_first=1,
        ),
        Column(
            "themes",
            "Thema’s",
            lambda line: str(line.themes) if line.id else "",
            width=90,
            right=True,
            hide_first=2,
        ),
        Column("unsigned", "Nog te tekenen", _signed_cell, stretch=2, width=200, hide_first=4),
    )
