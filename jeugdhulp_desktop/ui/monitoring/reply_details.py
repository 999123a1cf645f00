"""Under a question: the explanation, the evidence and an action. Made when it is first needed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.bsn import find_bsn_like
from jeugdhulp_desktop.domain.checklists import MAX_EXPLANATION, Answer, Item, Reply
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.ui.cases.bsn_answers import BsnAnswers
from jeugdhulp_desktop.ui.monitoring.action_row import ActionRow
from jeugdhulp_desktop.ui.monitoring.contents import RunContents
from jeugdhulp_desktop.ui.monitoring.evidence import EvidenceRow
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.widgets.fields import TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form

TEXTS = ("explanation", "evidence")


class ReplyDetails(QWidget):
    """Texts are given when they are left or at Enter, and only when V18 has nothing to ask."""

    kept = Signal(object)  # Reply with the texts of now
    stepped = Signal(int)
    action_added = Signal(object)  # ActionDraft
    typed = Signal()

    def __init__(self, item: Item, contents: RunContents, today: date) -> None:
        super().__init__()
        self._item, self._contents, self._today = item, contents, today
        self._reply = Reply(item.key)
        self._typing = False
        self.action: ActionRow | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.form = Form()
        area = TextArea(lines=2, longest=MAX_EXPLANATION)
        self.explanation = self.form.add("explanation", "Toelichting", area)
        self.explanation.installEventFilter(self)
        self.chooser = EvidenceRow(contents.contacts, today)
        self.chooser.picked.connect(self._picked)
        self.chooser.typing_asked.connect(self.type_evidence)
        self.form.add_widget(self.chooser)
        line = TextField("Bijvoorbeeld: besluit, cijfer of verslag, met de datum", longest=MAX_EXPLANATION)
        self.evidence = self.form.add("evidence", "", line)
        self.evidence.setAccessibleName("Bewijs: waar blijkt dat uit?")
        self.evidence.installEventFilter(self)
        self.form.layout_.setSpacing(10)
        self.bsn = BsnAnswers(self.form, TEXTS)
        self.form.validator = self._problems
        self.form.left.connect(lambda _name: self.keep_texts())
        self.form.changed.connect(lambda _name: self.typed.emit())
        column.addWidget(self.form)

    def show_reply(self, reply: Reply) -> None:
        """Show an answer; texts that are being typed stay."""
        before, self._reply = self._reply, reply
        if reply.explanation != before.explanation or not self.explanation.value():
            self.explanation.set_value(reply.explanation)
        if reply.evidence != before.evidence or not self.evidence.value():
            self.evidence.set_value(reply.evidence)
        self.chooser.set_contact(reply.evidence_contact_id)
        self.bsn.forget((reply.explanation, reply.evidence))
        self._arrange()

    def _arrange(self) -> None:
        no = self._reply.answer is Answer.NO
        needed = self._item.evidence and self._reply.answer in (Answer.YES, Answer.PARTLY)
        row = self.form.rows["explanation"]
        row.label.setText("Toelichting (nodig bij ‘nee’)" if no else "Toelichting (mag leeg blijven)")
        free = not self._contents.contacts
        typed = self._typing or needed or free or bool(self._reply.evidence)
        asked = no or needed or bool(self._reply.evidence) or self._reply.evidence_contact_id is not None
        self.chooser.setVisible(asked or self._typing)
        self.chooser.type.setVisible(not typed)
        self.form.rows["evidence"].setVisible((asked or self._typing) and typed)
        if no and self.action is None:
            run = self._contents.run
            empty = ActionDraft(case_id=run.case_id, agreement_id=run.agreement_id, run_id=run.id)
            self.action = ActionRow(empty, self._contents.people, self._today)
            self.action.added.connect(self.action_added)
            self.action.fields.changed.connect(lambda _name: self.typed.emit())
            self._column.addWidget(self.action)
        if self.action is not None:
            self.action.setVisible(no)

    def texts(self) -> Reply:
        """The reply with the texts as they stand in the fields."""
        return replace(
            self._reply,
            explanation=self.explanation.value(),
            evidence=self.evidence.value(),
            evidence_contact_id=self.chooser.contact_id(),
        )

    def keep_texts(self) -> bool:
        """Give what was typed, once; False while a text cannot be kept, which is said under it."""
        if self._problems() or self.explanation.own_problem() or self.evidence.own_problem():
            return False
        texts = self.texts()
        if texts != self._reply:
            self._reply = texts
            self.kept.emit(texts)
        return True

    def show_problem(self, found: Problem, name: str) -> None:
        """Put the sentence of a problem under its field."""
        if name == "evidence":
            self.type_evidence()
        self.form.rows[name].set_note(sentence(found), "bad")
        self.form.focus_field(name)

    def type_evidence(self) -> None:
        """Open the line for evidence in words."""
        self._typing = True
        self._arrange()
        self.evidence.setFocus(Qt.FocusReason.OtherFocusReason)

    def _picked(self, _contact_id: object) -> None:
        self.form.rows["evidence"].set_note("")
        self.keep_texts()

    def _problems(self) -> Sequence[Problem]:
        typed = {"explanation": self.explanation.value(), "evidence": self.evidence.value()}
        found = [
            problem(name, "bsn-like", Level.REMARK, "V18")
            for name, text in typed.items()
            if find_bsn_like(text)
        ]
        return self.bsn.open_problems(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the text and goes to the next question; Shift+Enter begins a new line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.keep_texts():
                    self.stepped.emit(1)
                else:
                    self.form.validate()
                return True
        return super().eventFilter(watched, event)
