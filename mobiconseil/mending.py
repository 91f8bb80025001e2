"""What can be done about a base that cannot be opened, or that another one replaces: the mending half of its folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from mobiconseil.db.salvage.folder import Ward
    from mobiconseil.putting_back import FolderRestoration
    from mobiconseil.services.backup_ports import BackupCopy
    from mobiconseil.services.ports import Clock
    from mobiconseil.services.salvage import SalvageReport

BASE_NAME = "mobiconseil.db"


class FolderMending(ABC):
    """Salvage, and copies put back. Each thing is imported when it is asked for: almost no start needs any of it."""

    _folder: Path

    @property
    @abstractmethod
    def _clock(self) -> Clock:
        """Return the clock."""

    @abstractmethod
    def _hold(self) -> None:
        """Take the lock of the folder, once. Raises AlreadyOpen, FolderLocked, OpenElsewhere."""

    @property
    def _base(self) -> Path:
        return self._folder / BASE_NAME

    def _now(self) -> datetime:
        return self._clock.now()

    def salvage(self, key: bytes, advance: Callable[[float], None]) -> SalvageReport:
        """Make a new base of what can be read of the damaged one, in any thread. Raises StorageError."""
        return self._ward(key).save_beside(advance)

    def salvage_to(self, key: bytes, folder: Path, advance: Callable[[float], None]) -> SalvageReport:
        """Make a new base of what can be read, in another folder and with the same vault. Raises StorageError."""
        return self._ward(key).save_elsewhere(folder, advance)

    def take_salvaged(self) -> Path:
        """Put what was saved in the place of the damaged base, kept aside; return where it is. Raises StorageError."""
        from mobiconseil.db.salvage.folder import take_place

        self._hold()
        return take_place(self._base, self._clock.today())

    def damaged_aside(self) -> str:
        """Return the name of the last damaged base kept aside, or an empty text."""
        return max((path.name for path in self._folder.glob("mobiconseil.abimee-*.db")), default="")

    def copies(self) -> tuple[BackupCopy, ...]:
        """Return the copies of this laptop and of the keys that are plugged in, newest first; nothing is opened."""
        from mobiconseil.putting_back import copies_around

        return copies_around(self._folder)

    def copies_in(self, folder: Path) -> tuple[BackupCopy, ...]:
        """Return the copies of a folder, newest first; nothing is opened."""
        from mobiconseil.db.backup_place import copies_in

        return copies_in(folder)

    def restoration(self, copy: BackupCopy) -> FolderRestoration:
        """Bring a copy beside the base, ready to be opened, in any thread. Raises AlreadyOpen, StorageError."""
        from mobiconseil.db.atomic_file import storage_error
        from mobiconseil.putting_back import FolderRestoration

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error) from error
        self._hold()
        return FolderRestoration(copy, self._folder, self._now)

    def put_back(self) -> None:
        """Put the copy that was made ready in the place of the base, which is closed. Raises StorageError."""
        from mobiconseil.putting_back import restoring_of

        restoring_of(self._base, self._now).commit()

    def _ward(self, key: bytes) -> Ward:
        from mobiconseil.db.salvage.folder import Ward
        from mobiconseil.paths import data_folder

        self._hold()
        return Ward(base=self._base, key=key, now=self._clock.now(), data=data_folder())

    def _end_salvage(self) -> None:
        """End an exchange of bases that a crash cut short; nothing to do in almost every folder."""
        if not self._base.exists():
            from mobiconseil.db.salvage.folder import settle

            settle(self._base)
