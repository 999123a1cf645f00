"""Another passphrase, a new recovery code, the old code compared with its paper: the dialogs of Sleutels.

Everything that touches a key or a passphrase on the screen stands in this package; the page itself only hears
that it happened.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.errors import KeyringUnavailable, WorldError
from jeugdhulp_desktop.ui import dialogs, sentences
from jeugdhulp_desktop.ui.dialogs import FormDialog
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.code_panel import RecoveryCodePanel, print_recovery_sheet
from jeugdhulp_desktop.ui.unlock.new_passphrase import NewPassphrase
from jeugdhulp_desktop.ui.unlock.pin_dialog import PinDialog
from jeugdhulp_desktop.ui.unlock.proving import ProvingDialog
from jeugdhulp_desktop.ui.widgets.fields import TextField
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock

if TYPE_CHECKING:
    from jeugdhulp_desktop.security.recovery_code import RecoveryCode
    from jeugdhulp_desktop.services.keys import KeyService

SAME = "Dit is het wachtwoord dat je nu hebt. Bedenk een ander."
STOP = "Stoppen zonder controle"
NO_KEYRING = "Deze computer heeft geen sleutelbos die het doet. Typ bij het starten gewoon je wachtwoord."


class PassphraseDialog(ProvingDialog):
    """The passphrase of now, and the new one twice."""

    def __init__(
        self,
        parent: QWidget | None,
        tasks: Tasks,
        words: Sequence[str],
        change: Callable[[str, str], None],
    ) -> None:
        super().__init__(
            parent,
            "Wachtwoord veranderen",
            "Wachtwoord veranderen",
            "Daarna gaat de kluis alleen nog open met het nieuwe wachtwoord. Je herstelcode blijft gelden. "
            "Back-ups van vóór vandaag openen nog met het oude wachtwoord.",
            tasks,
            change,
            busy="Even wachten, het nieuwe wachtwoord wordt ingesteld.",
        )
        self.new = NewPassphrase(lambda: words, "Nieuw &wachtwoord")
        self.content.addWidget(self.new)

    def ready(self) -> bool:
        reason = self.new.reason()
        if not reason and self.new.value() == self.present.value():
            reason = SAME
        if not reason:
            return True
        if not self.new.check() and self.new.first_row.has_error():
            self.new.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.new.first.value() and reason != SAME:
            self.new.again_row.set_note(self.new.again_row.note() or reason)
            self.new.again.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new.first_row.set_note(reason)
            self.new.first.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def arguments(self) -> tuple[str, ...]:
        return (self.present.value(), self.new.value())

    def forget(self) -> None:
        super().forget()
        self.new.clear()


class NewCodeDialog(FormDialog):
    """A new recovery code, shown once; ``confirmed`` when two groups of it were typed back."""

    def __init__(self, parent: QWidget | None, vault_name: str, code: "RecoveryCode") -> None:
        super().__init__(parent, "Nieuwe herstelcode", "Klaar", cancel="Later controleren", width=760)
        words = "Deze code geldt vanaf nu. De oude werkt niet meer: vernietig dat blad."
        self.content.addWidget(TextBlock(words))
        self.panel = RecoveryCodePanel()
        self.content.addWidget(self.panel)
        self.confirmed = False
        self.panel.progress.connect(self._tell)
        self.panel.print_asked.connect(lambda code: print_recovery_sheet(self, vault_name, code))
        self.panel.show_code(code)
        self.panel.print_button.setFocus()

    def check(self) -> bool:
        """True when both groups are right."""
        if not self.panel.complete:
            wrong = next(row for row in self.panel.rows if row.field.property("state") != "ok")
            wrong.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.confirmed = self.panel.complete
        return self.confirmed

    def _tell(self, reason: str) -> None:
        self.note.setText(reason)
        self.accept_button.setEnabled(not reason)

    def done(self, result: int) -> None:
        """Whatever closes it, the code leaves the screen and the clipboard."""
        super().done(result)
        self.panel.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.panel.complete:
            text = (
                "De code staat hierna nergens meer. Heb je hem op papier? Dan kun je hem later controleren."
            )
            if dialogs.ask(self, "Nog niet gecontroleerd", text, [STOP], cancel="Terug naar de code") is None:
                return
        super().keyPressEvent(event)


class CheckCodeDialog(FormDialog):
    """The whole code, typed from the sheet in the safe: does it still open the vault?"""

    def __init__(self, parent: QWidget | None, tasks: Tasks, compare: Callable[[str], None]) -> None:
        super().__init__(parent, "Herstelcode controleren", "Code controleren")
        self._tasks, self._compare, self._busy = tasks, compare, False
        lead = (
            "Pak het blad uit de kluis of kast van de school en typ de code over. "
            "Ben je het blad kwijt, maak dan een nieuwe herstelcode."
        )
        self.content.addWidget(TextBlock(lead))
        self.field = TextField(longest=80)
        self.field.setProperty("code", True)
        self.row = FormRow("code", "&Herstelcode", self.field, hint="Acht groepjes van vier tekens.")
        self.content.addWidget(self.row)
        self.field.changed.connect(lambda: self.row.set_note(""))
        self.field.setFocus()

    def check(self) -> bool:
        """Closes when the worker found that the code opens the vault."""
        typed, compare = self.field.text(), self._compare
        if self._busy:
            return False
        if not typed.strip():
            self.row.set_note("Typ de herstelcode over van het blad.")
            return False
        self._set_busy(True)
        self._tasks.run(self, lambda: compare(typed), lambda _none: self._done(), self._refused)
        return False

    def _done(self) -> None:
        self._set_busy(False)
        self.field.clear()
        self.accept()

    def _refused(self, error: WorldError) -> None:
        self._set_busy(False)
        self.row.set_note(sentences.sentence(error))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.accept_button.setEnabled(not busy)


class RememberDialog(ProvingDialog):
    """Whoever lets this laptop open the vault by itself knows the passphrase."""

    def __init__(self, parent: QWidget | None, tasks: Tasks, remember: Callable[[str], None]) -> None:
        lead = (
            "Deze computer opent de kluis dan zonder wachtwoord als je het programma start. "
            "Na vergrendelen vraagt het programma weer om je wachtwoord."
        )
        super().__init__(parent, "Onthouden op deze computer", "Onthouden", lead, tasks, remember)

    def words_for(self, error: WorldError) -> str:
        return NO_KEYRING if isinstance(error, KeyringUnavailable) else super().words_for(error)


class KeyChanges:
    """The ways into a vault, changed by dialogs over ``parent``; each tells whether it happened."""

    def __init__(self, parent: QWidget, tasks: Tasks, keys: "KeyService", vault_name: str) -> None:
        self._parent, self._tasks, self._keys, self._vault_name = parent, tasks, keys, vault_name

    def change_passphrase(self, words: Sequence[str]) -> bool:
        """``words`` are what a guesser would try first."""
        dialog = PassphraseDialog(self._parent, self._tasks, words, self._keys.change_passphrase)
        return dialogs.run_form(dialog)

    def new_recovery_code(self, on_done: Callable[[], object]) -> bool:
        """A new code; ``on_done`` is called once it is noted whether it was typed back."""
        lead = (
            "Je krijgt een nieuwe code en de oude geldt meteen niet meer. "
            "Zorg dat je hem kunt afdrukken of overschrijven."
        )
        title = "Nieuwe herstelcode"
        prove = ProvingDialog(
            self._parent, title, "Nieuwe code maken", lead, self._tasks, self._keys.new_recovery_code
        )
        if not dialogs.run_form(prove):
            return False
        shown = NewCodeDialog(self._parent, self._vault_name, prove.answer)
        prove.answer = None
        dialogs.run_form(shown)
        if shown.confirmed:
            confirm = self._keys.confirm_recovery
            self._tasks.run(self._parent, confirm, lambda _none: on_done())
        else:
            on_done()
        return True

    def check_recovery_code(self) -> bool:
        """Whether the code on paper opens the vault."""
        return dialogs.run_form(CheckCodeDialog(self._parent, self._tasks, self._keys.check_recovery_code))

    def set_pin(self) -> bool:
        """After a lock a PIN is enough, on this laptop."""
        return dialogs.run_form(PinDialog(self._parent, self._tasks, self._keys.set_pin))

    def remember(self) -> bool:
        """This laptop opens the vault by itself from now on."""
        return dialogs.run_form(RememberDialog(self._parent, self._tasks, self._keys.remember))
