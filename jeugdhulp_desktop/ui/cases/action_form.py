"""One action: what, who, when, and what it belongs to; in a dialog, and in one line inside a case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.actions import ActionDraft, check_action
from jeugdhulp_desktop.domain.cases import CaseLine
from jeugdhulp_desktop.domain.errors import NotValid, WorldError
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.domain.relations import PersonLine
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.bsn_answers import BsnAnswers
from jeugdhulp_desktop.ui.cases.case_choice import case_provider, case_words
from jeugdhulp_desktop.ui.cases.facts import person_words
from jeugdhulp_desktop.ui.draft_content import content_of, form_fields, form_unread, put_unread, value_in
from jeugdhulp_desktop.ui.drafts import DraftKey
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.undoing import then_newest
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, TextField
from jeugdhulp_desktop.ui.widgets.form import FormPage
from jeugdhulp_desktop.ui.widgets.messages import Message, MessageArea
from jeugdhulp_desktop.ui.widgets.person import PersonField, Provider

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

ACTION = "action"  # name of the form in the drafts of the vault
_CASE = "case"  # in a draft: the words of the case it belongs to


def who_choices(people: Sequence[PersonLine]) -> list[tuple[Any, str]]:
    """Oneself first, then the people of the sociale kaart who are active."""
    return [(None, "Ik"), *((person.id, person_words(person)) for person in people if person.active)]


class ActionForm(FormPage[ActionDraft]):
    """The fields of one action; ``cases`` adds the field with the case it belongs to."""

    def __init__(self, people: Sequence[PersonLine], cases: Provider | None = None) -> None:
        super().__init__()
        self._base = ActionDraft()
        self.what = self.add("what", "Wat m&oet er gebeuren?", TextField(longest=300))
        with self.side_by_side():
            self.who = self.add("person_id", "Wi&e", WhoField(people), stretch=2)
            self.due = self.add("due_on", "W&anneer", DateField(), optional=True, stretch=2)
        self.case: PersonField | None = None
        if cases is not None:
            field = PersonField(provider=cases, placeholder="Typ een naam of een nummer")
            self.case = self.add("case_id", "Bij &casus", field, optional=True)
        self.bsn = BsnAnswers(self, ("what",), may_stay=False)

    def fill(self, draft: ActionDraft) -> None:
        self._base = draft
        self.who.offer(draft.person_id)
        self.set_values({"what": draft.what, "person_id": draft.person_id, "due_on": draft.due_on})
        self.bsn.forget()

    def draft(self) -> ActionDraft:
        base = self._base
        case_id = self.case.value() if self.case is not None else base.case_id
        return ActionDraft(
            what=self.what.value(),
            person_id=self.who.value(),
            due_on=self.due.value(),
            case_id=case_id,
            agreement_id=base.agreement_id,
            run_id=base.run_id,
            done_on=base.done_on,
            id=base.id,
            version=base.version,
        )

    def check(self, draft: ActionDraft) -> Sequence[Problem]:
        found = [each for each in check_action(draft) if each.level is Level.BLOCKS]
        return self.bsn.open_problems(found)


class WhoField(ChoiceField):
    """Who does it; None is oneself, so that something is always chosen."""

    def __init__(self, people: Sequence[PersonLine]) -> None:
        self._people = tuple(people)
        super().__init__(who_choices(people))
        self.set_value(None)

    def offer(self, person_id: int | None) -> None:
        """Also offer somebody who is not active any more, when the action is theirs."""
        gone = [each for each in self._people if each.id == person_id and not each.active]
        self.set_choices([*who_choices(self._people), *((each.id, person_words(each)) for each in gone)])

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        if self.currentIndex() < 0 and self.count():
            self.setCurrentIndex(0)


class ActionDialog(dialogs.FormDialog):
    """A new action or a known one; it closes when the vault has it."""

    def __init__(
        self,
        parent: QWidget | None,
        session: "Session",
        context: PageContext,
        people: Sequence[PersonLine],
    ) -> None:
        super().__init__(parent, "Actie", "Bewaren")
        self._session, self._context = session, context
        self._busy = False
        self.removed: UndoStep | None = None
        self.messages = MessageArea()
        self.content.addWidget(self.messages)
        self.form = ActionForm(people, case_provider(self, session, context))
        self.form.changed.connect(lambda _name: context.drafts.touch())
        self.content.addWidget(self.form)
        self.remove = Button("Verwijderen", "delete-outline", "plain")
        self.remove.clicked.connect(lambda _checked=False: self._delete())
        self.foot.insertWidget(0, self.remove)

    def show_draft(self, draft: ActionDraft, case: str = "") -> None:
        """Fill the form; ``case`` names the case it belongs to."""
        if draft.case_id is not None and self.form.case is not None:
            self.form.case.set_person(draft.case_id, case)
        self.form.load(draft)
        self.form.rows["case_id"].setVisible(draft.agreement_id is None)
        self.remove.setVisible(draft.id is not None)
        self.form.what.setFocus(Qt.FocusReason.OtherFocusReason)
        self._context.drafts.watch(self, self, self.messages)

    def draft_key(self) -> DraftKey:
        """Which action it is."""
        draft = self.form.draft()
        return DraftKey(ACTION, draft.id, draft.version)

    def edited(self) -> bool:
        """Whether something in it is not in the vault."""
        return self.form.edited()

    def draft_content(self) -> dict[str, Any]:
        """What stands in it, with the words of its case."""
        form = self.form
        content = content_of(form.draft(), form_fields(form), form_unread(form))
        return content | {_CASE: form.case.text() if form.case is not None else ""}

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        form, here, typed = self.form, self.form.draft(), value_in(ActionDraft, content)
        form.fill(replace(typed, id=here.id, version=here.version))
        if typed.case_id is not None and form.case is not None:
            form.case.set_person(typed.case_id, content[_CASE])
        form.rows["case_id"].setVisible(typed.agreement_id is None)
        put_unread(form_fields(form), content)

    def check(self) -> bool:
        """Keep the action; the dialog closes by itself once that is done."""
        if not self._busy and self.form.validate():
            self._busy = True
            draft, save = self.form.draft(), self._session.actions.save
            self._context.tasks.run(self, lambda: save(draft), lambda _id: self.accept(), self._refused)
        return False

    def typed(self) -> bool:
        return self.edited()

    def _refused(self, error: WorldError) -> None:
        self._busy = False
        if isinstance(error, NotValid):
            self.form.show_problems(error.problems)
        self.messages.add(Message(f"{sentence(error)} Je tekst staat er nog.", "bad", key="action"))

    def _delete(self) -> None:
        action_id = self.form.draft().id
        if action_id is None or self._busy:
            return
        what = "De actie gaat van de lijst af."
        if dialogs.confirm_delete(self, "Actie", what, undoable=True, binned=True):
            self._busy = True
            session = self._session

            job = then_newest(session, lambda: session.actions.delete(action_id))
            self._context.tasks.run(self, job, self._gone, self._refused)

    def _gone(self, step: UndoStep | None) -> None:
        self.removed = step
        self.accept()


def open_action(
    parent: QWidget,
    session: "Session",
    context: PageContext,
    *,
    action_id: int | None = None,
    case_id: int | None = None,
    agreement_id: int | None = None,
    done: Callable[[], object],
    deleted: Callable[[UndoStep], object] | None = None,
) -> None:
    """A new action, of a case or an agreement when one is given; or a known one."""

    def job() -> tuple[ActionDraft, Sequence[PersonLine], Sequence[CaseLine]]:
        draft = ActionDraft(case_id=case_id, agreement_id=agreement_id)
        if action_id is not None:
            draft = session.actions.load(action_id)
        lines = session.cases.load_lines([draft.case_id]) if draft.case_id is not None else []
        return draft, session.relations.people(), lines

    def show(found: tuple[ActionDraft, Sequence[PersonLine], Sequence[CaseLine]]) -> None:
        draft, people, lines = found
        dialog = ActionDialog(parent, session, context, people)
        dialog.show_draft(draft, case_words(lines[0], context.privacy) if lines else "")
        if dialogs.run_form(dialog):
            if dialog.removed is not None and deleted is not None:
                deleted(dialog.removed)
            else:
                done()
        dialog.deleteLater()

    context.tasks.run(parent, job, show)


class ActionLineForm(ActionForm):
    """A new action under those of a case; Enter or the button adds it, and the next can be typed."""

    added = Signal(object)  # ActionDraft

    def __init__(self, case_id: int, people: Sequence[PersonLine]) -> None:
        super().__init__(people)
        self._case_id = case_id
        self.what.setPlaceholderText("Bijvoorbeeld: mentor bellen")
        button = Button("Actie bewaren", "check", small=True)
        button.clicked.connect(lambda _checked=False: self.add_now())
        self.add_widget(button)
        self.begin()

    def begin(self) -> None:
        """An empty line again."""
        self.load(ActionDraft(case_id=self._case_id))

    def add_now(self) -> None:
        """Give the action to the page, when it can be kept."""
        if self.validate():
            self.added.emit(self.draft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and plain and not isinstance(self.focusWidget(), Button):
            self.add_now()
            return
        super().keyPressEvent(event)
