"""The question asked when the last words typed could not be saved and the window is being closed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def leaves_anyway(window: QWidget) -> bool:
    """Ask whether to close without what could not be saved; staying is what Entrée does."""
    box = QMessageBox(window)
    box.setWindowTitle("MobiConseil")
    box.setText(_tr("La dernière saisie n’a pas pu être enregistrée. Fermer quand même\u202f?"))
    stay = box.addButton(_tr("Rester"), QMessageBox.ButtonRole.RejectRole)
    box.addButton(_tr("Fermer sans cette saisie"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is not stay


def _tr(text: str) -> str:
    return QCoreApplication.translate("Leaving", text)
