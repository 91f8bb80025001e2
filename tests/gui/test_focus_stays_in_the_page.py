"""The keyboard belongs to the page that is looked at, never to a button of the rail by accident."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow, open_window
from hands import Hands
from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.file.view import FileScreen

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> OpenWindow:
    return open_window(qtbot, tmp_path)


@pytest.fixture
def person(window: OpenWindow) -> RecordId:
    return window.session.files.create(last_name="Lefèvre", first_name="Amélie").id


def has_the_keyboard(window: OpenWindow) -> bool:
    """Say whether the focus is in the open tab of the file."""
    shown, focused = window.bench.screen_shown, QApplication.focusWidget()
    assert isinstance(shown, FileScreen)
    assert shown.current is not None
    assert focused is not None
    return focused is shown.current or shown.current.isAncestorOf(focused)


@pytest.mark.parametrize("tab", list(Tab))
def test_ctrl_tab_goes_into_the_tab_and_not_on_another_one(
    qtbot: QtBot, window: OpenWindow, person: RecordId, tab: Tab
) -> None:
    window.go(Route(section=Section.PEOPLE, subject=person, tab=tab))
    assert has_the_keyboard(window)
    for _ in Tab:
        Hands(qtbot, window.bench).press(Key.Key_Tab, CTRL)
        assert has_the_keyboard(window)


def test_after_creating_a_file_tab_stays_in_its_page(qtbot: QtBot, window: OpenWindow) -> None:
    hands = Hands(qtbot, window.bench)
    hands.press(Key.Key_N, CTRL)
    hands.type("Garnier")
    hands.press(Key.Key_Return, CTRL)
    assert has_the_keyboard(window)
    hands.press(Key.Key_Tab)
    assert has_the_keyboard(window)


def test_opening_a_person_from_the_settings_leaves_the_rail(qtbot: QtBot, window: OpenWindow, person: RecordId) -> None:
    hands = Hands(qtbot, window.bench)
    window.go(Route(section=Section.SETTINGS))
    window.bench.rail.setFocus()
    window.go(Route(section=Section.PEOPLE, subject=person))
    assert has_the_keyboard(window)
    assert not window.bench.rail.isAncestorOf(hands.focused)


def test_undoing_the_step_being_written_keeps_the_keyboard_in_the_plan(
    qtbot: QtBot, window: OpenWindow, person: RecordId
) -> None:
    hands = Hands(qtbot, window.bench)
    window.go(Route(section=Section.PEOPLE, subject=person, tab=Tab.PLAN))
    hands.press(Key.Key_E, CTRL)
    hands.type("J")
    for _ in range(3):
        hands.press(Key.Key_Z, CTRL)
    assert has_the_keyboard(window)
