"""Overdracht maken: who receives it, and the passphrase that the successor types."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.ui.dialogs import FormDialog
from jeugdhulp_desktop.ui.unlock.new_passphrase import NewPassphrase
from jeugdhulp_desktop.ui.widgets.fields import TextField
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock

_LEAD = (
    "Laat je opvolger hier zelf een wachtwoord typen. Jij hoeft het niet te kennen, en jouw wachtwoord opent "
    "het bestand niet. Is je opvolger er niet bij, verzin dan een zin en geef die apart van de stick door. "
    "Na het openen verandert je opvolger hem."
)
_NO_NAME = "Vul in wie de kluis krijgt. De naam komt op het ontvangstbewijs."


class HandoverDialog(FormDialog):
    """``receiver`` and ``passphrase`` once it was accepted; ``forget`` drops them."""

    def __init__(self, parent: QWidget | None, words: Sequence[str]) -> None:
        super().__init__(parent, "Overdracht maken", "Map kiezen")
        self.content.addWidget(TextBlock(_LEAD))
        self.name = TextField(longest=120)
        self.name_row = FormRow("receiver", "&Naam van je opvolger", self.name)
        self.content.addWidget(self.name_row)
        self.new = NewPassphrase(lambda: words, "&Wachtwoord van je opvolger")
        self.content.addWidget(self.new)
        self.name.changed.connect(lambda: self.name_row.set_note(""))
        self.name.setFocus()

    @property
    def receiver(self) -> str:
        """Who receives it."""
        return str(self.name.value())

    @property
    def passphrase(self) -> str:
        """What opens it, exactly as typed."""
        return self.new.value()

    def check(self) -> bool:
        if not self.receiver:
            self.name_row.set_note(_NO_NAME)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        reason = self.new.reason()
        if not reason:
            return True
        self.new.check()
        wrong_first = self.new.first_row.has_error() or not self.new.first.value()
        row, field = (
            (self.new.first_row, self.new.first) if wrong_first else (self.new.again_row, self.new.again)
        )
        if not row.has_error():
            row.set_note(reason)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def forget(self) -> None:
        """Drop the passphrase from the screen."""
        self.new.clear()
