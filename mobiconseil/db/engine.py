"""Open the encrypted base: the driver, its settings, and the connections.

The only module that imports sqlite_utils and sqlcipher3. sqlite-utils picks the driver called `pysqlite3` before
the standard one, so the alias must stand before its first import; otherwise the errors it catches are not ours.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import sqlcipher3
import sqlcipher3.dbapi2 as sqlite3

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlite3

import sqlite_utils  # noqa: E402  (after the alias)
import sqlite_utils.utils  # noqa: E402
from sqlite_utils import Database  # noqa: E402
from sqlite_utils.migrations import Migrations  # noqa: E402

from mobiconseil.db.storage_errors import (  # noqa: E402
    BaseBusy,
    DiskFailed,
    DiskFull,
    ReadOnly,
    damaged,
    is_corrupt,
    sentence,
)
from mobiconseil.errors import BaseDamaged, StorageError  # noqa: E402

if vars(sqlite_utils.utils)["sqlite3"] is not sqlcipher3:
    raise ImportError("mobiconseil.db.engine must be imported before sqlite_utils")

__all__ = [
    "BaseBusy", "BaseDamaged", "Closed", "Database", "DiskFailed", "DiskFull", "Left", "Migrations", "ReadOnly",
    "Unfit", "Unserved", "change_key", "close", "connect", "connect_beside", "integrity_problems", "look_only",
    "reconnect", "tell_if_damaged", "translated", "watch_damage", "writing",
]  # fmt: skip

Closed = sqlite3.ProgrammingError
"""The connection was closed, or belongs to another thread."""

Unserved = sqlite3.DatabaseError
"""What the driver raises when it cannot serve a statement."""

Unfit = sqlite3.IntegrityError
"""What the driver raises for a row that its table refuses."""

_PATIENCE_S = 10
"""How long a job waits for its turn to write, and anybody for a page to read."""
_TYPING_PATIENCE_S = 0.25
"""How long a screen waits for its turn to write: what was typed is kept, and written a moment later."""

Progress = Callable[[int, int, int], object]
"""Called after each piece of a copy: a status, the pages that remain, and all of them."""

_TURN_S = 0.001
_TURNS = 20
"""How long a copy waits between two of its pieces: until the screens asked for nothing for one turn, or for so many."""

KEY_LENGTH = 32
"""Bytes of the key of a base."""

_PRAGMAS = (
    # One file when idle, and no acknowledged write lost by a power cut (docs/decisions/0003-encrypted-base.md).
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "fullfsync=1",
    "checkpoint_fullfsync=1",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",
    "trusted_schema=OFF",
)


def _no_progress(_status: int, _remaining: int, _total: int) -> None:
    """Follow nothing."""


class Left(StorageError):
    """The connection that a job copies through is being closed."""


class _Cursor(sqlite3.Cursor):  # type: ignore[misc]
    """A cursor whose reading errors are sentences: a damaged page is met while reading, far from any transaction."""

    def execute(self, sql: str, parameters: Any = ()) -> _Cursor:
        try:
            super().execute(sql, parameters)
        except sqlite3.DatabaseError as error:
            raise self._met(error) from error
        return self

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sqlite3.DatabaseError as error:
            raise self._met(error) from error

    def fetchall(self) -> Any:
        try:
            return super().fetchall()
        except sqlite3.DatabaseError as error:
            raise self._met(error) from error

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.DatabaseError as error:
            raise self._met(error) from error

    def _met(self, error: Exception) -> Exception:
        self.connection.tell_damage(error)
        return sentence(error, None) or error


class _Connection(sqlite3.Connection):  # type: ignore[misc]
    """A connection whose statements run in a `_Cursor`."""

    patience_s: float = _TYPING_PATIENCE_S
    is_keyed = False
    """Whether it reads an encrypted file: a base in memory has no page that could be blind."""
    damaged: Callable[[], object] | None = None
    """Called, in the thread that reads, when a page cannot be read any more."""

    def execute(self, sql: str, parameters: Any = ()) -> _Cursor:
        cursor: _Cursor = self.cursor(_Cursor)
        return cursor.execute(sql, parameters)

    def backup(self, target: Any, *, progress: Progress = _no_progress, **options: Any) -> None:
        def advance(status: int, remaining: int, total: int) -> None:
            if self._is_blind():
                raise damaged(None)
            progress(status, remaining, total)

        try:
            super().backup(target, progress=advance, **options)
        except BaseDamaged:
            self._tell()
            raise
        except sqlite3.DatabaseError as error:
            self.tell_damage(error)
            raise

    def _is_blind(self) -> bool:
        """Say whether the copy met a page that cannot be read: the next ones are zeros, and SQLite says nothing."""
        if not self.is_keyed:
            return False
        return bool(sqlite3.Connection.cursor(self).execute("PRAGMA cipher_status").fetchone()[0] != "1")

    def tell_damage(self, error: Exception) -> None:
        """Tell whoever listens, when the error is that of a page."""
        if is_corrupt(error):
            self._tell()

    def _tell(self) -> None:
        if self.damaged is not None:
            self.damaged()


class _Lendable(_Connection):
    """The connection of the screens: its thread alone runs statements, and a job may copy the base through it.

    SQLite hands what a connection writes to the copy that goes through it; what another one writes makes it begin
    again.
    """

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, check_same_thread=False, **options)
        self._thread = threading.get_ident()
        self._lent = threading.Lock()
        self._was_lent = self._leaving = False
        self._used = 0

    def cursor(self, *words: Any) -> Any:
        if threading.get_ident() != self._thread:
            raise Closed("the screens read and write in their own thread")
        self._used += 1
        if self._was_lent:
            self._was_lent = self._lent.locked()
            if self._is_blind():
                self._tell()
                raise damaged(None)
        return super().cursor(*words)

    def backup(self, target: Any, *, progress: Progress = _no_progress, **options: Any) -> None:
        """Copy the base, in any thread. Raises Left as soon as the connection is to be closed."""

        def advance(status: int, remaining: int, total: int) -> None:
            self._give_way()
            if self._leaving:
                raise Left
            progress(status, remaining, total)

        with self._lent:
            if self._leaving:
                raise Left
            self._was_lent = True
            super().backup(target, progress=advance, **options)

    def _is_blind(self) -> bool:
        # Asked by another thread, it would change the code of an error that this one is about to read.
        return threading.get_ident() == self._thread and super()._is_blind()

    def _give_way(self) -> None:
        """Wait for the end of what the screens are doing, which is many statements, and not for ever."""
        for _ in range(_TURNS):
            used = self._used
            time.sleep(_TURN_S)
            if used == self._used:
                return

    def close(self) -> None:
        """Close once the copy that goes through this connection, if any, has left it: the time of a few pages."""
        self._leaving = True
        with self._lent:
            super().close()


def connect(path: Path, key: bytes, *, create: bool = False, lendable: bool = False) -> Database:
    """Open the base at `path` with its raw 32-byte key and return it; `lendable`, a job may copy through it.

    Raises BaseDamaged if the file is missing (unless `create`), damaged, or made with another key.
    """
    if len(key) != KEY_LENGTH:
        raise ValueError(f"a key has {KEY_LENGTH} bytes")
    if not create and not path.exists():
        raise BaseDamaged(
            f"Le dossier de travail est introuvable : {path}. Rien n’a été modifié. "
            "Vérifiez que la clé ou le disque est branché, ou restaurez une sauvegarde."
        )
    if not create and path.stat().st_size == 0:
        # SQLite takes an empty file for a new base: the adviser would find an empty program and believe all is lost.
        raise BaseDamaged(
            f"Le fichier {path.name} est vide : il a été coupé ou effacé. Il n’a pas été modifié. "
            "Restaurez la dernière sauvegarde, ou faites appel à votre structure."
        )
    with translated(path):
        kind = _Lendable if lendable else _Connection
        connection = sqlite3.connect(str(path), timeout=_PATIENCE_S, isolation_level=None, factory=kind)
        try:
            _unlock(connection, key)
            connection.is_keyed = True
        except BaseException:
            connection.close()
            raise
    # Without what other packages of the machine would plug in: nothing of theirs reads this base.
    return Database(connection, execute_plugins=False)


def connect_beside(path: Path, key: bytes) -> Database:
    """Open a base that is already open in another thread. Raises BaseDamaged.

    What it writes stays in memory until the end of its transaction: the other thread reads until then.
    """
    database = connect(path, key)
    _own(database).patience_s = _PATIENCE_S
    database.execute("PRAGMA cache_spill = OFF")
    return database


def watch_damage(database: Database, told: Callable[[], object]) -> None:
    """Call `told`, in the thread that reads, each time a page of the base cannot be read."""
    _own(database).damaged = told


def tell_if_damaged(database: Database) -> None:
    """Look at the whole base, and tell whoever listens when a page of it cannot be read."""
    told = _own(database).damaged
    with suppress(StorageError):  # met by a statement: it was told
        if integrity_problems(database) and told is not None:
            told()


def change_key(database: Database, key: bytes) -> None:
    """Write the whole file again under another key, in one transaction. Raises StorageError."""
    if len(key) != KEY_LENGTH:
        raise ValueError(f"a key has {KEY_LENGTH} bytes")
    database.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")


def reconnect(database: Database, path: Path, key: bytes) -> None:
    """Open the base again: a connection that met a damaged page reads and writes nothing any more, sound or not.

    Raises StorageError; nothing is then changed. Nothing is done inside a transaction.
    """
    former = _own(database)
    if former.in_transaction:
        return
    fresh = _own(connect(path, key, lendable=isinstance(former, _Lendable)))
    fresh.damaged, fresh.patience_s = former.damaged, former.patience_s
    database.conn = fresh
    former.close()


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """Open a transaction that has its turn to write from its first word; inside another one, a savepoint.

    One that reads first cannot wait for its turn afterwards: if another connection writes, it is refused at once.
    """
    if database.conn.in_transaction:
        with database.atomic():
            yield
        return
    try:
        database.execute(f"PRAGMA busy_timeout = {round(1000 * _own(database).patience_s)}")
        database.execute("BEGIN IMMEDIATE")
        database.execute(f"PRAGMA busy_timeout = {1000 * _PATIENCE_S}")
        yield
        database.execute("COMMIT")
    except BaseException:
        database.rollback()
        with suppress(StorageError, sqlite3.Error):
            database.execute(f"PRAGMA busy_timeout = {1000 * _PATIENCE_S}")
        raise


def _own(database: Database) -> _Connection:
    return cast("_Connection", database.conn)


@contextmanager
def look_only(path: Path, key: bytes) -> Iterator[Any]:
    """Open a file that nothing else uses, damaged perhaps, without changing a byte of it; its errors are `Unserved`."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        yield connection
    finally:
        connection.close()


