"""When the base was last copied, as the copies beside it tell."""

from __future__ import annotations

from pathlib import Path

from mobiconseil.db.backup_shelf import Shelf
from mobiconseil.db.copies import FOLDER
from mobiconseil.services.drop_in_ports import BackupNews


class CopiesNews:
    """Reads the folder of the copies; nothing is opened."""

    def __init__(self, base: Path) -> None:
        self._folder = base.parent / FOLDER

    def news(self) -> BackupNews:
        """Return when the base was last copied."""
        times = [copy.taken_at for copy in Shelf(self._folder).copies() if copy.taken_at is not None]
        return BackupNews(last=times[0] if times else None)
