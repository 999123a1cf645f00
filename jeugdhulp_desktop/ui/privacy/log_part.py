"""Logboek: who did what in this vault and when, and where the technical log of the program stands."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop import log, paths
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import clock_time, short_date
from jeugdhulp_desktop.services.audit_log import LogFilter, LogLine
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui.dialogs import run_form
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.audit_words import (
    actions_of,
    group_choices,
    record_words,
    what_words,
    who_words,
)
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.privacy.technical_log import TechnicalLogDialog
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.lines import PAGE, Cell, Column, PagedLinesModel
from jeugdhulp_desktop.ui.widgets.messages import EmptyState
from jeugdhulp_desktop.ui.widgets.panel import Panel
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

_PERIODS = (
    ("today", "Vandaag"),
    ("week", "Afgelopen 7 dagen"),
    ("month", "Afgelopen 30 dagen"),
    ("year", "Dit schooljaar"),
)
_DAYS = {"today": 0, "week": 6, "month": 29}
_EMPTY_TEXT = "Kies een andere periode of soort, of wis de filters."
_TECHNICAL = (
    "Gaat er iets mis, dan schrijft het programma op wat voor fout het was en op welke plek. Dat staat los "
    "van de kluis. Er staan geen namen en geen teksten in."
)


class LogPart(Part):
    """The lines of the log, newest first, filtered by period, kind and person."""

    help_topic = "logboek"
    watches = frozenset(Change)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._people: list[str] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        self.filters = FilterBar()
        self.filters.add_filter("period", "Periode", _PERIODS)
        self.filters.add_filter("group", "Soort", group_choices())
        self.filters.add_filter("who", "Wie")
        self.filters.changed.connect(lambda _words, _active: self._read())
        whole.addWidget(self.filters)
        self.model: PagedLinesModel[LogLine] = PagedLinesModel(_columns(), self._fetch)
        empty = EmptyState("history", "Niets gevonden", _EMPTY_TEXT, [])
        self.table = LinesTable(self.model, "Logboek van de kluis", hints=False, empty=empty)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._technical())

    def _technical(self) -> Panel:
        panel = Panel(margin=12, spacing=6)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(TextBlock(_TECHNICAL, "caption", "text2"), 1)
        self.technical = Button("Technisch logboek bekijken", "text-box-outline")
        self.technical.clicked.connect(self.show_technical)
        row.addWidget(self.technical)
        panel.body.addLayout(row)
        return panel

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()

    def shown(self) -> None:
        self._read()

    def panes(self) -> list[QWidget]:
        return [self.filters, self.table, self.technical]

    def show_technical(self) -> None:
        """Read the log on the worker, then show all of it."""
        folder = paths.log_folder()
        self.run(lambda: log.read_log(folder), lambda text: run_form(TechnicalLogDialog(self, folder, text)))

    def wanted(self) -> LogFilter:
        """What the filters ask for."""
        active = self.filters.active()
        group = active.get("group")
        return LogFilter(
            first=_first_day(active.get("period"), self.context.today()),
            actions=actions_of(group) if group else None,
            who=active.get("who"),
        )

    def _read(self) -> None:
        if self.session is None:
            return
        audit, wanted = self.session.audit, self.wanted()

        def job() -> tuple[list[int], list[LogLine], list[str]]:
            ids = audit.find(wanted)
            return ids, audit.lines(ids[:PAGE]), audit.people()

        self.run(job, self._loaded, latest="log")

    def _loaded(self, found: tuple[list[int], list[LogLine], list[str]]) -> None:
        ids, first, people = found
        if people != self._people:
            self._people = people
            self.filters.filters["who"].set_choices([(name, name) for name in people])
        self.model.set_ids(ids, first)
        self.table.set_count(f"{len(ids)} {'regel' if len(ids) == 1 else 'regels'}")

    def _fetch(self, ids: tuple[int, ...], deliver: Any) -> None:
        if self.session is not None:
            audit = self.session.audit
            self.run(lambda: audit.lines(ids), deliver)


def _columns() -> list[Column[LogLine]]:
    def when(line: LogLine) -> Cell:
        return Cell(f"{short_date(line.at.date())} {line.at.year}, {clock_time(line.at)}", bold=True)

    def what(line: LogLine) -> Cell:
        jumped = line.action == "clock-jump"
        return Cell(
            what_words(line), icon="alert-outline" if jumped else "", tone="warn" if jumped else "text"
        )

    return [
        Column("when", "Wanneer", when, width=190),
        Column("what", "Wat", what, width=240, stretch=1),
        Column("record", "Waarover", record_words, width=180, hide_first=2),
        Column("who", "Wie", who_words, width=150, hide_first=1),
    ]


def _first_day(period: str | None, today: date) -> date | None:
    if period == "year":
        return SchoolYear.of(today).start
    return today - timedelta(days=_DAYS[period]) if period in _DAYS else None
