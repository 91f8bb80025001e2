"""What the laptops of a history hold and show, read from their bases and held against the oracle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from mobiconseil.db.sync.collect import Wanted, collect
from mobiconseil.db.tables import TABLES, table_numbered, to_values
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.directory import Organisation
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import Barrier, Status, Trip
from tests.campaign.laptop import Laptop
from tests.campaign.oracle import Key, Knowledge, Oracle

ORG = b"association, sei"
TRACKED: dict[int, tuple[str, ...]] = {
    1: ("last_name", "phone", "project", "children", "deleted"),
    2: ("note", "source"),
    3: ("destination", "note"),
    5: ("wording", "means", "deleted"),
    30: ("name", "phone"),
}
"""The fields that are written and watched; the others are written once, at the creation of the record."""
TABLES_BY_NAME = {kind: table_numbered(kind).name for kind in TRACKED}
_LOCAL = (
    "unknown_field", "conflict", "dot", "tombstone", "replica", "meta", "peer", "imported_file", "history", "txn",
    "journal", "summary", "author",
)  # fmt: skip


class Wrong(Exception):
    """A laptop does not show what it must."""


def tracked(kind: int) -> tuple[str, ...]:
    """Return the watched fields of a kind that the running laptop knows."""
    known = {*table_numbered(kind).fields, "deleted"}
    return tuple(name for name in TRACKED[kind] if name in known)


def blank(kind: int, record: RecordId, subject: RecordId | None) -> dict[str, Any]:
    """Return what a new record of a kind holds, as far as the running laptop knows it."""
    person = subject or record
    makers: dict[int, Callable[[], Any]] = {
        1: lambda: Beneficiary(id=record, subject=record),
        2: lambda: Status(id=record, subject=person, code="ST01"),
        3: lambda: Trip(id=record, subject=person),
        5: lambda: Barrier(id=record, subject=person, code="M1"),
        30: lambda: Organisation(id=record),
    }
    known = {*table_numbered(kind).fields, "deleted"}
    return {name: value for name, value in to_values(makers[kind]()).items() if name in known} | {"deleted": 0}


def key_of(kind: int, record: RecordId, name: str) -> Key:
    """Return how the oracle names a field of a record."""
    return (TABLES_BY_NAME[kind], record, name)


def is_known(key: Key) -> bool:
    """Say whether the running laptop knows a watched field."""
    return any(
        table_numbered(kind).name == key[0] and key[2] in {*table_numbered(kind).fields, "deleted"}
        for kind in TRACKED
        if kind in TABLES
    )


def holds(laptop: Laptop, kind: int, record: RecordId) -> bool:
    """Say whether a laptop has a record."""
    sql = f"SELECT 1 FROM {table_numbered(kind).name} WHERE id = ?"
    return laptop.base.execute(sql, (record,)).fetchone() is not None


def rows_of(laptop: Laptop) -> list[tuple[int, RecordId, RecordId | None]]:
    """Return every watched record of a laptop, always in the same order."""
    found = []
    for kind in TRACKED:
        if kind in TABLES:
            rows = laptop.base.execute(f"SELECT id, subject FROM {table_numbered(kind).name} ORDER BY id").fetchall()
            found += [(kind, RecordId(record), subject) for record, subject in rows]
    return found


def dump(laptop: Laptop) -> Any:
    """Return all that an import may write."""
    names = [table_numbered(kind).name for kind in TABLES if kind in TRACKED]
    return [laptop.base.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in (*names, *_LOCAL)]


def registers(laptop: Laptop) -> dict[Any, Any]:
    """Return every register as a file of the whole team would tell it."""
    wanted = Wanted(org=ORG, file_id=bytes(16), laptop=laptop.id, program="1", made_at=datetime(2026, 1, 1, tzinfo=UTC))
    return {
        (row.table, row.id, name): (frozenset(register.siblings), tuple(sorted(register.context.items())))
        for row in collect(laptop.base, wanted).rows
        for name, register in row.registers().items()
    }


def siblings(laptop: Laptop, key: Key) -> dict[tuple[int, int], Any]:
    """Return the values of a register, each by the write it comes from."""
    found, _ = registers(laptop)[key]
    return {(sibling.dot.replica, sibling.dot.seq): sibling.value for sibling in found}


def check(laptop: Laptop, oracle: Oracle) -> tuple[int, int]:
    """Compare what a laptop holds with what the oracle says; return how many fields and conflicts were compared."""
    expected, found = oracle.values(laptop.knowledge), _values(laptop)
    if found != expected:
        wrong = {k: (found.get(k), expected.get(k)) for k in found.keys() | expected.keys()}
        first = next((k, v) for k, v in wrong.items() if v[0] != v[1])
        raise Wrong(f"laptop {laptop.number} shows {first}")
    waiting = {
        (table_numbered(kind).name, record, name)
        for kind, record, name in laptop.base.execute("SELECT kind, id, field FROM conflict").fetchall()
    }
    mine = {key for key in oracle.conflicts(laptop.knowledge) if is_known(key)}
    if waiting != mine:
        raise Wrong(f"laptop {laptop.number} waits for {waiting ^ mine}")
    return len(expected), len(mine)


def check_same(laptops: Sequence[Laptop], everything: Knowledge) -> None:
    """Compare the laptops with one another, once nobody has news for anybody."""
    for laptop in laptops:
        known = laptop.knowledge
        if known.events != everything.events or known.erased.keys() != everything.erased.keys():
            raise Wrong("somebody was never told something")
    told = []
    for laptop in laptops:
        with laptop.running():
            told.append(registers(laptop))
    for laptop, found in zip(laptops, told, strict=True):
        if found != told[0]:
            different = next(k for k in found.keys() | told[0].keys() if found.get(k) != told[0].get(k))
            raise Wrong(
                f"laptops 0 and {laptop.number} differ: {different} {told[0].get(different)} {found.get(different)}"
            )
    shown = [_shown(laptop) for laptop in laptops if not laptop.older]
    if any(one != shown[0] for one in shown):
        raise Wrong("the same registers, and not the same values shown")


def check_nothing_left(laptop: Laptop, owners: Iterable[tuple[RecordId, RecordId | None]]) -> None:
    """Look for anything of somebody erased; `owners` says about whom each record is."""
    names = [table_numbered(kind).name for kind in TABLES]
    for subject in laptop.knowledge.erased:
        for name in (*names, "unknown_field", "history", "conflict", "journal", "summary"):
            sql = f"SELECT 1 FROM {name} WHERE subject = ? LIMIT 1"
            if laptop.base.execute(sql, (subject,)).fetchone():
                raise Wrong(f"somebody erased is still in {name}")
    records = {record for record, owner in owners if owner in laptop.knowledge.erased}
    if records & {row[0] for row in laptop.base.execute("SELECT id FROM dot WHERE id IS NOT NULL").fetchall()}:
        raise Wrong("a write of somebody erased is still known")


def _values(laptop: Laptop) -> dict[Key, set[Any]]:
    watched = {TABLES_BY_NAME[kind]: names for kind, names in TRACKED.items()}
    return {
        key: {(type(sibling.value).__name__, sibling.value) for sibling in found}
        for key, (found, _) in registers(laptop).items()
        if key[2] in watched.get(key[0], ())
    }


def _shown(laptop: Laptop) -> Any:
    found = []
    for kind in TRACKED:
        table = table_numbered(kind)
        columns = ", ".join((*table.columns, "deleted"))
        found.append(laptop.base.execute(f"SELECT {columns} FROM {table.name} ORDER BY id").fetchall())
    found.append(laptop.base.execute("SELECT subject, sort_name, phone FROM summary ORDER BY subject").fetchall())
    return found
