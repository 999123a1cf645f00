""" "Maak actie" under a question: what, who and when in one line."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.actions import ActionDraft, check_action
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.domain.relations import PersonLine
from jeugdhulp_desktop.ui.cases.action_form import WhoField
from jeugdhulp_desktop.ui.cases.bsn_answers import BsnAnswers
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.monitoring.looks import day_words
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import DateField, TextField
from jeugdhulp_desktop.ui.widgets.form import FormPage
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Soft


class ActionFields(FormPage[ActionDraft]):
    """The three fields and the button."""

    added = Signal(object)  # ActionDraft

    def __init__(self, empty: ActionDraft, people: Sequence[PersonLine]) -> None:
        super().__init__()
        self._empty = empty
        with self.side_by_side(10):
            self.what = self.add("what", "Wat", TextField(longest=300), stretch=5)
            self.who = self.add("person_id", "Wie", WhoField(people), stretch=3)
            self.due = self.add("due_on", "Wanneer", DateField(), stretch=3)
            self.button = Button("Maak actie", "flag-plus-outline")
            self.button.clicked.connect(lambda _checked=False: self.add_now())
            place = QWidget()
            column = QVBoxLayout(place)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(5)
            column.addWidget(label(" ", "field"))  # as high as the labels beside it
            column.addWidget(self.button)
            column.addStretch(1)
            self.add_widget(place)
        self.bsn = BsnAnswers(self, ("what",))
        self.load(empty)

    def fill(self, draft: ActionDraft) -> None:
        self.set_values({"what": draft.what, "person_id": draft.person_id, "due_on": draft.due_on})
        self.bsn.forget()

    def draft(self) -> ActionDraft:
        empty = self._empty
        return ActionDraft(
            what=self.what.value(),
            person_id=self.who.value(),
            due_on=self.due.value(),
            case_id=empty.case_id,
            agreement_id=empty.agreement_id,
            run_id=empty.run_id,
        )

    def check(self, draft: ActionDraft) -> Sequence[Problem]:
        found = [each for each in check_action(draft) if each.level is Level.BLOCKS]
        return self.bsn.open_problems(found)

    def add_now(self) -> None:
        """Give the action to the page when it can be kept."""
        if self.validate():
            self.added.emit(self.draft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add_now()
            return
        super().keyPressEvent(event)


class ActionRow(Soft):
    """The fields in a tinted area, with what was made from this question above them."""

    added = Signal(object)

    def __init__(self, empty: ActionDraft, people: Sequence[PersonLine], today: date) -> None:
        super().__init__("accent_soft")
        self._people, self._today = tuple(people), today
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("flag-outline", 18, "accent"))
        head.addWidget(label("Actie", "field"), 1)
        self.body.addLayout(head)
        self.made = QVBoxLayout()
        self.made.setSpacing(2)
        self.body.addLayout(self.made)
        self.fields = ActionFields(empty, people)
        self.fields.added.connect(self.added)
        self.body.addWidget(self.fields)

    def show_made(self, draft: ActionDraft) -> None:
        """The vault has it: say so, and let the next one be typed."""
        who = next((each.name for each in self._people if each.id == draft.person_id), "ik")
        when = f", {day_words(draft.due_on, self._today)}" if draft.due_on else ""
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconLabel("check-circle-outline", 16, "ok"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(TextBlock(f"Actie gemaakt: {draft.what} ({who}{when})", "caption"), 1)
        self.made.addLayout(line)
        self.fields.load(self.fields._empty)
        self.fields.what.setFocus(Qt.FocusReason.OtherFocusReason)
