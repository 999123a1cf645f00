"""The base of every section of the agreement editor: a panel, an agreement in, an agreement out.

What a section holds is known by path ("route.scaling", "policies"); only the fields that changed since the
last look are read again, so that a keystroke in an agreement of sixty themes costs what one field costs.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks, put_beside_label
from jeugdhulp_desktop.ui.problem_sentences import sentence
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.form import Form, FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label, restyle
from jeugdhulp_desktop.ui.widgets.panel import Panel


class EditorSection(Panel):
    """One numbered section. ``changed`` at each edit; ``fields`` maps paths to the widgets that hold them."""

    kind: ClassVar[Section]
    rows_tell: ClassVar[bool] = False  # whether rows show their own sentences
    changed = Signal()
    stops_changed = Signal()  # fields were made anew: Tab must go through them in reading order
    use_asked = Signal(object)  # the Section that was left out and is wanted after all

    def __init__(self, lead: str = "") -> None:
        super().__init__(f"{self.kind.number}  {self.kind.label}")
        self.part = self.kind.value
        self.fields: dict[str, QWidget] = {}
        self._values: dict[str, Any] = {}  # path -> what holds the value of that path
        self._read: dict[str, Any] = {}
        self._asked: set[str] = set()  # paths whose error may be shown: left once, or asked for by a step
        self._marked: set[str] = set()  # paths that show an error now
        self._frozen = False
        self._unused: QWidget | None = None
        self._note: RowNote | None = None
        self._inner = QWidget()
        outer, self.body = self.body, QVBoxLayout(self._inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(outer.spacing())
        outer.addWidget(self._inner)
        if lead:
            self.body.addWidget(label(lead, tone="text2", wrap=True))

    def fill(self, agreement: Agreement) -> None:
        """Show an agreement, without announcing a change."""
        for path, holder in self._values.items():
            holder.set_value(value_at(agreement, path))
        self._read.clear()

    def apply(self, agreement: Agreement) -> Agreement:
        """The agreement with what stands in this section."""
        for path, holder in self._values.items():
            if path not in self._read:
                self._read[path] = holder.value()
        return with_values(agreement, self._read)

    def follow(self, agreement: Agreement) -> None:
        """Show what depends on other sections; called after every edit, so it looks before it draws."""

    def forget(self, path: str) -> None:
        """Read this path again at the next look."""
        self._read.pop(path, None)

    def set_frozen(self, frozen: bool) -> None:
        """Content that was frozen is read, not edited."""
        self._frozen = frozen
        for widget in self.findChildren(QWidget):
            if widget.property("edits"):
                widget.setEnabled(not frozen)

    def set_left_out(self, left_out: bool) -> None:
        """Fold to one line with "Toch gebruiken", or unfold; what stands in it is kept."""
        if not left_out and self._unused is None:
            return
        if self._unused is None:
            self._unused = self._make_unused()
            self.head.insertWidget(1, self._unused)
        self._unused.setVisible(left_out)
        self._inner.setVisible(not left_out)
        for at in range(self.head.count()):
            widget = cast("Any", self.head.itemAt(at)).widget()
            if widget is not None and widget not in (self.title, self._unused):
                widget.setVisible(not left_out)

    def _make_unused(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("Niet gebruikt", "caption", "text2"))
        use = Button("Toch gebruiken", kind="link")
        use.setAccessibleName(f"Toch gebruiken: {self.kind.label}")
        use.setProperty("edits", True)
        use.setEnabled(not self._frozen)
        use.clicked.connect(lambda _checked=False: self.use_asked.emit(self.kind))
        row.addWidget(use)
        return line

    def hold(self, path: str, holder: Any, *, forms: bool = True) -> Any:
        """Let a widget hold the value of a path, and follow its edits; returns the widget."""
        self._values[path] = holder
        # First: whoever hears ``changed`` reads it anew, also after a single edit as a choice or a paste.
        holder.changed.connect(lambda: self.forget(path))
        if forms:
            self.take(path, holder)
        else:
            holder.changed.connect(self.changed)
        return holder

    def take(self, path: str, field: QWidget, *, follow: bool = True) -> QWidget:
        """Know a field by its path, for jumps and sentences, and follow its edits; returns the field."""
        self.fields[path] = field
        field.setObjectName(path)
        field.setProperty("edits", True)
        known = cast("Any", field)
        if follow:
            known.changed.connect(self.changed)
        known.left.connect(lambda: self._asked.add(field.objectName()))
        return field

    def let_go(self, path: str) -> None:
        """A row went away: its field is no longer known."""
        self.fields.pop(path, None)
        self._asked.discard(path)
        self._marked.discard(path)

    def rename(self, path: str, fresh: str) -> None:
        """A row moved up: its field goes by another path."""
        field = self.fields.pop(path)
        field.setObjectName(fresh)
        self.fields[fresh] = field
        self._asked.discard(path)
        self._marked.discard(path)

    @property
    def frozen(self) -> bool:
        """Whether the content is only read."""
        return self._frozen

    def text(
        self, form: Form, path: str, words: str, area: QWidget, blocks: TextBlocks | None, hint: str = ""
    ) -> QWidget:
        """A larger text field on a form, with the school's own text blocks at its label."""
        form.add(path, words, area, hint=hint)
        self.hold(path, area)
        if blocks is not None:
            put_beside_label(form.rows[path], blocks.button(path, cast("Any", area), words.replace("&", "")))
        return area

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

    def own_problems(self) -> list[str]:
        """The paths of fields that hold what is no value, as "vier" for a number."""
        return [path for path, field in self.fields.items() if getattr(field, "own_problem", str)()]

    def show_problems(self, problems: Sequence[Problem], *, everything: bool = False) -> None:
        """Mark the fields that block; only those left once, unless a step asked for ``everything``."""
        if everything:
            self._asked.update(found.field for found in problems)
        heavy = {found.field: found for found in problems if found.level is Level.BLOCKS}
        loose = ""
        for path in list(self._asked | self._marked):
            field = self.fields.get(path)
            if field is None:
                continue
            found = heavy.get(path) if path in self._asked else None
            words = cast("Any", field).own_problem() or (sentence(found) if found else "")
            (self._marked.add if words else self._marked.discard)(path)
            row = field.parentWidget()
            if isinstance(row, FormRow) and row.field is field:
                row.set_note(words)
                continue
            restyle(field, "state", "error" if words else "")
            field.setAccessibleDescription(words)
            field.setToolTip(words)
            loose = loose or words
        self.show_notes(heavy)
        if not self.rows_tell:
            self._tell(loose)

    def _tell(self, words: str) -> None:
        """The first sentence about fields in a table, under the section; its field has the red border."""
        if self._note is None and words:
            self._note = RowNote()
            self.body.addWidget(self._note)
        if self._note is not None:
            self._note.say(words)

    def show_notes(self, heavy: dict[str, Problem]) -> None:
        """Sentences under rows; sections with rows override this."""


class RowNote(QWidget):
    """The sentence under a row of fields; hidden while the row is in order."""

    def __init__(self) -> None:
        super().__init__()
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


def add_button(section: EditorSection, words: str, name: str, do: Callable[[], object]) -> Button:
    """The button at the title of a section that adds a row."""
    button = Button(words, "plus", "plain")
    button.setAccessibleName(name)
    button.setProperty("edits", True)
    button.clicked.connect(lambda _checked=False: do())
    section.add_action(button)
    return button


def value_at(agreement: Agreement, path: str) -> Any:
    """What stands at a path of one or two names: "aim", "route.scaling"."""
    head, _, tail = path.partition(".")
    value = getattr(agreement, head)
    return getattr(value, tail) if tail else value


def with_values(agreement: Agreement, values: dict[str, Any]) -> Agreement:
    """The agreement with these values at their paths."""
    whole: dict[str, Any] = {}
    inside: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        head, _, tail = path.partition(".")
        if tail:
            inside.setdefault(head, {})[tail] = value
        else:
            whole[head] = value
    for head, parts in inside.items():
        whole[head] = replace(getattr(agreement, head), **parts)
    return replace(agreement, **whole)
