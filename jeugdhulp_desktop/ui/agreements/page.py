"""Schoolafspraken: one line per school of the chosen year, the editor, and views that stand over both.

A view is any widget that another part shows with ``show_view``. What it offers of ``may_leave``, ``save``,
``finish``, ``back``, ``edit``, ``undo``, ``new_item``, ``make_pdf``, ``focus_search``, ``next_problem``,
``refresh``, ``take_focus`` and ``panes`` the page passes on to it; ``close_view`` shows what was under it.
"""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreements import Agreement, AgreementLine, AgreementStatus
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.agreements import life
from jeugdhulp_desktop.ui.agreements.dialogs_of_steps import NewAgreementDialog
from jeugdhulp_desktop.ui.agreements.editor import AgreementEditor
from jeugdhulp_desktop.ui.agreements.facts import EditorFacts, load_facts
from jeugdhulp_desktop.ui.agreements.list_columns import columns
from jeugdhulp_desktop.ui.agreements.list_entries import ListEntries
from jeugdhulp_desktop.ui.agreements.list_words import kept_words, signed_words
from jeugdhulp_desktop.ui.agreements.views import OPENINGS, open_view
from jeugdhulp_desktop.ui.copy_text import MAIL_TEXT, TextCopier
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.undoing import offer
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.lines import LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


NOTHING_YET = (
    "Nog geen schoolafspraken",
    "Begin met je eigen school, of neem de afspraak van vorig jaar over.",
)


