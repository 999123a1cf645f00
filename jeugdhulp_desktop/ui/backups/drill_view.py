"""Oefen het terugzetten: which backup, the passphrase as on the bad day, and what stood in it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.backups import BackupLine, Drill
from jeugdhulp_desktop.domain.errors import WorldError, WrongPassphrase
from jeugdhulp_desktop.domain.text import format_count
from jeugdhulp_desktop.ui.backups.words import counted_words, drill_rows, drill_sentence, when_words
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.start.words import at_place
from jeugdhulp_desktop.ui.unlock.card import PassphraseField
from jeugdhulp_desktop.ui.widgets.buttons import Button, RadioButton
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout
from jeugdhulp_desktop.ui.widgets.progress import BusyLine
from jeugdhulp_desktop.ui.widgets.wizard import WizardFrame

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

WHICH, TYPING, PROOF = range(3)
STEPS = ("Welke back-up", "Je wachtwoord", "Wat erin staat")
_BUSY = "De back-up wordt teruggezet in een lege map, geopend en geteld."
_OF_THEN = (
    "Dit wachtwoord past niet op deze back-up. Is je wachtwoord daarna veranderd, dan geldt hier het oude. "
    "Probeer het opnieuw of oefen met een nieuwere back-up."
)


class DrillView(WizardFrame):
    """Three pages; nothing of the vault is touched, and what was put back is removed at once."""

    help_topic = "back-ups"

    closed = Signal()

    def __init__(self, context: PageContext, session: "Session", lines: Sequence[BackupLine]) -> None:
        super().__init__("Oefenen", STEPS)
        self._context, self._session = context, session
        self._busy = False
        self.which = WhichStep(newest_of_each_place(lines), context.today())
        self.typing = TypingStep()
        self.proof = ProofStep()
        for title, intro, content in (
            (
                "Oefen het terugzetten",
                "Stel: deze computer is weg. Je hebt een back-up en je wachtwoord. Kom je er dan in?",
                self.which,
            ),
            (
                "Typ je wachtwoord",
                "Net als op een andere computer. De back-up gaat open met het wachtwoord van die dag.",
                self.typing,
            ),
            ("Het is gelukt", "", self.proof),
        ):
            self.add_page(title, intro, content)
        self.close_link = Button("Oefening sluiten", kind="link", small=True)
        self.close_link.clicked.connect(lambda _checked=False: self.back())
        self.add_to_rail(self.close_link)
        self.back_asked.connect(self._turn_back)
        self.next_asked.connect(self._next)
        self.typing.field.textChanged.connect(lambda _text: self._tell())
        self.go(WHICH)

    def back(self) -> None:
        """Leave the drill; while it runs it is finished first."""
        if not self._busy:
            self.typing.forget()
            self.closed.emit()

    def may_leave(self) -> bool:
        """False while a backup is being put back: it is removed again in a moment."""
        self._context.tasks.wait_while(lambda: self._busy)
        return True

    def take_focus(self) -> None:
        """Where one begins."""
        first_focus((self.which, self.typing, self.proof)[self.current()])

    def _turn_back(self, at: int) -> None:
        if not self._busy:
            self.go(at - 1)
            self._tell()
            self.take_focus()

    def _next(self, at: int) -> None:
        if at == WHICH:
            self.go(TYPING)
            self._tell()
            self.take_focus()
        elif at == TYPING:
            self._try()
        else:
            self.back()

    def _tell(self) -> None:
        if self.current() == TYPING:
            empty = not self.typing.field.text()
            self.allow_next(_BUSY if self._busy else "Typ eerst je wachtwoord" if empty else "")
        self.back_button.setEnabled(not self._busy)
        self.close_link.setEnabled(not self._busy)

    def _try(self) -> None:
        passphrase, line = self.typing.field.text(), self.which.line()
        if self._busy or not passphrase:
            return
        self._busy = True
        self.typing.set_busy(True)
        self._tell()
        practise = self._session.backups.practise
        self._context.tasks.run(self, lambda: practise(line, passphrase), self._done, self._refused)

    def _done(self, drill: Drill) -> None:
        self._busy = False
        self.typing.set_busy(False)
        self.typing.forget()
        self.proof.show_drill(drill, self._context.today())
        self.go(PROOF)
        self._tell()
        self.back_button.hide()
        self.close_link.hide()
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: WorldError) -> None:
        self._busy = False
        self.typing.set_busy(False)
        self.typing.row.set_note(_OF_THEN if isinstance(error, WrongPassphrase) else sentence(error))
        self._tell()
        self.typing.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typing.field.selectAll()


def newest_of_each_place(lines: Sequence[BackupLine]) -> list[BackupLine]:
    """One to choose for each place, ours first; a damaged one is no exercise."""
    found: dict[str, BackupLine] = {}
    for line in lines:
        if not line.failed:
            found.setdefault(line.place, line)
    return sorted(found.values(), key=lambda line: bool(line.place))


class WhichStep(QWidget):
    """The newest backup of each place."""

    def __init__(self, lines: Sequence[BackupLine], today: date) -> None:
        super().__init__()
        self._lines = list(lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label("Waarmee oefen je?", "field"))
        self.buttons = []
        for line in self._lines:
            place = at_place(line.place or "deze computer")
            moment = when_words(line.made_at, today)
            button = RadioButton(f"De laatste {place}: {moment[:1].lower()}{moment[1:]}")
            self.buttons.append(button)
            column.addWidget(button)
            told = TextBlock(counted_words(line.counts), "caption", "text2")
            told.setContentsMargins(26, 0, 0, 0)
            column.addWidget(told)
        if self.buttons:
            self.buttons[0].setChecked(True)
        column.addWidget(Hairline())
        words = (
            "De back-up wordt teruggezet in een lege map naast je kluis, geopend, geteld en weer weggehaald. "
            "Aan je kluis verandert niets."
        )
        column.addWidget(TextBlock(words, "body", "text2"))

    def line(self) -> BackupLine:
        """The one that is chosen."""
        chosen = (at for at, button in enumerate(self.buttons) if button.isChecked())
        return self._lines[next(chosen, 0)]


class TypingStep(QWidget):
    """The passphrase, and that something runs."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.field = PassphraseField()
        self.row = FormRow("passphrase", "&Wachtwoord", self.field)
        column.addWidget(self.row)
        self.busy = BusyLine(_BUSY)
        self.busy.hide()
        column.addWidget(self.busy)
        self.field.changed.connect(lambda: self.row.set_note(""))

    def set_busy(self, busy: bool) -> None:
        """Putting it back takes a few seconds."""
        self.busy.setVisible(busy)
        self.field.setReadOnly(busy)
        if busy:
            self.row.set_note("")

    def forget(self) -> None:
        """Nothing of it stays on the screen."""
        self.field.clear()


class ProofStep(Panel):
    """What stood in the backup, beside what stands in the vault now."""

    def __init__(self) -> None:
        super().__init__(spacing=16)
        self.told = TextBlock("", "body")
        self.body.addWidget(self.told)
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(24)
        self._table.setVerticalSpacing(8)
        self.body.addLayout(self._table)
        self.body.addWidget(Hairline())
        words = "De oefenmap is weer weg. Over een jaar vraagt Start of je nog eens oefent."
        self.body.addWidget(TextBlock(words, "body", "text2"))

    def show_drill(self, drill: Drill, today: date) -> None:
        """The sentence, and the counts."""
        self.told.set_text(drill_sentence(drill, today))
        clear_layout(self._table)
        right = Qt.AlignmentFlag.AlignRight
        for column, words in ((1, "In de back-up"), (2, "Nu in de kluis")):
            self._table.addWidget(label(words, "caption", "text2"), 0, column, right)
        for row, (title, then, now) in enumerate(drill_rows(drill), start=1):
            self._table.addWidget(label(title), row, 0)
            self._table.addWidget(label(format_count(then), "strong"), row, 1, right)
            self._table.addWidget(label(format_count(now)), row, 2, right)
        self._table.setColumnStretch(0, 1)
