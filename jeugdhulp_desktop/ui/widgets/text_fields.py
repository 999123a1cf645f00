"""Text of one line and of more; pasted as plain text, kept without control characters (F33, F34)."""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QSizePolicy,
    QTextEdit,
    QWidget,
)

from jeugdhulp_desktop.domain.text import clean
from jeugdhulp_desktop.ui.theme import theme

LONGEST_LINE = 200
LONGEST_TEXT = 20_000
LINE_HEIGHT = 130
MOST_LINES = 12  # a text field grows this far


def too_long(limit: int, length: int) -> str:
    """The sentence for a text that does not fit."""
    return f"Hier passen {limit} tekens, dit zijn er {length}. Kort de tekst in."


def leave_to_window(event: QKeyEvent) -> bool:
    """True for Ctrl+K, which X11 gives to text fields (delete to the end) and this program to the palette."""
    wanted = event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if wanted:
        event.ignore()
    return wanted


class TextField(QLineEdit):
    """One line of text, pasted as plain text, kept without control characters (F33, F34)."""

    changed = Signal()
    left = Signal()

    def __init__(
        self, placeholder: str = "", *, longest: int = LONGEST_LINE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.longest = longest
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> Any:
        """The text without spaces round it."""
        return clean(self.text()).strip()

    def set_value(self, value: Any) -> None:
        """Show a text without announcing a change."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def own_problem(self) -> str:
        """A sentence when the text is longer than the database keeps."""
        length = len(self.text().strip())
        return too_long(self.longest, length) if length > self.longest else ""

    def event(self, event: QEvent) -> bool:
        override = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and leave_to_window(event):
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class TextArea(QTextEdit):
    """Text of more lines, 130 % line height; whatever is pasted comes in as plain text (F34)."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        lines: int = 3,
        longest: int = LONGEST_TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.longest = longest
        self._lines = lines
        self._quiet = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._typed)
        theme().changed.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()
        self.set_value("")

    def value(self) -> str:
        """The text without spaces round it."""
        return clean(self.toPlainText()).strip()

    def set_value(self, value: Any) -> None:
        """Show a text without announcing a change."""
        from PySide6.QtGui import QTextBlockFormat, QTextCursor  # the unlock page has one line only

        self._quiet = True
        self.setPlainText("" if value is None else str(value))
        shape = QTextBlockFormat()
        shape.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(shape)
        self.document().clearUndoRedoStacks()
        self._quiet = False

    def own_problem(self) -> str:
        """A sentence when the text is longer than the database keeps."""
        length = len(self.toPlainText().strip())
        return too_long(self.longest, length) if length > self.longest else ""

    def _typed(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _fit(self) -> None:
        """As high as the text, between ``lines`` and MOST_LINES; beyond that it scrolls."""
        line = self.fontMetrics().lineSpacing() * LINE_HEIGHT / 100
        edge = theme().px(18)
        least, most = round(line * self._lines) + edge, round(line * max(MOST_LINES, self._lines)) + edge
        self.setFixedHeight(min(most, max(least, round(self.document().size().height()) + edge - 4)))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(clean(source.text().replace("\r\n", "\n")))
        self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()
