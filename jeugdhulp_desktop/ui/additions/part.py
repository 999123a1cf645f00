"""The parts of a request: panels as the sections of an agreement are, with an Addition in and out."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.widgets.buttons import CheckBox
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.form import Form

OPEN = (AdditionStatus.DRAFT, AdditionStatus.REQUESTED)


class Part(StrEnum):
    """The parts of the form, in reading order; ``number`` and ``label`` make the title."""

    REQUEST = "request"
    SIZE = "size"
    GOALS = "goals"
    FINANCE = "finance"
    DECISION = "decision"
    AFTER = "after"

    @property
    def number(self) -> int:
        """Its place: 1 to 6."""
        return list(Part).index(self) + 1

    @property
    def label(self) -> str:
        """What the part is about."""
        return {
            Part.REQUEST: "Aanvraag",
            Part.SIZE: "Omvang en periode",
            Part.GOALS: "Doelen en verantwoording",
            Part.FINANCE: "Financiering",
            Part.DECISION: "Akkoord en besluit",
            Part.AFTER: "Na het besluit",
        }[self]


class AdditionPart(EditorSection):
    """One part of the form: labelled fields with their sentences under them, known by path."""

    def new_form(self) -> Form:
        """A form more in this part."""
        form = Form()
        self.body.addWidget(form)
        return form

    def put(self, form: Form, path: str, words: str, field: Any, hint: str = "") -> Any:
        """A labelled field that holds the value of a path; returns the field."""
        form.add(path, words, field, hint=hint)
        return self.hold(path, field)

    def fill_addition(self, addition: Addition) -> None:
        """Show a request, without announcing a change."""
        self.fill(cast("Any", addition))

    def apply_to(self, addition: Addition) -> Addition:
        """The request with what stands in this part."""
        return cast("Addition", self.apply(cast("Any", addition)))

    def follow_addition(self, addition: Addition) -> None:
        """Show what depends on other parts; called after every edit."""

    def set_status(self, status: AdditionStatus) -> None:
        """What was decided on is read, not edited."""
        self.set_frozen(status not in OPEN)


class Checks(QWidget):
    """Some of a fixed set, as check boxes; the value keeps their order."""

    changed = Signal()
    left = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]], name: Callable[[str], str] = str) -> None:
        super().__init__()
        flow = FlowLayout(self, spacing=14)
        self.boxes: dict[Any, CheckBox] = {}
        for value, words in choices:
            box = self.boxes[value] = CheckBox(words)
            box.setAccessibleName(name(words))
            box.toggled.connect(lambda _on: self.changed.emit())
            flow.addWidget(box)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[Any, ...]:
        """What is ticked."""
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, values: Sequence[Any]) -> None:
        """Tick these, without announcing a change."""
        self.blockSignals(True)
        for value, box in self.boxes.items():
            box.setChecked(value in values)
        self.blockSignals(False)

    def own_problem(self) -> str:
        """Nothing ticked is no mistake here; the rules say whether it may be."""
        return ""
