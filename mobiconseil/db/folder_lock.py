"""The lock of a folder: one window at a time, one computer at a time; the system frees it when a program dies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db import folder_guard
from mobiconseil.db.machine import machine_mark
from mobiconseil.errors import AlreadyOpen, FolderLocked, StorageError
from mobiconseil.paths import data_folder

if TYPE_CHECKING:
    import filelock

NAME = ".verrou"


class FolderLock:
    """Holds a folder until it is released, or until the program ends."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder, self._now = folder, now
        self._lock: filelock.BaseFileLock | None = None

    def hold(self) -> bool:
        """Take the lock; False when it was held already. Raises AlreadyOpen, FolderLocked, OpenElsewhere."""
        if self._lock is not None:
            return False
        import filelock

        lock = filelock.FileLock(self._folder / NAME, timeout=0, thread_local=False)
        try:
            lock.acquire()
        except filelock.Timeout as error:
            raise AlreadyOpen(
                "Ce dossier de travail est déjà ouvert dans une autre fenêtre de MobiConseil. Rien n’a été modifié. "
                "Continuez dans cette fenêtre, ou fermez-la d’abord."
            ) from error
        except OSError as error:
            raise FolderLocked(
                f"Le dossier {self._folder} ne peut pas être modifié. Rien n’a été perdu. "
                "Vérifiez qu’il existe et qu’il n’est pas protégé en écriture, ou choisissez un autre dossier."
            ) from error
        try:
            folder_guard.enter(self._folder, machine_mark(data_folder()), self._now())
        except StorageError:
            lock.release()
            raise
        self._lock = lock
        return True

    def release(self) -> None:
        """Let another window open the folder."""
        if self._lock is not None:
            folder_guard.leave(self._folder)
            self._lock.release()
            self._lock = None
