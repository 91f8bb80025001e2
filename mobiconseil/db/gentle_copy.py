"""Copies an open base a few pages at a time, so that whoever types in it is never kept waiting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db.engine import BaseBusy, close, connect

if TYPE_CHECKING:
    from sqlite_utils import Database

_PAGES = 64
"""Pages copied before the others may write: a quarter of a megabyte."""
_PAUSE_S = 0.002
_BEGINNINGS = 20
"""How many times a copy begins again before it waits for a calmer moment."""


def copy_gently(database: Database, path: Path, key: bytes) -> None:
    """Write the base as it is now in a new file. The caller waits for the disk before it trusts it.

    What another thread writes meanwhile makes the copy begin again. Raises BaseBusy when that never stops.
    """
    target = connect(path, key, create=True)
    progress = _Progress()
    try:
        target.execute("PRAGMA synchronous = OFF")
        database.conn.backup(target.conn, pages=_PAGES, progress=progress.advance, sleep=_PAUSE_S)
    finally:
        close(target)


class _Progress:
    """Counts how many times a copy begins."""

    def __init__(self) -> None:
        self._left = self._begun = 0

    def advance(self, _status: int, remaining: int, _total: int) -> None:
        """Note what remains to be copied."""
        self._begun += remaining > self._left
        self._left = remaining
        if self._begun > _BEGINNINGS:
            raise BaseBusy(
                "La sauvegarde attend un moment plus calme\u00a0: le dossier de travail change sans cesse. "
                "Rien n’est perdu, et elle recommencera d’elle-même."
            )
