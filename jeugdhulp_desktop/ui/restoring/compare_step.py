"""The vault of now beside the backup, what would be gone, and which passphrase holds afterwards."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.restores import RestorePreview
from jeugdhulp_desktop.ui.erasure_words import erased_again_words
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.restoring.words import (
    OLDER,
    OPEN,
    PRESENT,
    TYPED,
    comparison,
    gone_words,
    made_words,
)
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.messages import Message, MessageArea
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout
from jeugdhulp_desktop.ui.widgets.progress import BusyLine

_NOTHING_GONE = "Van wat er nu in de kluis staat, raakt niets kwijt."


class CompareStep(QWidget):
    """Filled when the backup was proven; until then it says what is being done."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.messages = MessageArea()
        column.addWidget(self.messages)
        self.busy = BusyLine("De back-up wordt helemaal gecontroleerd.")
        column.addWidget(self.busy)
        self._content = QWidget()
        self._lines = QVBoxLayout(self._content)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(14)
        column.addWidget(self._content)

    def wait(self) -> None:
        """A backup is being looked at: nothing of an earlier one stays."""
        self.messages.clear()
        clear_layout(self._lines)
        self.busy.words.setText("De back-up wordt helemaal gecontroleerd.")
        self.busy.show()

    def show_preview(self, preview: RestorePreview, now: datetime, *, typed: bool) -> None:
        """Everything one decides on. ``typed``: the passphrase was typed for this, the vault was not open."""
        self.busy.hide()
        clear_layout(self._lines)
        gone = gone_words(preview)
        if gone:
            self.messages.add(Message(gone, "warn", closable=False))
        self._lines.addWidget(self._table(preview, now))
        facts = [(PRESENT[preview.present], "database-export-outline")]
        if not gone and preview.now is not None:
            facts.insert(0, (_NOTHING_GONE, "check-circle-outline"))
        if preview.older_version:
            facts.append((OLDER, "update"))
        again = erased_again_words(preview.erased_cases, preview.erased_pupils)
        if again:
            facts.append((again, "delete-outline"))
        facts.append(((TYPED if typed else OPEN)[preview.opener], "key-outline"))
        for words, icon in facts:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(IconLabel(icon, 18), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(TextBlock(words), 1)
            self._lines.addLayout(row)

    def _table(self, preview: RestorePreview, now: datetime) -> Panel:
        panel = Panel()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        right = Qt.AlignmentFlag.AlignRight
        lines = comparison(preview)
        differs = "Verschil" if any(line.change for line in lines) else ""
        heads = ("", "Nu", f"Back-up van\n{made_words(preview.made_at, now)}", differs)
        for at, words in enumerate(heads):
            head = label(words, "caption-strong", "text2")
            side = right if at in (1, 2) else Qt.AlignmentFlag.AlignLeft
            head.setAlignment(side | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(head, 0, at, side | Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(Hairline(), 1, 0, 1, 4)
        for row, line in enumerate(lines, start=2):
            grid.addWidget(label(line.words.capitalize()), row, 0)
            grid.addWidget(label(line.now), row, 1, right)
            grid.addWidget(label(line.then, "strong" if line.change else "body"), row, 2, right)
            grid.addWidget(label(line.change, "body", "warn" if line.less else "text2"), row, 3)
        grid.setColumnStretch(0, 1)
        panel.body.addLayout(grid)
        return panel
