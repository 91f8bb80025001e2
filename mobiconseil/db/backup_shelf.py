"""A folder of copies: on this laptop, or on the key that was chosen."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from mobiconseil.db import backup_files as files
from mobiconseil.db.atomic_file import sync_folder
from mobiconseil.db.backup_errors import medium
from mobiconseil.domain.backups import NumberedCopy, fitting, kept
from mobiconseil.services.backup_ports import BackupCopy


class Shelf:
    """The copies of one folder."""

    def __init__(self, folder: Path, *, elsewhere: bool = False) -> None:
        self.folder = folder
        self._elsewhere = elsewhere

    def copies(self) -> tuple[BackupCopy, ...]:
        """Return the copies, newest first; an absent folder holds none."""
        try:
            inside = list(self.folder.iterdir())
        except OSError:
            return ()
        found = (files.read_copy(path, elsewhere=self._elsewhere) for path in inside)
        return tuple(sorted((copy for copy in found if copy), key=_number, reverse=True))

    def last_number(self) -> int:
        """Return the number of the newest copy; 0 when there is none."""
        return max((copy.number for copy in self.copies()), default=0)

    def rotate(self, today: date) -> None:
        """Delete the copies that are too old, or too many for the disk of this laptop, and what was left unfinished."""
        copies = self.copies()
        numbered = [NumberedCopy(copy.number, copy.day, copy.kind) for copy in copies]
        numbers = kept(numbered, today)
        self._drop(copy.folder for copy in copies if copy.number not in numbers)
        self.sweep()
        if not self._elsewhere:
            staying = [copy for copy in numbered if copy.number in numbers]
            self._fit(staying, today, {copy.number: copy.size for copy in copies})

    def _fit(self, numbered: list[NumberedCopy], today: date, sizes: Mapping[int, int]) -> None:
        """Leave most of the disk to the rest of the laptop; a key serves for nothing else."""
        with suppress(OSError):
            numbers = fitting(numbered, today, sizes, shutil.disk_usage(self.folder).free)
            self._drop(copy.folder for copy in self.copies() if copy.number not in numbers)

    def sweep(self) -> None:
        """Delete what was left half written or half deleted: nobody could clean it of whoever is erased."""
        self._drop(self._partial())

    def make_room(self, needed: int, least: int) -> None:
        """Delete the oldest copies, `least` being kept, while there is no room for `needed` bytes."""
        for copy in reversed(self.copies()[least:]):
            with suppress(OSError):
                if shutil.disk_usage(self.folder).free >= needed:
                    return
            self._drop([copy.folder])

    def receive(self, source: Path) -> BackupCopy:
        """Bring a copy from another shelf, read back from the disk. Raises StorageError."""
        target = self.folder / source.name
        partial = target.with_name(target.name + files.PARTIAL)
        try:
            manifest = files.check_files(source)
            partial.mkdir(parents=True, exist_ok=True)
            written = {name: files.copy_file(source / name, partial / name) for name in manifest.sha256}
            files.write_manifest(partial, replace(manifest, sha256=written))
            for name, wanted in written.items():
                files.forget_cache(partial / name)
                if files.digest(partial / name) != wanted:
                    raise files.damaged(partial)
            publish(partial, target)
        except OSError as error:
            raise medium(error) from error
        finally:
            if not target.exists():
                with suppress(OSError):
                    files.delete(partial)
        found = files.read_copy(target, elsewhere=self._elsewhere)
        if found is None:
            raise files.damaged(target)
        return found

    def _partial(self) -> list[Path]:
        try:
            return [path for path in self.folder.iterdir() if path.suffix == files.PARTIAL and path.is_dir()]
        except OSError:
            return []

    def _drop(self, folders: Iterable[Path]) -> None:
        for folder in folders:
            with suppress(OSError):
                files.delete(folder)


def publish(partial: Path, target: Path) -> None:
    """Give a copy its name, once all of it is on the disk. Raises OSError."""
    sync_folder(partial)
    partial.replace(target)
    sync_folder(target.parent)


def _number(copy: BackupCopy) -> int:
    return copy.number
