"""Lines of JSON as a package: total and strict. Whatever the lines hold, the result is a valid package or ValueError.

A valid package has no empty row, no record or field twice, no sibling that its context does not cover, no dot twice
in a field, only values that the base can hold, and numbers that every laptop keeps exactly.
"""

from __future__ import annotations

import base64
import re
import sys
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from mobiconseil.domain.exchange import (
    MAX_CLOCK,
    MAX_REPLICA,
    MAX_SEQ,
    MAX_SIBLINGS,
    Given,
    Origin,
    Package,
    PackageHead,
    Scope,
    WireField,
    WireReplica,
    WireRow,
    WireTombstone,
)
from mobiconseil.domain.identity import ID_LENGTH, RecordId
from mobiconseil.domain.merge import CLOCK_SHIFT, Dot, Scalar, Sibling
from mobiconseil.exchange import limits
from mobiconseil.exchange.strict_json import read_object

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_HEX = re.compile(r"[0-9a-f]*")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_COLUMNS = frozenset({"id", "subject", "stamp", "rowid", "oid"})
"""What is no field: a file must not move a record or rewrite its stamp."""
_ROW_KEYS = frozenset({"table", "id", "subject", "writes", "fields"})
_MAX_TEXT = limits.MAX_TEXT
_LEAST, _MOST = -limits.MAX_INTEGER, limits.MAX_INTEGER
_PLAIN = {str, int, type(None)}
_INTEGERS = {int}
_MAX_MS = MAX_CLOCK >> CLOCK_SHIFT
_MAX_COUNTER = (1 << CLOCK_SHIFT) - 1


