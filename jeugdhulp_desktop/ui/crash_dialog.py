"""The dialog after an error that nobody expected, with "Kopieer melding"."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from jeugdhulp_desktop.ui.dialogs import FormDialog
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label


class CrashDialog(FormDialog):
    """The report as it may be sent to someone: type of error and places in our own code."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Er ging iets mis in het programma", "Verder werken", cancel="")
        self.content.addWidget(
            TextBlock(
                "Wat je al bewaarde staat veilig in de kluis. Je kunt verder werken. "
                "Stuur deze melding naar wie het programma beheert."
            )
        )
        self.content.addWidget(label("Dit wordt precies gekopieerd. Er staan geen namen in.", "strong"))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Melding")
        self.report.setMinimumHeight(140)
        self.content.addWidget(self.report)
        self.copy = Button("Kopieer melding", "content-copy")
        self.copy.clicked.connect(self._copy)
        self.foot.insertWidget(1, self.copy)
        self.accept_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText("Gekopieerd")
        announce(self.copy, "Gekopieerd")
