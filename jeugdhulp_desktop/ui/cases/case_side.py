"""What hangs on a case and is kept at once: contact moments, actions, checklists."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionLine
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.ui.cases.action_form import ActionLineForm, open_action
from jeugdhulp_desktop.ui.cases.facts import CaseContents
from jeugdhulp_desktop.ui.cases.quick_note import edit_note, open_note
from jeugdhulp_desktop.ui.cases.side_panels import ActionsPanel, PeoplePanel, RunsPanel, TimelinePanel
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.typed_fields import TypedFields, tell_typing
from jeugdhulp_desktop.ui.undoing import offer
from jeugdhulp_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

CASE_ACTION = "case-action"  # name of the line in the drafts of the vault


class CaseSide(QWidget):
    """The panels beside the fields of a case, and what their buttons do."""

    told = Signal(object)  # Message
    over = Signal(str)  # key of a message that is over
    outdated = Signal()  # somebody else changed what stands here

    def __init__(self, page: Page, session: "Session") -> None:
        super().__init__()
        self._page, self._session = page, session
        self._case_id: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(16)
        self.people_panel = PeoplePanel()
        self.action_panel = ActionsPanel()
        self.timeline_panel = TimelinePanel()
        self.run_panel = RunsPanel()
        for panel in (self.people_panel, self.action_panel, self.timeline_panel, self.run_panel):
            column.addWidget(panel)
        column.addStretch(1)
        self.timeline_panel.note_asked.connect(self.add_note)
        self.timeline_panel.contact_asked.connect(self._edit_contact)
        self.action_panel.done_asked.connect(self._set_done)
        self.action_panel.edit_asked.connect(self._edit_action)
        self.action_panel.added.connect(self._add_action)
        self.action_panel.form_made.connect(self._keep_line)
        self.run_panel.fill_asked.connect(self.fill_list)
        self.run_panel.run_asked.connect(lambda run_id: page.open_page.emit("monitoring", ("run", run_id)))

    def _keep_line(self, form: ActionLineForm) -> None:
        """What is typed in the line of a new action is kept as well; a draft unfolds it."""
        drafts = self._page.context.drafts
        typing = TypedFields(form, CASE_ACTION, self._case_id, edited=form.edited, taken=form.show)
        tell_typing(form, drafts.touch)
        drafts.watch(typing, form, self._page)

    def show_contents(self, contents: CaseContents) -> None:
        """Show what was read of the case."""
        context, view = self._page.context, contents.view
        self._case_id = view.draft.id
        self.people_panel.set_people(view.people, context.today())
        self.timeline_panel.show_contents(contents, context.today(), context.privacy)
        self.action_panel.show_contents(contents, context.today(), context.privacy)
        self.run_panel.set_runs(contents.runs, context.today())

    def add_note(self) -> None:
        """A contact moment of this case, once the case is kept."""
        if not self._needs_saving():
            open_note(self, self._session, self._page.context, case_id=self._case_id, done=self._saved)

    def fill_list(self) -> None:
        """Fill in the checklist of this case."""
        if not self._needs_saving():
            self._page.open_page.emit("monitoring", ("case", self._case_id))

    def _needs_saving(self) -> bool:
        """A note or an action hangs on a case that is kept."""
        if self._case_id is not None:
            return False
        text = "Bewaar eerst de casus. Daarna kun je dit erbij zetten."
        self.told.emit(Message(text, "warn", key="case"))
        return True

    def _saved(self, *_answer: object) -> None:
        self._page.saved.emit()

    def _edit_contact(self, contact_id: int) -> None:
        edit_note(
            self, self._session, self._page.context, contact_id, done=self._saved,
            deleted=partial(self._offer_undo, "Het contactmoment is weg."),
        )  # fmt: skip

    def _offer_undo(self, text: str, step: UndoStep | None) -> None:
        self._page.message.emit(offer(text, step, self._page.undo_asked.emit))
        self._saved()

    def _set_done(self, line: ActionLine, done: bool) -> None:
        set_done = self._session.actions.set_done
        self._page.run(lambda: set_done(line.id, line.version, done), self._saved, self._refused)

    def _refused(self, error: WorldError) -> None:
        self.told.emit(Message(sentence(error), "bad", key="action"))
        self.outdated.emit()

    def _edit_action(self, action_id: int) -> None:
        open_action(
            self, self._session, self._page.context, action_id=action_id, done=self._saved,
            deleted=partial(self._offer_undo, "De actie is weg."),
        )  # fmt: skip

    def _add_action(self, draft: ActionDraft) -> None:
        save = self._session.actions.save

        def kept(_id: int) -> None:
            self.action_panel.added_now()
            self._saved()

        self._page.run(lambda: save(draft), kept, self._refused)
