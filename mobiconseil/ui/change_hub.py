"""Tells the screens what was written, in the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mobiconseil.services.ports import Change


class ChangeHub(QObject):
    """Carries each published change to whoever shows it."""

    changed = Signal(object)
    """A `Change`."""

    def publish(self, change: Change) -> None:
        """Send the change; safe from any thread, since the connection is queued across threads."""
        self.changed.emit(change)
