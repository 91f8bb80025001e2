"""Tabs are made ahead while the adviser reads, and only where the program allows it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mobiconseil.ui import ahead
from mobiconseil.ui.ahead import Ahead


@pytest.fixture
def allowed(qapp: QApplication) -> Iterator[None]:
    ahead.allow(qapp)
    yield
    qapp.setProperty("mobiconseilAhead", None)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.mark.usefixtures("allowed")
def test_what_is_left_is_made_one_after_the_other_until_nothing_is_left(qtbot: QtBot, window: QWidget) -> None:
    left = ["situation", "plan"]

    def make() -> bool:
        left.pop()
        return bool(left)

    maker = Ahead(make, window)
    maker.start()
    assert left == ["situation", "plan"]
    qtbot.waitUntil(lambda: not left)
    assert not maker._timer.isActive()


@pytest.mark.usefixtures("allowed")
def test_a_key_puts_it_off(window: QWidget) -> None:
    maker = Ahead(lambda: True, window)
    maker.start()
    began: list[int] = []
    maker._timer.start = began.append  # type: ignore[method-assign, assignment]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert set(began) == {ahead.QUIET_MS}


@pytest.mark.usefixtures("allowed")
def test_the_next_page_does_not_wait_for_another_quiet_moment(qtbot: QtBot, window: QWidget) -> None:
    made: list[int] = []

    def make() -> bool:
        made.append(maker._timer.interval())
        return len(made) < 3

    maker = Ahead(make, window)
    maker.start()
    qtbot.waitUntil(lambda: len(made) == 3)
    assert made[0] == ahead.QUIET_MS
    assert made[1] == made[2] < ahead.QUIET_MS / 4


def test_nothing_is_made_ahead_unless_the_program_allows_it(window: QWidget) -> None:
    maker = Ahead(lambda: True, window)
    maker.start()
    assert not ahead.allowed()
    assert not maker._timer.isActive()
