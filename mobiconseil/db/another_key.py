"""Another key for a base, after a departure: whoever knew the former one reads nothing of what is written from now on.

The base is copied beside itself under the new key, read again and verified; the renames of a restoration then put it,
with its vault, in the place of the former, which is kept as a copy. Killed at any moment, one key opens what is there:
the vault and the base that lie together always are those of the same key.

The former keys stay, encrypted, in the base: the copies made before are read with them, until they follow.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db import backup_files as files
from mobiconseil.db import restore
from mobiconseil.db.atomic_file import storage_error, write_atomically
from mobiconseil.db.backup_shelf import Shelf
from mobiconseil.db.engine import BaseDamaged, change_key, close, connect, integrity_problems, translated
from mobiconseil.db.former_keys import former_keys, lineage_of, note_keys
from mobiconseil.db.purge import counts_of
from mobiconseil.db.vault_errors import VaultDamaged
from mobiconseil.db.vault_file import decode
from mobiconseil.domain.backups import BackupKind
from mobiconseil.errors import StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database

_PAGES = 1024
"""Pages copied between two words of how far it is."""

Advance = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherKey:
    """A closed base that takes another key."""

    folder: Path
    key: bytes = field(repr=False)
    new_key: bytes = field(repr=False)
    vault: bytes = field(repr=False)
    """The vault that holds the new key."""
    lineage: str
    """What stood for the base until now, unless it knows it."""
    today: date

    def take(self, advance: Advance) -> None:
        """Do it all. Raises StorageError: nothing has then changed."""
        stage = self.folder / restore.STAGE
        try:
            for left in (restore.STAGE, restore.READY):
                shutil.rmtree(self.folder / left, ignore_errors=True)
            stage.mkdir()
            self._copy(stage / files.BASE, advance)
            files.sync_base(stage / files.BASE)
            write_atomically(stage / files.VAULT, self.vault)
            restore.make_ready(self.folder, self.today, BackupKind.REKEY)
        except OSError as error:
            raise storage_error(error) from error
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        restore.commit(self.folder)
        advance(1.0)

    def _copy(self, target: Path, advance: Advance) -> None:
        source = connect(self.folder / files.BASE, self.key)
        try:
            copy = connect(target, self.new_key, create=True)
            try:
                copy.execute("PRAGMA synchronous = OFF")  # cut short, it is thrown away; the disk is waited for after
                with translated():
                    source.conn.backup(copy.conn, pages=_PAGES, progress=_told(advance))
                note_keys(copy, [*former_keys(source), self.key], lineage_of(source) or self.lineage)
                if integrity_problems(copy) or counts_of(copy) != counts_of(source):
                    raise BaseDamaged(
                        "La base a une page abîmée, ou ce disque écrit mal\u00a0: la clé n’a pas été changée. Rien "
                        "n’est perdu. Sauvez d’abord ce qui se lit, ou remettez une sauvegarde, puis recommencez."
                    )
            finally:
                close(copy)
        finally:
            close(source)


def _told(advance: Advance) -> Callable[[int, int, int], None]:
    def progress(_status: int, remaining: int, total: int) -> None:
        advance(0.8 * (1 - remaining / total) if total else 0.0)

    return progress


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """What a copy takes from the base."""

    key: bytes = field(repr=False)
    former: tuple[bytes, ...] = field(repr=False)
    lineage: str
    vault: Path

    def owner(self, folder: Path) -> bytes | None:
        """Return the former key that the vault of a copy holds; None when it holds the one in force, or another."""
        try:
            content = decode((folder / files.VAULT).read_bytes())
        except (OSError, VaultDamaged):
            return None
        return None if content.owns(self.key) else next((one for one in self.former if content.owns(one)), None)

    def give(self, folder: Path, owner: bytes) -> None:
        """Write a copy again under the key in force. Raises StorageError: it is then as it was."""
        known = files.read_manifest(folder) or files.Manifest()
        try:
            # Without sums, a copy that is cut short here is read again and summed by the next cleaning.
            files.write_manifest(folder, replace(known, sha256=dict.fromkeys((files.BASE, files.VAULT), "")))
            try:
                self._change(folder / files.BASE, owner)
            except StorageError:
                files.write_manifest(folder, known)
                raise
            files.sync_base(folder / files.BASE)
            files.copy_file(self.vault, folder / files.VAULT)
            files.write_manifest(folder, replace(known, sha256=files.digests(folder)))
        except OSError as error:
            raise storage_error(error) from error

    def _change(self, path: Path, owner: bytes) -> None:
        with suppress(BaseDamaged):
            close(connect(path, self.key))
            return  # killed after its base, and before its vault
        copy = connect(path, owner)
        try:
            with translated(path):
                note_keys(copy, self.former, self.lineage)
                change_key(copy, self.key)
        finally:
            close(copy)


def follow_key(database: Database, base: Path, key: bytes, shelves: Iterable[Shelf]) -> None:
    """Give the key of the base to its copies at hand that have a former one, and its vault with it.

    Killed in the middle, the next call ends it. Raises StorageError once each was tried.
    """
    former = former_keys(database)
    if not former:
        return
    keys = _Keys(key=key, former=former, lineage=lineage_of(database), vault=base.with_name(files.VAULT))
    failed: list[StorageError] = []
    for copy in (copy for shelf in shelves for copy in shelf.copies()):
        owner = keys.owner(copy.folder)
        try:
            if owner is not None:
                keys.give(copy.folder, owner)
        except BaseDamaged:
            continue  # nobody reads it with any key: the next erasure deletes it
        except StorageError as error:
            failed.append(error)
    if failed:
        raise failed[0]
