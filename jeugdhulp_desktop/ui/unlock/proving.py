"""A dialog whose verb takes the present passphrase: it stays until the worker has answered."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.errors import WorldError, WrongPassphrase
from jeugdhulp_desktop.security.attempts import Attempts
from jeugdhulp_desktop.ui import sentences
from jeugdhulp_desktop.ui.dialogs import FormDialog
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.card import PassphraseField
from jeugdhulp_desktop.ui.unlock.unlock_page import CAPS
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock

EMPTY = "Typ het wachtwoord waarmee je de kluis nu opent."
WRONG = "Dit wachtwoord past niet bij deze kluis. Kijk of Caps Lock aan staat en probeer het opnieuw."
WAIT = "Wacht {seconds} en probeer het dan opnieuw."


class ProvingDialog(FormDialog):
    """Asks the passphrase of now, and does ``job`` with it on the worker; ``answer`` is what came out.

    Wrong tries wait longer and longer, as at unlocking (F1). Subclasses add fields and override ``ready``.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        verb: str,
        lead: str,
        tasks: Tasks,
        job: Callable[..., object],
        *,
        busy: str = "Even wachten, je wachtwoord wordt gecontroleerd.",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent, title, verb)
        self._tasks, self._job, self._busy_words, self._clock = tasks, job, busy, clock
        self._busy = False
        self._attempts = Attempts()
        self.answer: Any = None
        self.note.setWordWrap(True)  # what takes a moment is said beside the buttons
        self.content.addWidget(TextBlock(lead))
        self.present = PassphraseField()
        self.row = FormRow("present", "Je wachtwoord van &nu", self.present)
        self.content.addWidget(self.row)
        self._countdown = QTimer(self)
        self._countdown.setInterval(250)
        self._countdown.timeout.connect(self._show_wait)
        self.present.changed.connect(self._typing)
        self.present.caps_lock.connect(self._caps)
        self.present.setFocus()

    def ready(self) -> bool:
        """Whether the other fields may go to the worker; shows what is wrong with them otherwise."""
        return True

    def arguments(self) -> tuple[str, ...]:
        """What ``job`` is called with."""
        return (self.present.value(),)

    def words_for(self, error: WorldError) -> str:
        """The sentence for what went wrong, when it was not the passphrase."""
        return sentences.sentence(error)

    def forget(self) -> None:
        """Drop what was typed."""
        self.present.clear()
        self.present.hide_again()

    def check(self) -> bool:
        """Never closes by itself: the answer of the worker does."""
        if self._busy or self._attempts.remaining(self._clock()) > 0:
            return False
        if not self.present.value():
            self.row.set_note(EMPTY)
            self.present.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.ready():
            self._set_busy(True)
            job, arguments = self._job, self.arguments()
            self._tasks.run(self, lambda: job(*arguments), self._done, self._refused)
        return False

    def _done(self, answer: object) -> None:
        self._set_busy(False)
        self.answer = answer
        self.forget()
        self.accept()

    def _refused(self, error: WorldError) -> None:
        self._set_busy(False)
        if isinstance(error, WrongPassphrase):
            self._attempts = self._attempts.after_wrong(self._clock())
            self.row.set_note(WRONG)
            self._show_wait()
        else:
            self.row.set_note(self.words_for(error))
        self.present.setFocus(Qt.FocusReason.OtherFocusReason)
        self.present.selectAll()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.note.setText(self._busy_words if busy else "")
        self.accept_button.setEnabled(not busy)
        if self.cancel_button is not None:
            self.cancel_button.setEnabled(not busy)
        self.inner.setEnabled(not busy)

    def _show_wait(self) -> None:
        left = self._attempts.remaining(self._clock())
        if left <= 0:
            if self._countdown.isActive():
                self._countdown.stop()
                self.row.set_note("")
            self.accept_button.setEnabled(not self._busy)
            return
        seconds = int(left + 0.999)
        self.row.set_note(WAIT.format(seconds="1 seconde" if seconds == 1 else f"{seconds} seconden"))
        self.accept_button.setEnabled(False)
        self._countdown.start()

    def _typing(self) -> None:
        if not self._countdown.isActive():
            self.row.set_note("")

    def _caps(self, on: bool) -> None:
        if on and not self._countdown.isActive():
            self.row.set_note(CAPS, "warn")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._busy and event.key() == Qt.Key.Key_Escape:
            return  # what was begun is finished
        super().keyPressEvent(event)
