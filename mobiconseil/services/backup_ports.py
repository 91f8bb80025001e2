"""What the backups need from outside: the copies on this laptop, those of the second place, a copy put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from mobiconseil.domain.backups import BackupKind
from mobiconseil.services.holder import Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCopy:
    """A copy of a base, as its folder and its manifest tell; none of it needs a key."""

    folder: Path
    number: int
    day: date
    kind: BackupKind
    taken_at: datetime | None = None
    size: int = 0
    structure: str = ""
    is_elsewhere: bool = False
    """On the second place, or on a key."""
    is_readable: bool = True
    """False when its manifest is damaged or gone."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Living records by kind when it was made."""
    mark: str = ""
    """Where the base stood when it was made."""

    @property
    def name(self) -> str:
        """Return the name of its folder."""
        return self.folder.name


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlace:
    """The second place: a key, a card, or a folder elsewhere."""

    folder: Path
    label: str
    is_there: bool
    last_at: datetime | None = None
    """When the newest copy that went there was made."""
    leaves_by: str = ""
    """What takes its files elsewhere, « un disque du réseau »; empty for a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedCopy:
    """What opening a copy showed."""

    copy: BackupCopy
    found: Mapping[str, int]
    """Living records by kind in the copy, counted one by one."""
    here: Mapping[str, int]
    """The same in the base that is open."""


class Backups(Protocol):
    """The copies of an open base. All of it may take long: in a job, on its own connection."""

    def take(self, kind: BackupKind = BackupKind.IMPORT) -> str:
        """Make a copy, opened again to check it, and return its name. Raises StorageError."""
        ...

    def take_gently(self, kind: BackupKind = BackupKind.DAY) -> str:
        """Make a copy while somebody types: the base is never held for long. Raises StorageError."""
        ...

    def copies(self) -> tuple[BackupCopy, ...]:
        """Return the copies, here and on the second place when it is there, newest first."""
        ...

    def place(self) -> BackupPlace | None:
        """Return the second place, or None when none was chosen."""
        ...

    def last_elsewhere(self) -> tuple[bool, datetime | None]:
        """Say whether a second place was chosen, and when a copy last arrived there; no disk is looked for."""
        ...

    def choose_place(self, folder: Path, label: str) -> None:
        """Choose the second place. Raises StorageError."""
        ...

    def leave_place(self) -> None:
        """Use no second place any more; the copies already there stay. Raises StorageError."""
        ...

    def carry(self) -> BackupCopy | None:
        """Put the newest copy on the second place, read back; None when it is absent or has it. Raises StorageError."""
        ...

    def deliver(self, name: str, folder: Path) -> BackupCopy:
        """Put a copy of this laptop in a folder, read back. Raises StorageError."""
        ...

    def rotate(self) -> None:
        """Forget the copies that are too old, here and on the second place."""
        ...

    def settle(self) -> None:
        """Erase from every copy at hand whoever the base says erased. Raises StorageError."""
        ...

    def mark(self) -> str:
        """Return what changes as soon as something is written in the base."""
        ...

    def try_copy(self, copy: BackupCopy) -> TriedCopy:
        """Really open a copy, in a folder made for it, and count what it holds. Raises StorageError."""
        ...

    def prepare(self, copy: BackupCopy) -> None:
        """Make a copy ready to take the place of the base. Raises StorageError; nothing has then changed."""
        ...


class Restoration(Protocol):
    """A copy being put back, whose own vault opens it."""

    @property
    def copy(self) -> BackupCopy:
        """Return the copy."""
        ...

    def holders(self) -> tuple[Holder, ...]:
        """Return who could open the base when the copy was made."""
        ...

    def derive(self, slot: str, passphrase: str) -> bytes:
        """Return the key. Raises AccessRefused."""
        ...

    def derive_from_recovery(self, code: str) -> bytes:
        """Return the key from the recovery key. Raises AccessRefused."""
        ...

    def reset_passphrase(self, key: bytes, slot: str, passphrase: str) -> None:
        """Give a slot a new passphrase, in what is put back. Raises AccessRefused, StorageError."""
        ...

    def finish(self, key: bytes) -> None:
        """Check the copy and put it in the place of the base, which is kept aside. Raises StorageError."""
        ...

    def cancel(self) -> None:
        """Leave everything as it was."""
        ...
