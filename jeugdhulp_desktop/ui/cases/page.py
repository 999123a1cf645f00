"""Casussen: the list with the chosen case beside it, and one case opened."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.cases import CaseCounts, CaseDraft
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureTarget
from jeugdhulp_desktop.domain.errors import NotFound, WorldError
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.action_form import open_action
from jeugdhulp_desktop.ui.cases.case_list import CaseList
from jeugdhulp_desktop.ui.cases.case_page import CaseEditor
from jeugdhulp_desktop.ui.cases.columns import OPEN
from jeugdhulp_desktop.ui.cases.deleting import Hanging, hanging_words, load_hanging
from jeugdhulp_desktop.ui.cases.facts import CaseContents, load_contents, load_facts
from jeugdhulp_desktop.ui.cases.quick_note import edit_note, open_note
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.undoing import offer, then_newest
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


class CasesPage(Page):
    """List and one opened case."""

    title = "Casussen"
    help_topic = "casussen"
    watches = frozenset(
        {
            Change.CASES,
            Change.CONTACTS,
            Change.ACTIONS,
            Change.PUPILS,
            Change.SCHOOLS,
            Change.RELATIONS,
            Change.CHECKLISTS,
            Change.ERASED,
        }
    )

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.editor: CaseEditor | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack)
        self.stack.addWidget(self._make_list())

    def _make_list(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(14)
        self.header = PageHeader("Casussen", f"Schooljaar {self.context.years.year.code}")
        self.privacy = Button(
            "Alleen initialen", "eye-off-outline", tip="Namen als initialen, overal (Ctrl+Shift+I)"
        )
        self.privacy.clicked.connect(lambda _checked=False: self.context.privacy.toggle())
        self.context.privacy.changed.connect(self._write_privacy)
        self._write_privacy()
        self.new = Button("Nieuwe casus", "plus", "filled")
        self.new.clicked.connect(lambda _checked=False: self.new_item())
        self.header.add_action(self.privacy)
        self.header.add_action(self.new)
        column.addWidget(self.header)
        self.list = CaseList(self, self.new_item)
        self.list.opened.connect(self.open_case)
        self.list.counted.connect(self._show_counts)
        self.list.emptied.connect(self._show_empty)
        detail = self.list.detail
        detail.note_asked.connect(self.add_note)
        detail.contact_asked.connect(self.edit_contact)
        detail.review_asked.connect(lambda case_id: self.open_page.emit("monitoring", ("case", case_id)))
        detail.action_asked.connect(self._add_action)
        detail.delete_asked.connect(self.delete_case)
        detail.erase_asked.connect(self._ask_to_erase)
        detail.follow_up_asked.connect(self.begin_follow_up)
        column.addWidget(self.list, 1)
        return box

    def _write_privacy(self) -> None:
        self.privacy.setText("Namen tonen" if self.context.privacy.on else "Alleen initialen")

    def _show_counts(self, counts: CaseCounts) -> None:
        parts = [f"{counts.open} lopend"]
        if counts.review_late:
            parts.append(f"{counts.review_late} {'review' if counts.review_late == 1 else 'reviews'} te laat")
        if counts.review_today:
            parts.append(f"{counts.review_today} vandaag")
        self.header.set_facts(", ".join(parts))

    def _show_empty(self, empty: bool) -> None:
        self.privacy.setVisible(not empty)
        self.new.setVisible(not empty)
        if empty:
            self.header.set_facts(f"Schooljaar {self.context.years.year.code}")

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self.list.open_with(session)

    def open_at(self, argument: object) -> None:
        """An id opens that case; ("select", id) shows it in the list; "new" begins one; a mapping filters."""
        match argument:
            case int():
                self.open_case(argument)
            case ("case", int(case_id)):
                self.open_case(case_id)
            case ("select", int(case_id)):
                if self._leave_case():
                    self.list.filters.set_state({"status": OPEN})
                    self.list.read(select=case_id)
            case "new":
                self.new_item()
            case dict():
                if self._leave_case():
                    self.list.filters.set_state(argument)

    def refresh(self, changes: frozenset[object]) -> None:
        self.list.read(facts=bool(changes & {Change.SCHOOLS, Change.RELATIONS}))
        if self.editor is not None:
            if Change.ERASED in changes:
                self._let_go_of_erased(self.editor)
            else:
                self.editor.read_again()

    def _let_go_of_erased(self, editor: CaseEditor) -> None:
        """An editor of a case that was erased closes without a question: what stands in it goes too."""
        session, case_id = self.session, editor.case_id
        if session is None or case_id is None:
            return

        def gone(_error: WorldError) -> None:
            if self.editor is editor:
                self._drop_editor()
                self.stack.setCurrentIndex(0)

        self.run(lambda: session.cases.load(case_id), lambda _draft: editor.read_again(), gone)

    def open_case(self, case_id: int) -> None:
        """Show one case as a page."""
        session = self.session
        if session is None:
            return
        if self.editor is not None and self.editor.case_id == case_id:
            self.stack.setCurrentWidget(self.editor)  # opened twice: it comes to the front
            return
        if self.editor is not None and not self.editor.may_leave():
            return
        self.run(lambda: load_contents(session, case_id), self._edit, self._gone)

    def _gone(self, error: WorldError) -> None:
        self.message.emit(Message(sentence(error), "warn", key="case"))
        self.list.read()

    def _edit(self, contents: CaseContents) -> None:
        self._drop_editor()
        if self.session is None:
            return
        self.editor = CaseEditor(self, self.session, contents)
        self.editor.left.connect(self.back)
        self.editor.stored.connect(self._stored)
        self.stack.addWidget(self.editor)
        self.stack.setCurrentWidget(self.editor)
        self.editor.take_focus()

    def _stored(self, case_id: int) -> None:
        self.saved.emit()
        self.list.read(select=case_id)

    def _drop_editor(self) -> None:
        if self.editor is not None:
            self.stack.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None

    def _editing(self) -> CaseEditor | None:
        return self.editor if self.stack.currentWidget() is self.editor else None

    def _leave_case(self) -> bool:
        editing = self._editing()
        if editing is not None and not editing.may_leave():
            return False
        self._drop_editor()
        self.stack.setCurrentIndex(0)
        return True

    def may_leave(self) -> bool:
        editing = self._editing()
        return editing is None or editing.may_leave()

    def back(self) -> None:
        if self._editing() is not None:
            if self._leave_case():
                self.list.table.take_focus()
        elif not self.list.close_detail():
            self.list.filters.search.put("")

    def new_item(self) -> None:
        session = self.session
        if session is None or not self._leave_case():
            return
        status = self.context.today()

        def job() -> CaseContents:
            facts = load_facts(session)
            mine = next((each.id for each in facts.schools if each.is_mine), None)
            only = facts.schools[0].id if len(facts.schools) == 1 else mine
            return CaseContents.new(CaseDraft(school_id=only, signalled_on=status), facts)

        self.run(job, self._edit)

    def begin_follow_up(self, case_id: int) -> None:
        """A closed case is not opened again: a new one is linked to it (domain.md 6.2, I15)."""
        session = self.session
        if session is None or not self._leave_case():
            return
        today = self.context.today()

        def job() -> CaseContents:
            old = session.cases.view(case_id)
            draft = CaseDraft(
                school_id=old.draft.school_id,
                pupil_id=old.draft.pupil_id,
                municipality=old.draft.municipality,
                question=old.draft.question,
                signalled_on=today,
                previous_case_id=case_id,
            )
            return CaseContents.new(draft, load_facts(session), old)

        self.run(job, self._edit, self._gone)

    def add_note(self, case_id: int) -> None:
        """A contact moment of this case."""
        if self.session is not None:
            open_note(self, self.session, self.context, case_id=case_id, done=self.saved.emit)

    def edit_contact(self, contact_id: int) -> None:
        """Read or change a contact moment; deleting it can be undone."""
        if self.session is not None:
            edit_note(
                self, self.session, self.context, contact_id, done=self.saved.emit,
                deleted=partial(self._removed, "Het contactmoment is weg."),
            )  # fmt: skip

    def _removed(self, text: str, step: UndoStep | None) -> None:
        self.message.emit(offer(text, step, self.undo_asked.emit))
        self.saved.emit()

    def _add_action(self, case_id: int) -> None:
        if self.session is not None:
            open_action(self, self.session, self.context, case_id=case_id, done=self.saved.emit)

    def delete_case(self, case_id: int) -> None:
        """Throw a case into the bin, after saying what goes along."""
        if (session := self.session) is not None:
            job = partial(load_hanging, session, case_id)
            self.run(job, partial(self._ask_delete, case_id), self._not_deleted)

    def _ask_delete(self, case_id: int, hanging: Hanging) -> None:
        session, text = self.session, hanging_words(hanging)
        if session is not None and dialogs.confirm_delete(self, "Casus", text, undoable=True, binned=True):
            job = then_newest(session, lambda: session.cases.delete(case_id))
            self.run(job, partial(self._deleted, case_id), self._not_deleted)

    def _deleted(self, case_id: int, step: UndoStep | None) -> None:
        if self.editor is not None and self.editor.case_id == case_id:
            self._drop_editor()
        self._removed("De casus ligt in de prullenbak.", step)

    def _ask_to_erase(self, case_id: int) -> None:
        """What it would take is shown first, in Privacy en beheer."""
        self.open_page.emit("privacy", ("erasure", ErasureTarget(ErasureKind.CASE, case_id)))

    def _not_deleted(self, error: WorldError) -> None:
        self.message.emit(Message(sentence(error), "bad", key="case"))
        if isinstance(error, NotFound):
            self.list.read()

    def reopen(self, draft: KeptDraft) -> None:
        if self.editor is not None:
            self.editor.open_again(draft)

    def place(self) -> object:
        editing = self._editing()
        return editing.case_id if editing is not None else None

    def case_in_front(self) -> int | None:
        editing = self._editing()
        return editing.case_id if editing is not None else self.list.detail.case_id()

    def save(self) -> None:
        if (editing := self._editing()) is not None:
            editing.save()

    def finish(self) -> None:
        if (editing := self._editing()) is not None:
            editing.save(then=partial(self.back))

    def next_problem(self, step: int) -> None:
        if (editing := self._editing()) is not None:
            editing.next_problem(step)

    def focus_search(self) -> None:
        if self._editing() is None:
            self.list.filters.search.setFocus()
            self.list.filters.search.selectAll()

    def edit(self) -> None:
        case_id = self.list.table.current_id()
        if self._editing() is None and case_id is not None:
            self.open_case(case_id)

    def take_focus(self) -> None:
        if (editing := self._editing()) is not None:
            editing.take_focus()
        else:
            super().take_focus()

    def panes(self) -> list[QWidget]:
        editing = self._editing()
        return editing.panes() if editing is not None else self.list.panes()
