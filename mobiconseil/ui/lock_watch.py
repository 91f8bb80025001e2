"""Watches over an unlocked session: locks it after a while without activity, and when the laptop sleeps."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

WARNING_S = 30
"""Seconds before the lock when « Je suis là » is offered."""
TICK_MS = 1000
JUMP_S = 60
"""A wall clock that ran this much faster than the program means that the laptop slept."""

_ACTIVITY = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class LockWatch(QObject):
    """Emits `warned` shortly before the lock, then `expired`; `slept` when the laptop goes to sleep or wakes."""

    warned = Signal(int)
    """Seconds left."""
    calmed = Signal()
    """Activity came back after a warning."""
    expired = Signal()
    slept = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._wall = wall
        self._limit_s = 300.0
        self._last = monotonic()
        self._tick_at = (monotonic(), wall())
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.check)
        self._native: _PowerFilter | None = None

    def start(self, minutes: int) -> None:
        """Begin to watch, with `minutes` of patience."""
        self._limit_s = minutes * 60.0
        self.touch()
        self._tick_at = (self._monotonic(), self._wall())
        self._timer.start()
        self._listen()

    def set_patience(self, minutes: int) -> None:
        """Change the patience without counting as activity."""
        self._limit_s = minutes * 60.0

    def stop(self) -> None:
        """Stop watching."""
        self._timer.stop()
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def touch(self) -> None:
        """Take note of some activity."""
        self._last = self._monotonic()
        if self._warned:
            self._warned = False
            self.calmed.emit()

    @Slot()
    def check(self) -> None:
        """Look at the clocks, once a second."""
        self._listen_to_windows()
        mono, wall = self._monotonic(), self._wall()
        slept = (wall - self._tick_at[1]) - (mono - self._tick_at[0]) > JUMP_S
        self._tick_at = (mono, wall)
        if slept:
            self.slept.emit()
            return
        left = self._limit_s - (mono - self._last)
        if left <= 0:
            self.expired.emit()
        elif left <= WARNING_S and not self._warned:
            self._warned = True
            self.warned.emit(round(left))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key, click or move that enters a window is activity."""
        if event.type() in _ACTIVITY:
            self.touch()
        return False

    def _listen_to_windows(self) -> None:
        """Hear the windows of the screen, not the application: widgets send each other thousands of events."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)

    @Slot(bool)
    def on_prepare_for_sleep(self, going: bool) -> None:
        """The system says that it goes to sleep (logind)."""
        if going:
            self.slept.emit()

    def _listen(self) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self._listen_to_windows()
        if sys.platform == "win32":
            self._native = _PowerFilter(self.slept.emit)
            app.installNativeEventFilter(self._native)
        elif sys.platform.startswith("linux"):
            self._listen_to_logind()

    def _listen_to_logind(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.systemBus()
        if bus.isConnected():
            service, path = "org.freedesktop.login1", "/org/freedesktop/login1"
            slot = SLOT("on_prepare_for_sleep(bool)").encode()
            bus.connect(service, path, f"{service}.Manager", "PrepareForSleep", self, slot)


class _PowerFilter(QAbstractNativeEventFilter):
    """Windows: the laptop is about to sleep (WM_POWERBROADCAST, PBT_APMSUSPEND)."""

    def __init__(self, on_sleep: Callable[[], None]) -> None:
        super().__init__()
        self._on_sleep = on_sleep

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Read the message that Windows sends before sleeping."""
        from ctypes import wintypes

        if kind == b"windows_generic_MSG":
            found = wintypes.MSG.from_address(int(message))
            if found.message == 0x0218 and found.wParam == 0x0004:
                self._on_sleep()
        return False, 0
