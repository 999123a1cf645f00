"""The sections that are small tables: Taken en verwachtingen, Monitoring, Ondertekening."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from jeugdhulp_desktop.domain.agreement_kinds import Responsible, Role, Section, TaskAnswer
from jeugdhulp_desktop.domain.agreement_sections import Expectation, Task
from jeugdhulp_desktop.domain.agreement_terms import Measure, Signatory
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.ui.agreements.growing_line import GrowingLine
from jeugdhulp_desktop.ui.agreements.rows import RowColumn, RowKind, Rows
from jeugdhulp_desktop.ui.agreements.section import EditorSection, add_button
from jeugdhulp_desktop.ui.agreements.simple_sections import role_label
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks, put_beside_label
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label

_ANSWERS: list[tuple[TaskAnswer | None, str]] = [
    (None, "–"),
    *((answer, answer.value) for answer in TaskAnswer),
]
_PROVIDES = {
    Responsible.SCHOOL: "De school levert",
    Responsible.WELFARE: "De welzijnsorganisatie levert",
    Responsible.MUNICIPALITY: "De gemeente levert",
    Responsible.PARENTS: "Waar ouders voor zorgen",
    Responsible.CHILDCARE: "Waar de kinderopvang voor zorgt",
    Responsible.SWV: "Waar het samenwerkingsverband voor zorgt",
}
_WITH_CHILDCARE = frozenset({SchoolType.KINDEROPVANG, SchoolType.BAO, SchoolType.SBO, SchoolType.SO})


class _AnswerField(ChoiceField):
    """Who does a task: an answer, or a dash for not chosen."""

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        if self.currentIndex() < 0:
            self.setCurrentIndex(0)


def _task_apart(task: Task) -> Mapping[str, Any]:
    return {"text": task.text, **{worker.value: task.answers.get(worker) for worker in WorkerType}}


def _task_together(_task: Task, parts: dict[str, Any]) -> Task:
    answers = {worker: parts[worker.value] for worker in WorkerType if parts[worker.value] is not None}
    return Task(parts["text"], answers)


class TaskSection(EditorSection):
    """5: who does what, and what each party provides or is responsible for (one line each)."""

    kind = Section.TASKS

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__("Wie doet wat?")
        columns = [RowColumn("text", "Taak", GrowingLine)]
        for worker in WorkerType:
            columns.append(RowColumn(worker.value, worker.value, lambda: _AnswerField(_ANSWERS), width=98))
        self.tasks = Rows(
            self,
            "tasks",
            "Taak",
            columns,
            RowKind(lambda: Task(""), _task_apart, _task_together),
            empty="Nog geen taken verdeeld.",
        )
        self.hold("tasks", self.tasks, forms=False)
        self.add_button = add_button(self, "Taak", "Taak toevoegen", self.tasks.add)
        self.body.addWidget(self.tasks)
        self.body.addWidget(Hairline())
        self._form = Form()
        self._areas: dict[Responsible, TextArea] = {}
        for role, words in _PROVIDES.items():
            area = self._areas[role] = TextArea(lines=3)
            path = f"expectations.{role.name.lower()}"
            self._form.add(path, words, area, optional=True, hint="Eén per regel.")
            self.take(path, area)
            if blocks is not None:
                put_beside_label(self._form.rows[path], blocks.button(path, area, words))
        self.body.addWidget(self._form)

    def fill(self, agreement: Agreement) -> None:
        super().fill(agreement)
        for role, area in self._areas.items():
            lines = [each.text for each in agreement.expectations if each.role is role]
            area.set_value("\n".join(lines))
        childcare = agreement.school.school_type in _WITH_CHILDCARE or bool(
            self._areas[Responsible.CHILDCARE].value()
        )
        self._form.rows["expectations.childcare"].setVisible(childcare)

    def apply(self, agreement: Agreement) -> Agreement:
        expectations = tuple(
            Expectation(role, line.strip())
            for role, area in self._areas.items()
            for line in area.value().splitlines()
            if line.strip()
        )
        return replace(super().apply(agreement), expectations=expectations)

    def focus_path(self, path: str) -> bool:
        number = path.removeprefix("expectations[").partition("]")[0]
        if number.isdigit():  # "expectations[7].text": in the field of the party whose line it is
            role = next((role for role, end in self._ends() if int(number) < end), Responsible.SCHOOL)
            path = f"expectations.{role.name.lower()}"
        return super().focus_path(path)

    def _ends(self) -> list[tuple[Responsible, int]]:
        """Up to which line of all expectations the lines of each party go."""
        ends, total = [], 0
        for role, area in self._areas.items():
            total += sum(bool(line.strip()) for line in area.value().splitlines())
            ends.append((role, total))
        return ends


class MeasureSection(EditorSection):
    """12: what is measured, when, from which source, told to whom, and how satisfaction is asked."""

    kind = Section.MEASURES

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__("Waaraan zien we in juni of het werkt?")
        titles = (
            ("indicator", "Wat we meten"),
            ("moment", "Wanneer"),
            ("source", "Bron"),
            ("report_to", "Voor wie"),
        )
        columns = [
            RowColumn(name, title, GrowingLine, 3 if name == "indicator" else 2) for name, title in titles
        ]
        self.measures = Rows(
            self, "measures", "Meting", columns, RowKind(Measure), empty="Nog niets om te meten."
        )
        self.hold("measures", self.measures, forms=False)
        self.add_button = add_button(self, "Meting", "Meting toevoegen", self.measures.add)
        self.body.addWidget(self.measures)
        form = Form()
        self.text(form, "monitoring_note", "&Afspraken over monitoring", TextArea(lines=2), blocks)
        self.text(form, "satisfaction", "Hoe we vragen of mensen &tevreden zijn", TextArea(lines=2), blocks)
        self.body.addWidget(form)


class SigningSection(EditorSection):
    """16: who signs for each party; the dates come when the paper is back."""

    kind = Section.SIGNING
    _COLUMNS = (("organisation", "Organisatie"), ("name", "Naam"), ("function", "Functie"))

    def __init__(self) -> None:
        super().__init__("Wie tekent voor wie? Datum en plaats vul je in als er getekend is.")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        self._states: dict[Role, QWidget] = {}
        for column, (_name, title) in enumerate(self._COLUMNS):
            grid.addWidget(label(title, "field", "text2"), 0, column + 1)
            grid.setColumnStretch(column + 1, 1)
        for row, role in enumerate(Role):
            grid.addWidget(label(role_label(role), "strong"), row + 1, 0)
            for column, (name, title) in enumerate(self._COLUMNS):
                field = TextField(longest=120)
                field.setAccessibleName(f"{title} van wie tekent voor {role_label(role)}")
                grid.addWidget(self.take(f"signatories[{row}].{name}", field), row + 1, column + 1)
            state = label("", "caption", "text2")
            self._states[role] = state
            grid.addWidget(state, row + 1, len(self._COLUMNS) + 1, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(grid)
        self._kept = label("", "caption", "text2", wrap=True)
        self.body.addWidget(self._kept)
        self._before: Sequence[Signatory] = ()

    def fill(self, agreement: Agreement) -> None:
        self._before = agreement.signatories
        known = {each.role: each for each in agreement.signatories}
        for row, role in enumerate(Role):
            each = known.get(role, Signatory(role))
            for name, _title in self._COLUMNS:
                cast("Any", self.fields[f"signatories[{row}].{name}"]).set_value(getattr(each, name))
            signed = f"getekend op {long_date(each.signed_on)}" if each.signed_on else ""
            cast("Any", self._states[role]).setText(signed)
        kept = agreement.paper_kept_at
        self._kept.setText(f"Het papier ligt: {kept}" if kept else "")
        self._kept.setVisible(bool(kept))

    def apply(self, agreement: Agreement) -> Agreement:
        known = {each.role: each for each in self._before}
        rows = []
        for row, role in enumerate(Role):
            typed = {
                name: cast("Any", self.fields[f"signatories[{row}].{name}"]).value()
                for name, _t in self._COLUMNS
            }
            if any(typed.values()) or role in known:
                rows.append(replace(known.get(role, Signatory(role)), **typed))
        return replace(agreement, signatories=tuple(rows))
