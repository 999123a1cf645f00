"""What a wrong passphrase brings about, wherever one is asked: a neutral sentence and growing waits (F1)."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from jeugdhulp_desktop.security.attempts import Attempts
from jeugdhulp_desktop.ui.unlock.card import PassphraseField
from jeugdhulp_desktop.ui.widgets.form import FormRow

WRONG = "Dit wachtwoord past niet bij deze kluis. Kijk of Caps Lock aan staat en probeer het opnieuw."
CAPS = "Caps Lock staat aan."


class WrongTries(QObject):
    """The wrong tries in one field. While the next must wait, the row counts down in ``wait_words``.

    ``changed`` tells the owner to look again whether its button may be pressed. What stood in the row goes
    when somebody types; a countdown stays.
    """

    changed = Signal()

    def __init__(
        self, row: FormRow, field: PassphraseField, wait_words: str, clock: Callable[[], float]
    ) -> None:
        super().__init__(row)
        self._row, self._wait_words, self._clock = row, wait_words, clock
        self._attempts = Attempts()
        self._countdown = QTimer(self, interval=250)
        self._countdown.timeout.connect(self.look)
        field.changed.connect(self._typing)
        field.caps_lock.connect(self._caps)

    @property
    def waiting(self) -> bool:
        """Whether the next try must wait."""
        return self._attempts.remaining(self._clock()) > 0

    def add(self) -> None:
        """One more was wrong."""
        self._attempts = self._attempts.after_wrong(self._clock())
        self._row.set_note(WRONG)
        self.look()

    def forget(self) -> None:
        """Another vault is asked for, or the passphrase was right."""
        self._attempts = Attempts()
        self.look()

    def look(self) -> None:
        """Say how long it still takes, or that it may be tried again."""
        left = self._attempts.remaining(self._clock())
        if left > 0:
            seconds = int(left + 0.999)
            words = "1 seconde" if seconds == 1 else f"{seconds} seconden"
            self._row.set_note(self._wait_words.format(seconds=words))
            self._countdown.start()
        elif self._countdown.isActive():
            self._countdown.stop()
            self._row.set_note("")
        self.changed.emit()

    def _typing(self) -> None:
        if not self._countdown.isActive():
            self._row.set_note("")

    def _caps(self, on: bool) -> None:
        if on and not self._countdown.isActive():
            self._row.set_note(CAPS, "warn")
