"""The technical log as it is: every sign of it is shown before anybody sends it."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from jeugdhulp_desktop.ui.dialogs import FormDialog
from jeugdhulp_desktop.ui.outside import open_outside
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock

INTRO = (
    "Dit staat er precies in, van oud naar nieuw: soorten fouten en plekken in het programma, zonder namen "
    "en zonder teksten uit de kluis. Kijk het na voordat je het stuurt."
)
EMPTY = "Er staat nog niets in: er is niets misgegaan."


class TechnicalLogDialog(FormDialog):
    """Shows the whole log; copies exactly what is shown."""

    def __init__(self, parent: QWidget | None, folder: Path, text: str) -> None:
        super().__init__(parent, "Technisch logboek", "Sluiten", cancel="")
        self._folder = folder
        self.content.addWidget(TextBlock(INTRO if text else EMPTY))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName("Inhoud van het technische logboek")
        self.text.setMinimumHeight(240)
        self.text.setVisible(bool(text))
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.content.addWidget(self.text)
        self.copy = Button("Logboek kopiëren", "content-copy")
        self.copy.clicked.connect(self._copy)
        self.copy.setVisible(bool(text))
        self.show_folder = Button("Map openen", "folder-open-outline", kind="plain")
        self.show_folder.clicked.connect(lambda: open_outside(self._folder))
        self.foot.insertWidget(0, self.show_folder)
        self.foot.insertWidget(1, self.copy)
        self.accept_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())  # tells of nobody: stays after a lock
        self.copy.setText("Gekopieerd")
        announce(self.copy, "Gekopieerd")
