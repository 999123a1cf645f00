"""The frame of every screen before the vault is open: one card in the middle, two lines of facts below."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jeugdhulp_desktop import __version__
from jeugdhulp_desktop.security.passphrase import MAXIMUM
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button, IconButton
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea
from jeugdhulp_desktop.ui.widgets.text_fields import TextField

CARD_WIDTH = 480


class PassphraseField(TextField):
    """A passphrase: hidden until the eye is pressed, kept exactly as typed, spaces included (F2)."""

    caps_lock = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(longest=MAXIMUM, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setTextMargins(0, 0, theme().px(30), 0)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.eye = IconButton("Wachtwoord laten zien", "eye-outline", small=True, parent=self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._reveal)

    def value(self) -> str:
        """What was typed, exactly."""
        return self.text()

    def own_problem(self) -> str:
        """A passphrase is judged where it is used."""
        return ""

    def hide_again(self) -> None:
        """Dots again, as when the page is shown."""
        self.eye.setChecked(False)

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        words = "Wachtwoord verbergen" if shown else "Wachtwoord laten zien"
        self.eye.setToolTip(words)
        self.eye.setAccessibleName(words)
        icons.set_icon(self.eye, "eye-off-outline" if shown else "eye-outline", "text2")

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        side = theme().px(30)
        self.eye.setGeometry(self.width() - side - 3, (self.height() - side) // 2, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shift)
        super().keyPressEvent(event)


class CardPage(QWidget):
    """A card in the middle of the window; ``card.body`` is filled by the page itself."""

    help_asked = Signal(str)
    help_topic = "kluis"

    def __init__(self, title: str, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("back", "window")
        self.card = Panel(margin=32, spacing=12)
        self.card.setProperty("panel", False)
        self.card.setProperty("card", True)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(icons.IconLabel("shield-home", 28, "accent"))
        self.title = label(title, "title")
        head.addWidget(self.title, 1)
        self.card.body.addLayout(head)
        self.lead = TextBlock(lead, tone="text2")
        self.card.body.addWidget(self.lead)
        self._below = self._offline_line()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(16, 16, 16, 16)
        column.addStretch(1)
        line = QHBoxLayout()  # no alignment flag: the card must get the height that its words need
        line.addStretch(1)
        line.addWidget(self.card)
        line.addStretch(1)
        column.addLayout(line)
        column.addSpacing(16)
        column.addWidget(self._below, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ScrollArea(middle), 1)
        whole.addLayout(self._foot())
        theme().changed.connect(self._fit)
        self._fit()

    def _offline_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(icons.IconLabel("wifi-off", 16, "text2"))
        row.addWidget(label("Werkt zonder internet. Alles in de kluis is versleuteld.", tone="text2"))
        return line

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 16)
        foot.addWidget(label(f"Versie {__version__}", "caption", "text2"))
        foot.addStretch(1)
        self.help_button = Button("Hulp", "help-circle-outline", "plain")
        self.help_button.clicked.connect(lambda: self.help_asked.emit(self.help_topic))
        foot.addWidget(self.help_button)
        return foot

    def _fit(self) -> None:
        self.card.setFixedWidth(theme().px(CARD_WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()
