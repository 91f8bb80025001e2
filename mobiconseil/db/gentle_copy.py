"""Copies an open base a few pages at a time, so that whoever types in it is never kept waiting.

The copy goes through the connection of the screens: what is typed meanwhile is written in the copy too, which never
begins again for it. Through any other connection, each save would make it begin again.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db.engine import BaseBusy, Left, close, connect

if TYPE_CHECKING:
    from sqlite_utils import Database

_PAGES = 32
"""Pages copied before the screens may read and write: an eighth of a megabyte."""
_PAUSE_S = 0.001
"""What it waits for the end of a transaction."""
_BEGINNINGS = 20
"""How many times a copy begins again, other jobs writing meanwhile, before it waits for a calmer moment."""


def copy_gently(screens: Database | None, own: Database, path: Path, key: bytes) -> None:
    """Write the base in a new file, as it stands at the end. The caller waits for the disk before it trusts it.

    When the `screens` close, the copy begins again through the job's `own` connection: nobody types any more. What
    another job writes meanwhile makes it begin again. Raises BaseBusy when that never stops, BaseDamaged.
    """
    if _has_torn_pages(own):
        # A power cut leaves free pages half written. This copy leaves them out, but nobody writes while it lasts.
        own.execute("VACUUM INTO ?", (str(path),))
        return None
    if screens is not None:
        with suppress(Left):
            return _copy(screens, path, key)
        for made in path.parent.glob(f"{path.name}*"):
            made.unlink()
    return _copy(own, path, key)


def _has_torn_pages(database: Database) -> bool:
    """Say whether the sum of a page is wrong, of a page that nothing reads perhaps; others read and write meanwhile.

    A page looked at while it is written seems torn, and no longer does when looked at again.
    """
    torn = _torn(database)
    return bool(torn and torn & _torn(database))


def _torn(database: Database) -> set[str]:
    return {row[0] for row in database.execute("PRAGMA cipher_integrity_check").fetchall()}


def _copy(database: Database, path: Path, key: bytes) -> None:
    target = connect(path, key, create=True)
    try:
        target.execute("PRAGMA synchronous = OFF")
        database.conn.backup(target.conn, pages=_PAGES, progress=_Progress().advance, sleep=_PAUSE_S)
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
