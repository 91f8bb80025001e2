"""F6 and Entrée reach every part of the window without a mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_window import open_window
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.widgets.buttons import Button
from mobiconseil.ui.width_class import WidthWatcher


def pane_of(widget: QWidget | None) -> str:
    while widget is not None:
        kind = widget.property("frame")
        if kind in {"rail", "header", "tabs", "card"}:
            return str(kind)
        widget = widget.parentWidget()
    return ""


def test_f6_goes_round_rail_header_tabs_and_cards(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path / "base")
    person = window.session.files.create(last_name="Garnier")
    window.session.plans.add_step(person.id, title="Un")
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.PLAN))
    seen = []
    for _ in range(8):
        qtbot.keyClick(window.bench, Qt.Key.Key_F6)
        seen.append(pane_of(QApplication.focusWidget()))
    assert {"rail", "header", "tabs", "card"} <= set(seen)
    before = QApplication.focusWidget()
    qtbot.keyClick(window.bench, Qt.Key.Key_F6)
    qtbot.keyClick(window.bench, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is before


def test_entree_presses_a_button_as_espace_does(qtbot: QtBot) -> None:
    button = Button("Ajouter")
    qtbot.addWidget(button)
    button.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)


def test_a_screen_that_dies_stops_listening_to_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = QWidget(window)
    watcher = WidthWatcher(window, screen)
    with qtbot.waitSignal(watcher.destroyed):
        screen.deleteLater()
    assert window.findChildren(WidthWatcher) == []
