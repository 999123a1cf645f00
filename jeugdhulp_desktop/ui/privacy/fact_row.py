"""One subject of the security page: verdict by icon and word, how it stands, and at most one thing to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.privacy.security_words import FactWords
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Pill, PillValue, TextBlock, label

ICONS = {
    "ok": "check-circle-outline",
    "warn": "alert-outline",
    "bad": "alert-circle-outline",
    "neutral": "information-outline",
}


class FactRow(QWidget):
    """Shows one ``FactWords``; ``set`` keeps the widgets, so that the focus stays on its button."""

    def __init__(self, words: FactWords, open_page: Callable[[str, object], object]) -> None:
        super().__init__()
        self.words = words
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._icon = IconLabel(ICONS[words.tone], 20, words.tone)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(10)
        self._title = label(words.title, "strong")
        self.pill = Pill()
        self.act = Button("", kind="link", small=True)
        self.act.clicked.connect(lambda _checked=False: self._do(open_page))
        head.addWidget(self._title)
        head.addWidget(self.pill)
        head.addStretch(1)
        head.addWidget(self.act)
        column.addLayout(head)
        self.text = TextBlock("", "body")
        self.technical = TextBlock("", "caption", "text2")
        column.addWidget(self.text)
        column.addWidget(self.technical)
        row.addLayout(column, 1)
        self.set(words)

    def set(self, words: FactWords) -> None:
        """Show how it stands now."""
        self.words = words
        self._icon.set(ICONS[words.tone], words.tone)
        self.pill.set(PillValue(words.word, "", words.tone) if words.word else None)
        self.text.set_text(words.text)
        self.technical.set_text(words.technical)
        self.technical.setVisible(bool(words.technical))
        self.act.setVisible(words.act is not None)
        if words.act is not None:
            self.act.setText(words.act[0])
            self.act.setAccessibleName(f"{words.act[0]}, {words.title}")
        self.setAccessibleName(f"{words.title}: {words.word or words.text}")

    def _do(self, open_page: Callable[[str, object], object]) -> None:
        if self.words.act is not None:
            _words, page, argument = self.words.act
            open_page(page, argument)
