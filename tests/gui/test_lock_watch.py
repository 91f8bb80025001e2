"""The watch over an unlocked session: idleness, warning, sleep."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from mobiconseil.ui.lock_watch import JUMP_S, WARNING_S, LockWatch


@dataclass
class Clocks:
    """The time since the start of the program, and that of the wall."""

    running: float = 1000.0
    wall: float = 50_000.0

    def pass_by(self, seconds: float) -> None:
        self.running += seconds
        self.wall += seconds

    def sleep(self, seconds: float) -> None:
        self.wall += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def watch(qtbot: QtBot, clocks: Clocks) -> LockWatch:
    made = LockWatch(monotonic=lambda: clocks.running, wall=lambda: clocks.wall)
    made.start(5)
    made._timer.stop()
    yield made
    made.stop()


def test_five_minutes_without_activity_lock(qtbot: QtBot, watch: LockWatch, clocks: Clocks) -> None:
    clocks.pass_by(299)
    with qtbot.assertNotEmitted(watch.expired):
        watch.check()
    clocks.pass_by(1)
    with qtbot.waitSignal(watch.expired):
        watch.check()


def test_a_warning_comes_thirty_seconds_before_and_once(qtbot: QtBot, watch: LockWatch, clocks: Clocks) -> None:
    clocks.pass_by(300 - WARNING_S)
    with qtbot.waitSignal(watch.warned) as heard:
        watch.check()
    assert heard.args == [WARNING_S]
    clocks.pass_by(1)
    with qtbot.assertNotEmitted(watch.warned):
        watch.check()


def test_a_key_pressed_starts_the_wait_again(qtbot: QtBot, watch: LockWatch, clocks: Clocks) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    clocks.pass_by(290)
    watch.check()
    handle = field.windowHandle()
    assert handle is not None
    with qtbot.waitSignal(watch.calmed):
        QTest.keyClick(handle, Qt.Key.Key_A)
    clocks.pass_by(290)
    with qtbot.assertNotEmitted(watch.expired):
        watch.check()


def test_a_laptop_that_slept_is_locked_at_once(qtbot: QtBot, watch: LockWatch, clocks: Clocks) -> None:
    clocks.pass_by(1)
    clocks.sleep(JUMP_S + 1)
    with qtbot.waitSignal(watch.slept):
        watch.check()


def test_a_small_correction_of_the_clock_is_not_sleep(qtbot: QtBot, watch: LockWatch, clocks: Clocks) -> None:
    clocks.pass_by(1)
    clocks.sleep(JUMP_S - 1)
    with qtbot.assertNotEmitted(watch.slept):
        watch.check()


def test_the_shared_screen_gives_more_patience(qtbot: QtBot, watch: LockWatch, clocks: Clocks) -> None:
    watch.set_patience(15)
    clocks.pass_by(600)
    with qtbot.assertNotEmitted(watch.expired):
        watch.check()
    clocks.pass_by(300)
    with qtbot.waitSignal(watch.expired):
        watch.check()


def test_the_system_going_to_sleep_locks(qtbot: QtBot, watch: LockWatch) -> None:
    with qtbot.waitSignal(watch.slept):
        watch.on_prepare_for_sleep(True)
    with qtbot.assertNotEmitted(watch.slept):
        watch.on_prepare_for_sleep(False)
