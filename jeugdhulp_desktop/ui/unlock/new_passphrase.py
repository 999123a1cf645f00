"""A new passphrase: long enough, not easily guessed, typed twice. Used by the wizard and by Sleutels."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.security.passphrase import MINIMUM, check_passphrase
from jeugdhulp_desktop.ui.unlock.card import PassphraseField
from jeugdhulp_desktop.ui.widgets.form import FormRow

_SENTENCES = {
    "required": "Bedenk een wachtwoord van minstens 15 tekens.",
    "too-short": "Dit zijn nog geen 15 tekens. Maak er een zin van, dat onthoudt makkelijker.",
    "too-long": "Dit wachtwoord is langer dan de kluis aankan. Kort het in.",
    "not-text": "Hierin staat een teken dat geen tekst is. Typ het wachtwoord zelf.",
    "too-guessable": "Dit is te makkelijk te raden. Gebruik een zin die niemand van jou kent.",
    "outer-spaces": "Er staat een spatie aan het begin of eind. Die telt mee, onthoud dat.",
}


def passphrase_sentence(found: Problem) -> str:
    """What is wrong with a new passphrase, in words."""
    return _SENTENCES[found.code]


class NewPassphrase(QWidget):
    """Two fields; ``progress`` says why one cannot go on yet, empty when one can."""

    progress = Signal(str)

    def __init__(
        self,
        words: Callable[[], Sequence[str]],
        title: str = "&Wachtwoord",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        self.first = PassphraseField()
        self.first_row = FormRow(
            "passphrase",
            title,
            self.first,
            hint=f"Minstens {MINIMUM} tekens. Een zin is goed, plakken mag.",
        )
        self.again = PassphraseField()
        self.again_row = FormRow("again", "Nog een &keer", self.again)
        whole.addWidget(self.first_row)
        whole.addWidget(self.again_row)
        for each in (self.first, self.again):
            each.changed.connect(self._tell)
            each.left.connect(self.check)

    def value(self) -> str:
        """The passphrase, exactly as typed."""
        return self.first.value()

    def reason(self) -> str:
        """Why one cannot go on yet."""
        found = blocking(check_passphrase(self.first.value(), self._words()))
        if found:
            return passphrase_sentence(found[0])
        if self.first.value() != self.again.value():
            return "Typ het wachtwoord nog een keer."
        return ""

    def check(self) -> bool:
        """Show what is wrong under the fields; True when it is right."""
        problems = check_passphrase(self.first.value(), self._words()) if self.first.value() else []
        heavy = blocking(problems)
        self.first_row.set_note(
            passphrase_sentence(problems[0]) if problems else "", "bad" if heavy else "warn"
        )
        differs = bool(self.again.value()) and self.again.value() != self.first.value()
        self.again_row.set_note(
            "De twee wachtwoorden zijn niet gelijk. Typ het nog een keer." if differs else ""
        )
        return not self.reason()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()
        self.first.hide_again()
        self.again.hide_again()

    def _tell(self) -> None:
        self.first_row.set_note("")
        self.again_row.set_note("")
        self.progress.emit(self.reason())
