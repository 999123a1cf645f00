"""Rapporten: every agreement of the year, how its pdf stands in the report folder, and the page itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.documents import DocumentState, PaperKey, PaperKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui.documents.bars import Choices, report_messages
from jeugdhulp_desktop.ui.documents.folder_work import FolderWork
from jeugdhulp_desktop.ui.documents.lookup_dialog import look_up
from jeugdhulp_desktop.ui.documents.paper import PaperPane
from jeugdhulp_desktop.ui.documents.paper_list import PaperList
from jeugdhulp_desktop.ui.documents.print_job import PrintJob
from jeugdhulp_desktop.ui.documents.report_lines import (
    ReportLine,
    Reports,
    folder_words,
    load_reports,
)
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

NARROW = 1200  # logical pixels of the window: below this the preview opens over the list


class DocumentsPage(Page):
    """The list at the left, the pdf of the chosen agreement at the right."""

    title = "Rapporten"
    help_topic = "rapporten"
    watches = frozenset({Change.DOCUMENTS, Change.AGREEMENTS, Change.SCHOOLS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._found = Reports((), Path(), folder_there=True)
        self._told: list[Message] = []
        self._over = False
        self.print_job = PrintJob(self)
        self.work = FolderWork(self)
        self.work.done.connect(self._read)
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
        self.work.chosen.connect(self.table.take_focus)
        self._arrange()

    def _make_head(self) -> QWidget:
        self.header = PageHeader("Rapporten")
        self.header.facts.setMinimumWidth(theme().px(60))
        self.other_folder = Button("Andere map", kind="link", tip="Kies waar de rapporten komen te staan")
        self.other_folder.clicked.connect(lambda _checked=False: self.choose_folder())
        self.header.add_fact_action(self.other_folder)
        self.open_folder = Button("Map openen", "folder-open-outline")
        self.open_folder.clicked.connect(lambda _checked=False: self.work.open_folder(self._found.folder))
        self.make = Button("Maak rapporten", "refresh", "filled")
        self.make.clicked.connect(lambda _checked=False: self.bring_up_to_date())
        self.make.hide()
        self.print_all = Button("Afdrukken", "printer-outline", tip="De gekozen papieren als één opdracht")
        self.print_all.clicked.connect(lambda _checked=False: self.print_chosen())
        self.print_all.hide()
        self.header.add_action(self.open_folder)
        self.header.add_action(self.print_all)
        self.header.add_action(self.make)
        return self.header

    def _make_list(self) -> QWidget:
        self.left = PaperList(self.context)
        self.filters, self.model = self.left.filters, self.left.model
        self.table, self.bars, self.lookup = self.left.table, self.left.bars, self.left.lookup
        self.nothing = self.left.nothing
        self.left.lookup_asked.connect(self.look_up)
        self.left.schools_asked.connect(lambda: self.open_page.emit("relations", None))
        self.left.chosen_changed.connect(self._selection_changed)
        self.table.selected.connect(lambda _line: self._read_preview())
        self.table.opened.connect(self._open_line)
        return self.left

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
        for each in (self.paper, self.print_job, self.work):
            each.open_with(session)
        self._read()

    def open_at(self, argument: object) -> None:
        """A paper, or the id of an agreement: its line is chosen, its page stands beside or over the list."""
        if isinstance(argument, int) and not isinstance(argument, bool):
            argument = PaperKey(PaperKind.AGREEMENT, argument)
        if isinstance(argument, PaperKey):
            self.left.wanted = argument
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
        self._write_make()
        self._write_facts()
        self.left.show_reports(found)
        self._show_bars()
        self._read_preview()

    def _write_facts(self) -> None:
        folder = folder_words(self._found.folder, Path.home())
        text = f"Elk papier als pdf, in {folder}"
        facts, margins = self.header.facts, self.contentsRect().width() - 48
        buttons = (self.other_folder, self.open_folder, self.print_all, self.make)
        beside = [each for each in buttons if not each.isHidden()]
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

    def _show_bars(self) -> None:
        work = self.work
        choices = Choices(
            work.keep_copy, work.replace, self.bring_up_to_date, self.choose_folder,
            work.open_conflicted, work.keep_conflicted, work.remove_conflicted,
        )  # fmt: skip
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
        line, wanted = self.table.current(), self.left.wanted
        if wanted is None and line is not None:
            wanted = line.paper
        if wanted is None:
            self.paper.show_nothing(line.school_name if line is not None else "")
            self._arrange()
            return
        known = next((each for each in self._found.lines if each.paper == wanted), None)
        self.paper.show_paper(wanted, known)

    def _paper_came(self, key: PaperKey | None) -> None:
        asked = self.left.wanted is not None and key == self.left.wanted
        if asked or key is None:
            self.left.wanted = None
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

    # --- the folder, the printer, the register ---

    def bring_up_to_date(self) -> None:
        """Write what is missing or out of date."""
        self.work.bring_up_to_date()

    def choose_folder(self) -> None:
        """Another report folder for this vault on this laptop."""
        self.work.choose_folder(self._found.folder)

    def print_chosen(self) -> None:
        """All chosen papers as one print job."""
        self.print_job.start(self.left.chosen_papers())

    def look_up(self) -> None:
        """Which paper is this? Its line is chosen when it is asked for."""
        session = self.session
        found = look_up(self, session) if session is not None else None
        if found is not None:
            self.open_at(found)

    def _selection_changed(self) -> None:
        count = len(self.left.chosen_papers())
        self.print_all.setText(f"Afdrukken ({count})")
        self.print_all.setVisible(count > 1)
        self._write_facts()

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
        if len(self.left.chosen_papers()) > 1:
            self.print_chosen()
        else:
            self.preview.print_document()

    def focus_search(self) -> None:
        self.left.focus_search()

    def next_problem(self, step: int) -> None:
        """F8: the next line that is not up to date."""
        self.left.next_problem(step)

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
