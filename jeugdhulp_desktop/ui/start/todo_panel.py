"""What must be done: one row a thing, with how late it is and one button that leads to where it is done."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.overviews import Todo
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.start.words import counted, due_pill, lines_of, way_of
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.elided import ElidedLabel
from jeugdhulp_desktop.ui.widgets.labels import Hairline, Pill, label, pill_width
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout

SHOWN = 6  # rows before "Alles tonen"
ROW, PILLS, BUTTONS = 60, 132, 98


def key_of(todo: Todo) -> tuple[Any, ...]:
    """What stays the same about a todo while its words change."""
    return todo.kind, todo.case_id, todo.agreement_id, todo.action_id, todo.school_id


class TodoRow(QWidget):
    """Icon, what and about whom, how late, and the button."""

    def __init__(self, todo: Todo, today: date, *, only_initials: bool, pills: int, buttons: int) -> None:
        super().__init__()
        self.todo, px = todo, theme().px
        way = way_of(todo)
        title, detail = lines_of(todo, only_initials=only_initials)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(ROW) - 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(17), 0, px(11), 0)
        row.setSpacing(px(13))
        row.addWidget(IconLabel(way.icon, 20))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        self.title = ElidedLabel(title, "strong")
        words.addWidget(self.title)
        if detail:
            words.addWidget(ElidedLabel(detail, "caption", "text2"))
        words.addStretch(1)
        row.addLayout(words, 1)
        pill = due_pill(todo, today)
        place = QWidget()
        place.setFixedWidth(pills)
        inner = QHBoxLayout(place)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(Pill(pill), 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(place)
        self.button = Button(way.verb)
        self.button.setFixedWidth(buttons)
        self.button.setAccessibleName(f"{way.verb}, {title}")
        self.button.setAccessibleDescription(f"{detail} {pill.text if pill else ''}".strip())
        row.addWidget(self.button)


class TodoPanel(QWidget):
    """The rows, with above them how many are late, today and this month. ``asked`` gives the todo."""

    asked = Signal(object)  # Todo
    rebuilt = Signal()  # other rows: the reading order is another
    actions_asked = Signal()  # the list of all actions, also those of later

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._todos: tuple[Todo, ...] = ()
        self._today = date.min
        self._only_initials = self._all = False
        self.rows: list[TodoRow] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(label("Te doen", "section"))
        self.counts = ElidedLabel("", "body", "text2")
        head.addWidget(self.counts, 1)
        self.every_action = Button("Alle acties", kind="link")
        self.every_action.clicked.connect(lambda _checked=False: self.actions_asked.emit())
        head.addWidget(self.every_action)
        self.more = Button("", kind="link")
        self.more.clicked.connect(lambda _checked=False: self._toggle())
        head.addWidget(self.more)
        whole.addLayout(head)
        self.panel = Panel(margin=1, spacing=0)
        self.panel.setAccessibleName("Te doen")
        whole.addWidget(self.panel)

    def show_todos(self, todos: Sequence[Todo], today: date, *, only_initials: bool) -> None:
        """Show these; the focus stays with its todo, or goes to the next when that one is done."""
        self._todos, self._today, self._only_initials = tuple(todos), today, only_initials
        self.counts.set_text(counted(todos, today))
        self._build()

    def stops(self) -> list[QWidget]:
        """What Tab stops at, in reading order."""
        return [self.every_action, self.more, *(row.button for row in self.rows)]

    def _toggle(self) -> None:
        self._all = not self._all
        self._build()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        focused = next(((at, row.todo) for at, row in enumerate(self.rows) if row.button.hasFocus()), None)
        if focused is not None:  # a focused row that goes would hand the focus on, and the page would scroll
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        clear_layout(self.panel.body)
        shown = self._todos if self._all else self._todos[:SHOWN]
        px = theme().px
        pills = [due_pill(todo, self._today) for todo in shown]
        wide = max([px(PILLS), *(pill_width(pill) for pill in pills if pill)])
        probe = [Button(way_of(todo).verb).sizeHint().width() for todo in shown]
        buttons = max([px(BUTTONS), *probe])
        self.rows = [
            TodoRow(todo, self._today, only_initials=self._only_initials, pills=wide, buttons=buttons)
            for todo in shown
        ]
        self.panel.body.addSpacing(px(4))
        for at, row in enumerate(self.rows):
            if at:
                self.panel.body.addWidget(Hairline())
            row.button.clicked.connect(lambda _checked=False, todo=row.todo: self.asked.emit(todo))
            self.panel.body.addWidget(row)
        if not shown:
            self._add_nothing()
        self.panel.body.addSpacing(px(4))
        over = len(self._todos) - SHOWN
        self.more.setText("Minder tonen" if self._all else f"Alles tonen ({len(self._todos)})")
        self.more.setVisible(over > 0)
        self.every_action.setVisible(self._all)
        self.rebuilt.emit()
        if focused is not None:
            self._focus_again(*focused)

    def _add_nothing(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(14)
        row.addWidget(IconLabel("check-circle-outline", 20, "ok"))
        row.addWidget(label("Niets te doen. Reviews en acties komen hier vanzelf te staan.", wrap=True), 1)
        self.panel.body.addLayout(row)

    def _focus_again(self, at: int, before: Todo) -> None:
        same = next((row for row in self.rows if key_of(row.todo) == key_of(before)), None)
        row = same or (self.rows[min(at, len(self.rows) - 1)] if self.rows else None)
        if row is not None:
            row.button.setFocus(Qt.FocusReason.OtherFocusReason)
