""" "Wachtwoord vergeten": the recovery code opens the vault; a new passphrase and a new code follow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError, WrongRecoveryCode
from jeugdhulp_desktop.domain.problems import blocking
from jeugdhulp_desktop.security.passphrase import check_passphrase
from jeugdhulp_desktop.security.vault import VaultInfo, VaultKeys, unlock_with_recovery_code
from jeugdhulp_desktop.ui import sentences
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.card import CardPage, PassphraseField
from jeugdhulp_desktop.ui.unlock.new_passphrase import passphrase_sentence
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextField
from jeugdhulp_desktop.ui.widgets.form import FormRow


@dataclass(frozen=True)
class Recovered:
    """The keys that the code gave, and the passphrase to set."""

    folder: Path
    keys: VaultKeys
    passphrase: str = field(repr=False)


class RecoverPage(CardPage):
    """Asks the code and a new passphrase, on one card."""

    recovered = Signal(object)  # Recovered
    failed = Signal(object)
    back_asked = Signal()

    def __init__(
        self,
        tasks: Tasks,
        opener: Callable[[Path, str], VaultKeys] = unlock_with_recovery_code,
        parent: QWidget | None = None,
    ) -> None:
        lead = (
            "Typ de herstelcode van het blad dat in de kluis of kast van de school ligt. "
            "Daarna geldt je nieuwe wachtwoord, en krijg je een nieuwe herstelcode."
        )
        super().__init__("Wachtwoord vergeten", lead, parent)
        self._tasks, self._opener = tasks, opener
        self._folder = Path()
        self._words: tuple[str, ...] = ()
        self.code = TextField("bijvoorbeeld 7QKM 2VXD …", longest=80)
        self.code_row = FormRow("code", "&Herstelcode", self.code, hint="Acht groepjes van vier tekens.")
        self.first = PassphraseField()
        self.first_row = FormRow(
            "passphrase", "&Nieuw wachtwoord", self.first, hint="Minstens 15 tekens. Een zin is goed."
        )
        self.again = PassphraseField()
        self.again_row = FormRow("again", "Nieuw wachtwoord, nog een &keer", self.again)
        for row in (self.code_row, self.first_row, self.again_row):
            self.card.body.addWidget(row)
        self.button = Button("Kluis openen", kind="filled")
        back = Button("Terug")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self.button)
        self.card.body.addLayout(buttons)
        back.clicked.connect(self.back_asked)
        self.button.clicked.connect(self._try)
        for each, row in (
            (self.code, self.code_row),
            (self.first, self.first_row),
            (self.again, self.again_row),
        ):
            each.changed.connect(lambda row=row: row.set_note(""))
            each.returnPressed.connect(self._try)

    def show_vault(self, folder: Path, info: VaultInfo) -> None:
        """Recover this vault."""
        self._folder, self._words = folder, (info.name,)
        for each in (self.code, self.first, self.again):
            each.clear()
        for row in (self.code_row, self.first_row, self.again_row):
            row.set_note("")
        self.code.setFocus()

    def _try(self) -> None:
        if not self.button.isEnabled() or not self._checked():
            return
        self.button.setEnabled(False)
        folder, typed, opener = self._folder, self.code.text(), self._opener
        self._tasks.run(self, lambda: opener(folder, typed), self._opened, self._refused)

    def _checked(self) -> bool:
        if not self.code.text().strip():
            self.code_row.set_note("Typ de herstelcode over van het blad.")
            self.code.setFocus()
            return False
        found = blocking(check_passphrase(self.first.value(), self._words))
        if found:
            self.first_row.set_note(passphrase_sentence(found[0]))
            self.first.setFocus()
            return False
        if self.first.value() != self.again.value():
            self.again_row.set_note("De twee wachtwoorden zijn niet gelijk. Typ het nog een keer.")
            self.again.setFocus()
            return False
        return True

    def _opened(self, keys: VaultKeys) -> None:
        self.button.setEnabled(True)
        self.recovered.emit(Recovered(self._folder, keys, self.first.value()))
        for each in (self.code, self.first, self.again):
            each.clear()

    def _refused(self, error: WorldError) -> None:
        self.button.setEnabled(True)
        self.code_row.set_note(sentences.sentence(error))
        self.code.setFocus()
        if not isinstance(error, WrongRecoveryCode):
            self.failed.emit(error)
