"""All questions of a run under one another, with headings where the list has them, and the next date."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.checklists import Item, Reply, Scope
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.school_years import half_year_after
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.ui.monitoring.contents import RunContents
from jeugdhulp_desktop.ui.monitoring.looks import TONES, day_words
from jeugdhulp_desktop.ui.monitoring.question import BESIDE, QuestionRow
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.fields import DateField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea

_MARGIN = 24  # pixels that stay free above and below the question in front


def has_headings(items: Sequence[Item]) -> bool:
    """Whether each block stands together, so that a heading above it makes sense."""
    turns = [item.block for at, item in enumerate(items) if at == 0 or items[at - 1].block is not item.block]
    return 1 < len(turns) == len(set(turns))


class QuestionList(Panel):
    """The questions scroll; ↑ and ↓ walk through them."""

    kept = Signal(object)  # Reply
    action_added = Signal(object, object)  # QuestionRow, ActionDraft
    next_changed = Signal(object)  # date | None
    typed = Signal()  # a letter anywhere

    def __init__(self, contents: RunContents, privacy: Privacy, today: date) -> None:
        super().__init__(margin=1, spacing=0)
        self.setAccessibleName("Vragen")
        self._contents, self._today = contents, today
        self._current: QuestionRow | None = None
        self.heads = self._make_compare_heads()
        self.body.addWidget(self.heads)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(0)
        self.rows: list[QuestionRow] = []
        headings = has_headings(contents.items)
        for number, item in enumerate(contents.items, 1):
            first = number == 1 or contents.items[number - 2].block is not item.block
            if headings and first:
                column.addWidget(_heading(item))
            column.addWidget(self._make_row(item, number, privacy))
        self.next_form: Form | None = None
        if contents.run.scope is Scope.CASE and not contents.finished:
            column.addWidget(self._make_next())
        column.addStretch(1)
        self.area = ScrollArea(inner)
        self.body.addWidget(self.area, 1)

    def _make_row(self, item: Item, number: int, privacy: Privacy) -> QuestionRow:
        row = QuestionRow(item, number, self._contents, privacy, self._today)
        row.kept.connect(self.kept)
        row.stepped.connect(self._step)
        row.typed.connect(self.typed)
        row.action_added.connect(self.action_added)
        self.rows.append(row)
        return row

    def _make_compare_heads(self) -> QWidget:
        heads = QWidget()
        whole = QVBoxLayout(heads)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 28, 8)
        line.addWidget(label("Deze keer", "caption-strong", "text2"), 1)
        previous = self._contents.previous
        day = (previous.finished_on or previous.started_on) if previous is not None else None
        then = label(f"Vorige keer, {day_words(day, self._today)}" if day else "", "caption-strong", "text2")
        then.setFixedWidth(theme().px(BESIDE - 20))
        line.addWidget(then)
        whole.addLayout(line)
        whole.addWidget(Hairline())
        heads.hide()
        return heads

    def _make_next(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(46, 12, 16, 8)
        form = self.next_form = Form()
        without = (
            f"Laat je dit leeg, dan is het over een halfjaar: {long_date(half_year_after(self._today))}."
        )
        self.next_day = form.add("next_on", "De volgende keer", DateField(), optional=True, hint=without)
        self.next_day.setMaximumWidth(theme().px(180))
        self._next_kept = self._contents.run.next_on
        form.set_values({"next_on": self._next_kept})
        form.validator = self._check_next
        form.left.connect(lambda _name: self._next_left())
        form.changed.connect(lambda _name: self.typed.emit())
        self.next_day.returnPressed.connect(self._next_left)
        column.addWidget(form)
        return box

    def _check_next(self) -> list[Problem]:
        day = self.next_day.value()
        past = day is not None and day <= self._today
        return [problem("next_on", "date-in-past")] if past else []

    def _next_left(self) -> bool:
        if self.next_form is None or self.next_day.own_problem() or self._check_next():
            if self.next_form is not None:
                self.next_form.rows["next_on"].set_note(
                    self.next_day.own_problem() or sentence(self._check_next()[0])
                )
            return self.next_form is None
        day = self.next_day.value()
        if day != self._next_kept:
            self._next_kept = day
            self.next_changed.emit(day)
        return True

    def next_edited(self) -> bool:
        """Whether the next date is one that was not given yet, or no date."""
        if self.next_form is None:
            return False
        return bool(self.next_day.own_problem()) or self.next_day.value() != self._next_kept

    # --- what stands here ---

    def row(self, key: str) -> QuestionRow | None:
        """The row of a question."""
        return next((row for row in self.rows if row.item.key == key), None)

    def replies(self) -> dict[str, Reply]:
        """Every reply as it stands on the screen."""
        return {row.item.key: row.reply() for row in self.rows}

    def tone(self, key: str) -> str:
        """The tone of an answer, "open" without one."""
        row = self.row(key)
        return TONES[row.reply().answer if row is not None else None]

    def key_of(self, found: Problem) -> str:
        """The question a problem is about: "replies[doel].explanation" is about "doel"."""
        return found.field.partition("[")[2].partition("]")[0]

    def current_key(self) -> str:
        """The question that has the focus."""
        focused = self.window().focusWidget()
        return next((row.item.key for row in self.rows if focused and row.isAncestorOf(focused)), "")

    # --- what is done ---

    def mark_current(self, focused: QWidget) -> Item | None:
        """The question with the focus offers to write something."""
        now = next((row for row in self.rows if row.isAncestorOf(focused)), None)
        if now is not self._current:
            if self._current is not None:
                self._current.set_current(False)
            self._current = now
        if now is not None:
            now.set_current(True)
        return now.item if now is not None else None

    def leave(self) -> bool:
        """Give what was typed and not kept yet; False when something must be answered first."""
        if any(row.blocked() for row in self.rows):
            return False
        if self.next_form is not None and not self._next_left():
            self.next_day.setFocus()
            return False
        return True

    def show_problem(self, found: Problem) -> None:
        """Go to what is in the way of finishing."""
        row = self.row(self.key_of(found))
        if row is not None:
            row.show_problem(found)
            self._bring(row)

    def take_focus(self) -> None:
        """The first question without an answer, or the first."""
        row = next((each for each in self.rows if each.reply().answer is None), None) or self.rows[0]
        row.take_focus()
        self._bring(row)

    def set_compare(self, on: bool) -> None:
        """Show the time before in a column beside the answers."""
        self.heads.setVisible(on)
        for row in self.rows:
            row.set_beside(on)

    def redraw_names(self) -> None:
        """Privacy mode was switched."""
        for row in self.rows:
            row.redraw_names()

    def _step(self, row: QuestionRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].take_focus()
            self._bring(self.rows[at])
        elif at >= len(self.rows) and self.next_form is not None:
            self.next_day.setFocus()
            self._bring(self.next_form)

    def _bring(self, widget: QWidget) -> None:
        """Scroll so far that the whole question is seen, once the layout has made room for it."""
        QTimer.singleShot(0, widget, lambda: self.area.ensureWidgetVisible(widget, 0, _MARGIN))


def _heading(item: Item) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(16, 14, 16, 4)
    words = item.block.value
    column.addWidget(label(words[:1].upper() + words[1:], "section"))
    return box
