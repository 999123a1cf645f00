"""Forms: label above its field, the problem's sentence under it, a draft in and a draft out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label, restyle
from jeugdhulp_desktop.ui.widgets.panel import reveal

Draft = TypeVar("Draft")


class Field(Protocol):
    """What a form asks of a field; see fields.py."""

    changed: SignalInstance
    left: SignalInstance

    def value(self) -> Any:
        """What is filled in."""

    def set_value(self, value: Any) -> None:
        """Show a value without announcing a change."""

    def own_problem(self) -> str:
        """A sentence when what was typed is no value."""


AnyField = TypeVar("AnyField", bound=QWidget)


_NOTE_ICONS = {"bad": "alert-circle-outline", "warn": "alert-outline", "ok": "check-circle-outline"}


class FormRow(QWidget):
    """One field with its label above and its sentence below."""

    def __init__(
        self, name: str, words: str, field: QWidget, *, optional: bool = False, hint: str = ""
    ) -> None:
        super().__init__()
        self.field = field
        self.problem: Problem | None = None
        field.setObjectName(name)
        plain = words.replace("&", "")
        field.setAccessibleName(plain)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(5)
        self.label = label(f"{words} (mag leeg blijven)" if optional else words, "field")
        self.label.setBuddy(field)
        whole.addWidget(self.label)
        self.label.setVisible(bool(words))
        whole.addWidget(field, 1)
        self._hint = label(hint, "caption", "text2", wrap=True)
        whole.addWidget(self._hint)
        self.note_line = QWidget()
        line = QHBoxLayout(self.note_line)
        line.setContentsMargins(2, 0, 0, 0)
        line.setSpacing(6)
        self._icon = IconLabel("", 16, "bad")
        self._words = TextBlock("", "caption", "bad")
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        whole.addWidget(self.note_line)
        self.set_note("")

    def set_note(self, sentence: str, tone: str = "bad") -> None:
        """Show a sentence under the field (bad = error, warn = remark, ok); empty shows the hint again."""
        self._words.set_text(sentence)
        restyle(self._words, "tone", tone)
        self._icon.set(_NOTE_ICONS.get(tone, ""), tone)
        self._icon.setVisible(tone in _NOTE_ICONS)
        self.note_line.setVisible(bool(sentence))
        self._hint.setVisible(bool(self._hint.text()) and not sentence)
        self.field.setAccessibleDescription(self.note())
        restyle(self.field, "state", {"bad": "error", "ok": "ok"}.get(tone, "") if sentence else "")

    def note(self) -> str:
        """The sentence under the field now, hint included."""
        return self._words.plain_text() or self._hint.text()

    def set_hint(self, hint: str) -> None:
        """Show another hint under the field."""
        self._hint.setText(hint)
        self.set_note(self._words.plain_text())

    def has_error(self) -> bool:
        """True while an error stands under the field."""
        return bool(self.field.property("state") == "error")


class Form(QWidget):
    """Rows under one another; ``side_by_side`` puts some next to each other.

    ``validator`` gives the problems of what is filled in. It runs when a field is left (showing only fields
    in which something was typed) and at ``validate``; while typing, the sentence under that field goes away.
    """

    changed = Signal(str)  # name of the field
    left = Signal(str)
    problems_shown = Signal()  # sentences were put under the fields, or taken away

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, FormRow] = {}
        self.validator: Callable[[], Sequence[Problem]] | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.layout_ = QVBoxLayout()
        whole.addLayout(self.layout_)
        whole.addStretch()  # rows keep their height in a place that is higher
        self.layout_.setSpacing(14)
        self._beside: QHBoxLayout | None = None
        self._notes = QVBoxLayout()
        self._touched: set[str] = set()  # fields whose sentence may be shown
        self._typed: set[str] = set()

    def add(
        self,
        name: str,
        words: str,
        field: AnyField,
        *,
        optional: bool = False,
        hint: str = "",
        stretch: int = 1,
    ) -> AnyField:
        """Add a field under a label ("&Datum": Alt+D jumps there); returns the field."""
        row = FormRow(name, words, field, optional=optional, hint=hint)
        self.rows[name] = row
        known = cast("Field", field)
        known.changed.connect(lambda: self._field_changed(name))
        known.left.connect(lambda: self._field_left(name))
        if self._beside is not None:
            self._beside.addWidget(row, stretch, Qt.AlignmentFlag.AlignTop)
            self._notes.addWidget(row.note_line)  # the whole width, so that a sentence stays a sentence
        else:
            self.layout_.addWidget(row)
        return field

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is no field (a heading, a hint)."""
        (self._beside or self.layout_).addWidget(widget)

    @contextmanager
    def side_by_side(self, spacing: int = 12) -> Iterator[None]:
        """Fields added inside stand next to each other."""
        self._beside, self._notes = QHBoxLayout(), QVBoxLayout()
        self._beside.setSpacing(spacing)
        self._notes.setSpacing(2)
        both = QVBoxLayout()
        both.setSpacing(5)
        both.addLayout(self._beside)
        both.addLayout(self._notes)
        self.layout_.addLayout(both)
        try:
            yield
        finally:
            self._beside = None

    def values(self) -> dict[str, Any]:
        """What is filled in, by name."""
        return {name: cast("Field", row.field).value() for name, row in self.rows.items()}

    def set_values(self, values: dict[str, Any]) -> None:
        """Fill fields by name; the others stay. Sentences go away."""
        for name, value in values.items():
            if name in self.rows:
                cast("Field", self.rows[name].field).set_value(value)
                self.rows[name].set_note("")
        self._touched.clear()
        self._typed.clear()

    def captured(self) -> dict[str, str]:
        """What was typed, as it stands, by object name: goes into the drafts of the vault."""
        return {name: typed_text(row.field) for name, row in self.rows.items()}

    def restore(self, captured: dict[str, str]) -> None:
        """Put back what ``captured`` kept."""
        for name, text in captured.items():
            if name in self.rows:
                put_typed_text(self.rows[name].field, text)

    def show_problems(self, problems: Sequence[Problem], *, only: set[str] | None = None) -> list[Problem]:
        """Put each problem under its field (heaviest first) and return those that belong to no field here."""
        order = {Level.BLOCKS: 0, Level.REASON: 1, Level.REMARK: 2}
        loose: list[Problem] = []
        placed: dict[str, Problem] = {}
        for each in sorted(problems, key=lambda one: order[one.level]):
            if each.field not in self.rows:
                loose.append(each)
            else:
                placed.setdefault(each.field, each)
        for name, row in self.rows.items():
            if only is not None and name not in only:
                continue
            own, found = cast("Field", row.field).own_problem(), placed.get(name)
            if own:
                row.set_note(own)
            elif found is not None:
                row.set_note(sentence(found), "bad" if found.level is Level.BLOCKS else "warn")
            else:
                row.set_note("")
            row.problem = found
        self.problems_shown.emit()
        return loose

    def validate(self) -> bool:
        """Check everything, show it, and put the focus in the first field with an error."""
        self._touched = set(self.rows)
        problems = list(self.validator()) if self.validator else []
        self.show_problems(problems)
        first = next((row for row in self.rows.values() if row.has_error()), None)
        if first is not None:
            first.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            reveal(first)
            announce(first.field, first.note(), urgent=True)
        return first is None

    def focus_field(self, name: str) -> bool:
        """Put the focus in a field by name; False when it is not here."""
        row = self.rows.get(name)
        if row is None:
            return False
        row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        reveal(row)
        return True

    def _field_changed(self, name: str) -> None:
        self._typed.add(name)
        self.rows[name].set_note("")
        self.changed.emit(name)

    def _field_left(self, name: str) -> None:
        if name in self._typed:  # passing through an empty field is no mistake yet
            self._touched.add(name)
        self.show_problems(list(self.validator()) if self.validator else [], only=self._touched)
        self.left.emit(name)


