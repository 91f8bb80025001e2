"""A file is believed only after each of its values was looked at: what the base could not hold is refused whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mobiconseil.db.sync.columns import acceptors, is_personal, table_named
from mobiconseil.domain.exchange import MAX_CLOCK, MAX_REPLICA, MAX_SEQ, Package, Refused, Vector, WireRow
from mobiconseil.domain.identity import ID_LENGTH
from mobiconseil.domain.merge import Dot, Scalar

_SHEET = "beneficiary"
_SENTENCE = (
    "Ce fichier contient des données que MobiConseil ne comprend pas. Vos données n’ont pas changé. "
    "Demandez un nouvel envoi ; si cela recommence, vérifiez que les deux postes sont à jour."
)


def refused(code: str) -> Refused:
    """Return the refusal of a file whose content is wrong."""
    return Refused(code, _SENTENCE)


def check(package: Package) -> None:
    """Raise Refused if the base could not hold this content."""
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
    places: dict[str, _Place] = {}
    owners: dict[Dot, tuple[str, bytes]] = {}
    seen: set[tuple[str, bytes]] = set()
    for row in package.rows:
        key = (row.table, row.id)
        if key in seen or not (row.writes or row.fields):
            raise refused("row")
        seen.add(key)
        place = places.get(row.table)
        if place is None:
            place = places[row.table] = _place(row.table)
        _check_row(row, place)
        for dot in _dots(row):
            # A write belongs to one row: otherwise only one of the two would be handed on.
            if owners.setdefault(dot, key) != key:
                raise refused("write-twice")


def _dots(row: WireRow) -> Iterator[Dot]:
    yield from (origin.dot for origin, _ in row.writes)
    yield from (sibling.dot for field in row.fields for sibling in field.siblings)


def _check_row(row: WireRow, place: _Place) -> None:
    if len(row.id) != ID_LENGTH or (row.subject is not None and len(row.subject) != ID_LENGTH):
        raise refused("id")
    if place.is_personal is (row.subject is None):
        raise refused("subject")
    if row.table == _SHEET and row.id != row.subject:
        raise refused("subject")  # a sheet that no list would show
    names: set[str] = set()
    for origin, values in row.writes:
        _check_write(origin.dot, origin.clock)
        if not values or not names.isdisjoint(values):
            raise refused("field")
        names.update(values)
        _check_values(place, values)
    for field in row.fields:
        if field.name in names or not field.siblings:
            raise refused("field")
        names.add(field.name)
        _check_vector(field.context)
        dots = {sibling.dot for sibling in field.siblings}
        if len(dots) != len(field.siblings) or any(field.context.get(d.replica, 0) < d.seq for d in dots):
            raise refused("sibling")
        for sibling in field.siblings:
            _check_write(sibling.dot, sibling.clock)
            _check_values(place, {field.name: sibling.value})


def _check_values(place: _Place, values: Mapping[str, Scalar]) -> None:
    accepted = place.accepted
    for name, value in values.items():
        known = accepted.get(name)
        if known is None:
            continue
        optional, check = known
        if not (optional if value is None else check(value)):
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
