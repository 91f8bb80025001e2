"""Takes in the content of a file: all of it, in one transaction, or nothing.

In this order: erasures, rows, what this laptop now knows, history, journal. Nothing depends on the order in which
files come, nor on any clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mobiconseil.db import stamps
from mobiconseil.db.many import insert_columns, last_row
from mobiconseil.db.store import Store
from mobiconseil.db.stored import DELETED, IMPORT, StoredRow, Transaction, read_rows
from mobiconseil.db.sync import identity, knowledge, rows, united, unknown
from mobiconseil.db.sync.check import check, refused
from mobiconseil.db.sync.columns import table_named
from mobiconseil.db.sync.conflicts import labels_of
from mobiconseil.db.sync.erasure import people_of, tombstone_hash
from mobiconseil.db.sync.merged import Merged, told_change, told_conflict
from mobiconseil.db.sync.replicas import Replicas
from mobiconseil.db.tables import Table, from_row
from mobiconseil.domain.exchange import Origin, Package, WireRow, names_of, row_of
from mobiconseil.domain.exchange_report import Applied, RowChange
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Register, Scalar, Sibling, merge
from mobiconseil.errors import InvalidInput

if TYPE_CHECKING:
    from sqlite_utils import Database

_UNITED = "merged_into"
"""The field of a file united with another: what is derived from it is read back from the base."""


def apply(store: Store, package: Package) -> Applied:
    """Take in the content of a file; inside a transaction that is open, or in one of its own.

    Raises Refused if it is wrong, StorageError if the disk refuses: the base is then as before.
    """
    return _taken(store, package, writes=True)


def _taken(store: Store, package: Package, *, writes: bool) -> Applied:
    check(package)
    with store.transaction(IMPORT) as transaction:
        already = knowledge.imported(store.database, package.head.file_id)
        if already is not None:
            return Applied(already=already)
        return _Merger(store, transaction, package, writes=writes).run()


def preview(store: Store, package: Package) -> Applied:
    """Return what `apply` would change, and change nothing. Raises Refused, StorageError.

    Never inside a transaction: what is taken back here is the whole of it.
    """
    if store.is_writing:
        raise RuntimeError("a preview has its own transaction")
    try:
        with store.transaction(IMPORT):
            raise _Seen(_taken(store, package, writes=False))
    except _Seen as seen:
        return seen.applied


class _Seen(Exception):
    """Takes a preview back out of the transaction that it undoes."""

    def __init__(self, applied: Applied) -> None:
        super().__init__()
        self.applied = applied


class _Merger:
    """The merge of one file, while it lasts."""

    def __init__(self, store: Store, transaction: Transaction, package: Package, *, writes: bool) -> None:
        """Without `writes`, all is undone afterwards: new rows that nothing here reads again are only told."""
        self._store = store
        self._writes = writes
        self._db: Database = store.database
        self._transaction = transaction
        self._package = package
        self._changes: list[RowChange] = []
        self._conflicts: list[tuple[Table, Merged, str]] = []
        self._identical = self._relayed = self._trashed = 0

    def run(self) -> Applied:
        """Take in everything and tell what changed."""
        cloned = knowledge.knows_more_than_we_wrote(self._db, self._package.head)
        if cloned:
            identity.renew(self._db)
        self._replicas = Replicas(self._db)
        knowledge.note_replicas(self._db, self._replicas, self._package.head.replicas)
        erased = self._erase()
        kept = self._without_the_erased()
        self._authors = self._authors_of(kept)
        self._merge(kept)
        erased += self._erase_united()
        united.mend(self._store)
        missing = knowledge.learn(self._db, self._replicas, self._package.head, self._store.now())
        knowledge.note_file(self._db, self._package.head, self._store.now(), self._transaction.number)
        knowledge.follow_clock(self._db, self._package.head.clock, kept)
        labels = labels_of(self._db)
        return Applied(
            transaction=self._transaction.number,
            changes=tuple(self._changes),
            identical=self._identical,
            relayed=self._relayed,
            erased=tuple(erased),
            dropped=len(self._package.rows) - len(kept),
            trashed=self._trashed,
            conflicts=tuple(told_conflict(labels, *found) for found in self._conflicts),
            missing=missing,
            cloned=cloned,
            clock_gap_ms=knowledge.clock_gap_ms(self._package.head, self._store.now()),
            subjects=frozenset(s for s in self._transaction.subjects if s is not None),
        )

    def _erase(self) -> list[RecordId]:
        known = {row[0] for row in self._db.execute("SELECT hash FROM tombstone").fetchall()}
        new = [tombstone for tombstone in self._package.tombstones if tombstone.hash not in known]
        people = people_of(self._db) if new else {}
        erased = []
        for tombstone in new:
            dot = self._replicas.local_dot(tombstone.dot)
            subject = people.get(tombstone.hash)
            if subject is None:
                self._store.bury(tombstone.hash, dot)
            else:
                self._store.erase(subject, dot)
                erased.append(subject)
        return erased

    def _without_the_erased(self) -> tuple[WireRow, ...]:
        hashes = {row[0] for row in self._db.execute("SELECT hash FROM tombstone").fetchall()}
        if not hashes:
            return self._package.rows
        subjects = {row.subject for row in self._package.rows if row.subject is not None}
        gone = {subject for subject in subjects if tombstone_hash(subject) in hashes}
        return tuple(row for row in self._package.rows if row.subject not in gone)

    def _erase_united(self) -> list[RecordId]:
        """Erase the files united, on a laptop that did not know it yet, with one that was erased."""
        sql = "SELECT id, merged_into FROM beneficiary WHERE merged_into IS NOT NULL"
        found = self._db.execute(sql).fetchall() if self._has_tombstones() else []
        gone = [RecordId(one) for one, kept in found if self._store.is_erased(RecordId(kept))]
        for subject in gone:
            self._store.erase(subject)
        # What the file said of them is no news, and nobody is asked to choose between their values.
        self._changes = [change for change in self._changes if change.subject not in gone]
        self._conflicts = [found for found in self._conflicts if found[1].subject not in gone]
        return gone

    def _has_tombstones(self) -> bool:
        return self._db.execute("SELECT 1 FROM tombstone LIMIT 1").fetchone() is not None

    def _authors_of(self, kept: Sequence[WireRow]) -> Mapping[str, int]:
        names = {origin.author for row in kept for origin, _ in row.writes}
        names |= {sibling.author for row in kept for field in row.fields for sibling in field.siblings}
        return {name: self._store.author_number(name) for name in sorted(names)}

    def _merge(self, kept: Sequence[WireRow]) -> None:
        places: dict[str, list[WireRow]] = {}
        for row in kept:
            places.setdefault(row.table, []).append(row)
        for place in sorted(places):
            table = table_named(place)
            if table is None:
                for row in places[place]:
                    self._relay(row, None, row.registers())
            else:
                self._merge_table(table, places[place])

    def _merge_table(self, table: Table, found: Sequence[WireRow]) -> None:
        stored = read_rows(self._db, table, [row.id for row in found])
        names = frozenset((*table.fields, DELETED))
        whole, fresh, merged = [], [], []
        last: Collection[str] | None = None
        gives_all = False
        for wire in found:
            row = stored.get(wire.id)
            if row is None and len(wire.writes) == 1 and not wire.fields:
                if (together := names_of(wire.writes[0][1])) is not last:
                    last, gives_all = together, frozenset(together) == names
                if gives_all:
                    whole.append(wire)  # nearly all the rows of a first file: one write gave everything
                    continue
            own = self._split(table, names, wire)
            if row is not None and row.subject != wire.subject:
                raise refused("subject")
            if not (own.writes or own.fields):
                continue
            if row is None:
                fresh.append(own)
            elif changed := self._merge_row(row, own):
                merged.append(changed)
            else:
                self._identical += 1
        self._write_whole(table, whole)
        self._write_new(table, fresh)
        self._write_merged(table, merged)

    def _split(self, table: Table, names: frozenset[str], wire: WireRow) -> WireRow:
        """Keep aside what only a newer version knows, and return the rest of the row."""
        foreign = any(not values.keys() <= names for _, values in wire.writes)
        if not foreign and all(field.name in names for field in wire.fields):
            return wire
        self._relay(wire, table, {name: r for name, r in wire.registers().items() if name not in names})
        writes = tuple((o, {n: v for n, v in values.items() if n in names}) for o, values in wire.writes)
        fields = tuple(field for field in wire.fields if field.name in names)
        return WireRow(wire.table, wire.id, wire.subject, tuple(w for w in writes if w[1]), fields)

    def _relay(self, wire: WireRow, table: Table | None, found: dict[str, Register]) -> None:
        if unknown.absorb(self._db, wire.table, wire.id, wire.subject, found):
            self._relayed += 1
            writes = [(wire.id, sibling) for register in found.values() for sibling in register.siblings]
            kind = None if table is None else table.kind
            rows.note_writes(self._db, self._replicas, self._authors, kind, writes)

    def _merge_row(self, row: StoredRow, wire: WireRow) -> Merged | None:
        replica, seq, aside = stamps.load(row.stamp)
        merged = Merged(row.id, row.subject, row)
        for name, register in self._telling(row, wire, aside, [replica, seq]):
            local = stamps.register_of(aside.get(name, [replica, seq]), row.values[name], _nobody)
            before = self._replicas.abroad(local)
            after = merge(before, register)
            if _same(before, after):
                continue
            first = rows.shown(name, after)
            if first is not None and not _equal(first.value, row.values[name]):
                merged.values[name] = first.value
            merged.registers[name], merged.before[name] = after, before
        if not merged.registers:
            return None
        entries = {name: rows.entry(self._replicas, name, found) for name, found in merged.registers.items()}
        merged.stamp = stamps.replaced(row.stamp, entries)
        return merged

    def _telling(
        self, row: StoredRow, wire: WireRow, aside: Mapping[str, Any], default: list[int]
    ) -> list[tuple[str, Register]]:
        """Return the registers of a file that may tell something: most are what the row holds already."""
        found = []
        for origin, values in wire.writes:
            number, dot = self._replicas.number(origin.dot.replica), origin.dot
            for name, value in zip(names_of(values), row_of(values), strict=True):
                entry = aside.get(name, default)
                ours = isinstance(entry, list) and entry[0] == number
                if ours and (entry[1] > dot.seq or (entry[1] == dot.seq and _equal(row.values[name], value))):
                    continue
                found.append((name, Register((origin.sibling(value),), {dot.replica: dot.seq})))
        return found + [(field.name, field.register) for field in wire.fields]

    def _write_whole(self, table: Table, found: Sequence[WireRow]) -> None:
        """Write new rows that one write each gave in whole."""
        if not found:
            return
        if "__post_init__" in vars(table.record):
            for wire in found:
                self._readable(table, wire.id, wire.subject, wire.writes[0][1])
        self._trashed += sum(wire.writes[0][1][DELETED] == 1 for wire in found)
        self._changes += [RowChange(table.kind, wire.id, wire.subject, True) for wire in found]
        if not self._writes:
            united = _UNITED in table.fields
            found = [wire for wire in found if united and wire.writes[0][1][_UNITED] is not None]
        numbers = {replica: self._replicas.number(replica) for replica in {w.writes[0][0].dot.replica for w in found}}
        made: list[tuple[RecordId, RecordId | None, str, Mapping[str, Scalar]]] = []
        for wire in found:
            ((origin, values),) = wire.writes
            made.append((wire.id, wire.subject, f"[{numbers[origin.dot.replica]},{origin.dot.seq}]", values))
        self._insert(table, made, [(wire.id, wire.writes[0][0]) for wire in found])

    def _insert(
        self,
        table: Table,
        made: Sequence[tuple[RecordId, RecordId | None, str, Mapping[str, Scalar]]],
        writes: Sequence[tuple[RecordId, Origin | Sibling]],
    ) -> None:
        """Write new rows, their writes, and in the history that they were not here before."""
        if not made:
            return
        last = last_row(self._db, table)
        rows.insert(self._db, table, made)
        rows.note_writes(self._db, self._replicas, self._authors, table.kind, writes)
        sql = f"INSERT INTO history (txn, kind, id, subject) SELECT ?, ?, id, subject FROM {table.name} WHERE rowid > ?"
        self._db.execute(sql, (self._transaction.number, table.kind, last))
        self._follow(table, [subject for _, subject, _, _ in made])

    def _write_new(self, table: Table, fresh: Sequence[WireRow]) -> None:
        names = (*table.fields, DELETED)
        made, contested = [], list[Merged]()
        writes: list[tuple[RecordId, Origin | Sibling]] = []
        for wire in fresh:
            stamp, values, registers = self._new_row(names, wire)
            self._readable(table, wire.id, wire.subject, values)
            self._trashed += values.get(DELETED) == 1
            self._changes.append(RowChange(table.kind, wire.id, wire.subject, is_new=True))
            if registers:
                contested.append(Merged(wire.id, wire.subject, None, registers, {}, dict(values)))
            if self._writes or values.get(_UNITED) is not None:
                made.append((wire.id, wire.subject, stamp, values))
                writes += [(wire.id, origin) for origin, _ in wire.writes]
                writes += [(wire.id, sibling) for register in registers.values() for sibling in register.siblings]
        self._note_conflicts(table, contested)
        self._insert(table, made, writes)

    def _new_row(self, names: Sequence[str], wire: WireRow) -> tuple[str, Mapping[str, Scalar], dict[str, Register]]:
        registers = {field.name: field.register for field in wire.fields}
        entries = {name: rows.entry(self._replicas, name, register) for name, register in registers.items()}
        values = {name: _value(rows.shown(name, register)) for name, register in registers.items()}
        for origin, found in wire.writes:
            dot = self._replicas.local_dot(origin.dot)
            values |= found
            entries |= {name: [dot.replica, dot.seq] for name in found}
        default = self._most_common(wire)
        # A field that did not come was perhaps written all the same: its register must not claim to have seen it.
        entries |= {name: stamps.ABSENT for name in names if name not in values}
        return stamps.made(default, entries), values, registers

    def _most_common(self, wire: WireRow) -> Any:
        if wire.writes:
            return self._replicas.local_dot(max(wire.writes, key=lambda write: len(write[1]))[0].dot)
        return self._replicas.local_dot(wire.fields[0].siblings[0].dot)

    def _write_merged(self, table: Table, changed: Sequence[Merged]) -> None:
        if not changed:
            return
        labels = labels_of(self._db)
        writes, former = [], []
        for merged in changed:
            row = merged.row
            assert row is not None
            self._readable(table, row.id, row.subject, {**row.values, **merged.values})
            former.append((row.id, row.subject, self._store.old_values(row, merged.values)))
            rows.update(self._db, table, row.id, merged.stamp, merged.values)
            writes += [
                (row.id, sibling)
                for name, register in merged.registers.items()
                for sibling in register.siblings
                if sibling not in merged.before[name].siblings
            ]
            self._trashed += merged.values.get(DELETED) == 1
            told = tuple(told_change(labels, row, merged, name) for name in merged.values)
            self._changes.append(RowChange(table.kind, row.id, row.subject, is_new=False, fields=told))
        rows.note_writes(self._db, self._replicas, self._authors, table.kind, writes)
        self._note_conflicts(table, changed)
        self._remember(table, former)

    def _note_conflicts(self, table: Table, found: Sequence[Merged]) -> None:
        rows.note_conflicts(self._db, table, ((one.record_id, one.subject, one.registers) for one in found))
        self._conflicts += [
            (table, one, name) for one in found for name, register in one.registers.items() if register.in_conflict
        ]

    def _readable(
        self, table: Table, record_id: RecordId, subject: RecordId | None, values: Mapping[str, Scalar]
    ) -> None:
        """Refuse a file whose values, each allowed, make together a record that the domain does not allow."""
        if "__post_init__" not in vars(table.record) or not values.keys() >= set(table.fields):
            return
        try:
            from_row(table.record, (record_id, subject, *(values[name] for name in table.fields)))
        except (ValueError, TypeError, InvalidInput) as error:
            raise refused("record") from error

    def _remember(self, table: Table, found: Sequence[tuple[RecordId, RecordId | None, str]]) -> None:
        ids, subjects, former = zip(*found, strict=True)
        columns: dict[str, Sequence[Scalar]] = {"id": ids, "subject": subjects, "was": former}
        columns |= {"txn": [self._transaction.number] * len(found), "kind": [table.kind] * len(found)}
        insert_columns(self._db, "history", columns)
        self._follow(table, subjects)

    def _follow(self, table: Table, subjects: Iterable[RecordId | None]) -> None:
        """Let what is derived from these rows follow at the end of the transaction."""
        self._transaction.bulk[table.kind] = None
        self._transaction.subjects.update(dict.fromkeys(subjects))


def _value(sibling: Sibling | None) -> Scalar:
    return None if sibling is None else sibling.value


def _nobody(_: Any) -> tuple[int, str]:
    return 0, ""


def _same(one: Register, other: Register) -> bool:
    return one.context == other.context and set(one.siblings) == set(other.siblings)


def _equal(one: Scalar, other: Scalar) -> bool:
    return one == other and (one is None) == (other is None)
