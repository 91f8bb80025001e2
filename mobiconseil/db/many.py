"""The writing of many rows at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import TYPE_CHECKING, TypeVar

from mobiconseil.db import stamps
from mobiconseil.db.stored import StoredRow
from mobiconseil.db.tables import Table
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot, Scalar

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T")

_STEP = 500
"""Rows written between two words about the progress."""
_MANY = 20
"""Rows from which a statement made for them is worth it."""
_TOGETHER = 100
"""Values that one statement writes: a statement for each row of few columns costs more than its values."""
_CODE = re.compile("[a-z0-9 -]*")
"""Codes, which stand in SQL as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The writes of many records of one kind: as many ranks and clocks in a row."""

    replica: int
    seq: int
    clock: int
    author: int
    kind: int
    size: int

    @property
    def dots(self) -> list[Dot]:
        """Return the write of each record."""
        return [Dot(self.replica, rank) for rank in range(self.seq, self.seq + self.size)]

    def keep(self, database: Database, start: int, ids: Sequence[RecordId]) -> None:
        """Write down the writes of these records, the first of which is `start` in the block."""
        database.conn.executemany(
            f"INSERT INTO dot (replica, seq, clock, author, kind, id) VALUES ({self.replica}, ?, ?, {self.author}, "
            f"{self.kind}, ?)",
            zip(count(self.seq + start), count(self.clock + start), ids, strict=False),
        )

    def keep_inserted(self, database: Database, table: Table, before: int, transaction: int) -> None:
        """Write down the writes, and the history, of the rows just inserted: those after the row `before`.

        They are the first of the block, in the order of their numbers. Nothing of them passes through Python.
        """
        database.execute(
            "INSERT INTO dot (replica, seq, clock, author, kind, id) "
            f"SELECT ?, ? + rowid, ? + rowid, ?, ?, id FROM {table.name} WHERE rowid > ? ORDER BY rowid",
            (self.replica, self.seq - before - 1, self.clock - before - 1, self.author, self.kind, before),
        )
        database.execute(
            f"INSERT INTO history (txn, kind, id) SELECT ?, ?, id FROM {table.name} WHERE rowid > ? ORDER BY rowid",
            (transaction, self.kind, before),
        )


def last_row(database: Database, table: Table) -> int:
    """Return the number of the last row of a table: the next ones are numbered after it."""
    return int(database.execute(f"SELECT coalesce(max(rowid), 0) FROM {table.name}").fetchone()[0])


def insert_many(  # noqa: PLR0917  (the columns of one statement, and who is told)
    database: Database,
    table: Table,
    ids: Sequence[RecordId],
    columns: Mapping[str, Sequence[Scalar]],
    dots: Sequence[Dot],
    advance: Callable[[int], None],
) -> None:
    """Insert new rows, each with the stamp of its own write."""
    insert_columns(database, table.name, {"id": ids, "stamp": [*map(stamps.fresh, dots)], **columns}, advance)


def insert_columns(
    database: Database,
    table: str,
    columns: Mapping[str, Sequence[Scalar]],
    advance: Callable[[int], None] = lambda _more: None,
    *,
    verb: str = "INSERT",
) -> None:
    """Insert new rows, given column by column: at least one row."""
    # The driver takes long over each value that it binds: what all the rows have alike is written once.
    many = len(next(iter(columns.values()))) >= _MANY
    alike = {name: text for name, column in columns.items() if many and (text := _common(column))}
    bound = [name for name in columns if name not in alike] or [alike.popitem()[0]]
    names = ", ".join(f'"{name}"' for name in (*bound, *alike))
    marks = ", ".join(["?"] * len(bound) + list(alike.values()))
    sql = f"{verb} INTO {table} ({names}) VALUES"
    rows = _told(zip(*(columns[name] for name in bound), strict=True), advance)
    if many and (together := _TOGETHER // len(bound)) > 1:
        groups = len(columns[bound[0]]) // together
        several = ", ".join([f"({marks})"] * together)
        database.conn.executemany(f"{sql} {several}", (tuple(_next(rows, together)) for _ in range(groups)))
    database.conn.executemany(f"{sql} ({marks})", rows)


def update_many(
    database: Database,
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
        database.conn.executemany(sql, _told(values, advance))


def _common(column: Sequence[Scalar]) -> str:
    """Return the SQL of the plain value that all the rows have, empty when they differ or it is not plain."""
    first = column[0]
    is_plain = first is None or type(first) is int or (type(first) is str and _CODE.fullmatch(first))
    if not is_plain or column.count(first) != len(column):
        return ""
    return "NULL" if first is None else f"'{first}'" if isinstance(first, str) else repr(first)


def _next(rows: Iterator[tuple[Scalar, ...]], number: int) -> Iterator[Scalar]:
    """Return the values of the next rows, one after the other."""
    return chain.from_iterable(islice(rows, number))


def _told(rows: Iterable[T], advance: Callable[[int], None]) -> Iterator[T]:
    """Return the rows one by one, and say from time to time how many more have gone."""
    pending = 0
    for row in rows:
        if pending == _STEP:
            advance(pending)
            pending = 0
        yield row
        pending += 1
    advance(pending)
