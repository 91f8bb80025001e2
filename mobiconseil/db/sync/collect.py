"""What goes into a file: the writes that its readers lack, or all of a person, of the directory, of the reference."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mobiconseil.db import stamps
from mobiconseil.db.stored import CHUNK, DELETED
from mobiconseil.db.sync import unknown
from mobiconseil.db.sync.columns import is_personal, table_named
from mobiconseil.db.sync.replicas import Replicas, meta
from mobiconseil.db.tables import TABLES, Table, table_numbered
from mobiconseil.domain.exchange import (
    Origin,
    Package,
    PackageHead,
    Scope,
    Vector,
    WireField,
    WireRow,
    WireTombstone,
)
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot, Register, Scalar

if TYPE_CHECKING:
    from sqlite_utils import Database

_DIRECTORY = ("organisation", "service", "serviceedit", "dropin", "localaid")
_REFERENCE = ("override", "ruleentry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a file is to hold, and what its head says."""

    org: bytes
    file_id: bytes
    laptop: RecordId
    program: str
    made_at: datetime
    scope: Scope = Scope.TEAM
    base: Vector = field(default_factory=dict)
    """For the work of the team: what every reader is known to have; empty for a full file."""
    subjects: tuple[RecordId, ...] = ()
    """For the files of some people."""
    kinds: Collection[int] | None = None
    """For the files of some people: the only kinds of record to give, or all."""


def collect(database: Database, wanted: Wanted) -> Package:
    """Return the content of a file, read in one go: nothing can be written meanwhile."""
    with database.atomic():
        replicas = Replicas(database)
        gathered = _Gatherer(database, replicas, wanted.base if wanted.scope.is_complete else {})
        head = PackageHead(
            org=wanted.org,
            file_id=wanted.file_id,
            laptop=wanted.laptop,
            replica=replicas.own,
            replicas=replicas.known(),
            base=gathered.base,
            vector=replicas.vector(),
            clock=meta(database, "clock"),
            program=wanted.program,
            made_at=wanted.made_at,
            scope=wanted.scope,
        )
        tombstones = tuple(gathered.tombstones()) if wanted.scope.is_complete else ()
        return Package(head=head, tombstones=tombstones, rows=tuple(_rows(gathered, wanted)))


def _rows(gathered: _Gatherer, wanted: Wanted) -> Iterator[WireRow]:
    match wanted.scope:
        case Scope.TEAM if wanted.base:
            yield from gathered.lacking()
        case Scope.TEAM:
            yield from gathered.everything()
        case Scope.PEOPLE:
            yield from gathered.people(wanted.subjects, wanted.kinds)
        case Scope.DIRECTORY:
            yield from gathered.shared(_DIRECTORY)
        case Scope.REFERENCE:
            yield from gathered.shared(_REFERENCE)
        case _:
            raise ValueError(f"a file of {wanted.scope} holds no record")


