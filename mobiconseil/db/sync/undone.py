"""An import taken back: the records that it changed are again as in the copy made before it.

What somebody worked on since stays. Erasures and the signatures of the team stay too. This laptop takes another
identity and says that it knows less, so that the others send again what it gave up, when it wants it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mobiconseil.db.store import Store
from mobiconseil.db.stored import IMPORT, StoredRow, Transaction, read_rows
from mobiconseil.db.sync import identity, rows
from mobiconseil.db.sync.erasure import remove
from mobiconseil.db.sync.replicas import meta
from mobiconseil.db.tables import Table, table_numbered, table_of
from mobiconseil.domain.directory import Service, ServiceEdit
from mobiconseil.domain.identity import RecordId

if TYPE_CHECKING:
    from sqlite_utils import Database

UNDO = "exchange.undo"
"""The action of the transactions that take an import back."""
_SIGNED = frozenset({24, 25})
"""Laptops and mandates: others rely on them as soon as they are signed."""
_SERVICE = table_of(Service).kind


def go_back(store: Store, former: Database, imported: tuple[int, bytes, int]) -> tuple[int, int]:
    """Take back an import: its transaction, its file, and the last write of this laptop when it ended.

    In the transaction that is open, or in one of its own. Returns how many records went back, and how many stay.
    """
    transaction, file_id, seq = imported
    database = store.database
    with store.transaction(UNDO) as current:
        touched = _touched(database, transaction)
        worked_on = _worked_on_since(database, transaction)
        restored = kept = 0
        for kind, ids in touched.items():
            table = table_numbered(kind)
            now, before = read_rows(database, table, ids), read_rows(former, table, ids)
            for record_id in ids:
                row = now.get(record_id)
                if row is None:
                    continue
                if (row.subject or record_id) in worked_on:
                    kept += 1
                    continue
                _put_back(database, former, table, row, before.get(record_id))
                _show(current, table, row)
                restored += 1
        _know_less(database, former, decided=seq > meta(former, "seq"))
        database.execute("DELETE FROM imported_file WHERE id = ?", (file_id,))
    return restored, kept


def _touched(database: Database, transaction: int) -> dict[int, list[RecordId]]:
    found: dict[int, list[RecordId]] = {}
    sql = "SELECT DISTINCT kind, id FROM history WHERE txn = ? ORDER BY kind, id"
    for kind, record_id in database.execute(sql, (transaction,)).fetchall():
        if kind not in _SIGNED:
            found.setdefault(kind, []).append(RecordId(record_id))
    return found


def _worked_on_since(database: Database, transaction: int) -> set[RecordId]:
    """Return the people, and the records of the team, that were written here after the import."""
    sql = (
        "SELECT DISTINCT coalesce(h.subject, h.id) FROM history h JOIN txn t ON t.n = h.txn "
        "WHERE h.txn > ? AND t.action NOT IN (?, ?)"
    )
    return {RecordId(row[0]) for row in database.execute(sql, (transaction, IMPORT, UNDO)).fetchall()}


def _put_back(database: Database, former: Database, table: Table, now: StoredRow, before: StoredRow | None) -> None:
    database.execute("DELETE FROM conflict WHERE kind = ? AND id = ?", (table.kind, now.id))
    if before is None:
        remove(database, table, now.id)
    else:
        rows.update(database, table, now.id, before.stamp, before.values)
        sql = "SELECT kind, id, field, subject FROM conflict WHERE kind = ? AND id = ?"
        waiting = former.execute(sql, (table.kind, now.id)).fetchall()
        insert = "INSERT OR IGNORE INTO conflict (kind, id, field, subject) VALUES (?, ?, ?, ?)"
        database.conn.executemany(insert, waiting)


def _show(current: Transaction, table: Table, row: StoredRow) -> None:
    """Let what is derived from the record follow."""
    current.touched[table.kind, row.id] = row.subject
    current.subjects[row.subject] = None
    if table.record is ServiceEdit:
        current.touched[_SERVICE, RecordId(bytes(row.values["service_id"]))] = None  # type: ignore[arg-type]


def _know_less(database: Database, former: Database, *, decided: bool) -> None:
    """Take another identity, and say again only what the copy knew of the writes of the others.

    Of its own writes too when the import wrote some: whoever has them already will give them back.
    """
    identity.renew(database)
    own, then = meta(database, "replica"), meta(former, "replica")
    known = dict(former.execute("SELECT n, seen FROM replica").fetchall())
    kept = database.execute("SELECT seen FROM replica WHERE n = ?", (then,)).fetchone()
    known[then] = meta(former, "seq") if decided or kept is None else kept[0]
    for (number,) in database.execute("SELECT n FROM replica WHERE n <> ?", (own,)).fetchall():
        database.execute("UPDATE replica SET seen = ? WHERE n = ?", (known.get(number, 0), number))
