"""One question of a list: number, words, the time before, the answer, and what belongs to the answer."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.checklists import Answer, Item, Reply
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.ui.cases.looks import private_text
from jeugdhulp_desktop.ui.monitoring.contents import RunContents
from jeugdhulp_desktop.ui.monitoring.evidence import contact_label
from jeugdhulp_desktop.ui.monitoring.looks import SEGMENTS, answer_pill, previous_words
from jeugdhulp_desktop.ui.monitoring.reply_details import ReplyDetails
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, Pill, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout
from jeugdhulp_desktop.ui.widgets.segmented import SegmentedAnswer

NUMBER, BESIDE = 30, 260
NARROW = 560  # logical pixels of a row: below this the answer stands under the question


class QuestionRow(QWidget):
    """A question to answer, or an answer to read when the run is finished."""

    kept = Signal(object)  # Reply to store at once
    stepped = Signal(object, int)  # this row, ±1
    action_added = Signal(object, object)  # this row, ActionDraft
    typed = Signal()  # a letter in a text or in an action

    def __init__(self, item: Item, number: int, contents: RunContents, privacy: Privacy, today: date) -> None:
        super().__init__()
        self.item = item
        self._contents, self._privacy, self._today = contents, privacy, today
        self._reply = contents.run.reply(item.key)
        self._opened = False
        self.details: ReplyDetails | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(16, 10, 16, 11)
        self._inside.setSpacing(10)
        whole.addLayout(self._inside)
        whole.addWidget(Hairline())
        self._make_line(number)
        self.show_reply(self._reply)

    def _make_line(self, number: int) -> None:
        line = self._line = QHBoxLayout()
        self._inside.addLayout(line)  # first, so that whatever is added has a parent and is no window
        figure = label(str(number), "body", "text2")
        figure.setFixedWidth(theme().px(NUMBER))
        line.addWidget(figure, 0, Qt.AlignmentFlag.AlignVCenter)
        line.setSpacing(0)
        self._words = QVBoxLayout()
        self._words.setSpacing(1)
        line.addLayout(self._words, 1)
        self.question = label(self.item.text, "strong", wrap=True)
        self._words.addWidget(self.question)
        before = previous_words(self._contents.previous, self.item.key, self._today)
        self.before = label(before, "caption", "text2")
        self._words.addWidget(self.before)
        self.before.setVisible(bool(before))
        self.kept_texts = TextBlock("", "caption", "text2")
        self._words.addWidget(self.kept_texts)
        self.add = Button("Toelichting schrijven", kind="link")
        self.add.clicked.connect(lambda _checked=False: self.open_details())
        self.add.hide()
        self._words.addWidget(self.add)
        line.addSpacing(16)
        self.answer: SegmentedAnswer | None = None
        if self._contents.finished:
            self.pill = Pill(answer_pill(self._reply.answer))
            line.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.answer = SegmentedAnswer(self.item.text, SEGMENTS)
            told = " ".join(filter(None, [self.item.hint, before]))
            self.answer.setAccessibleDescription(told)
            self.answer.answered.connect(self._answered)
            self.answer.stepped.connect(lambda step: self.stepped.emit(self, step))
            line.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignVCenter)
        self.beside = QWidget()
        self.beside.setFixedWidth(theme().px(BESIDE))
        column = QVBoxLayout(self.beside)
        column.setContentsMargins(20, 0, 0, 0)
        column.setSpacing(4)
        self.beside.hide()
        line.addWidget(self.beside, 0, Qt.AlignmentFlag.AlignTop)

    # --- what is shown ---

    def reply(self) -> Reply:
        """The reply with what stands in the fields now."""
        return self.details.texts() if self.details is not None else self._reply

    def show_reply(self, reply: Reply) -> None:
        """Show an answer with its texts."""
        self._reply = reply
        if self.answer is not None and self.answer.value() is not reply.answer:
            self.answer.set_value(reply.answer)
        if self.details is None and self._needs_details(reply):
            self._make_details()
        if self.details is not None:
            self.details.show_reply(reply)
            self.details.setVisible(self._needs_details(reply) or bool(self._texts_of(reply)))
        self._write_texts()

    def _needs_details(self, reply: Reply) -> bool:
        if self._contents.finished:
            return False
        evidence = self.item.evidence and reply.answer in (Answer.YES, Answer.PARTLY)
        return reply.answer is Answer.NO or evidence or self._opened

    def _write_texts(self) -> None:
        """What was written earlier, while the fields are closed."""
        open_now = self.details is not None and not self.details.isHidden()
        words = "" if open_now else self._texts_of(self._reply)
        self.kept_texts.set_text(words)
        self.kept_texts.setVisible(bool(words))

    def _texts_of(self, reply: Reply) -> str:
        parts = [reply.explanation] if reply.explanation else []
        line = next((each for each in self._contents.contacts if each.id == reply.evidence_contact_id), None)
        shown = ", ".join(filter(None, [contact_label(line, self._today) if line else "", reply.evidence]))
        if shown:
            parts.append(f"Bewijs: {shown}")
        return private_text("\n".join(parts), self._privacy, self._contents.about)

    def redraw_names(self) -> None:
        """Privacy mode was switched."""
        self._write_texts()
        if not self.beside.isHidden():
            self.set_beside(True)

    def set_beside(self, shown: bool) -> None:
        """Show the answer of the time before in a column of its own."""
        column = self.beside.layout()
        if column is None:
            return
        clear_layout(column)
        previous = self._contents.previous
        if shown and previous is not None:
            reply = previous.reply(self.item.key)
            if reply.answer is None:
                column.addWidget(label("Toen niet gevraagd", "caption", "text2"))
            else:
                column.addWidget(Pill(answer_pill(reply.answer)))
                texts = self._texts_of(reply)
                if texts:
                    column.addWidget(TextBlock(texts, "caption", "text2"))
        self.beside.setVisible(shown and previous is not None)
        self.before.setVisible(bool(self.before.text()) and not shown)

    def set_current(self, current: bool) -> None:
        """The focus is in this question: offer to write something with the answer."""
        closed = self.details is None or self.details.isHidden()
        self.add.setVisible(current and closed and self.answer is not None and self._reply.answer is not None)

    # --- what is done ---

    def take_focus(self) -> None:
        """Put the focus on the answer."""
        if self.answer is not None:
            self.answer.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_details(self) -> None:
        """Write an explanation or evidence, also where it is not asked."""
        self._opened = True
        self.show_reply(self._reply)
        self.add.hide()
        if self.details is not None:
            self.details.explanation.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def give(self, reply: Reply) -> None:
        """An answer that was given before and did not reach the vault: show it and give it again."""
        self.show_reply(reply)
        self.kept.emit(reply)

    def open_for_typing(self) -> None:
        """The place to write is open; the keyboard stays where it is."""
        self._opened = True
        self.show_reply(self._reply)

    def show_problem(self, found: Problem) -> None:
        """Bring what is in the way of finishing to the eye, and put the focus there."""
        name = found.field.rpartition(".")[2]
        if name == "answer" or self.answer is None:
            self.take_focus()
            return
        if self.details is None:
            self._opened = True
            self.show_reply(self._reply)
        if self.details is not None:
            self.details.show_problem(found, name)

    def blocked(self) -> bool:
        """Give texts that were not given yet; True when one cannot be kept, and then the focus goes there."""
        if self.details is None or self.details.keep_texts():
            return False
        self.details.form.validate()
        return True

    def _answered(self, answer: Answer) -> None:
        reply = replace(self.reply(), answer=answer)
        first_no = answer is Answer.NO and self._reply.answer is not Answer.NO
        self.show_reply(reply)
        self.kept.emit(reply)
        if first_no and self.details is not None and not reply.explanation:
            self.details.explanation.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _texts_kept(self, reply: Reply) -> None:
        self._reply = reply
        self.kept.emit(reply)

    def _make_details(self) -> None:
        self.details = ReplyDetails(self.item, self._contents, self._today)
        self.details.setContentsMargins(theme().px(NUMBER), 0, 0, 4)
        self.details.kept.connect(self._texts_kept)
        self.details.typed.connect(self.typed)
        self.details.stepped.connect(lambda step: self.stepped.emit(self, step))
        self.details.action_added.connect(lambda draft: self.action_added.emit(self, draft))
        self._inside.addWidget(self.details)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the answer opens the place to write."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._reply.answer is not None:
            self.open_details()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the answer goes under the question."""
        super().resizeEvent(event)
        if self.answer is None:
            return
        room = self.width() - (self.beside.width() if not self.beside.isHidden() else 0)
        under = room < theme().px(NARROW)
        if under and self._line.indexOf(self.answer) >= 0:
            self._line.removeWidget(self.answer)
            self._words.insertSpacing(2, 4)
            self._words.insertWidget(3, self.answer)
        elif not under and self._words.indexOf(self.answer) >= 0:
            at = self._words.indexOf(self.answer)
            self._words.removeWidget(self.answer)
            self._words.takeAt(at - 1)
            self._line.insertWidget(
                self._line.indexOf(self.beside), self.answer, 0, Qt.AlignmentFlag.AlignVCenter
            )
