"""A field for the digits of a PIN: hidden while they are typed."""

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from jeugdhulp_desktop.ui.widgets.text_fields import TextField

LONGEST = 12  # security.pin.LONGEST, which the unlock window imports only when a PIN is tried


class PinField(TextField):
    """Takes digits only, at most as many as a PIN may have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(longest=LONGEST, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)

    def value(self) -> str:
        """The digits."""
        return self.text()
