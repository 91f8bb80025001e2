"""The settings of this laptop, as the window follows them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from mobiconseil.settings import Settings, SettingsFile


class SettingsStore(QObject):
    """Holds the settings, writes each change at once and says so."""

    changed = Signal()

    def __init__(self, file: SettingsFile | None = None, parent: QObject | None = None) -> None:
        """Without a file the settings live in memory only, as tests want it."""
        super().__init__(parent)
        self._file = file
        self.value = Settings() if file is None else file.load()

    def change(self, **fields: Any) -> None:
        """Set some options; values out of range take their default."""
        wanted = self.value._replace(**fields).sane()
        if wanted == self.value:
            return
        self.value = wanted
        if self._file is not None:
            self._file.save(wanted)
        self.changed.emit()
