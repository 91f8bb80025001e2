"""Fields in conflict: what each laptop says, and the choice that closes the question everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mobiconseil.db import stamps
from mobiconseil.db.store import Store
from mobiconseil.db.stored import read_rows
from mobiconseil.db.sync.replicas import Replicas
from mobiconseil.db.sync.rows import shown
from mobiconseil.db.tables import table_numbered
from mobiconseil.domain.exchange_report import FieldConflict, Saying
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot, Register, Scalar

if TYPE_CHECKING:
    from sqlite_utils import Database

DECIDE = "conflict.decide"
"""The action of the transactions that close a conflict."""


def count(database: Database) -> int:
    """Return how many fields wait for a choice."""
    return int(database.execute("SELECT count(*) FROM conflict").fetchone()[0])


def subjects(database: Database) -> dict[RecordId | None, int]:
    """Return how many fields wait for a choice in each file; None stands for what the team shares."""
    rows = database.execute("SELECT subject, count(*) FROM conflict GROUP BY subject").fetchall()
    return {None if subject is None else RecordId(subject): number for subject, number in rows}


def waiting(database: Database, subject: RecordId | None = None) -> tuple[FieldConflict, ...]:
    """Return the fields in conflict of one file, or all of them, with what each laptop says."""
    sql = "SELECT kind, id, field, subject FROM conflict"
    where = "" if subject is None else " WHERE subject = ?"
    rows = database.execute(f"{sql}{where} ORDER BY kind, id, field", () if subject is None else (subject,)).fetchall()
    replicas, labels = Replicas(database), labels_of(database)
    found = []
    for kind, record_id, name, owner in rows:
        register = _register(database, replicas, kind, RecordId(record_id), name)
        own = frozenset(s.dot for s in register.siblings if s.dot.replica == replicas.own)
        told = sayings(labels, register, name, own)
        found.append(FieldConflict(kind, RecordId(record_id), owner, name, told))
    return tuple(found)


def decide(store: Store, kind: int, record_id: RecordId, field: str, value: Scalar) -> None:
    """Write the value that somebody chose: it has seen all the others, so no laptop shows them any longer.

    In the transaction that is open, or in one of its own. Raises KeyError if the record is gone.
    """
    row = read_rows(store.database, table_numbered(kind), (record_id,)).get(record_id)
    if row is None:
        raise KeyError(record_id)
    with store.transaction(DECIDE):
        store.put(kind, record_id, row.subject, {field: value}, settling=True)


def labels_of(database: Database) -> dict[int, str]:
    """Return how the laptop of each incarnation is shown."""
    return dict(database.execute("SELECT rid, label FROM replica").fetchall())


def sayings(
    labels: Mapping[int, str], register: Register, name: str, here: frozenset[Dot] = frozenset()
) -> tuple[Saying, ...]:
    """Return the values of a register, the displayed one first; equal values are said once, by the newest."""
    first = shown(name, register)
    ordered = sorted(register.siblings, key=lambda s: (s is first, s.rank), reverse=True)
    found: dict[tuple[type, Scalar], Saying] = {}
    for s in ordered:
        saying = Saying(s.value, s.author, s.dot.replica, labels.get(s.dot.replica, ""), s.clock, s.dot in here)
        found.setdefault((type(s.value), s.value), saying)
    return tuple(found.values())


def _register(database: Database, replicas: Replicas, kind: int, record_id: RecordId, name: str) -> Register:
    row = read_rows(database, table_numbered(kind), (record_id,))[record_id]
    replica, seq, aside = stamps.load(row.stamp)
    entry = aside.get(name, [replica, seq])
    return replicas.abroad(stamps.register_of(entry, row.values[name], lambda _: (0, "")))
