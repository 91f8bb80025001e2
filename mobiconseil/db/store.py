"""THE door: every write of a synced record passes here.

A put compares with the stored row, stamps only what changed, keeps the old value in the local history, and notes
which subjects were touched so that their summary and search rows follow in the same transaction. A stamp says, for
each field, which write it comes from; the writes themselves stand in the table `dot` (laptop, rank, clock, author).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mobiconseil.db import stamps, stored
from mobiconseil.db.engine import translated, writing
from mobiconseil.db.many import Block, insert_many, last_row, update_many
from mobiconseil.db.stored import CHUNK, DELETED, IMPORT, Erased, NotUndone, StoredRow, Transaction, changes, read_rows
from mobiconseil.db.sync.erasure import erase_content, tombstone_hash
from mobiconseil.db.tables import Table, table_numbered
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot, Scalar, next_clock

if TYPE_CHECKING:
    from sqlite_utils import Database


__all__ = ["DELETED", "IMPORT", "Erased", "NotUndone", "Store", "StoredRow", "Transaction"]


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
        follow_many: Callable[[Database, Collection[RecordId]], None] | None = None,
    ) -> None:
        """Bind the store; `follow` rewrites the summary and search rows of a subject, `follow_shared` the others.

        `follow_many`, when given, does what `follow` does for all the subjects of a transaction.
        """
        self._follow_many = follow_many
        self.database = database
        """The open base: the merge of a file writes through it, inside a transaction of this store."""
        self._now = now
        self._follow = follow
        self._follow_shared = follow_shared
        self._author_name = author
        self._current: Transaction | None = None

    def now(self) -> datetime:
        """Return the moment on the clock of this laptop."""
        return self._now()

    @property
    def is_writing(self) -> bool:
        """Say whether a transaction is open."""
        return self._current is not None

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
        with translated(), writing(self.database):
            self._current = self._begin(action, undoes)
            try:
                yield self._current
                self._finish(self._current)
            finally:
                self._current = None

    def _begin(self, action: str, undoes: int | None) -> Transaction:
        cursor = self.database.execute(
            "INSERT INTO txn (at, author, action, undoes) VALUES (?, ?, ?, ?)",
            (self._stamp_time(), self._author(), action, undoes),
        )
        return Transaction(int(cursor.lastrowid or 0), action)

    def _finish(self, transaction: Transaction) -> None:
        if not transaction.kinds:
            self.database.execute("DELETE FROM txn WHERE n = ?", (transaction.number,))
            return
        subjects = [subject for subject in transaction.subjects if subject is not None]
        if self._follow_many is not None:
            self._follow_many(self.database, subjects)
        else:
            for subject in subjects:
                self._follow(self.database, subject)
        if self._follow_shared is not None:
            self._follow_shared(self.database, transaction)
        for (kind, record_id), owner in transaction.touched.items():
            self.note(transaction.action, kind, record_id, owner)
        for kind in transaction.bulk:
            self.note(transaction.action, kind)

    def put(
        self,
        kind: int,
        record_id: RecordId,
        subject: RecordId | None,
        values: Mapping[str, Scalar],
        *,
        settling: bool = False,
    ) -> tuple[str, ...]:
        """Write the fields of `values` that differ from the stored row; return their names.

        A new row takes the column defaults of its record for the fields not given. `settling` also writes a field in
        conflict whose displayed value is the one given: somebody chose it, and no sibling waits any longer. Raises
        Erased for the file of an erased person, RuntimeError outside a transaction.
        """
        transaction = self._open()
        if subject is not None and self.is_erased(subject):
            raise Erased(subject.hex())
        table = table_numbered(kind)
        values = stored.cleaned(values)
        row = self.read(table, record_id)
        changed = dict(values) if row is None else changes(row, values, settling=settling)
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
        columns = stored.cleaned_columns(columns)
        known = read_rows(self.database, table, ids)
        new = [n for n, record_id in enumerate(ids) if record_id not in known]
        old: list[tuple[StoredRow, dict[str, Scalar]]] = []
        for n, record_id in enumerate(ids if known else ()):
            row = known.get(record_id)
            values = {} if row is None else {name: column[n] for name, column in columns.items()}
            if row is not None and (changed := changes(row, values)):
                old.append((row, changed))
        written = [ids[n] for n in new] + [row.id for row, _ in old]
        if not written:
            return 0
        block = self._next_block(kind, len(written))
        dots = block.dots
        if new:
            whole = len(new) == len(ids)
            parts = columns if whole else {name: [column[n] for n in new] for name, column in columns.items()}
            before = last_row(self.database, table)
            insert_many(self.database, table, written[: len(new)], parts, dots[: len(new)], advance)
            block.keep_inserted(self.database, table, before, transaction.number)
        block.keep(self.database, len(new), [row.id for row, _ in old])
        update_many(self.database, table, old, dots[len(new) :], advance)
        self.database.conn.executemany(
            "INSERT INTO history (txn, kind, id, subject, was) VALUES (?, ?, ?, NULL, ?)",
            ((transaction.number, kind, row.id, self.old_values(row, changed)) for row, changed in old),
        )
        transaction.bulk[kind] = None
        transaction.subjects[None] = None
        return len(written)

    def read(self, table: Table, record_id: RecordId) -> StoredRow | None:
        """Return the stored row, in the trash or not."""
        return read_rows(self.database, table, (record_id,)).get(record_id)

    def _insert(
        self, table: Table, record_id: RecordId, subject: RecordId | None, values: Mapping[str, Scalar], dot: Dot
    ) -> None:
        names = ["id", "subject", "stamp", *values]
        marks = ", ".join("?" * len(names))
        parameters = (record_id, subject, stamps.fresh(dot), *values.values())
        self.database.execute(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", parameters)

    def _update(self, table: Table, row: StoredRow, values: Mapping[str, Scalar], dot: Dot) -> None:
        stamp = stamps.written(row.stamp, tuple(values), dot, len(table.fields) + 1)
        assignments = ", ".join(f"{name} = ?" for name in values)
        parameters = (*values.values(), stamp, row.id)
        self.database.execute(f"UPDATE {table.name} SET {assignments}, stamp = ? WHERE id = ?", parameters)
        for name in stamps.in_conflict(row.stamp, values):
            sql = "DELETE FROM conflict WHERE kind = ? AND id = ? AND field = ?"
            self.database.execute(sql, (table.kind, row.id, name))

    def _remember(  # noqa: PLR0917  (one row of the history has these columns)
        self,
        transaction: Transaction,
        kind: int,
        record_id: RecordId,
        subject: RecordId | None,
        row: StoredRow | None,
        changed: Mapping[str, Scalar],
    ) -> None:
        was = None if row is None else self.old_values(row, changed)
        self.database.execute(
            "INSERT INTO history (txn, kind, id, subject, was) VALUES (?, ?, ?, ?, ?)",
            (transaction.number, kind, record_id, subject, was),
        )
        transaction.touched[kind, record_id] = subject
        transaction.subjects[subject] = None

    def old_values(self, row: StoredRow, changed: Iterable[str]) -> str:
        """Write for the history the values of these fields before they change."""
        several = {name: self._siblings(row, name) for name in stamps.in_conflict(row.stamp, changed)}
        return stamps.encode_values({name: row.values[name] for name in changed}, several)

    def _siblings(self, row: StoredRow, name: str) -> stamps.Several:
        """Return the values that a field in conflict holds, the displayed one first, with their authors."""
        found = []
        for rank, (replica, seq, value) in enumerate(stamps.siblings_of(stamps.load(row.stamp)[2][name])):
            sql = "SELECT author FROM dot WHERE replica = ? AND seq = ?"
            author = self.database.execute(sql, (replica, seq)).fetchone()
            shown = row.values[name] if rank == 0 else stamps.decode(value)
            found.append((int(author[0]) if author else self.author_number(self._author_name), shown))
        return tuple(found)

    def undo(self, number: int, action: str = "") -> Transaction:
        """Write back what the transaction `number` changed, newest first; this is itself a transaction.

        What it had created goes to the trash, and a conflict that it settled waits again with all its values; what
        it had let wait again is settled. Raises KeyError if the transaction is unknown, NotUndone for an import.
        """
        known = self.database.execute("SELECT action, undoes FROM txn WHERE n = ?", (number,)).fetchone()
        if known is None:
            raise KeyError(number)
        if known[0] == IMPORT:
            raise NotUndone(
                "Un import ne s’annule pas comme une saisie : cela déferait aussi le travail de vos collègues, chez "
                "eux. Rien n’a été modifié. Annulez-le depuis l’écran Échanges."
            )
        rows = self.database.execute(
            "SELECT kind, id, subject, was FROM history WHERE txn = ? ORDER BY n DESC", (number,)
        ).fetchall()
        # Newest first, so that the oldest value of a field, the one before the transaction, is the last to stand.
        before: dict[tuple[int, RecordId, RecordId | None], dict[str, Scalar]] = {}
        several: dict[tuple[int, RecordId], dict[str, stamps.Several]] = {}
        for kind, record_id, subject, was in rows:
            values: Mapping[str, Scalar] = {DELETED: 1} if was is None else stamps.decode_values(was)
            before.setdefault((kind, record_id, subject), {}).update(values)
            waiting = several.setdefault((kind, record_id), {})
            for name in values:
                waiting.pop(name, None)
            waiting.update({} if was is None else stamps.decode_several(was))
        with self.transaction(action or known[0], undoes=number) as transaction:
            self._put_back(before, settling=known[1] is not None)
            for (kind, record_id), waiting in several.items():
                self._reopen(kind, record_id, waiting)
        return transaction

    def _reopen(self, kind: int, record_id: RecordId, waiting: Mapping[str, stamps.Several]) -> None:
        """Let fields wait for a choice again: each value is a write of its own, that has seen all but the others."""
        for name, found in waiting.items():
            table = table_numbered(kind)
            row = self.read(table, record_id)
            if row is None or len(found) < 2:
                continue
            # The displayed value is written last: it has the latest clock.
            dots = [self._next_dot(kind, record_id, author) for author, _ in reversed(found)][::-1]
            context = stamps.context(row.stamp, name) | {dots[0].replica: dots[0].seq}
            siblings = [
                [dot.replica, dot.seq, stamps.encode(value) if rank else None]
                for rank, (dot, (_, value)) in enumerate(zip(dots, found, strict=True))
            ]
            entry = {"c": {str(replica): seq for replica, seq in sorted(context.items())}, "s": siblings}
            self.database.execute(
                f"UPDATE {table.name} SET {name} = ?, stamp = ? WHERE id = ?",
                (found[0][1], stamps.replaced(row.stamp, {name: entry}), record_id),
            )
            self._remember(self._open(), kind, record_id, row.subject, row, {name: found[0][1]})
            self.database.execute(
                "INSERT OR IGNORE INTO conflict (kind, id, field, subject) VALUES (?, ?, ?, ?)",
                (kind, record_id, name, row.subject),
            )

    def _put_back(
        self, before: Mapping[tuple[int, RecordId, RecordId | None], Mapping[str, Scalar]], *, settling: bool
    ) -> None:
        together: dict[tuple[int, tuple[str, ...]], dict[RecordId, Mapping[str, Scalar]]] = {}
        for (kind, record_id, subject), values in before.items():
            if subject is not None or len(before) < CHUNK:
                self.put(kind, record_id, subject, values, settling=settling)
            else:
                together.setdefault((kind, tuple(values)), {})[record_id] = values
        for (kind, names), rows in together.items():
            self.put_many(kind, list(rows), {name: [values[name] for values in rows.values()] for name in names})

    def erase(self, subject: RecordId, dot: Dot | None = None) -> None:
        """Erase a person for ever: rows, history, stamps and search; a tombstone refuses every later row.

        The files that were united with hers are hers too. `dot` is the write of another laptop that erased her.
        """
        sql = "SELECT id FROM beneficiary WHERE merged_into = ? AND id <> ?"
        united = self.database.execute(sql, (subject, subject)).fetchall()
        transaction = self._open()
        erase_content(self.database, subject)
        self.bury(tombstone_hash(subject), dot)
        transaction.subjects[subject] = None
        transaction.touched = {key: owner for key, owner in transaction.touched.items() if owner != subject}
        self._follow(self.database, subject)
        self.note("erase", None, None)
        for (other,) in united:
            self.erase(RecordId(other))

    def bury(self, hashed: bytes, dot: Dot | None = None) -> None:
        """Refuse for ever the rows of the person whom this hash stands for; `dot` is the write that erased her."""
        dot = dot or self._next_dot(None, None)
        self.database.execute(
            "INSERT OR IGNORE INTO tombstone (hash, replica, seq) VALUES (?, ?, ?)", (hashed, dot.replica, dot.seq)
        )

    def is_erased(self, subject: RecordId) -> bool:
        """Say whether the person was erased, here or on another laptop."""
        sql = "SELECT 1 FROM tombstone WHERE hash = ?"
        return self.database.execute(sql, (tombstone_hash(subject),)).fetchone() is not None

    def note(
        self, action: str, kind: int | None = None, record_id: RecordId | None = None, subject: RecordId | None = None
    ) -> None:
        """Write a line of the journal: who, when, what kind of action, which record; never any content."""
        self.database.execute(
            "INSERT INTO journal (at, author, action, kind, record, subject) VALUES (?, ?, ?, ?, ?, ?)",
            (self._stamp_time(), self._author(), action, kind, record_id, subject),
        )

    def _next_dot(self, kind: int | None, record_id: RecordId | None, author: int | None = None) -> Dot:
        replica, seq = self.replica, int(self._meta("seq")) + 1
        clock = next_clock(int(self._meta("clock")), 0, int(self._now().timestamp() * 1000))
        self._set_meta("seq", seq)
        self._set_meta("clock", clock)
        self.database.execute(
            "INSERT INTO dot (replica, seq, clock, author, kind, id) VALUES (?, ?, ?, ?, ?, ?)",
            (replica, seq, clock, author or self._author(), kind, record_id),
        )
        return Dot(replica, seq)

    def _next_block(self, kind: int, size: int) -> Block:
        replica, seq, clock = self.replica, int(self._meta("seq")) + 1, int(self._meta("clock"))
        first = next_clock(clock, 0, int(self._now().timestamp() * 1000))
        self._set_meta("seq", seq + size - 1)
        self._set_meta("clock", first + size - 1)
        return Block(replica=replica, seq=seq, clock=first, author=self._author(), kind=kind, size=size)

    def _author(self) -> int:
        return self.author_number(self._author_name)

    def author_number(self, name: str) -> int:
        """Return the local number of an author, noted now if it is a new one."""
        known = self.database.execute("SELECT n FROM author WHERE name = ?", (name,)).fetchone()
        if known is None:
            return int(self.database.execute("INSERT INTO author (name) VALUES (?)", (name,)).lastrowid or 0)
        return int(known[0])

    def _meta(self, key: str) -> int:
        return int(self.database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])

    def _set_meta(self, key: str, value: int) -> None:
        self.database.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))

    def _open(self) -> Transaction:
        if self._current is None:
            raise RuntimeError("a write needs a transaction")
        return self._current

    def _stamp_time(self) -> str:
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