class FormPage(Form, Generic[Draft]):
    """Base of all editors: a draft in, a draft out. A draft compares by value, so nothing is marked dirty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded: Draft | None = None
        self.validator = lambda: self.check(self.draft()) if self._loaded is not None else []

    def load(self, draft: Draft) -> None:
        """Show a draft that was read; from now on ``edited`` compares with it."""
        self._loaded = draft
        self.fill(draft)
        self._loaded = self.draft()  # as the fields show it, so that rounding is no edit

    def edited(self) -> bool:
        """True when what stands here differs from what was loaded, or cannot be read ("32-13-2026")."""
        if self._loaded is None:
            return False
        unread = any(cast("Field", row.field).own_problem() for row in self.rows.values())
        return unread or self.draft() != self._loaded

    def fill(self, draft: Draft) -> None:
        """Show the draft in the fields."""
        raise NotImplementedError

    def draft(self) -> Draft:
        """A draft with what stands in the fields."""
        raise NotImplementedError

    def check(self, draft: Draft) -> Sequence[Problem]:
        """The problems of a draft: call the domain's check here."""
        return []


def typed_text(field: QWidget) -> str:
    """What stands in a field as text, whatever its kind."""
    for getter in ("toPlainText", "currentText", "text"):
        if hasattr(field, getter):
            return str(getattr(field, getter)())
    return str(cast("Field", field).value() or "")


def put_typed_text(field: QWidget, text: str) -> None:
    """Put back what ``typed_text`` gave."""
    if isinstance(field, QComboBox):
        field.setCurrentIndex(field.findText(text))
    elif hasattr(field, "toPlainText"):
        cast("Field", field).set_value(text)
    elif hasattr(field, "setText"):
        field.setText(text)