class _Gatherer:
    """Reads rows as every laptop knows them, without the fields whose writes `base` covers."""

    def __init__(self, database: Database, replicas: Replicas, base: Vector) -> None:
        self._db = database
        self._replicas = replicas
        self.base = base

    def tombstones(self) -> Iterator[WireTombstone]:
        """Return the erasures that are not known."""
        for hashed, replica, seq in self._db.execute(
            "SELECT hash, replica, seq FROM tombstone ORDER BY hash"
        ).fetchall():
            dot = Dot(self._replicas.rid(replica), seq)
            if not self._covered(dot):
                yield WireTombstone(hashed, dot)

    def everything(self) -> Iterator[WireRow]:
        """Return every row."""
        self._replicas.read_all_origins()
        others = self._unknown("1 = 1", ())
        for kind in sorted(TABLES):
            yield from self._read(table_numbered(kind), "1 = 1", (), others)
        yield from _alone(others)

    def lacking(self) -> Iterator[WireRow]:
        """Return the rows that hold a write the base does not cover."""
        ids: dict[int | None, set[RecordId]] = {}
        for number, rid in self._db.execute("SELECT n, rid FROM replica").fetchall():
            sql = "SELECT kind, id FROM dot WHERE replica = ? AND seq > ? AND id IS NOT NULL"
            for kind, record_id in self._db.execute(sql, (number, self.base.get(rid, 0))).fetchall():
                ids.setdefault(kind, set()).add(record_id)
        touched = sorted(set().union(*ids.values())) if ids else []
        others: dict[tuple[str, RecordId], _Other] = {}
        for part, marks in _parts(touched):
            others |= self._unknown(f"id IN ({marks})", part)
        for kind in sorted(number for number in ids if number is not None):
            for part, marks in _parts(sorted(ids[kind])):
                yield from self._read(table_numbered(kind), f"id IN ({marks})", part, others)
        yield from _alone(others)

    def people(self, subjects: tuple[RecordId, ...], kinds: Collection[int] | None) -> Iterator[WireRow]:
        """Return all the rows of some people, and the sheets of the directory that they name."""
        named: set[RecordId] = set()
        for part, marks in _parts(subjects):
            others = self._unknown(f"subject IN ({marks})", part) if kinds is None else {}
            for kind in sorted(TABLES if kinds is None else kinds):
                if not is_personal(table_numbered(kind)):
                    continue
                for row in self._read(table_numbered(kind), f"subject IN ({marks})", part, others):
                    named.update(_ids_in(row))
                    yield row
            yield from _alone(others)
        yield from self._sheets(named)

    def shared(self, names: Iterable[str]) -> Iterator[WireRow]:
        """Return all the rows of some tables of the team."""
        for name in names:
            table = table_named(name)
            others = self._unknown("place = ?", (name,))
            if table is not None:
                yield from self._read(table, "1 = 1", (), others)
            yield from _alone(others)

    def _sheets(self, named: set[RecordId]) -> Iterator[WireRow]:
        """Return the sheets of the directory of these ids, with their structures and corrections."""
        wanted = sorted(named)
        for part, marks in _parts(wanted):
            sql = f"SELECT organisation_id FROM service WHERE organisation_id IS NOT NULL AND id IN ({marks})"
            named.update(RecordId(row[0]) for row in self._db.execute(sql, part).fetchall())
        for name, key in (("organisation", "id"), ("service", "id"), ("serviceedit", "service_id"), ("localaid", "id")):
            table = table_named(name)
            for part, marks in _parts(sorted(named)):
                if table is not None:
                    yield from self._read(table, f"{key} IN ({marks})", part, {})

    def _read(
        self, table: Table, where: str, parameters: tuple[Any, ...], others: dict[tuple[str, RecordId], _Other]
    ) -> Iterator[WireRow]:
        names = (*table.fields, DELETED)
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f"SELECT id, subject, stamp, {columns} FROM {table.name} WHERE {where} ORDER BY id"
        for record_id, subject, stamp, *values in self._db.execute(sql, parameters).fetchall():
            other = others.pop((table.name, record_id), None)
            writes, fields = self._fields(names, values, stamp)
            if other is not None:
                fields += other.fields
            if writes or fields:
                yield WireRow(table.name, record_id, subject, writes, fields)

    def _fields(
        self, names: tuple[str, ...], values: list[Scalar], stamp: str
    ) -> tuple[tuple[tuple[Origin, Mapping[str, Scalar]], ...], tuple[WireField, ...]]:
        replica, seq, aside = stamps.load(stamp)
        if not aside:
            origin = self._replicas.origin(replica, seq)
            if self._covered(origin.dot):
                return (), ()
            return ((origin, dict(zip(names, values, strict=True))),), ()
        groups: dict[tuple[int, int], dict[str, Scalar]] = {}
        fields: list[WireField] = []
        default = [replica, seq]
        for name, value in zip(names, values, strict=True):
            entry = aside.get(name, default)
            if isinstance(entry, list):
                groups.setdefault((entry[0], entry[1]), {})[name] = value
            elif entry != stamps.ABSENT:
                register = stamps.register_of(entry, value, _nobody)
                self._add(fields, name, self._replicas.abroad(register))
        writes = ((self._replicas.origin(*dot), found) for dot, found in groups.items())
        return tuple(write for write in writes if not self._covered(write[0].dot)), tuple(fields)

    def _add(self, fields: list[WireField], name: str, register: Register) -> None:
        if not all(self._covered(sibling.dot) for sibling in register.siblings):
            fields.append(WireField(name, register.siblings, register.context))

    def _unknown(self, where: str, parameters: tuple[Any, ...]) -> dict[tuple[str, RecordId], _Other]:
        found: dict[tuple[str, RecordId], _Other] = {}
        sql = f"SELECT place, id, subject, field, register FROM unknown_field WHERE {where} ORDER BY place, id, field"
        for place, record_id, subject, name, text in self._db.execute(sql, parameters).fetchall():
            other = found.setdefault((place, record_id), _Other(subject))
            kept = list(other.fields)
            self._add(kept, name, unknown.decode(text))
            other.fields = tuple(kept)
        return found

    def _covered(self, dot: Dot) -> bool:
        return self.base.get(dot.replica, 0) >= dot.seq


@dataclass(slots=True)
class _Other:
    """The fields of a row that this version does not know."""

    subject: RecordId | None
    fields: tuple[WireField, ...] = ()


def _alone(others: Mapping[tuple[str, RecordId], _Other]) -> Iterator[WireRow]:
    for (place, record_id), other in others.items():
        if other.fields:
            yield WireRow(place, record_id, other.subject, (), other.fields)


def _nobody(_: Dot) -> tuple[int, str]:
    return 0, ""


def _ids_in(row: WireRow) -> Iterator[RecordId]:
    values = [value for _, found in row.writes for value in found.values()]
    values += [sibling.value for field in row.fields for sibling in field.siblings]
    return (RecordId(value) for value in values if isinstance(value, bytes) and len(value) == 16)


def _parts(ids: Iterable[RecordId]) -> Iterator[tuple[tuple[RecordId, ...], str]]:
    known = tuple(ids)
    for start in range(0, len(known), CHUNK):
        part = known[start : start + CHUNK]
        yield part, ", ".join("?" * len(part))
