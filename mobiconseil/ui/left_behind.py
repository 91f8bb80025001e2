"""Screens that were left die once the next one is seen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

SEEN_MS = 100
"""All the tabs of a file take as long to destroy as a page to paint: the page comes first."""


class LeftBehind(QObject):
    """Destroys what is given to it a moment later; its parent holds the screens, and takes them along if it dies."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._screens: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEEN_MS)
        self._timer.timeout.connect(self._on_seen)

    def add(self, screen: QWidget) -> None:
        """Let a screen die."""
        self._screens.append(screen)
        self._timer.start()

    @Slot()
    def _on_seen(self) -> None:
        screens, self._screens = self._screens, []
        for screen in screens:
            screen.deleteLater()