class Reader:
    """Takes the lines one by one; `package` is what they say."""

    def __init__(self) -> None:
        self._head: PackageHead | None = None
        self._replicas: list[int] = []
        self._authors: list[str] = []
        self._tables: dict[str, str] = {}
        self._fields: dict[str, str] = {}
        self._shapes: list[dict[str, int]] = []
        self._seen: set[tuple[str, RecordId]] = set()
        self._erased: set[bytes] = set()
        self._tombstones: list[WireTombstone] = []
        self._rows: list[WireRow] = []
        self._is_short = False
        """No text of the present line can be longer than a value may be."""

    def package(self) -> Package:
        """Return the package; raises ValueError when no line was its head."""
        if self._head is None:
            raise ValueError("no head")
        return Package(head=self._head, tombstones=tuple(self._tombstones), rows=tuple(self._rows))

    def take(self, line: bytes) -> None:
        """Read the next line, its end left out; raises ValueError, and nothing else, for what is not valid."""
        if len(line) > limits.MAX_LINE:
            raise ValueError("a line is too long")
        raw = read_object(line)
        self._is_short = len(line) <= _MAX_TEXT
        if self._head is None:
            self._head = _head(_only(raw, "head"))
        elif "table" in raw:
            self._rows.append(self._row(raw))
        elif "erased" in raw:
            self._tombstones.append(self._tombstone(raw))
        else:
            self._learn(_only(raw, "names"))
        if len(self._rows) + len(self._tombstones) > limits.MAX_RECORDS:
            raise ValueError("too many records")

    def _learn(self, raw: Any) -> None:
        for name in _array(_object(raw, "names").pop("replicas", None), "replicas"):
            self._replicas.append(_replica(name))
        for name in _array(raw.pop("authors", None), "authors"):
            self._authors.append(_label(name))
        for shape in _array(raw.pop("shapes", None), "shapes"):
            self._shapes.append(self._shape(shape))
        if raw:
            raise ValueError("an unknown key")
        if len(self._replicas) > limits.MAX_REPLICAS or len(self._authors) > limits.MAX_AUTHORS:
            raise ValueError("too many names")
        if len(self._shapes) > limits.MAX_SHAPES:
            raise ValueError("too many shapes")

    def _shape(self, raw: Any) -> dict[str, int]:
        """Read the names of fields that writes give together: checked once, however many writes have them."""
        used: set[str] = set()
        ranks = {self._field_name(name, used): rank for rank, name in enumerate(_array(raw, "shape"))}
        if not ranks:
            raise ValueError("an empty shape")
        return ranks

    def _tombstone(self, raw: dict[str, Any]) -> WireTombstone:
        if self._rows or raw.keys() != {"erased", "by"}:
            raise ValueError("an erasure comes before the rows and has two keys")
        hashed = _id(raw["erased"])
        if hashed in self._erased:
            raise ValueError("an erasure stands twice")
        self._erased.add(hashed)
        return WireTombstone(hashed, self._dot(*_array(raw["by"], "by", 2)))

    def _row(self, raw: dict[str, Any]) -> WireRow:
        if not raw.keys() <= _ROW_KEYS:
            raise ValueError("an unknown key in a row")
        table = _known(self._tables, raw["table"], limits.MAX_TABLES)
        row_id = RecordId(_id(raw.get("id")))
        subject = None
        if "subject" in raw:
            subject = row_id if raw["subject"] == raw["id"] else RecordId(_id(raw["subject"]))
        if (table, row_id) in self._seen:
            raise ValueError("a record stands twice")
        self._seen.add((table, row_id))
        given = _array(raw.get("writes", []), "writes")
        if len(given) == 1 and "fields" not in raw:
            return WireRow(table, row_id, subject, (self._write(given[0]),))  # nearly all the rows of a first file
        used: set[str] = set()
        writes = tuple(self._write(write, used) for write in given)
        if len(writes) > 1 and len({origin.dot for origin, _ in writes}) != len(writes):
            raise ValueError("a write stands twice")
        siblings = _object(raw.get("fields", {}), "fields")
        fields = tuple(self._field(name, field, used) for name, field in siblings.items())
        if not used:
            raise ValueError("an empty row")
        return WireRow(table, row_id, subject, writes, fields)

    def _write(self, raw: Any, used: set[str] | None = None) -> tuple[Origin, Given]:
        replica, seq, ms, counter, author, shape, values = _array(raw, "write", 7)
        names = self._shapes[_integer(shape, 0, len(self._shapes) - 1)]
        if used is not None:
            if not used.isdisjoint(names):
                raise ValueError("a field stands twice")
            used.update(names)
        kinds = set(map(type, _array(values, "values", len(names))))
        # Nearly all the values of a first file are short texts, whole numbers, or nothing.
        if not (self._is_short and kinds <= _PLAIN):
            values = [*map(_value, values)]
        elif int in kinds:
            numbers = [value for value in values if type(value) is int]
            if min(numbers) < _LEAST or max(numbers) > _MOST:
                raise ValueError("an integer is too great")
        return self._origin(replica, seq, ms, counter, author), Given(names, values)

    def _field(self, name: str, raw: Any, used: set[str]) -> WireField:
        if _object(raw, "field").keys() != {"siblings", "context"}:
            raise ValueError("a field has siblings and a context")
        context: dict[int, int] = {}
        for pair in _array(raw["context"], "context"):
            dot = self._dot(*_array(pair, "context", 2))
            if dot.replica in context:
                raise ValueError("a replica stands twice in a context")
            context[dot.replica] = dot.seq
        siblings = tuple(self._sibling(*_array(part, "sibling", 6)) for part in _array(raw["siblings"], "siblings"))
        if not 1 <= len(siblings) <= MAX_SIBLINGS or len({s.dot for s in siblings}) != len(siblings):
            raise ValueError("siblings are of different writes, 1 to 32")
        if any(context.get(s.dot.replica, 0) < s.dot.seq for s in siblings):
            raise ValueError("a sibling is not covered by its context")
        return WireField(self._field_name(name, used), siblings, context)

    def _sibling(self, *raw: Any) -> Sibling:
        *origin, value = raw
        return self._origin(*origin).sibling(_value(value))

    def _origin(self, *raw: Any) -> Origin:
        if set(map(type, raw)) != _INTEGERS:
            raise ValueError("a write is said with whole numbers")
        replica, seq, ms, counter, author = raw
        if not (0 <= replica < len(self._replicas) and 1 <= seq <= MAX_SEQ and 0 <= author < len(self._authors)):
            raise ValueError("a write is out of its bounds")
        if not (0 <= ms <= _MAX_MS and 0 <= counter <= _MAX_COUNTER):
            raise ValueError("a clock is out of its bounds")
        return Origin(Dot(self._replicas[replica], seq), ms << CLOCK_SHIFT | counter, self._authors[author])

    def _dot(self, replica: Any, seq: Any) -> Dot:
        return Dot(self._replicas[_integer(replica, 0, len(self._replicas) - 1)], _integer(seq, 1, MAX_SEQ))

    def _field_name(self, raw: str, used: set[str]) -> str:
        name = _known(self._fields, raw, limits.MAX_FIELDS)
        if name in used or name in _COLUMNS:
            raise ValueError("a field stands twice, or is none")
        used.add(name)
        return name


