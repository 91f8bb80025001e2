"""What is taller than its page is read from its top, wherever Tab comes from."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mobiconseil.ui import theme
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.focus_ring import OUTSIDE
from mobiconseil.ui.widgets.layouts import ScrollPage
from mobiconseil.ui.widgets.reading import ReadingPage


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> None:
    theme.apply(qapp, Appearance(reduce_motion=True))


def tall() -> QWidget:
    """Return a stop that no page here shows whole."""
    widget = QWidget()
    widget.setFixedHeight(400)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return widget


@pytest.mark.parametrize("window", [ReadingPage, QWidget], ids=["reading order", "order of Qt"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=["forward", "backward"])
def test_what_is_taller_than_its_page_is_shown_from_its_top(qtbot: QtBot, window: type[QWidget], key: Qt.Key) -> None:
    root, page = window(), ScrollPage(margins=0)
    stops = [tall(), tall(), tall()]
    for stop in stops:
        page.body.addWidget(stop)
    QVBoxLayout(root).addWidget(page)
    qtbot.addWidget(root)
    root.resize(300, 200)
    with qtbot.waitActive(root):
        root.show()
        root.activateWindow()
    before, shown = (stops[0], stops[1]) if key == Qt.Key.Key_Tab else (stops[2], stops[1])
    before.setFocus()
    QTest.keyClick(root.windowHandle(), key)
    assert shown.hasFocus()
    top = shown.mapTo(page.viewport(), QPoint()).y()
    assert OUTSIDE <= top <= 2 * OUTSIDE
