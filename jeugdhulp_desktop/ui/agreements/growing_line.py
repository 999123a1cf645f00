"""One line of text that goes on to a next line when its cell is narrow, so that it is read whole."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent

from jeugdhulp_desktop.domain.agreement_texts import MAX_LINE
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.text_fields import LINE_HEIGHT, MOST_LINES, TextArea

ONE_LINE = 36  # pixels: as high as every other field


class GrowingLine(TextArea):
    """A cell of a small table; Enter makes no new line in it, and pasted lines become one."""

    def __init__(self, longest: int = MAX_LINE) -> None:
        super().__init__(lines=1, longest=longest)
        self.document().setDocumentMargin(1)

    def value(self) -> str:
        """The text as one line, without spaces round it."""
        return super().value().replace("\n", " ")

    def _fit(self) -> None:
        """As the base does, without the bar that a pixel too few would bring."""
        super()._fit()
        wanted = round(self.document().size().height()) + theme().px(12)
        most = self.maximumHeight() if self._lines_shown() > MOST_LINES else wanted
        self.setFixedHeight(max(theme().px(ONE_LINE), min(wanted, most)))
        never, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needed if wanted > most else never)

    def _lines_shown(self) -> int:
        line = self.fontMetrics().lineSpacing() * LINE_HEIGHT / 100
        return round(self.document().size().height() / line)

    def insertFromMimeData(self, source: QMimeData) -> None:
        plain = QMimeData()
        plain.setText(" ".join(source.text().split()))
        super().insertFromMimeData(plain)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the window may have a use for it, with Ctrl
            return
        super().keyPressEvent(event)
