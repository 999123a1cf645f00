"""One line of the agreement: what was agreed, what the vault knows of it, the answer and its explanation."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.evaluations import EvaluationLine, Realised
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.ui.evaluations.looks import SEGMENTS, answer_pill
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextArea
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import Hairline, Pill, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import reveal
from jeugdhulp_desktop.ui.widgets.segmented import SegmentedAnswer

NUMBER = 30
NARROW = 620  # logical pixels of a row: below this the answer stands under the words
_LONGEST = 20_000


class LineRow(QWidget):
    """A line to answer, or an answer to read when the evaluation is finished."""

    changed = Signal()  # an answer was given, or a text was left
    stepped = Signal(object, int)  # this row, ±1
    typed = Signal()  # a letter in a text

    def __init__(self, line: EvaluationLine, number: int, *, finished: bool) -> None:
        super().__init__()
        self._line_value, self._finished = line, finished
        self.form: Form | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(16, 10, 16, 11)
        self._inside.setSpacing(10)
        whole.addLayout(self._inside)
        whole.addWidget(Hairline())
        self._make_line(number)
        self._show_details()

    @property
    def key(self) -> str:
        """Which line this is."""
        return self._line_value.key

    def _make_line(self, number: int) -> None:
        line = self._row = QHBoxLayout()
        self._inside.addLayout(line)
        line.setSpacing(0)
        figure = label(str(number), "body", "text2")
        figure.setFixedWidth(theme().px(NUMBER))
        line.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        self._words.setSpacing(1)
        line.addLayout(self._words, 1)
        value = self._line_value
        self._words.addWidget(label(value.subject, "strong", wrap=True))
        self._agreed = TextBlock("", "caption", "text2")
        self._words.addWidget(self._agreed)
        self._texts = TextBlock("", "caption", "text")
        self._words.addWidget(self._texts)
        self.add = Button("Toelichting schrijven", kind="link")
        self.add.setAccessibleName(f"Toelichting schrijven bij {value.subject}")
        self.add.clicked.connect(lambda _checked=False: self.open_details())
        self._words.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        line.addSpacing(16)
        self.answer: SegmentedAnswer | None = None
        if self._finished:
            line.addWidget(Pill(answer_pill(value.answer)), 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.answer = SegmentedAnswer(value.subject, SEGMENTS)
            self.answer.set_value(value.answer)
            self.answer.answered.connect(self._answered)
            self.answer.stepped.connect(lambda step: self.stepped.emit(self, step))
            line.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignTop)
        self._show_facts()

    def _show_facts(self) -> None:
        value = self._line_value
        told = [f"Afgesproken: {value.agreed}"] if value.agreed else []
        told += [f"In de kluis: {value.figure}"] if value.figure else []
        self._agreed.set_text("\n".join(told))
        self._agreed.setVisible(bool(told))
        if self.answer is not None:
            self.answer.setAccessibleDescription(". ".join(told))

    # --- values ---

    def line(self) -> EvaluationLine:
        """The line with what stands on the screen."""
        if self.form is None:
            return self._line_value
        texts = self.form.values()
        return replace(self._line_value, explanation=texts["explanation"], to_do=texts["to_do"])

    def show_figures(self, line: EvaluationLine) -> None:
        """The agreement or the figures changed meanwhile; what was typed stays."""
        self._line_value = replace(self.line(), agreed=line.agreed, figure=line.figure, subject=line.subject)
        self._show_facts()

    def _answered(self, answer: Realised) -> None:
        before = self.line()
        self._line_value = replace(before, answer=answer)
        self._show_details()
        self.changed.emit()
        needed = answer in (Realised.PARTLY, Realised.NO)
        if needed and before.answer is not answer and self.form is not None and not before.explanation:
            self.explanation.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _text_left(self) -> None:
        line = self.line()
        if line != self._line_value:
            self._line_value = line
            self.changed.emit()

    def take_typed(self, answer: Realised | None, texts: Mapping[str, str]) -> None:
        """Show an answer and texts that were typed before, over what is kept."""
        if self._finished:
            return
        if answer is not None and answer is not self._line_value.answer:
            self._line_value = replace(self._line_value, answer=answer)
            if self.answer is not None:
                self.answer.set_value(answer)
        if any(texts.values()):
            self._make_form()
        self._show_details()
        if self.form is not None:
            self.form.restore(dict(texts))

    # --- details ---

    def _show_details(self) -> None:
        line = self._line_value
        needed = line.answer in (Realised.PARTLY, Realised.NO)
        if not self._finished and (needed or line.explanation or line.to_do):
            self._make_form()
        written = [line.explanation] if line.explanation else []
        written += [f"Nog te doen: {line.to_do}"] if line.to_do else []
        self._texts.set_text("\n".join(written))
        self._texts.setVisible(self._finished and bool(written))
        self.add.setVisible(not self._finished and self.form is None and line.answer is not None)

    def _make_form(self) -> None:
        if self.form is not None:
            return
        line = self._line_value
        form = self.form = Form(self)
        form.setContentsMargins(theme().px(NUMBER), 0, 0, 4)
        self.explanation = TextArea(lines=2, longest=_LONGEST)
        self.to_do = TextArea(lines=2, longest=_LONGEST)
        with form.side_by_side():
            form.add("explanation", "Stand van zaken", self.explanation, stretch=3)
            form.add("to_do", "Nog te doen", self.to_do, stretch=2)
        for field, name in ((self.explanation, "Stand van zaken"), (self.to_do, "Nog te doen")):
            field.setAccessibleName(f"{name} bij {line.subject}")
        form.set_values({"explanation": line.explanation, "to_do": line.to_do})
        form.left.connect(lambda _name: self._text_left())
        form.changed.connect(lambda _name: self.typed.emit())
        self._inside.addWidget(form)

    def open_details(self) -> None:
        """Write something with an answer that does not need it."""
        self._make_form()
        self.add.hide()
        self.explanation.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_focus(self) -> None:
        """Put the focus on the answer."""
        if self.answer is not None:
            self.answer.setFocus(Qt.FocusReason.ShortcutFocusReason)
        reveal(self)

    def show_problem(self, found: Problem) -> None:
        """Bring what is in the way to the eye, and put the focus there."""
        name = found.field.rpartition(".")[2]
        if name == "answer" or self.answer is None:
            self.take_focus()
            return
        self._make_form()
        if self.form is not None:
            self.form.show_problems([replace(found, field=name)])
            self.form.focus_field(name)
        reveal(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the answer opens the place to write."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if plain and enter and self._line_value.answer is not None and not self._finished:
            self.open_details()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the answer goes under the words."""
        super().resizeEvent(event)
        if self.answer is None:
            return
        under = self.width() < theme().px(NARROW)
        if under and self._row.indexOf(self.answer) >= 0:
            self._row.removeWidget(self.answer)
            self._words.addSpacing(4)
            self._words.addWidget(self.answer)
        elif not under and self._words.indexOf(self.answer) >= 0:
            at = self._words.indexOf(self.answer)
            self._words.removeWidget(self.answer)
            self._words.takeAt(at - 1)
            self._row.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignTop)
