"""After "wachtwoord vergeten": the new recovery code, shown once, on a page of its own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.security.recovery_code import RecoveryCode
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.unlock.code_panel import RecoveryCodePanel
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea


class NewCodePage(QWidget):
    """The code, and on. ``finished`` tells whether it was typed back."""

    finished = Signal(bool)
    print_asked = Signal(object)

    def __init__(self, code: RecoveryCode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("back", "window")
        inner = QWidget()
        row = QHBoxLayout(inner)
        column = QVBoxLayout()
        column.setContentsMargins(24, 40, 24, 24)
        column.setSpacing(16)
        column.addWidget(label("Bewaar je nieuwe herstelcode", "display"))
        words = (
            "Je nieuwe wachtwoord geldt. De oude herstelcode werkt niet meer: vernietig dat blad. "
            "Bewaar deze nieuwe."
        )
        column.addWidget(TextBlock(words))
        self.panel = RecoveryCodePanel()
        column.addWidget(self.panel)
        foot = QHBoxLayout()
        self.reason = label("", tone="text2")
        foot.addStretch(1)
        foot.addWidget(self.reason)
        self.later = Button("Later controleren")
        self.done = Button("Naar de kluis", kind="filled")
        foot.addWidget(self.later)
        foot.addWidget(self.done)
        column.addLayout(foot)
        column.addStretch(1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(theme().px(768))
        row.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollArea(inner))
        self.panel.progress.connect(self._tell)
        self.panel.print_asked.connect(self.print_asked)
        self.later.clicked.connect(lambda _checked=False: self._finish())
        self.done.clicked.connect(lambda _checked=False: self._finish())
        self.panel.show_code(code)

    def _tell(self, reason: str) -> None:
        self.reason.setText(reason)
        self.done.setEnabled(not reason)

    def _finish(self) -> None:
        confirmed = self.panel.complete
        self.panel.forget()
        self.finished.emit(confirmed)
