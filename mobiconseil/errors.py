"""Errors that a person can act on; their text is final French.

Each text says what happened, that nothing is lost, and what to do next. Anything else that rises is a bug.
"""

from __future__ import annotations


class MobiConseilError(Exception):
    """Something known went wrong, and the person in front of the screen can act on it."""

    def __str__(self) -> str:
        """Return the sentence shown to the person."""
        return str(self.args[0]) if self.args else "Une action n’a pas pu se terminer. Rien n’a été perdu."


class InvalidInput(MobiConseilError):
    """A value typed or imported cannot be accepted."""


class StorageError(MobiConseilError):
    """The base could not be read or written (disk full, folder read-only, file damaged)."""


class BaseDamaged(StorageError):
    """The file is not a base, is damaged, or was made with another key."""

    def __init__(self, sentence: str, *, can_salvage: bool = False) -> None:
        super().__init__(sentence)
        self.can_salvage = can_salvage
        """Whether some of it can be read all the same."""


class AlreadyOpen(StorageError):
    """Another window has this folder open."""


class FolderLocked(StorageError):
    """The folder cannot be written."""


class AccessRefused(MobiConseilError):
    """A passphrase, a recovery key or a right is missing."""


class InvalidReference(MobiConseilError):
    """A reference data file is not valid; the text names the file, the line and the reason."""
