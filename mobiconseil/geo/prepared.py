"""A read-only SQLite file made from a shipped one at first use, and made again when it is lost or damaged."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

Fill = Callable[[sqlite3.Connection, bytes], None]
Row = tuple[Any, ...]
_DONE = 1_297_302_355
"""The user_version written last: a file without it was left half made."""


class PreparedFile:
    """Queries over a file of the cache; threads share it, one query at a time.

    A laptop whose cache cannot be written works from memory.
    """

    def __init__(self, source: Path, cache: Path, fill: Fill, *, version: int = 1) -> None:
        self._source = source
        self._cache = cache
        self._fill = fill
        self._version = version
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    def prepare(self) -> None:
        """Make the file now if needed, so that the first query does not wait."""
        with self._lock:
            self._opened()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return the rows of a query; a damaged file is made again, once."""
        with self._lock:
            try:
                return self._opened().execute(sql, values).fetchall()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError):
                    raise
            self._forget()
            return self._opened().execute(sql, values).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @property
    def path(self) -> Path:
        """Return where the file is kept: another content has another name."""
        digest = hashlib.sha256(self._source.read_bytes()).hexdigest()[:12]
        name = self._source.name.partition(".")[0]
        return self._cache / f"{name}-{self._version}-{digest}.sqlite"

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._open_ready() or self._make()
        return self._connection

    def _forget(self) -> None:
        path = self.path
        self.close()
        with suppress(OSError):
            path.unlink(missing_ok=True)

    def _open_ready(self) -> sqlite3.Connection | None:
        path = self.path
        if not path.is_file():
            return None
        connection = None
        try:
            connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            if connection.execute("PRAGMA user_version").fetchone()[0] == _DONE:
                return connection
        except sqlite3.DatabaseError:
            pass
        if connection is not None:
            connection.close()
        return None

    def _make(self) -> sqlite3.Connection:
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".making-", suffix=".sqlite", dir=self._cache)
        except OSError:
            return self._in_memory()
        os.close(handle)
        made = Path(name)
        try:
            self._write(made)
            # Another program may have the file open: its content is the same.
            with suppress(PermissionError):
                made.replace(self.path)
            self._forget_older()
        except (OSError, sqlite3.OperationalError):
            return self._in_memory()
        finally:
            with suppress(OSError):
                made.unlink(missing_ok=True)
        return self._open_ready() or self._in_memory()

    def _forget_older(self) -> None:
        """Remove the files made from what an older program shipped."""
        kept = self.path.name
        for path in self._cache.glob(f"{kept.partition('-')[0]}-*.sqlite"):
            if path.name != kept:
                with suppress(OSError):
                    path.unlink()

    def _write(self, path: Path) -> None:
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            self._fill_in(connection)
        finally:
            connection.close()

    def _in_memory(self) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._fill_in(connection)
        return connection

    def _fill_in(self, connection: sqlite3.Connection) -> None:
        self._fill(connection, self._source.read_bytes())
        connection.execute(f"PRAGMA user_version = {_DONE}")
        connection.commit()
