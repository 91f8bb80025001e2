"""Writes a base of any size at full speed, row for row what the door of the base would have written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from mobiconseil.db import stamps
from mobiconseil.db.summary_many import follow_many
from mobiconseil.db.tables import TABLES, table_of, to_columns
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot, next_clock
from mobiconseil.domain.records import Record

if TYPE_CHECKING:
    from sqlite_utils import Database

_BATCH = 1_000
"""Files written together."""
_HURRIED = ("journal_mode=MEMORY", "synchronous=OFF", "secure_delete=OFF", "cache_size=-1000000")
_CAREFUL = ("journal_mode=TRUNCATE", "synchronous=FULL", "secure_delete=ON", "cache_size=-65536")

_KINDS = {record: kind for kind, record in TABLES.items()}

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
                self._insert(self._rows(batch, action))
                follow_many(self._db, [RecordId(records[0].id) for records in batch])
            written += sum(map(len, batch))
        self._finish()
        return written

    def _rows(self, batch: list[list[Record]], action: str) -> Rows:
        """Return the rows of some files, by table; the values of one kind of records are turned together."""
        rows: Rows = defaultdict(list)
        stamped: dict[type[Any], list[tuple[Record, str]]] = defaultdict(list)
        for records in batch:
            self._transaction += 1
            number = self._transaction
            rows["txn (n, at, author, action, undoes)"].append((number, self._at, self._author, action, None))
            for record in records:
                kind = _KINDS[type(record)]
                self._seq += 1
                self._clock = next_clock(self._clock, 0, self._wall)
                stamped[type(record)].append((record, stamps.fresh(Dot(self._replica, self._seq))))
                rows["dot (replica, seq, clock, author, kind, id)"].append(
                    (self._replica, self._seq, self._clock, self._author, kind, record.id)
                )
                rows["history (txn, kind, id, subject, was)"].append((number, kind, record.id, record.subject, None))
                rows["journal (at, author, action, kind, record, subject)"].append(
                    (self._at, self._author, action, kind, record.id, record.subject)
                )
        for cls, found in stamped.items():
            columns = to_columns([record for record, _stamp in found])
            heads = ((record.id, record.subject, stamp) for record, stamp in found)
            values = zip(*columns.values(), strict=True)
            rows[f"{table_of(cls).name} (id, subject, stamp, {', '.join(columns)}, deleted)"] = [
                (*head, *value, 0) for head, value in zip(heads, values, strict=True)
            ]
        return rows

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
