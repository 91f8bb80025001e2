"""A file is believed only after each of its values was looked at: what the base could not hold is refused whole."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mobiconseil.db.sync.columns import acceptors, is_personal, table_named
from mobiconseil.db.tables import TABLES
from mobiconseil.domain.exchange import (
    MAX_CLOCK,
    MAX_REPLICA,
    MAX_SEQ,
    Origin,
    Package,
    Refused,
    Vector,
    WireField,
    WireRow,
    names_of,
    row_of,
)
from mobiconseil.domain.identity import ID_LENGTH
from mobiconseil.domain.merge import Dot, Scalar

_SHEET = "beneficiary"
_NUMBERS = {bool, int, float}
_SCALARS = {str, bytes, type(None), *_NUMBERS}
_SENTENCE = (
    "Ce fichier contient des données que MobiConseil ne comprend pas. Vos données n’ont pas changé. "
    "Demandez un nouvel envoi ; si cela recommence, vérifiez que les deux postes sont à jour."
)


def refused(code: str) -> Refused:
    """Return the refusal of a file whose content is wrong."""
    return Refused(code, _SENTENCE)


class _LastSound:
    """The last content that was found sound, and the tables that it was held against.

    A file is looked at when it is shown, and again when it is taken in: the same content is not read twice.
    """

    def __init__(self) -> None:
        self._package: weakref.ref[Package] | None = None
        self._tables: tuple[type[Any], ...] = ()

    def is_(self, package: Package) -> bool:
        """Say whether it is this very content."""
        return self._package is not None and self._package() is package and self._tables == tuple(TABLES.values())

    def note(self, package: Package) -> None:
        """Remember it, without keeping it in memory."""
        self._package, self._tables = weakref.ref(package), tuple(TABLES.values())


_LAST_SOUND = _LastSound()


def check(package: Package) -> None:
    """Raise Refused if the base could not hold this content."""
    if _LAST_SOUND.is_(package):
        return
    _check(package)
    _LAST_SOUND.note(package)


def _check(package: Package) -> None:
    head = package.head
    if not 0 <= head.clock < MAX_CLOCK:
        raise refused("clock")
    for vector in (head.base, head.vector):
        _check_vector(vector)
    if not all(len(tombstone.hash) == ID_LENGTH for tombstone in package.tombstones):
        raise refused("tombstone")
    for tombstone in package.tombstones:
        _check_dot(tombstone.dot)
    _check_rows(package)


@dataclass(frozen=True, slots=True)
class _Place:
    """What this version knows of a table, asked once for all its rows."""

    is_personal: bool | None
    """None when this version does not have the table."""
    accepted: Mapping[str, tuple[bool, Callable[[Any], bool]]]


def _place(name: str) -> _Place:
    table = table_named(name)
    return _Place(None, {}) if table is None else _Place(is_personal(table), acceptors(table))


def _check_rows(package: Package) -> None:
    if len({(row.table, row.id) for row in package.rows}) != len(package.rows):
        raise refused("row")
    tables: dict[str, list[WireRow]] = {}
    for row in package.rows:
        tables.setdefault(row.table, []).append(row)
    plain, others = list[Origin](), list[WireRow]()
    for table, rows in tables.items():
        place = _place(table)
        _check_ids(table, [row.id for row in rows], [row.subject for row in rows], place)
        _check_values(rows, place)
        for row in rows:
            if len(row.writes) == 1 and not row.fields:
                plain.append(row.writes[0][0])
            else:
                _check_row(row, place)
                others.append(row)
    _check_writes(plain)
    _check_owners(plain, others)


def _check_ids(table: str, ids: Sequence[bytes], subjects: Sequence[bytes | None], place: _Place) -> None:
    named = [subject for subject in subjects if subject is not None]
    if set(map(len, (*ids, *named))) != {ID_LENGTH}:
        raise refused("id")
    if place.is_personal is not None and len(named) != (len(ids) if place.is_personal else 0):
        raise refused("subject")
    if table == _SHEET and ids != subjects:
        raise refused("subject")  # a sheet that no list would show


def _check_values(rows: Sequence[WireRow], place: _Place) -> None:
    """Look at what the writes gave, column by column."""
    given: dict[tuple[str, ...], list[Iterable[Scalar]]] = {}
    last: Iterable[str] | None = None
    found: list[Iterable[Scalar]] = []
    for row in rows:
        for _, values in row.writes:
            together = names_of(values)
            if together is not last:
                last, found = together, given.setdefault(tuple(together), [])
            found.append(row_of(values))
    for names, found in given.items():
        if not names:
            raise refused("field")
        for name, column in zip(names, zip(*found, strict=True), strict=True):
            _check_column(place, name, column)


def _check_writes(origins: Sequence[Origin]) -> None:
    """Look at the writes that gave a whole row each: nearly all of them in a first file."""
    if origins:
        seqs, clocks = [origin.dot.seq for origin in origins], [origin.clock for origin in origins]
        replicas = {origin.dot.replica for origin in origins}
        _check_write(Dot(min(replicas), min(seqs)), min(clocks))
        _check_write(Dot(max(replicas), max(seqs)), max(clocks))


def _check_owners(plain: Sequence[Origin], others: Sequence[WireRow]) -> None:
    """Refuse a write that two rows claim: only one of them would be handed on."""
    taken = {(origin.dot.replica, origin.dot.seq) for origin in plain}
    if len(taken) != len(plain):
        raise refused("write-twice")
    for row in others:
        own = {(dot.replica, dot.seq) for dot in _dots(row)}
        if not own.isdisjoint(taken):
            raise refused("write-twice")
        taken |= own


def _dots(row: WireRow) -> Iterator[Dot]:
    yield from (origin.dot for origin, _ in row.writes)
    yield from (sibling.dot for field in row.fields for sibling in field.siblings)


def _check_row(row: WireRow, place: _Place) -> None:
    if not (row.writes or row.fields):
        raise refused("row")
    names: set[str] = set()
    for origin, values in row.writes:
        _check_write(origin.dot, origin.clock)
        if not names.isdisjoint(values):
            raise refused("field")
        names.update(values)
    for field in row.fields:
        if field.name in names:
            raise refused("field")
        names.add(field.name)
        _check_field(field, place)


def _check_field(field: WireField, place: _Place) -> None:
    if not field.siblings:
        raise refused("field")
    _check_vector(field.context)
    dots = {sibling.dot for sibling in field.siblings}
    if len(dots) != len(field.siblings) or any(field.context.get(d.replica, 0) < d.seq for d in dots):
        raise refused("sibling")
    for sibling in field.siblings:
        _check_write(sibling.dot, sibling.clock)
        _check_column(place, field.name, (sibling.value,))


def _check_column(place: _Place, name: str, column: Sequence[Scalar]) -> None:
    """Refuse a column that holds what it does not accept; a value that many rows have is looked at once."""
    known = place.accepted.get(name)
    if known is None:
        return
    optional, check = known
    first = column[0]
    if (first is None or type(first) is str) and column.count(first) == len(column):
        column = column[:1]  # nothing else is equal to a text, or to nothing
    kinds = set(map(type, column))
    if not kinds <= _SCALARS:
        raise refused("value")
    # 1, 1.0 and True are equal: where they stand together, each is looked at.
    different = column if len(kinds & _NUMBERS) > 1 else set(column)
    if not all(optional if value is None else check(value) for value in different):
        raise refused("value")


def _check_write(dot: Dot, clock: int) -> None:
    _check_dot(dot)
    if not 0 <= clock < MAX_CLOCK:
        raise refused("clock")


def _check_dot(dot: Dot) -> None:
    if not (0 <= dot.replica <= MAX_REPLICA and 0 < dot.seq <= MAX_SEQ):
        raise refused("write")


def _check_vector(vector: Vector) -> None:
    if not all(0 <= replica <= MAX_REPLICA and 0 <= seq <= MAX_SEQ for replica, seq in vector.items()):
        raise refused("vector")
