"""Puts a copy in the place of a base, which is kept aside among the copies: either all of it is done, or nothing.

The copy is made ready in a folder beside the base: checked, brought up to date, given a new name among the laptops,
and whoever was erased since is erased from it again. The rest is a few renames; cut short, the next opening ends them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db import backup_files as files
from mobiconseil.db.atomic_file import storage_error, sync_folder, write_atomically
from mobiconseil.db.backup_errors import medium, other_base
from mobiconseil.db.backup_shelf import Shelf, publish
from mobiconseil.db.vault_errors import VaultDamaged
from mobiconseil.domain.backups import BackupKind
from mobiconseil.errors import StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database

    from mobiconseil.services.backup_ports import BackupCopy

STAGE, READY, UNDER_WAY = "restauration.partiel", "restauration.prete", "restauration.en-cours"
"""The same folder: being made, ready, and taking the place of the base."""
_PLAN = "plan.json"
_SHELF = "sauvegardes"
_OLD_VAULTS = ("coffre.precedent.json", "coffre.essais.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """What a copy put back needs to know of the laptop."""

    folder: Path
    """The folder of the base."""
    place: Callable[[], str]
    """Return what stands for this base on this laptop."""
    witnessed: Callable[[], list[bytes]]
    """Return the hashes of whom this laptop knows to be erased."""
    around: Callable[[], Iterable[BackupCopy]]
    """Return the copies of this laptop and of the keys that are plugged in, whichever base they are of."""
    now: Callable[[], datetime]

    @property
    def staged(self) -> Path:
        """Return the folder where the copy is made ready."""
        return self.folder / STAGE

    def stage(self, source: Path) -> None:
        """Bring the files of a copy, checked, beside the base. Raises StorageError."""
        self.cancel()
        try:
            manifest = files.check_files(source)
            self.staged.mkdir(parents=True)
            for name, wanted in manifest.sha256.items():
                written = files.copy_file(source / name, self.staged / name)
                if wanted and written != wanted:
                    raise files.damaged(source)
        except OSError as error:
            self.cancel()
            raise medium(error) from error
        except StorageError:
            self.cancel()
            raise

    def prepare(self, key: bytes, source: Path) -> None:
        """Make what was brought from `source` ready to be used. Raises StorageError: nothing has then changed."""
        try:
            self._prepare(key, source)
            make_ready(self.folder, self.now().date(), BackupKind.RESTORE)
        except OSError as error:
            raise medium(error) from error

    def commit(self) -> None:
        """Put what is ready in the place of the base, which nobody has open. Raises StorageError."""
        commit(self.folder)

    def cancel(self) -> None:
        """Forget what was being made ready."""
        for name in (STAGE, READY):
            with suppress(OSError):
                shutil.rmtree(self.folder / name)

    def _prepare(self, key: bytes, source: Path) -> None:
        # Late: the lock screen asks whether a restoration was cut short, and opens no base.
        from mobiconseil.db.copies import opened_counts
        from mobiconseil.db.engine import close, connect, translated
        from mobiconseil.db.migrations import refuse_newer

        opened_counts(self.staged, key)
        self._settle_vault(key)
        database = connect(self.staged / files.BASE, key)
        try:
            with translated(self.staged / files.BASE):
                refuse_newer(database)
                self._renew(database, {*self.witnessed(), *self._erased_here(key), *self._erased_around(key, source)})
        finally:
            close(database)
        files.sync_base(self.staged / files.BASE)

    def _renew(self, database: Database, erased: Collection[bytes]) -> None:
        from mobiconseil.db.directory import follow_shared
        from mobiconseil.db.drafts import forget_window
        from mobiconseil.db.migrations import bring_up_to_date
        from mobiconseil.db.store import Store
        from mobiconseil.db.summary import follow
        from mobiconseil.db.sync.restoring import RESTORED, restored

        bring_up_to_date(database)
        store = Store(database, author="MobiConseil", now=self.now, follow=follow, follow_shared=follow_shared)
        with store.transaction(RESTORED):
            restored(store, erased)
            store.note(RESTORED)
        forget_window(database)
        sql = "INSERT OR REPLACE INTO meta (key, value) VALUES ('place', ?)"
        database.execute(sql, (self.place(),))

    def _erased_here(self, key: bytes) -> tuple[bytes, ...]:
        """Return whom the base in place says erased; nothing of a base that is gone, damaged or another one."""
        from mobiconseil.db.engine import close, connect
        from mobiconseil.db.sync.restoring import erasures

        try:
            database = connect(self.folder / files.BASE, key)
        except StorageError:
            return ()
        try:
            return erasures(database)
        except StorageError:
            return ()
        finally:
            close(database)

    def _erased_around(self, key: bytes, source: Path) -> set[bytes]:
        """Return whom the other copies at hand say erased: a key that was away brings nobody back.

        Copies of the same mark say the same: the newest is read, none where the mark is the one of the source.
        """
        known = files.read_manifest(source)
        seen = {known.erased} if known and known.erased else set()
        found: set[bytes] = set()
        nearby = (*Shelf(source.parent).copies(), *self.around())
        for copy in sorted(nearby, key=lambda one: one.number, reverse=True):
            manifest = files.read_manifest(copy.folder)
            if copy.folder == source or manifest is None or manifest.erased in seen:
                continue
            told = _told_by(copy.folder / files.BASE, key)
            if told is not None:
                found |= told
                seen |= {manifest.erased} - {""}
        return found

    def _settle_vault(self, key: bytes) -> None:
        """Keep the vault in place when it is the one of this key: passphrases changed since are those known today."""
        from mobiconseil.db.vault_file import decode

        staged = self.staged / files.VAULT
        with suppress(OSError, VaultDamaged):
            if decode((self.folder / files.VAULT).read_bytes()).owns(key):
                staged.unlink(missing_ok=True)
                return
        if not staged.is_file():
            raise other_base()


def _told_by(base: Path, key: bytes) -> set[bytes] | None:
    """Return whom a copy says erased, without changing a byte of it; None when it is damaged or of another base."""
    from mobiconseil.db.engine import Unserved, look_only
    from mobiconseil.db.sync.restoring import erasures

    try:
        with look_only(base, key) as database:
            return set(erasures(database))
    except (Unserved, OSError):
        return None


def make_ready(folder: Path, today: date, kind: BackupKind) -> None:
    """Say that what was staged is whole, and how the base that it replaces will be called. Raises OSError."""
    stage = folder / STAGE
    aside = files.name_of(today, 1 + Shelf(folder / _SHELF).last_number(), kind)
    write_atomically(stage / _PLAN, json.dumps({"aside": aside}).encode())
    stage.replace(folder / READY)


def commit(folder: Path) -> None:
    """Put what is ready in the place of the base, which nobody has open. Raises StorageError."""
    try:
        (folder / READY).replace(folder / UNDER_WAY)
        sync_folder(folder)
    except OSError as error:
        raise storage_error(error) from error
    end(folder)


def end(folder: Path) -> None:
    """End a restoration that was cut short; nothing to do in almost every folder. Raises StorageError."""
    stage = folder / UNDER_WAY
    if not stage.is_dir():
        return
    try:
        aside = folder / _SHELF / (_planned(stage) + files.PARTIAL)
        if (stage / files.BASE).exists():
            _put_aside(folder, aside)
            (stage / files.BASE).replace(folder / files.BASE)
        if (stage / files.VAULT).exists():
            for name in _OLD_VAULTS:
                (folder / name).unlink(missing_ok=True)
            (stage / files.VAULT).replace(folder / files.VAULT)
        sync_folder(folder)
        if aside.is_dir():
            _complete(aside)
        shutil.rmtree(stage)
        sync_folder(folder)
    except OSError as error:
        raise storage_error(error) from error


def _put_aside(folder: Path, aside: Path) -> None:
    """Move the base as it is, its journal with it: even damaged, nothing of it is lost."""
    if not (folder / files.BASE).exists():
        return
    aside.mkdir(parents=True, exist_ok=True)
    if (folder / files.VAULT).is_file():
        files.copy_file(folder / files.VAULT, aside / files.VAULT)
    journal = files.BASE + "-journal"
    if (folder / journal).exists():
        (folder / journal).replace(aside / journal)
    (folder / files.BASE).replace(aside / files.BASE)
    sync_folder(aside)


def _complete(aside: Path) -> None:
    journal = aside / (files.BASE + "-journal")
    if journal.exists() and not journal.stat().st_size:
        journal.unlink()
    moment = datetime.fromtimestamp((aside / files.BASE).stat().st_mtime, UTC).replace(microsecond=0)
    files.write_manifest(aside, files.Manifest(taken_at=moment.isoformat(), sha256=files.digests(aside)))
    publish(aside, aside.with_name(aside.name.removesuffix(files.PARTIAL)))


def _planned(stage: Path) -> str:
    try:
        return str(json.loads((stage / _PLAN).read_text(encoding="utf-8"))["aside"])
    except (OSError, ValueError, KeyError, TypeError):
        # Written before the folder had this name: only a disk that lost it comes here, and nothing may be lost twice.
        return f"1970-01-01_0000_{BackupKind.RESTORE.value}"
