"""The form of an evaluation: when it was, every line of the agreement, and what was learnt."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.evaluations import Evaluation
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.ui.evaluations.line_row import LineRow
from jeugdhulp_desktop.ui.evaluations.texts import Learnt, Meeting
from jeugdhulp_desktop.ui.widgets.labels import Hairline
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea


class EvaluationSheet(Panel):
    """Everything that is filled in, in one column that scrolls."""

    changed = Signal()  # an answer was given, or a field was left
    typed = Signal()  # a letter in a field

    def __init__(self, evaluation: Evaluation) -> None:
        super().__init__(margin=0, spacing=0)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.meeting = Meeting()
        self.meeting.fill(evaluation)
        column.addWidget(self.meeting)
        column.addWidget(Hairline())
        finished = evaluation.finished
        self.rows = [
            LineRow(line, number, finished=finished) for number, line in enumerate(evaluation.lines, 1)
        ]
        for row in self.rows:
            row.changed.connect(self.changed)
            row.typed.connect(self.typed)
            row.stepped.connect(self._step)
            column.addWidget(row)
        self.learnt = Learnt()
        self.learnt.fill(evaluation)
        column.addWidget(self.learnt)
        column.addStretch(1)
        self.area = ScrollArea(inner)
        self.area.setAccessibleName("Evaluatie per afspraak")
        self.body.addWidget(self.area)
        self.meeting.left.connect(lambda _name: self.changed.emit())
        self.learnt.left.connect(lambda _name: self.changed.emit())
        for form in (self.meeting, self.learnt.form, self.learnt.effects):
            form.changed.connect(lambda _name: self.typed.emit())
        if finished:
            self.meeting.setEnabled(False)
            self.learnt.set_frozen(True)

    def apply(self, evaluation: Evaluation) -> Evaluation:
        """The evaluation with everything that stands here."""
        lines = tuple(row.line() for row in self.rows)
        return self.learnt.apply(self.meeting.apply(replace(evaluation, lines=lines)))

    def readable(self) -> bool:
        """Whether every field holds a value; else the focus goes to the one that does not."""
        if not self.meeting.held_on.own_problem():
            return True
        self.meeting.validate()
        self.meeting.focus_field("held_on")
        return False

    def row(self, key: str) -> LineRow | None:
        """The row of a line."""
        return next((row for row in self.rows if row.key == key), None)

    def show_problem(self, found: Problem) -> None:
        """Put the focus where something is open."""
        if found.field.startswith("lines["):
            row = self.row(found.field[len("lines[") : found.field.rindex("]")])
            if row is not None:
                row.show_problem(found)
        elif found.field in self.meeting.rows:
            self.meeting.show_problems([found])
            self.meeting.focus_field(found.field)
            self.area.ensureWidgetVisible(self.meeting)
        else:
            self.learnt.show_problem(found)

    def next_problem(self, problems: Sequence[Problem], step: int) -> None:
        """The next of these after where the focus is; round and round."""
        if not problems:
            return
        here = self._place()
        places = [self._place_of(each) for each in problems]
        ahead = [at for at, place in enumerate(places) if (place - here) * step > 0]
        at = (ahead[0] if step > 0 else ahead[-1]) if ahead else (0 if step > 0 else -1)
        self.show_problem(problems[at])

    def _place(self) -> int:
        """In which row the focus is: 0 above them, one past the last below them."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return -1
        for at, row in enumerate(self.rows, 1):
            if row.isAncestorOf(focus):
                return at
        return 0 if self.meeting.isAncestorOf(focus) else len(self.rows) + 1

    def _place_of(self, found: Problem) -> int:
        if found.field.startswith("lines["):
            key = found.field[len("lines[") : found.field.rindex("]")]
            return next((at for at, row in enumerate(self.rows, 1) if row.key == key), 0)
        return 0 if found.field in self.meeting.rows else len(self.rows) + 1

    def take_focus(self) -> None:
        """The first line without an answer, else the first field."""
        row = next((row for row in self.rows if row.line().answer is None), None)
        if row is not None:
            row.take_focus()
        else:
            self.meeting.focus_field("held_on")

    def _step(self, row: LineRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].take_focus()
