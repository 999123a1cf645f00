"""The quick note: a contact moment in two lines, from anywhere (Ctrl+Shift+M), and an old one again.

The note is kept while the dialog is still open, so that what was typed is never lost on an error. Esc puts it
aside: the next quick note of this window begins with it, and it goes when the vault is locked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from jeugdhulp_desktop.domain.cases import CaseLine, CaseView
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.errors import NotValid, WorldError
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.case_choice import NewSignal, case_provider, case_words, view_words
from jeugdhulp_desktop.ui.cases.contact_form import ContactForm
from jeugdhulp_desktop.ui.draft_content import content_of, form_fields, form_unread, put_unread, value_in
from jeugdhulp_desktop.ui.drafts import DraftKey
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.undoing import then_newest
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.messages import Message, MessageArea

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

CONTACT = "contact"  # name of the form in the drafts of the vault
_CASE = "case"  # in a draft: the words of the case it belongs to
_KEYS = "Enter bewaart, Shift+Enter: nieuwe regel"


class _PutAside(QObject):
    """The note that Esc put aside; child of the window, so that it goes with it when the vault locks."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self.draft: ContactDraft | None = None
        self.words = ""


class NoteDialog(dialogs.FormDialog):
    """One contact moment; it closes when the vault has it."""

    def __init__(self, parent: QWidget | None, session: "Session", context: PageContext) -> None:
        super().__init__(parent, "Contactmoment", "Bewaren")
        self._session, self._context = session, context
        self._busy = False
        self._begun: NewSignal | None = None
        self._begun_id = 0
        self._resumed = False
        self.removed: UndoStep | None = None
        self.messages = MessageArea()
        self.content.addWidget(self.messages)
        self.form = ContactForm(context.today(), case_provider(self, session, context, signals=True))
        self.form.finished.connect(self._try_accept)
        self.form.changed.connect(lambda _name: context.drafts.touch())
        self.content.addWidget(self.form)
        self.note.setText(_KEYS)
        self.remove = Button("Verwijderen", "delete-outline", "plain")
        self.remove.clicked.connect(lambda _checked=False: self._delete())
        self.remove.hide()
        self.foot.insertWidget(0, self.remove)

    def show_draft(self, draft: ContactDraft, words: str = "", *, resumed: bool = False) -> None:
        """Fill the form; ``words`` name the case it belongs to. ``resumed``: it was put aside by Esc."""
        self._resumed = resumed
        self.form.load(draft)
        if draft.case_id is not None:
            self.form.set_case(draft.case_id, words)
        self.form.load(draft)  # once more, so that an untouched form is no edit
        self.remove.setVisible(draft.id is not None)
        start = self.form.case if draft.case_id is None else self.form.fact
        start.setFocus(Qt.FocusReason.OtherFocusReason)
        self._context.drafts.watch(self, self, self.messages)

    def draft_key(self) -> DraftKey:
        """Which contact moment it is; a quick note has no id."""
        draft = self.form.draft()
        return DraftKey(CONTACT, draft.id, draft.version)

    def edited(self) -> bool:
        """Whether something in it is not in the vault."""
        return self.form.edited() or (self._resumed and bool(self.form.draft().fact))

    def draft_content(self) -> dict[str, Any]:
        """What stands in it, with the words of its case."""
        form = self.form
        content = content_of(form.draft(), form_fields(form), form_unread(form))
        return content | {_CASE: form.case.text()}

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        here, typed = self.form.draft(), value_in(ContactDraft, content)
        self.form.fill(replace(typed, id=here.id, version=here.version, bsn_confirmed=False))
        if typed.case_id is not None:
            self.form.set_case(typed.case_id, content[_CASE])
        put_unread(form_fields(self.form), content)

    def check(self) -> bool:
        """Keep the note; the dialog closes by itself once that is done."""
        if not self._busy and self.form.validate():
            self._busy = True
            self.accept_button.setEnabled(False)
            draft, signal, session = self.form.draft(), self.form.new_signal(), self._session

            def job() -> None:
                if signal is not None and self._begun != signal:
                    self._begun_id = session.cases.save(signal.draft(draft.happened_on or session.today()))
                    self._begun = signal  # a note that is refused now does not begin a second one
                case_id = draft.case_id if signal is None else self._begun_id
                session.contacts.save(replace(draft, case_id=case_id))

            self._context.tasks.run(self, job, lambda _none: self.accept(), self._refused)
        return False

    def _refused(self, error: WorldError) -> None:
        self._busy = False
        self.accept_button.setEnabled(True)
        if isinstance(error, NotValid):
            self.form.show_problems(error.problems)
        self.messages.add(Message(f"{sentence(error)} Je tekst staat er nog.", "bad", key="note"))

    def _delete(self) -> None:
        draft = self.form.draft()
        if draft.id is None or self._busy:
            return
        what = "Dit contactmoment gaat van de tijdlijn af."
        if dialogs.confirm_delete(self, "Contactmoment", what, undoable=True, binned=True):
            self._busy = True
            contact_id, session = draft.id, self._session

            job = then_newest(session, lambda: session.contacts.delete(contact_id))
            self._context.tasks.run(self, job, self._gone, self._refused)

    def _gone(self, step: UndoStep | None) -> None:
        self.removed = step
        self.accept()

    def typed(self) -> bool:
        """Whether something would be lost."""
        return self.edited()


