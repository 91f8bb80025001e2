"""The keys that a script asks for, played in the window: a dialog that waits for an answer receives them too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QMainWindow, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from mobiconseil.ui.pilot import KEYS, STATE, Pilot
from mobiconseil.ui.window import Window


class Desk(QMainWindow):
    """A window whose only button waits for the answer of a dialog, as the choice of a file does."""

    bench = None

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[str] = []
        self.button = QPushButton("Enregistrer")
        self.button.clicked.connect(self._on_clicked)
        self.setCentralWidget(self.button)

    def _on_clicked(self) -> None:
        dialog = QDialog(self)
        field = QLineEdit(dialog)
        QVBoxLayout(dialog).addWidget(field)
        field.returnPressed.connect(dialog.accept)
        QTimer.singleShot(8_000, dialog, dialog.reject)  # so that keys which never come fail instead of waiting
        done = dialog.exec()
        self.answers.append(field.text() if done else "aucune réponse")


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.button.setFocus()
    return made


def ask(folder: Path, *gestures: dict[str, str]) -> None:
    with (folder / KEYS).open("a", encoding="utf-8") as lines:
        lines.writelines(json.dumps(gesture) + "\n" for gesture in gestures)


def state(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / STATE).read_text(encoding="utf-8")))


def test_keys_go_on_while_a_dialog_waits_for_its_answer(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    Pilot(cast("Window", desk), tmp_path)
    ask(tmp_path, {"press": "Space"}, {"type": "plan.pdf"}, {"press": "Return"})
    qtbot.waitUntil(lambda: bool(desk.answers), timeout=10_000)
    assert desk.answers == ["plan.pdf"]
    qtbot.waitUntil(lambda: state(tmp_path)["played"] == 3)


def test_the_window_has_the_keyboard_again_after_a_dialog(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    Pilot(cast("Window", desk), tmp_path)
    for _ in range(2):
        ask(tmp_path, {"press": "Space"}, {"type": "a"}, {"press": "Return"})
        said = len(desk.answers)
        qtbot.waitUntil(lambda said=said: len(desk.answers) > said, timeout=10_000)
    assert desk.answers == ["a", "a"]
    ask(tmp_path, {"close": ""})
    qtbot.waitUntil(lambda: not desk.isVisible())
