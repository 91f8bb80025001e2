"""What the person sees when something unexpected happens."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from mobiconseil.errors import StorageError
from mobiconseil.ui.application import _on_bug


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def boxes() -> list[QMessageBox]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]


def test_the_sentence_of_a_known_error_stays_until_it_is_read(window: QWidget) -> None:
    _on_bug(StorageError, StorageError("La base est abîmée."), None)
    QApplication.processEvents()
    (box,) = boxes()
    assert box.text() == "La base est abîmée."
    assert box.parentWidget() is window
    box.close()


def test_the_sentence_is_said_without_the_english_words_of_qt(window: QWidget) -> None:
    prefix = "Error calling Python override of QFrame::eventFilter(): Error calling Python override of "
    _on_bug(StorageError, StorageError(f"{prefix}QWidget::showEvent(): La base est abîmée."), None)
    (box,) = boxes()
    assert box.text() == "La base est abîmée."
    box.close()


def test_a_bug_is_said_without_what_was_typed(window: QWidget, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="mobiconseil"):
        _on_bug(ValueError, ValueError("Sylvie Garnier"), None)
    (box,) = boxes()
    assert "Ce qui était enregistré est intact" in box.text()
    assert "Garnier" not in box.text() + caplog.text
    box.close()


def test_the_same_error_again_and_again_is_said_once(window: QWidget) -> None:
    for _ in range(3):
        _on_bug(StorageError, StorageError("La base est abîmée."), None)
    assert len(boxes()) == 1
    boxes()[0].close()


def test_a_program_that_cannot_show_its_window_does_not_end_without_a_word(
    qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    for widget in qapp.topLevelWidgets():
        widget.hide()
    _on_bug(ImportError, ImportError("no module"), None)
    assert "Ce qui était enregistré est intact" in capsys.readouterr().err
    assert boxes() == []
