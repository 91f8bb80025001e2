"""Writes a file where the person says, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QIODevice, QSaveFile
from PySide6.QtCore import QStandardPaths as Standard
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from mobiconseil.errors import StorageError


def ask_path(
    parent: QWidget | None, title: str, suggested_name: str, kinds: str, *, folder: Path | None = None
) -> Path | None:
    """Ask where to write a file; None if the person gave up, or if the session was locked meanwhile.

    `kinds` is written « Tableau CSV (*.csv) »; the folder shown first is that of the documents, unless given.
    """
    dialog = french_dialog(parent, title, folder or documents(), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(suggested_name).suffix.lstrip("."))
    dialog.selectFile(suggested_name)
    return answer(dialog)


def answer(dialog: QFileDialog) -> Path | None:
    """Ask, and return what was chosen; None if the person gave up, or if the session was locked meanwhile."""
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    if not isValid(dialog):  # the session was locked meanwhile
        return None
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(files[0]) if taken and files else None


def french_dialog(parent: QWidget | None, title: str, folder: Path, kinds: str) -> QFileDialog:
    """Return a dialog about a file, with what the French texts of Qt leave in English."""
    from mobiconseil.ui.french_files import list_in_french

    dialog = QFileDialog(parent, title, str(folder), kinds)
    list_in_french(dialog)
    look_in, kind = QFileDialog.DialogLabel.LookIn, QFileDialog.DialogLabel.FileType
    dialog.setLabelText(look_in, QCoreApplication.translate("Saving", "Dossier\u00a0:"))
    dialog.setLabelText(kind, QCoreApplication.translate("Saving", "Type de fichier\u00a0:"))
    return dialog


def documents() -> Path:
    """Return the folder of the documents; where it does not exist, Qt would take its name for the one of a file."""
    found = Path(Standard.writableLocation(Standard.StandardLocation.DocumentsLocation) or Path.home())
    return found if found.is_dir() else Path.home()


def write_file(path: Path, content: bytes) -> None:
    """Write a file. Raises StorageError; the former file is then untouched."""
    file = QSaveFile(str(path))
    written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(QByteArray(content)) == len(content)
    if not written or not file.commit():
        file.cancelWriting()
        raise StorageError(
            QCoreApplication.translate(
                "Saving",
                "Ce fichier n’a pas pu être enregistré à cet endroit\u00a0: le disque est plein, protégé en écriture "
                "ou débranché. Rien n’est perdu. Choisissez un autre endroit, puis réessayez.",
            )
        )


def same_disk(path: Path, folder: Path) -> bool:
    """Say whether a file is on the disk of a folder: a theft or a failure would take both."""
    try:
        return path.stat().st_dev == folder.stat().st_dev
    except OSError:
        return False
