"""Schoolafspraken: one line per school of the chosen year, and the editor."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreements import Agreement, AgreementLine, AgreementStatus
from jeugdhulp_desktop.domain.text import day_and_month, format_hours
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.agreements.dialogs_of_steps import NewAgreementDialog
from jeugdhulp_desktop.ui.agreements.editor import AgreementEditor
from jeugdhulp_desktop.ui.agreements.facts import EditorFacts, load_facts
from jeugdhulp_desktop.ui.agreements.looks import status_pill
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column, LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


def _signed_cell(line: AgreementLine) -> Cell:
    if line.status is None or line.status in (AgreementStatus.CONCEPT, AgreementStatus.DISCUSSION):
        return Cell("–", tone="text2")
    if not line.unsigned or line.status is not AgreementStatus.SIGNING:
        return Cell("Iedereen heeft getekend", tone="text2")
    return Cell(", ".join(line.unsigned), icon="pencil-outline", tone="warn")


COLUMNS: tuple[Column[AgreementLine], ...] = (
    Column("school", "School", lambda line: Cell(line.school_name, bold=True), stretch=3, width=220),
    Column("status", "Status", lambda line: status_pill(line.status), width=190),
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


class AgreementsPage(Page):
    """List and editor of the agreements of one school year."""

    title = "Schoolafspraken"
    help_topic = "schoolafspraken"
    watches = frozenset({Change.AGREEMENTS, Change.SCHOOLS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._lines: tuple[AgreementLine, ...] = ()
        self.editor: AgreementEditor | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack)
        self.stack.addWidget(self._make_list())
        context.years.changed.connect(lambda *_: self._read())

    def _make_list(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(14)
        self.header = PageHeader("Schoolafspraken")
        new = Button("Nieuwe afspraak", "plus", "filled")
        new.clicked.connect(lambda _checked=False: self.new_item())
        self.header.add_action(new)
        column.addWidget(self.header)
        self.filters = FilterBar("Naam van de school")
        statuses = [(each, each.value.capitalize()) for each in AgreementStatus]
        self.filters.add_filter("status", "Status", statuses)
        self.filters.changed.connect(lambda _words, _active: self._show())
        column.addWidget(self.filters)
        self.model = LinesModel(COLUMNS, identity=lambda line: line.school_id)
        empty = EmptyState(
            "handshake-outline",
            "Nog geen schoolafspraken",
            "Begin met je eigen school, of neem de afspraak van vorig jaar over.",
            [
                Act("Nieuwe afspraak", self.new_item, "plus"),
                Act("Scholen bekijken", lambda: self.open_page.emit("relations", None), "school-outline"),
            ],
        )
        self.table = LinesTable(self.model, "Schoolafspraken", empty=empty)
        self.table.opened.connect(self._open_line)
        self.filters.search.moved_down.connect(self.table.take_focus)
        column.addWidget(self.table, 1)
        return box

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def open_at(self, argument: object) -> None:
        """An id of an agreement opens it; a school id given as ("school", id) begins one."""
        if isinstance(argument, int):
            self._open(argument)
        elif isinstance(argument, tuple) and argument[0] == "school":
            self._ask_new(argument[1])
        elif argument == "new":
            self.new_item()

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()

    def _read(self) -> None:
        if self.session is None:
            return
        lines, year = self.session.agreements.lines, self.context.years.year
        self.run(lambda: lines(year), self._loaded, latest="lines")

    def _loaded(self, lines: list[AgreementLine]) -> None:
        self._lines = tuple(lines)
        year = self.context.years.year
        signed = sum(line.status is AgreementStatus.SIGNED for line in lines)
        facts = f"Schooljaar {year.code}: {signed} van {len(lines)} ondertekend"
        late = self.context.today() > year.signing_deadline and signed < len(lines)
        deadline = day_and_month(year.signing_deadline)
        self.header.set_facts(f"{facts}, klaar vóór {deadline}" + (", dat is voorbij" if late else ""))
        self._show()

    def _show(self) -> None:
        words = self.filters.search.text().casefold().split()
        status = self.filters.active().get("status")
        shown = [
            line
            for line in self._lines
            if all(word in line.school_name.casefold() for word in words) and status in (None, line.status)
        ]
        self.model.set_lines(shown)
        self.table.set_count(f"{len(shown)} van {len(self._lines)} scholen")

    def _open_line(self, line: AgreementLine) -> None:
        if line.id is None:
            self._ask_new(line.school_id)
        else:
            self._open(line.id)

    def _open(self, agreement_id: int) -> None:
        session = self.session
        if session is None:
            return
        if self.editor is not None and self.editor.agreement_id == agreement_id:
            self.stack.setCurrentIndex(1)  # opened twice: it comes to the front
            return

        def job() -> tuple[Agreement, EditorFacts]:
            agreement = session.agreements.load(agreement_id)
            return agreement, load_facts(session, agreement)

        self.run(job, lambda found: self._edit(*found))

    def _ask_new(self, school_id: int | None) -> None:
        session = self.session
        free = [line for line in self._lines if line.id is None]
        if session is None:
            return
        if not free:
            words = (
                "Elke school heeft dit schooljaar al een afspraak. "
                "Kies een ander schooljaar of voeg een school toe."
            )
            dialogs.tell(self, "Nieuwe schoolafspraak", words)
            return
        dialog = NewAgreementDialog(self, free, chosen=school_id, copy=True)
        if not dialogs.run_form(dialog):
            return
        chosen, copy, year = dialog.school.value(), dialog.last_year.isChecked(), self.context.years.year

        def job() -> tuple[Agreement, EditorFacts]:
            make = session.agreements.copy_last_year if copy else session.agreements.new
            agreement = make(chosen, year)
            return agreement, load_facts(session, agreement)

        self.run(job, lambda found: self._edit(*found))

    def _edit(self, agreement: Agreement, facts: EditorFacts) -> None:
        if self.session is None:
            return
        self._drop_editor()
        self.editor = AgreementEditor(self, self.session, facts, agreement)
        self.editor.left.connect(self.back)
        self.editor.stored.connect(lambda _agreement: self.saved.emit())
        self.editor.preview_asked.connect(partial(self.open_page.emit, "documents"))
        self.stack.addWidget(self.editor)
        self.stack.setCurrentWidget(self.editor)
        self.needs_room.emit(True)
        self.editor.take_focus()

    def _drop_editor(self) -> None:
        if self.editor is not None:
            self.stack.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None

    def _editing(self) -> AgreementEditor | None:
        return self.editor if self.stack.currentWidget() is self.editor else None

    def may_leave(self) -> bool:
        editing = self._editing()
        return editing is None or editing.may_leave()

    def back(self) -> None:
        editing = self._editing()
        if editing is None:
            self.filters.search.put("")
        elif editing.may_leave():
            self._drop_editor()
            self.stack.setCurrentIndex(0)
            self.needs_room.emit(False)
            self._read()
            self.table.take_focus()

    def new_item(self) -> None:
        if self._editing() is None:
            self._ask_new(None)

    def save(self) -> None:
        if (editing := self._editing()) is not None:
            editing.save()

    def finish(self) -> None:
        editing = self._editing()
        if editing is not None and (not editing.edited() or editing.save_now()):
            self.back()

    def make_pdf(self) -> None:
        if (editing := self._editing()) is not None:
            editing.show_preview()

    def next_problem(self, step: int) -> None:
        if (editing := self._editing()) is not None:
            editing.next_problem(step)

    def focus_search(self) -> None:
        if self._editing() is None:
            self.filters.search.setFocus()

    def edit(self) -> None:
        line = self.table.current()
        if self._editing() is None and line is not None:
            self._open_line(line)

    def panes(self) -> list[QWidget]:
        editing = self._editing()
        return editing.panes() if editing is not None else [self.filters, self.table]
