"""Records read and written one by one, and the unit of work that publishes what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from mobiconseil.db.store import DELETED, Store
from mobiconseil.db.stored import Transaction
from mobiconseil.db.summary import SUBJECTS
from mobiconseil.db.tables import TABLES, from_row, scalar_changes, table_of, to_columns, to_values
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.records import Record
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.ports import Advance, Change

if TYPE_CHECKING:
    from sqlite_utils import Database

R = TypeVar("R", bound=Record)


def _unheard(_more: int) -> None:
    """Hear nothing."""


class MissingRecord(MobiConseilError):
    """The record is not in the base."""


class SqlRecords:
    """Records of an open base."""

    def __init__(self, database: Database, store: Store) -> None:
        self._db = database
        self._store = store

    def get(self, cls: type[R], record_id: RecordId) -> R:
        """Return a record, in the trash or not. Raises MissingRecord."""
        found = self._select(cls, "id = ?", (record_id,))
        if not found:
            raise MissingRecord("Cette fiche n’est plus dans le dossier de travail. Rien d’autre n’a changé.")
        return found[0]

    def of(self, cls: type[R], subject: RecordId) -> tuple[R, ...]:
        """Return the living records of a person and of the files united with hers, oldest first."""
        return self._select(cls, f"{SUBJECTS} AND deleted = 0", {"subject": subject})

    def shared(self, cls: type[R]) -> tuple[R, ...]:
        """Return the living records that belong to the whole team, oldest first."""
        return self._select(cls, "subject IS NULL AND deleted = 0", ())

    def trashed(self, cls: type[R], subject: RecordId | None = None) -> tuple[R, ...]:
        """Return the records of the trash, all of them or those of a person."""
        if subject is None:
            return self._select(cls, "deleted = 1", ())
        return self._select(cls, f"{SUBJECTS} AND deleted = 1", {"subject": subject})

    def is_trashed(self, cls: type[Any], record_id: RecordId) -> bool:
        """Say whether the record is in the trash."""
        sql = f"SELECT deleted FROM {table_of(cls).name} WHERE id = ?"
        found = self._db.execute(sql, (record_id,)).fetchone()
        return bool(found and found[0])

    def add(self, record: Record) -> None:
        """Write a new record, or write again all the fields of a known one, out of the trash."""
        values = {**to_values(record), DELETED: 0}
        self._store.put(table_of(type(record)).kind, record.id, record.subject, values)

    def add_many(self, records: Sequence[Record], advance: Advance = _unheard) -> int:
        """Write many shared records of one kind, each whole and once; return how many were new or changed.

        `advance` hears from time to time how many more are written; what it raises undoes the transaction.
        """
        if not records:
            return 0
        columns = {**to_columns(records), DELETED: [0] * len(records)}
        return self._store.put_many(
            table_of(type(records[0])).kind, [record.id for record in records], columns, advance
        )

    def change(self, cls: type[R], record_id: RecordId, **fields: object) -> R:
        """Write some fields of a record and return it as it now is. Raises MissingRecord."""
        record = self.get(cls, record_id)
        self._store.put(table_of(cls).kind, record_id, record.subject, scalar_changes(cls, fields))
        return self.get(cls, record_id)

    def trash(self, cls: type[Any], record_id: RecordId) -> None:
        """Put a record in the trash."""
        self._mark(cls, record_id, 1)

    def restore(self, cls: type[Any], record_id: RecordId) -> None:
        """Take a record out of the trash."""
        self._mark(cls, record_id, 0)

    def united_with(self, subject: RecordId) -> tuple[RecordId, ...]:
        """Return the files that were united with the one of `subject`."""
        found = self._db.execute("SELECT id FROM beneficiary WHERE merged_into = ?", (subject,)).fetchall()
        return tuple(RecordId(row[0]) for row in found)

    def mark(self) -> object:
        """Return what is equal as long as nobody writes in the base; None inside a transaction."""
        connection = self._db.conn
        if connection.in_transaction:
            return None
        # What this connection wrote, then what another one wrote beside it.
        return connection, connection.total_changes, self._db.execute("PRAGMA data_version").fetchone()[0]

    def next_code(self) -> str:
        """Return the next human code of a file on this laptop, such as « A-0042 »."""
        self._db.execute("UPDATE meta SET value = value + 1 WHERE key = 'counter'")
        counter = self._db.execute("SELECT value FROM meta WHERE key = 'counter'").fetchone()[0]
        letter = self._db.execute("SELECT value FROM meta WHERE key = 'letter'").fetchone()
        return f"{letter[0] if letter else 'A'}-{counter:04d}"

    def note(self, action: str, cls: type[Any] | None = None, record_id: RecordId | None = None) -> None:
        """Write a line of the journal, without content."""
        if cls is None or record_id is None:
            self._store.note(action)
        else:
            # With its subject, so that erasing the person empties the line.
            self._store.note(action, table_of(cls).kind, record_id, self.get(cls, record_id).subject)

    def _mark(self, cls: type[Any], record_id: RecordId, deleted: int) -> None:
        record = self.get(cls, record_id)
        self._store.put(table_of(cls).kind, record_id, record.subject, {DELETED: deleted})

    def _select(self, cls: type[R], where: str, parameters: Any) -> tuple[R, ...]:
        table = table_of(cls)
        sql = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {where} ORDER BY id"
        return tuple(from_row(cls, row) for row in self._db.execute(sql, parameters).fetchall())


class SqlUnitOfWork:
    """Transactions over an open base; each one that changed something is published at its end."""

    def __init__(self, database: Database, store: Store, publish: Callable[[Change], None]) -> None:
        self._store = store
        self._records = SqlRecords(database, store)
        self._publish = publish
        self._depth = 0

    @property
    def records(self) -> SqlRecords:
        """Return the records, to read outside a transaction."""
        return self._records

    @contextmanager
    def transaction(self, action: str) -> Iterator[SqlRecords]:
        """Open a transaction, or join the one that is open; publish the change at the end of the outer one."""
        self._depth += 1
        try:
            with self._store.transaction(action) as current:
                yield self._records
        finally:
            self._depth -= 1
        if self._depth == 0:
            self._announce(current, None)

    def undo(self, transaction: int, action: str = "") -> Change:
        """Write back what a transaction changed and publish it, under its own name or the one of another action.

        Raises KeyError if the transaction is unknown.
        """
        return self._announce(self._store.undo(transaction, action), transaction)

    def size_of(self, transaction: int) -> int:
        """Return how many records a transaction wrote."""
        sql = "SELECT count(*) FROM history WHERE txn = ?"
        return int(self._store.database.execute(sql, (transaction,)).fetchone()[0])

    def _announce(self, done: Transaction, undoes: int | None) -> Change:
        kinds = frozenset(TABLES[kind] for kind in done.kinds)
        change = Change(done.number, done.action, kinds, frozenset(done.subjects), undoes)
        if kinds or change.subjects:  # an erasure leaves no record of any kind
            self._publish(change)
        return change
