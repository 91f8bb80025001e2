"""What the base holds and what one transaction wrote: the words that the door and the merge of files share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from mobiconseil.db import stamps
from mobiconseil.db.tables import Table
from mobiconseil.domain.clean_text import clean
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Scalar
from mobiconseil.errors import MobiConseilError

if TYPE_CHECKING:
    from sqlite_utils import Database

CHUNK = 400
"""Records asked for at once, and from how many an undo writes them together."""

IMPORT = "exchange.import"
"""The action of the transactions that take in the file of another laptop."""

DELETED = "deleted"
"""The register of an ordinary deletion: 1 in the trash, 0 alive."""


@dataclass(slots=True)
class Transaction:
    """What one transaction wrote."""

    number: int
    action: str
    touched: dict[tuple[int, RecordId], RecordId | None] = field(default_factory=dict)
    subjects: dict[RecordId | None, None] = field(default_factory=dict)
    bulk: dict[int, None] = field(default_factory=dict)
    """Kinds of the shared records written together: one line of the journal stands for all those of a kind."""

    @property
    def kinds(self) -> frozenset[int]:
        """Return the kinds of record that were written."""
        return frozenset({kind for kind, _ in self.touched} | set(self.bulk))


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A synced row as it stands: its values, its stamp and its owner."""

    id: RecordId
    subject: RecordId | None
    values: Mapping[str, Scalar]
    stamp: str


class NotUndone(MobiConseilError):
    """An import cannot be written back like a local change."""


class Erased(Exception):
    """A write concerns a person whose file was erased for ever; nothing is written."""


def read_rows(database: Database, table: Table, ids: Sequence[RecordId]) -> dict[RecordId, StoredRow]:
    """Return the rows of these records that are stored, in the trash or not."""
    names = (*table.fields, DELETED)
    columns = ", ".join(f'"{name}"' for name in names)
    found: dict[RecordId, StoredRow] = {}
    if len(ids) > CHUNK and database.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone() is None:
        return found
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        sql = f"SELECT id, subject, stamp, {columns} FROM {table.name} WHERE id IN ({', '.join('?' * len(part))})"
        for record_id, subject, stamp, *values in database.execute(sql, tuple(part)).fetchall():
            found[record_id] = StoredRow(record_id, subject, dict(zip(names, values, strict=True)), stamp)
    return found


def changes(row: StoredRow, values: Mapping[str, Scalar], *, settling: bool = False) -> dict[str, Scalar]:
    """Return the values that differ from the row; with `settling`, those of its fields in conflict too."""
    waiting = stamps.in_conflict(row.stamp, values) if settling else ()
    return {name: value for name, value in values.items() if name in waiting or not _same(row.values[name], value)}


def _same(stored: Scalar, value: Scalar) -> bool:
    return stored == value and (stored is None) == (value is None)


def cleaned(values: Mapping[str, Scalar]) -> Mapping[str, Scalar]:
    """Return values that every laptop can read: one NUL would keep the whole base from leaving in a file."""
    return {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}


def cleaned_columns(columns: Mapping[str, Sequence[Scalar]]) -> Mapping[str, Sequence[Scalar]]:
    """Return the same columns, each value as `cleaned` would write it; most columns need nothing."""
    return {name: _cleaned_column(column) for name, column in columns.items()}


def _cleaned_column(column: Sequence[Scalar]) -> Sequence[Scalar]:
    kinds = set(map(type, column))
    if str not in kinds:
        return column
    text = "".join(cast("Sequence[str]", column) if len(kinds) == 1 else [v for v in column if isinstance(v, str)])
    if clean(text) == text:
        return column
    return [clean(value) if isinstance(value, str) else value for value in column]
