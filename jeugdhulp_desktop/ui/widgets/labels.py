"""Words on the page: labels by role, text of more lines, pills, hints of keys, hairlines."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme


def label(
    text: str = "",
    role: str = "body",
    tone: str = "text",
    *,
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A label in a role of design.md (display, title, section, strong, body, caption, field) and a tone."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)  # what people typed is never markup (F46)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Change the tone of a label that stands already."""
    restyle(widget, "tone", tone)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and let it read again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


LINE_HEIGHT = 130  # percent, for text of two lines or more
WIDEST = 560  # a text asks for no more than this; it takes what it gets


class TextBlock(QLabel):
    """Text of two lines or more at 130 % line height; what was typed is escaped, links do not exist."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._plain, self._many = "", False
        self._counted: dict[int, int] = {}  # lines by width, until text or font changes: layouts ask often
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show a text as it is; line ends are kept."""
        self._plain = text
        self._counted.clear()
        self.setAccessibleName(text)
        self._write()

    def plain_text(self) -> str:
        """The text without markup."""
        return self._plain

    def _write(self) -> None:
        from html import escape  # its table of entities is read from the disk when there is text to show

        lines = escape(self._plain).replace("\n", "<br>")
        open_lines = f'<div style="line-height:{LINE_HEIGHT}%">{lines}</div>' if self._many else lines
        self.setText(open_lines if self._plain else "")
        self.updateGeometry()

    def _lines(self, width: int) -> int:
        """How many lines the text takes in this width; one line keeps its own height."""
        self.ensurePolished()
        if width in self._counted:
            return self._counted[width]
        metrics, margins = self.fontMetrics(), self.contentsMargins()
        inside = max(1, width - margins.left() - margins.right())
        box = metrics.boundingRect(QRect(0, 0, inside, 1_000_000), Qt.TextFlag.TextWordWrap, self._plain)
        self._counted[width] = max(1, round(box.height() / metrics.lineSpacing()))
        return self._counted[width]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._counted.clear()
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        spacing = LINE_HEIGHT / 100 if lines > 1 else 1
        margins = self.contentsMargins()
        high = ceil(lines * self.fontMetrics().lineSpacing() * spacing)
        return high + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        longest = max(
            (self.fontMetrics().horizontalAdvance(line) for line in self._plain.split("\n")), default=0
        )
        margins = self.contentsMargins()
        width = min(longest + 2 + margins.left() + margins.right(), theme().px(WIDEST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(60), self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        many = self._lines(self.width()) > 1
        if many != self._many:
            self._many = many
            self._write()


class Hairline(QFrame):
    """A decorative line of one pixel; it never carries meaning."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("line", True)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


@dataclass(frozen=True)
class PillValue:
    """A pill as a value: the word, its icon, and the tone (ok, warn, bad, accent or neutral)."""

    text: str
    icon: str = ""
    tone: str = "neutral"


PILL_HEIGHT, PILL_SIDE, PILL_ICON, PILL_GAP = 24, 10, 16, 6


def pill_font_metrics() -> QFontMetrics:
    """The metrics of the words in pills."""
    return QFontMetrics(theme().font("caption", weight=theme().medium()))


def pill_width(value: PillValue) -> int:
    """How wide a pill stands; pills never elide."""
    px = theme().px
    inside = pill_font_metrics().horizontalAdvance(value.text)
    return inside + 2 * px(PILL_SIDE) + (px(PILL_ICON) + px(PILL_GAP) if value.icon else 0)


def paint_pill(painter: QPainter, value: PillValue, left: int, middle: int) -> QRect:
    """Draw a pill from ``left``, centred on the height ``middle``; returns where it stands."""
    look, px = theme(), theme().px
    box = QRect(left, middle - px(PILL_HEIGHT) // 2, pill_width(value), px(PILL_HEIGHT))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.color("control") if look.high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(look.color(f"{value.tone}_soft"))
    painter.drawRoundedRect(QRectF(box), box.height() / 2, box.height() / 2)
    at = box.left() + px(PILL_SIDE)
    if value.icon:
        side = px(PILL_ICON)
        icons.paint(painter, value.icon, QRect(at, middle - side // 2, side, side), value.tone)
        at += side + px(PILL_GAP)
    painter.setFont(look.font("caption", weight=look.medium()))
    painter.setPen(look.color(value.tone))
    words = QRect(at, box.top(), box.right() - at + 1, box.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, value.text)
    painter.restore()
    return box


class Pill(QWidget):
    """Icon, word and colour on a soft background. Not clickable; the word is its accessible name."""

    def __init__(self, value: PillValue | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._changed)
        self.set(value)

    def set(self, value: PillValue | None) -> None:
        """Show another pill; none hides it."""
        self._value = value
        self.setAccessibleName(value.text if value else "")
        if value is None:
            self.hide()
        elif self.isHidden() and self.parentWidget() is not None:  # without a parent it would be a window
            self.show()
        self._changed()

    def value(self) -> PillValue | None:
        """What is shown."""
        return self._value

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = pill_width(self._value) if self._value else 0
        return QSize(width, theme().px(PILL_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._value:
            paint_pill(QPainter(self), self._value, 0, self.height() // 2)


class KeyHint(QWidget):
    """Keys as they stand on the keyboard, with what they do: [↑] [↓] bladeren."""

    def __init__(self, keys: tuple[str, ...], does: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key in keys:
            row.addWidget(_Key(key, self))
        if does:
            row.addWidget(label(does, "caption", "text2"))


class _Key(QWidget):
    """One key cap."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._changed)

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font("caption", weight=600))
        px = theme().px
        return QSize(max(px(34), metrics.horizontalAdvance(self._text) + px(20)), px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("hair"))
        painter.setBrush(look.color("neutral_soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(look.color("control"))
        painter.drawLine(4, self.height() - 1, self.width() - 5, self.height() - 1)
        painter.setPen(look.color("text"))
        painter.setFont(look.font("caption", weight=600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
