"""Packages as lines of JSON: a head, the names that the next lines point to, then erasures and rows."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from mobiconseil.domain.clean_text import clean
from mobiconseil.domain.exchange import Origin, Package, PackageHead, Vector, WireField, WireRow
from mobiconseil.domain.merge import CLOCK_SHIFT, Scalar, Sibling
from mobiconseil.exchange import limits
from mobiconseil.exchange.refusals import refusal
from mobiconseil.exchange.strict_json import write_object
from mobiconseil.exchange.wire_read import Reader

TIME = "%Y-%m-%dT%H:%M:%SZ"


def write_package(package: Package) -> bytes:
    """Return the lines of a package.

    Each line is read back as a reader would: what is written can be read. Raises Refused (« unwritable »,
    « outgrown ») and names in a note what cannot be.
    """
    if len(package.rows) + len(package.tombstones) > limits.MAX_RECORDS:
        raise refusal("outgrown", "too many records")
    names, reader, written, total = _Names(), Reader(), [], 0
    for raw in _objects(package, names):
        for line in (*names.news(), raw):
            try:
                text = write_object(line)
                reader.take(text[:-1])
            except (ValueError, TypeError) as error:
                raise refusal("unwritable", f"{_place(line)}: {error}") from error
            written.append(text)
            total += len(text)
        if total > limits.MAX_INFLATED:
            raise refusal("outgrown", "too many bytes")
    return b"".join(written)


class _Names:
    """Gives each replica, each author and each list of fields the rank under which the lines name it."""

    def __init__(self) -> None:
        self._replicas: dict[int, int] = {}
        self._authors: dict[str, int] = {}
        self._new_replicas: list[str] = []
        self._new_authors: list[str] = []
        self._shapes: dict[tuple[str, ...], int] = {}
        self._new_shapes: list[tuple[str, ...]] = []

    def replica(self, replica: int) -> int:
        """Return the rank of a replica, given at its first use."""
        rank = self._replicas.get(replica)
        if rank is None:
            rank = self._replicas[replica] = len(self._replicas)
            self._new_replicas.append(replica_name(replica))
        return rank

    def author(self, author: str) -> int:
        """Return the rank of a person, given at her first use."""
        rank = self._authors.get(author)
        if rank is None:
            rank = self._authors[author] = len(self._authors)
            self._new_authors.append(_label(author))
        return rank

    def shape(self, fields: tuple[str, ...]) -> int:
        """Return the rank of the fields that a write gave, given at their first use."""
        rank = self._shapes.get(fields)
        if rank is None:
            rank = self._shapes[fields] = len(self._shapes)
            self._new_shapes.append(fields)
        return rank

    def news(self) -> Iterator[dict[str, Any]]:
        """Yield the line that gives the ranks used for the first time since the last call, if there are any."""
        if self._new_replicas or self._new_authors or self._new_shapes:
            yield {
                "names": {
                    "replicas": self._new_replicas,
                    "authors": self._new_authors,
                    "shapes": self._new_shapes,
                }
            }
            self._new_replicas, self._new_authors, self._new_shapes = [], [], []


def replica_name(replica: int) -> str:
    """Return a replica as JSON carries it: 16 hexadecimal digits, as no reader of JSON keeps 63 bits."""
    return f"{replica:016x}"


def _objects(package: Package, names: _Names) -> Iterator[dict[str, Any]]:
    yield {"head": _head(package.head)}
    for tombstone in package.tombstones:
        yield {"erased": tombstone.hash.hex(), "by": [names.replica(tombstone.dot.replica), tombstone.dot.seq]}
    for row in package.rows:
        yield _row(row, names)


def _head(head: PackageHead) -> dict[str, Any]:
    replicas = [
        [replica_name(known.replica), _label(known.label), None if known.laptop is None else known.laptop.hex()]
        for known in head.replicas
    ]
    return {
        "org": head.org.hex(),
        "file": head.file_id.hex(),
        "laptop": head.laptop.hex(),
        "replica": replica_name(head.replica),
        "replicas": replicas,
        "base": _vector(head.base),
        "vector": _vector(head.vector),
        "clock": _clock(head.clock),
        "program": head.program,
        "made_at": head.made_at.astimezone(UTC).strftime(TIME),
        "scope": head.scope.value,
    }


def _vector(vector: Vector) -> dict[str, int]:
    return {replica_name(replica): seq for replica, seq in sorted(vector.items())}


def _clock(clock: int) -> list[int]:
    return [clock >> CLOCK_SHIFT, clock & (1 << CLOCK_SHIFT) - 1]


def _row(row: WireRow, names: _Names) -> dict[str, Any]:
    raw: dict[str, Any] = {"table": row.table, "id": row.id.hex()}
    if row.subject is not None:
        raw["subject"] = row.subject.hex()
    if row.writes:
        raw["writes"] = [_write(origin, values, names) for origin, values in row.writes]
    if row.fields:
        raw["fields"] = {field.name: _field(field, names) for field in row.fields}
        if len(raw["fields"]) != len(row.fields):
            raise refusal("unwritable", f"{row.table}: a field stands twice")
    return raw


def _write(origin: Origin, values: Mapping[str, Scalar], names: _Names) -> list[Any]:
    return [*_origin(origin, names), names.shape(tuple(values)), [_value(value) for value in values.values()]]


def _field(field: WireField, names: _Names) -> dict[str, Any]:
    return {
        "siblings": [[*_origin(_of(sibling), names), _value(sibling.value)] for sibling in field.siblings],
        "context": [[names.replica(replica), seq] for replica, seq in sorted(field.context.items())],
    }


def _of(sibling: Sibling) -> Origin:
    return Origin(sibling.dot, sibling.clock, sibling.author)


def _origin(origin: Origin, names: _Names) -> list[int]:
    return [names.replica(origin.dot.replica), origin.dot.seq, *_clock(origin.clock), names.author(origin.author)]


def _value(value: Scalar) -> Any:
    if isinstance(value, str):
        return clean(value)  # an older version may have written a NUL
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _label(name: str) -> str:
    return clean(name)[: limits.MAX_LABEL]


def _place(line: Mapping[str, Any]) -> str:
    """Return where a line comes from, without any content."""
    return str(line.get("table", next(iter(line))))
