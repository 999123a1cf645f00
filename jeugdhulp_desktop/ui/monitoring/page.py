"""Monitoring: what is due and what was done this year, and one list opened."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreements import AgreementLine
from jeugdhulp_desktop.domain.checklists import Run, RunLine, Scope
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import fold, long_date
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.case_choice import case_provider
from jeugdhulp_desktop.ui.monitoring.contents import RunContents
from jeugdhulp_desktop.ui.monitoring.list_columns import columns, line_key
from jeugdhulp_desktop.ui.monitoring.looks import RunState, state_of
from jeugdhulp_desktop.ui.monitoring.new_run import NewRun, NewRunDialog
from jeugdhulp_desktop.ui.monitoring.opening import Asked, open_run
from jeugdhulp_desktop.ui.monitoring.run_view import RunView
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.undoing import offer, then_newest
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.lines import LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, Message
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


class MonitoringPage(Page):
    """List and one opened run."""

    title = "Monitoring"
    help_topic = "monitoring"
    watches = frozenset(
        {
            Change.CHECKLISTS, Change.CASES, Change.AGREEMENTS, Change.PUPILS, Change.SCHOOLS, Change.ERASED,
        }
    )  # fmt: skip

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._lines: tuple[RunLine, ...] = ()
        self.view: RunView | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack)
        self.stack.addWidget(self._make_list())
        context.privacy.changed.connect(self.model.refresh_looks)

    def _make_list(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(14)
        self.header = PageHeader("Monitoring")
        new = Button("Nieuwe lijst", "plus", "filled", tip="Nieuwe lijst (Ctrl+N)")
        new.clicked.connect(lambda _checked=False: self.new_item())
        self.header.add_action(new)
        column.addWidget(self.header)
        self.filters = FilterBar("Naam of school")
        scopes = [(Scope.CASE, "Casus"), (Scope.AGREEMENT, "Schoolafspraak")]
        self.filters.add_filter("scope", "Soort", scopes)
        states = [(state, state.value.capitalize()) for state in RunState]
        self.filters.add_filter("state", "Staat", states)
        self.filters.changed.connect(lambda _words, _active: self._show())
        column.addWidget(self.filters)
        self.model: LinesModel[RunLine] = LinesModel(columns(self.context), identity=line_key, two_lines=True)
        self.empty = EmptyState(
            "clipboard-check-outline",
            "",
            "",
            [
                Act("Nieuwe lijst", self.new_item, "plus"),
                Act("Casussen bekijken", lambda: self.open_page.emit("cases", None)),
            ],
            filled=False,
        )
        self.table = LinesTable(self.model, "Lijsten", empty=self.empty)
        self.table.opened.connect(self._open_line)
        self.filters.search.moved_down.connect(self.table.take_focus)
        column.addWidget(self.table, 1)
        return box

    # --- the list ---

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def open_at(self, argument: object) -> None:
        """("case", id) and ("agreement", id) begin or continue a list, ("run", id) opens one."""
        match argument:
            case ("case", int(case_id)):
                self._open(Asked(case_id=case_id))
            case ("agreement", int(agreement_id)):
                self._open(Asked(agreement_id=agreement_id))
            case ("run", int(run_id)):
                self._open(Asked(run_id=run_id))
            case "new":
                self.new_item()

    def refresh(self, changes: frozenset[object]) -> None:
        session, viewing = self.session, self._viewing()
        if viewing is None:
            self._read()
        elif Change.ERASED in changes and session is not None and viewing.contents.run.id is not None:
            run_id = viewing.contents.run.id

            def gone(_error: WorldError) -> None:  # it went with its case: nothing is asked
                if self._viewing() is viewing:
                    self._to_list()

            self.run(lambda: session.checklists.load(run_id), lambda _run: None, gone)

    def undone(self, step: UndoStep) -> None:
        session, viewing, run_id = self.session, self._viewing(), step.record_id
        if session is not None and viewing is not None and step.subject == "checklist" and run_id is not None:
            asked = Asked(run_id=run_id)
            if viewing.contents.run.id == run_id:
                self.run(lambda: open_run(session, asked), self._show_run, lambda _gone: self._to_list())

    def school_year_changed(self, year: SchoolYear) -> None:
        self._read()

    def _read(self) -> None:
        if self.session is not None:
            lines, year = self.session.checklists.lines, self.context.years.year
            self.run(lambda: lines(year), self._loaded, latest="lines")

    def _loaded(self, lines: list[RunLine]) -> None:
        self._lines = tuple(lines)
        today = self.context.today()
        states = [state_of(line, today) for line in lines]
        words = [
            f"{states.count(state)} {state.value}"
            for state in (RunState.LATE, RunState.BUSY, RunState.PLANNED, RunState.DONE)
            if state in states
        ]
        year = self.context.years.year.code
        self.header.set_facts(", ".join(words) if words else f"Schooljaar {year}")
        self._show()

    def _show(self) -> None:
        active, today = self.filters.active(), self.context.today()
        words = fold(self.filters.search.text()).split()
        shown = [
            line
            for line in self._lines
            if active.get("scope") in (None, line.scope)
            and active.get("state") in (None, state_of(line, today))
            and all(word in fold(f"{line.about} {line.detail}") for word in words)
        ]
        if self._lines:
            self.empty.say("Niets gevonden", "Geen lijst past bij deze filters. Wis de filters.")
        else:
            text = "Een casus met een reviewdatum en een ondertekende afspraak komen hier vanzelf te staan."
            self.empty.say(f"Nog niets te doen in {self.context.years.year.code}", text)
        self.model.set_lines(shown)
        self.table.set_count(f"{len(shown)} van {len(self._lines)} lijsten")

    def _open_line(self, line: RunLine) -> None:
        self._open(Asked(line.id, line.case_id, line.agreement_id, line.moment))

    def new_item(self) -> None:
        session = self.session
        if session is None or not self._leave_view():
            return
        year = self.context.years.year
        self.run(lambda: session.agreements.lines(year), self._ask_new)

    def _ask_new(self, agreements: list[AgreementLine]) -> None:
        if self.session is None:
            return
        dialog = NewRunDialog(self, case_provider(self, self.session, self.context), agreements)
        if dialogs.run_form(dialog):
            chosen: NewRun = dialog.chosen()
            self._open(Asked(None, chosen.case_id, chosen.agreement_id, chosen.moment))
        dialog.deleteLater()

    # --- one run ---

    def _open(self, asked: Asked) -> None:
        session, viewing = self.session, self._viewing()
        if session is None:
            return
        if viewing is not None:
            if asked.run_id is not None and viewing.contents.run.id == asked.run_id:
                return  # opened twice: it stands in front already
            if not viewing.may_leave():
                return
            self._drop_empty(viewing)
        self.run(lambda: open_run(session, asked), self._show_run, self._gone)

    def _gone(self, error: WorldError) -> None:
        self.message.emit(Message(sentence(error), "warn", key="run"))
        self._read()

    def _show_run(self, contents: RunContents) -> None:
        if self.session is None:
            return
        self._drop_view()
        self.view = RunView(self, self.session, contents)
        self.view.left.connect(self.back)
        self.view.finished.connect(self._finished)
        self.view.run_asked.connect(lambda run_id: self._open(Asked(run_id=run_id)))
        self.view.reload_asked.connect(self._reload)
        self.view.delete_asked.connect(self._delete)
        self.stack.addWidget(self.view)
        self.stack.setCurrentWidget(self.view)
        self.view.take_focus()

    def _reload(self, run_id: int) -> None:
        session = self.session
        if session is not None:
            self.run(lambda: open_run(session, Asked(run_id=run_id)), self._show_run, self._gone)

    def _delete(self) -> None:
        session, viewing = self.session, self._viewing()
        if session is None or viewing is None or viewing.contents.run.id is None:
            return
        what = "Alle antwoorden en toelichtingen van deze lijst gaan weg. Gemaakte acties blijven staan."
        if dialogs.confirm_delete(self, "Lijst", what, undoable=True, binned=True):
            delete = partial(session.checklists.delete, viewing.contents.run.id)
            self.run(then_newest(session, delete), self._deleted, self._gone)

    def _deleted(self, step: UndoStep | None) -> None:
        self.saved.emit()
        self._to_list()
        self.message.emit(offer("De lijst ligt in de prullenbak.", step, self.undo_asked.emit))

    def _finished(self, run: Run) -> None:
        self.saved.emit()
        ahead = f" De volgende keer is op {long_date(run.next_on)}." if run.next_on else ""
        self.message.emit(Message(f"De lijst is afgerond.{ahead}", "ok", key="run", passing=True))
        self._to_list()

    def _viewing(self) -> RunView | None:
        return self.view if self.stack.currentWidget() is self.view else None

    def _drop_view(self) -> None:
        if self.view is not None:
            self.stack.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None

    def _drop_empty(self, view: RunView) -> None:
        """A list that was only looked at leaves nothing behind."""
        session, run_id = self.session, view.contents.run.id
        if session is not None and run_id is not None and view.is_empty():
            self.run(partial(session.checklists.delete, run_id), lambda _none: None, lambda _error: None)

    def _leave_view(self) -> bool:
        viewing = self._viewing()
        if viewing is None:
            return True
        if not viewing.may_leave():
            return False
        self._drop_empty(viewing)
        self._to_list()
        return True

    def _to_list(self) -> None:
        self._drop_view()
        self.stack.setCurrentIndex(0)
        self._read()
        self.table.take_focus()

    # --- keys ---

    def may_leave(self) -> bool:
        viewing = self._viewing()
        return viewing is None or viewing.may_leave()

    def back(self) -> None:
        if self._viewing() is not None:
            self._leave_view()
        else:
            self.filters.search.put("")

    def finish(self) -> None:
        if (viewing := self._viewing()) is not None:
            viewing.finish()

    def next_problem(self, step: int) -> None:
        if (viewing := self._viewing()) is not None:
            viewing.next_problem(step)

    def focus_search(self) -> None:
        if self._viewing() is None:
            self.filters.search.setFocus()

    def edit(self) -> None:
        line = self.table.current()
        if self._viewing() is None and line is not None:
            self._open_line(line)

    def place(self) -> object:
        viewing = self._viewing()
        run_id = viewing.contents.run.id if viewing is not None else None
        return ("run", run_id) if run_id is not None else None

    def case_in_front(self) -> int | None:
        viewing = self._viewing()
        return viewing.contents.run.case_id if viewing is not None else None

    def take_focus(self) -> None:
        if (viewing := self._viewing()) is not None:
            viewing.take_focus()
        else:
            self.table.take_focus()

    def panes(self) -> list[QWidget]:
        viewing = self._viewing()
        return list(viewing.panes()) if viewing is not None else [self.filters, self.table]
