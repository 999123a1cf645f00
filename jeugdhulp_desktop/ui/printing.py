"""To the printer through the system's dialog; nothing passes through a file (faults.md "Herstelblad")."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget


def ask_printer(parent: QWidget | None, title: str, pages: int = 0) -> QPrinter | None:
    """The printer that the user chose, or None. With ``pages`` a range of them can be chosen too."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    if pages > 1:
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.setMinMax(1, pages)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def print_page(printer: QPrinter, paint: Callable[[QPainter, QRectF], None]) -> bool:
    """Print one page that ``paint`` draws; False when the printer does not begin."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        paint(painter, QRectF(painter.viewport()))
    finally:
        painter.end()
    return True