class AgreementsPage(Page):
    """List and editor of the agreements of one school year."""

    title = "Schoolafspraken"
    help_topic = "schoolafspraken"
    watches = frozenset({Change.AGREEMENTS, Change.SCHOOLS, Change.ADDITIONS, Change.EVALUATIONS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._lines: tuple[AgreementLine, ...] = ()
        self.shown_lines: list[AgreementLine] = []
        self.editor: AgreementEditor | None = None
        self._views: list[QWidget] = []
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
        self.entries = ListEntries(self.header, self)
        new = Button("Nieuwe afspraak", "plus", "filled")
        new.clicked.connect(lambda _checked=False: self.new_item())
        self.header.add_action(new)
        column.addWidget(self.header)
        self.filters = FilterBar("Naam van de school")
        statuses = [(each, each.value.capitalize()) for each in AgreementStatus]
        self.filters.add_filter("status", "Status", statuses)
        self.filters.changed.connect(lambda _words, _active: self._show())
        column.addWidget(self.filters)
        self.model = LinesModel(columns(self.context.today), identity=lambda line: line.school_id)
        self.empty = EmptyState(
            "handshake-outline",
            *NOTHING_YET,
            [
                Act("Nieuwe afspraak", self.new_item, "plus"),
                Act("Scholen bekijken", lambda: self.open_page.emit("relations", None), "school-outline"),
            ],
        )
        self.table = LinesTable(self.model, "Schoolafspraken", empty=self.empty)
        self.table.opened.connect(self._open_line)
        self.filters.search.moved_down.connect(self.table.take_focus)
        column.addWidget(self.table, 1)
        return box

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def open_at(self, argument: object) -> None:
        """An id opens an agreement, ("school", id) begins one, as one not stored does; or a view."""
        if isinstance(argument, int):
            self._open(argument)
        elif isinstance(argument, Agreement):
            self._begin(argument)
        elif isinstance(argument, tuple) and argument[0] == "school":
            self._ask_new(argument[1])
        elif isinstance(argument, tuple) and argument[0] in OPENINGS:
            open_view(self, *argument)
        elif argument == "new":
            self.new_item()

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()
        self._offered("refresh", changes)
        if self.editor is not None and changes & {Change.ADDITIONS, Change.EVALUATIONS}:
            self.editor.refresh()

    def undone(self, step: UndoStep) -> None:
        self._offered("undone", step)
        editor, session, agreement_id = self.editor, self.session, step.record_id
        if editor is None or session is None or agreement_id is None or editor.edited():
            return  # what was typed on it is set beside what is stored when it is saved
        if step.subject == "agreement" and agreement_id == editor.agreement_id:
            self.run(
                lambda: session.agreements.load(agreement_id), editor.show_stored, lambda _gone: self._leave()
            )

    def _leave(self) -> None:
        self._drop_editor()
        self._show_list()

    def _thrown_away(self, step: UndoStep) -> None:
        self._leave()
        self.saved.emit()
        self.message.emit(offer("Het concept ligt in de prullenbak.", step, self.undo_asked.emit))

    def _read(self) -> None:
        if self.session is None:
            return
        session, year = self.session, self.context.years.year

        def job() -> tuple[list[AgreementLine], date]:
            return session.agreements.lines(year), session.settings.load().signing_day(year)

        self.run(job, lambda found: self._loaded(*found), latest="lines")

    def _loaded(self, lines: list[AgreementLine], last_day: date) -> None:
        self._lines = tuple(lines)
        words = signed_words(lines, last_day, self.context.today())
        self.header.set_facts(f"Schooljaar {self.context.years.year.code}: {words}")
        self._show()

    def _show(self) -> None:
        words = self.filters.search.text().casefold().split()
        status = self.filters.active().get("status")
        shown = self.shown_lines = [
            line
            for line in self._lines
            if all(word in line.school_name.casefold() for word in words) and status in (None, line.status)
        ]
        self.model.set_lines(shown)
        nothing = ("Niets gevonden", "Geen school past bij deze filters. Wis de filters.")
        self.empty.say(*(nothing if self._lines else NOTHING_YET))
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
            while self._views:  # they stand over it
                if not self._may_close_view():
                    return
                self.close_view()
            self.stack.setCurrentWidget(self.editor)  # opened twice: it comes to the front
            return
        if not self.may_leave():
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

    def _begin(self, agreement: Agreement) -> None:
        """One that was begun before and never stored."""
        session = self.session
        if session is not None and self.may_leave():
            self.run(lambda: load_facts(session, agreement), lambda facts: self._edit(agreement, facts))

    def reopen(self, draft: KeptDraft) -> None:
        view = self.view()
        if draft.form == MAIL_TEXT and self.session is not None:
            TextCopier(self, self.session).open_again(draft)
        elif view is not None and hasattr(view, "open_again"):
            view.open_again(draft)
        elif view is None and self.editor is not None:
            self.editor.open_again(draft)

    def place(self) -> object:
        return self.editor.agreement_id if self.editor is not None else None

    def _edit(self, agreement: Agreement, facts: EditorFacts) -> None:
        if self.session is None:
            return
        while self._views:
            self.close_view()
        self._drop_editor()
        self.editor = AgreementEditor(self, self.session, facts, agreement, self._kept_at(agreement))
        self.editor.left.connect(self.back)
        self.editor.stored.connect(lambda _agreement: self.saved.emit())
        self.editor.life.thrown_away.connect(self._thrown_away)
        self.editor.preview_asked.connect(partial(self.open_page.emit, "documents"))
        self.editor.view_asked.connect(partial(open_view, self))
        self.stack.addWidget(self.editor)
        self.stack.setCurrentWidget(self.editor)
        self.needs_room.emit(True)
        self.editor.take_focus()

    def _kept_at(self, agreement: Agreement) -> str:
        line = next((each for each in self._lines if each.id == agreement.id), None)
        if agreement.id is None or line is None:
            return ""
        return kept_words(line.changed_at, self.context.today())

    def _drop_editor(self) -> None:
        if self.editor is not None:
            self.stack.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
            self.message_over.emit(life.KEY)
            self.part_left.emit()

    def show_view(self, view: QWidget) -> None:
        """Put a view over the list or the editor; it has the room of an editor."""
        self._views.append(view)
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        self.needs_room.emit(True)
        self.take_focus()

    def close_view(self) -> None:
        """Take the view away that stands in front, and show what was under it: a view, editor or list."""
        if not self._views:
            return
        view = self._views.pop()
        under = self._views[-1] if self._views else self.editor
        if under is None:
            self._show_list()
        else:
            self.stack.setCurrentWidget(under)
        self.stack.removeWidget(view)
        view.deleteLater()
        self.part_left.emit()
        self.take_focus()

    def view(self) -> Any:
        """The view in front, or None."""
        front = self.stack.currentWidget()
        return front if front in self._views else None

    def _may_close_view(self) -> bool:
        view = self.view()
        return view is None or not hasattr(view, "may_leave") or bool(view.may_leave())

    def _offered(self, name: str, *arguments: object) -> bool:
        """Let the view in front do it if it can; whether there is a view, so that nothing under it does."""
        view = self.view()
        if view is not None and hasattr(view, name):
            getattr(view, name)(*arguments)
        return view is not None

    def _show_list(self) -> None:
        self.stack.setCurrentIndex(0)
        self.needs_room.emit(False)
        self._read()

    def _editing(self) -> AgreementEditor | None:
        return self.editor if self.stack.currentWidget() is self.editor else None

    def may_leave(self) -> bool:
        if not self._may_close_view():
            return False
        return self.editor is None or self.editor.may_leave()

    def back(self) -> None:
        view, editing = self.view(), self._editing()
        if view is not None:
            if hasattr(view, "back"):
                view.back()
            elif self._may_close_view():
                self.close_view()
        elif editing is None:
            self.filters.search.put("")
        elif editing.may_leave():
            self._drop_editor()
            self._show_list()
            self.table.take_focus()

    def new_item(self) -> None:
        if not self._offered("new_item") and self._editing() is None:
            self._ask_new(None)

    def save(self) -> None:
        if not self._offered("save") and (editing := self._editing()) is not None:
            editing.save()

    def finish(self) -> None:
        if self._offered("finish"):
            return
        editing = self._editing()
        if editing is not None and (not editing.edited() or editing.save_now()):
            self.back()

    def make_pdf(self) -> None:
        if not self._offered("make_pdf") and (editing := self._editing()) is not None:
            editing.show_preview()

    def next_problem(self, step: int) -> None:
        if not self._offered("next_problem", step) and (editing := self._editing()) is not None:
            editing.next_problem(step)

    def focus_search(self) -> None:
        if not self._offered("focus_search") and self._editing() is None:
            self.filters.search.setFocus()

    def edit(self) -> None:
        line = self.table.current()
        if not self._offered("edit") and self._editing() is None and line is not None:
            self._open_line(line)

    def take_focus(self) -> None:
        view = self.view()
        if view is not None and hasattr(view, "take_focus"):
            view.take_focus()
        else:
            super().take_focus()

    def panes(self) -> list[QWidget]:
        view, editing = self.view(), self._editing()
        if view is not None:
            return list(view.panes()) if hasattr(view, "panes") else [view]
        return editing.panes() if editing is not None else [self.filters, self.table]
