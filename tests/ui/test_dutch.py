"""Qt's own words are Dutch (its file dialogs and the menus of text fields)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from jeugdhulp_desktop.ui.dutch import speak_dutch


@pytest.fixture
def dutch(qapp: QApplication) -> Iterator[bool]:
    before = QLocale()
    yield speak_dutch(qapp)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_buttons_of_qt_are_dutch(dutch: bool) -> None:
    assert dutch
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuleren"


def test_dates_of_qt_are_dutch(dutch: bool) -> None:
    assert QLocale().monthName(9) == "september"
    assert QLocale().decimalPoint() == ","
