"""A file is believed only after each of its values was looked at: what the base could not hold is refused whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mobiconseil.db.stored import DELETED
from mobiconseil.db.sync.columns import accepts, is_personal, table_named
from mobiconseil.db.tables import Table
from mobiconseil.domain.exchange import MAX_CLOCK, MAX_REPLICA, MAX_SEQ, Package, Refused, Vector, WireRow
from mobiconseil.domain.identity import ID_LENGTH
from mobiconseil.domain.merge import Dot, Scalar

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


def _check_rows(package: Package) -> None:
    owners: dict[Dot, tuple[str, bytes]] = {}
    seen: set[tuple[str, bytes]] = set()
    for row in package.rows:
        key = (row.table, row.id)
        if key in seen or not (row.writes or row.fields):
            raise refused("row")
        seen.add(key)
        _check_row(row)
        for dot in _dots(row):
            # A write belongs to one row: otherwise only one of the two would be handed on.
            if owners.setdefault(dot, key) != key:
                raise refused("write-twice")


def _dots(row: WireRow) -> Iterator[Dot]:
    yield from (origin.dot for origin, _ in row.writes)
    yield from (sibling.dot for field in row.fields for sibling in field.siblings)


def _check_row(row: WireRow) -> None:
    table = table_named(row.table)
    if len(row.id) != ID_LENGTH or (row.subject is not None and len(row.subject) != ID_LENGTH):
        raise refused("id")
    if table is not None and is_personal(table) is (row.subject is None):
        raise refused("subject")
    names: set[str] = set()
    known = frozenset() if table is None else frozenset((*table.fields, DELETED))
    for origin, values in row.writes:
        _check_write(origin.dot, origin.clock)
        if not values or not names.isdisjoint(values):
            raise refused("field")
        names.update(values)
        _check_values(table, known, values)
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
            _check_values(table, known, {field.name: sibling.value})


def _check_values(table: Table | None, known: frozenset[str], values: Mapping[str, Scalar]) -> None:
    if table is None:
        return
    for name, value in values.items():
        if name in known and not accepts(table, name, value):
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
