"""Rapporten: every agreement of the year, how its pdf stands in the report folder, and the page itself."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.documents import DocumentState, PaperKey, PaperKind, SyncResult, Written
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.documents.bars import Choices, report_messages
from jeugdhulp_desktop.ui.documents.paper import PaperPane
from jeugdhulp_desktop.ui.documents.report_lines import (
    PILLS,
    ReportLine,
    Reports,
    folder_words,
    load_reports,
    report_columns,
)
from jeugdhulp_desktop.ui.outside import open_outside
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.lines import LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, Message, MessageArea
from jeugdhulp_desktop.ui.widgets.row_delegate import HEAD, ROW_OF_TWO
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

NARROW = 1200  # logical pixels of the window: below this the preview opens over the list
FOOT = 34


class DocumentsPage(Page):
    """The list at the left, the pdf of the chosen agreement at the right."""

    title = "Rapporten"
    help_topic = "rapporten"
    watches = frozenset({Change.DOCUMENTS, Change.AGREEMENTS, Change.SCHOOLS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._found = Reports((), Path(), folder_there=True)
        self._told: list[Message] = []
        self._wanted: PaperKey | None = None
        self._over = False
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(14)
        column.addWidget(self._make_head())
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(16)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._make_list())
        self.splitter.addWidget(self._make_paper())
        self.splitter.setStretchFactor(0, 54)
        self.splitter.setStretchFactor(1, 46)
        self.splitter.setSizes([586, 500])
        column.addWidget(self.splitter, 1)
        self._arrange()

    def _make_head(self) -> QWidget:
        self.header = PageHeader("Rapporten")
        self.header.facts.setMinimumWidth(theme().px(60))
        self.other_folder = Button("Andere map", kind="link", tip="Kies waar de rapporten komen te staan")
        self.other_folder.clicked.connect(lambda _checked=False: self.choose_folder())
        self.header.add_fact_action(self.other_folder)
        self.open_folder = Button("Map openen", "folder-open-outline")
        self.open_folder.clicked.connect(lambda _checked=False: self._open_folder())
        self.make = Button("Maak rapporten", "refresh", "filled")
        self.make.clicked.connect(lambda _checked=False: self.bring_up_to_date())
        self.make.hide()
        self.header.add_action(self.open_folder)
        self.header.add_action(self.make)
        return self.header

    def _make_list(self) -> QWidget:
        self.left = box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.filters = FilterBar()
        self.filters.add_filter("state", "Staat", [(state, pill.text) for state, pill in PILLS.items()])
        self.filters.add_filter("school", "School").hide()
        self.filters.changed.connect(lambda _words, _active: self._show_lines())
        column.addWidget(self.filters)
        self.model: LinesModel[ReportLine] = LinesModel(
            report_columns(self.context.today), identity=lambda line: line.key, two_lines=True
        )
        self.nothing = EmptyState(
            "file-document-outline",
            "Nog geen scholen",
            "Zet eerst de school op de Sociale kaart. Daarna maak je de afspraak, en de pdf komt vanzelf.",
            [Act("Scholen bekijken", lambda: self.open_page.emit("relations", None), "school-outline")],
            filled=False,
        )
        self.table = LinesTable(self.model, "Rapporten", opens="voorbeeld", empty=self.nothing)
        self.table.selected.connect(lambda _line: self._read_preview())
        self.table.opened.connect(self._open_line)
        column.addWidget(self.table, 1)
        self.bars = MessageArea()
        column.addWidget(self.bars)
        column.addStretch(0)
        self._column = column
        return box

    def _make_paper(self) -> QWidget:
        self.paper = PaperPane(self)
        self.preview, self.begin = self.paper.preview, self.paper.begin
        self.paper.came.connect(self._paper_came)
        self.paper.make_asked.connect(self.bring_up_to_date)
        self.paper.begin_asked.connect(self._begin_agreement)
        self.paper.close_asked.connect(self.back)
        return self.paper

    # --- reading ---

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self.paper.open_with(session)
        self._read()

    def open_at(self, argument: object) -> None:
        """A paper, or the id of an agreement: its line is chosen, its page stands beside or over the list."""
        if isinstance(argument, int) and not isinstance(argument, bool):
            argument = PaperKey(PaperKind.AGREEMENT, argument)
        if isinstance(argument, PaperKey):
            self._wanted = argument
            self.filters.clear()
            self._read()

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()

    def school_year_changed(self, year: SchoolYear) -> None:
        self._over = False
        self._read()

    def _read(self) -> None:
        session, year = self.session, self.context.years.year
        if session is not None:
            self.run(lambda: load_reports(session, year), self._loaded, latest="lines")

    def _loaded(self, found: Reports) -> None:
        self._found = found
        schools = sorted({line.school_name for line in found.lines})
        self.filters.filters["school"].set_choices([(name, name) for name in schools])
        self.filters.filters["school"].setVisible(len(schools) > 1)
        self._write_make()
        self._write_facts()
        self._show_lines()
        self._show_bars()
        self._read_preview()

    def _write_facts(self) -> None:
        folder = folder_words(self._found.folder, Path.home())
        text = f"Eén pdf per schoolafspraak, in {folder}"
        facts, margins = self.header.facts, self.contentsRect().width() - 48
        beside = [each for each in (self.other_folder, self.open_folder, self.make) if not each.isHidden()]
        taken = sum(each.sizeHint().width() for each in beside) + 64
        room = max(theme().px(60), margins - taken)
        self.header.set_facts(facts.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        facts.setToolTip(str(self._found.folder))
        facts.setAccessibleName(text)

    def _write_make(self) -> None:
        stale = self._found.to_make
        again = any(line.state is DocumentState.OUTDATED for line in stale)
        what = "rapport" if len(stale) == 1 else "rapporten"
        self.make.setText(f"Maak {len(stale)} {what}{' opnieuw' if again else ''}")
        self.make.setVisible(bool(stale))

    def _show_lines(self) -> None:
        active = self.filters.active()
        state, school = active.get("state"), active.get("school")
        lines = self._found.lines
        shown = [line for line in lines if state in (None, line.state) and school in (None, line.school_name)]
        if lines:
            self.nothing.say("Niets gevonden", "Geen rapport past bij dit filter. Wis het filter.")
        self.model.set_lines(shown)
        self.table.set_count(f"{len(shown)} van {len(lines)} {'school' if len(lines) == 1 else 'scholen'}")
        if self._wanted is not None:
            self.table.select_id(self._wanted)
        elif self.table.current() is None and shown:
            self.table.select_row(0)
        self._fit_table()

    def _fit_table(self) -> None:
        """As high as its rows, so that the messages stand right under them."""
        px, rows = theme().px, self.model.rowCount()
        high = px(HEAD) + rows * px(ROW_OF_TWO) + px(FOOT) + 4 if rows else 16_777_215
        self.table.setMaximumHeight(high)
        least = px(HEAD) + min(rows, 1) * px(ROW_OF_TWO) + px(FOOT) + 4
        self.table.setMinimumHeight(least)
        self._column.setStretch(self._column.count() - 1, 1 if rows else 0)
        self._column.setStretch(1, 100)

    def _show_bars(self) -> None:
        choices = Choices(self._keep_copy, self._replace, self.bring_up_to_date, self.choose_folder)
        wanted = report_messages(self._found, self.context.today(), choices)
        told = [(each.key, each.title, each.text) for each in self._told]
        if told == [(each.key, each.title, each.text) for each in wanted]:
            return  # the same words are not told twice
        self._told = wanted
        self.bars.clear()
        for message in reversed(wanted):  # the newest stands on top
            self.bars.add(message)

    # --- the paper ---

    def _read_preview(self) -> None:
        line, wanted = self.table.current(), self._wanted
        if wanted is None and line is not None:
            wanted = line.paper
        if wanted is None:
            self.paper.show_nothing(line.school_name if line is not None else "")
            self._arrange()
            return
        known = next((each for each in self._found.lines if each.paper == wanted), None)
        self.paper.show_paper(wanted, known)

    def _paper_came(self, key: PaperKey | None) -> None:
        asked = self._wanted is not None and key == self._wanted
        if asked or key is None:
            self._wanted = None
        if asked:
            self._over = self.narrow()
        self._arrange()
        if asked:
            self.paper.take_focus()

    def _open_line(self, _line: ReportLine) -> None:
        """Enter: the paper takes the keyboard; on a narrow window it comes over the list."""
        self._over = self.narrow()
        self._arrange()
        self.paper.take_focus()

    def _begin_agreement(self) -> None:
        line = self.table.current()
        if line is not None:
            self.open_page.emit("agreements", ("school", line.school_id))

    # --- the folder ---

    def bring_up_to_date(self) -> None:
        """Write what is missing or out of date; stops between two documents when asked."""
        session, year = self.session, self.context.years.year
        if session is not None:
            sync = session.documents.sync
            self.run(lambda progress: sync(year=year, progress=progress), self._synced)

    def _synced(self, results: Sequence[SyncResult]) -> None:
        if any(each.outcome in (Written.WRITTEN, Written.KEPT_BOTH) for each in results):
            self.saved.emit()
        self._read()

    def _keep_copy(self, line: ReportLine) -> None:
        session, key = self.session, line.paper
        if session is not None and key is not None:
            self.run(lambda: session.documents.keep_copy(key), self._chosen)

    def _replace(self, line: ReportLine) -> None:
        session, key = self.session, line.paper
        text = (
            f"Wat iemand anders in de pdf van {line.school_name} veranderde, is dan weg. "
            "Dit kun je niet terugdraaien."
        )
        if session is None or key is None:
            return
        if dialogs.ask(self, "Bestand vervangen", text, ["Vervangen"], default=dialogs.CANCEL, danger=True):
            self.run(lambda: session.documents.replace_foreign(key), self._chosen)

    def _chosen(self, result: SyncResult) -> None:
        self._synced([result])
        self.table.take_focus()

    def choose_folder(self) -> None:
        """Another report folder for this vault on this laptop; the files in the old one stay."""
        session = self.session
        if session is None:
            return
        chosen = dialogs.choose_folder(self, "Map voor de rapporten kiezen", self._found.folder.parent)
        if chosen is not None and chosen != self._found.folder:
            self.run(lambda: session.documents.set_folder(chosen), partial(self._folder_set, chosen))

    def _folder_set(self, folder: Path, _none: object) -> None:
        if self.session is not None:
            self.context.laptop.keep_report_folder(self.session.vault_id, folder)
            self.bring_up_to_date()

    def _open_folder(self) -> None:
        folder = self._found.folder
        self.run(folder.is_dir, partial(self._show_folder, folder))

    def _show_folder(self, folder: Path, there: bool) -> None:
        if there and open_outside(folder):
            return
        text = (
            "Deze map kan hier niet worden geopend."
            if there
            else "De map is er nog niet. Hij wordt gemaakt bij het eerste rapport."
        )
        self.message.emit(Message(text, "warn", key="open"))

    # --- keys and room ---

    def narrow(self) -> bool:
        """Whether the preview stands over the list instead of beside it."""
        return self.window().width() < theme().px(NARROW)

    def _arrange(self) -> None:
        narrow = self.narrow()
        over = self._over = self._over and narrow
        self.left.setVisible(not over)
        self.paper.setVisible(over or not narrow)
        self.preview.set_over_list(over)

    def back(self) -> None:
        in_list = self.table.view.hasFocus()
        if self._over:
            self._over = False
            self._arrange()
        elif in_list:
            self.filters.clear()
        self.table.take_focus()

    def edit(self) -> None:
        line = self.table.current()
        if line is not None and line.agreement_id is not None:
            self.open_page.emit("agreements", line.agreement_id)

    def make_pdf(self) -> None:
        self.preview.print_document()

    def focus_search(self) -> None:
        buttons = self.filters.filters
        (buttons["school"] if buttons["school"].isVisible() else buttons["state"]).setFocus()

    def next_problem(self, step: int) -> None:
        """F8: the next line that is not up to date."""
        lines = self.model.lines()
        at = self.model.row_of(self.table.current_id())
        for ahead in range(1, len(lines) + 1):
            row = (at + step * ahead) % len(lines)
            if lines[row].state is not DocumentState.CURRENT:
                self.table.select_row(row)
                return

    def take_focus(self) -> None:
        if self._over:
            self.paper.take_focus()
        else:
            self.table.take_focus()

    def panes(self) -> list[QWidget]:
        return [self.header, self.table, self.bars, self.preview]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._write_facts()
