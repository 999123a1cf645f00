"""Leerlingen ophalen: choose a file, look at it, fetch, and undo. Nothing is written before "Ophalen"."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotValid, UnreadableImport, WorldError
from jeugdhulp_desktop.domain.rosters import RosterError, RosterKind
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.imports import ImportSource, ImportSummary, UndoReport
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.imports.asking import may_practise, sure_of_many, sure_to_undo
from jeugdhulp_desktop.ui.imports.file_step import FileStep
from jeugdhulp_desktop.ui.imports.jobs import (
    Preview,
    Read,
    Wanted,
    fetching,
    last_import,
    preview_of,
    reading,
)
from jeugdhulp_desktop.ui.imports.mapping_step import MappingStep
from jeugdhulp_desktop.ui.imports.parts import Foot, StepLine, Wait
from jeugdhulp_desktop.ui.imports.preview_step import NEW_SCHOOL, PreviewStep, remarks_of
from jeugdhulp_desktop.ui.imports.result_step import ResultStep
from jeugdhulp_desktop.ui.imports.words import file_sentence, mapping_sentence, pupils_words
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.problem_sentences import sentence
from jeugdhulp_desktop.ui.tasks import Cancelled, Task
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.messages import Act, Message, MessageArea

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

FILE, COLUMNS, CHECK, DONE, BUSY = range(5)
STEPS = ("Bestand", "Kolommen", "Nakijken", "Klaar")
KINDS = "Leerlinglijst (*.xml *.csv *.xlsx *.txt);;Alle bestanden (*)"
_FORMATS = {RosterKind.EDEXML: "EDEXML", RosterKind.CSV: "csv", RosterKind.XLSX: "Excel"}


class ImportsPage(Page):
    """The four steps of an import."""

    title = "Leerlingen ophalen"
    help_topic = "leerlingen-ophalen"
    watches = frozenset({Change.PUPILS, Change.SCHOOLS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._path: Path | None = None
        self._source: ImportSource | None = None
        self._school: object = None  # chosen for this file: an id or NEW_SCHOOL
        self._task: Task | None = None
        self._before = FILE  # where a stopped job goes back to
        self._practice = False
        self.setAcceptDrops(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 18, 24, 16)
        whole.setSpacing(12)
        self.header = PageHeader("Leerlingen ophalen", "Uit de leerlingadministratie van de school")
        whole.addWidget(self.header)
        self.steps = StepLine(STEPS)
        whole.addWidget(self.steps)
        self.messages = MessageArea()
        whole.addWidget(self.messages)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack, 1)
        self._make_steps()
        self.foot = Foot()
        self.foot.previous.clicked.connect(lambda _checked=False: self.back())
        self.foot.next.clicked.connect(lambda _checked=False: self.finish())
        whole.addWidget(self.foot)
        self._go(FILE)

    def _make_steps(self) -> None:
        self.file = FileStep()
        self.file.choose_asked.connect(self.choose)
        self.file.undo_asked.connect(self.ask_undo)
        self.columns = MappingStep(self.context.privacy)
        self.columns.changed.connect(self._check_columns)
        self.columns.sheet_chosen.connect(lambda sheet: self._start(self._path, sheet=sheet))
        self.check = PreviewStep(self.context.privacy)
        self.check.school_chosen.connect(self._choose_school)
        self.check.changed.connect(self._write_foot)
        self.result = ResultStep(self.context.privacy)
        self.result.undo_asked.connect(self.ask_undo)
        self.result.cases_asked.connect(lambda: self.open_page.emit("cases", None))
        self.result.school_asked.connect(lambda school: self.open_page.emit("relations", ("school", school)))
        self.result.again_asked.connect(self._begin_again)
        self.wait = Wait()
        self.wait.stopped.connect(self._stop)
        for step in (self.file, self.columns, self.check, self.result, self.wait):
            self.stack.addWidget(step)

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read_last()

    def open_at(self, argument: object) -> None:
        """A path reads that file at once."""
        if isinstance(argument, Path):
            self._start(argument)

    def refresh(self, changes: frozenset[object]) -> None:
        self._read_last()

    def _read_last(self) -> None:
        session = self.session
        if session is None:
            return

        today = self.context.today()
        self.run(
            lambda: last_import(session), lambda found: self.file.show_last(*found, today), latest="last"
        )

    def choose(self) -> None:
        """Ask for a file and read it."""
        path = dialogs.choose_file(self, "Leerlinglijst kiezen", KINDS, self._path and self._path.parent)
        if path is not None:
            self._start(path)

    def _start(
        self, path: Path | None, *, mapping: Mapping[str, str] | None = None, sheet: str | None = None
    ) -> None:
        """Read a file on the worker and see what it would do; nothing is kept."""
        session = self.session
        if session is None or path is None:
            return
        if mapping is None and sheet is None:
            self._path, self._school, self._practice = path, None, False
        job = reading(session, Wanted(path, mapping, sheet, self._school))
        self._wait("Bestand lezen", stoppable=True)
        self._task = self.run(job, self._found, self._not_read, self.wait.line.set)

    def _found(self, read: Read) -> None:
        self._task = None
        self._source = read.source
        self.messages.clear()
        if read.preview is None:
            self.columns.show_source(read.source)
            self._go(COLUMNS)
            self.columns.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._may_go_on(read.preview):
            if read.source.table is not None:
                self.columns.show_source(read.source)
            self._show_preview(read.preview)
        else:
            self._begin_again()

    def _may_go_on(self, preview: Preview) -> bool:
        """Asked once a file, also when its columns or its school are chosen anew."""
        self._practice = self._practice or may_practise(self, preview.plan)
        return self._practice

    def _not_read(self, error: WorldError) -> None:
        self._task = None
        self._go(self._before if self._before == COLUMNS else FILE)
        if isinstance(error, Cancelled):
            self._tell("Het lezen is gestopt. Er is niets veranderd.", "accent")
            return
        acts = (Act("Ander bestand kiezen", self.choose),) if isinstance(error, UnreadableImport) else ()
        self._tell(file_sentence(error), "bad", acts)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.wait.stopping()

    def _check_columns(self) -> None:
        """What the choice lacks, as the service sees it."""
        session, path, mapping, sheet = self.session, self._path, self.columns.mapping(), self._sheet()
        if session is None or path is None:
            return
        read = session.imports.read
        self.run(lambda: read(path, mapping=mapping, sheet=sheet), self._columns_read, self._columns_wrong,
                 latest="columns")  # fmt: skip

    def _columns_read(self, source: ImportSource) -> None:
        self._source = source
        self.messages.remove("file")
        self._write_foot()

    def _columns_wrong(self, error: WorldError) -> None:
        self._tell(file_sentence(error), "bad")

    def _sheet(self) -> str | None:
        table = self._source.table if self._source else None
        return table.sheet or None if table else None

    def _show_preview(self, preview: Preview) -> None:
        self.messages.clear()
        for remark in reversed(remarks_of(preview.plan)):
            same = remark.code == "same-file"
            acts = (Act("Overslaan", self._begin_again),) if same else ()
            tone = "accent" if same else "warn"
            self.messages.add(Message(sentence(remark), tone, acts=acts, key=remark.code))
        self.check.show_preview(preview, self._school)
        self._go(CHECK)
        self.check.take_focus()

    def _choose_school(self, school: object) -> None:
        """Another school: the plan is made anew, the file is not read again."""
        session, plan = self.session, self.check.plan()
        if session is None or plan is None:
            return
        self._school = school
        self.run(lambda: preview_of(session, plan.file, school), self._show_preview, latest="school")

    def _missing(self) -> str:
        """Why one cannot go on yet, or nothing."""
        if self._now == COLUMNS:
            problems = self._source.problems if self._source else ()
            return mapping_sentence(problems[0]) if problems else ""
        plan = self.check.effective()
        if plan is None:
            return "Kies eerst een bestand."
        if plan.school_id is None and self._school != NEW_SCHOOL:
            return "Kies eerst bij welke school deze lijst hoort."
        return "Er is niets te veranderen: alles staat al zo in de kluis." if plan.is_empty else ""

    def _write_foot(self) -> None:
        reason = self._missing() if self._now in (COLUMNS, CHECK) else ""
        self.foot.allow("Leerlingen ophalen" if self._now == CHECK else "Volgende", reason)

    def _facts(self) -> str:
        plan = self.check.plan()
        if self._now != CHECK or plan is None:
            return "Uit de leerlingadministratie van de school"
        year = f", schooljaar {plan.file.school.school_year}" if plan.file.school.school_year else ""
        return (
            f"{_FORMATS[plan.file.kind]}, {pupils_words(len(plan.file.rows))}{year}. Er is nog niets bewaard."
        )

    def fetch(self) -> None:
        """Carry the plan out; a list in which many are gone is asked about once more."""
        session, plan = self.session, self.check.plan()
        if session is None or plan is None or self._missing() or not self._sure():
            return
        job, errors = fetching(session, plan, self.check.answers), plan.file.errors
        self._wait("Back-up maken en leerlingen ophalen", stoppable=False)
        self.run(job, lambda done: self._fetched(*done, errors), self._not_fetched)

    def _sure(self) -> bool:
        plan = self.check.effective()
        return plan is not None and sure_of_many(self, plan)

    def _fetched(self, summary: ImportSummary, school: str, errors: tuple[RosterError, ...]) -> None:
        self.check.forget()
        self.messages.clear()
        self._source, self._school = None, None
        self.result.show_summary(summary, school, errors)
        self._go(DONE)
        self.result.cases.setFocus(Qt.FocusReason.OtherFocusReason)
        self.saved.emit()

    def _not_fetched(self, error: WorldError) -> None:
        self._go(CHECK)
        if isinstance(error, ChangedElsewhere):
            self._tell(
                "De kluis is intussen veranderd. De lijst is opnieuw vergeleken. Kijk hem nog eens na.",
                "warn",
            )
            self._choose_school(self._school)
        elif isinstance(error, NotValid) and error.problems:
            self._tell(sentence(error.problems[0]), "bad")
        else:
            self._tell(f"{file_sentence(error)} Er is niets opgehaald.", "bad")

    def ask_undo(self) -> None:
        """Take the last import back, after one question."""
        session = self.session
        if session is None:
            return
        if sure_to_undo(self):
            self._wait("Ongedaan maken", stoppable=False)
            self.run(session.imports.undo_last, self._undone, self._not_undone)

    def _undone(self, report: UndoReport) -> None:
        self.messages.clear()
        self.result.show_undone(report)
        self._go(DONE)
        self.result.again.setFocus(Qt.FocusReason.OtherFocusReason)
        self.saved.emit()

    def _not_undone(self, error: WorldError) -> None:
        self._go(FILE)
        self._tell(file_sentence(error), "bad")
        self._read_last()

    def _go(self, step: int) -> None:
        self._now = step
        self.stack.setCurrentIndex(step)
        self.foot.setVisible(step in (COLUMNS, CHECK))
        if step != BUSY:
            self._before = step
            self.steps.set_now(step, finished=step == DONE)
        self.header.set_facts(self._facts())
        self._write_foot()

    def _wait(self, words: str, *, stoppable: bool) -> None:
        self.wait.begin(words, stoppable=stoppable)
        self._go(BUSY)

    def _tell(self, text: str, tone: str, acts: tuple[Act, ...] = ()) -> None:
        self.messages.add(Message(text, tone, acts=acts, key="file"))

    def _begin_again(self) -> None:
        self.check.forget()
        self.messages.clear()
        self._source, self._school = None, None
        self._go(FILE)
        self.take_focus()

    def back(self) -> None:
        """Esc and Vorige: a step back; a file that is being read is stopped."""
        if self._now == BUSY:
            self._stop()
        elif self._now == CHECK and self._source is not None and self._source.table is not None:
            self.messages.clear()
            self._go(COLUMNS)
            self.columns.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._now != FILE:
            self._begin_again()

    def finish(self) -> None:
        """Ctrl+Enter and the filled button: the next step."""
        if self._now == FILE:
            self.choose()
        elif self._now == COLUMNS and not self._missing():
            self._start(self._path, mapping=self.columns.mapping(), sheet=self._sheet())
        elif self._now == CHECK:
            self.fetch()

    def new_item(self) -> None:
        if self._now != BUSY:
            self.choose()

    def undo(self) -> None:
        if self._now == DONE and not self.result.undo.isHidden():
            self.ask_undo()

    def focus_search(self) -> None:
        if self._now == CHECK:
            self.check.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_problem(self, step: int) -> None:
        if self._now == CHECK:
            self.check.show_errors()

    def panes(self) -> list[QWidget]:
        panes = {
            COLUMNS: [self.columns.panel, self.foot],
            CHECK: [self.check.tabs, self.check.table, self.check.question_box, self.foot],
        }
        front = self.stack.currentWidget()
        return [each for each in panes.get(self._now, [front] if front else []) if not each.isHidden()]

    def take_focus(self) -> None:
        if self._now == FILE:
            self.file.choose.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().take_focus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._now != BUSY and _dropped(event) is not None:
            self.file.zone.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.file.zone.set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.file.zone.set_over(False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self._start(path)


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that hangs over the page, or none."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
