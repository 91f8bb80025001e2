"""An enlarged display leaves little room: the window stays inside, with its buttons."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from builders import Desk
from mobiconseil.ui.application import fit_in
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.window import MINIMUM, Window


@pytest.fixture
def window(still: None, qtbot: QtBot, tmp_path: Path) -> Window:
    desk = Desk(tmp_path / "base")
    desk.create().close()
    window = Window(desk.workspace(), SettingsStore(), InlineRunner())
    qtbot.addWidget(window)
    return window


def test_the_window_is_no_larger_than_a_small_laptop_enlarged_by_half(window: Window) -> None:
    room = QSize(911, 482)
    assert window.minimumSize() == MINIMUM
    fit_in(window, room)
    window.show()
    assert window.size().boundedTo(room) == window.size()


def test_where_there_is_room_the_window_keeps_its_size(window: Window) -> None:
    before = window.size()
    fit_in(window, QSize(2560, 1400))
    assert (window.minimumSize(), window.size()) == (MINIMUM, before)
