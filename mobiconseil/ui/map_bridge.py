"""What the page of the map says to the program, through QWebChannel."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot


class MapBridge(QObject):
    """Slots that the page calls, repeated as signals."""

    was_shown = Signal(str)
    was_clicked = Signal(str)
    was_picked = Signal(float, float)
    was_moved = Signal(object, float)

    @Slot(str)
    def shown(self, path: str) -> None:
        """The page has drawn the data of this path."""
        self.was_shown.emit(path)

    @Slot(str)
    def clicked(self, service: str) -> None:
        """Somebody chose a service."""
        self.was_clicked.emit(service)

    @Slot(float, float)
    def picked(self, latitude: float, longitude: float) -> None:
        """Somebody pointed at a place."""
        self.was_picked.emit(latitude, longitude)

    @Slot(float, float, float, float, float)
    def moved(self, west: float, south: float, east: float, north: float, zoom: float) -> None:
        """The map shows another box."""
        self.was_moved.emit((west, south, east, north), zoom)
