"""Erases from the copies of a base whoever was erased from it: none of them may bring a person back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db import backup_files as files
from mobiconseil.db.atomic_file import storage_error
from mobiconseil.db.backup_shelf import Shelf
from mobiconseil.db.engine import BaseDamaged, Unserved, close, connect, look_only, translated
from mobiconseil.db.former_keys import former_keys
from mobiconseil.db.kept_aside import forget, kept_aside
from mobiconseil.db.migrations import bring_up_to_date, migrations
from mobiconseil.db.restore import READY, STAGE
from mobiconseil.db.summary import follow
from mobiconseil.db.sync.erasure import PURGE, erase_content, people_of, tombstone_hash
from mobiconseil.db.sync.restoring import erasures
from mobiconseil.db.tables import TABLES, table_numbered
from mobiconseil.domain.backups import BackupKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database

    from mobiconseil.services.backup_ports import BackupCopy


class Purge:
    """Cleans the copies of one base that are at hand."""

    def __init__(self, database: Database, base: Path, key: bytes, shelves: Iterable[Shelf]) -> None:
        self._db, self._base, self._key, self._shelves = database, base, key, tuple(shelves)

    def run(self, subjects: tuple[RecordId, ...]) -> None:
        """Erase these people from every copy, and whoever else the base says erased.

        A copy that cannot be cleaned is deleted: it would bring them back. Raises StorageError if even that fails.
        """
        mark = erasures_mark(self._db)
        for shelf in self._shelves:
            shelf.sweep()
            for copy in shelf.copies():
                manifest = files.read_manifest(copy.folder)
                if manifest is None or manifest.erased != mark or not all(manifest.sha256.values()):
                    self._clean_copy(copy, manifest, mark, subjects)
        # Looked for first: most of the time there is nothing to do, and a job that writes disturbs who types.
        if self._db.execute("SELECT 1 FROM meta WHERE key = ?", (PURGE,)).fetchone() is None:
            return
        for path in (*self._former(), *kept_aside(self._base)):
            try:
                self._clean(path, subjects)
            except StorageError:
                forget(path)
        for name in (STAGE, READY):  # of a restoration that was given up in the middle
            shutil.rmtree(self._base.with_name(name), ignore_errors=True)
        with translated():
            self._db.execute("DELETE FROM meta WHERE key = ?", (PURGE,))

    def _former(self) -> tuple[Path, ...]:
        """Return the copies that former versions made without a manifest."""
        return tuple(path for shelf in self._shelves[:1] for path in shelf.folder.glob("*.db"))

    def _clean_copy(
        self, copy: BackupCopy, manifest: files.Manifest | None, mark: str, subjects: tuple[RecordId, ...]
    ) -> None:
        folder, known = copy.folder, manifest or files.Manifest()
        try:
            if copy.kind is BackupKind.RESTORE and not known.erased and not subjects and not self._reads(folder):
                # Damaged, it was put aside for what may still be saved of it: the next erasure deletes it, not this.
                files.write_manifest(folder, replace(known, erased=mark))
                return
            files.write_manifest(folder, replace(known, sha256=dict.fromkeys(known.sha256 or (files.BASE,), "")))
            counts, schema = self._clean(folder / files.BASE, subjects)
            files.sync_base(folder / files.BASE)
            digests = files.digests(folder)
            files.write_manifest(folder, replace(known, counts=counts, schema=schema, erased=mark, sha256=digests))
        except (StorageError, OSError):
            try:
                files.delete(folder)
            except OSError as error:
                raise storage_error(error) from error

    def _reads(self, folder: Path) -> bool:
        """Say whether every page of a copy can be read; not a byte of it changes."""
        try:
            with look_only(folder / files.BASE, self._key) as reader:
                return [row[0] for row in reader.execute("PRAGMA quick_check").fetchall()] == ["ok"]
        except Unserved:
            return False

    def _clean(self, path: Path, subjects: tuple[RecordId, ...]) -> tuple[dict[str, int], tuple[str, ...]]:
        copy = self._opened(path)
        try:
            with translated(path):
                bring_up_to_date(copy)
                with copy.atomic():
                    for subject in {*subjects, *self._erased_in(copy)}:
                        _forget(copy, subject)
                copy.execute("INSERT INTO person_search (person_search) VALUES ('optimize')")
                copy.execute("VACUUM")
                return counts_of(copy), tuple(sorted(step.name for step in migrations.applied(copy)))
        finally:
            close(copy)

    def _opened(self, path: Path) -> Database:
        """Open a copy, with a former key if it has not followed the base yet. Raises StorageError."""
        for key in (self._key, *former_keys(self._db)):
            with suppress(BaseDamaged):
                return connect(path, key)
        return connect(path, self._key)

    def _erased_in(self, copy: Database) -> list[RecordId]:
        """Return whom the copy knows and the base says erased."""
        erased = set(erasures(self._db))
        return [subject for hashed, subject in people_of(copy).items() if hashed in erased]


def erasures_mark(database: Database) -> str:
    """Return what stands for the erasures that a base knows."""
    summed = hashlib.sha256(b"".join(erasures(database)))
    return summed.hexdigest()[:32]


def counts_of(database: Database) -> dict[str, int]:
    """Return how many living records of each kind a base holds; a kind that it does not know yet is absent."""
    known = set(database.table_names())
    names = [name for name in (table_numbered(kind).name for kind in TABLES) if name in known]
    with translated():
        rows = {name: database.execute(f"SELECT count(*) FROM {name} WHERE deleted = 0") for name in names}
        return {name: int(cursor.fetchone()[0]) for name, cursor in rows.items()}


def _forget(copy: Database, subject: RecordId) -> None:
    united = copy.execute("SELECT id FROM beneficiary WHERE merged_into = ? AND id <> ?", (subject, subject)).fetchall()
    erase_content(copy, subject)
    follow(copy, subject)
    copy.execute(
        "INSERT OR IGNORE INTO tombstone (hash, replica, seq) SELECT ?, value, 0 FROM meta WHERE key = 'replica'",
        (tombstone_hash(subject),),
    )
    for (other,) in united:
        _forget(copy, RecordId(other))
