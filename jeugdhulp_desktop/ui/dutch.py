"""Qt's own words in Dutch (its file dialogs, menus of text fields, the calendar)."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from jeugdhulp_desktop.paths import resource


def speak_dutch(app: QApplication) -> bool:
    """Load Qt's Dutch and set the Dutch locale; False when the translation is not there."""
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    folders = (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), str(resource("i18n")))
    translator = QTranslator(app)
    loaded = any(translator.load("qtbase_nl", folder) for folder in folders)
    if loaded:
        app.installTranslator(translator)
    return loaded
