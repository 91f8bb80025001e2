"""The dialogs about files speak French to the last label."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QTreeView
from pytestqt.qtbot import QtBot

from mobiconseil.ui import french_files, saving, theme
from mobiconseil.ui.printing import french_print_dialog
from mobiconseil.ui.saving import french_dialog
from mobiconseil.ui.translation import speak_french

MOMENT = 1_795_166_400
"""20 November 2026, in the morning."""


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


@pytest.fixture
def listed(qtbot: QtBot, tmp_path: Path) -> QFileDialog:
    """Return the dialog on a folder and two files, in the detailed view."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    speak_french(app)
    (tmp_path / "Archives").mkdir()
    (tmp_path / "Archives" / "ancien.pdf").write_bytes(b"x")
    for name, size in (("a.pdf", 3_460_000), ("b.pdf", 10)):
        (tmp_path / name).write_bytes(b"x" * size)
        os.utime(tmp_path / name, (MOMENT, MOMENT))
    dialog = french_dialog(None, "Choisir un fichier", tmp_path, "Document PDF (*.pdf)")
    qtbot.addWidget(dialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    qtbot.waitUntil(lambda: len(rows(dialog)) == 3)
    return dialog


def rows(dialog: QFileDialog) -> list[list[str]]:
    view = dialog.findChild(QTreeView)
    assert view is not None
    root, model = view.rootIndex(), view.model()
    return [
        [str(model.index(row, column, root).data() or "") for column in range(4)] for row in range(model.rowCount(root))
    ]


def test_the_files_are_listed_in_french_whatever_the_language_of_the_system(listed: QFileDialog) -> None:
    when = QDateTime.fromSecsSinceEpoch(MOMENT).toString("dd/MM/yyyy HH:mm")
    found = {name: rest for name, *rest in rows(listed)}
    assert found["Archives"][:2] == ["", "Dossier"]
    assert [found["a.pdf"][0], found["a.pdf"][2]] == ["3,5 Mo", when]
    assert [found["b.pdf"][0], found["b.pdf"][2]] == ["10 octets", when]
    view = listed.findChild(QTreeView)
    assert view is not None
    header = [str(view.model().headerData(column, Qt.Orientation.Horizontal)) for column in range(4)]
    assert header == ["Nom", "Taille", "Type", "Dernière modification"]


def test_the_files_are_sorted_by_their_size_and_one_is_taken_in_a_folder(qtbot: QtBot, listed: QFileDialog) -> None:
    view = listed.findChild(QTreeView)
    assert view is not None
    for order, names in (
        (Qt.SortOrder.AscendingOrder, ["b.pdf", "a.pdf"]),
        (Qt.SortOrder.DescendingOrder, ["a.pdf", "b.pdf"]),
    ):
        view.sortByColumn(1, order)
        assert [row[0] for row in rows(listed) if row[0].endswith(".pdf")] == names
    view.sortByColumn(0, Qt.SortOrder.AscendingOrder)  # the dialog remembers it
    listed.setDirectory(str(Path(listed.directory().path()) / "Archives"))
    qtbot.waitUntil(lambda: [row[0] for row in rows(listed)] == ["ancien.pdf"])
    view.setCurrentIndex(view.model().index(0, 0, view.rootIndex()))
    listed.accept()
    assert [Path(name).name for name in listed.selectedFiles()] == ["ancien.pdf"]


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_name_of_a_file_is_read_whole_in_the_list(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scale: int
) -> None:
    theme.apply(qapp, theme.Appearance(scale=scale))
    monkeypatch.setattr(french_files, "_SCREEN", 1.7)  # the screen of the tests has 800 points
    name = "services de Mayenne 2026.csv"
    (tmp_path / name).write_bytes(b"x")
    dialog = french_dialog(None, "Choisir un fichier", tmp_path, "Tableau (*.csv)")
    qtbot.addWidget(dialog)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    qtbot.waitUntil(lambda: len(rows(dialog)) == 1)
    view = dialog.findChild(QTreeView)
    assert view is not None
    qtbot.waitUntil(lambda: view.columnWidth(0) > view.fontMetrics().horizontalAdvance(name))
    assert dialog.width() <= 1.7 * dialog.screen().availableGeometry().width()
    theme.apply(qapp, theme.Appearance())


def test_every_label_of_the_print_dialog_is_french(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    speak_french(app)
    dialog = french_print_dialog(QPrinter(), None)
    qtbot.addWidget(dialog)
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert not {text for text in texts if "Set" in text or "Print" in text or "Copies:" in text}
    assert "&Pages\u00a0:" in texts


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
