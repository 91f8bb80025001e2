"""Plane geometry of the build: polygons in WKB, what is inside, where the middle is."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
"""Longitude, latitude."""
Ring = list[Point]
_NEAR = 0.004


@dataclass(frozen=True, slots=True)
class Shape:
    """The rings of a multipolygon; what is inside follows the even-odd rule, so holes need no mark."""

    rings: tuple[Ring, ...]
    shells: tuple[Ring, ...]

    def contains(self, point: Point) -> bool:
        """Say whether the point is inside."""
        return sum(_crosses(ring, point) for ring in self.rings) % 2 == 1

    def almost_contains(self, point: Point) -> bool:
        """Say whether the point is inside, or about 400 m from it at most."""
        east, north = point
        around = [(east + x, north + y) for x in (-_NEAR, 0, _NEAR) for y in (-_NEAR, 0, _NEAR)]
        return self.contains(point) or any(self.contains(other) for other in around)

    def moments(self) -> tuple[float, float, float]:
        """Return the area and its two first moments."""
        parts = [_moments(ring) for ring in self.rings]
        signs = [1 if ring in self.shells else -1 for ring in self.rings]
        area, east, north = (
            sum(sign * part[axis] for sign, part in zip(signs, parts, strict=True)) for axis in range(3)
        )
        return area, east, north


def read_wkb(text: str) -> Shape | None:
    """Return the multipolygon of a hexadecimal WKB text."""
    if len(text) < 20:
        return None
    data = bytes.fromhex(text)
    rings: list[Ring] = []
    shells: list[Ring] = []
    count, at = struct.unpack_from("<I", data, 5)[0], 9
    for _ in range(count):
        parts, at = struct.unpack_from("<I", data, at + 5)[0], at + 9
        for number in range(parts):
            size, at = struct.unpack_from("<I", data, at)[0], at + 4
            flat = struct.unpack_from(f"<{size * 2}d", data, at)
            at += size * 16
            ring = list(zip(flat[::2], flat[1::2], strict=True))
            rings.append(ring)
            if number == 0:
                shells.append(ring)
    return Shape(tuple(rings), tuple(shells))


def read_point(text: str) -> Point | None:
    """Return the point of a hexadecimal WKB text."""
    if len(text) != 42:
        return None
    east, north = struct.unpack_from("<2d", bytes.fromhex(text), 5)
    return east, north


def middle(whole: Shape, without: Sequence[Shape] = ()) -> Point:
    """Return the centre of gravity of a shape less others; a point inside it when the centre is outside."""
    area, east, north = whole.moments()
    for part in without:
        minus = part.moments()
        area, east, north = area - minus[0], east - minus[1], north - minus[2]
    if area < 1e-7:
        return middle(whole)
    centre = (east / area, north / area)

    def inside(point: Point) -> bool:
        return whole.contains(point) and not any(part.contains(point) for part in without)

    return centre if inside(centre) else _on_the_row(whole, centre[1], inside) or centre


def _on_the_row(whole: Shape, north: float, inside: object) -> Point | None:
    """Return the middle of the widest part of a shape on a line of latitude."""
    crossings = sorted(
        a[0] + (north - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for ring in whole.rings
        for a, b in itertools.pairwise(ring)
        if (a[1] > north) != (b[1] > north)
    )
    spans = sorted(itertools.pairwise(crossings), key=lambda span: span[0] - span[1])
    middles = [((west + east) / 2, north) for west, east in spans]
    return next((point for point in middles if callable(inside) and inside(point)), None)


def _crosses(ring: Ring, point: Point) -> int:
    east, north = point
    return sum(
        1
        for (ax, ay), (bx, by) in itertools.pairwise(ring)
        if (ay > north) != (by > north) and east < ax + (north - ay) * (bx - ax) / (by - ay)
    )


def signed_area(ring: Ring) -> float:
    """Return the area of a ring: positive when it turns anticlockwise."""
    origin_x, origin_y = ring[0]
    return (
        sum(
            (ax - origin_x) * (by - origin_y) - (bx - origin_x) * (ay - origin_y)
            for (ax, ay), (bx, by) in itertools.pairwise(ring)
        )
        / 2
    )


def _moments(ring: Ring) -> tuple[float, float, float]:
    origin_x, origin_y = ring[0]
    area = east = north = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        px, py, qx, qy = ax - origin_x, ay - origin_y, bx - origin_x, by - origin_y
        cross = px * qy - qx * py
        area += cross / 2
        east += (px + qx) * cross / 6
        north += (py + qy) * cross / 6
    sign = -1 if area < 0 else 1
    area, east, north = area * sign, east * sign, north * sign
    return area, east + origin_x * area, north + origin_y * area
