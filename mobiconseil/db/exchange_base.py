"""The base as exchanges use it: what leaves, what comes in, what waits, what was erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mobiconseil.db.engine import close, connect
from mobiconseil.db.migrations import bring_up_to_date
from mobiconseil.db.store import Store
from mobiconseil.db.stored import read_rows
from mobiconseil.db.sync import conflicts, knowledge, merge_rows, undone
from mobiconseil.db.sync.collect import Wanted, collect
from mobiconseil.db.sync.columns import table_named
from mobiconseil.db.sync.replicas import Replicas, meta
from mobiconseil.db.tables import TABLES, table_numbered
from mobiconseil.domain.exchange import Package, Vector
from mobiconseil.domain.exchange_report import Applied, FieldConflict
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import CLOCK_SHIFT, Scalar
from mobiconseil.services.exchange_base import ErasureMark, LogEntry, Mark, Sending, UndoneImport

if TYPE_CHECKING:
    from sqlite_utils import Database


class SqlExchangeBase:
    """An open base, its store and the key that its copies have too."""

    def __init__(self, database: Database, store: Store, key: bytes) -> None:
        self._db = database
        self._store = store
        self._key = key

    def collect(self, sending: Sending) -> Package:
        """Return the content of a file."""
        return collect(self._db, Wanted(**{f.name: getattr(sending, f.name) for f in fields(sending)}))

    def base_for(self, readers: Iterable[RecordId]) -> Vector:
        """Return what all these laptops are known to have."""
        return knowledge.base_for(self._db, readers)

    def preview(self, package: Package) -> Applied:
        """Return what a file would change, and change nothing. Raises Refused, StorageError."""
        return merge_rows.preview(self._store, package)

    def apply(self, package: Package) -> Applied:
        """Take a file in. Raises Refused, StorageError."""
        return merge_rows.apply(self._store, package)

    def waiting(self, subject: RecordId | None = None) -> tuple[FieldConflict, ...]:
        """Return the fields that wait for a choice, of one file or all."""
        return conflicts.waiting(self._db, subject)

    def waiting_counts(self) -> Mapping[RecordId | None, int]:
        """Return how many fields wait in each file; None stands for what the team shares."""
        return conflicts.subjects(self._db)

    def decide(self, kind: int, record: RecordId, name: str, value: Scalar) -> None:
        """Write the value that closes a conflict on every laptop. Raises KeyError if the record is gone."""
        conflicts.decide(self._store, kind, record, name, value)

    def imported_at(self, file_id: bytes) -> datetime | None:
        """Return when this file was taken in, or None."""
        return knowledge.imported(self._db, file_id)

    def record_type(self, kind: int) -> type[Any]:
        """Return the class of the records of a kind."""
        return table_numbered(kind).record

    def kind_of(self, table: str) -> int | None:
        """Return the kind of the records of a table of a file, or None when this version has none."""
        found = table_named(table)
        return None if found is None else found.kind

    def values(self, kind: int, record: RecordId) -> Mapping[str, Scalar]:
        """Return the stored values of a record, or nothing."""
        row = read_rows(self._db, table_numbered(kind), (record,)).get(record)
        return {} if row is None else row.values

    def living_files(self) -> int:
        """Return how many people are followed, the trash left out."""
        sql = "SELECT count(*) FROM beneficiary WHERE deleted = 0 AND merged_into IS NULL"
        return int(self._db.execute(sql).fetchone()[0])

    def stored_records(self) -> int:
        """Return how many records of all kinds there are, the trash included."""
        counts = " + ".join(f"(SELECT count(*) FROM {table_numbered(kind).name})" for kind in TABLES)
        return int(self._db.execute(f"SELECT {counts}").fetchone()[0])

    def laptop_of(self, replica: int) -> RecordId | None:
        """Return the laptop that an incarnation belongs to."""
        found = self._db.execute("SELECT laptop FROM replica WHERE rid = ?", (replica,)).fetchone()
        return None if found is None or found[0] is None else RecordId(found[0])

    def mark(self) -> Mark:
        """Return where the base stands."""
        return Mark(meta(self._db, "replica"), meta(self._db, "seq"))

    def undo_import(self, line: LogEntry, copy: Path) -> UndoneImport:
        """Bring back what an import had changed, from the copy made before it. Raises StorageError."""
        former = connect(copy, self._key)
        try:
            bring_up_to_date(former)
            restored, kept = undone.go_back(
                self._store, former, (line.transaction, line.file_id, line.mark.seq if line.mark else 0)
            )
        finally:
            close(former)
        return UndoneImport(restored=restored, kept=kept)

    def erase(self, subject: RecordId) -> None:
        """Erase a person for ever."""
        self._store.erase(subject)

    def erasures(self) -> tuple[ErasureMark, ...]:
        """Return the erasures that this base knows, newest first."""
        sql = (
            "SELECT t.hash, t.replica, t.seq, d.clock, a.name FROM tombstone t "
            "LEFT JOIN dot d ON d.replica = t.replica AND d.seq = t.seq LEFT JOIN author a ON a.n = d.author "
            "ORDER BY coalesce(d.clock, 0) DESC, t.hash"
        )
        replicas = Replicas(self._db)
        return tuple(
            ErasureMark(
                hash=hashed,
                replica=replicas.rid(replica),
                seq=seq,
                at=None if clock is None else datetime.fromtimestamp((clock >> CLOCK_SHIFT) / 1000, tz=UTC),
                author=author or "",
            )
            for hashed, replica, seq, clock, author in self._db.execute(sql).fetchall()
        )

    def has_applied(self, laptop: RecordId, mark: ErasureMark) -> bool:
        """Say whether a laptop said that it holds an erasure."""
        return knowledge.has_applied(self._db, laptop, mark.replica, mark.seq)
