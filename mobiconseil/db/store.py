"""THE door: every write of a synced record passes here.

A put compares with the stored row, stamps only what changed, keeps the old value in the local history, and notes
which subjects were touched so that their summary and search rows follow in the same transaction. A stamp says, for
each field, which write it comes from; the writes themselves stand in the table `dot` (laptop, rank, clock, author).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mobiconseil.db import stamps
from mobiconseil.db.drafts import forget_drafts
from mobiconseil.db.engine import translated
from mobiconseil.db.many import common, told
from mobiconseil.db.tables import TABLES, Table, table_numbered
from mobiconseil.db.transaction import StoredRow, Transaction
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot, Scalar, next_clock

if TYPE_CHECKING:
    from sqlite_utils import Database

_CHUNK = 400
"""Records asked for at once, and from how many an undo writes them together."""

DELETED = "deleted"
"""The register of an ordinary deletion: 1 in the trash, 0 alive."""


class Erased(Exception):
    """A write concerns a person whose file was erased for ever; nothing is written."""


class Store:
    """Writes synced records for one connection, one laptop and one author."""

    def __init__(
        self,
        database: Database,
        *,
        author: str,
        now: Callable[[], datetime],
        follow: Callable[[Database, RecordId], None],
        follow_shared: Callable[[Database, Transaction], None] | None = None,
    ) -> None:
        """Bind the store; `follow` rewrites the summary and search rows of a subject, `follow_shared` the others."""
        self._db = database
        self._now = now
        self._follow = follow
        self._follow_shared = follow_shared
        self._author_name = author
        self._current: Transaction | None = None

    @property
    def replica(self) -> int:
        """Return the local number of this laptop's present incarnation."""
        return int(self._meta("replica"))

    @contextmanager
    def transaction(self, action: str, *, undoes: int | None = None) -> Iterator[Transaction]:
        """Open one transaction; all is written, journal included, or nothing is.

        Raises StorageError if the disk refuses; the base is then as before.
        """
        if self._current is not None:
            yield self._current
            return
        with translated(), self._db.atomic():
            self._current = self._begin(action, undoes)
            try:
                yield self._current
                self._finish(self._current)
            finally:
                self._current = None

    def _begin(self, action: str, undoes: int | None) -> Transaction:
        cursor = self._db.execute(
            "INSERT INTO txn (at, author, action, undoes) VALUES (?, ?, ?, ?)",
            (self._stamp_time(), self._author(), action, undoes),
        )
        return Transaction(int(cursor.lastrowid or 0), action)

    def _finish(self, transaction: Transaction) -> None:
        if not transaction.kinds:
            self._db.execute("DELETE FROM txn WHERE n = ?", (transaction.number,))
            return
        for subject in transaction.subjects:
            if subject is not None:
                self._follow(self._db, subject)
        if self._follow_shared is not None:
            self._follow_shared(self._db, transaction)
        for (kind, record_id), subject in transaction.touched.items():
            self.note(transaction.action, kind, record_id, subject)
        for kind in transaction.bulk:
            self.note(transaction.action, kind)

    def put(
        self, kind: int, record_id: RecordId, subject: RecordId | None, values: Mapping[str, Scalar]
    ) -> tuple[str, ...]:
        """Write the fields of `values` that differ from the stored row; return their names.

        A new row takes the column defaults of its record for the fields not given. Raises Erased for the file of
        an erased person, RuntimeError outside a transaction.
        """
        transaction = self._open()
        if subject is not None and self.is_erased(subject):
            raise Erased(subject.hex())
        table = table_numbered(kind)
        row = self.read(table, record_id)
        changed = dict(values) if row is None else {k: v for k, v in values.items() if not _same(row.values[k], v)}
        if row is not None and not changed:
            return ()
        dot = self._next_dot(kind, record_id)
        if row is None:
            self._insert(table, record_id, subject, changed, dot)
        else:
            self._update(table, row, changed, dot)
        self._remember(transaction, kind, record_id, subject if row is None else row.subject, row, changed)
        return tuple(changed)

    def put_many(
        self,
        kind: int,
        ids: Sequence[RecordId],
        columns: Mapping[str, Sequence[Scalar]],
        advance: Callable[[int], None] = lambda _more: None,
    ) -> int:
        """Write many shared records as `put` would write each, and return how many were new or changed.

        Each column has the values of one field, in the order of `ids`, which has each record once. `advance`
        hears how many more are written. Raises RuntimeError outside a transaction.
        """
        transaction = self._open()
        table = table_numbered(kind)
        known = self._stored(table, ids, tuple(columns))
        new = [n for n, record_id in enumerate(ids) if record_id not in known]
        old: list[tuple[StoredRow, dict[str, Scalar]]] = []
        for n, record_id in enumerate(ids if known else ()):
            row = known.get(record_id)
            values = {} if row is None else {name: column[n] for name, column in columns.items()}
            if row is not None and (changed := {k: v for k, v in values.items() if not _same(row.values[k], v)}):
                old.append((row, changed))
        written = [ids[n] for n in new] + [row.id for row, _ in old]
        if not written:
            return 0
        dots = self._next_dots(kind, written)
        if new:
            whole = len(new) == len(ids)
            parts = columns if whole else {name: [column[n] for n in new] for name, column in columns.items()}
            self._insert_many(table, written[: len(new)], parts, dots[: len(new)], advance)
            self._remember_new(transaction, dots[: len(new)])
        self._update_many(table, old, dots[len(new) :], advance)
        self._db.conn.executemany(
            "INSERT INTO history (txn, kind, id, subject, was) VALUES (?, ?, ?, NULL, ?)",
            ((transaction.number, kind, row.id, _was(row, changed)) for row, changed in old),
        )
        transaction.bulk[kind] = None
        transaction.subjects[None] = None
        return len(written)

    def _stored(self, table: Table, ids: Sequence[RecordId], names: tuple[str, ...]) -> dict[RecordId, StoredRow]:
        """Return the rows that are known, with these fields only."""
        found: dict[RecordId, StoredRow] = {}
        if self._db.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone() is None:
            return found
        for start in range(0, len(ids), _CHUNK):
            part = ids[start : start + _CHUNK]
            sql = (
                f"SELECT id, subject, stamp, {', '.join(names)} FROM {table.name} "
                f"WHERE id IN ({', '.join('?' * len(part))})"
            )
            for record_id, subject, stamp, *values in self._db.execute(sql, tuple(part)).fetchall():
                found[record_id] = StoredRow(record_id, subject, dict(zip(names, values, strict=True)), stamp)
        return found

    def _insert_many(
        self,
        table: Table,
        ids: Sequence[RecordId],
        columns: Mapping[str, Sequence[Scalar]],
        dots: Sequence[Dot],
        advance: Callable[[int], None],
    ) -> None:
        # The driver takes long over each value that it binds: what all the rows have alike is written once.
        alike = {name: text for name, column in columns.items() if (text := common(column))}
        bound = [name for name in columns if name not in alike]
        names = ["id", "stamp", *bound, *alike]
        marks = ["?"] * (len(bound) + 2) + list(alike.values())
        self._db.conn.executemany(
            f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join(marks)})",
            told(zip(ids, map(stamps.fresh, dots), *(columns[name] for name in bound), strict=True), advance),
        )

    def _update_many(
        self,
        table: Table,
        rows: Sequence[tuple[StoredRow, Mapping[str, Scalar]]],
        dots: Sequence[Dot],
        advance: Callable[[int], None],
    ) -> None:
        """Update the rows, those that change the same fields together."""
        alike: dict[tuple[str, ...], list[tuple[Scalar, ...]]] = {}
        for (row, changed), dot in zip(rows, dots, strict=True):
            stamp = stamps.written(row.stamp, tuple(changed), dot, len(table.fields) + 1)
            alike.setdefault(tuple(changed), []).append((*changed.values(), stamp, row.id))
        for names, values in alike.items():
            assignments = ", ".join(f"{name} = ?" for name in names)
            sql = f"UPDATE {table.name} SET {assignments}, stamp = ? WHERE id = ?"
            self._db.conn.executemany(sql, told(values, advance))

    def _remember_new(self, transaction: Transaction, dots: Sequence[Dot]) -> None:
        self._db.execute(
            "INSERT INTO history (txn, kind, id) SELECT ?, kind, id FROM dot "
            "WHERE replica = ? AND seq BETWEEN ? AND ? ORDER BY seq",
            (transaction.number, dots[0].replica, dots[0].seq, dots[-1].seq),
        )

    def read(self, table: Table, record_id: RecordId) -> StoredRow | None:
        """Return the stored row, in the trash or not."""
        names = (*table.fields, DELETED)
        sql = f"SELECT subject, stamp, {', '.join(names)} FROM {table.name} WHERE id = ?"
        found = self._db.execute(sql, (record_id,)).fetchone()
        if found is None:
            return None
        subject, stamp, *values = found
        return StoredRow(record_id, subject, dict(zip(names, values, strict=True)), stamp)

    def _insert(
        self, table: Table, record_id: RecordId, subject: RecordId | None, values: Mapping[str, Scalar], dot: Dot
    ) -> None:
        names = ["id", "subject", "stamp", *values]
        marks = ", ".join("?" * len(names))
        parameters = (record_id, subject, stamps.fresh(dot), *values.values())
        self._db.execute(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", parameters)

    def _update(self, table: Table, row: StoredRow, values: Mapping[str, Scalar], dot: Dot) -> None:
        stamp = stamps.written(row.stamp, tuple(values), dot, len(table.fields) + 1)
        assignments = ", ".join(f"{name} = ?" for name in values)
        parameters = (*values.values(), stamp, row.id)
        self._db.execute(f"UPDATE {table.name} SET {assignments}, stamp = ? WHERE id = ?", parameters)

    def _remember(  # noqa: PLR0917  (one row of the history has these columns)
        self,
        transaction: Transaction,
        kind: int,
        record_id: RecordId,
        subject: RecordId | None,
        row: StoredRow | None,
        changed: Mapping[str, Scalar],
    ) -> None:
        was = None if row is None else _was(row, changed)
        self._db.execute(
            "INSERT INTO history (txn, kind, id, subject, was) VALUES (?, ?, ?, ?, ?)",
            (transaction.number, kind, record_id, subject, was),
        )
        transaction.touched[kind, record_id] = subject
        transaction.subjects[subject] = None

    def undo(self, number: int, action: str = "") -> Transaction:
        """Write back what the transaction `number` changed, newest first; this is itself a transaction.

        What it had created goes to the trash. Raises KeyError if the transaction is unknown.
        """
        known = self._db.execute("SELECT action FROM txn WHERE n = ?", (number,)).fetchone()
        if known is None:
            raise KeyError(number)
        rows = self._db.execute(
            "SELECT kind, id, subject, was FROM history WHERE txn = ? ORDER BY n DESC", (number,)
        ).fetchall()
        # Newest first, so that the oldest value of a field, the one before the transaction, is the last to stand.
        before: dict[tuple[int, RecordId, RecordId | None], dict[str, Scalar]] = {}
        for kind, record_id, subject, was in rows:
            values: Mapping[str, Scalar] = {DELETED: 1} if was is None else stamps.decode_values(was)
            before.setdefault((kind, record_id, subject), {}).update(values)
        with self.transaction(action or known[0], undoes=number) as transaction:
            self._put_back(before)
        return transaction

    def _put_back(self, before: Mapping[tuple[int, RecordId, RecordId | None], Mapping[str, Scalar]]) -> None:
        together: dict[tuple[int, tuple[str, ...]], dict[RecordId, Mapping[str, Scalar]]] = {}
        for (kind, record_id, subject), values in before.items():
            if subject is not None or len(before) < _CHUNK:
                self.put(kind, record_id, subject, values)
            else:
                together.setdefault((kind, tuple(values)), {})[record_id] = values
        for (kind, names), rows in together.items():
            self.put_many(kind, list(rows), {name: [values[name] for values in rows.values()] for name in names})

    def erase(self, subject: RecordId) -> None:
        """Erase a person for ever: rows, history, stamps and search; a tombstone refuses every later row.

        The files that were united with hers are hers too.
        """
        for (united,) in self._db.execute("SELECT id FROM beneficiary WHERE merged_into = ?", (subject,)).fetchall():
            self.erase(RecordId(united))
        transaction = self._open()
        for kind in TABLES:
            self._db.execute(f"DELETE FROM {table_numbered(kind).name} WHERE subject = ?", (subject,))
        ids = "SELECT DISTINCT id FROM history WHERE subject = ?"
        self._db.execute(f"DELETE FROM dot WHERE id IN ({ids})", (subject,))
        self._db.execute("UPDATE journal SET record = NULL, subject = NULL WHERE subject = ?", (subject,))
        self._db.execute("DELETE FROM history WHERE subject = ?", (subject,))
        forget_drafts(self._db)
        dot = self._next_dot(None, None)
        self._db.execute(
            "INSERT OR IGNORE INTO tombstone (hash, replica, seq) VALUES (?, ?, ?)",
            (tombstone_hash(subject), dot.replica, dot.seq),
        )
        transaction.subjects[subject] = None
        self._follow(self._db, subject)
        self.note("erase", None, None)

    def is_erased(self, subject: RecordId) -> bool:
        """Say whether the person was erased, here or on another laptop."""
        sql = "SELECT 1 FROM tombstone WHERE hash = ?"
        return self._db.execute(sql, (tombstone_hash(subject),)).fetchone() is not None

    def note(
        self, action: str, kind: int | None = None, record_id: RecordId | None = None, subject: RecordId | None = None
    ) -> None:
        """Write a line of the journal: who, when, what kind of action, which record; never any content."""
        self._db.execute(
            "INSERT INTO journal (at, author, action, kind, record, subject) VALUES (?, ?, ?, ?, ?, ?)",
            (self._stamp_time(), self._author(), action, kind, record_id, subject),
        )

    def _next_dot(self, kind: int | None, record_id: RecordId | None) -> Dot:
        replica, seq = self.replica, int(self._meta("seq")) + 1
        clock = next_clock(int(self._meta("clock")), 0, int(self._now().timestamp() * 1000))
        self._set_meta("seq", seq)
        self._set_meta("clock", clock)
        self._db.execute(
            "INSERT INTO dot (replica, seq, clock, author, kind, id) VALUES (?, ?, ?, ?, ?, ?)",
            (replica, seq, clock, self._author(), kind, record_id),
        )
        return Dot(replica, seq)

    def _next_dots(self, kind: int, ids: Collection[RecordId]) -> list[Dot]:
        replica, seq, clock = self.replica, int(self._meta("seq")), int(self._meta("clock"))
        first, author = next_clock(clock, 0, int(self._now().timestamp() * 1000)), self._author()
        ranks, clocks = range(seq + 1, seq + 1 + len(ids)), range(first, first + len(ids))
        self._db.conn.executemany(
            f"INSERT INTO dot (replica, seq, clock, author, kind, id) VALUES ({replica}, ?, ?, {author}, {kind}, ?)",
            zip(ranks, clocks, ids, strict=True),
        )
        self._set_meta("seq", ranks[-1])
        self._set_meta("clock", clocks[-1])
        return [Dot(replica, rank) for rank in ranks]

    def _author(self) -> int:
        known = self._db.execute("SELECT n FROM author WHERE name = ?", (self._author_name,)).fetchone()
        if known is None:
            return int(self._db.execute("INSERT INTO author (name) VALUES (?)", (self._author_name,)).lastrowid or 0)
        return int(known[0])

    def _meta(self, key: str) -> int:
        return int(self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])

    def _set_meta(self, key: str, value: int) -> None:
        self._db.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))

    def _open(self) -> Transaction:
        if self._current is None:
            raise RuntimeError("a write needs a transaction")
        return self._current

    def _stamp_time(self) -> str:
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def tombstone_hash(subject: RecordId) -> bytes:
    """Return the 16 bytes that stand for an erased person: no personal data, not even a date."""
    return hashlib.sha256(b"mobiconseil/effacement/" + subject).digest()[:16]


def _was(row: StoredRow, changed: Mapping[str, Scalar]) -> str:
    return stamps.encode_values({name: row.values[name] for name in changed})


def _same(stored: Scalar, value: Scalar) -> bool:
    return stored == value and (stored is None) == (value is None)
