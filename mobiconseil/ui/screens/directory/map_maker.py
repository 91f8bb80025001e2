"""Makes the map of a session; what it needs is loaded in a job, the browser engine only with the map."""

from __future__ import annotations

import os
import sys

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.context import Context


def make_map(context: Context) -> QWidget:
    """Return the map, empty: in the browser engine, or painted where that engine would end the program."""
    if not browser_starts():
        from mobiconseil.ui.map_static import StaticMap

        return StaticMap(context.session.map_site().background)
    from mobiconseil.ui.map_view import MapView

    return MapView(context.session.map_site())


def browser_starts() -> bool:
    """Say whether the browser engine starts: for the superuser of Linux it refuses its sandbox, and ends at once."""
    superuser = sys.platform.startswith("linux") and os.geteuid() == 0
    return not superuser or os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1"


class FirstMap(QObject):
    """Loads once, in a job, what the first map would freeze the window for."""

    ready = Signal()
    """A map asked now does not wait."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = self._loaded = False

    def ask(self) -> None:
        """Emit `ready` as soon as everything is loaded, never before returning."""
        if self._loaded:
            QTimer.singleShot(0, self._tell)
        elif not self._asked:
            self._asked = True
            # Made here: a job does not touch the session.
            site = self._context.session.map_site()
            self._context.jobs.start(site.prepare, done=self._on_over, failed=self._on_over)

    def _on_over(self, _result: object) -> None:
        """Go on even after a failure: the map meets it too, and says it."""
        if shiboken6.isValid(self):
            self._loaded = True
            QTimer.singleShot(0, self._tell)

    def _tell(self) -> None:
        self.ready.emit()
