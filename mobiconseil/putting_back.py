"""Puts a copy in the place of a base: the part of the composition root that a new laptop and a broken one share."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from mobiconseil.db.backup_files import BASE
from mobiconseil.db.backup_place import copies_in
from mobiconseil.db.exchange_disk import removable_drives
from mobiconseil.db.folder_guard import check_new
from mobiconseil.db.machine import machine_mark, place_mark
from mobiconseil.db.restore import Restoring
from mobiconseil.db.vault import Vault, VaultUser
from mobiconseil.db.vault_file import KEY_LENGTH, key_proof
from mobiconseil.db.witness import Witness
from mobiconseil.paths import data_folder
from mobiconseil.services.backup_ports import BackupCopy

WITNESSES = "temoins"
"""Folder of the ranks that the bases of this laptop had reached."""


def lineage(key: bytes) -> str:
    """Return what stands for a base wherever it is copied, and says nothing of its key."""
    return hashlib.sha256(key_proof(key)).hexdigest()[:8]


def witness_of(place: str) -> Witness:
    """Return the witness of a base of this laptop."""
    return Witness(data_folder() / WITNESSES, place)


def restoring_of(base: Path, now: Callable[[], datetime]) -> Restoring:
    """Return what puts a copy in the place of this base."""

    def place() -> str:
        return place_mark(machine_mark(data_folder()), base)

    return Restoring(
        folder=base.parent,
        place=place,
        witnessed=lambda: witness_of(place()).erased(),
        around=lambda: copies_around(base.parent),
        now=now,
    )


def take_another_key(
    folder: Path, vault: Vault, proof: tuple[str, str], today: date, advance: Callable[[float], None]
) -> bytes:
    """Give a closed base another key and return it; `proof` is a slot and its passphrase.

    Raises AccessRefused, StorageError: nothing has then changed.
    """
    from mobiconseil.db.another_key import AnotherKey

    new_key = os.urandom(KEY_LENGTH)
    key, content = vault.with_another_key(*proof, new_key)
    change = AnotherKey(folder=folder, key=key, new_key=new_key, vault=content, lineage=lineage(key), today=today)
    change.take(advance)
    return new_key


class FolderRestoration:
    """A copy being put back, opened by the vault that was copied with it."""

    def __init__(self, copy: BackupCopy, folder: Path, now: Callable[[], datetime]) -> None:
        """`folder` is the one of the base. Raises StorageError for a copy that is damaged, UnsafeFolder."""
        if not (folder / BASE).exists():
            check_new(folder)
        self.copy = copy
        self._restoring = restoring_of(folder / BASE, now)
        self._restoring.stage(copy.folder)
        self._vault = Vault(self._restoring.staged, now=now)

    def holders(self) -> tuple[VaultUser, ...]:
        """Return who could open the base when the copy was made. Raises StorageError."""
        return self._vault.users()

    def derive(self, slot: str, passphrase: str) -> bytes:
        """Return the key. Raises AccessRefused."""
        return self._vault.unlock(slot, passphrase)

    def derive_from_recovery(self, code: str) -> bytes:
        """Return the key from the recovery key. Raises AccessRefused."""
        return self._vault.unlock_with_recovery(code)

    def reset_passphrase(self, key: bytes, slot: str, passphrase: str) -> None:
        """Give a slot a new passphrase, in what is put back. Raises AccessRefused, StorageError."""
        self._vault.reset_passphrase(key, slot, passphrase)

    def finish(self, key: bytes) -> None:
        """Check the copy and put it in the place of the base, which is kept aside. Raises StorageError."""
        self._restoring.prepare(key, self.copy.folder)
        self._restoring.commit()

    def cancel(self) -> None:
        """Leave everything as it was."""
        self._restoring.cancel()


def copies_around(folder: Path) -> tuple[BackupCopy, ...]:
    """Return the copies of the folder of a base and of the keys that are plugged in; nothing is opened."""
    places = [folder, *(drive.folder for drive in removable_drives())]
    return tuple(copy for place in places for copy in copies_in(place))
