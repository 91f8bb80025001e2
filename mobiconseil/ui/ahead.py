"""Makes the pages that nobody asked for yet while the adviser reads, one at a time, never while she types."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

QUIET_MS = 250
"""Without a key, a click or a wheel for that long, the adviser reads."""
_BREATH_MS = 40
"""Between two pages of the same quiet moment: what she does meanwhile is heard first."""
_ALLOWED = "mobiconseilAhead"
_GESTURES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


def allow(app: QApplication) -> None:
    """Let pages be made ahead in this application: without a word, as in the tests, each waits to be asked for."""
    app.setProperty(_ALLOWED, True)


def allowed() -> bool:
    """Say whether pages may be made when they are not asked for, or after what is asked for."""
    return bool(cast("QApplication", QApplication.instance()).property(_ALLOWED))


class Ahead(QObject):
    """Calls `make` at quiet moments, once each, until it says that nothing is left to be made."""

    def __init__(self, make: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._make = make
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_quiet)

    @property
    def is_at_work(self) -> bool:
        """Say whether something is left to be made."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin at the next quiet moment, or go on."""
        if not allowed():
            return
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)
            window.installEventFilter(self)
        self._timer.start(QUIET_MS)

    def stop(self) -> None:
        """Rest until `start`."""
        self._timer.stop()
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put off what is to be made: somebody is at work."""
        if event.type() in _GESTURES and self._timer.isActive():
            self._timer.start(QUIET_MS)
        return False

    def _on_quiet(self) -> None:
        if self._make():
            self._timer.start(_BREATH_MS)
        else:
            self.stop()
