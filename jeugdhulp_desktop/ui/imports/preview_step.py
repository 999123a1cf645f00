"""Step 3: what fetching would do, pupil by pupil, before anything is written."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.roster_plans import answer
from jeugdhulp_desktop.domain.rosters import ImportPlan, KeyQuestion
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.ui.imports.jobs import Preview
from jeugdhulp_desktop.ui.imports.parts import CountTabs
from jeugdhulp_desktop.ui.imports.plan_lines import Kind, PreviewLine, preview_lines, question_words
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.choice_field import ChoiceField
from jeugdhulp_desktop.ui.widgets.filters import SearchField
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column, LinesModel
from jeugdhulp_desktop.ui.widgets.messages import EmptyState
from jeugdhulp_desktop.ui.widgets.panel import Soft
from jeugdhulp_desktop.ui.widgets.segmented import Segment, SegmentedAnswer
from jeugdhulp_desktop.ui.widgets.table import LinesTable

NEW_SCHOOL = "new"
YES_NO = (Segment(True, "Ja", "J1", "check", "ok"), Segment(False, "Nee", "N2", "close", "neutral"))
_NOTHING = {
    Kind.NEW: "Er komen geen leerlingen bij.",
    Kind.CHANGED: "Er verandert niets aan leerlingen die er al staan.",
    Kind.GONE: "Er gaan geen leerlingen weg.",
    Kind.SAME: "Er zijn geen leerlingen die gelijk blijven.",
}


def _name(line: PreviewLine) -> Cell:
    return Cell(line.name, bold=True)


def _number(line: PreviewLine) -> Cell:
    return Cell(str(line.line) if line.line else "bestand", icon="alert-circle-outline", tone="bad")


_PUPIL: tuple[Column[PreviewLine], ...] = (
    Column("name", "Leerling", _name, width=200, stretch=2),
    Column("group", "Groep", lambda line: line.group, width=90, stretch=1, hide_first=2),
    Column("born", "Geboren", lambda line: line.born, width=120, hide_first=3),
    Column("what", "Wat er gebeurt", lambda line: line.what, width=260, stretch=3),
)
_QUESTION: tuple[Column[PreviewLine], ...] = (
    *_PUPIL[:3],
    Column("what", "Wat er anders is", lambda line: line.what, width=220, stretch=2),
    Column("answer", "Antwoord", lambda line: line.pill or "", width=150),
)
_ERROR: tuple[Column[PreviewLine], ...] = (
    Column("line", "Regel", _number, width=110),
    Column("what", "Wat er is", lambda line: line.what, width=400, stretch=1),
)
_COLUMNS = {Kind.QUESTION: _QUESTION, Kind.ERROR: _ERROR}


class PreviewStep(QWidget):
    """School, tabs that count, one list, and the question about the chosen line."""

    school_chosen = Signal(object)  # id, or NEW_SCHOOL
    changed = Signal()  # an answer: the counts and what is missing may differ

    def __init__(self, privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._privacy = privacy
        self._preview: Preview | None = None
        self.answers: dict[int, bool] = {}
        self._lines: dict[Kind, list[PreviewLine]] = {kind: [] for kind in Kind}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._make_school())
        head = QHBoxLayout()
        head.setSpacing(12)
        self.tabs = CountTabs()
        self.tabs.chosen.connect(lambda _kind: self._show())
        head.addWidget(self.tabs, 1)
        self.search = SearchField("Naam zoeken")
        self.search.setFixedWidth(theme().px(150))
        self.search.setAcceptDrops(False)  # a file that is dropped here is meant for the page
        self.search.searched.connect(lambda _words: self._show())
        head.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(head)
        self.model: LinesModel[PreviewLine] = LinesModel(_PUPIL)
        self.empty = EmptyState("check-circle-outline", "", "")
        self.table = LinesTable(self.model, "Leerlingen in het bestand", hints=False, empty=self.empty)
        self.table.selected.connect(lambda _line: self._ask())
        self.table.opened.connect(lambda _line: self.reply.setFocus())
        self.search.moved_down.connect(self.table.take_focus)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._make_question())
        self.school_box.hide()
        self.question_box.hide()
        privacy.changed.connect(self._write)

    def _make_school(self) -> QWidget:
        self.school_box = Soft("accent_soft")
        row = QHBoxLayout()
        row.setSpacing(12)
        self.school_words = TextBlock("")
        row.addWidget(self.school_words, 1)
        self.school = ChoiceField(placeholder="Kies de school")
        self.school.setAccessibleName("School van deze lijst")
        self.school.setMinimumWidth(theme().px(260))
        self.school.changed.connect(lambda: self.school_chosen.emit(self.school.value()))
        row.addWidget(self.school)
        self.school_box.body.addLayout(row)
        return self.school_box

    def _make_question(self) -> QWidget:
        self.question_box = Soft("warn_soft")
        row = QHBoxLayout()
        row.setSpacing(12)
        self.question_words = TextBlock("")
        row.addWidget(self.question_words, 1)
        self.reply = SegmentedAnswer("Is dit dezelfde leerling?", YES_NO)
        self.reply.answered.connect(self._answered)
        self.reply.stepped.connect(self._step)
        row.addWidget(self.reply)
        self.all_yes = Button("Overal ja", kind="link")
        self.all_yes.clicked.connect(lambda _checked=False: self._answer_all())
        row.addWidget(self.all_yes)
        self.question_box.body.addLayout(row)
        self.question_hint = label(
            "Zonder antwoord blijft de leerling zoals hij is. De volgende lijst vraagt het weer.",
            "caption",
            "text2",
            wrap=True,
        )
        self.question_box.body.addWidget(self.question_hint)
        return self.question_box

    def show_preview(self, preview: Preview, school: object) -> None:
        """Show another plan; ``school`` is what was chosen in the field of schools, or None."""
        same_file = self._preview is not None and self._preview.plan.file.sha256 == preview.plan.file.sha256
        self._preview = preview
        asked = {question.pupil.id for question in preview.plan.questions}
        self.answers = {each: same for each, same in self.answers.items() if same_file and each in asked}
        self._show_school(preview, school)
        self._write()
        if not same_file or not self._lines[self.tabs.current()]:
            order = (Kind.QUESTION, Kind.NEW, Kind.CHANGED, Kind.GONE, Kind.ERROR, Kind.SAME)
            self.tabs.choose(next((kind for kind in order if self._lines[kind]), Kind.SAME))

    def plan(self) -> ImportPlan | None:
        """The plan as it was made, without the answers."""
        return self._preview.plan if self._preview else None

    def effective(self) -> ImportPlan | None:
        """The plan with the answers so far."""
        return answer(self._preview.plan, self.answers) if self._preview else None

    def forget(self) -> None:
        """Nothing of the file stays on the screen or in memory."""
        self._preview, self.answers = None, {}
        self._lines = {kind: [] for kind in Kind}
        self.search.clear()
        self.model.set_lines([])

    def take_focus(self) -> None:
        """The school when it is asked, the first question when there is one, else the list."""
        if not self.school_box.isHidden() and self.school.value() is None:
            self.school.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.question_box.isHidden():
            self.reply.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.table.take_focus()

    def show_errors(self) -> None:
        """The tab of the faulty rows, for F8."""
        if self._lines[Kind.ERROR]:
            self.tabs.choose(Kind.ERROR)
            self.table.take_focus()

    def _show_school(self, preview: Preview, chosen: object) -> None:
        code, known = preview.plan.file.school.code, preview.plan.school_id
        unknown = bool(code) and (known is None or chosen is not None)
        several = not code and (len(preview.schools) > 1 or known is None)
        self.school_box.setVisible(unknown or several)
        choices: list[tuple[Any, str]] = [(school.id, school.name) for school in preview.schools]
        if code:
            choices.append((NEW_SCHOOL, f"Nieuwe school met BRIN {code}"))
        self.school.set_choices(choices)
        self.school.set_value(chosen if chosen is not None else known)
        self.school_words.set_text(
            f"De school met BRIN {code} staat nog niet in de kluis. Bij welke school hoort deze lijst?"
            if code
            else "Bij welke school hoort deze lijst?"
        )

    def _write(self) -> None:
        if self._preview is None:
            return
        plan, hints = self._preview.plan, self._preview.hints
        self._lines = preview_lines(plan, hints, self.answers, self._privacy.name)
        self.tabs.set_counts({kind: len(lines) for kind, lines in self._lines.items()})
        self._show()

    def _show(self) -> None:
        kind = self.tabs.current()
        words = fold(self.search.text()).split() if kind is not Kind.ERROR else []
        every = self._lines[kind]
        lines = [line for line in every if _fits(fold(line.name), words)] if words else every
        columns = _COLUMNS.get(kind, _PUPIL)
        if self.model.columns != columns:
            self.model.set_columns(columns)
        self.empty.say(*_empty_words(kind, self.search.text() if words else ""))
        self.model.set_lines(lines)
        many = "regels" if kind is Kind.ERROR else "leerlingen"
        noun = many if len(every) != 1 else many.removesuffix("s" if kind is Kind.ERROR else "en")
        self.table.set_count(f"{len(lines)} van {len(every)} {noun}" if words else f"{len(every)} {noun}")
        self.search.setVisible(kind is not Kind.ERROR)
        asking = kind is Kind.QUESTION and bool(lines)
        self.question_box.setVisible(asking)
        if asking and self.table.current() is None:
            self.table.select_row(0)
        self._ask()

    def _asked(self) -> KeyQuestion | None:
        line = self.table.current()
        if self._preview is None or line is None or line.kind is not Kind.QUESTION:
            return None
        questions = self._preview.plan.questions
        return next((each for each in questions if each.pupil.id == line.pupil_id), None)

    def _ask(self) -> None:
        question = self._asked()
        if question is None:
            return
        words = question_words(question, self._privacy.name)
        self.question_words.set_text(words)
        self.reply.set_name(words)
        self.reply.set_value(self.answers.get(question.pupil.id))
        several = self._preview is not None and len(self._preview.plan.questions) > 1
        self.all_yes.setVisible(several)

    def _answered(self, same: object) -> None:
        question = self._asked()
        if question is None:
            return
        self.answers[question.pupil.id] = same is True
        self._write()
        self._to_next_open()
        self.changed.emit()

    def _to_next_open(self) -> None:
        following = next((row for row, line in enumerate(self.model.lines())
                          if line.pupil_id not in self.answers), None)  # fmt: skip
        if following is not None:
            self.table.select_row(following)
            self.reply.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer_all(self) -> None:
        if self._preview is not None:
            for question in self._preview.plan.questions:
                self.answers.setdefault(question.pupil.id, True)
            self._write()
            self.changed.emit()

    def _step(self, step: int) -> None:
        row = self.table.view.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.table.select_row(row)


def _fits(name: str, words: Sequence[str]) -> bool:
    """The beginning of each word, in any order, as everywhere (6.6 no. 4)."""
    parts = name.split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def _empty_words(kind: Kind, searched: str) -> tuple[str, str]:
    if searched:
        return f"Geen leerling met ‘{searched}’", "Kijk ook bij de andere knoppen hierboven."
    return _NOTHING.get(kind, "Hier staat niets."), ""


def remarks_of(plan: ImportPlan) -> list[Problem]:
    """The remarks that stand above the preview; school and practice vault are asked in their own way."""
    return [each for each in plan.remarks if each.code not in ("unknown-brin", "demo-vault")]
