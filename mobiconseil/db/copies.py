"""Encrypted copies of the base made before each import: to go back for seven days, without anybody erased since."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db.engine import BaseDamaged, close, connect, integrity_problems, translated
from mobiconseil.db.migrations import bring_up_to_date
from mobiconseil.db.summary import follow
from mobiconseil.db.sync.erasure import PURGE, erase_content, people_of, tombstone_hash
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database

FOLDER = "sauvegardes"
KEPT_DAYS = 7
KEPT_ALWAYS = 5
KEPT_MOST = 20
_PREFIX = "avant-import-"
_JOURNAL = "-journal"


class BaseCopies:
    """The copies beside a base: the name of each says its day and a counter, since clocks lie."""

    def __init__(self, database: Database, base: Path, key: bytes, today: Callable[[], date]) -> None:
        self._db = database
        self._base = base
        self._folder = base.parent / FOLDER
        self._key = key
        self._today = today

    def take(self) -> str:
        """Make a copy, opened again to check it, and return its name. Raises StorageError."""
        with translated():
            self._folder.mkdir(exist_ok=True)
        path = self._folder / f"{_PREFIX}{self._today().isoformat()}_{self._next():04d}.db"
        try:
            with translated():
                self._db.execute("VACUUM INTO ?", (str(path),))
            self._check(path)
        except BaseException:
            with suppress(OSError):
                _delete(path)
            raise
        return path.name

    def forget(self, name: str) -> None:
        """Delete a copy that serves nothing."""
        path = self.path(name)
        if path is not None:
            with suppress(OSError):
                _delete(path)

    def path(self, name: str) -> Path | None:
        """Return where a copy is, or None when it is no longer kept."""
        path = self._folder / name
        return path if name.startswith(_PREFIX) and path.is_file() else None

    def rotate(self) -> None:
        """Forget the copies that are too old, the newest kept whatever their age."""
        since = (self._today() - timedelta(days=KEPT_DAYS)).isoformat()
        for rank, path in enumerate(self._all()):
            recent = path.name.removeprefix(_PREFIX)[:10] >= since
            if rank >= KEPT_MOST or (rank >= KEPT_ALWAYS and not recent):
                with suppress(OSError):
                    _delete(path)

    def purge(self, subjects: Collection[RecordId]) -> None:
        """Erase these people from every copy, those made before an update included.

        A copy that cannot be cleaned is deleted: it would bring them back. Raises StorageError if even that fails.
        """
        self._purge(subjects)

    def settle(self) -> None:
        """Finish a purge that was cut short: nobody whom the base says erased stays in a copy. Raises StorageError."""
        if self._db.execute("SELECT 1 FROM meta WHERE key = ?", (PURGE,)).fetchone() is not None:
            self._purge(None)

    def _purge(self, subjects: Collection[RecordId] | None) -> None:
        for path in (*self._all(), *self._base.parent.glob(f"{self._base.stem}.avant-mise-a-jour-*")):
            if path.name.endswith(_JOURNAL):
                continue
            try:
                self._clean(path, subjects)
            except StorageError:
                with translated():
                    _delete(path)
        with translated():
            self._db.execute("DELETE FROM meta WHERE key = ?", (PURGE,))

    def _clean(self, path: Path, subjects: Collection[RecordId] | None) -> None:
        copy = connect(path, self._key)
        try:
            with translated(path):
                bring_up_to_date(copy)
                with copy.atomic():
                    for subject in self._erased_in(copy) if subjects is None else subjects:
                        _forget(copy, subject)
                copy.execute("INSERT INTO person_search (person_search) VALUES ('optimize')")
                copy.execute("VACUUM")
        finally:
            close(copy)

    def _erased_in(self, copy: Database) -> list[RecordId]:
        """Return whom the copy knows and the base says erased."""
        erased = {row[0] for row in self._db.execute("SELECT hash FROM tombstone").fetchall()}
        return [subject for hashed, subject in people_of(copy).items() if hashed in erased]

    def _check(self, path: Path) -> None:
        copy = connect(path, self._key)
        try:
            with translated(path):
                problems = integrity_problems(copy)
        finally:
            close(copy)
        if problems:
            raise BaseDamaged(
                "La copie de sécurité faite avant l’import n’est pas saine. Rien n’a été importé, rien n’est perdu. "
                "Vérifiez le disque de cet ordinateur avant de recommencer."
            )

    def _all(self) -> list[Path]:
        """Return the copies, newest first."""
        if not self._folder.is_dir():
            return []
        return sorted(self._folder.glob(f"{_PREFIX}*.db"), key=_rank, reverse=True)

    def _next(self) -> int:
        return 1 + max((_rank(path) for path in self._all()), default=0)


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(path.name + _JOURNAL).unlink(missing_ok=True)


def _rank(path: Path) -> int:
    number = path.stem.rpartition("_")[2]
    return int(number) if number.isdecimal() else 0


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
