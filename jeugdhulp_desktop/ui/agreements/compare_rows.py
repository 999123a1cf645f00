"""One difference on the screen: what it is about, a word for what became of it, and both texts side by side.

What was taken out of a text is struck through, what was put in underlined; a screen reader hears it in words.
A row is one painted widget, so that a whole agreement of sixty themes stands there at once.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from jeugdhulp_desktop.domain.comparing import Difference, DifferenceKind
from jeugdhulp_desktop.domain.word_differences import Piece, PieceKind
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.labels import PILL_HEIGHT, PillValue, paint_pill, pill_width

LOOKS = {
    DifferenceKind.NEW: PillValue("Nieuw", "plus", "ok"),
    DifferenceKind.GONE: PillValue("Vervallen", "minus", "bad"),
    DifferenceKind.CHANGED: PillValue("Gewijzigd", "pencil-outline", "accent"),
    DifferenceKind.MOVED: PillValue("Verplaatst", "arrow-right-circle-outline", "neutral"),
}
NOT_THERE = "staat hier niet"
EMPTY = "niet ingevuld"
EDGE, GAP, GUTTER = 12, 6, 24  # round a row, under its name, between the columns
_LONGEST = 2_000  # characters of a text that are spoken; the rest stands on the screen


class DifferenceRow(QWidget):
    """A row; ``opened`` by Enter or a double click, ``stepped`` by the arrows."""

    opened = Signal(object)  # the Difference
    stepped = Signal(int)
    reached = Signal(object)  # this row: it has the focus

    def __init__(
        self, difference: Difference, pieces: Sequence[Piece] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.difference, self._pieces = difference, tuple(pieces)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ring", "always")
        self.setAccessibleName(spoken(difference, self._pieces))
        self._documents: tuple[QTextDocument, QTextDocument] | None = None
        theme().changed.connect(self._redress)

    @property
    def differs(self) -> bool:
        """Whether it is a difference, and not shown for the sake of everything."""
        return self.difference.kind is not DifferenceKind.SAME

    def make_stop(self, stop: bool) -> None:
        """Whether Tab stops here; one row of the comparison has it at a time."""
        policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)

    def _redress(self) -> None:
        self._documents = None
        self.updateGeometry()
        self.update()

    def _texts(self) -> tuple[QTextDocument, QTextDocument]:
        if self._documents is None:
            self._documents = (
                _document(self.difference.before, self._pieces, PieceKind.ADDED),
                _document(self.difference.after, self._pieces, PieceKind.REMOVED),
            )
        return self._documents

    def _column(self, width: int) -> int:
        px = theme().px
        return max(px(60), (width - 2 * px(EDGE) - px(GUTTER)) // 2)

    def _head_height(self, width: int) -> int:
        return max(theme().px(PILL_HEIGHT) if self.differs else 0, self._name_box(width).height())

    def _name_box(self, width: int) -> QRect:
        """Where the name stands: it goes on below itself before it goes under the pill."""
        px = theme().px
        look = LOOKS.get(self.difference.kind)
        room = width - 2 * px(EDGE) - (pill_width(look) + px(EDGE) if look else 0)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        box = QFontMetrics(theme().font("strong")).boundingRect(
            QRect(0, 0, max(px(60), room), 100_000), flags, self._name()
        )
        return QRect(px(EDGE), px(EDGE), max(px(60), room), box.height())

    def _name(self) -> str:
        return self.difference.label or "Tekst"

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = theme().px
        column = self._column(width)
        high = 0
        for document in self._texts():
            document.setTextWidth(column)
            high = max(high, round(document.size().height()))
        return px(EDGE) + self._head_height(width) + px(GAP) + high + px(EDGE)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(480), self.heightForWidth(theme().px(480)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(260), theme().px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        px, tone = look.px, "text2" if not self.differs or self.difference.derived else "text"
        painter.setPen(look.color("hair"))
        painter.drawLine(px(EDGE), self.height() - 1, self.width() - px(EDGE), self.height() - 1)
        head, name = self._head_height(self.width()), self._name_box(self.width())
        painter.setFont(look.font("strong"))
        painter.setPen(look.color(tone))
        painter.drawText(
            QRect(name.left(), px(EDGE), name.width(), head),
            Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter,
            self._name(),
        )
        if (pill := LOOKS.get(self.difference.kind)) is not None:
            paint_pill(
                painter, pill, self.width() - px(EDGE) - pill_width(pill), px(EDGE) + px(PILL_HEIGHT) // 2
            )
        top, column = px(EDGE) + head + px(GAP), self._column(self.width())
        for at, document in enumerate(self._texts()):
            document.setTextWidth(column)
            painter.save()
            painter.translate(QPoint(px(EDGE) + at * (column + px(GUTTER)), top))
            document.drawContents(painter)
            painter.restore()
        middle = px(EDGE) + column + px(GUTTER) // 2
        painter.setPen(look.color("hair"))
        painter.drawLine(middle, top, middle, self.height() - px(EDGE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.difference)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.difference)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self)


def spoken(difference: Difference, pieces: Sequence[Piece] = ()) -> str:
    """The row as a screen reader says it: what, what became of it, and the words that went and came."""
    parts = [difference.label or "Tekst", difference.kind.value]
    changes = [each for each in pieces if each.kind is not PieceKind.KEPT and each.text.strip()]
    if changes and any(each.kind is PieceKind.KEPT and each.text.strip() for each in pieces):
        parts += [f"{each.kind.value}: {each.text.strip()}" for each in changes]
    elif difference.kind is DifferenceKind.SAME:
        parts.append(difference.after)
    else:
        parts += [f"was: {difference.before}"] if difference.before else []
        parts += [f"is nu: {difference.after}"] if difference.after else []
    return ". ".join(part[:_LONGEST] for part in parts)


def _document(text: str, pieces: Sequence[Piece], without: PieceKind) -> QTextDocument:
    """The text of one side; of a changed text the words that are only on this side stand out."""
    look = theme()
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(look.font("body"))
    wrap = QTextOption(Qt.AlignmentFlag.AlignLeft)
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(wrap)
    cursor = QTextCursor(document)
    write = partial(_write, cursor)
    if not text:
        write(EMPTY if pieces else NOT_THERE, look.color("text2"), italic=True)
        return document
    within = any(each.kind is PieceKind.KEPT and each.text.strip() for each in pieces)
    for piece in (each for each in pieces if each.kind is not without) if within else ():
        if piece.kind is PieceKind.REMOVED:
            write(piece.text, look.color("bad"), struck=True)
        elif piece.kind is PieceKind.ADDED:
            write(piece.text, look.color("ok"), underlined=True)
        else:
            write(piece.text, look.color("text"))
    if not within:  # another value altogether, or one side only: nothing in it stands out
        write(text, look.color("text"))
    return document


def _write(
    cursor: QTextCursor,
    text: str,
    colour: QColor,
    *,
    struck: bool = False,
    underlined: bool = False,
    italic: bool = False,
) -> None:
    style = QTextCharFormat()
    style.setForeground(colour)
    style.setFontStrikeOut(struck)
    style.setFontUnderline(underlined)
    style.setFontItalic(italic)
    cursor.insertText(text, style)
