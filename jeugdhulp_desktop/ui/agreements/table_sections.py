"""The sections that are small tables: Taken en verwachtingen, Monitoring, Ondertekening."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from jeugdhulp_desktop.domain.agreement_sections import (
    Expectation,
    Measure,
    Responsible,
    Role,
    Signatory,
    Task,
    TaskAnswer,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.agreements.simple_sections import role_label
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button, IconButton
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout

_ANSWERS: list[tuple[TaskAnswer | None, str]] = [
    (None, "–"),
    *((answer, answer.value) for answer in TaskAnswer),
]


class TaskSection(EditorSection):
    """5: who does what, and what each party provides (one line each)."""

    part = "tasks"

    def __init__(self) -> None:
        super().__init__("5", "Taken en verwachtingen", "Wie doet wat?")
        self._tasks: tuple[Task, ...] = ()
        self.add_button = Button("Taak", "plus", "plain")
        self.add_button.setAccessibleName("Taak toevoegen")
        self.add_button.setProperty("edits", True)
        self.add_action(self.add_button)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.body.addWidget(Hairline())
        self._provides = Form()
        for role, words in (
            (Role.SCHOOL, "De school levert"),
            (Role.WELFARE, "De welzijnsorganisatie levert"),
            (Role.MUNICIPALITY, "De gemeente levert"),
        ):
            area = TextArea(lines=3)
            self._provides.add(role.value, words, area, optional=True, hint="Eén per regel.")
            area.setProperty("edits", True)
        self._provides.changed.connect(lambda _name: self.changed.emit())
        self.body.addWidget(self._provides)
        self.add_button.clicked.connect(self._add)

    def fill(self, agreement: Agreement) -> None:
        self._tasks = agreement.tasks
        self._build()
        for role in Role:
            lines = [each.text for each in agreement.expectations if each.role == role.value]
            self._provides.set_values({role.value: "\n".join(lines)})

    def apply(self, agreement: Agreement) -> Agreement:
        typed = self._provides.values()
        expectations = tuple(
            Expectation(Responsible(role), line.strip())
            for role in Role
            for line in str(typed[role.value]).splitlines()
            if line.strip()
        )
        return replace(agreement, tasks=self._read(), expectations=expectations)

    def _read(self) -> tuple[Task, ...]:
        tasks = []
        for at in range(len(self._tasks)):
            field = {name: cast("Any", self.fields[f"tasks[{at}].{name}"]) for name in ("text", *WorkerType)}
            answers = {
                worker: field[worker].value() for worker in WorkerType if field[worker].value() is not None
            }
            tasks.append(Task(field["text"].value(), answers))
        return tuple(tasks)

    def focus_path(self, path: str) -> bool:
        if path.startswith("expectations"):
            return self._provides.focus_field(Role.SCHOOL.value)
        return super().focus_path(path)

    def _add(self) -> None:
        self._tasks = (*self._read(), Task(""))
        self._build()
        self.focus_path(f"tasks[{len(self._tasks) - 1}].text")
        self.changed.emit()

    def _remove(self, at: int) -> None:
        tasks = self._read()
        self._tasks = (*tasks[:at], *tasks[at + 1 :])
        self._build()
        self.changed.emit()

    def _build(self) -> None:
        clear_layout(self._grid)
        self.fields = {}
        self._grid.addWidget(label("Taak", "field", "text2"), 0, 0)
        for column, worker in enumerate(WorkerType):
            self._grid.addWidget(label(worker.value, "field", "text2"), 0, column + 1)
        for at, task in enumerate(self._tasks):
            text = TextField(longest=200)
            text.set_value(task.text)
            text.setAccessibleName(f"Taak {at + 1}")
            self._grid.addWidget(self.take(f"tasks[{at}].text", text), at + 1, 0)
            for column, worker in enumerate(WorkerType):
                choice = ChoiceField(_ANSWERS)
                choice.setAccessibleName(f"{worker.value}: {task.text}")
                choice.setFixedWidth(theme().px(98))
                choice.set_value(task.answers.get(worker))
                if choice.value() is None:
                    choice.setCurrentIndex(0)
                self._grid.addWidget(self.take(f"tasks[{at}].{worker}", choice), at + 1, column + 1)
            remove = IconButton(f"Taak {at + 1} weghalen", "close", small=True)
            remove.setProperty("edits", True)
            remove.clicked.connect(partial(self._remove, at))
            self._grid.addWidget(remove, at + 1, len(WorkerType) + 1)


class MeasureSection(EditorSection):
    """12: what is measured, when, from which source, told to whom."""

    part = "measures"
    _COLUMNS = (
        ("indicator", "Wat we meten"),
        ("moment", "Wanneer"),
        ("source", "Bron"),
        ("report_to", "Voor wie"),
    )

    def __init__(self) -> None:
        super().__init__("12", "Monitoring", "Waaraan zien we in juni of het werkt?")
        self._measures: tuple[Measure, ...] = ()
        self.add_button = Button("Meting", "plus", "plain")
        self.add_button.setAccessibleName("Meting toevoegen")
        self.add_button.setProperty("edits", True)
        self.add_action(self.add_button)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.body.addLayout(self._grid)
        self._note = Form()
        self._note_field = TextArea(lines=2)
        self._note.add("monitoring_note", "&Afspraken over monitoring", self._note_field, optional=True)
        self._note_field.setProperty("edits", True)
        self._note.changed.connect(lambda _name: self.changed.emit())
        self.body.addWidget(self._note)
        self.add_button.clicked.connect(self._add)

    def fill(self, agreement: Agreement) -> None:
        self._measures = agreement.measures
        self._note.set_values({"monitoring_note": agreement.monitoring_note})
        self._build()

    def apply(self, agreement: Agreement) -> Agreement:
        return replace(agreement, measures=self._read(), monitoring_note=self._note_field.value())

    def focus_path(self, path: str) -> bool:
        if path == "monitoring_note":
            return self._note.focus_field(path)
        return super().focus_path(path)

    def _read(self) -> tuple[Measure, ...]:
        return tuple(
            Measure(
                **{
                    name: cast("Any", self.fields[f"measures[{at}].{name}"]).value()
                    for name, _t in self._COLUMNS
                }
            )
            for at in range(len(self._measures))
        )

    def _add(self) -> None:
        self._measures = (*self._read(), Measure())
        self._build()
        self.focus_path(f"measures[{len(self._measures) - 1}].indicator")
        self.changed.emit()

    def _remove(self, at: int) -> None:
        rows = self._read()
        self._measures = (*rows[:at], *rows[at + 1 :])
        self._build()
        self.changed.emit()

    def _build(self) -> None:
        clear_layout(self._grid)
        self.fields = {}
        if self._measures:
            for column, (_name, title) in enumerate(self._COLUMNS):
                self._grid.addWidget(label(title, "field", "text2"), 0, column)
                self._grid.setColumnStretch(column, 3 if column == 0 else 2)
        for at, measure in enumerate(self._measures):
            for column, (name, title) in enumerate(self._COLUMNS):
                field = TextField(longest=200)
                field.setAccessibleName(f"{title}, regel {at + 1}")
                field.set_value(getattr(measure, name))
                self._grid.addWidget(self.take(f"measures[{at}].{name}", field), at + 1, column)
            remove = IconButton(f"Meting {at + 1} weghalen", "close", small=True)
            remove.setProperty("edits", True)
            remove.clicked.connect(partial(self._remove, at))
            self._grid.addWidget(remove, at + 1, len(self._COLUMNS))


class SigningSection(EditorSection):
    """16: who signs for each party; the dates come when the paper is back."""

    part = "signing"
    _COLUMNS = (("organisation", "Organisatie"), ("name", "Naam"), ("function", "Functie"))

    def __init__(self) -> None:
        super().__init__(
            "16", "Ondertekening", "Wie tekent voor wie? Datum en plaats vul je in als er getekend is."
        )
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
