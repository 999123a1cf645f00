"""A dialog whose verb takes the present passphrase: it stays until the worker has answered."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.errors import WorldError, WrongPassphrase
from jeugdhulp_desktop.ui import sentences
from jeugdhulp_desktop.ui.dialogs import FormDialog
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.card import PassphraseField
from jeugdhulp_desktop.ui.unlock.wrong_tries import WrongTries
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock

EMPTY = "Typ het wachtwoord waarmee je de kluis nu opent."
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
        self._tasks, self._job, self._busy_words = tasks, job, busy
        self._busy = False
        self.answer: Any = None
        self.note.setWordWrap(True)  # what takes a moment is said beside the buttons
        self.content.addWidget(TextBlock(lead))
        self.present = PassphraseField()
        self.row = FormRow("present", "Je wachtwoord van &nu", self.present)
        self.content.addWidget(self.row)
        self.tries = WrongTries(self.row, self.present, WAIT, clock)
        self.tries.changed.connect(self._show_whether_ready)
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
        if self._busy or self.tries.waiting:
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
            self.tries.add()
        else:
            self.row.set_note(self.words_for(error))
        self.present.setFocus(Qt.FocusReason.OtherFocusReason)
        self.present.selectAll()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.note.setText(self._busy_words if busy else "")
        self._show_whether_ready()
        if self.cancel_button is not None:
            self.cancel_button.setEnabled(not busy)
        self.inner.setEnabled(not busy)

    def _show_whether_ready(self) -> None:
        self.accept_button.setEnabled(not self._busy and not self.tries.waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._busy and event.key() == Qt.Key.Key_Escape:
            return  # what was begun is finished
        super().keyPressEvent(event)
