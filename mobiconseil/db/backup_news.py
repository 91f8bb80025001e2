"""When the base was last copied, as the copies beside it tell."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from mobiconseil.db.copies import FOLDER
from mobiconseil.services.drop_in_ports import BackupNews


class CopiesNews:
    """Reads the folder of the copies; nothing is opened."""

    def __init__(self, base: Path) -> None:
        self._folder = base.parent / FOLDER

    def news(self) -> BackupNews:
        """Return when the base was last copied."""
        try:
            times = [path.stat().st_mtime for path in self._folder.glob("*.db")]
        except OSError:
            times = []
        return BackupNews(last=datetime.fromtimestamp(max(times), UTC) if times else None)
