"""The second leaf of the door: rows written as the merge of a file made them, stamps included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from mobiconseil.db import stamps
from mobiconseil.db.many import insert_columns
from mobiconseil.db.stored import DELETED
from mobiconseil.db.sync.columns import placeholder
from mobiconseil.db.sync.replicas import Replicas
from mobiconseil.db.tables import Table
from mobiconseil.domain.exchange import Origin, names_of, row_of
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Register, Scalar, Sibling

if TYPE_CHECKING:
    from sqlite_utils import Database


def shown(name: str, register: Register) -> Sibling | None:
    """Return the sibling to display: the newest, but of a deletion and a life, life."""
    if name == DELETED and any(sibling.value == 0 for sibling in register.siblings):
        register = Register(tuple(s for s in register.siblings if s.value == 0), register.context)
    return register.displayed


def entry(replicas: Replicas, name: str, register: Register) -> Any:
    """Return the entry of a stamp for a register as every laptop knows it."""
    first = shown(name, register)
    rest = [sibling for sibling in register.siblings if sibling is not first]
    ordered = replicas.home(Register((*((first,) if first else ()), *rest), register.context))
    return stamps.entry_of(ordered, ordered.siblings[0] if first else None)


def insert(
    database: Database, table: Table, rows: Sequence[tuple[RecordId, RecordId | None, str, Mapping[str, Scalar]]]
) -> None:
    """Write new rows: their id, subject, stamp, and the values that came; the others wait under placeholders."""
    names = (*table.fields, DELETED)
    blank = {name: placeholder(table, name) for name in names}
    all_of_them: Callable[[Mapping[str, Scalar]], tuple[Scalar, ...]] = itemgetter(*names)
    ids, subjects, stamped, values = zip(*rows, strict=True)
    whole: list[Iterable[Scalar]] = []
    last, is_whole = None, False
    for one in values:
        if (together := names_of(one)) is not last:
            last, is_whole = together, tuple(together) == names
        whole.append(row_of(one) if is_whole else all_of_them({**blank, **one}))
    columns = {"id": ids, "subject": subjects, "stamp": stamped}
    insert_columns(database, table.name, columns | dict(zip(names, zip(*whole, strict=True), strict=True)))


def update(database: Database, table: Table, record_id: RecordId, stamp: str, values: Mapping[str, Scalar]) -> None:
    """Write the displayed values that changed, and the stamp."""
    assignments = "".join(f'"{name}" = ?, ' for name in values)
    sql = f"UPDATE {table.name} SET {assignments}stamp = ? WHERE id = ?"
    database.execute(sql, (*values.values(), stamp, record_id))


def mark_absent(database: Database, table: Table, names: Iterable[str]) -> None:
    """Say in every row that nobody wrote these fields."""
    absent = dict.fromkeys(names, stamps.ABSENT)
    rows = database.execute(f"SELECT id, stamp FROM {table.name}").fetchall()
    marked = [(stamps.replaced(stamp, absent), record_id) for record_id, stamp in rows]
    database.conn.executemany(f"UPDATE {table.name} SET stamp = ? WHERE id = ?", marked)


def note_conflicts(
    database: Database,
    table: Table,
    found: Iterable[tuple[RecordId, RecordId | None, Mapping[str, Register]]],
) -> None:
    """Note the fields that now wait for a choice, and forget those that no longer do."""
    waiting, settled = [], []
    for record_id, subject, registers in found:
        for name, register in registers.items():
            if register.in_conflict:
                waiting.append((table.kind, record_id, name, subject))
            else:
                settled.append((table.kind, record_id, name))
    sql = "INSERT OR IGNORE INTO conflict (kind, id, field, subject) VALUES (?, ?, ?, ?)"
    database.conn.executemany(sql, waiting)
    database.conn.executemany("DELETE FROM conflict WHERE kind = ? AND id = ? AND field = ?", settled)


def note_writes(
    database: Database,
    replicas: Replicas,
    author: Mapping[str, int],
    kind: int | None,
    found: Sequence[tuple[RecordId, Origin | Sibling]],
) -> None:
    """Note which row each write belongs to, so that it is handed on."""
    if not found:
        return
    numbers = {replica: replicas.number(replica) for replica in {write.dot.replica for _, write in found}}
    columns: dict[str, Sequence[Scalar]] = {
        "replica": [numbers[write.dot.replica] for _, write in found],
        "seq": [write.dot.seq for _, write in found],
        "clock": [write.clock for _, write in found],
        "author": [author[write.author] for _, write in found],
        "kind": [kind] * len(found),
        "id": [record_id for record_id, _ in found],
    }
    insert_columns(database, "dot", columns, verb="INSERT OR IGNORE")
