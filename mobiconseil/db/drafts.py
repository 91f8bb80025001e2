"""What each adviser was typing when the session was locked: one text per person, kept until she comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mobiconseil.db.engine import translated, writing

if TYPE_CHECKING:
    from sqlite_utils import Database

_PREFIX = "draft/"
_OPEN = "window"


class SqlDrafts:
    """Drafts of an open base; they stay on the laptop and in no history."""

    def __init__(self, database: Database, slot: str) -> None:
        """`slot` is the access of the adviser at the keyboard."""
        self._db = database
        self._key = _PREFIX + slot

    def keep(self, content: str) -> None:
        """Keep a text in place of the former one. Raises StorageError."""
        with translated(), writing(self._db):
            self._db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (self._key, content))

    def take(self) -> str:
        """Return the text that was kept, or an empty one; it is kept no longer. Raises StorageError."""
        with translated():
            found = self._db.execute("SELECT value FROM meta WHERE key = ?", (self._key,)).fetchone()
            if found is None:
                return ""
            self._db.execute("DELETE FROM meta WHERE key = ?", (self._key,))
        return str(found[0])

    def begin(self) -> bool:
        """Note that a window is open on the base; return whether the one before was never closed."""
        with translated(), writing(self._db):
            found = self._db.execute("SELECT 1 FROM meta WHERE key = ?", (_OPEN,)).fetchone()
            self._db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, 1)", (_OPEN,))
        return found is not None

    def end(self) -> None:
        """Note that the window was closed."""
        with translated():
            self._db.execute("DELETE FROM meta WHERE key = ?", (_OPEN,))


def forget_drafts(database: Database) -> None:
    """Forget what everybody was typing, inside the transaction that is open."""
    database.execute("DELETE FROM meta WHERE substr(key, 1, ?) = ?", (len(_PREFIX), _PREFIX))


def forget_window(database: Database) -> None:
    """Forget that a window was open: a copy taken under one was not left by a crash."""
    database.execute("DELETE FROM meta WHERE key = ?", (_OPEN,))
