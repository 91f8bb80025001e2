"""French everywhere: dates and numbers of Qt, and the texts of its own dialogs."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def speak_french(app: QApplication) -> bool:
    """Make French the language of the application; return whether the texts of Qt were found."""
    locale = QLocale("fr_FR")
    QLocale.setDefault(locale)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = translator.load(locale, "qtbase", "_", folder)
    if found:
        app.installTranslator(translator)
    return found
