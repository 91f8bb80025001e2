"""Writes a base of any size at full speed, row for row what the door of the base would have written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from mobiconseil.db import stamps
from mobiconseil.db.summary import follow
from mobiconseil.db.tables import table_of, to_values
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot, next_clock
from mobiconseil.domain.records import Record

if TYPE_CHECKING:
    from sqlite_utils import Database

_BATCH = 1_000
"""Files written together."""
_HURRIED = ("journal_mode=MEMORY", "synchronous=OFF", "secure_delete=OFF", "cache_size=-400000")
_CAREFUL = ("journal_mode=TRUNCATE", "synchronous=FULL", "secure_delete=ON", "cache_size=-65536")

Rows = dict[str, list[tuple[Any, ...]]]


class Generator:
    """Writes whole files, one transaction of the door for each."""

    def __init__(self, database: Database, author: str, now: datetime) -> None:
        """The base must have its schema; `author` must be known to it."""
        self._db = database
        self._wall = int(now.timestamp() * 1000)
        self._at = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._author = int(self._one("SELECT n FROM author WHERE name = ?", (author,)))
        self._replica = int(self._meta("replica"))
        self._seq, self._clock = int(self._meta("seq")), int(self._meta("clock"))
        self._transaction = int(self._one("SELECT coalesce(max(n), 0) FROM txn"))

    def write(self, files: Iterable[list[Record]], action: str = "file.create") -> int:
        """Write the files and return how many records they hold."""
        for pragma in _HURRIED:
            self._db.execute(f"PRAGMA {pragma}").fetchone()
        written, source = 0, iter(files)
        while batch := list(islice(source, _BATCH)):
            with self._db.atomic():
                rows: Rows = defaultdict(list)
                for records in batch:
                    self._file(rows, records, action)
                    written += len(records)
                self._insert(rows)
                for records in batch:
                    follow(self._db, RecordId(records[0].id))
        self._finish()
        return written

    def _file(self, rows: Rows, records: list[Record], action: str) -> None:
        self._transaction += 1
        rows["txn (n, at, author, action, undoes)"].append((self._transaction, self._at, self._author, action, None))
        for record in records:
            table = table_of(type(record))
            self._seq += 1
            self._clock = next_clock(self._clock, 0, self._wall)
            values = to_values(record)
            stamp = stamps.fresh(Dot(self._replica, self._seq))
            rows[f"{table.name} (id, subject, stamp, {', '.join(values)}, deleted)"].append(
                (record.id, record.subject, stamp, *values.values(), 0)
            )
            rows["dot (replica, seq, clock, author, kind, id)"].append(
                (self._replica, self._seq, self._clock, self._author, table.kind, record.id)
            )
            rows["history (txn, kind, id, subject, was)"].append(
                (self._transaction, table.kind, record.id, record.subject, None)
            )
            rows["journal (at, author, action, kind, record, subject)"].append(
                (self._at, self._author, action, table.kind, record.id, record.subject)
            )

    def _insert(self, rows: Rows) -> None:
        for target, values in rows.items():
            marks = ", ".join("?" * len(values[0]))
            self._db.conn.executemany(f"INSERT INTO {target} VALUES ({marks})", values)

    def _finish(self) -> None:
        with self._db.atomic():
            people = self._one("SELECT count(*) FROM beneficiary")
            for key, value in (("seq", self._seq), ("clock", self._clock), ("counter", people)):
                self._db.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))
        for pragma in _CAREFUL:
            self._db.execute(f"PRAGMA {pragma}").fetchone()

    def _meta(self, key: str) -> Any:
        return self._one("SELECT value FROM meta WHERE key = ?", (key,))

    def _one(self, sql: str, parameters: tuple[Any, ...] = ()) -> Any:
        return self._db.execute(sql, parameters).fetchone()[0]


def sorted_rows(database: Database) -> Iterator[str]:
    """Yield every row of every table in a stable order, to compare two bases."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    for (name,) in names:
        for row in sorted(repr(row) for row in database.execute(f'SELECT * FROM "{name}"').fetchall()):
            yield f"{name}: {row}"
