"""The sheet for the safe: the name of the vault, every group, and what to do with it, on one page."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.security.recovery_code import RecoveryCode
from jeugdhulp_desktop.ui import printing
from jeugdhulp_desktop.ui.unlock.code_panel import print_recovery_sheet
from jeugdhulp_desktop.ui.unlock.key_changes import NewCodeDialog

CODE = RecoveryCode(bytes(range(16)))


def to_paper(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """The printer that is chosen writes what it would print into a file of the test."""

    def ask(_parent: QWidget | None, _title: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        return printer

    monkeypatch.setattr(printing, "ask_printer", ask)


def test_the_sheet_holds_the_name_of_the_vault_and_every_group(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paper = tmp_path / "blad.pdf"
    to_paper(monkeypatch, paper)
    dialog = NewCodeDialog(None, "Kluis van de Wissel", CODE)
    qtbot.addWidget(dialog)
    dialog.panel.print_button.click()
    document = pypdfium2.PdfDocument(paper)
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "Kluis van de Wissel" in text
    assert all(group in text for group in CODE.groups)


def test_nothing_is_printed_when_no_printer_is_chosen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(printing, "ask_printer", lambda *_asked: None)
    monkeypatch.setattr(printing, "print_page", lambda *_asked: pytest.fail("printed without a printer"))
    print_recovery_sheet(None, "Kluis", CODE)