def _unlock(connection: Any, key: bytes) -> None:
    cursor = connection.cursor()  # the driver's own: `connect` names the file in its sentences
    cursor.execute("PRAGMA cipher_log_level = NONE")
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}").fetchone()


def close(database: Database) -> None:
    """Close the connection; closing twice is harmless."""
    database.conn.close()


@contextmanager
def translated(path: Path | None = None) -> Iterator[None]:
    """Turn the driver's errors into sentences that a person can act on; bugs rise unchanged."""
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        known = sentence(error, path)
        if known is None:
            raise
        raise known from error


def integrity_problems(database: Database) -> tuple[str, ...]:
    """Return what SQLite and SQLCipher find wrong in the file; empty when it is sound.

    A power cut may leave a free page half written, which nothing ever reads: that is no damage. Once the pages kept
    in memory are forgotten, the check of SQLite reads every page but those.
    """
    database.execute("PRAGMA shrink_memory")
    found = [row[0] for row in database.execute("PRAGMA quick_check").fetchall() if row[0] != "ok"]
    torn = [row[0] for row in database.execute("PRAGMA cipher_integrity_check").fetchall()]
    free = int(database.execute("PRAGMA freelist_count").fetchone()[0])
    return (*found, *torn) if found or len(torn) > free else ()
