"""The list of files of Qt’s own dialog, in French whatever the language of the system.

The French texts that come with Qt leave out the names of what is not a file, and its sizes and dates follow the system.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QIdentityProxyModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QHeaderView, QSplitter, QTreeView

from mobiconseil.ui.theme import look

_PLACES, _FILES, _TALL = 170, 680, 500
_SCREEN = 0.92
"""Of the screen, at most: its frame stays on it."""
_NAME, _SIZE, _KIND, _DATE = range(4)


class FrenchFiles(QIdentityProxyModel):
    """Says the size, the kind and the date of a file; the order stays that of the files themselves."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kinds = {
            "Folder": _tr("Dossier"),
            "File Folder": _tr("Dossier"),
            "Drive": _tr("Disque"),
            "Shortcut": _tr("Raccourci"),
            "Alias": _tr("Raccourci"),
            "Unknown": _tr("Inconnu"),
        }

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return « Dossier », « 3,5 Mo », « 20/11/2026 09:30 »."""
        said = super().data(index, role)
        files = self.sourceModel()
        if role != Qt.ItemDataRole.DisplayRole or not said or not isinstance(files, QFileSystemModel):
            return said
        source, locale = self.mapToSource(index), QLocale()
        if index.column() == _SIZE:
            return locale.formattedDataSize(files.size(source), 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        if index.column() == _KIND:
            return self._kinds.get(str(said), said)
        if index.column() == _DATE:
            return locale.toString(files.lastModified(source), QLocale.FormatType.ShortFormat)
        return said


def list_in_french(dialog: QFileDialog) -> None:
    """Put the list of the dialog in French, each word whole.

    The dialog of the system, where there is one, lists files by itself.
    """
    dialog.setProxyModel(FrenchFiles(dialog))
    for files in dialog.findChildren(QTreeView):
        header = files.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
    for halves in dialog.findChildren(QSplitter):
        halves.setSizes([look().px(_PLACES), look().px(_FILES)])
    _make_room(dialog)


def _make_room(dialog: QFileDialog) -> None:
    """Leave to the names what makes them readable: the dialog as large as its words, or without their kind."""
    screen = dialog.screen().availableGeometry()
    wanted, most = look().px(_PLACES + _FILES), round(screen.width() * _SCREEN)
    dialog.resize(min(wanted, most), min(look().px(_TALL), round(screen.height() * _SCREEN)))
    for files in dialog.findChildren(QTreeView):
        files.setColumnHidden(_KIND, wanted > most)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FrenchFiles", text)
