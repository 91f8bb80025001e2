"""Encrypted copies of an open base, each opened again to check it; nobody erased since stays in any of them."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil import __version__
from mobiconseil.db import backup_files as files
from mobiconseil.db.another_key import follow_key
from mobiconseil.db.backup_errors import medium, other_base
from mobiconseil.db.backup_place import SecondPlace
from mobiconseil.db.backup_shelf import Shelf, publish
from mobiconseil.db.engine import BaseDamaged, close, connect, integrity_problems, tell_if_damaged, translated
from mobiconseil.db.gentle_copy import copy_gently
from mobiconseil.db.kept_aside import forget_outlived
from mobiconseil.db.migrations import migrations
from mobiconseil.db.purge import Purge, counts_of, erasures_mark
from mobiconseil.db.vault_errors import VaultDamaged
from mobiconseil.db.vault_file import decode
from mobiconseil.domain.backups import LEAST, BackupKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.backup_ports import BackupCopy, BackupPlace, TriedCopy

if TYPE_CHECKING:
    from sqlite_utils import Database

    from mobiconseil.db.restore import Restoring
    from mobiconseil.services.ports import Clock

FOLDER = "sauvegardes"
_ONE_AT_A_TIME = threading.RLock()
"""Copies are numbered one after the other, and none is read while another job cleans it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CopiedBase:
    """Which base is copied, and where the copies go."""

    base: Path
    key: bytes
    clock: Clock
    restoring: Restoring
    structure: Callable[[], str] = str
    place: SecondPlace | None = None
    screens: Database | None = None
    """The connection that people type through, when the copies are made in a job."""