def open_quick_note(parent: QWidget, session: "Session", context: PageContext, page: Page | None) -> None:
    """Ctrl+Shift+M: a note that begins with the case in front, or with the one that was put aside."""
    aside = _aside(parent)
    in_front = page.case_in_front() if page is not None else None
    if aside.draft is not None:
        _show(parent, session, context, aside.draft, aside.words, _tell_saved(page))
    else:
        open_note(parent, session, context, case_id=in_front, done=_tell_saved(page))


def open_note(
    parent: QWidget,
    session: "Session",
    context: PageContext,
    *,
    case_id: int | None,
    done: Callable[[], object],
) -> None:
    """A new contact moment, of a case when one is given."""
    draft = ContactDraft(case_id=case_id, happened_on=context.today())
    if case_id is None:
        _show(parent, session, context, draft, "", done)
        return

    def show(view: CaseView) -> None:
        _show(parent, session, context, draft, view_words(view, context.privacy), done)

    context.tasks.run(parent, lambda: session.cases.view(case_id), show)


def edit_note(
    parent: QWidget,
    session: "Session",
    context: PageContext,
    contact_id: int,
    *,
    done: Callable[[], object],
    deleted: Callable[[UndoStep], object],
) -> None:
    """A contact moment that stands on a time line, to read, change or delete."""

    def job() -> tuple[ContactDraft, Sequence[CaseLine]]:
        draft = session.contacts.load(contact_id)
        return draft, session.cases.load_lines([draft.case_id] if draft.case_id is not None else [])

    def show(found: tuple[ContactDraft, Sequence[CaseLine]]) -> None:
        draft, lines = found
        dialog = NoteDialog(parent, session, context)
        dialog.show_draft(draft, case_words(lines[0], context.privacy) if lines else "")
        if dialogs.run_form(dialog):
            deleted(dialog.removed) if dialog.removed is not None else done()
        dialog.deleteLater()

    context.tasks.run(parent, job, show)


def _show(
    parent: QWidget,
    session: "Session",
    context: PageContext,
    draft: ContactDraft,
    words: str,
    done: Callable[[], object],
) -> None:
    aside = _aside(parent)
    dialog = NoteDialog(parent, session, context)
    resumed = aside.draft is not None
    dialog.show_draft(replace(draft, bsn_confirmed=False), words, resumed=resumed)
    if resumed:
        dialog.note.setText("Dit typte je eerder. " + _KEYS)
    aside.draft = None
    if dialogs.run_form(dialog):
        done()
    elif dialog.typed():
        aside.draft, aside.words = dialog.form.draft(), dialog.form.case.text()
        context.drafts.put_aside(dialog)
    dialog.deleteLater()


def has_note_aside(window: QWidget) -> bool:
    """Whether Esc put a note aside in the window of this Session: locking takes it away."""
    return _aside(window).draft is not None


def _aside(parent: QWidget) -> _PutAside:
    window = parent  # of this Session; the frame around it stays when the vault is locked
    while not isinstance(window, QMainWindow) and (above := window.parentWidget()) is not None:
        window = above
    return window.findChild(_PutAside) or _PutAside(window)


def _tell_saved(page: Page | None) -> Callable[[], object]:
    return page.saved.emit if page is not None else lambda: None
