"""The columns of the list of Monitoring, and what tells its lines apart."""

from jeugdhulp_desktop.domain.checklists import Moment, RunLine, Scope
from jeugdhulp_desktop.ui.monitoring.looks import date_cell, line_moment, state_pill
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column

Key = tuple[Scope, int | None, int | None, Moment, int | None]


def line_key(line: RunLine) -> Key:
    """What tells lines apart, also those that were not begun."""
    return line.scope, line.case_id, line.agreement_id, line.moment, line.id


def columns(context: PageContext) -> tuple[Column[RunLine], ...]:
    """Over wie, lijst, peilmoment, staat, datum."""
    today, name = context.today, context.privacy.name

    def about(line: RunLine) -> Cell:
        shown = name(line.about) if line.scope is Scope.CASE else line.about
        return Cell(shown, second=line.detail, bold=True)

    return (
        Column("about", "Over wie", about, stretch=3, width=240),
        Column("template", "Lijst", lambda line: line.template_title, stretch=2, width=210, hide_first=2),
        Column("moment", "Peilmoment", line_moment, width=160, hide_first=1),
        Column("state", "Staat", lambda line: state_pill(line, today()), width=170),
        Column("day", "Datum", lambda line: date_cell(line, today()), width=150),
    )