def _head(raw: Any) -> PackageHead:
    """Read the head; keys that this program does not know are left aside."""
    get = _object(raw, "head").get
    made_at, scope = get("made_at"), get("scope")
    if type(made_at) is not str or _TIME.fullmatch(made_at) is None:
        raise ValueError("made_at")
    if type(scope) is not str or not Scope(scope).is_known or scope == Scope.STATISTICS:
        raise ValueError("scope")
    replicas = tuple(_known_replica(*_array(part, "replica", 3)) for part in _array(get("replicas"), "replicas"))
    if len(replicas) > limits.MAX_REPLICAS or len({known.replica for known in replicas}) != len(replicas):
        raise ValueError("replicas")
    return PackageHead(
        org=_id(get("org")),
        file_id=_id(get("file")),
        laptop=RecordId(_id(get("laptop"))),
        replica=_replica(get("replica")),
        replicas=replicas,
        base=_vector(get("base")),
        vector=_vector(get("vector")),
        clock=_clock(*_array(get("clock"), "clock", 2)),
        program=_label(get("program")),
        made_at=datetime.fromisoformat(made_at).astimezone(UTC),
        scope=Scope(scope),
    )


def _known_replica(replica: Any, label: Any, laptop: Any) -> WireReplica:
    return WireReplica(_replica(replica), _label(label), None if laptop is None else RecordId(_id(laptop)))


def _vector(raw: Any) -> dict[int, int]:
    if len(_object(raw, "vector")) > limits.MAX_REPLICAS:
        raise ValueError("vector")
    return {_replica(name): _integer(seq, 1, MAX_SEQ) for name, seq in raw.items()}


def _value(raw: Any) -> Scalar:
    kind = type(raw)
    if kind is str:
        if len(raw) > _MAX_TEXT:
            raise ValueError("a text is too long")
    elif kind is int:
        if not -limits.MAX_INTEGER <= raw <= limits.MAX_INTEGER:
            raise ValueError("an integer is too great")
    elif kind is float:
        if not isfinite(raw):
            raise ValueError("a number is too great")
    elif raw is not None:
        return _bytes(raw)
    value: Scalar = raw
    return value


def _bytes(raw: Any) -> bytes:
    text = _only(raw, "base64")
    if type(text) is not str:
        raise ValueError("base64")
    value = base64.b64decode(text, validate=True)
    if len(value) > limits.MAX_BYTES or base64.b64encode(value).decode() != text:
        raise ValueError("base64")
    return value


def _known(known: dict[str, str], raw: Any, most: int) -> str:
    """Return the one copy of a name that was already checked, or check it."""
    name = known.get(raw) if type(raw) is str else None
    if name is not None:
        return name
    if type(raw) is not str or _NAME.fullmatch(raw) is None or len(known) >= most:
        raise ValueError("a name is not valid")
    # The program writes the same names: the one copy of each is quick to compare.
    return known.setdefault(raw, sys.intern(raw))


def _clock(ms: Any, counter: Any) -> int:
    return _integer(ms, 0, _MAX_MS) << CLOCK_SHIFT | _integer(counter, 0, _MAX_COUNTER)


def _replica(raw: Any) -> int:
    if type(raw) is not str or len(raw) != 16 or _HEX.fullmatch(raw) is None:
        raise ValueError("a replica has 16 digits")
    return _integer(int(raw, 16), 0, MAX_REPLICA)


def _id(raw: Any) -> bytes:
    value = bytes.fromhex(raw) if type(raw) is str else b""
    if len(value) != ID_LENGTH or value.hex() != raw:
        raise ValueError("an identifier has 32 digits")
    return value


def _label(raw: Any) -> str:
    if type(raw) is not str or len(raw) > limits.MAX_LABEL:
        raise ValueError("a label is a short text")
    return raw


def _integer(raw: Any, least: int, greatest: int) -> int:
    if type(raw) is not int or not least <= raw <= greatest:
        raise ValueError("an integer is out of its bounds")
    return raw


def _array(raw: Any, what: str, length: int | None = None) -> list[Any]:
    if type(raw) is not list or (length is not None and len(raw) != length):
        raise ValueError(what)
    return raw


def _object(raw: Any, what: str) -> dict[str, Any]:
    if type(raw) is not dict:
        raise ValueError(what)
    return raw


def _only(raw: Any, key: str) -> Any:
    if type(raw) is not dict or raw.keys() != {key}:
        raise ValueError(f"{key} alone is expected")
    return raw[key]
