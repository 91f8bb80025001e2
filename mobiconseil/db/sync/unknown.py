"""Fields and tables that only a newer version knows: kept as they came, handed on, and read at the upgrade."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mobiconseil.db import stamps
from mobiconseil.db.stored import DELETED, read_rows
from mobiconseil.db.sync import rows
from mobiconseil.db.sync.columns import accepts
from mobiconseil.db.sync.replicas import Replicas
from mobiconseil.db.tables import TABLES, Table, table_numbered
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot, Register, Scalar, Sibling, merge

if TYPE_CHECKING:
    from sqlite_utils import Database


def encode(register: Register) -> str:
    """Write a register whose replicas are known to every laptop."""
    siblings = [[s.dot.replica, s.dot.seq, s.clock, s.author, stamps.encode(s.value)] for s in register.siblings]
    context = {str(replica): seq for replica, seq in sorted(register.context.items())}
    return json.dumps({"c": context, "s": siblings}, ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Register:
    """Read a register written by `encode`."""
    raw = json.loads(text)
    siblings = tuple(Sibling(Dot(r, q), clock, author, stamps.decode(v)) for r, q, clock, author, v in raw["s"])
    return Register(siblings, {int(replica): seq for replica, seq in raw["c"].items()})


def absorb(
    database: Database, place: str, record_id: RecordId, subject: RecordId | None, found: dict[str, Register]
) -> bool:
    """Merge the registers of fields unknown here; return whether something was new."""
    sql = "SELECT field, register FROM unknown_field WHERE place = ? AND id = ?"
    known = {name: decode(text) for name, text in database.execute(sql, (place, record_id)).fetchall()}
    changed = False
    for name, register in found.items():
        before = known.get(name, Register())
        after = encode(merge(before, register))
        if name in known and after == encode(merge(before, before)):
            continue
        changed = True
        database.execute(
            "INSERT OR REPLACE INTO unknown_field (place, id, subject, field, register) VALUES (?, ?, ?, ?, ?)",
            (place, record_id, subject, name, after),
        )
    return changed


def settle_new_fields(database: Database) -> None:
    """Take in the fields that this version knows and the former one did not, inside the transaction of the upgrade.

    What newer laptops had sent for them becomes the value of the row. In the other rows nobody wrote them: their
    stamps say so, or each laptop would claim a write of its own and make a false conflict.
    """
    known = set(database.execute("SELECT place, field FROM exchanged_field").fetchall())
    tables = [table_numbered(kind) for kind in TABLES]
    first = not known
    for table in tables:
        names = tuple(name for name in (*table.fields, DELETED) if (table.name, name) not in known)
        if not names:
            continue
        places = ((table.name, name) for name in names)
        database.conn.executemany("INSERT INTO exchanged_field (place, field) VALUES (?, ?)", places)
        if not first:
            rows.mark_absent(database, table, names)
            _take_in(database, table, names)


def _take_in(database: Database, table: Table, names: tuple[str, ...]) -> None:
    marks = ", ".join("?" * len(names))
    sql = f"SELECT id, subject, field, register FROM unknown_field WHERE place = ? AND field IN ({marks})"
    kept: dict[tuple[RecordId, RecordId | None], dict[str, Register]] = {}
    for record_id, subject, name, text in database.execute(sql, (table.name, *names)).fetchall():
        kept.setdefault((record_id, subject), {})[name] = decode(text)
    replicas = Replicas(database)
    for (record_id, subject), registers in kept.items():
        accepted = {name: register for name, register in registers.items() if acceptable(table, name, register)}
        if not accepted:
            continue
        row = read_rows(database, table, (record_id,)).get(record_id)
        entries = {name: rows.entry(replicas, name, register) for name, register in accepted.items()}
        values = {name: _shown_value(name, register) for name, register in accepted.items()}
        if row is None:
            missing = {name: stamps.ABSENT for name in (*table.fields, DELETED) if name not in entries}
            first = replicas.local_dot(next(iter(accepted.values())).siblings[0].dot)
            stamp = stamps.made(first, {**missing, **entries})
            rows.insert(database, table, [(record_id, subject, stamp, values)])
        else:
            rows.update(database, table, record_id, stamps.replaced(row.stamp, entries), values)
        rows.note_conflicts(database, table, ((record_id, subject, accepted),))
        database.execute("UPDATE dot SET kind = ? WHERE kind IS NULL AND id = ?", (table.kind, record_id))
        for name in accepted:
            sql = "DELETE FROM unknown_field WHERE place = ? AND id = ? AND field = ?"
            database.execute(sql, (table.name, record_id, name))


def acceptable(table: Table, name: str, register: Register) -> bool:
    """Say whether the column may hold each value of the register."""
    return all(accepts(table, name, sibling.value) for sibling in register.siblings)


def _shown_value(name: str, register: Register) -> Scalar:
    first = rows.shown(name, register)
    assert first is not None
    return first.value
