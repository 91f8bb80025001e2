"""Asks for a file to read; nothing is opened here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from mobiconseil.ui.saving import documents, french_dialog


def ask_file(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """Return the file that the person chooses, or None if they gave up or the session was locked.

    `kinds` is written « Tableau CSV (*.csv) ».
    """
    dialog = french_dialog(parent, title, documents(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    if not isValid(dialog):  # the session was locked meanwhile
        return None
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(files[0]) if taken and files else None


def ask_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """Return the folder that the person chooses, or None if they gave up or the session was locked."""
    dialog = french_dialog(parent, title, start or documents(), "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    if not isValid(dialog):  # the session was locked meanwhile
        return None
    folders = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(folders[0]) if taken and folders else None
