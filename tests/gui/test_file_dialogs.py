"""The dialogs about files speak French to the last label."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from mobiconseil.ui import saving
from mobiconseil.ui.saving import french_dialog
from mobiconseil.ui.translation import speak_french


def test_every_label_of_a_file_dialog_is_french(qtbot: QtBot, tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    speak_french(app)
    dialog = french_dialog(None, "Enregistrer en PDF", tmp_path, "Document PDF (*.pdf)")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.show()
    texts = [label.text().replace("&", "") for label in dialog.findChildren(QLabel) if label.text()]
    assert texts == ["Dossier\u00a0:", "Nom de fichier\u00a0:", "Type de fichier\u00a0:"]


def test_a_folder_of_documents_that_does_not_exist_is_not_proposed_as_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Places:
        StandardLocation = saving.Standard.StandardLocation
        found = tmp_path / "Documents"

        @classmethod
        def writableLocation(cls, _place: object) -> str:
            return str(cls.found)

    monkeypatch.setattr(saving, "Standard", Places)
    assert saving.documents() == Path.home()
    Places.found.mkdir()
    assert saving.documents() == Places.found
