"""The card of a vault that does not open: which failure, every part with its state, and what can be done."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.recovering.words import Line
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.unlock.card import CardPage, PassphraseField
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.messages import MessageArea
from jeugdhulp_desktop.ui.widgets.panel import Soft, clear_layout
from jeugdhulp_desktop.ui.widgets.progress import BusyLine

WIDE = 600
_FULL = 2  # buttons of full width; the others stand as links below them
Act = tuple[str, Callable[[], object]]


class RecoveryCard(CardPage):
    """Shows what it is told; decides nothing."""

    asked = Signal()  # the passphrase was typed

    def __init__(self, folder: Path, title: str, failure: str) -> None:
        super().__init__(title, "")
        self.lead.hide()
        body = self.card.body
        body.addWidget(label(str(folder), "caption", "text2", wrap=True))
        box = Soft("bad_soft", margin=16)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(icons.IconLabel("alert-circle-outline", 18, "bad"), 0, Qt.AlignmentFlag.AlignTop)
        self.words = TextBlock(failure)
        row.addWidget(self.words, 1)
        box.body.addLayout(row)
        body.addWidget(box)
        self.messages = MessageArea()
        body.addWidget(self.messages)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(8)
        body.addLayout(self._parts)
        self.busy = BusyLine("")
        body.addWidget(self.busy)
        self.field = PassphraseField()
        self.row = FormRow("passphrase", "&Wachtwoord", self.field)
        self.field.returnPressed.connect(self.asked)
        body.addWidget(self.row)
        self.row.hide()
        self._acts = QWidget()
        self._buttons = QVBoxLayout(self._acts)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(8)
        body.addWidget(self._acts)
        self.buttons: list[Button] = []
        self.lines: tuple[Line, ...] = ()

    def wait(self, words: str) -> None:
        """Something is being looked at or done; nothing can be pressed meanwhile."""
        self.busy.words.setText(words)
        self.busy.show()
        self._acts.setEnabled(False)
        self.field.setReadOnly(True)

    def show_found(self, lines: Sequence[Line], acts: Sequence[Act], *, ask: bool) -> None:
        """The parts, and what can be done, the filled button first. ``ask`` for the passphrase."""
        self.busy.hide()
        self.lines = tuple(lines)
        clear_layout(self._parts)
        for words, icon, tone in lines:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(icons.IconLabel(icon, 18, tone), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(TextBlock(words), 1)
            self._parts.addLayout(row)
        self.row.setVisible(ask)
        self.field.setReadOnly(False)
        self._show_acts(acts)
        QTimer.singleShot(
            0, self, self.take_focus
        )  # buttons that were made just now are shown a moment later

    def take_focus(self) -> None:
        """Begin at the passphrase when it is asked, else at the first thing that can be done."""
        begin = self.field if self.row.isVisibleTo(self) else next(iter(self.buttons), None)
        if begin is not None:
            begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_acts(self, acts: Sequence[Act]) -> None:
        clear_layout(self._buttons)
        self._acts.setEnabled(True)
        self.buttons = []
        rest = QWidget()
        flow = FlowLayout(rest, spacing=12)
        for at, (words, do) in enumerate(acts):
            kind = "filled" if at == 0 else "outlined" if at < _FULL else "link"
            button = Button(words, kind=kind)
            button.clicked.connect(lambda _checked=False, do=do: do())
            self.buttons.append(button)
            if at < _FULL:
                button.setSizePolicy(self.card.sizePolicy())
                self._buttons.addWidget(button)
            else:
                flow.addWidget(button)
        if len(acts) > _FULL:
            self._buttons.addWidget(rest)

    def _fit(self) -> None:
        self.card.setFixedWidth(theme().px(WIDE))
