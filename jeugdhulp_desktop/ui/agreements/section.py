"""The base of every section of the agreement editor: a panel, an agreement in, an agreement out."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.problem_sentences import sentence
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label, restyle
from jeugdhulp_desktop.ui.widgets.panel import Panel


class EditorSection(Panel):
    """One numbered section. ``changed`` at each edit; ``fields`` maps paths to the widgets that hold them."""

    part: ClassVar[str] = ""
    changed = Signal()

    def __init__(self, number: str, title: str, lead: str = "") -> None:
        super().__init__(f"{number}  {title}")
        if lead:
            self.body.addWidget(label(lead, tone="text2", wrap=True))
        self.fields: dict[str, QWidget] = {}
        self._asked: set[str] = set()  # paths whose error may be shown: left once, or asked for by a step

    def fill(self, agreement: Agreement) -> None:
        """Show an agreement, without announcing a change."""
        raise NotImplementedError

    def apply(self, agreement: Agreement) -> Agreement:
        """The agreement with what stands in this section."""
        raise NotImplementedError

    def set_frozen(self, frozen: bool) -> None:
        """Content that was frozen is read, not edited."""
        for widget in self.findChildren(QWidget):
            if widget.property("edits"):
                widget.setEnabled(not frozen)

    def take(self, path: str, field: QWidget) -> QWidget:
        """Know a field by its path, and follow its edits; returns the field."""
        self.fields[path] = field
        field.setObjectName(path)
        field.setProperty("edits", True)
        known = cast("Any", field)
        known.changed.connect(self.changed)
        known.left.connect(lambda: self._asked.add(path))
        return field

    def focus_path(self, path: str) -> bool:
        """Put the focus in the field of a path, or in the nearest one; False when nothing is here."""
        field = self.fields.get(path) or next(
            (widget for known, widget in self.fields.items() if known.startswith(path)), None
        )
        if field is None:
            field = next((each for each in self.findChildren(Button) if each.isEnabled()), None)
        if field is None:
            return False
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def show_problems(self, problems: Sequence[Problem], *, everything: bool = False) -> None:
        """Mark the fields that block; only those left once, unless a step asked for ``everything``."""
        if everything:
            self._asked.update(found.field for found in problems)
        heavy = {found.field: found for found in problems if found.level is Level.BLOCKS}
        for path, field in self.fields.items():
            found = heavy.get(path) if path in self._asked else None
            own = cast("Any", field).own_problem()
            words = own or (sentence(found) if found else "")
            restyle(field, "state", "error" if words else "")
            field.setAccessibleDescription(words)
            field.setToolTip(words)
        self.show_notes(heavy)

    def show_notes(self, heavy: dict[str, Problem]) -> None:
        """Sentences under rows; sections with rows override this."""


class RowNote(QWidget):
    """The sentence under a row of fields; hidden while the row is in order."""

    def __init__(self) -> None:
        super().__init__()
        from PySide6.QtWidgets import QHBoxLayout

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(6)
        row.addWidget(icons.IconLabel("alert-circle-outline", 16, "bad"), 0, Qt.AlignmentFlag.AlignTop)
        self._words = TextBlock("", "caption", "bad")
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence, or nothing."""
        self._words.set_text(words)
        self.setVisible(bool(words))


def stack_rows(layout: QVBoxLayout, count: int, make: Callable[[int], QWidget], rows: list[QWidget]) -> None:
    """Bring a list of row widgets to ``count``: add at the end, or take away from the end."""
    while len(rows) > count:
        row = rows.pop()
        layout.removeWidget(row)
        row.deleteLater()
    while len(rows) < count:
        row = make(len(rows))
        rows.append(row)
        layout.addWidget(row)
