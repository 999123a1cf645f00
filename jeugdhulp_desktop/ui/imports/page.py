"""Leerlingen ophalen: choose a file, look at it, fetch, and undo. Nothing is written before "Ophalen"."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotValid, UnreadableImport, WorldError
from jeugdhulp_desktop.domain.rosters import RosterError, RosterKind
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.imports import ImportSource, ImportSummary, UndoReport
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.imports.asking import may_practise, sure_of_many, sure_to_undo
from jeugdhulp_desktop.ui.imports.frame import BUSY, CHECK, COLUMNS, DONE, FILE, ImportFrame
from jeugdhulp_desktop.ui.imports.jobs import (
    Preview,
    Read,
    Wanted,
    fetching,
    last_import,
    preview_of,
    reading,
)
from jeugdhulp_desktop.ui.imports.preview_step import NEW_SCHOOL, remarks_of
from jeugdhulp_desktop.ui.imports.words import file_sentence, mapping_sentence, pupils_words
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.problem_sentences import sentence
from jeugdhulp_desktop.ui.tasks import Cancelled
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

KINDS = "Leerlinglijst (*.xml *.csv *.xlsx *.txt);;Alle bestanden (*)"
OVERTAKEN = "De kluis is intussen veranderd. De lijst is opnieuw vergeleken. Kijk hem nog eens na."
_FORMATS = {RosterKind.EDEXML: "EDEXML", RosterKind.CSV: "csv", RosterKind.XLSX: "Excel"}


class ImportsPage(ImportFrame):
    """The four steps of an import."""

    title = "Leerlingen ophalen"
    help_topic = "leerlingen-ophalen"
    watches = frozenset({Change.PUPILS, Change.SCHOOLS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        self._path: Path | None = None
        self._source: ImportSource | None = None
        self._school: object = None  # chosen for this file: an id or NEW_SCHOOL
        self._practice = False  # a file in the practice vault was asked about
        super().__init__(context, parent)
        self._connect()

    def _connect(self) -> None:
        self.file.choose_asked.connect(self.choose)
        self.file.undo_asked.connect(self.ask_undo)
        self.columns.changed.connect(self._check_columns)
        self.columns.sheet_chosen.connect(lambda sheet: self._read(sheet=sheet))
        self.check.school_chosen.connect(self._choose_school)
        self.check.changed.connect(self.write_foot)
        self.result.undo_asked.connect(self.ask_undo)
        self.result.cases_asked.connect(lambda: self.open_page.emit("cases", None))
        self.result.school_asked.connect(lambda school: self.open_page.emit("relations", ("school", school)))
        self.result.again_asked.connect(self._begin_again)

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read_last()

    def open_at(self, argument: object) -> None:
        """A path reads that file at once."""
        if isinstance(argument, Path):
            self.start(argument)

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
            self.start(path)

    def start(self, path: Path) -> None:
        """Read a file and see what it would do; nothing is kept."""
        self._path, self._school, self._practice = path, None, False
        self._read()

    def _read(self, *, mapping: Mapping[str, str] | None = None, sheet: str | None = None) -> None:
        session, path = self.session, self._path
        if session is None or path is None:
            return
        job = reading(session, Wanted(path, mapping, sheet, self._school))
        task = self.run(job, self._found, self._not_read, self.wait.line.set)
        self.busy("Bestand lezen", task.cancel)

    def _found(self, read: Read) -> None:
        self._source = read.source
        self.messages.clear()
        if read.preview is None:
            self.columns.show_source(read.source)
            self.go(COLUMNS)
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
        if self.before == COLUMNS and self._source is not None:
            self.columns.show_source(self._source)  # also its sheet as it was
            self.go(COLUMNS)
        else:
            self.go(FILE)
        if isinstance(error, Cancelled):
            self.tell("Het lezen is gestopt. Er is niets veranderd.", "accent")
            return
        acts = (Act("Ander bestand kiezen", self.choose),) if isinstance(error, UnreadableImport) else ()
        self.tell(file_sentence(error), "bad", acts)

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
        self.write_foot()

    def _columns_wrong(self, error: WorldError) -> None:
        self.tell(file_sentence(error), "bad")

    def _sheet(self) -> str | None:
        table = self._source.table if self._source else None
        return table.sheet or None if table else None

    def _show_preview(self, preview: Preview, note: str = "") -> None:
        self.messages.clear()
        for remark in reversed(remarks_of(preview.plan)):
            same = remark.code == "same-file"
            acts = (Act("Overslaan", self._begin_again),) if same else ()
            tone = "accent" if same else "warn"
            self.messages.add(Message(sentence(remark), tone, acts=acts, key=remark.code))
        if note:
            self.tell(note, "warn")
        self.check.show_preview(preview, self._school)
        self.go(CHECK)
        if not self.check.school.hasFocus():  # with the arrows one goes past a school to the next
            self.check.take_focus()

    def _choose_school(self, school: object, note: str = "") -> None:
        """Another school: the plan is made anew, the file is not read again."""
        session, plan = self.session, self.check.plan()
        if session is None or plan is None:
            return
        self._school = school
        job = partial(preview_of, session, plan.file, school)
        self.run(job, lambda preview: self._show_preview(preview, note), latest="school")

    def missing(self) -> str:
        """Why one cannot go on yet, or nothing."""
        if self.now == COLUMNS:
            problems = self._source.problems if self._source else ()
            return mapping_sentence(problems[0]) if problems else ""
        plan = self.check.effective()
        if plan is None:
            return "Kies eerst een bestand."
        if plan.school_id is None and self._school != NEW_SCHOOL:
            return "Kies eerst bij welke school deze lijst hoort."
        return "Er is niets te veranderen: alles staat al zo in de kluis." if plan.is_empty else ""

    def facts(self) -> str:
        plan = self.check.plan() if self.now == CHECK else None
        if plan is None:
            return super().facts()
        year = f", schooljaar {plan.file.school.school_year}" if plan.file.school.school_year else ""
        return (
            f"{_FORMATS[plan.file.kind]}, {pupils_words(len(plan.file.rows))}{year}. Er is nog niets bewaard."
        )

    def fetch(self) -> None:
        """Carry the plan out; a list in which many are gone is asked about once more."""
        session, plan = self.session, self.check.plan()
        if session is None or plan is None or self.missing() or not self._sure():
            return
        job, errors = fetching(session, plan, self.check.answers), plan.file.errors
        self.busy("Back-up maken en leerlingen ophalen")
        self.run(job, lambda done: self._fetched(*done, errors), self._not_fetched)

    def _sure(self) -> bool:
        plan = self.check.effective()
        return plan is not None and sure_of_many(self, plan)

    def _fetched(self, summary: ImportSummary, school: str, errors: tuple[RosterError, ...]) -> None:
        self.check.forget()
        self.messages.clear()
        self._source, self._school = None, None
        self.result.show_summary(summary, school, errors)
        self.go(DONE)
        self.result.cases.setFocus(Qt.FocusReason.OtherFocusReason)
        self.saved.emit()

    def _not_fetched(self, error: WorldError) -> None:
        self.go(CHECK)
        if isinstance(error, ChangedElsewhere):
            self._choose_school(self._school, OVERTAKEN)
        elif isinstance(error, NotValid) and error.problems:
            self.tell(sentence(error.problems[0]), "bad")
        else:
            self.tell(f"{file_sentence(error)} Er is niets opgehaald.", "bad")

    def ask_undo(self) -> None:
        """Take the last import back, after one question."""
        session = self.session
        if session is None:
            return
        if sure_to_undo(self):
            self.busy("Ongedaan maken")
            self.run(session.imports.undo_last, self._undone, self._not_undone)

    def _undone(self, report: UndoReport) -> None:
        self.messages.clear()
        self.result.show_undone(report)
        self.go(DONE)
        self.result.again.setFocus(Qt.FocusReason.OtherFocusReason)
        self.saved.emit()

    def _not_undone(self, error: WorldError) -> None:
        self.go(FILE)
        self.tell(file_sentence(error), "bad")
        self._read_last()

    def _begin_again(self) -> None:
        self.check.forget()
        self.messages.clear()
        self._source, self._school = None, None
        self.go(FILE)
        self.take_focus()

    def back(self) -> None:
        """Esc and Vorige: a step back; a file that is being read is stopped."""
        if self.now == BUSY:
            self.wait.press_stop()
        elif self.now == CHECK and self._source is not None and self._source.table is not None:
            self.messages.clear()
            self.go(COLUMNS)
            self.columns.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.now != FILE:
            self._begin_again()

    def finish(self) -> None:
        """Ctrl+Enter and the filled button: the next step."""
        if self.now == FILE:
            self.choose()
        elif self.now == COLUMNS and not self.missing():
            self._read(mapping=self.columns.mapping(), sheet=self._sheet())
        elif self.now == CHECK:
            self.fetch()

    def new_item(self) -> None:
        if self.now != BUSY:
            self.choose()

    def undo(self) -> bool:
        own = self.now == DONE and not self.result.undo.isHidden()
        if own:
            self.ask_undo()
        return own
