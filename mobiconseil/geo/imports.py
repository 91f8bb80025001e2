"""What every import of a public file shares: a local file made aside, put in place only when it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from mobiconseil.domain.typography import NBSP
from mobiconseil.errors import InvalidInput, StorageError

Row = tuple[Any, ...]
NOTHING_CHANGED = "Rien n’a été changé."


class Stopped(Exception):
    """The person stopped the work."""


def refused(file: Path, reason: str, remedy: str = "Téléchargez-le de nouveau, puis recommencez.") -> InvalidInput:
    """Return the error of a file that cannot be imported; `reason` ends without a full stop."""
    return InvalidInput(f"Le fichier {file.name} {reason}. {NOTHING_CHANGED} {remedy}")


def check_size(file: Path, most: int) -> int:
    """Return the size of a file. Raises InvalidInput when it is missing, empty or too big."""
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            stream.read(1)
    except OSError as error:
        raise refused(file, "ne peut pas être lu", "Vérifiez qu’il est toujours à sa place.") from error
    if size == 0:
        raise refused(file, "est vide")
    if size > most:
        limit = f"{most // 1_000_000}{NBSP}Mo"
        raise refused(file, f"dépasse {limit}", "Choisissez un fichier limité à votre département.")
    return size


@contextmanager
def made_aside(target: Path) -> Iterator[sqlite3.Connection]:
    """Give a new SQLite file that takes the place of `target` at the end; on any error the old one stays.

    Raises StorageError when the disk cannot take it.
    """
    draft = target.with_name(f".{target.name}.making")
    connection = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        connection = sqlite3.connect(draft)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        yield connection
        connection.commit()
        connection.close()
        draft.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise StorageError(
            f"Le dossier {target.parent} ne peut pas recevoir ces données (disque plein ou protégé). {NOTHING_CHANGED} "
            "Libérez de la place, puis recommencez."
        ) from error
    finally:
        if connection is not None:
            connection.close()
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def steps(progress: Callable[[int, int], bool], total: int) -> Callable[[int], None]:
    """Return what tells the progress, and raises Stopped when the person wants no more of it."""

    def tell(done: int) -> None:
        if not progress(min(done, total), total):
            raise Stopped

    return tell


class ReadOnly:
    """A SQLite file of public data, only read; it may be used from several threads, one at a time."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises StorageError when it is damaged."""
        self.path = path
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        try:
            self.rows("SELECT count(*) FROM sqlite_master")
            self._connection.execute("PRAGMA trusted_schema = OFF")
        except StorageError:
            self._connection.close()
            raise

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> list[Row]:
        """Return the rows of a query. Raises StorageError when the file is damaged."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"Les données {self.path.name} sont abîmées. Vos dossiers sont intacts. "
                "Supprimez-les dans les réglages, puis importez le fichier d’origine."
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
