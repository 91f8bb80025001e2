"""The table of lines that the background and the imported roads share, and how a box of it is read."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable

from mobiconseil.domain.geography import COAST, DEPARTEMENT_BORDER, PRIMARY, RAILWAY, SECONDARY, TERTIARY, TRUNK, Line
from mobiconseil.domain.projection import Box
from mobiconseil.geo.line_codec import PRECISION

SCHEMA = """
CREATE TABLE line (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, steps BLOB NOT NULL);
CREATE INDEX line_kind ON line (kind);
CREATE VIRTUAL TABLE line_box USING rtree (id, west, east, south, north, +kind INTEGER);
"""
_READ = """
SELECT l.kind, l.steps FROM {tables}
WHERE b.west <= ? AND b.east >= ? AND b.south <= ? AND b.north >= ? AND {kind} IN (SELECT value FROM json_each(?))
ORDER BY l.kind IN (1, 2), l.kind DESC
"""
_FROM_NEAR = _READ.format(tables="line_box b CROSS JOIN line l ON l.id = b.id", kind="b.kind")
# From afar the few lines of the wanted kinds are found first, not the thousands of the box.
_FROM_AFAR = _READ.format(tables="line l CROSS JOIN line_box b ON b.id = l.id", kind="l.kind")

_ROADS_FROM = ((PRIMARY, 8), (SECONDARY, 10), (TERTIARY, 11), (PRIMARY + 3, 13))


def write(connection: sqlite3.Connection, lines: Iterable[tuple[int, array[int]]]) -> int:
    """Add lines in steps to the table, and return how many there are."""
    shapes: list[tuple[int, int, bytes]] = []
    boxes: list[tuple[int, float, float, float, float, int]] = []
    for number, (kind, steps) in enumerate(lines, start=1):
        norths, easts = steps[::2], steps[1::2]
        shapes.append((number, kind, steps.tobytes()))
        box = (min(easts) / PRECISION, max(easts) / PRECISION, min(norths) / PRECISION, max(norths) / PRECISION)
        boxes.append((number, *box, kind))
    connection.executemany("INSERT INTO line VALUES (?, ?, ?)", shapes)
    connection.executemany("INSERT INTO line_box VALUES (?, ?, ?, ?, ?, ?)", boxes)
    return len(shapes)


def query(zoom: int) -> str:
    """Return the query of a box at a zoom."""
    return _FROM_NEAR if zoom >= 9 else _FROM_AFAR


def values(bbox: Box, kinds: Iterable[int]) -> tuple[float, float, float, float, str]:
    """Return the values of the query of a box."""
    west, south, east, north = bbox
    return east, west, north, south, str(list(kinds))


def border_kinds(zoom: int) -> tuple[int, ...]:
    """Return which borders are drawn at a zoom: those of the communes only from near."""
    return (0, 1, 2) if zoom >= 9 else (DEPARTEMENT_BORDER, COAST)


def road_kinds(zoom: int) -> tuple[int, ...]:
    """Return which imported lines are drawn at a zoom."""
    roads = [kind for kind in range(10, 16) if zoom >= _from_zoom(kind)]
    return (*roads, *((20,) if zoom >= 10 else ()), *((RAILWAY,) if zoom >= 10 else ()))


def read(rows: Iterable[tuple[int, bytes]], zoom: int) -> tuple[Line, ...]:
    """Return the lines of a query, with fewer points from afar."""
    every = 3 if zoom <= 7 else 2 if zoom == 8 else 1
    return tuple(Line(kind=kind, points=_degrees(steps, every)) for kind, steps in rows)


def _from_zoom(kind: int) -> int:
    if kind <= TRUNK:
        return 6
    return next((zoom for limit, zoom in _ROADS_FROM if kind <= limit), 13)


def _degrees(packed: bytes, every: int) -> tuple[float, ...]:
    steps = array("i")
    steps.frombytes(packed)
    if every > 1 and len(steps) > 4 * every:
        last = steps[-2:]
        north, east = steps[0:-2:2][::every], steps[1:-2:2][::every]
        steps = array("i", [value for pair in zip(north, east, strict=True) for value in pair])
        steps.extend(last)
    return tuple([value / PRECISION for value in steps])
