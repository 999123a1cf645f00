"""A PIN for after a lock: the passphrase of now, and the digits twice."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.errors import KeyringUnavailable, NotValid, WorldError
from jeugdhulp_desktop.security.pin import SHORTEST, TRIES, check_pin
from jeugdhulp_desktop.ui import sentences
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.pin_field import PinField
from jeugdhulp_desktop.ui.unlock.proving import ProvingDialog
from jeugdhulp_desktop.ui.widgets.form import FormRow

_LEAD = (
    "Na vergrendelen is deze pincode dan genoeg, alleen op deze computer. "
    f"Na {TRIES} keer verkeerd geldt hij niet meer en is je wachtwoord weer nodig."
)
_DIFFERS = "De twee pincodes zijn niet gelijk. Typ hem nog een keer."
_NOT_HERE = "Deze computer onthoudt de kluis niet meer. Laat hem dat eerst weer doen."


class PinDialog(ProvingDialog):
    """``set_pin`` gets the passphrase and the digits, on the worker."""

    def __init__(self, parent: QWidget | None, tasks: Tasks, set_pin: Callable[[str, str], None]) -> None:
        super().__init__(parent, "Pincode instellen", "Pincode instellen", _LEAD, tasks, set_pin)
        self.pin, self.again = PinField(), PinField()
        self.pin_row = FormRow(
            "pin", "&Pincode", self.pin, hint=f"Minstens {SHORTEST} cijfers, zonder patroon."
        )
        self.again_row = FormRow("again", "Nog een &keer", self.again)
        for row in (self.pin_row, self.again_row):
            self.content.addWidget(row)
        for field in (self.pin, self.again):
            field.changed.connect(self._typing)

    def ready(self) -> bool:
        problems = check_pin(self.pin.value())
        if problems:
            self.pin_row.set_note(sentences.sentence(problems[0]))
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if self.pin.value() != self.again.value():
            self.again_row.set_note(_DIFFERS)
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def arguments(self) -> tuple[str, ...]:
        return (self.present.value(), self.pin.value())

    def words_for(self, error: WorldError) -> str:
        if isinstance(error, KeyringUnavailable | NotValid):  # the digits were looked at before
            return _NOT_HERE
        return super().words_for(error)

    def forget(self) -> None:
        super().forget()
        self.pin.clear()
        self.again.clear()

    def _typing(self) -> None:
        self.pin_row.set_note("")
        self.again_row.set_note("")
