"""Tells the screens what was written, in the GUI thread."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from mobiconseil.domain.identity import RecordId
from mobiconseil.services.ports import Change


class ChangeHub(QObject):
    """Carries each published change to whoever shows it."""

    changed = Signal(object)
    """A `Change`."""

    def publish(self, change: Change) -> None:
        """Send the change; safe from any thread, since the connection is queued across threads."""
        self.changed.emit(change)


class RestingHub(ChangeHub):
    """Passes on the changes of another hub; while a page is out of sight, keeps them for its return."""

    def __init__(self, source: ChangeHub, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: list[Change] = []
        self._resting = False
        source.changed.connect(self._on_change_published)

    def rest(self) -> None:
        """Keep what comes from now on."""
        self._resting = True

    def wake(self) -> None:
        """Pass on what was kept, as one change, then everything as it comes."""
        self._resting = False
        kept, self._kept = self._kept, []
        if kept:
            kinds = frozenset[type[object]]().union(*(change.kinds for change in kept))
            subjects = frozenset[RecordId | None]().union(*(change.subjects for change in kept))
            self.publish(replace(kept[-1], kinds=kinds, subjects=subjects))

    @Slot(object)
    def _on_change_published(self, change: Change) -> None:
        if self._resting:
            self._kept.append(change)
        else:
            self.publish(change)
