"""What was put back, what was kept of before, and the way back."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.services.restore import Restored
from jeugdhulp_desktop.ui.erasure_words import erased_again_words
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.restoring.words import AFTERWARDS, made_words
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.messages import MessageArea
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout
from jeugdhulp_desktop.ui.widgets.progress import BusyLine


def result_lines(done: Restored, now: datetime, *, undone: bool) -> list[tuple[str, str, str]]:
    """Each fact with its icon and tone."""
    made = made_words(done.preview.made_at, now)
    first = f"De kluis is weer zoals {made}." if undone else f"De back-up van {made} is teruggezet."
    lines = [(first, "check-circle-outline", "ok")]
    again = erased_again_words(done.preview.erased_cases, done.preview.erased_pupils, done=True)
    if again:
        lines.append((again, "delete-outline", "text2"))
    if done.before is not None:
        kept = made_words(done.before.manifest.made_at, now)
        words = f"De kluis van daarvoor is bewaard als back-up van {kept}. Je vindt hem in de lijst."
        lines.append((words, "database-check-outline", "text2"))
    if done.as_found is not None:
        words = f"De kluis zoals die was, staat in de map {done.as_found.name}, bij de back-ups."
        lines.append((words, "archive-outline", "text2"))
    return [*lines, (AFTERWARDS[done.preview.opener], "key-outline", "text2")]


class ResultStep(QWidget):
    """Done: the facts, and Ongedaan maken while there is a backup of before."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.messages = MessageArea()
        column.addWidget(self.messages)
        self.facts = Panel()
        column.addWidget(self.facts)
        row = QHBoxLayout()
        self.undo = Button("Ongedaan maken", "undo")
        self.undo.clicked.connect(self.undo_asked)
        row.addWidget(self.undo)
        row.addStretch(1)
        column.addLayout(row)
        self.busy = BusyLine("De kluis van daarvoor wordt teruggezet.")
        self.busy.hide()
        column.addWidget(self.busy)

    def show_done(self, done: Restored, now: datetime, *, undone: bool = False) -> None:
        """What came of it. A restore that was undone can be undone again through the list."""
        clear_layout(self.facts.body)
        for words, icon, tone in result_lines(done, now, undone=undone):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(IconLabel(icon, 18, tone), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(TextBlock(words), 1)
            self.facts.body.addLayout(row)
        self.undo.setVisible(done.before is not None and not undone)