class BaseCopies:
    """The copies of one base."""

    def __init__(self, database: Database, of: CopiedBase) -> None:
        self._db = database
        self._of = of
        self._here = Shelf(of.base.parent / FOLDER)

    # ------------------------------------------------------------------ making

    def take(self, kind: BackupKind = BackupKind.IMPORT) -> str:
        """Make a copy, opened again to check it, and return its name. Raises StorageError."""

        def fill(path: Path) -> None:
            self._db.execute("VACUUM INTO ?", (str(path),))

        return self._take(kind, fill)

    def take_gently(self, kind: BackupKind = BackupKind.DAY) -> str:
        """Make a copy without ever holding the base for long: somebody types meanwhile. Raises StorageError."""
        return self._take(kind, lambda path: copy_gently(self._of.screens, self._db, path, self._of.key))

    def _take(self, kind: BackupKind, fill: Callable[[Path], None]) -> str:
        with _ONE_AT_A_TIME:
            name = files.name_of(self._of.clock.today(), 1 + self._last_number(), kind)
            target = self._here.folder / name
            partial = target.with_name(name + files.PARTIAL)
            try:
                if partial.exists():  # the laptop died in the middle of the former one
                    files.delete(partial)
                partial.mkdir(parents=True)
                self._here.make_room(2 * self._of.base.stat().st_size, least=LEAST)
                with translated():
                    fill(partial / files.BASE)
                self._complete(partial)
                publish(partial, target)
            except BaseDamaged:
                tell_if_damaged(self._db)
                raise
            except OSError as error:
                raise medium(error) from error
            finally:
                if not target.exists():
                    with suppress(OSError):
                        files.delete(partial)
            return name

    def _complete(self, partial: Path) -> None:
        """Put the vault and the manifest beside the base of a copy, once it was read again."""
        path = partial / files.BASE
        with suppress(FileNotFoundError):
            files.copy_file(self._of.base.with_name(files.VAULT), partial / files.VAULT)
        copy = connect(path, self._of.key)
        try:
            with translated(path):
                problems, counts, erased = integrity_problems(copy), counts_of(copy), erasures_mark(copy)
                mark = _mark(copy)
                schema = tuple(sorted(step.name for step in migrations.applied(copy)))
        finally:
            close(copy)
        if problems:
            raise BaseDamaged(
                "La copie de sécurité n’est pas saine\u00a0: elle a été retirée, et rien n’a changé. "
                "Vérifiez le disque de cet ordinateur, puis recommencez."
            )
        files.sync_base(path)
        files.write_manifest(
            partial,
            files.Manifest(
                taken_at=self._of.clock.now().isoformat(),
                program=__version__,
                structure=self._of.structure(),
                schema=schema,
                counts=counts,
                erased=erased,
                mark=mark,
                sha256=files.digests(partial),
            ),
        )

    def _last_number(self) -> int:
        return max(shelf.last_number() for shelf in self._shelves())

    # ------------------------------------------------------------------ keeping

    def copies(self) -> tuple[BackupCopy, ...]:
        """Return the copies, here and on the second place when it is there, newest first."""
        found = [copy for shelf in self._shelves() for copy in shelf.copies()]
        return tuple(sorted(found, key=lambda copy: (copy.number, not copy.is_elsewhere), reverse=True))

    def forget(self, name: str) -> None:
        """Delete a copy that serves nothing."""
        if self.path(name) is not None:
            with suppress(OSError), _ONE_AT_A_TIME:
                files.delete(self._here.folder / name)

    def path(self, name: str) -> Path | None:
        """Return the base of a copy of this laptop, or None when it is no longer kept."""
        if not name or Path(name).name != name:
            return None
        former, path = self._here.folder / name, self._here.folder / name / files.BASE
        if path.is_file():
            return path
        return former if former.suffix == ".db" and former.is_file() else None

    def rotate(self) -> None:
        """Forget the copies that are too old, the newest kept whatever their age."""
        with _ONE_AT_A_TIME:
            for shelf in self._shelves():
                shelf.rotate(self._of.clock.today())
            forget_outlived(self._of.base, [copy.day for copy in self._here.copies()])

    # ------------------------------------------------------------------ elsewhere

    def place(self) -> BackupPlace | None:
        """Return the second place."""
        return None if self._of.place is None else self._of.place.chosen()

    def last_elsewhere(self) -> tuple[bool, datetime | None]:
        """Say whether a second place was chosen, and when the newest copy that went there was made."""
        return (False, None) if self._of.place is None else self._of.place.last()

    def choose_place(self, folder: Path, label: str) -> None:
        """Choose the second place. Raises StorageError."""
        if self._of.place is not None:
            self._of.place.choose(folder, label)

    def leave_place(self) -> None:
        """Use no second place any more. Raises StorageError."""
        if self._of.place is not None:
            self._of.place.leave()

    def carry(self) -> BackupCopy | None:
        """Put the newest copy on the second place; None when it is absent or has it. Raises StorageError."""
        place, shelf = self._of.place, self._away()
        newest = next((copy for copy in self._here.copies() if copy.is_readable), None)
        if place is None or shelf is None or newest is None:
            return None
        with _ONE_AT_A_TIME:
            known = {copy.name for copy in shelf.copies()}
            if newest.name in known:
                return None
            shelf.make_room(newest.size + newest.size // 10, least=1)
            arrived = shelf.receive(newest.folder)
            place.note(arrived, newest.taken_at or self._of.clock.now())
            shelf.rotate(self._of.clock.today())
            return arrived

    def deliver(self, name: str, folder: Path) -> BackupCopy:
        """Put a copy of this laptop in a folder, read back. Raises StorageError."""
        with _ONE_AT_A_TIME:
            return Shelf(folder, elsewhere=True).receive(self._here.folder / name)

    def _away(self) -> Shelf | None:
        return None if self._of.place is None else self._of.place.shelf()

    def _shelves(self) -> tuple[Shelf, ...]:
        away = self._away()
        return (self._here,) if away is None else (self._here, away)

    # ------------------------------------------------------------------ erasing

    def purge(self, subjects: Collection[RecordId]) -> None:
        """Erase these people from every copy at hand, and whoever else the base says erased.

        A copy that cannot be cleaned is deleted: it would bring them back. Raises StorageError if even that fails.
        """
        with _ONE_AT_A_TIME:
            Purge(self._db, self._of.base, self._of.key, self._shelves()).run(tuple(subjects))

    def settle(self) -> None:
        """Finish what was cut short, or that a key was not there for: a change of key, a purge. Raises StorageError."""
        try:
            with _ONE_AT_A_TIME:
                follow_key(self._db, self._of.base, self._of.key, self._shelves())
        finally:
            self.purge(())

    def waits_for_place(self) -> str:
        """Name the key that is not there and whose copies still hold who was erased; empty when none does."""
        place = self.place()
        return "" if place is None or place.is_there or place.last_at is None else place.label

    # ------------------------------------------------------------------ trying

    def mark(self) -> str:
        """Return what changes as soon as something is written in the base."""
        return _mark(self._db)

    def try_copy(self, copy: BackupCopy) -> TriedCopy:
        """Really open a copy, in a folder made for it, and count what it holds. Raises StorageError."""
        with _ONE_AT_A_TIME, self._trial_folder() as folder:
            trial = Path(folder)
            try:
                manifest = files.check_files(copy.folder)
                for name in manifest.sha256:
                    files.copy_file(copy.folder / name, trial / name)
            except OSError as error:
                raise medium(error) from error
            found = opened_counts(trial, self._of.key)
        return TriedCopy(copy=copy, found=found, here=counts_of(self._db))

    def _trial_folder(self) -> tempfile.TemporaryDirectory[str]:
        """Return a folder beside the copies: cut short, it is swept with the pieces of the others."""
        with translated():
            self._here.folder.mkdir(exist_ok=True)
            return tempfile.TemporaryDirectory(prefix="essai-", suffix=files.PARTIAL, dir=self._here.folder)

    def prepare(self, copy: BackupCopy) -> None:
        """Make a copy ready to take the place of the base. Raises StorageError; nothing has then changed."""
        with _ONE_AT_A_TIME:
            self._of.restoring.stage(copy.folder)
            try:
                self._of.restoring.prepare(self._of.key, copy.folder)
            except BaseException:
                self._of.restoring.cancel()
                raise


def opened_counts(folder: Path, key: bytes) -> dict[str, int]:
    """Return how many living records of each kind a copy holds, once it was found sound and its vault too.

    Raises CopyDamaged, OtherBase.
    """
    if (folder / files.VAULT).is_file():
        try:
            is_ours = decode((folder / files.VAULT).read_bytes()).owns(key)
        except VaultDamaged as error:
            raise files.damaged(folder) from error
        if not is_ours:
            raise other_base()
    try:
        copy = connect(folder / files.BASE, key)
        try:
            problems, counts = integrity_problems(copy), counts_of(copy)
        finally:
            close(copy)
    except BaseDamaged as error:
        raise files.damaged(folder) from error
    if problems:
        raise files.damaged(folder)
    return counts


def _mark(database: Database) -> str:
    rows = database.execute("SELECT value FROM meta WHERE key IN ('replica', 'seq') ORDER BY key").fetchall()
    return "-".join(str(row[0]) for row in rows)
