"""Message bars and empty states: the fact, the next step, and a button that takes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button, IconButton
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout

ICONS = {
    "bad": "alert-circle-outline",
    "warn": "alert-outline",
    "accent": "information-outline",
    "ok": "check-circle-outline",
    "neutral": "information-outline",
}
MOST_BARS = 2
PASSING = 4000  # ms that "Bewaard" stays


@dataclass(frozen=True)
class Act:
    """A button of a message or an empty state: a verb with a noun, and what it does."""

    words: str
    do: Callable[[], object]
    icon: str = ""


@dataclass(frozen=True)
class Message:
    """One sentence for a message bar, with at most two acts. ``key`` replaces an earlier one of that name."""

    text: str
    tone: str = "accent"
    title: str = ""
    acts: tuple[Act, ...] = ()
    icon: str = ""
    key: str = ""
    closable: bool = True
    passing: bool = False  # only for "Bewaard"
    lasting: bool = False  # stays when its page is left: what is not saved, what the vault still asks

    @property
    def stays(self) -> bool:
        """Whether it outlives the page it was shown over."""
        return self.lasting or not self.closable


class MessageBar(QWidget):
    """A soft background, an icon, one sentence, at most two acts. It never goes away by itself."""

    closed = Signal()

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(f"{message.title} {message.text}".strip())
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(12)
        icon = IconLabel(message.icon or ICONS[message.tone], 18, message.tone)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop if message.title else Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(4)
        if message.title:
            words.addWidget(label(message.title, "strong", wrap=True))
        words.addWidget(TextBlock(message.text))
        row.addLayout(words, 1)
        target: QHBoxLayout = row
        if message.title and message.acts:
            target = QHBoxLayout()
            target.setSpacing(8)
            words.addSpacing(4)
            words.addLayout(target)
        for at, act in enumerate(message.acts[:2]):
            button = Button(act.words, act.icon, "outlined" if at == 0 else "link", small=True)
            button.clicked.connect(lambda _checked=False, act=act: act.do())
            target.addWidget(button)
        if target is not row:
            target.addStretch(1)
        if message.closable:
            close = IconButton("Melding sluiten", "close", small=True)
            close.clicked.connect(self.closed)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("text") if look.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.color(f"{self.message.tone}_soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class MessageArea(QWidget):
    """Where messages stand: at most two, the rest behind "Toon alles"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: list[Message] = []
        self._all = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._timer = QTimer(self, singleShot=True, interval=PASSING)
        self._timer.timeout.connect(self._pass)
        self.hide()

    def add(self, message: Message) -> None:
        """Show a message; one with the same key or the same words is replaced."""
        same = [each for each in self._messages if (each.key and each.key == message.key) or each == message]
        for each in same:
            self._messages.remove(each)
        self._messages.insert(0, message)
        announce(self, f"{message.title} {message.text}".strip(), urgent=message.tone == "bad")
        if message.passing:
            self._timer.start()
        self._show()

    def remove(self, key: str) -> None:
        """Take away the message with this key, when what it told is over."""
        self._messages = [each for each in self._messages if each.key != key]
        self._show()

    def leave_page(self) -> None:
        """Take away what was only about the page that is left now; what is not saved stays."""
        self._messages = [each for each in self._messages if each.stays]
        self._all = False
        self._show()

    def clear(self) -> None:
        """Take away all messages."""
        self._messages = []
        self._show()

    def messages(self) -> Sequence[Message]:
        """All messages, the newest first."""
        return tuple(self._messages)

    def _pass(self) -> None:
        self._messages = [each for each in self._messages if not each.passing]
        self._show()

    def _show(self) -> None:
        clear_layout(self._layout)
        shown = self._messages if self._all else self._messages[:MOST_BARS]
        for message in shown:
            bar = MessageBar(message)
            bar.closed.connect(lambda message=message: self._close(message))
            self._layout.addWidget(bar)
        more = len(self._messages) - len(shown)
        if more:
            button = Button(f"Toon alles ({len(self._messages)})", kind="link")
            button.clicked.connect(self._show_all)
            self._layout.addWidget(button)
        self.setVisible(bool(self._messages))

    def _show_all(self) -> None:
        self._all = True
        self._show()

    def _close(self, message: Message) -> None:
        if message in self._messages:
            self._messages.remove(message)
        self._show()


class EmptyState(QWidget):
    """What is missing and how to begin: icon, title, sentence, main button, second way, third as a link."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        acts: Sequence[Act] = (),
        *,
        filled: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 24)
        whole.setSpacing(8)
        whole.addStretch(1)
        whole.addWidget(IconLabel(icon, 56, "accent"), 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addSpacing(12)
        self.title = label(title, "title", wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(self.title)
        self.text = label(text, "body", "text2", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        narrow = QHBoxLayout()
        narrow.addStretch(1)
        self.text.setMinimumWidth(theme().px(380))
        narrow.addWidget(self.text)
        narrow.addStretch(1)
        whole.addLayout(narrow)
        whole.addSpacing(8)
        self.buttons: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for at, act in enumerate(acts):
            kind = ("filled" if filled else "outlined", "outlined", "link")[min(at, 2)]
            button = Button(act.words, act.icon, kind)
            button.clicked.connect(lambda _checked=False, act=act: act.do())
            self.buttons.append(button)
            if at < 2:
                row.addWidget(button)
        row.addStretch(1)
        whole.addLayout(row)
        for button in self.buttons[2:]:
            whole.addSpacing(8)
            whole.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(1)

    def say(self, title: str, text: str) -> None:
        """Say something else, as after a search that found nothing."""
        self.title.setText(title)
        self.text.setText(text)
