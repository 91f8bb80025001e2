"""Asks for a file to read; nothing is opened here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from mobiconseil.ui.saving import answer, documents, french_dialog


def ask_file(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """Return the file that the person chooses, or None if they gave up or the session was locked.

    `kinds` is written « Tableau CSV (*.csv) ».
    """
    dialog = french_dialog(parent, title, documents(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return answer(dialog)


def ask_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """Return the folder that the person chooses, or None if they gave up or the session was locked."""
    dialog = french_dialog(parent, title, start or documents(), "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return answer(dialog)
