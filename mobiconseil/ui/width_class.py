"""Three layouts of the window, chosen from its width, the screen scaling and the text size."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.theme import look

ASIDE = "aside"
"""Property of a window: the width taken by what stands beside the screens."""
WIDE_FROM = 1280
MEDIUM_FROM = 1000
TINY_UNDER = 640
_CHANGES = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.DynamicPropertyChange)


class WidthClass(StrEnum):
    """How much room the window has, once the text size is taken into account."""

    WIDE = "large"
    MEDIUM = "moyen"
    NARROW = "étroit"


def width_class(width: int, scale: float) -> WidthClass:
    """Return the class of a client width in logical pixels at a text scale (1.0 = 100 %)."""
    effective = width / scale
    if effective >= WIDE_FROM:
        return WidthClass.WIDE
    return WidthClass.MEDIUM if effective >= MEDIUM_FROM else WidthClass.NARROW


def room_class(window: QWidget) -> WidthClass:
    """Return the class of the room that a window leaves to its screens."""
    return width_class(window.width() - int(window.property(ASIDE) or 0), look().scale)


def is_narrow(window: QWidget) -> bool:
    """Say whether a window has so little room that its pages are one column."""
    return room_class(window) is WidthClass.NARROW


def is_tiny(window: QWidget) -> bool:
    """Say whether a window is so narrow for its text that words give way to icons beside the pages."""
    return 0 < window.width() < look().px(TINY_UNDER)


class WidthWatcher(QObject):
    """Tells when a window passes from one width class to another, as long as `owner` lives: the window by default."""

    changed = Signal(object)

    def __init__(self, window: QWidget, owner: QWidget | None = None) -> None:
        super().__init__(window)
        if owner is not None:
            # Its window outlives a screen: each one that was shown would go on listening to it.
            owner.destroyed.connect(self.deleteLater)
        self._window = window
        # Widgets start wide; a window not shown yet says its size when it first has one.
        self.current = width_class(self._room(), look().scale) if window.isVisible() else WidthClass.WIDE
        window.installEventFilter(self)
        look().changed.connect(self._refresh)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self._window and event.type() in _CHANGES:
            self._refresh()
        return False

    def _room(self) -> int:
        return self._window.width() - int(self._window.property(ASIDE) or 0)

    def _refresh(self) -> None:
        found = width_class(self._room(), look().scale)
        if found is not self.current:
            self.current = found
            self.changed.emit(found)
