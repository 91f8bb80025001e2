"""What a page of a tree of SQLite holds: rows, entries of an index, or the numbers of other pages."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mobiconseil.db.salvage.pages import USABLE

Value = int | float | str | bytes | None

LEAF, INTERIOR, INDEX_LEAF, INDEX_INTERIOR = 0x0D, 0x05, 0x0A, 0x02
_KINDS = {LEAF, INTERIOR, INDEX_LEAF, INDEX_INTERIOR}
_FIRST_HEADER = 100
_MOST_COLUMNS = 2000
_LEAST = (USABLE - 12) * 32 // 255 - 23
_MOST_ROW = USABLE - 35
_MOST_ENTRY = (USABLE - 12) * 64 // 255 - 23

ReadPage = Callable[[int], bytes | None]


class Unreadable(Exception):
    """The bytes are no such thing, or a page that continues them is damaged."""


@dataclass(frozen=True, slots=True)
class Node:
    """A page of a tree, whose cells are read when they are asked for."""

    kind: int
    content: bytes
    cells: tuple[int, ...]
    right: int
    """The last child of an interior page; 0 for a leaf."""

    def children(self) -> Iterator[int]:
        """Yield the numbers of the pages below."""
        if self.right:
            for place in self.cells:
                yield struct.unpack_from(">I", self.content, place)[0]
            yield self.right

    def records(self, read: ReadPage) -> Iterator[tuple[int, tuple[Value, ...]] | None]:
        """Yield the rowid and the values of each row or entry; None for one that cannot be read."""
        if self.kind != INTERIOR:
            for place in self.cells:
                try:
                    yield self._record(place, read)
                except (Unreadable, IndexError, struct.error, UnicodeDecodeError):
                    yield None

    def _record(self, place: int, read: ReadPage) -> tuple[int, tuple[Value, ...]]:
        place += 4 if self.kind == INDEX_INTERIOR else 0
        length, place = varint(self.content, place)
        rowid = 0
        if self.kind == LEAF:
            rowid, place = varint(self.content, place)
        most = _MOST_ROW if self.kind == LEAF else _MOST_ENTRY
        return rowid, values_of(_payload(self.content, place, length, most, read))


def node(content: bytes | None, number: int) -> Node | None:
    """Return the page as a node of a tree, or None when it is nothing of the kind."""
    if content is None:
        return None
    start = _FIRST_HEADER if number == 1 else 0
    kind = content[start]
    if kind not in _KINDS:
        return None
    (count,) = struct.unpack_from(">H", content, start + 3)
    inner = kind in {INTERIOR, INDEX_INTERIOR}
    places = start + (12 if inner else 8)
    if places + 2 * count > USABLE:
        return None
    cells = struct.unpack_from(f">{count}H", content, places)
    if any(not places + 2 * count <= cell < USABLE for cell in cells):
        return None
    right = struct.unpack_from(">I", content, start + 8)[0] if inner else 0
    return Node(kind, content, cells, right)


def _payload(content: bytes, place: int, length: int, most: int, read: ReadPage) -> bytes:
    if length <= most:
        return _exactly(content[place : place + length], length)
    local = _LEAST + (length - _LEAST) % (USABLE - 4)
    local = local if local <= most else _LEAST
    parts = [_exactly(content[place : place + local], local)]
    (following,) = struct.unpack_from(">I", content, place + local)
    left = length - local
    while left > 0:
        page = read(following) if following else None
        if page is None:
            raise Unreadable
        parts.append(page[4 : 4 + min(left, USABLE - 4)])
        left -= len(parts[-1])
        (following,) = struct.unpack_from(">I", page, 0)
    return b"".join(parts)


def _exactly(part: bytes, length: int) -> bytes:
    if len(part) != length:
        raise Unreadable
    return part


def varint(content: bytes, place: int) -> tuple[int, int]:
    """Return an integer of one to nine bytes, and the place after it."""
    value = 0
    for _ in range(8):
        byte = content[place]
        place += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place
    value = value << 8 | content[place]
    return value - (1 << 64) if value >= 1 << 63 else value, place + 1


def values_of(payload: bytes) -> tuple[Value, ...]:
    """Return the values of a record. Raises Unreadable."""
    end, place = varint(payload, 0)
    types = []
    while place < end:
        serial, place = varint(payload, place)
        types.append(serial)
    if place != end or len(types) > _MOST_COLUMNS:
        raise Unreadable
    found = []
    for serial in types:
        value, place = _value(payload, place, serial)
        found.append(value)
    if place != len(payload):
        raise Unreadable
    return tuple(found)


def _value(payload: bytes, place: int, serial: int) -> tuple[Value, int]:
    if serial == 0:
        return None, place
    if serial in {8, 9}:
        return serial - 8, place
    if serial == 7:
        return struct.unpack_from(">d", payload, place)[0], place + 8
    if serial < 7:
        size = serial if serial < 5 else 6 if serial == 5 else 8
        return int.from_bytes(_exactly(payload[place : place + size], size), "big", signed=True), place + size
    if serial < 12:
        raise Unreadable
    size = (serial - 12) // 2
    raw = _exactly(payload[place : place + size], size)
    return (raw.decode() if serial % 2 else raw), place + size
